"""Views of what is printed in an issue: its stories, its pages and how they are laid out."""

from __future__ import annotations

import msgspec
from markupsafe import Markup

from site_builder.press.views_site import Link


class DateView(msgspec.Struct, frozen=True, kw_only=True):
    """A day as newspapers print it."""

    iso: str
    """EDTF date, for `<time datetime>` and sorting."""

    text: str
    """2019年4月19日, as far as it is known."""

    month: str
    """2019年4月, or the year alone."""

    day: str
    """19; empty when the day is not known."""

    weekday: str
    """星期五; empty when the day is not known."""

    doubtful: bool
    """Whether the date was inferred and not printed."""


class IssueView(msgspec.Struct, frozen=True, kw_only=True):
    """An issue as headings and lists show it."""

    href: str
    """Link to its page."""

    date: DateView
    """Its day."""

    number: str
    """总第N期 as printed; may be empty."""

    edition: str
    """正刊, 号外 …; may be empty."""

    pages: int
    """How many 版 it has, those not held included."""

    articles: int
    """How many articles are held; 0 where the page does not show it."""

    state: str
    """held, partial (some of it missing) or missing (known, nothing held)."""

    missing: tuple[str, ...]
    """Printed numbers of the 版 known and not held."""

    note: str
    """A remark of the archivist; may be empty."""


class PageTab(msgspec.Struct, frozen=True, kw_only=True):
    """A 版 in the row of pages of an issue."""

    href: str
    """Link; empty when the 版 is not held."""

    number: str
    """As printed, without leading zeros: 1."""

    name: str
    """版名; may be empty."""

    articles: int
    """How many articles stand on it."""

    current: bool
    """Whether it is the one being looked at."""

    held: bool
    """False for a 版 known to have been printed and not held."""

    headlines: tuple[Link, ...] = ()
    """Its articles in reading order; only where a list of contents is shown."""


class HeadingView(msgspec.Struct, frozen=True, kw_only=True):
    """The heading of an article: three lines of different weight."""

    kicker: str
    """引题; may be empty."""

    lines: tuple[str, ...]
    """主题 as printed, line by line; never empty."""

    deck: str
    """副题; may be empty."""

    text: str
    """The headline joined into one line."""

    widest: int
    """Characters of the longest line, two Latin letters counted as one, 4 to 24: what the size of type follows."""


