"""Draws pages of the specimen as if they had been scanned: `python -m tests.specimen_scans` → content/…/images/pNN.svg.

The specimen was never printed, so its 原图 are drawn: the masthead, the headlines and the texts of its articles, set
solid in the measured areas of the page. They are ours like the rest of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

from site_builder.manuscript.issue_folder import read_issue
from site_builder.manuscript.paper_file import read_paper
from site_builder.newspaper.calendar import printed, weekday
from site_builder.newspaper.galley import BlockKind, SetArticle
from site_builder.newspaper.keys import IssueKey
from site_builder.newspaper.model import Issue, Page, Paper
from site_builder.press.settings import TypesettingSettings
from site_builder.press.typesetting import typeset
from site_builder.press.widths import breadth

CONTENT = Path(__file__).parents[1] / "content" / "jinri-yanzhou"

SCANNED = (("2021-03-19", "01"), ("2022-06-17", "01"))
"""The pages that are drawn."""

WIDTH, HEIGHT = 1170, 1638
EDGE = 34
FACE = "'Source Han Serif SC','Noto Serif CJK SC','Songti SC',SimSun,serif"
KAI = "'AR PL UKai CN','Kaiti SC',KaiTi,serif"


def main() -> None:
    """Draw every page of the list beside the pictures of its issue."""
    for day, number in SCANNED:
        folder = CONTENT / day[:4] / day
        paper, _ = read_paper((CONTENT / "paper.yaml").read_text("utf-8"), "paper.yaml")
        files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
        others = {path.relative_to(folder).as_posix(): b"" for path in folder.rglob("*") if path.is_file()}
        issue, _ = read_issue(IssueKey(paper="jinri-yanzhou", day=day), others | files, str(folder))
        assert paper
        assert issue
        (folder / "images" / f"p{number}.svg").write_text(drawn(paper, issue, number, folder), "utf-8")


def drawn(paper: Paper, issue: Issue, number: str, folder: Path) -> str:
    """The page as SVG."""
    galley = typeset(issue, TypesettingSettings())
    page = next(page for page in issue.pages if page.number == number)
    parts = list(_masthead(paper, issue, page))
    for article in galley.articles:
        if article.article.page == number and article.article.position.area:
            parts += _story(article, folder)
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">\n'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#f0ece0"/>\n'
        f'<g font-family="{FACE}" fill="#22201c">\n{body}\n</g>\n</svg>\n'
    )


def _masthead(paper: Paper, issue: Issue, page: Page) -> Iterator[str]:
    yield _text(EDGE, 158, 132, paper.name, 'font-weight="900" fill="#a3241c"')
    told = (
        printed(issue.date),
        weekday(issue.date),
        f"总第{issue.number}期",
        f"第{page.number.lstrip('0')}版　{page.name}",
        "、".join(paper.sponsor),
    )
    for at, line in enumerate(told):
        yield _text(WIDTH - EDGE, 60 + at * 27, 19, line, 'text-anchor="end"')
    yield f'<path d="M{EDGE} 198H{WIDTH - EDGE}" stroke="#22201c" stroke-width="7"/>'
    yield f'<path d="M{EDGE} 207H{WIDTH - EDGE}" stroke="#22201c" stroke-width="2"/>'


def _story(article: SetArticle, folder: Path) -> Iterator[str]:
    own = article.article
    assert own.position.area
    left, top, width, height = (
        side / 100 * (WIDTH if at % 2 == 0 else HEIGHT) for at, side in enumerate(own.position.area)
    )
    x, y, room = left + EDGE / 2 + 12, top + 14, width - EDGE / 2 - 24
    foot = top + height - 16
    if left > 1:
        yield f'<path d="M{left:.0f} {top + 16:.0f}V{foot:.0f}" stroke="#8b877c"/>'
    if top > HEIGHT * 0.15:
        yield f'<path d="M{x:.0f} {top:.0f}H{x + room:.0f}" stroke="#8b877c"/>'
    if own.column:
        y += 26
        yield f'<rect x="{x:.0f}" y="{y - 19:.0f}" width="{len(own.column) * 19 + 12}" height="26" fill="#22201c"/>'
        yield _text(x + 6, y, 18, own.column, 'fill="#f0ece0"')
        y += 10
    if own.kicker:
        y += 30
        yield _text(
            x + room / 2,
            y,
            min(23, room / breadth(own.kicker)),
            own.kicker,
            f'text-anchor="middle" font-family="{KAI}"',
        )
    for line in own.headline:
        size = min(54 if own.position.lead else 34, room / breadth(line))
        y += size * 1.25
        yield _text(x + room / 2, y, size, line, 'text-anchor="middle" font-weight="900"')
    if own.deck:
        y += 34
        yield _text(
            x + room / 2,
            y,
            min(22, room / (breadth(own.deck) + 2)),
            f"——{own.deck}",
            f'text-anchor="middle" font-family="{KAI}"',
        )
    y += 22
    image = own.image or next((picture.image for picture in own.pictures if picture.image), "")
    if image:
        tall = min(room * 0.42, (foot - y) * 0.48)
        yield _picture((folder / image).read_text("utf-8"), x, y, room, tall)
        y += tall + 12
    yield from _columns(article, x, y, room, foot)


def _columns(article: SetArticle, x: float, y: float, room: float, foot: float) -> Iterator[str]:
    """The text in the columns of the printed page, as large as fills them."""
    count = max(1, article.article.position.columns)
    gap = 18.0
    column = (room - gap * (count - 1)) / count
    texts = [block.text.replace("\n", "　") for block in article.blocks if block.kind is not BlockKind.FIGURE]
    size, lines = 9.0, []
    for tenth in range(210, 84, -2):
        size = tenth / 10
        lines = [line for text in texts for line in _broken(text, int(column / size))]
        if len(lines) <= int((foot - y) / (size * 1.36)) * count:
            break
    each = -(-len(lines) // count)
    leading = min(size * 1.9, (foot - y) / max(each, 1))
    for at in range(count):
        here = lines[at * each : (at + 1) * each]
        for row, line in enumerate(here):
            base = y + (row + 1) * leading
            if base <= foot + 2:
                yield _text(x + at * (column + gap), base, size, line)


def _broken(text: str, length: int) -> Iterator[str]:
    """A paragraph in lines of so many characters, indented by two."""
    text = "　　" + text
    while text:
        end, wide = 0, 0.0
        while end < len(text) and (wide + breadth(text[end]) <= length or text[end] in "，。、；：？！”’）》"):
            wide += breadth(text[end])
            end += 1
        yield text[:end]
        text = text[end:]


def _picture(svg: str, x: float, y: float, width: float, height: float) -> str:
    inner = re.sub(r"<\?xml.*?\?>|<!--.*?-->", "", svg, flags=re.S).strip()
    inner = re.sub(r"<(title|desc)\b.*?</\1>\s*", "", inner, flags=re.S)
    box = re.search(r'viewBox="([^"]+)"', inner)
    assert box
    content = inner[inner.index(">") + 1 : inner.rindex("</svg>")]
    return (
        f'<svg x="{x:.0f}" y="{y:.0f}" width="{width:.0f}" height="{height:.0f}" viewBox="{box[1]}" '
        f'preserveAspectRatio="xMidYMid slice">{content}</svg>'
    )


def _text(x: float, y: float, size: float, text: str, extra: str = "") -> str:
    told = f'x="{x:.0f}" y="{y:.0f}" font-size="{size:.1f}" xml:space="preserve" {extra}'.strip()
    return f"<text {told}>{escape(text)}</text>"


if __name__ == "__main__":
    main()
