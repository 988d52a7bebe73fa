"""The YAML of nearly every front matter, read line by line: `key: text`, a list of texts or tables, a table in braces.

`read_plain` gives the very tree that a YAML parser gives, or None of a text that holds anything whose reading takes
one: other indents, remarks, escapes, texts over several lines, a key given twice. So no fault is told here, and there
is no second opinion of what YAML means: `tests/manuscript/test_plain_yaml.py` holds the two together.
"""

from __future__ import annotations

import re

from site_builder.manuscript.yaml_nodes import Listing, Node, Scalar, Table

# Classes here name what is not in them: one of Han takes Python milliseconds to compile.
_KEY = r"[^\x00-/:-@\[-^`{-\xa0]{1,40}+"
_BEGINNING = r"[^\x00-/:-@\[-`{-\xa0]"
"""A letter, a figure, a sign that is not ASCII: what says nothing of how a text that begins with it is to be read."""

_SURE = r"[^\n\t:# ]*+"
_TEXT = rf"{_BEGINNING}{_SURE}(?:(?::(?![ \n])| (?![ #\n])|#){_SURE})*+"
"""Up to the end of its line: a colon before a space makes it a key, and a space before `#` the rest a remark."""

_SURE_INSIDE = r"[^\n\t:#?,\[\]{}\"' ]*+"
_INSIDE = rf"{_BEGINNING}{_SURE_INSIDE}(?: (?=[^\n\t:#?,\[\]{{}}\"' ]){_SURE_INSIDE})*+"
_QUOTED = r'"[^"\\\n\t]*+"'
_ITEM = rf"(?:{_INSIDE}|{_QUOTED})"
_TABLE = rf"\{{{_KEY}: {_ITEM}(?:, {_KEY}: {_ITEM})*+\}}"
_LIST = rf"\[(?:{_ITEM}(?:, {_ITEM})*+)?\]"

_ODD = re.compile("[\x85\u2028\u2029\ufeff]")
"""Line ends of YAML that are none of ours, and what it takes for the beginning of a text."""

_LINE = re.compile(
    rf"(?:(?P<key>{_KEY}):|  -)"
    rf"(?: (?:(?P<text>{_TEXT})|(?P<quoted>{_QUOTED})|(?P<table>{_TABLE})|(?P<list>{_LIST})))?\n"
)
_PART = re.compile(rf"(?:(?P<key>{_KEY}): )?(?:(?P<text>{_INSIDE})|(?P<quoted>{_QUOTED}))(?:, )?")


def read_plain(text: str, first_line: int) -> Table | None:
    """The tree of a settled text that begins on a line of its file; None of one that is not as plain as that."""
    if _ODD.search(text):
        return None
    entries: dict[str, tuple[Scalar, Node]] = {}
    waiting: Scalar | None = None  # a key whose list may come on the lines below
    listing: list[Node] | None = None
    at, line = 0, first_line
    while at < len(text):
        found = _LINE.match(text, at)
        if found is None:
            return None
        kind, name = found.lastgroup, found["key"]
        value = None if kind is None or kind == "key" else _node(found, kind, line, found.start(kind) - at + 1)
        if name is not None:
            if waiting is not None or name in entries:
                return None
            key, listing = Scalar(name, line, 1), None
            if value is None:
                waiting = key
                if kind != "key":
                    return None
            else:
                entries[name] = (key, value)
        elif value is None:
            return None
        elif waiting is not None:
            listing = [value]
            entries[waiting.text] = (waiting, Listing(listing, line, 3))
            waiting = None
        elif listing is not None:
            listing.append(value)
        else:
            return None
        at, line = found.end(), line + 1
    return None if waiting is not None or not entries else Table(entries, first_line, 1)


def _node(found: re.Match[str], kind: str, line: int, column: int) -> Node | None:
    """The value of a line, which begins in a column; None of a table with a key given twice."""
    if kind == "text":
        return Scalar(found["text"], line, column)
    if kind == "quoted":
        return Scalar(found["quoted"][1:-1], line, column, False)
    inside = found[kind]
    items: list[Node] = []
    entries: dict[str, tuple[Scalar, Node]] = {}
    at = 1
    while at < len(inside) - 1:
        part = _PART.match(inside, at)
        assert part is not None, "the line was made of such parts"
        quoted = part["quoted"]
        if quoted is None:
            item = Scalar(part["text"], line, column + part.start("text"))
        else:
            item = Scalar(quoted[1:-1], line, column + part.start("quoted"), False)
        if kind == "list":
            items.append(item)
        elif (name := part["key"]) in entries:
            return None
        else:
            entries[name] = (Scalar(name, line, column + at), item)
        at = part.end()
    return Listing(items, line, column) if kind == "list" else Table(entries, line, column)
