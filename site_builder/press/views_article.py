"""Views of an article on its own page: who, what, and how the text came here."""

from __future__ import annotations

import msgspec
from markupsafe import Markup

from site_builder.press.views_site import Link
from site_builder.press.views_story import HeadingView, PictureView


class PersonView(msgspec.Struct, frozen=True, kw_only=True):
    """Someone who had a part in an article."""

    name: str
    """As printed."""

    href: str
    """Link to the list of what they signed."""

    affiliation: str
    """Where they belong; may be empty."""


class BylineView(msgspec.Struct, frozen=True, kw_only=True):
    """Those who had the same part in an article."""

    role: str
    """reporter, correspondent, author …, as the word `role.<role>` of the catalogue calls it."""

    people: tuple[PersonView, ...]
    """Who they are, in the order printed."""


class BlockView(msgspec.Struct, frozen=True, kw_only=True):
    """A block of an article's text."""

    kind: str
    """paragraph, subheading, quote, verse, table, list, figure, rule or notes; group for pictures that belong
    together."""

    anchor: str
    """`p7`, with the article before it where several stand on one page (`a01-03-p7`); empty for what is not counted."""

    number: str
    """7; empty for what is not counted."""

    html: Markup
    """The block, ready to print; the element carries the anchor as its id."""

    turn: Link | None
    """Shown before the block: from here the story stood on another 版."""

    doubts: tuple[str, ...]
    """What is suspected to be a misprint in it, for the margin."""


class SeriesView(msgspec.Struct, frozen=True, kw_only=True):
    """The series an article is a part of."""

    name: str
    """Its name; may be empty."""

    part: int
    """Which part this is."""

    label: str
    """As printed: （二）; may be empty."""

    href: str
    """Link to the list of its parts."""

    total: int
    """How many parts are known; 0 where nobody counted."""


class ChangeView(msgspec.Struct, frozen=True, kw_only=True):
    """A place in the text where the transcription was put right, or is doubted."""

    anchor: str
    """`p6`."""

    number: str
    """6; empty for a place outside the text."""

    was: str
    """What stood, or stands, there."""

    now: str
    """What stands there now, or what is suggested."""

    note: str
    """Evidence or kind; may be empty."""

    mark: str
    """The number its mark in the text carries; empty where the text has none."""


class SourceView(msgspec.Struct, frozen=True, kw_only=True):
    """A raw text the article was made from."""

    file: str
    """Path in the issue's folder."""

    lines: str
    """Which lines of it; may be empty."""

    method: str
    """How it was read; may be empty."""


class RecordView(msgspec.Struct, frozen=True, kw_only=True):
    """整理说明: how the text came here, and what was done to it."""

    status: str
    """raw, draft, checked or verified, as the word `status.<status>` calls it."""

    byline: str
    """署名 as printed, where the text itself does not begin with it."""

    sources: tuple[SourceView, ...]
    """The raw texts."""

    emendations: tuple[ChangeView, ...]
    """校勘: slips of the transcription put right, numbered in the order of the text."""

    suspected: tuple[ChangeView, ...]
    """Likely errors left as printed."""

    title_supplied: bool
    """Whether the headline was made by the archive and not by the paper."""


class CorrectionView(msgspec.Struct, frozen=True, kw_only=True):
    """更正: what the paper itself took back later, seen from the article corrected or from the one that corrects."""

    href: str
    """Link to the other article; empty when it is not held."""

    headline: str
    """Its headline; empty when it is not held."""

    date: str
    """Day of the issue that prints it."""

    anchor: str
    """Where in this text; may be empty."""

    number: str
    """The same as a figure; may be empty."""

    note: str
    """What it says; may be empty."""


class ReprintView(msgspec.Struct, frozen=True, kw_only=True):
    """来源: where a reprinted article was first published."""

    name: str
    """Which paper."""

    date: str
    """When; may be empty."""

    page: str
    """On which 版; may be empty."""

    url: str
    """Where it can be read (http or https); may be empty."""


class CitationView(msgspec.Struct, frozen=True, kw_only=True):
    """How to cite the article."""

    gb2025: str
    """GB/T 7714—2025."""

    gb2025_online: str
    """GB/T 7714—2025 with the address; empty while the site has no base address."""

    gb2015: str
    """GB/T 7714—2015."""

    bibtex: str
    """BibTeX."""

    ris: str
    """RIS."""

    csl: str
    """CSL-JSON."""

    coins: str
    """A ContextObject (Z39.88), for the `title` of a span of the class Z3988."""

    url: str
    """Permanent address; empty while the site has no base address."""


class ErrataView(msgspec.Struct, frozen=True, kw_only=True):
    """How a reader tells the editors of a slip in the text."""

    href: str
    """A mail or a web form, its words already written."""

    text: str
    """Those words, that a script may add the passage to; in `href` they are percent-encoded."""


class ArticleView(msgspec.Struct, frozen=True, kw_only=True):
    """An article, whole."""

    id: str
    """Name within its issue, `01-03`."""

    type: str
    """article, photo, notice, advertisement or toc."""

    genre: str
    """体裁: 消息, 通讯 …; may be empty."""

    heading: HeadingView
    """Kicker, headline, deck."""

    package: HeadingView | None
    """The heading it shares with other pieces."""

    pieces: tuple[Link, ...]
    """The pieces of that package in this issue, itself among them; empty when it is alone."""

    column: Link | None
    """栏目, with the list of its articles."""

    series: SeriesView | None
    """The series it is a part of."""

    summary: str
    """提要; may be empty."""

    byline: str
    """The byline as printed, without the dateline; shown when there are no contributors."""

    contributors: tuple[BylineView, ...]
    """Who had a part in it, by role."""

    editors: tuple[PersonView, ...]
    """责任编辑, of the article or of its page, each with the list of what they edited."""

    pictures: tuple[PictureView, ...]
    """Pictures above the text."""

    body: tuple[BlockView, ...]
    """The text."""

    signature: str
    """The line at the end of a signed piece; may be empty."""

    source: ReprintView | None
    """Where it was first published, if it is a reprint."""

    continued: tuple[Link, ...]
    """下转: the other 版 it stands on."""

    corrections: tuple[CorrectionView, ...]
    """What the paper took back later."""

    corrects: tuple[CorrectionView, ...]
    """What it puts right itself: the articles it corrects."""

    characters: int
    """Length of the text."""

    place: int
    """Which article of its page it is, from 1."""

    places: int
    """How many articles its page has."""

    told_places: tuple[Link, ...]
    """The places it tells of, each with the list of its articles."""

    tags: tuple[str, ...]
    """Subject words."""

    rights: str
    """Who holds the rights to it; may be empty."""
