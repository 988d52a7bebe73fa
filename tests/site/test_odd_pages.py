"""The case site: everything a page can have too much or too little of, looked at in a browser at three widths."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest

from site_builder.newspaper.archive import Archive, PaperShelf
from site_builder.newspaper.model import ArticleType, PackagePart, Picture
from site_builder.press.frame import ShelfFacts
from site_builder.press.front_pages import print_front
from site_builder.press.fronts import plan_fronts
from site_builder.press.neighbours import neighbours
from site_builder.press.settings import SiteSettings
from site_builder.press.sheets import Sheets, print_issue
from site_builder.press.ties import ties_of
from tests.press.printed import broadsheet
from tests.press.trialissue import PAPER, article, cards, issue, odd_issue, set_in_type, text

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PAGES = {
    "no kicker, no deck": "2023-05-12/01-01.html",
    "forty characters, thirty bylines": "2023-05-05/01-01.html",
    "one article on a page": "2023-05-12/p01.html",
    "sixty articles on a page": "2023-05-12/p02.html",
    "twelve thousand characters": "2023-05-05/03-01.html",
    "a page of that": "2023-05-05/p03.html",
    "no pictures": "2023-05-05/p04.html",
    "a group of pictures": "2023-05-12/03-01.html",
    "a package": "2023-05-12/p04.html",
    "a piece without a headline": "2023-05-12/04-02.html",
    "footnotes and a table": "2023-05-12/05-01.html",
    "hostile titles": "2023-05-05/08-02.html",
    "the whole issue": "2023-05-12/read.html",
    "its contents": "2023-05-12/index.html",
    "many names": "people/index.html",
    "the names of a letter": "people/letter-g.html",
}


def picture(width: int = 640, height: int = 400) -> bytes:
    """A grey picture that a browser can show."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes(96 + (x // 8 + y // 8) % 2 * 64 for x in range(width)) for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


TABLE = "|站|水位|流量|备注|\n|-|-|-|-|\n|望鹅桥|3.12|88|夜间读数|"


def crowded() -> list[object]:
    package = PackagePart(id="talk", headline=("大家谈退水",), kicker="河边茶座", deck="四个人的话")
    pictures = tuple(
        Picture(image="images/river.png", caption=f"第{number}幅", alt="河", credit_printed="（老周 摄）", at="p1")
        for number in range(1, 4)
    )
    return [
        article(1, headline=("退水",)),
        *(article(number, page="02", characters=40 + number * 7) for number in range(1, 61)),
        article(1, page="03", pictures=pictures, characters=900),
        *(
            article(
                number,
                page="04",
                characters=260,
                headline=() if number == 2 else (f"第{number}个人的话",),
                package=msgspec.structs.replace(package, part=number),
            )
            for number in range(1, 5)
        ),
        article(5, page="04", type=ArticleType.NOTICE, headline=("停水通知",), characters=80),
        article(
            1,
            page="05",
            body=f"{text(200)}甲[^1]。\n\n{TABLE}\n\n> 账要算清\n\n[^1]: 注在下面。",
        ),
    ]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case site in a folder, in Traditional so that the text can be set upright."""
    folder = tmp_path_factory.mktemp("odd")
    paper = msgspec.structs.replace(PAPER, language="zh-Hant")
    issues = [odd_issue(), issue("2023-05-12", crowded())]  # type: ignore[arg-type]  # they are articles
    galleys = set_in_type(*issues)
    told = cards(galleys)
    tied, shelf = ties_of(told), ShelfFacts(id="shibao", paper=paper)
    files = dict(broadsheet().assets())
    pictures = {"images/river.png": picture()}
    for at, galley in enumerate(galleys):
        before, after = (told[to] if 0 <= to < len(told) else None for to in (at - 1, at + 1))
        around = neighbours(before, after, tied.get(galley.issue.key))
        sheets = Sheets(galley, pictures, around, shelf, SiteSettings(), broadsheet())
        files |= print_issue(sheets, pictures)
    archive = Archive(shelves=(PaperShelf(id="shibao", paper=paper, issues=tuple(told)),))
    short = SiteSettings(page_size=2)
    for front in plan_fronts(archive, short):
        files |= print_front(front, short, broadsheet())
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


@pytest.mark.parametrize("width", [320, 390, 1360])
def test_nothing_runs_out_of_the_page_or_over_another(chromium: Browser, site: Path, width: int) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 844})
    found = {}
    for name, path in PAGES.items():
        page.goto(f"{site.as_uri()}/shibao/{path}")
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        small = page.evaluate(
            """[...document.querySelectorAll('h1, h2 a, .body p')]
               .filter(e => parseFloat(getComputedStyle(e).fontSize) < 13).length"""
        )
        cut = page.evaluate(
            """[...document.querySelectorAll('.headline')].filter(e => e.scrollWidth > e.clientWidth + 1)
               .map(e => e.textContent)"""
        )
        if over > 0 or small or cut:
            found[name] = (over, small, cut)
    page.close()

    assert found == {}


def test_a_package_has_one_heading(chromium: Browser, site: Path) -> None:
    page = chromium.new_page()
    page.goto(f"{site.as_uri()}/shibao/{PAGES['a package']}")
    heads = page.locator(".package-head .headline").all_inner_texts()
    stories = page.locator(".package-box .story .headline").all_inner_texts()
    page.close()

    assert heads == ["大家谈退水"]
    assert len(stories) == 4
    assert all("大家谈退水" not in story for story in stories)


def test_traditional_text_stands_upright_when_asked_and_the_arrows_carry_it(chromium: Browser, site: Path) -> None:
    page = chromium.new_page(viewport={"width": 1000, "height": 700})
    address = f"{site.as_uri()}/shibao/{PAGES['twelve thousand characters']}"
    page.goto(address)
    page.locator(".tools [data-dir]").click()
    mode = page.evaluate("getComputedStyle(document.querySelector('.body')).writingMode")
    start = page.evaluate("document.querySelector('.body').scrollLeft")
    page.keyboard.press("ArrowLeft")
    carried = page.evaluate("document.querySelector('.body').scrollLeft")
    page.locator(".body").hover()
    page.mouse.wheel(0, 300)
    page.wait_for_function(f"document.querySelector('.body').scrollLeft !== {carried}")
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    here = page.url
    page.reload()
    again = page.evaluate("getComputedStyle(document.querySelector('.body')).writingMode")
    page.close()

    assert mode == again == "vertical-rl"
    assert carried < start
    assert here == address
    assert over <= 0
