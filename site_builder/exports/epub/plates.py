"""Which pictures a publication can hold: those whose bytes are what their names say, of a type every reader shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree

import msgspec

TYPES = {
    ".png": ("image/png", b"\x89PNG\r\n\x1a\n"),
    ".jpg": ("image/jpeg", b"\xff\xd8\xff"),
    ".jpeg": ("image/jpeg", b"\xff\xd8\xff"),
    ".gif": ("image/gif", b"GIF8"),
    ".webp": ("image/webp", b"RIFF"),
    ".svg": ("image/svg+xml", b""),
}
"""Ending → media type and how its files begin."""

_SVG = "{http://www.w3.org/2000/svg}"
_FOREIGN = re.compile(r"(script|foreignObject|style|iframe|a|use|image|animate\w*|set)$")


class Plate(msgspec.Struct, frozen=True, kw_only=True):
    """A picture in a publication."""

    file: str
    """Its path there."""

    type: str
    """Its media type."""

    data: bytes


def plates(pictures: Mapping[str, bytes]) -> dict[str, Plate]:
    """The pictures that can be held, by their path in the issue's folder."""
    found: dict[str, Plate] = {}
    for number, (path, data) in enumerate(sorted(pictures.items()), 1):
        ending = "." + path.rpartition(".")[2].lower()
        kind, beginning = TYPES.get(ending, ("", b"-"))
        if kind and data.startswith(beginning) and (ending != ".svg" or _is_drawing(data)):
            found[path] = Plate(file=f"images/{number:03}{ending}", type=kind, data=data)
    return found


def _is_drawing(data: bytes) -> bool:
    """Whether an SVG is well-formed and plain: no document type, no script, nothing that leads out of it."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        return False
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError):
        return False
    return root.tag == f"{_SVG}svg" and not any(
        _FOREIGN.match(str(element.tag).removeprefix(_SVG))
        or any(name.rpartition("}")[2].startswith(("on", "href")) for name in element.attrib)
        for element in root.iter()
    )
