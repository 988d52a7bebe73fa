"""The search page of the printed specimen: the whole chain, from every place a site can lie in, as a reader uses it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
import yaml

from site_builder.engine.events import silence
from site_builder.workflows.build import build
from site_builder.workflows.new import new_archive
from tests.site.searching import PAGE, PHONE, hits, opened, said, served, troubled

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

pytestmark = pytest.mark.browser

PAPER = "jinri-yanzhou"
EXACT = "各位读者：请不要去桥上看水。"
NASTY = """</script><img src=x onerror=alert(1)> {{ 7*7 }} "'& \u202e反\u202c"""
QUESTIONS = (
    "?q=電梯 -加装",
    "?q=雨&from=2022-06&to=2022&page=01&sort=date",
    f"?quote={EXACT}",
)


@pytest.fixture(scope="module")
def host(specimen_site: Path) -> Iterator[str]:
    with served(specimen_site) as address:
        yield address


def answered(page: Page) -> str:
    """What the page says once it has an answer to what the address asks."""
    page.wait_for_function("() => /[0-9没]/u.test(document.getElementById('status').textContent)")
    return page.locator("#status").inner_text()


def test_it_finds_the_same_from_a_host_under_a_sub_path_and_from_a_folder(
    chromium: Browser, specimen_site: Path, host: str
) -> None:
    found: dict[str, list[tuple[str, list[str]]]] = {}
    with served(specimen_site.parent) as above:
        roots = {"host": host, "sub-path": f"{above}{specimen_site.name}/", "folder": specimen_site.as_uri() + "/"}
        for way, root in roots.items():
            found[way] = []
            with opened(chromium) as page:
                for question in QUESTIONS:
                    # In a folder the question stands after #, as the page itself would write it there.
                    page.goto("about:blank")
                    page.goto(root + PAGE + (question.replace("?", "#", 1) if way == "folder" else question))
                    found[way].append((answered(page), hits(page)))

    assert all(addresses for _, addresses in found["host"])
    assert found["sub-path"] == found["host"]
    assert found["folder"] == found["host"]


def test_nothing_is_loaded_before_the_box_is_focused(chromium: Browser, host: str) -> None:
    with opened(chromium) as page:
        asked: list[str] = []

        def note(request: Request) -> None:
            name = request.url.removeprefix(host).partition("?")[0]
            if name != "assets/icon.svg":  # which the browser asks for when it likes
                asked.append(name)

        page.on("request", note)
        page.goto(host + PAGE)
        page.wait_for_load_state("networkidle")
        # `search.js` waits for the box; all else belongs to every page.
        assert sorted(asked) == [
            "assets/css/fronts.css",
            "assets/css/index.css",
            "assets/css/press.css",
            "assets/js/paint.js",
            "assets/js/reader.js",
            "assets/js/search.js",
            PAGE,
        ]

        with page.expect_response("**/search/manifest.js*"):
            page.locator("#search input").focus()
        page.wait_for_load_state("networkidle")
        ready = len(asked)
        page.keyboard.type("电梯")
        said(page, "找到")
        page.wait_for_load_state("networkidle")
        assert len(asked) == len(set(asked)), "nothing twice"
        assert len(asked) - ready < 25
        again = len(asked)
        page.locator("#search input").fill("")
        page.wait_for_function("() => !document.querySelector('.search-hit')")
        page.locator("#search input").fill("电梯")
        said(page, "找到")
        assert len(asked) == again, "a question asked again costs nothing"


@pytest.mark.parametrize("way", ["host", "folder"])
def test_the_address_is_the_search(chromium: Browser, specimen_site: Path, host: str, way: str) -> None:
    mark, root = ("?", host) if way == "host" else ("#", specimen_site.as_uri() + "/")
    with opened(chromium) as page:
        page.goto(root + PAGE)
        box = page.locator("#search input")
        box.press_sequentially("桥", delay=20)
        said(page, "找到")
        box.press("Enter")
        first = hits(page)
        assert page.url == f"{root}{PAGE}{mark}q={quote('桥')}"

        box.fill("电梯")
        page.wait_for_function("title => document.title.startsWith(title)", arg="电梯")
        said(page, "找到")
        page.wait_for_function("() => document.querySelector('.search-hit mark')?.textContent === '电梯'")
        second = hits(page)
        assert second != first
        page.go_back()
        page.wait_for_function("() => document.querySelector('.search-hit mark')?.textContent === '桥'")
        assert box.input_value() == "桥"
        assert hits(page) == first

        page.go_forward()
        page.wait_for_function("() => document.querySelector('.search-hit mark')?.textContent === '电梯'")
        page.reload()
        said(page, "找到")
        assert hits(page) == second
        box.fill("")
        page.wait_for_function("() => !document.querySelector('.search-hit')")
        assert "q=" not in page.url


