"""An issue as plain text: what a reader copies, a concordance counts, and an archive keeps for ever."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_builder.newspaper.calendar import printed, weekday
from site_builder.newspaper.galley import Galley, SetArticle
from site_builder.newspaper.model import Paper

RULE = "＊　＊　＊"


def export(galley: Galley, paper: Paper) -> Mapping[str, bytes]:
    """One UTF-8 file an issue, `<paper>/<day>.txt`: masthead, then 版 after 版, each article as it stands.

    One paragraph is one line. Nothing is added to the paper's words but the line that names each 版 and the rules
    between articles.
    """
    key = galley.issue.key
    text = "\n".join(_lines(galley, paper)) + "\n"
    return {f"{key.paper}/{key.folder}.txt": text.encode()}


def _lines(galley: Galley, paper: Paper) -> Iterator[str]:
    issue = galley.issue
    number = f"总第{issue.number}期" if issue.number else ""
    yield " ".join(filter(None, (paper.name, printed(issue.date), weekday(issue.date), issue.edition, number)))
    names = {page.number: page.name for page in issue.pages}
    at = ""
    for piece in galley.articles:
        if piece.article.page != at:
            at = piece.article.page
            yield ""
            yield f"第{at.lstrip('0')}版 {names.get(at, '')}".rstrip()
        else:
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
