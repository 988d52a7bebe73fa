"""SVG pictures without what could run or fetch: scripts, handlers, foreign content, addresses of other files.

Pages show pictures as `<img>`, where nothing in them runs; but a picture has an address of its own, and a drawing that
is opened there is a document of the site. One without any of this is passed on byte for byte.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

_ACTIVE = re.compile(
    rb"<(?:[\w.-]+:)?(?:script|foreignObject|iframe|embed|object|audio|video|handler|listener|set|animate\w*)\b"
    rb"|\son\w+\s*=|javascript:|<!DOCTYPE|<!ENTITY|<\?xml-stylesheet|@import|url\(\s*+[\"']?+(?!#)"
    rb"|href\s*=\s*[\"']?+\s*+(?!#|data:image/(?:png|jpe?g|gif|webp))",
    re.IGNORECASE,
)
_EXECUTABLE = frozenset(
    ("script", "foreignobject", "iframe", "embed", "object", "audio", "video", "handler", "listener", "set", "style")
)
_SAFE_HREF = re.compile(r"#|data:image/(?:png|jpe?g|gif|webp)[;,]", re.IGNORECASE)
_ELSEWHERE = re.compile(r"javascript:|@import|url\(\s*+[\"']?+(?!#)", re.IGNORECASE)

EMPTY = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
"""What stands for a drawing that cannot be read as XML, or that brings declarations of its own."""


def shown(file: str, data: bytes) -> bytes:
    """A picture as the site has it: a drawing harmless, anything else as it is."""
    return harmless(data) if file.lower().endswith(".svg") else data


def harmless(data: bytes) -> bytes:
    """The drawing without what could run or fetch."""
    if not _ACTIVE.search(data.replace(b"\0", b"")) and _plain(data):
        return data
    if re.search(rb"<!(?:DOCTYPE|ENTITY)", data.replace(b"\0", b""), re.IGNORECASE):
        return EMPTY
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError):
        return EMPTY
    if _name(root.tag) != "svg":
        return EMPTY
    _strip(root)
    ElementTree.register_namespace("", "http://www.w3.org/2000/svg")
    ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    cleaned: bytes = ElementTree.tostring(root, encoding="utf-8")
    return cleaned


def _plain(data: bytes) -> bool:
    """Whether the bytes are what they seem: UTF-8, in which the pattern above sees every character."""
    head = data[:200].lower()
    if b"encoding" in head and b"utf-8" not in head:
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\0" not in data and b"&#" not in data


def _strip(element: ElementTree.Element) -> None:
    for key, value in list(element.attrib.items()):
        name = _name(key)
        if (
            name.startswith("on")
            or (name in ("href", "src") and not _SAFE_HREF.match(value.strip()))
            or _ELSEWHERE.search(value)
        ):
            del element.attrib[key]
    for child in list(element):
        name = _name(child.tag)
        styled = name == "style" and not _ELSEWHERE.search("".join(child.itertext()))
        if (name in _EXECUTABLE and not styled) or name.startswith("animate"):
            element.remove(child)
        else:
            _strip(child)


def _name(tag: object) -> str:
    """The local name of an element or attribute; of a comment or an instruction one that is no element's."""
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else "script"
