"""The theme an edition is printed with: read from what is kept at the start, and from its files after each save.

A save of a theme is to be on the screen at once, so nothing is cast and nothing kept: pages whose templates or words
are other ones now are printed by Jinja, which prints the same bytes, until the preview starts again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from site_builder.engine.digests import digest_bytes
from site_builder.errors import ContentError, Problem
from site_builder.press.settings import ThemeSettings
from site_builder.workflows.desk import Desk

if TYPE_CHECKING:
    from site_builder.press.themes import Theme


class HeldTheme:
    """A theme as it last was without errors. Not for several threads at once."""

    def __init__(self) -> None:
        """None yet."""
        self.stamp = ""
        """Another one whenever anything of the theme is different; empty as long as there is none."""
        self._body = b""
        self._theme: Theme | None = None

    @property
    def value(self) -> Theme:
        """The theme itself."""
        from site_builder.press.themes import Theme

        if self._theme is None:
            self._theme, self._body = msgspec.msgpack.decode(self._body, type=Theme), b""
        return self._theme

    def take(self, digest: str, body: bytes) -> None:
        """Hold the theme that the step of a build made."""
        self.stamp, self._body, self._theme = digest, body, None

    def read_again(self, desk: Desk, settings: ThemeSettings) -> tuple[Problem, ...]:
        """Read the theme from its files, and say what is wrong with it; with errors the old one is held on to."""
        from site_builder.press.printing import plated_as
        from site_builder.press.themes import load_theme

        try:
            theme = load_theme([Path(root) for root in desk.themes], settings.name, settings.tokens)
        except ContentError as error:
            return error.problems
        stamp = digest_bytes(msgspec.msgpack.encode(theme))
        if self.stamp:
            theme = plated_as(self.value, theme)
        if stamp != self.stamp:
            self.stamp, self._theme = stamp, theme
        return theme.problems

    def warm(self, desk: Desk, settings: ThemeSettings) -> Iterator[None]:
        """Do step by step what is remembered of a theme's files, so that the first save of one need not wait."""
        from site_builder.press.template_checks import acquaint
        from site_builder.press.themes import load_theme

        if self.stamp:
            yield from acquaint(self.value.sheets)
            with suppress(ContentError):
                load_theme([Path(root) for root in desk.themes], settings.name, settings.tokens)
