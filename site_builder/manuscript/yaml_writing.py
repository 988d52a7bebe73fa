"""Values → YAML as a careful person would write it: short things on one line, quotes only where they are needed.

Plain `yaml.dump` wraps lines, sorts keys and escapes Han; and what it leaves plain other programs read as numbers.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import msgspec

WIDTH = 120
"""Columns up to which a list or table stands on one line; Han take two. Texts are never wrapped."""

_ONE_AS_TEXT = ("headline", "pages")
"""Lists that are written as a text when they have one item; on reading every list may be."""

_NEVER_PLAIN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]"  # what an editor does not show
    r"|^[\s\-?:,\[\]{}#&*!|>'\"%@`=<~]|\s$|: | #|:$|\t"  # what YAML takes for its own
)
_NEVER_PLAIN_INLINE = re.compile(r"[,\[\]{}:?]")
_READ_OTHERWISE = re.compile(
    r"[-+]?(?:[0-9][0-9_,]*)?\.?[0-9_]*(?:[eE][-+]?[0-9]+)?|0[xob][0-9a-fA-F_]+|[-+]?[0-9]+(?::[0-9]+)+(?:\.[0-9]*)?"
    r"|(?i:null|true|false|yes|no|on|off|y|n|[-+]?\.inf|\.nan)"
)
"""What YAML 1.1 or 1.2 takes for a number, a truth or nothing; dates excepted, they read as what they are."""

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}
_ESCAPED = re.compile('[\\\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]')


class _Bare(msgspec.Struct, frozen=True):
    """A number or a truth."""

    text: str


_Written: TypeAlias = "str | _Bare | list[_Written] | dict[str, _Written]"


def write_struct(value: msgspec.Struct, order: Sequence[str]) -> str:
    """The fields of a value in the given order, those left out that say nothing new; ends with a line feed."""
    lines: list[str] = []
    for name, entry in _entries(value, order):
        key = "page" if name == "pages" and isinstance(entry, str) else name
        lines += _block(key, entry, "")
    return "".join(f"{line}\n" for line in lines)


def _entries(value: msgspec.Struct, order: Iterable[str]) -> list[tuple[str, _Written]]:
    fields = _fields(type(value))
    kept = [name for name in order if fields[name].required or getattr(value, name) != fields[name].default]
    return [(name, _written(name, getattr(value, name))) for name in kept]


@functools.cache
def _fields(kind: type[msgspec.Struct]) -> Mapping[str, msgspec.structs.FieldInfo]:
    return {field.name: field for field in msgspec.structs.fields(kind)}


def _written(name: str, value: Any) -> _Written:
    if isinstance(value, str):
        return str(value)  # of a word of a closed list: its text
    if isinstance(value, bool):
        return _Bare("true" if value else "false")
    if isinstance(value, int | float):
        return _Bare(str(int(value)) if value == int(value) else repr(value))
    if isinstance(value, tuple):
        items = [_written("", item) for item in value]
        return items[0] if name in _ONE_AS_TEXT and len(items) == 1 and isinstance(items[0], str) else items
    return dict(_entries(value, value.__struct_fields__))


def _block(key: str, entry: _Written, indent: str) -> list[str]:
    """The lines of `key: entry`."""
    head = f"{indent}{key}:"
    line = _one_line(entry, WIDTH - len(head))
    if line is not None:
        return [f"{head} {line}"]
    if isinstance(entry, dict):
        return [head, *(line for name, inner in entry.items() for line in _block(name, inner, indent + "  "))]
    assert isinstance(entry, list)
    return [head, *(line for item in entry for line in _item(item, indent + "  "))]


def _item(entry: _Written, indent: str) -> list[str]:
    """The lines of `- entry`."""
    line = _one_line(entry, WIDTH - len(indent))
    if line is not None:
        return [f"{indent}- {line}"]
    assert isinstance(entry, dict)  # the model has no list of lists
    lines = [line for name, inner in entry.items() for line in _block(name, inner, indent + "  ")]
    return [f"{indent}- {lines[0].lstrip()}", *lines[1:]]


def _one_line(entry: _Written, room: int) -> str | None:
    """The entry on one line; None when it must be a block: it is too long, or a list of tables."""
    if isinstance(entry, str | _Bare):
        return _scalar(entry, inline=False)
    if isinstance(entry, list):
        if not all(isinstance(item, str | _Bare) for item in entry):
            return None
        line = f"[{', '.join(_inline(item) for item in entry)}]"
    else:
        if any(_one_line(inner, room) is None or isinstance(inner, dict) for inner in entry.values()):
            return None
        line = f"{{{', '.join(f'{name}: {_inline(inner)}' for name, inner in entry.items())}}}"
    return line if len(line) + sum(character > "\u2e7f" for character in line) <= room else None


def _inline(entry: _Written) -> str:
    if isinstance(entry, list):
        return f"[{', '.join(map(_inline, entry))}]"
    assert isinstance(entry, str | _Bare)
    return _scalar(entry, inline=True)


def _scalar(entry: str | _Bare, *, inline: bool) -> str:
    if isinstance(entry, _Bare):
        return entry.text
    quoted = (
        not entry
        or _NEVER_PLAIN.search(entry)
        or _READ_OTHERWISE.fullmatch(entry)
        or (inline and _NEVER_PLAIN_INLINE.search(entry))
    )
    return f'"{_ESCAPED.sub(_escape, entry)}"' if quoted else entry


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    if character in _ESCAPES:
        return _ESCAPES[character]
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}"
