"""Plain text: every character of a line is text. PDF extraction, web clippings and typed copies come this way."""

from __future__ import annotations

from site_builder.newspaper.raw import RawLine


def read(line: RawLine) -> RawLine:
    """The line as it is."""
    return line
