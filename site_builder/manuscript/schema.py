"""From a tree of texts to a typed value: field by field, so that every fault of a file is found in one reading.

It knows no newspaper: the types come from the Structs, the other names of fields and values from a `Vocabulary`.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Generic, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from site_builder.errors import Place, Problem
from site_builder.manuscript import scalars
from site_builder.manuscript.scalars import FAULT, Reader, Trouble
from site_builder.manuscript.vocabulary import NOTHING, Shorthand, Vocabulary
from site_builder.manuscript.yaml_nodes import Listing, Node, Scalar, Table

T = TypeVar("T", bound=msgspec.Struct)

_NONE_GIVEN: Mapping[str, Any] = {}


def convert(
    node: Node | None, kind: type[T], path: str, vocabulary: Vocabulary, given: Mapping[str, Any] = _NONE_GIVEN
) -> tuple[T | None, list[Problem]]:
    """The value a node stands for, or None and every fault of it.

    `given` are fields that do not come from the text (a body, a key): their names are not known in it.
    """
    salvaged = salvage(node, kind, path, vocabulary, given)
    return (None if salvaged.problems else salvaged.value), salvaged.problems


class Salvaged(msgspec.Struct, Generic[T], frozen=True):
    """What could be made of a text with faults: good for looking for more of them, and for nothing else."""

    value: T | None
    problems: list[Problem]
    unsure: frozenset[str] = frozenset()
    """Fields that are not what the text wanted to say: nothing more should be said of them."""


def salvage(
    node: Node | None,
    kind: type[T],
    path: str,
    vocabulary: Vocabulary,
    given: Mapping[str, Any] = _NONE_GIVEN,
    stand_ins: Mapping[str, Any] = _NONE_GIVEN,
) -> Salvaged[T]:
    """Like `convert`, but a value is made of what is sound; `stand_ins` take the place of required fields."""
    trouble = Trouble(path)
    if node is None:
        node = Table({}, 1, 1)
    if not isinstance(node, Table):
        # With 标题：… on every line YAML sees one long text.
        code = "F011" if isinstance(node, Scalar) and "：" in node.text else "F030"
        trouble.note(code, node, found=scalars.shown(node))
        return Salvaged(None, trouble.problems)
    arguments = _arguments(kind, vocabulary, frozenset(given))(node, trouble, "")
    if not trouble.problems:
        return Salvaged(kind(**given, **arguments), [])
    sound = {name: value for name, value in arguments.items() if value is not FAULT}
    whole = {**stand_ins, **given, **sound}
    missing = any(field.required and field.name not in whole for field in msgspec.structs.fields(kind))
    return Salvaged(None if missing else kind(**whole), trouble.problems, frozenset(arguments.keys() - sound.keys()))


def place_of(node: Node | None, kind: Any, path: str, vocabulary: Vocabulary, *way: str | int) -> Place:
    """Where a field lies: `way` is made of canonical names and positions in lists; as deep as the text goes."""
    line, column = (node.line, node.column) if node is not None else (0, 0)
    for step in way:
        if isinstance(step, str) and isinstance(node, Table):
            slots = _slots(kind, vocabulary, frozenset())
            for key, value in node.entries.values():
                slot = slots.get(key.text) or slots.get(vocabulary.fold(key.text))
                if slot is not None and slot.field == step:
                    line, column, node = key.line, key.column, value
                    break
            else:
                break
            kind = _without_none(_hints(kind)[step])
        elif isinstance(step, int) and node is not None:
            if isinstance(node, Listing):
                if step >= len(node.items):
                    break
                node = node.items[step]
                line, column = node.line, node.column
            kind = get_args(kind)[0]
        else:
            break
    return Place(path, line, column)


_hints = functools.cache(get_type_hints)


class _Slot(msgspec.Struct, frozen=True):
    """Where a key of a table goes."""

    field: str
    read: Reader
    gathers: bool = False
    """Whether several keys may add to this field: `记者` and `通讯员` both make contributors."""


@functools.cache
def _slots(kind: type[msgspec.Struct], vocabulary: Vocabulary, given: frozenset[str]) -> Mapping[str, _Slot]:
    """Every key that a table of this kind may have: canonical names and aliases."""
    hints = _hints(kind)
    slots: dict[str, _Slot] = {}
    for name in kind.__struct_fields__:
        if name not in given:
            key = vocabulary.key(kind, name)
            slot = _Slot(name, _reader(hints[name], vocabulary, kind, name))
            slots.update(dict.fromkeys([name, *(key.aliases.split() if key else ())], slot))
    for alias, shorthand in vocabulary.shorthands.get(kind, {}).items():
        member = get_args(hints[shorthand.field])[0]
        read_members = _list(_value(member, vocabulary, "[…]", shorthand.preset))
        slots[alias] = _Slot(shorthand.field, _gathered(read_members, shorthand), gathers=True)
    return slots


@functools.cache
def _arguments(kind: type[msgspec.Struct], vocabulary: Vocabulary, given: frozenset[str]) -> Reader:
    """Reads a table into the arguments of a Struct; what is faulty in it is FAULT."""
    slots = _slots(kind, vocabulary, given)
    required = [field.name for field in msgspec.structs.fields(kind) if field.required and field.name not in given]
    examples = {field: _example(kind, field, vocabulary) for field in required}
    bare = vocabulary.bare.get(kind)

    def read(node: Node, trouble: Trouble, _: str) -> Any:
        if type(node) is Scalar and bare is not None:
            node = scalars.table_of(bare, node)
        assert isinstance(node, Table), "whoever reads a table looks whether it is one"
        values: dict[str, Any] = {}
        seen: dict[str, tuple[str, bool]] = {}
        for name, (key_node, value) in node.entries.items():
            slot = slots.get(name) or slots.get(vocabulary.fold(name))
            if slot is None:
                if meant := _unknown(key_node, slots, vocabulary, trouble):
                    values.setdefault(meant, FAULT)
                continue
            field = slot.field
            if field in seen and not (slot.gathers and seen[field][1]):
                values[field] = trouble.note("F003", key_node, key=name, other=seen[field][0])
                continue
            seen[field] = (name, slot.gathers)
            if type(value) is Scalar and value.plain and value.text in NOTHING:
                continue
            made = slot.read(value, trouble, name)
            if slot.gathers and field in values and made is not FAULT and values[field] is not FAULT:
                made = values[field] + made
            values[field] = made
        for field in required:
            if field not in values:
                values[field] = trouble.note("F005", node, key=field, example=f"{field}: {examples[field]}")
        return values

    return read


def _reader(hint: Any, vocabulary: Vocabulary, kind: type, field: str) -> Reader:
    """The reader of a field by its type."""
    hint = _without_none(hint)
    known = vocabulary.key(kind, field)
    example = _example(kind, field, vocabulary)
    if hint is str:
        return scalars.text_in(known.form if known else None, example)
    if hint is bool:
        return scalars.flag(example)
    if hint is int:
        return scalars.whole_number(example, known.least if known else 0)
    if hint is float:
        return scalars.fraction(example)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return scalars.word_of(hint, vocabulary.words.get(hint, {}), vocabulary.fold)
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return _value(hint, vocabulary, example)
    members = get_args(hint)
    if get_origin(hint) is tuple:
        item = _reader(members[0], vocabulary, kind, field)
        return _list(item) if members[-1] is Ellipsis else _exactly(len(members), item, example)
    if hint == Mapping[str, str]:
        return _texts(example)
    raise TypeError(f"{kind.__name__}.{field}: no reader for {hint}")


def _value(
    kind: type[msgspec.Struct], vocabulary: Vocabulary, example: str, preset: Mapping[str, Any] = _NONE_GIVEN
) -> Reader:
    arguments = _arguments(kind, vocabulary, frozenset(preset))
    bare = kind in vocabulary.bare

    def read(node: Node, trouble: Trouble, key: str) -> Any:
        if type(node) is not Table and not (bare and type(node) is Scalar and not scalars.is_nothing(node)):
            return trouble.wrong(node, key, example)
        before = len(trouble.problems)
        values = arguments(node, trouble, key)
        if len(trouble.problems) > before and (values is FAULT or FAULT in values.values()):
            return FAULT
        return kind(**preset, **values)

    return read


def _list(item: Reader) -> Reader:
    """Reads a list; one value alone is a list of one."""

    def read(node: Node, trouble: Trouble, key: str) -> Any:
        items = node.items if type(node) is Listing else [node]
        before = len(trouble.problems)
        values = tuple([item(node, trouble, key) for node in items])
        return FAULT if len(trouble.problems) > before and FAULT in values else values

    return read


def _gathered(read_members: Reader, shorthand: Shorthand) -> Reader:
    def read(node: Node, trouble: Trouble, key: str) -> Any:
        if type(node) is Scalar:
            texts = shorthand.split(node.text)
            node = Listing([Scalar(text, node.line, node.column) for text in texts], node.line, node.column)
        return read_members(node, trouble, key)

    return read


def _exactly(count: int, item: Reader, example: str) -> Reader:
    read_list = _list(item)

    def read(node: Node, trouble: Trouble, key: str) -> Any:
        if type(node) is not Listing or len(node.items) != count:
            return trouble.wrong(node, key, example)
        return read_list(node, trouble, key)

    return read


def _texts(example: str) -> Reader:
    item = scalars.text_in(None, example)

    def read(node: Node, trouble: Trouble, key: str) -> Any:
        if type(node) is not Table:
            return trouble.wrong(node, key, example)
        before = len(trouble.problems)
        filled = [(name, value) for name, (_, value) in node.entries.items() if not scalars.is_nothing(value)]
        values = {name: item(value, trouble, name) for name, value in filled}
        return FAULT if len(trouble.problems) > before else values

    return read


def _unknown(key: Scalar, slots: Mapping[str, _Slot], vocabulary: Vocabulary, trouble: Trouble) -> str:
    """Notes an unknown key; gives back the field that was probably meant, or an empty text."""
    own = dict.fromkeys(slot.field for slot in slots.values())
    elsewhere = {name: meant for name, meant in vocabulary.elsewhere.items() if meant in own}
    near = trouble.near(key.text, [*slots, *elsewhere])
    near = elsewhere.get(near, near)
    facts = {"key": key.text, "known": ", ".join(own)}
    trouble.note("F002", key, **({**facts, "near": near} if near else facts))
    return slots[near].field if near else ""


def _without_none(hint: Any) -> Any:
    members = [member for member in get_args(hint) if member is not type(None)]
    return members[0] if type(None) in get_args(hint) else hint


def _example(kind: type[msgspec.Struct], field: str, vocabulary: Vocabulary) -> str:
    """A value as one writes it: from the vocabulary, else the field's own default."""
    key = vocabulary.key(kind, field)
    if key is not None:
        return key.example
    default = next(known.default for known in msgspec.structs.fields(kind) if known.name == field)
    if isinstance(default, bool):
        return "true" if default else "false"
    return str(default) if isinstance(default, str | int) else "…"
