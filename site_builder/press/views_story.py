"""Views of the re-set page: its stories, the boxes they stand in, and its map."""

from __future__ import annotations

import msgspec

from site_builder.press.views_site import Link


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

    lost: bool = False
    """Whether an image is named that is not there: an empty frame stands for it."""


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

    package: HeadingView | None = None
    """The heading its stories share; it stands once, above them."""


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

    scan: PictureView | None
    """The picture of the printed page; None when there is none, or when it is not to be shown here. Its regions lie
    over it where they were measured."""

    masthead: str
    """The paper's name where the page has one at its head (the first); else empty."""

    masthead_height: float
    """How much room the nameplate takes at the top; 0 where there is none."""

    regions: tuple[RegionView, ...]
    """The articles in reading order."""
