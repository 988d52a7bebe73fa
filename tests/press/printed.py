"""Prints whole trial sites in memory, and reads what came out."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path

from site_builder.newspaper.archive import Archive, PaperShelf
from site_builder.newspaper.model import Issue
from site_builder.press import routes
from site_builder.press.front_pages import print_front
from site_builder.press.fronts import plan_fronts
from site_builder.press.neighbours import neighbours
from site_builder.press.settings import SiteSettings
from site_builder.press.sheets import Sheets, print_issue
from site_builder.press.themes import Theme, load_theme
from site_builder.press.ties import ties_of
from tests.press.trialissue import PNG, SHELF, cards, set_in_type

THEMES = Path(__file__).parents[2] / "themes"

PICTURES = {"images/river.png": PNG}


@functools.cache
def broadsheet() -> Theme:
    """The shipped theme, read once."""
    return load_theme([THEMES], "broadsheet")


def printed_issues(issues: Sequence[Issue], site: SiteSettings, theme: Theme) -> dict[str, bytes]:
    """The pages of some issues, each between its neighbours."""
    galleys = set_in_type(*issues)
    told = cards(galleys)
    tied = ties_of(told)
    files: dict[str, bytes] = {}
    for at, galley in enumerate(galleys):
        before, after = (told[to] if 0 <= to < len(told) else None for to in (at - 1, at + 1))
        around = neighbours(before, after, tied.get(galley.issue.key))
        files |= print_issue(Sheets(galley, PICTURES, around, SHELF, site, theme), PICTURES)
        key = galley.issue.key
        files |= dict.fromkeys((routes.epub(key), routes.texts(key), routes.data(key)), b"")
    return files


def printed_fronts(archive: Archive, site: SiteSettings, theme: Theme) -> dict[str, bytes]:
    """The fronts of an archive."""
    files: dict[str, bytes] = {}
    for front in plan_fronts(archive, site):
        files |= print_front(front, site, theme)
    return files


def printed_site(*issues: Issue, site: SiteSettings | None = None, theme: Theme | None = None) -> dict[str, bytes]:
    """A whole site of one paper: assets, issues, fronts."""
    site, theme = site or SiteSettings(), theme or broadsheet()
    shelf = PaperShelf(id=SHELF.id, paper=SHELF.paper, issues=tuple(cards(set_in_type(*issues))))
    return {
        **theme.assets(),
        **printed_issues(issues, site, theme),
        **printed_fronts(Archive(shelves=(shelf,)), site, theme),
    }


class Reader(HTMLParser):
    """What a page says: its elements with their attributes, its links, its ids, its text and its scripts."""

    def __init__(self, page: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, Mapping[str, str]]] = []
        self.text: list[str] = []
        self.scripts: list[str] = []
        self._script = False
        self.feed(page.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self._script = tag == "script"

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 — the parser's own signature
        self._script = False

    def handle_data(self, data: str) -> None:
        (self.scripts if self._script else self.text).append(data)

    def having(self, tag: str, **attributes: str) -> list[Mapping[str, str]]:
        """The elements of a name with these attributes."""
        return [
            found
            for name, found in self.elements
            if name == tag and all(found.get(key.rstrip("_")) == value for key, value in attributes.items())
        ]

    def links(self) -> list[str]:
        """Every address the page refers to."""
        return [found[key] for _, found in self.elements for key in ("href", "src", "action") if key in found]

    def ids(self) -> list[str]:
        """Every id."""
        return [found["id"] for _, found in self.elements if "id" in found]

    def words(self) -> str:
        """All text outside scripts."""
        return "".join(self.text)
