"""An issue as plain text: what a reader copies, a concordance counts, and an archive keeps for ever."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_builder.exports.copies import Copy, page_number
from site_builder.newspaper.calendar import printed, weekday
from site_builder.newspaper.galley import SetArticle

RULE = "＊　＊　＊"


def export(copy: Copy) -> Mapping[str, bytes]:
    """One UTF-8 file an issue, `<paper>/<day>.txt`."""
    key = copy.galley.issue.key
    return {f"{key.paper}/{key.folder}.txt": text(copy)}


def text(copy: Copy) -> bytes:
    """Masthead, then 版 after 版, each article as it stands.

    One paragraph is one line. Nothing is added to the paper's words but the line that names each 版 and the rules
    between articles.
    """
    return ("\n".join(_lines(copy)) + "\n").encode("utf-8", "replace")


def masthead(copy: Copy) -> str:
    """The first line: paper, day, weekday, edition, number."""
    issue = copy.galley.issue
    number = f"总第{issue.number}期" if issue.number else ""
    return " ".join(filter(None, (copy.paper.name, printed(issue.date), weekday(issue.date), issue.edition, number)))


def _lines(copy: Copy) -> Iterator[str]:
    yield masthead(copy)
    for page, pieces in copy.pages():
        yield ""
        yield f"第{page_number(page.number)}版 {page.name}".rstrip()
        for at, piece in enumerate(pieces):
            if at:
                yield RULE
            yield ""
            yield from _article(piece)


def _article(piece: SetArticle) -> Iterator[str]:
    article = piece.article
    head = [article.column, article.kicker, " ".join(article.headline), article.deck]
    yield from filter(None, head)
    body = [block.text for block in piece.blocks]
    if article.byline and article.byline not in "".join(body[:1]):
        yield article.byline
    yield from body
    if article.credit_printed:
        yield article.credit_printed
