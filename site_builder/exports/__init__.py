"""Writes an issue in other formats, one file a format."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from site_builder.exports import plain_text
from site_builder.newspaper.galley import Galley
from site_builder.newspaper.model import Paper

Export = Callable[[Galley, Paper], Mapping[str, bytes]]
"""Takes an issue in type and its paper; gives path → bytes. What a plug-in of `site_builder.exports` must be."""

FORMATS: Mapping[str, Export] = {"text": plain_text.export}
"""The formats that come with the program, by the name the command line knows."""
