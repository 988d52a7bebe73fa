"""The expressions of templates, as the source of a plate spells them; whatever is not here has no plate."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterator, Mapping

import msgspec
from jinja2 import nodes

from site_builder.press.plates import Uncast, escaped, hidden

Spell = Callable[[nodes.Node], str]


class Macro(msgspec.Struct, frozen=True, kw_only=True):
    """A macro within reach."""

    python: str
    """The function that prints it; its first argument takes the pieces."""

    parameters: tuple[str, ...]
    defaults: Mapping[str, str]


class Loop(msgspec.Struct, frozen=True, kw_only=True):
    """A loop that is asked how far it is."""

    at: str
    sequence: str


Symbol = str | Macro | Loop
Names = Mapping[str, Symbol]
"""What each name of a template stands for at one place: a Python name, a macro, or the loop around."""

_COMPARED = {
    "eq": "==",
    "ne": "!=",
    "gt": ">",
    "gteq": ">=",
    "lt": "<",
    "lteq": "<=",
    "in": "in",
    "notin": "not in",
}

_TWO_SIDED = {
    nodes.Add: "+",
    nodes.Sub: "-",
    nodes.Mul: "*",
    nodes.Div: "/",
    nodes.FloorDiv: "//",
    nodes.Mod: "%",
    nodes.Or: "or",
    nodes.And: "and",
}

_FILTERS = {"length": "len", "count": "len", "list": "list", "min": "least", "max": "greatest", "join": "joined"}

_LOOP = {
    "index": "({at} + 1)",
    "index0": "{at}",
    "first": "({at} == 0)",
    "last": "({at} == len({sequence}) - 1)",
    "length": "len({sequence})",
    "previtem": "before({sequence}, {at})",
}


class Speech:
    """Spells the expressions of one theme in one language."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self.words = words

    def spell(self, node: nodes.Node, names: Names) -> str:
        """A Python expression with the value that Jinja gives; raises Uncast when there is none."""

        def again(inner: nodes.Node) -> str:
            return self.spell(inner, names)

        match node:
            case nodes.Const(value=value) if value is None or isinstance(value, str | int | float):
                return repr(value)
            case nodes.Name(name=name):
                symbol = names.get(name, "missing()")
                if isinstance(symbol, str):
                    return symbol
            case nodes.Getattr(node=nodes.Name(name="loop"), attr=attr) if "loop" in names:
                return _of_loop(names["loop"], attr)
            case nodes.Getattr(node=owner, attr=attr) if attr.isascii() and attr.isidentifier() and not hidden(attr):
                return f"{again(owner)}.{attr}"
            case nodes.Getitem(node=owner, arg=nodes.Const(value=int() as at)):
                return f"{again(owner)}[{at}]"
            case nodes.Getitem(node=owner, arg=nodes.Slice(start=start, stop=stop, step=step)):
                ends = (again(end) if end else "" for end in (start, stop, step))
                return f"{again(owner)}[{':'.join(ends)}]"
            case nodes.Getitem(node=owner, arg=argument):
                return f"item({again(owner)}, {again(argument)})"
            case nodes.CondExpr(test=test, expr1=then, expr2=nodes.Expr() as other):
                return f"({again(then)} if {again(test)} else {again(other)})"
            case nodes.Not(node=inner):
                return f"(not {again(inner)})"
            case nodes.Neg(node=inner):
                return f"(-{again(inner)})"
            case nodes.Compare(expr=first, ops=ops):
                rest = " ".join(f"{_COMPARED[one.op]} {again(one.expr)}" for one in ops)
                return f"({again(first)} {rest})"
            case nodes.BinExpr(left=left, right=right) if type(node) in _TWO_SIDED:
                return f"({again(left)} {_TWO_SIDED[type(node)]} {again(right)})"
            case nodes.Concat(nodes=parts):
                return f"tied({', '.join(map(again, parts))})"
            case nodes.List(items=items):
                return f"[{', '.join(map(again, items))}]"
            case nodes.Tuple(items=items, ctx="load"):
                return f"({''.join(again(each) + ', ' for each in items)})"
            case nodes.Dict(items=pairs):
                return f"{{{', '.join(f'{again(pair.key)}: {again(pair.value)}' for pair in pairs)}}}"
            case nodes.Filter(node=nodes.Expr() as inner) if not (node.kwargs or node.dyn_args or node.dyn_kwargs):
                return _filtered(node.name, again(inner), node.args, again)
            case nodes.Call(dyn_args=None, dyn_kwargs=None):
                return self._called(node, names, again)
        raise Uncast(type(node).__name__)

    def pieces(self, node: nodes.Expr, names: Names) -> Iterator[tuple[bool, str]]:
        """What a page says at an expression: literal markup (True), or Python expressions of texts (False)."""
        match node:
            case nodes.Const(value=str() as text):
                yield True, escaped(text)
            case nodes.Call(node=nodes.Name(name="t"), args=[nodes.Const(value=str() as key)]) if names.get("t") == "t":
                parts = self._parts(node, key)
                if parts is None:
                    yield False, _escaping(self.spell(node, names))
                for literal, field in parts or ():
                    if field is None:
                        yield True, escaped(literal)
                    else:  # safe markup or not, it is escaped as a part of the whole
                        yield False, f"inner(str({self.spell(field, names)}))"
            case _:
                yield False, _escaping(self.spell(node, names))

    def _called(self, node: nodes.Call, names: Names, again: Spell) -> str:
        callee = node.node
        if isinstance(callee, nodes.Name):
            symbol = names.get(callee.name)
            if isinstance(symbol, Macro):
                return f"Markup(said({', '.join([symbol.python, *arguments(symbol, node, again)])}))"
            if symbol == "t" and len(node.args) == 1:
                key = node.args[0].value if isinstance(node.args[0], nodes.Const) else None
                if key is not None and not node.kwargs and (parts := self._parts(node, key)):
                    return repr("".join(literal for literal, _ in parts))
                facts = [f"{fact.key}={again(fact.value)}" for fact in node.kwargs]
                return f"say({', '.join(['words', again(node.args[0]), *facts])})"
            if symbol in ("asset", "range") and not node.kwargs:
                return f"{symbol}({', '.join(map(again, node.args))})"
        elif isinstance(callee, nodes.Getattr) and not node.kwargs:
            return f"{again(callee)}({', '.join(map(again, node.args))})"
        raise Uncast("call")

    def _parts(self, node: nodes.Call, key: object) -> list[tuple[str, nodes.Expr | None]] | None:
        """A word of the interface, taken apart where facts fill it; None when it does not name just these facts."""
        text = self.words.get(str(key))
        if text is None:
            raise Uncast(key)
        facts = {fact.key: fact.value for fact in node.kwargs}
        try:
            found = list(string.Formatter().parse(text)) if "{" in text else [(text, None, None, None)]
        except ValueError as error:
            raise Uncast(key) from error
        if {field for _, field, _, _ in found if field is not None} != set(facts):
            return None
        parts: list[tuple[str, nodes.Expr | None]] = []
        for literal, field, form, conversion in found:
            parts.append((literal, None))
            if field is not None:
                if form or conversion:
                    return None
                parts.append(("", facts[field]))
        return parts