class ParagraphView(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph of a story on a re-set page, as text."""

    kind: str
    """paragraph, subheading, quote, verse or list."""

    dateline: str
    """电头 (本报讯) at its beginning, cut off from the text; only in a first paragraph."""

    credit: str
    """（记者 …） after the dateline, cut off likewise."""

    text: str
    """The rest."""


class PictureView(msgspec.Struct, frozen=True, kw_only=True):
    """A picture, or the words of one that is not held."""

    src: str
    """Link to the image; empty when only the caption is held."""

    alt: str
    """What is to be seen."""

    width: int
    """Pixels, 0 when unknown."""

    height: int
    """Pixels, 0 when unknown."""

    caption: str
    """图说; may be empty."""

    credit: str
    """Who took or drew it, as printed; may be empty."""

    drawn: bool
    """Whether it is a line drawing (SVG), which may take the colour of the page in the dark."""


class StoryView(msgspec.Struct, frozen=True, kw_only=True):
    """An article on a re-set page or in a list: heading and beginning, not the whole."""

    id: str
    """Name within its issue, `01-03`."""

    href: str
    """Link to the article."""

    type: str
    """article, photo, notice, advertisement or toc."""

    order: int
    """Place in the reading order of its page, from 1."""

    heading: HeadingView
    """Kicker, headline, deck."""

    column: str
    """栏目; may be empty."""

    byline: str
    """Who wrote it, as printed, when the text does not begin with it; may be empty."""

    paragraphs: tuple[ParagraphView, ...]
    """As much of the text as can find room."""

    picture: PictureView | None
    """Its first picture."""

    characters: int
    """Length of the whole text."""

    whole: bool
    """Whether all of the text is in `paragraphs` and should be shown."""

    unshown: bool
    """Whether the article has what a re-set page leaves out: a table."""

    weight: int
    """1 the lead, 2, 3, 4 a brief: how heavily it is set."""

    width: int
    """Twelfths of the page's width it takes."""

    lines: int
    """Lines of type a cut text gets at least; even, 4 to 40."""

    inset: bool
    """Whether the picture stands at the head of the text's first column, not above all of them."""

    side: bool
    """Whether the picture of a photo stands beside its words and not above them."""

    airy: bool
    """Whether there is more room than the text needs, so that it may be set a little larger."""

    continued: tuple[Link, ...] = ()
    """下转: where the story goes on."""


class BoxView(msgspec.Struct, frozen=True, kw_only=True):
    """A box of a re-set page: boxes one under another, boxes side by side, or a story."""

    kind: str
    """rows, columns or story."""

    width: int
    """Twelfths of the page's width it takes."""

    boxes: tuple[BoxView, ...] = ()
    """What it holds, unless it is a story."""

    story: StoryView | None = None
    """The story, if it is one."""


class MapLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a headline on the map of a page."""

    x: float
    """Left end, in the map's own units (390 × 546)."""

    y: float
    """Base line."""

    size: float
    """Size of type."""

    text: str
    """The words."""


class PhotoBox(msgspec.Struct, frozen=True, kw_only=True):
    """Where a picture stands on the map of a page."""

    x: float
    """Left edge."""

    y: float
    """Top edge."""

    width: float
    """Width."""

    height: float
    """Height."""


class RegionView(msgspec.Struct, frozen=True, kw_only=True):
    """An article on the map of a page."""

    href: str
    """Link to the article."""

    title: str
    """Its headline, as the name of the link."""

    number: int
    """Place in the reading order."""

    type: str
    """article, photo, notice, advertisement or toc."""

    current: bool
    """Whether it is the article being read."""

    x: float
    """Left edge in the map's units."""

    y: float
    """Top edge."""

    width: float
    """Width."""

    height: float
    """Height."""

    lines: tuple[MapLine, ...]
    """Its headline, set small; empty where there is no room."""

    text_top: float
    """Where the grey of its text begins, from the top of the map."""

    text_height: float
    """How high the grey of its text is; 0 where there is none."""

    picture: PhotoBox | None
    """Its picture, if it has one and there is room."""


class MapView(msgspec.Struct, frozen=True, kw_only=True):
    """版面示意图: where the articles of a page stand."""

    id: str
    """Unique on the page the map is shown on."""

    number: str
    """Printed number of the 版."""

    schematic: bool
    """Whether the places were made up from order and length because nobody measured them."""

    masthead: str
    """The paper's name where the page has one at its head (the first); else empty."""

    masthead_height: float
    """How much room the nameplate takes at the top; 0 where there is none."""

    regions: tuple[RegionView, ...]
    """The articles in reading order."""


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
    """paragraph, subheading, quote, verse, table, list, figure or rule."""

    anchor: str
    """`p7`; empty for what is not counted."""

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
    """校勘: slips of the transcription put right."""

    suspected: tuple[ChangeView, ...]
    """Likely errors left as printed."""

    title_supplied: bool
    """Whether the headline was made by the archive and not by the paper."""


class CorrectionView(msgspec.Struct, frozen=True, kw_only=True):
    """更正: what the paper itself took back later."""

    href: str
    """Link to the correction; empty when its address cannot be made out."""

    date: str
    """Day of the issue that prints it."""

    anchor: str
    """Where in this text; may be empty."""

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

    gb2015: str
    """GB/T 7714—2015."""

    bibtex: str
    """BibTeX."""

    ris: str
    """RIS."""

    url: str
    """Permanent address; empty while the site has no base address."""


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

    editors: tuple[str, ...]
    """责任编辑, of the article or of its page."""

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

    characters: int
    """Length of the text."""

    place: int
    """Which article of its page it is, from 1."""

    places: int
    """How many articles its page has."""

    tags: tuple[str, ...]
    """Subject words."""

    rights: str
    """Who holds the rights to it; may be empty."""
