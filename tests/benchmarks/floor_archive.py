"""The articles of `tests.benchmarks.floor` in every form a hot path begins with, ready before the clock runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from site_builder.manuscript.issue_folder import read_issue
from site_builder.newspaper.galley import Galley
from site_builder.newspaper.keys import issue_key
from site_builder.newspaper.model import Issue, Paper
from site_builder.press import sheets
from site_builder.press.frame import Frame, ShelfFacts
from site_builder.press.neighbours import Neighbours
from site_builder.press.printing import page, plated
from site_builder.press.settings import SiteSettings, TypesettingSettings
from site_builder.press.sheets import Sheets
from site_builder.press.themes import Theme, load_theme
from site_builder.press.typesetting import typeset
from site_builder.press.views import Page
from site_builder.search.fields import texts
from site_builder.search.settings import SearchSettings
from site_builder.search.taking import take
from site_builder.search.terms import cut
from tests.benchmarks.corpus import stories, write_edition

THEMES = Path(__file__).parents[2] / "themes"
SETTINGS = SearchSettings(segmenter="rjieba")
TYPE = TypesettingSettings()
SITE = SiteSettings(title="基准报", base_url="https://example.org/")
SHELF = ShelfFacts(id="bench", paper=Paper(name="基准报"))


class Printed(msgspec.Struct, frozen=True):
    """What a page is printed from, at last."""

    theme: Theme
    frame: Frame
    view: Page


class Archive:
    """The articles in every form that a path begins with."""

    def __init__(self, root: Path, articles: int) -> None:
        write_edition(stories(articles), root)
        self.root = root
        self.folder = root / "content" / "bench"
        self.files = sorted(self.folder.glob("*/*/[0-9]*.md"))
        self.texts = [path.read_text(encoding="utf-8") for path in self.files]
        self.headers = [taken_apart(text)[0] for text in self.texts]
        self.issues = list(self._issues())
        self.bodies = [article.body for issue in self.issues for article in issue.articles]
        self.galleys = [typeset(issue, TYPE) for issue in self.issues]
        self.pieces = [piece for galley in self.galleys for piece in galley.articles]
        self.plain = ["\n".join(texts(piece)) for piece in self.pieces]
        self.words = [cut(text, SETTINGS) for text in self.plain]
        self.theme = plated(load_theme([THEMES], "broadsheet", {}), SITE.language)
        self.printed = [each for galley in self.galleys for each in self._told(galley)]
        self.pages = [self.pages_of(galley) for galley in self.galleys]
        self.partials = [take(galley, SETTINGS) for galley in self.galleys]

    def pages_of(self, galley: Galley) -> dict[str, bytes]:
        """The pages of the articles of an issue."""
        made = self.on_the_press(galley)
        return {path: data for at in range(len(made.walk)) for path, data in made.article(at).items()}

    def on_the_press(self, galley: Galley) -> Sheets:
        """An issue on its way to the press."""
        return Sheets(galley, {}, Neighbours(), SHELF, SITE, self.theme)

    def _issues(self) -> Iterator[Issue]:
        for folder in sorted(self.folder.glob("*/*/")):
            key = issue_key("bench", folder.name)
            assert key is not None
            files = {path.name: path.read_bytes() for path in folder.iterdir()}
            issue, _ = read_issue(key, files, folder.name)
            assert issue is not None
            yield issue

    def _told(self, galley: Galley) -> list[Printed]:
        """What the pages of the articles of an issue are printed from."""
        told: list[Printed] = []

        def noted(theme: Theme, frame: Frame, view: Page) -> dict[str, bytes]:
            told.append(Printed(theme, frame, view))
            return page(theme, frame, view)

        sheets.page = noted  # type: ignore[attr-defined]  # put back at once
        try:
            self.pages_of(galley)
        finally:
            sheets.page = page  # type: ignore[attr-defined]
        return told


def taken_apart(text: str) -> tuple[str, str]:
    """Front matter and body, as the shortest of scripts takes a file apart."""
    _, header, body = text.split("---\n", 2)
    return header, body
