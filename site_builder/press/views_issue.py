"""Views of an issue as headings and lists show it: its day, its facts, its 版."""

from __future__ import annotations

import msgspec

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


class Download(msgspec.Struct, frozen=True, kw_only=True):
    """A file of a whole issue."""

    name: str
    """epub, text, data or iiif, as the word `downloads.<name>` of the catalogue calls it."""

    href: str
    """Link to it."""

    type: str
    """Its media type."""


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