def test_the_boxes_of_the_other_pages_lead_here(chromium: Browser, specimen_site: Path, host: str) -> None:
    for root in (host, specimen_site.as_uri() + "/"):
        with opened(chromium) as page:
            for path in ("index.html", f"{PAPER}/2022-06-17/01-01.html"):
                page.goto(root + path)
                page.keyboard.press("/")
                page.keyboard.type("电梯")
                page.keyboard.press("Enter")
                said(page, "找到")
                assert hits(page)


def test_a_hit_says_where_it_stands_and_leads_to_its_words(chromium: Browser, host: str) -> None:
    with opened(chromium) as page:
        page.goto(host + PAGE + "?q=" + quote("“钥匙挂在学校门卫室”"))
        said(page, "找到 1 篇")
        page.locator(".search-passage mark").first.wait_for()
        hit = page.locator(".search-hit").inner_text()
        for part in ("6月17日19时30分发稿", "2022年6月17日", "第1版", "本报讯（记者 沈令仪 顾长舟）", "每把都写着"):
            assert part in hit
        assert page.locator(".search-hit time").get_attribute("datetime") == "2022-06-17"

        page.locator(".search-headline a").click()
        page.wait_for_function("() => CSS.highlights.get('found')?.size")
        marked = page.evaluate("[...CSS.highlights.get('found')].map(range => range.toString().replace(/\\s+/gu, ''))")
        assert marked == ["钥匙挂在学校门卫室"]
        page.keyboard.press("Escape")
        assert page.evaluate("CSS.highlights.has('found')") is False


def test_without_our_script_the_browser_goes_to_the_words(chromium: Browser, host: str) -> None:
    with opened(chromium, viewport={"width": 390, "height": 400}) as page:
        page.goto(host + PAGE + "?q=" + quote("“不要去桥上看水”"))
        said(page, "找到 1 篇")
        page.locator(".search-passage mark").first.wait_for()
        link = page.evaluate("document.querySelector('.search-headline a').href")
    with opened(chromium, viewport={"width": 390, "height": 400}, java_script_enabled=False) as page:
        page.goto(link)
        page.wait_for_function("() => scrollY > 0")


def test_keys(chromium: Browser, host: str) -> None:
    at = "[...document.querySelectorAll('.search-headline a')].indexOf(document.activeElement)"
    with opened(chromium) as page:
        page.goto(host + PAGE)
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.name") == "q"
        page.keyboard.type("桥")
        said(page, "找到")
        places = []
        for key in ("ArrowDown", "ArrowDown", "ArrowUp", "Escape", "ArrowDown", "ArrowUp"):
            page.keyboard.press(key)
            places.append(page.evaluate(at))
        assert places == [0, 1, 0, -1, 0, -1]
        assert page.evaluate("document.activeElement.name") == "q"

        page.keyboard.press("ArrowDown")
        page.keyboard.press("/")
        assert page.input_value("#search input") == "桥", "/ is no letter of the question"
        page.keyboard.press("ArrowDown")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert f"{PAPER}/" in page.url


