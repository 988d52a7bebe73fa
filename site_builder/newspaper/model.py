"""The model of a newspaper edition: paper ⊃ issue ⊃ page ∋ article, as frozen values.

An object that exists is complete: empty text is `""`, no items is `()`, None only where absence is itself a fact.
Numbers are recorded as printed, never computed: a missing issue must not renumber the others.
The Chinese names of the fields, their aliases and how they are written to files are `manuscript`'s business.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from site_builder.newspaper.keys import IssueKey


class ArticleType(StrEnum):
    """What an article is on the page; its journalistic kind (消息, 通讯 …) is the free field `genre`."""

    ARTICLE = "article"
    PHOTO = "photo"
    NOTICE = "notice"
    ADVERTISEMENT = "advertisement"
    TOC = "toc"


class Role(StrEnum):
    """What a person did for an article; the closed list and its MARC relators are in MODEL (docs/model.md)."""

    REPORTER = "reporter"
    CORRESPONDENT = "correspondent"
    AUTHOR = "author"
    TEXT = "text"
    PHOTOGRAPHER = "photographer"
    ILLUSTRATOR = "illustrator"
    COMPILER = "compiler"
    TRANSLATOR = "translator"
    EDITOR = "editor"
    LAYOUT = "layout"
    PROOFREADER = "proofreader"


class Status(StrEnum):
    """How far the transcription has been proof-read."""

    RAW = "raw"
    DRAFT = "draft"
    CHECKED = "checked"
    VERIFIED = "verified"


class Completeness(StrEnum):
    """How much of the printed issue is held."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    FRAGMENT = "fragment"


class DateBasis(StrEnum):
    """Where an issue's date comes from."""

    PRINTED = "printed"
    INFERRED = "inferred"
    EXTERNAL = "external"


class Frequency(msgspec.Struct, frozen=True, kw_only=True):
    """How often a paper appears, so that the calendar can tell a gap from a day without a paper."""

    pattern: str
    """daily, weekly, monthly, irregular …, as the archivist puts it."""

    days: tuple[str, ...] = ()
    """mon tue wed thu fri sat sun."""

    valid: str = ""
    """EDTF interval `2019/2023`; `..` is open."""


class Suspension(msgspec.Struct, frozen=True, kw_only=True):
    """休刊: days on which a paper is known not to have appeared."""

    valid: str
    """An EDTF interval `2020-01-24/2020-02-02`, both days included, or a single day."""

    reason: str = ""
    """Why, as the paper announced it: 春节休刊."""


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """One title: what its masthead (报头) says of it."""

    name: str
    language: str = "zh-Hans"
    kind: str = "newspaper"
    """newspaper, or internal (内部资料)."""

    cn: str = ""
    issn: str = ""
    permit: str = ""
    supervisor: tuple[str, ...] = ()
    sponsor: tuple[str, ...] = ()
    organizer: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    place: str = ""
    websites: tuple[str, ...] = ()
    frequency: Frequency | None = None
    suspended: tuple[Suspension, ...] = ()
    preceded_by: str = ""
    succeeded_by: str = ""
    rights: str = ""
    license: str = ""


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Someone who had a part in an article or a page."""

    name: str
    role: Role = Role.AUTHOR
    affiliation: str = ""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """版: one side of an issue."""

    number: str
    """As in the file names, `"01"`."""

    name: str = ""
    """版名: 要闻, 综合 …"""

    editors: tuple[str, ...] = ()
    scan: str = ""
    """A picture of the page in the issue's folder; empty when there is none."""


class SourceFile(msgspec.Struct, frozen=True, kw_only=True):
    """A raw text kept beside the articles that were made from it."""

    file: str
    sha256: str
    encoding: str = ""
    page: str = ""
    """The 版 it begins with; a file may hold several."""


class Provenance(msgspec.Struct, frozen=True, kw_only=True):
    """Where an article's text comes from."""

    file: str
    lines: str = ""
    """`20-48`, or several ranges `3-14,20`; counted from 1 in the source file."""

    method: str = ""
    """hard-wrapped, ocr-markdown, web-clipping, plain …"""


class Furniture(msgspec.Struct, frozen=True, kw_only=True):
    """Text of a page that belongs to no article, kept so that nothing is lost."""

    page: str
    text: str
    kind: str = ""
    file: str = ""
    lines: str = ""


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """Where an article stands on its page."""

    order: int
    """Place in the reading order of the page, counted from 1."""

    area: tuple[float, float, float, float] | None = None
    """x, y, width, height in percent of the page; None when nobody measured it."""

    columns: int = 0
    lead: bool = False


class Continuation(msgspec.Struct, frozen=True, kw_only=True):
    """转版: where the story goes on."""

    page: str
    at: str = ""
    """The first paragraph (`p9`) that stands there."""

    mark: str = ""
    """As printed: 下转第三版."""


class SeriesPart(msgspec.Struct, frozen=True, kw_only=True):
    """One part of a series."""

    id: str
    part: int
    label: str = ""
    name: str = ""


