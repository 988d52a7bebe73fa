"""Puts a view into its template: the last step of every page."""

from __future__ import annotations

import functools

from site_builder.press import routes, templates
from site_builder.press.frame import Frame
from site_builder.press.templates import Sheets
from site_builder.press.themes import Theme
from site_builder.press.views import Page


def page(theme: Theme, frame: Frame, view: Page) -> dict[str, bytes]:
    """The page at the frame's path; raises ContentError when its template fails."""
    language = theme.speaks(frame.site.language)

    def asset(file: str) -> str:
        version = theme.versions.get(file)
        return frame.href(routes.asset(file)) + (f"?v={version}" if version else "")

    data = templates.render(
        _sheets(theme), theme.words[language], language, f"{view.head.kind}.html", view, functools.cache(asset)
    )
    return {frame.path: data}


@functools.lru_cache(maxsize=8)
def _sheets(theme: Theme) -> Sheets:
    return Sheets(theme.sheets)
