"""Every kind of page in a real browser: desktop and phone, light and dark, with and without script, from everywhere."""

from __future__ import annotations

import itertools
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.site.kinds import ISSUE, KINDS, SIZES, pages_of
from tests.wanting import module

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Error, Page, Request

pytestmark = pytest.mark.browser

LOOK = """() => {
    const text = getComputedStyle(document.querySelector(".body p"));
    const page = getComputedStyle(document.documentElement);
    return [text.fontSize, text.fontFamily, page.backgroundColor];
}"""
"""Size and face of the text, and the colour it stands on."""


def left(request: Request) -> bool:
    """Whether a request only failed because the page that asked was left before it came."""
    return request.failure == "net::ERR_ABORTED"


def given_up(error: Error) -> bool:
    """Whether only the animation from page to page was left out, as a busy Chromium does and reports (csswg 13726)."""
    return "Transition was" in str(error)


def watched(page: Page, home: str) -> list[str]:
    """What the page does that it should not, as it happens: errors, and requests that leave the site."""
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: None if given_up(error) else faults.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith((home, "data:")) else faults.append(request.url))
    page.on("requestfailed", lambda request: None if left(request) else faults.append(f"failed: {request.url}"))
    return faults


PAIRS = [
    ("desktop", "light", True),
    ("phone", "dark", True),
    ("desktop", "dark", False),
    ("phone", "light", False),
]
"""Every size with every light and with and without scripts."""

WAYS = [
    *(("root", *way) for way in PAIRS),
    *((host, *way) for host in ("sub-path", "file") for way in (PAIRS[0], ("phone", "dark", False))),
    *(
        pytest.param(host, *way, marks=pytest.mark.slow)
        for host in ("root", "sub-path", "file")
        for way in itertools.product(SIZES, ("light", "dark"), (True, False))
    ),
]
"""In the fast run each with each other once, and elsewhere, where only addresses differ, two ends; else all of them."""


STATE = """() => ({
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    empty: !document.querySelector("main").innerText.trim(),
    bare: getComputedStyle(document.documentElement).getPropertyValue("--paper") === "",
    idle: Array.from(document.querySelectorAll(".no-script button, .no-script input:not([type=radio])"))
        .filter((one) => one.checkVisibility()).map((one) => one.outerHTML).join("; "),
    small: Array.from(document.querySelectorAll("a[href], button, input:not([type=radio]), summary, label"))
        .filter((one) => !one.closest("svg, .body, .skip") && one.checkVisibility())
        .map((one) => [one, one.getBoundingClientRect(), innerWidth < 500 && one.closest(".bar nav, .tools") ? 44 : 24])
        .filter(([, box, least]) => box.right > 0 && (box.height < least - 0.2 || box.width < least - 0.2))
        .map(([one, box]) => `${one.textContent.trim()} ${Math.round(box.width)} x ${Math.round(box.height)}`)
        .join("; "),
})"""
"""What must not be so once a page has loaded.

Without scripts nothing is offered that needs them; fingers need 24 px, and 44 where one steers with a thumb.
"""

SHIFTED = """() => new Promise((resolve) => {
    const moved = [];
    const told = ({ node }) => `${node?.nodeName} ${node?.className ?? node?.textContent}`;
    new PerformanceObserver((list) => {
        for (const one of list.getEntries()) {
            moved.push(`${one.value} ${one.sources.map(told)}`);
        }
    }).observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => setTimeout(() => resolve(moved.join("; "))));
})"""
"""What moved, and how far, after it was first painted (CLS, which is to be 0); nobody has touched the page."""


@pytest.mark.parametrize(("host", "size", "scheme", "script"), WAYS)
def test_every_kind_of_page(
    chromium: Browser, hosts: dict[str, str], specimen_site: Path, host: str, size: str, scheme: str, script: bool
) -> None:
    width, height = SIZES[size]
    context = chromium.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, java_script_enabled=script
    )
    page = context.new_page()
    faults = watched(page, hosts[host])
    found = {}
    for kind, path in pages_of(specimen_site).items():
        if kind == "404" and host != "root":
            continue  # it is shown at addresses it does not know, so it links from the root of its host
        page.goto(hosts[host] + path)
        state = page.evaluate(STATE)
        if script:
            state["layout shift"] = page.evaluate(SHIFTED)
        found[kind] = [*faults, *(f"{name}: {value}" for name, value in state.items() if value)]
        faults.clear()
    context.close()

    assert {kind: faults for kind, faults in found.items() if faults} == {}


