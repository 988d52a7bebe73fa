"""What publishing must know of an issue in type: its addresses, old ones too, and what each of its articles says."""

from __future__ import annotations

import msgspec

from site_builder.engine.digests import digest
from site_builder.newspaper.galley import Galley, SetArticle
from site_builder.newspaper.model import SourceFile
from site_builder.newspaper.sketches import LONGEST, sketch
from site_builder.press.memory import once


class ArticleRecord(msgspec.Struct, frozen=True, kw_only=True):
    """An article as it is published."""

    id: str
    headline: str
    sketch: str
    says: str
    """Digest of all of it: another when a word of the text or a field is another."""

    corrections: int = 0
    aliases: tuple[str, ...] = ()


class IssueRecord(msgspec.Struct, frozen=True, kw_only=True):
    """An issue as it is published."""

    pages: tuple[str, ...]
    sources: tuple[SourceFile, ...] = ()
    aliases: tuple[str, ...] = ()
    articles: tuple[ArticleRecord, ...] = ()


def record_of(galley: Galley) -> IssueRecord:
    """The record of an issue in type."""
    issue = galley.issue
    return IssueRecord(
        pages=tuple(page.number for page in issue.pages),
        sources=issue.sources,
        aliases=issue.aliases,
        articles=tuple(map(_record, galley.articles)),
    )


@once  # for an issue that is set again after a save: its other articles are the very same
def _record(piece: SetArticle) -> ArticleRecord:
    from site_builder.press.cards import headline  # with the typesetter, which a build that finds all done never needs

    text, length = [], 0
    for block in piece.blocks:
        text.append(block.text)
        length += len(block.text)
        if length > 2 * LONGEST:
            break
    own = " ".join(piece.article.headline)
    return ArticleRecord(
        id=piece.article.id,
        headline=own or " ".join(headline(piece.article, "".join(text)[:100])),
        sketch=sketch(own, "\n\n".join(text)),
        says=digest(piece),
        corrections=len(piece.article.corrections),
        aliases=piece.article.aliases,
    )


RECORD = msgspec.msgpack.Decoder(IssueRecord)
