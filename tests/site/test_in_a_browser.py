"""Every kind of page in a real browser: desktop and phone, light and dark, with and without script, from everywhere."""

from __future__ import annotations

import functools
import itertools
import threading
import unicodedata
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.wanting import module

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

ISSUE = "jinri-yanzhou/2022-06-17"
KINDS = {
    "home": "index.html",
    "year": "jinri-yanzhou/2021.html",
    "issue": f"{ISSUE}/index.html",
    "page": "jinri-yanzhou/2021-12-31/p03.html",
    "article": f"{ISSUE}/03-01.html",
    "table": "jinri-yanzhou/2021-03-19/03-01.html",
    "photo": "jinri-yanzhou/2021-12-31/03-01.html",
    "package": "jinri-yanzhou/2021-05-14/p03.html",
    "read": f"{ISSUE}/read.html",
    "scan": "jinri-yanzhou/2021-03-19/index.html",
    "emended": "jinri-yanzhou/2021-03-19/03-02.html",
    "unheld": "jinri-yanzhou/2021-08-20/index.html",
    "series": "jinri-yanzhou/series/index.html",
    "places": "jinri-yanzhou/places/index.html",
    "days": "jinri-yanzhou/days/index.html",
    "day": "jinri-yanzhou/days/0617.html",
    "corrections": "jinri-yanzhou/corrections.html",
    "about": "jinri-yanzhou/about.html",
    "about-year": "jinri-yanzhou/about-2021.html",
    "columns": "jinri-yanzhou/columns/index.html",
    "people": "jinri-yanzhou/people/index.html",
    "search": "search/index.html",
}
SIZES = {"desktop": (1360, 900), "phone": (390, 844)}


LOOK = """() => {
    const text = getComputedStyle(document.querySelector(".body p"));
    const page = getComputedStyle(document.documentElement);
    return [text.fontSize, text.fontFamily, page.backgroundColor];
}"""
"""Size and face of the text, and the colour it stands on."""


class QuietHandler(SimpleHTTPRequestHandler):
    """A plain static host."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""


@pytest.fixture(scope="module")
def hosts(specimen_site: Path) -> Iterator[dict[str, str]]:
    """Three ways to the same site: at the root of a host, below a path, and from the folder."""
    roots = {"root": specimen_site, "sub-path": specimen_site.parent}
    servers = {
        name: ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(QuietHandler, directory=str(folder)))
        for name, folder in roots.items()
    }
    for server in servers.values():
        threading.Thread(target=server.serve_forever, daemon=True).start()
    yield {
        "root": f"http://127.0.0.1:{servers['root'].server_port}/",
        "sub-path": f"http://127.0.0.1:{servers['sub-path'].server_port}/{specimen_site.name}/",
        "file": specimen_site.as_uri() + "/",
    }
    for server in servers.values():
        server.shutdown()
        server.server_close()


def watched(page: Page, home: str) -> list[str]:
    """What the page does that it should not, as it happens: errors, and requests that leave the site."""
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith((home, "data:")) else faults.append(request.url))
    page.on("requestfailed", lambda request: faults.append(f"failed: {request.url}"))
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


@pytest.mark.parametrize(("host", "size", "scheme", "script"), WAYS)
def test_every_kind_of_page(
    chromium: Browser, hosts: dict[str, str], host: str, size: str, scheme: str, script: bool
) -> None:
    width, height = SIZES[size]
    context = chromium.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, java_script_enabled=script
    )
    found = {}
    for kind, path in KINDS.items():
        page = context.new_page()
        faults = watched(page, hosts[host])
        page.goto(hosts[host] + path)
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if overflow > 0:
            faults.append(f"{overflow} px wider than the window")
        if not page.locator("main").inner_text().strip():
            faults.append("an empty page")
        if page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--paper')") == "":
            faults.append("no style sheet")
        found[kind] = faults
        page.close()
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
    text = unicodedata.normalize("NFKC", "".join("".join(sheet.extract_text().split()) for sheet in sheets))
    assert "第3版" in text
    assert "2022年6月17日" in text
    assert "今日雁洲,2022-06-17(3)." in text, "the citation"


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
