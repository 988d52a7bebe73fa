"""What must be known of an issue to hold it against the others: small facts, each with the place it stands at.

Bodies are not among them: a check reads an issue once, keeps these, and compares ten thousand articles without opening
a file again.
"""

from __future__ import annotations

import msgspec

from site_builder.errors import Place
from site_builder.newspaper.keys import IssueKey
from site_builder.newspaper.model import SourceFile


class Said(msgspec.Struct, frozen=True):
    """A text and where it stands."""

    text: str
    place: Place


class NamedPerson(msgspec.Struct, frozen=True):
    """A name under an article."""

    name: str
    affiliation: str
    place: Place


class ArticleFacts(msgspec.Struct, frozen=True, kw_only=True):
    """An article among others."""

    id: str
    place: Place
    headline: str
    text: str
    """Digest of the body without white space and marks; empty when there are too few characters to compare."""

    sketch: str
    """What headline and text have in common with themselves after an edit (`sketches.sketch`)."""

    people: tuple[NamedPerson, ...] = ()
    corrections: tuple[Said, ...] = ()
    """`2019-04-26/02-09`: issue and article of the same paper."""

    series: str = ""
    part: int = 0
    reprint: bool = False
    draft: bool = False
    aliases: tuple[Said, ...] = ()


class IssueFacts(msgspec.Struct, frozen=True, kw_only=True):
    """An issue among others."""

    key: IssueKey
    place: Place
    date: str
    number: str
    number_place: Place
    edition: str
    pages: tuple[str, ...]
    missing: tuple[str, ...]
    printed_date: bool
    """Whether the date was read from the paper itself."""

    imprint: str
    """What is kept of the issue's mastheads and folios, in one text."""

    sources: tuple[SourceFile, ...] = ()
    sources_place: Place = Place()
    aliases: tuple[Said, ...] = ()
    articles: tuple[ArticleFacts, ...] = ()
