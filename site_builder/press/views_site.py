"""Views every page has: the site, the paper, what stands in the head, and links."""

from __future__ import annotations

import msgspec
from markupsafe import Markup


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """A link with the words to show for it."""

    href: str
    """Page-relative address."""

    text: str
    """What to show; a title is joined into one line."""

    note: str = ""
    """A few words beside it, such as a date; often empty."""

    count: int = 0
    """How many things are behind it; 0 where nobody counted."""

    current: bool = False
    """Whether it leads to the page one is on."""

    under: str = ""
    """The heading it shares with those beside it in a list; often empty."""


class SiteView(msgspec.Struct, frozen=True, kw_only=True):
    """The site as a whole, as site.yaml describes it."""

    title: str
    """The name of the site."""

    description: str
    """One sentence about it; may be empty."""

    language: str
    """Language of the interface: zh-Hans, zh-Hant or en."""

    home: str
    """Link to the front door."""

    search: str
    """Link to the search page; empty where the site has no search."""

    opensearch: str
    """Link to the description a browser reads to search here itself; empty without a base address or a search."""

    root: str
    """Link to the top folder of the site, ending in `/` unless it is empty: what scripts put before a path."""

    icp: str
    """备案号; may be empty."""

    police_record: str
    """公安备案号; may be empty."""


class Particular(msgspec.Struct, frozen=True, kw_only=True):
    """One of the masthead's particulars: 主办, 刊号 and the like."""

    name: str
    """Which one, as the word `masthead.<name>` of the catalogue calls it."""

    text: str
    """As printed; several bodies are joined by 、."""


class PaperView(msgspec.Struct, frozen=True, kw_only=True):
    """A paper and the pages that every sheet of it links to."""

    id: str
    """The first part of its addresses."""

    name: str
    """报名."""

    language: str
    """BCP 47 language of its text."""

    breadth: int
    """How many characters wide the name is; decides the size of the nameplate."""

    particulars: tuple[Particular, ...]
    """What the masthead says of the paper, in the order it is printed."""

    rights: str
    """Who holds the rights; may be empty."""

    home: str
    """Link to the paper's front page."""

    issues: str
    """Link to the list of issues of a year; empty when there are none."""

    columns: str
    """Link to the list of columns."""

    people: str
    """Link to the list of people."""

    serials: str
    """Link to the list of series."""

    places: str
    """Link to the list of places."""

    days: str
    """Link to the days of the year."""

    corrections: str
    """Link to the corrections the paper printed."""

    about: str
    """Link to what the archive says of itself."""

    feed: str
    """Link to the Atom feed."""


class Meta(msgspec.Struct, frozen=True, kw_only=True):
    """One `<meta>` element."""

    name: str
    """Its name, or its property for those that begin with `og:` and `article:`."""

    content: str
    """Its content."""


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """A feed one can follow."""

    href: str
    """Link to it."""

    type: str
    """Its media type: that of Atom, or of JSON Feed."""

    title: str
    """What it is called."""


class HeadView(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in the `<head>` of a page."""

    kind: str
    """The kind of page, as its template is called: home, year, issue, page, article, … (see the table above)."""

    title: str
    """Title of the page, without the name of the site."""

    description: str
    """One or two sentences for lists of results; may be empty."""

    language: str
    """Language of the page's text."""

    canonical: str
    """Full address; empty while the site has no base address."""

    previous: str
    """Link to the page before this one; empty at the beginning."""

    next: str
    """Link to the page after this one; empty at the end."""

    up: str
    """Link to what this page is a part of; empty on the home page."""

    feeds: tuple[Feed, ...] = ()
    """Feeds of what the page is about, its own before that of the paper."""

    metas: tuple[Meta, ...] = ()
    """Metadata for reference managers and for sharing (Dublin Core, citation_, OpenGraph)."""

    json_ld: Markup = Markup("")
    """schema.org description as JSON, already safe inside a script element; may be empty."""


class Crumb(msgspec.Struct, frozen=True, kw_only=True):
    """A step of the way from home to this page."""

    href: str
    """Link; empty for the page itself."""

    text: str
    """What to show."""


class Pager(msgspec.Struct, frozen=True, kw_only=True):
    """Where one is in a list of several pages: numbered from the oldest entry, those of names by the alphabet."""

    number: int
    """This page's number, from 1."""

    total: int
    """How many pages the list has."""

    pages: tuple[Link, ...]
    """Links to all of them, of a long list to those nearby, the first, the last and some between; empty when there is
    only one."""

    previous: str
    """Link to the page before, with older entries; empty on the first."""

    next: str
    """Link to the page after, with newer entries; empty on the last."""


class PaperPage(msgspec.Struct, frozen=True, kw_only=True):
    """What every page of a paper has."""

    head: HeadView
    """What stands in the head."""

    site: SiteView
    """The site."""

    paper: PaperView
    """The paper."""

    crumbs: tuple[Crumb, ...]
    """The way here."""
