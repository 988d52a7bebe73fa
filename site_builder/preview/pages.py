"""What the server asks when it is asked for a page."""

from __future__ import annotations

from typing import Protocol

from site_builder.errors import Problem
from site_builder.workflows.page_facts import PageFacts
from site_builder.workflows.whereabouts import Withheld


class Pages(Protocol):
    """What knows the site better than the folder does."""

    def read(self, path: str) -> bytes | None:
        """A file of the site, nothing (`b""`) where there is to be none; None: look into the folder."""

    def facts(self, path: str) -> PageFacts | None:
        """Where a page comes from."""

    def compared(self, path: str, language: str) -> str | None:
        """A page with the raw text an article was made of beside it; None when there is none."""

    def where(self, path: str) -> tuple[str, str]:
        """Where a page went that is gone: its path and headline, or nothing."""

    def withheld(self, path: str) -> Withheld:
        """Why a page that content has is not there; empty of any other."""

    def accept(self, path: str, code: str, line: int) -> Problem | None:
        """Write into the file of a page that a note about it is settled; why not, when that cannot be."""


class OnlyFolder:
    """Knows nothing: what lies in the folder is the site."""

    def read(self, path: str) -> bytes | None:  # noqa: ARG002
        """None."""
        return None

    def facts(self, path: str) -> PageFacts | None:  # noqa: ARG002
        """None."""
        return None

    def compared(self, path: str, language: str) -> str | None:  # noqa: ARG002
        """None."""
        return None

    def where(self, path: str) -> tuple[str, str]:  # noqa: ARG002
        """Nothing."""
        return "", ""

    def withheld(self, path: str) -> Withheld:  # noqa: ARG002
        """Nobody knows."""
        return ""

    def accept(self, path: str, code: str, line: int) -> Problem | None:  # noqa: ARG002
        """Not here."""
        return Problem(code="P007", facts={"code": code})