def arguments(macro: Macro, node: nodes.Call, spell: Spell) -> list[str]:
    """What a macro is called with, in the order of its parameters."""
    if len(node.args) > len(macro.parameters):
        raise Uncast("arguments")
    given = {name: spell(value) for name, value in zip(macro.parameters, node.args, strict=False)}
    for one in node.kwargs:
        if one.key not in macro.parameters or one.key in given:
            raise Uncast("arguments")
        given[one.key] = spell(one.value)
    every = {**macro.defaults, **given}
    if set(every) != set(macro.parameters):
        raise Uncast("arguments")
    return [every[name] for name in macro.parameters]


def _of_loop(symbol: Symbol, attr: str) -> str:
    if isinstance(symbol, Loop) and attr in _LOOP:
        return _LOOP[attr].format(at=symbol.at, sequence=symbol.sequence)
    raise Uncast("loop")


def _filtered(name: str, value: str, args: list[nodes.Expr], spell: Spell) -> str:
    texts = [argument.value for argument in args if isinstance(argument, nodes.Const)]
    plain = len(texts) == len(args) and all(isinstance(text, str) for text in texts)
    if name == "replace" and plain and len(args) == 2:
        return f"soft({value}).replace({texts[0]!r}, {texts[1]!r})"
    if name in _FILTERS and (not args or (name == "join" and plain and len(args) == 1)):
        return f"{_FILTERS[name]}({', '.join([value, *map(spell, args)])})"
    raise Uncast(name)


def _escaping(spelled: str) -> str:
    """An expression's value as it stands in a page; most are texts or markup, and spared a call of Python."""
    return f"(inner(it) if (kind := type(it := {spelled})) is str else it if kind is Markup else escape[kind](it))"