class PackagePart(msgspec.Struct, frozen=True, kw_only=True):
    """One of several signed pieces that share a headline."""

    id: str
    headline: tuple[str, ...] = ()
    kicker: str = ""
    deck: str = ""
    part: int = 0


class Signature(msgspec.Struct, frozen=True, kw_only=True):
    """The line at the end of a signed piece."""

    text: str
    office: str = ""
    name: str = ""


class Reprint(msgspec.Struct, frozen=True, kw_only=True):
    """来源: where a reprinted article was first published."""

    name: str
    date: str = ""
    page: str = ""
    url: str = ""


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """A picture inside an article; in a text archive the caption counts even without the image."""

    caption: str = ""
    image: str = ""
    """A path below the issue's folder."""

    alt: str = ""
    credit_printed: str = ""
    at: str = ""
    """The paragraph (`p3`) after which it stands; empty: at the top."""


HEADING_FIELDS = ("kicker", "headline", "deck", "byline", "dateline", "column")
"""The fields of an article that words can be put right in beside its body."""


class Emendation(msgspec.Struct, frozen=True, kw_only=True):
    """校勘: a slip of the transcription put right; the printed text is the authority."""

    at: str
    """Its paragraph, `p6`, or the part of the heading it stands in: one of HEADING_FIELDS."""

    was: str
    now: str
    kind: str = ""
    by: str = ""
    date: str = ""


class Suspicion(msgspec.Struct, frozen=True, kw_only=True):
    """A likely error that was not changed in the text."""

    at: str
    """Its paragraph, `p2`, or the part of the heading it stands in: one of HEADING_FIELDS."""

    printed: str
    suggestion: str
    evidence: str = ""
    kind: str = ""
    """`printed` when the original was seen and the error stands in the paper itself; else nobody knows yet."""


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """更正: what the paper itself took back later."""

    by: str
    """`2019-04-26/02-09`: issue and article that print the correction."""

    at: str = ""
    note: str = ""


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """篇: one piece on a page, with everything printed around it."""

    id: str
    """`01-03`; fixed at import, never derived from a headline."""

    pages: tuple[str, ...]
    """The 版 it stands on, the one where it begins first; never empty."""

    position: Position
    type: ArticleType = ArticleType.ARTICLE
    genre: str = ""
    kicker: str = ""
    headline: tuple[str, ...] = ()
    """The printed lines of 主题; empty for a piece of a package that has none of its own."""

    deck: str = ""
    summary: str = ""
    column: str = ""
    series: SeriesPart | None = None
    package: PackagePart | None = None
    title_supplied: bool = False
    """Whether a person or the program, and not the paper, made the headline."""

    continuation: tuple[Continuation, ...] = ()
    byline: str = ""
    contributors: tuple[Person, ...] = ()
    editors: tuple[str, ...] = ()
    signature: Signature | None = None
    dateline: str = ""
    source: Reprint | None = None
    image: str = ""
    alt: str = ""
    credit_printed: str = ""
    pictures: tuple[Picture, ...] = ()
    status: Status = Status.RAW
    provenance: tuple[Provenance, ...] = ()
    imported: str = ""
    """A digest of the article as the import wrote it, so that a later import knows what people changed."""

    emendations: tuple[Emendation, ...] = ()
    suspected: tuple[Suspicion, ...] = ()
    settled: tuple[str, ...] = ()
    """Notes of a check that somebody found in order: `M028 狗叫了两声`, or `M011` for all of that code."""

    corrections: tuple[Correction, ...] = ()
    rights: str = ""
    license: str = ""
    places: tuple[str, ...] = ()
    """The places it tells of, by the names they are to be found under: streets, towns, rivers."""

    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    """Addresses it had before, below the site's root; they lead to it for ever."""

    draft: bool = False
    """A draft is shown by the preview only."""

    body: str = ""
    """Markdown, without the heading; one paragraph a line."""

    @property
    def page(self) -> str:
        """The 版 on which the article begins."""
        return self.pages[0]


class Issue(msgspec.Struct, frozen=True, kw_only=True):
    """期: one printed number of a paper, with its articles in the order of their ids."""

    key: IssueKey
    date: str
    """EDTF: `2019-04-19`, `2019-04-19~`, `2019-04-XX`."""

    date_basis: DateBasis = DateBasis.PRINTED
    number: str = ""
    """总第N期, recorded as printed, never computed."""

    edition: str = ""
    """正刊, 号外, 增刊 …, as printed."""

    weekday_printed: str = ""
    pages: tuple[Page, ...] = ()
    completeness: Completeness = Completeness.COMPLETE
    missing: tuple[str, ...] = ()
    """Numbers of the pages known to have been printed and not held."""

    note: str = ""
    sources: tuple[SourceFile, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    aliases: tuple[str, ...] = ()
    """Addresses it had before; one that ends in `/` stands for everything that was below it."""

    articles: tuple[Article, ...] = ()
