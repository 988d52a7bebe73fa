"""What an archivist may set about the press: the site's particulars, its theme, and how text is set in type."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

POLICIES = ("allow", "no-ai", "none")
"""What crawlers may do: everything; everything, but not gather texts to train language models; nothing."""

FEEDS = ("pages", "columns", "people")
"""Feeds beside that of a paper: for each 版 name, each column, each person."""

FORMATS = ("epub", "text", "data", "iiif")
"""Files beside the pages of an issue: an EPUB, a zip of plain text and Markdown, issue.json, a IIIF manifest."""

WRITTEN = frozenset({"epub", "text"})
"""Those that hold articles: an issue without any has none of them."""


class SiteParticulars(msgspec.Struct, frozen=True, kw_only=True):
    """What stands at the top of site.yaml."""

    title: str = "数字报"
    base_url: str = ""
    """Where the site will be reached, `https://example.org/paper/`; empty while nobody knows."""

    language: str = "zh-Hans"
    """Language of the interface: zh-Hans, zh-Hant, en or ja."""

    description: str = ""
    timezone: str = "Asia/Shanghai"
    """IANA name of the zone the paper's days are counted in."""

    icp: str = ""
    """备案号, printed in the footer."""

    police_record: str = ""
    """公安备案号, printed in the footer."""

    errata_to: str = ""
    """Where readers tell of slips in the text: an e-mail address, or a web address with `{text}` (and `{title}`) in its
    query; empty where they are not asked to."""

    page_size: int = 50
    """Entries on one page of a long list."""

    robots: str = "allow"
    """One of `POLICIES`."""

    formats: tuple[str, ...] = FORMATS
    """Which of `FORMATS` there are."""

    feeds: tuple[str, ...] = FEEDS
    """Which of `FEEDS` there are."""


class SiteSettings(SiteParticulars, frozen=True, kw_only=True):
    """The site as a whole."""

    searchable: bool = True
    """Whether there is a page to search on; site.yaml says so as `search.enabled`."""


class ThemeSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Which theme dresses the site."""

    name: str = "broadsheet"
    tokens: Mapping[str, str] = {}
    """Design tokens to replace, by name without the leading `--`."""


class TypesettingSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How Markdown becomes type."""

    number_paragraphs: bool = True
    """Whether paragraphs carry the anchors `#p1`, `#p2` … that citations point at."""

    verse_line: int = 32
    """The longest line, in characters, of a paragraph that is still verse."""