def test_a_half_typed_word_is_not_searched(chromium: Browser, host: str) -> None:
    with opened(chromium) as page:
        page.goto(host + PAGE)
        page.locator("#search input").focus()
        page.wait_for_function("() => self.siteSearchPage?.start")
        page.clock.install()
        session = page.context.new_cdp_session(page)
        session.send("Input.imeSetComposition", {"text": "dian'ti", "selectionStart": 7, "selectionEnd": 7})
        page.clock.run_for(5000)
        assert "q=" not in page.url

        session.send("Input.insertText", {"text": "电梯"})
        page.clock.run_for(5000)
        said(page, "找到")
        assert page.url.endswith("q=" + quote("电梯"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_telephone(chromium: Browser, host: str, scheme: str) -> None:
    with opened(chromium, viewport=PHONE, has_touch=True, is_mobile=True, color_scheme=scheme) as page:
        page.goto(host + PAGE + "?q=" + quote("桥"))
        said(page, "找到")
        assert page.locator("#filters form").is_hidden()
        page.locator("#filters summary").tap()
        page.get_by_label("第1版").check()
        page.wait_for_function("() => location.search.includes('page=01')")
        said(page, "找到")
        small = """[...document.querySelectorAll("main :is(a, button, label, [type=search], [name=from])")]
            .filter(one => one.offsetParent && !one.matches(".unseen"))
            .map(one => [one.textContent || one.name, Math.round(one.getBoundingClientRect().height)])
            .filter(([, height]) => height && height < 24)"""
        assert page.evaluate(small) == []
        page.locator("#filters summary").tap()
        assert "第1版" in page.locator("#filters summary").inner_text()


def test_without_scripts_the_lists_are_offered(chromium: Browser, specimen_site: Path) -> None:
    with opened(chromium, java_script_enabled=False) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(specimen_site.as_uri() + "/" + PAGE + "?q=" + quote("电梯"))
        assert page.locator("form:visible").count() == 0
        links = page.locator("main a:visible").evaluate_all("links => links.map(link => link.getAttribute('href'))")
        for lead in (
            f"../{PAPER}/2021.html",
            f"../{PAPER}/2022.html",
            f"../{PAPER}/columns/index.html",
            f"../{PAPER}/people/index.html",
        ):
            assert lead in links
        assert not [url for url in asked if "/js/search" in url or "/search/manifest" in url]


def test_whatever_is_typed_has_an_answer(chromium: Browser, host: str) -> None:
    odd = (
        "？！……",
        "“不成对",
        "a:b http://x.y:80",
        "__proto__ constructor",
        "𠮷野家 🚋",
        "שלום עליכם",
        "-电梯",
        "***",
        "\u202e",
    )
    with opened(chromium) as page:
        page.goto(host + PAGE)
        box = page.locator("#search input")
        for text in (*odd, "电梯" * 500, "的 " * 500):
            box.fill(text)
            box.press("Enter")
            answered(page)
            box.fill("")
            page.wait_for_function("() => document.getElementById('status').textContent === ''")


def test_a_quotation_is_checked(chromium: Browser, specimen_site: Path, host: str) -> None:
    for root in (host, specimen_site.as_uri() + "/"):
        with opened(chromium) as page:
            page.goto(root + PAGE)
            page.get_by_role("link", name="引文核对").click()
            box = page.locator("#quote textarea")
            box.fill(EXACT)
            said(page, "一字不差，见报 1 处")
            assert hits(page) == [f"../{PAPER}/2022-06-17b/01-01.html"]
            assert "《今日雁洲》2022年6月17日第1版" in page.locator(".search-cite").inner_text()
            formats = page.locator(".search-cite a").get_attribute("href") or ""
            article = (specimen_site / "search" / formats.partition("#")[0]).read_text(encoding="utf-8")
            assert f'id="{formats.partition("#")[2]}"' in article

            box.fill("各位读者：请不要到桥上去看水。")
            said(page, "没有一字不差的")
            page.locator(".compared").first.wait_for()
            assert hits(page)[0] == f"../{PAPER}/2022-06-17b/01-01.html"
            assert page.locator(".compared").first.locator("del, ins").count() >= 2


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of one issue in whose every field somebody has tried something."""
    root = tmp_path_factory.mktemp("hostile") / "archive"
    new_archive(root, sample=True)
    years = root / "content" / PAPER
    for folder in [*years.glob("2021"), *years.glob("2022/*")]:
        if folder.name != "2022-06-24":
            shutil.rmtree(folder)
    paper = yaml.safe_load((years / "paper.yaml").read_text(encoding="utf-8"))
    (years / "paper.yaml").write_text(
        yaml.safe_dump({**paper, "name": "报" + NASTY}, allow_unicode=True), encoding="utf-8"
    )
    article = years / "2022" / "2022-06-24" / "01-01.md"
    front = {"id": "01-01", "page": "01", "position": {"order": 1, "lead": True}, "column": "栏" + NASTY}
    front |= {"kicker": "引" + NASTY, "headline": ["题" + NASTY], "byline": "本报记者 " + NASTY}
    text = f"---\n{yaml.safe_dump(front, allow_unicode=True)}---\n文字里的怪句：{NASTY}。到此为止。\n"
    article.write_text(text, encoding="utf-8")
    return build(root, tell=silence).output


def test_hostile_text_comes_through_as_text(chromium: Browser, hostile: Path) -> None:
    assert (hostile / PAGE).is_file()
    for ask in ("?q=" + quote("怪句"), "?q=" + quote(NASTY), "?quote=" + quote("文字里的怪句：" + NASTY)):
        with opened(chromium) as page:
            page.goto(f"{hostile.as_uri()}/{PAGE}{ask}")
            answered(page)
            assert "onerror=alert(1)" in (page.locator(".search-headline").first.text_content() or "")
            assert page.locator("main img").count() == 0
            page.locator(".search-headline a").first.click()
            page.wait_for_load_state()
            assert page.locator("article img[src=x]").count() == 0


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of two issues whose index has no texts, as that of a large archive."""
    root = tmp_path_factory.mktemp("bare") / "archive"
    new_archive(root, sample=True)
    for folder in [*(root / "content" / PAPER).glob("2021"), *(root / "content" / PAPER).glob("2022/*")]:
        if not folder.name.startswith("2022-06-17"):
            shutil.rmtree(folder)
    settings = root / "content" / "site.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "search: {texts: never}\n", encoding="utf-8")
    return build(root, tell=silence).output


def test_in_a_folder_the_pages_are_asked_for_their_texts(chromium: Browser, bare: Path) -> None:
    assert not (bare / "search" / "t").exists()
    with opened(chromium) as page:
        page.goto(f"{bare.as_uri()}/{PAGE}#q=" + quote("“去桥上看水”"))
        said(page, "找到 1 篇")
        assert "未能逐字核对" not in page.locator("#status").inner_text()
        page.locator(".search-passage mark", has_text="去桥上看水").wait_for()

        page.goto("about:blank")
        page.goto(f"{bare.as_uri()}/{PAGE}#quote=" + quote(EXACT))
        said(page, "见报")
        assert hits(page)[0] == f"../{PAPER}/2022-06-17b/01-01.html"
        assert page.locator("iframe").count() == 0


@pytest.fixture
def copy(specimen_site: Path, tmp_path: Path) -> Path:
    """The search of the specimen, to be damaged: the rest of the site is not needed."""
    for folder in ("search", "assets"):
        shutil.copytree(specimen_site / folder, tmp_path / "站 点" / folder)
    return tmp_path / "站 点"


def test_a_manifest_that_is_gone_or_cut_is_said_and_found_again(chromium: Browser, copy: Path) -> None:
    manifest = copy / "search" / "manifest.js"
    content = manifest.read_bytes()
    with opened(chromium, whole=False) as page:
        for damage in (b"", content[: len(content) // 2], b"siteSearch(1, 2);"):
            manifest.write_bytes(damage) if damage else manifest.unlink()
            page.goto("about:blank")
            page.goto(f"{copy.as_uri()}/{PAGE}#q=" + quote("电梯"))
            troubled(page, "索引")

            manifest.write_bytes(content)
            page.locator("#trouble button").click()
            said(page, "找到 8 篇")


@pytest.mark.parametrize("kind", ["w0", "h", "f0", "l0"])
def test_what_is_missing_or_cut_short_is_no_blank_page(chromium: Browser, copy: Path, kind: str) -> None:
    for file in (copy / "search" / kind).iterdir():
        file.write_bytes(file.read_bytes()[:50])
    with opened(chromium, whole=False) as page:
        for ask in ("电梯", "“不要去桥上看水”"):
            page.goto(f"{copy.as_uri()}/{PAGE}#q=" + quote(ask))
            page.reload()
            said(page, "找到")
            assert hits(page)
            if kind != "f0":  # asked for beside the hits, when the lists are counted
                said(page, "没有载入")


def test_a_quotation_is_not_called_unprinted_when_texts_are_missing(chromium: Browser, copy: Path) -> None:
    shutil.rmtree(copy / "search" / "t")
    with opened(chromium) as page:
        page.goto(f"{copy.as_uri()}/{PAGE}#quote=" + quote(EXACT))
        said(page, "未能逐字核对")
        page.locator("#quote textarea").fill("各位读者：请不要到桥上去看水。")
        said(page, "不能断定")
        assert "没有见报" not in page.locator("#status").inner_text()


def test_a_page_left_open_while_the_site_is_printed_anew_goes_on(chromium: Browser, copy: Path, hostile: Path) -> None:
    with served(copy) as host, opened(chromium) as page:
        page.goto(host + PAGE)
        with page.expect_response("**/search/manifest.js*"):
            page.locator("#search input").focus()
        page.wait_for_load_state("networkidle")
        shutil.rmtree(copy / "search")
        shutil.copytree(hostile / "search", copy / "search")
        page.locator("#search input").fill("怪句")
        said(page, "找到 1 篇")


def test_without_a_network_it_waits_for_it(chromium: Browser, host: str) -> None:
    with opened(chromium) as page:
        page.goto(host + PAGE)
        page.locator("#search input").focus()
        page.wait_for_load_state("networkidle")
        page.context.set_offline(True)
        page.locator("#search input").fill("电梯")
        troubled(page, "没有连上网络")

        page.context.set_offline(False)
        said(page, "找到 8 篇")