def test_the_printed_article_names_its_page(chromium: Browser, hosts: dict[str, str]) -> None:
    page = chromium.new_page()
    page.goto(hosts["file"] + KINDS["article"])
    page.emulate_media(media="print")
    text = page.locator("body").inner_text()
    page.close()

    assert "第3版" in text.replace(" ", "")
    assert "今日雁洲" in text


def test_the_article_on_paper_names_its_page_and_its_source(
    chromium: Browser, hosts: dict[str, str], tmp_path: Path
) -> None:
    pypdf = module("pypdf")
    page = chromium.new_page()
    page.goto(hosts["file"] + KINDS["article"])
    page.pdf(path=tmp_path / "article.pdf", prefer_css_page_size=True)
    page.close()

    # PDF text of Han comes back in compatibility forms here and there.
    sheets = pypdf.PdfReader(tmp_path / "article.pdf").pages
    texts = [unicodedata.normalize("NFKC", "".join(sheet.extract_text().split())) for sheet in sheets]
    assert len(texts) > 1
    assert [
        text[:40] for text in texts if not all(word in text for word in ("今日雁洲", "2022年6月17日", "第3版"))
    ] == []
    assert "今日雁洲,2022-06-17(3)." in "".join(texts), "the citation"


def test_scan_grid_and_contents_change_places_without_script(chromium: Browser, hosts: dict[str, str]) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(hosts["file"] + KINDS["scan"])
    seen = {}
    for view in ("scan", "list", "grid"):
        page.locator(f'label[for="view-{view}"]').click()
        seen[view] = [name for name in ("grid", "scan", "map", "list") if page.locator(f".view-{name}").is_visible()]
    page.locator('label[for="view-scan"]').click()
    page.locator(".view-scan svg a").nth(1).click()
    address = page.url
    context.close()

    assert seen == {"scan": ["scan"], "list": ["list"], "grid": ["grid"]}
    assert address.endswith("2021-03-19/01-02.html")


@pytest.mark.parametrize(
    ("key", "address"),
    [("]", "2022-06-17/p04.html"), ("【", "2022-06-17/p02.html"), ("u", "2022-06-17/p03.html")],
)
def test_keys_turn_the_page_and_go_up(chromium: Browser, hosts: dict[str, str], key: str, address: str) -> None:
    page = chromium.new_page()
    page.goto(hosts["root"] + KINDS["article"])
    with page.expect_navigation():
        page.evaluate("key => document.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}))", key)
    found = page.url
    page.close()

    assert found.endswith(address)


def test_the_way_back_leads_to_where_the_article_stands(chromium: Browser, hosts: dict[str, str]) -> None:
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    page.goto(hosts["file"] + "jinri-yanzhou/2021-12-31/02-04.html")
    page.locator('.ways [rel="up"]').click()
    page.wait_for_url("**/p02.html#a02-04")
    page.locator("#a02-04").wait_for()
    shown = page.evaluate("document.getElementById('a02-04').getBoundingClientRect().top")
    address = page.url
    page.close()

    assert address.endswith("p02.html#a02-04")
    assert -1 <= shown <= 844


def test_size_face_and_light_are_remembered(chromium: Browser, hosts: dict[str, str]) -> None:
    context = chromium.new_context(color_scheme="light")
    page = context.new_page()
    page.goto(hosts["root"] + KINDS["article"])
    before = page.evaluate(LOOK)
    for button in ("[data-size='1']", "[data-face]", "[data-theme-switch]"):
        page.locator(f".tools button{button}").click()
    chosen = page.evaluate(LOOK)
    page.goto(hosts["root"] + KINDS["table"])
    again = page.evaluate(LOOK)
    context.close()

    assert all(was != now for was, now in zip(before, chosen, strict=True))
    assert again == chosen


def test_arrow_keys_turn_to_the_next_article(chromium: Browser, hosts: dict[str, str]) -> None:
    page = chromium.new_page()
    page.goto(hosts["root"] + f"{ISSUE}/01-01.html")
    with page.expect_navigation():
        page.keyboard.press("ArrowRight")
    address = page.url
    page.close()

    assert address.endswith(f"{ISSUE}/01-02.html")


@pytest.mark.parametrize("host", ["root", "sub-path", "file"])
def test_the_search_page_finds_chinese(chromium: Browser, hosts: dict[str, str], host: str) -> None:
    page = chromium.new_page()
    faults = watched(page, hosts[host])
    page.goto(hosts[host] + KINDS["search"])
    page.locator("form#search input[name=q]").fill("加装电梯")
    page.keyboard.press("Enter")
    first = page.locator("#results li").first
    first.wait_for()
    text = first.inner_text()
    first.get_by_role("link").first.click()
    page.wait_for_load_state()
    heading = page.locator("h1").inner_text()
    page.close()

    assert "电梯" in text or "电梯" in heading
    assert faults == []
