"""The HTML of a block as a tree, to be written in another form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from html.parser import HTMLParser

VOID = frozenset({"br", "hr", "img", "wbr"})
"""Elements without an end."""

_UNFIT = {code: None for code in (*range(0x20), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)) if code not in (9, 10)}


_RAW = VOID | {"script", "style", "textarea", "title"}
"""Elements whose text the parser reads by rules of their own."""

_PLAIN = re.compile(r'<(?P<tag>[a-z][a-z0-9]*)(?P<attributes>(?: [a-z][a-z-]*="[^"&<>]*")*)>(?P<text>[^<]*)</(?P=tag)>')

_ATTRIBUTE = re.compile(r' ([a-z][a-z-]*)="([^"]*)"')


class Element:
    """An element with what it holds: texts and elements, in their order."""

    def __init__(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children: list[Element | str] = []

    def text(self) -> str:
        """All the text in it."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def first(self, tag: str) -> Element | None:
        """The first element of a name in it."""
        for child in self.children:
            if isinstance(child, Element) and (found := child if child.tag == tag else child.first(tag)):
                return found
        return None


def tree(html: str) -> Element:
    """An element without a name that holds what stands in a piece of well-formed HTML."""
    return plain_tree(html) or _Builder(html).root


def plain_tree(html: str) -> Element | None:
    """The same of one element that holds nothing but text, as most paragraphs are; None of anything else."""
    found = _PLAIN.fullmatch(html)
    if found is None or found["tag"] in _RAW:
        return None
    element = Element(found["tag"], dict(_ATTRIBUTE.findall(found["attributes"])))
    if found["text"]:
        element.children.append(unescape(found["text"]))
    root = Element("", {})
    root.children.append(element)
    return root


def legible(text: str) -> str:
    """A text without the characters XML cannot hold."""
    return text.translate(_UNFIT)


class _Builder(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self._open = [self.root]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if any(element.tag == tag for element in self._open[1:]):
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)
