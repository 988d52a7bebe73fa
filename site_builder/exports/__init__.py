"""Writes an issue in other formats, one file a format."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from site_builder.exports import epub, markdown, plain_text
from site_builder.exports.copies import Copy

Export = Callable[[Copy], Mapping[str, bytes]]
"""Takes a copy of an issue; gives path → bytes. What a plug-in of `site_builder.exports` must be."""

FORMATS: Mapping[str, Export] = {"text": plain_text.export, "markdown": markdown.export, "epub": epub.export}
"""The formats that come with the program, by the name the command line knows."""

__all__ = ["FORMATS", "Copy", "Export"]
