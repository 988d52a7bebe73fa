"""Puts a view into its template: the last step of every page."""

from __future__ import annotations

import functools
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from site_builder.press import routes
from site_builder.press.frame import Frame
from site_builder.press.memory import HELD
from site_builder.press.plates import struck
from site_builder.press.views import PAGES, Page

if TYPE_CHECKING:
    from site_builder.press.templates import Sheets
    from site_builder.press.themes import Theme


def page(theme: Theme, frame: Frame, view: Page) -> dict[str, bytes]:
    """The page at the frame's path; raises ContentError when its template fails."""
    language = theme.speaks(frame.site.language)
    words = theme.words[language]
    links = {} if frame.path == routes.not_found() else _links(theme).of(frame.path.rpartition("/")[0])

    def asset(file: str) -> str:
        if file not in links:
            version = theme.versions.get(file)
            links[file] = frame.href(routes.asset(file)) + (f"?v={version}" if version else "")
        return links[file]

    source = theme.plates.get(f"{language} {view.head.kind}") or _source(theme, language, view.head.kind)
    if source:
        with suppress(Exception):  # whatever it is, Jinja prints the page or says what is wrong with its template
            return {frame.path: struck(source)(view, asset, words).encode("utf-8", "replace")}

    from site_builder.press import templates

    return {frame.path: templates.render(_sheets(theme), words, language, f"{view.head.kind}.html", view, asset)}


class _Links:
    """File of a theme → link to it, from any page of a folder; filled as pages ask."""

    def __init__(self) -> None:
        self._folders: dict[str, dict[str, str]] = {}

    def of(self, folder: str) -> dict[str, str]:
        """The links from the pages of one folder."""
        if len(self._folders) >= HELD and folder not in self._folders:
            self._folders.clear()
        return self._folders.setdefault(folder, {})


@functools.lru_cache(maxsize=2)  # a theme is a megabyte: one that was edited away must not be held by its links
def _links(_: Theme) -> _Links:
    return _Links()


def plated(theme: Theme, language: str) -> Theme:
    """The theme with the plates of its pages in the language nearest to one, cast once for whoever prints with it."""
    language = theme.speaks(language)
    plates = {f"{language} {kind}": _cast(theme, language, kind) for kind in PAGES}
    return msgspec.structs.replace(theme, plates={name: source for name, source in plates.items() if source})


def plated_as(before: Theme, theme: Theme) -> Theme:
    """The theme with those plates of an earlier state of it that would be cast the same; of other pages it has none.

    Those Jinja prints: to cast a plate takes as long as to print a hundred pages without.
    """
    from site_builder.press.templates import closure

    if before.sheets == theme.sheets and before.words == theme.words:
        return msgspec.structs.replace(theme, plates=before.plates)

    def same(kind: str) -> bool:
        reached = closure(theme.sheets, f"{kind}.html")
        return reached is not None and all(before.sheets.get(name) == theme.sheets.get(name) for name in reached)

    spoken = before.words == theme.words
    plates = {name: source if spoken and same(name.split(" ")[1]) else "" for name, source in before.plates.items()}
    return msgspec.structs.replace(theme, plates=plates)


def _source(theme: Theme, language: str, kind: str) -> str:
    """The source of a page's plate; empty when it has none."""
    known = any(name.startswith(f"{language} ") for name in theme.plates)
    return theme.plates.get(f"{language} {kind}", "") if known else _cast(theme, language, kind)


@functools.lru_cache(maxsize=32)  # as many as a theme has kinds of pages: a theme that was edited away is not kept
def _cast(theme: Theme, language: str, kind: str) -> str:
    from site_builder.press.plate_casting import cast

    return cast(
        _sheets(theme),
        theme.words[language],
        f"{kind}.html",
        [field.name for field in msgspec.structs.fields(PAGES[kind])],
    )


@functools.lru_cache(maxsize=2)
def _sheets(theme: Theme) -> Sheets:
    from site_builder.press.templates import Sheets

    return Sheets(theme.sheets)
