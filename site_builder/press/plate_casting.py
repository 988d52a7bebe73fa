"""Casts plates: a page's template, with all that it extends, includes and imports, as the source of one function.

What Jinja looks up while it prints is looked up here once: blocks and the templates they come from, included parts,
macros, names, and the words of the interface. Raises Uncast wherever a plate could print anything else than Jinja.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from jinja2 import TemplateSyntaxError, nodes

from site_builder.press.plate_expressions import Loop, Macro, Names, Speech, Symbol, arguments
from site_builder.press.plate_standing import seen_by_loop, seen_by_part
from site_builder.press.plates import Uncast
from site_builder.press.templates import Sheets, below, every_node, parsed

_OUTSIDE: Names = {"range": "range"}
"""What a template sees that is imported without its surroundings."""

_DEEPEST = 16
"""Templates inside templates; deeper than that they go in a circle."""


def cast(sheets: Sheets, words: Mapping[str, str], name: str, fields: Sequence[str]) -> str:
    """The source of the plate of a page whose view has these fields; "" when it has none."""
    try:
        return _Caster(sheets, words).page(name, fields)
    except (Uncast, TemplateSyntaxError, RecursionError):
        return ""


class _Caster:
    def __init__(self, sheets: Sheets, words: Mapping[str, str]) -> None:
        self._sheets = sheets
        self._speech = Speech(words)
        self._lines: list[str] = []
        self._depth = 1
        self._count = 0
        self._within = 0
        self._waiting: list[tuple[bool, str]] = []
        self._blocks: dict[str, list[nodes.Block]] = {}
        self._top: dict[str, Symbol] = {}
        self._view: dict[str, str] = {}
        """What the fields of the view are called."""

        self._kept: list[str] = []
        """Where loops keep what stands."""

        self._around: list[tuple[str, int]] = []
        """Blocks being cast, and how many templates back they come from; what `super()` goes on from."""

    def page(self, name: str, fields: Sequence[str]) -> str:
        """The whole source."""
        names: dict[str, Symbol] = {"t": "t", "asset": "asset", **_OUTSIDE}
        for field in fields:
            names[field] = self._view[field] = self._new(field)
            self._line(f"{names[field]} = view.{field}")
        self._line("pieces = []")
        self._line("put, extend = pieces.append, pieces.extend")
        chain = [self._parsed(name)]
        while parent := _parent(chain[-1]):
            if len(chain) > _DEEPEST:
                raise Uncast(name)
            chain.append(self._parsed(parent))
        for template in chain:
            for block in every_node(template):
                if isinstance(block, nodes.Block):
                    self._blocks.setdefault(block.name, []).append(block)
        for template in chain[:-1]:
            self._silently(template.body, names)
        self._top = names
        self._body(chain[-1].body, names)
        self._flush()
        kept = [f"{name} = [((), {{}})]" for name in self._kept]
        return "\n".join([*kept, "def plate(view, asset, words):", *self._lines, '    return "".join(pieces)', ""])

    def _silently(self, body: Sequence[nodes.Node], names: dict[str, Symbol]) -> None:
        """What a template does outside its blocks when what it says there is not heard."""
        for node in body:
            if isinstance(node, nodes.Macro | nodes.Assign | nodes.FromImport):
                self._statement(node, names)
            elif not isinstance(node, nodes.Extends | nodes.Output | nodes.Block):
                raise Uncast(type(node).__name__)

    def _body(self, body: Sequence[nodes.Node], names: dict[str, Symbol]) -> None:
        for node in body:
            self._statement(node, names)

    def _statement(self, node: nodes.Node, names: dict[str, Symbol]) -> None:
        match node:
            case nodes.Output(nodes=said):
                self._output(said, names)
            case nodes.If():
                self._if(node, names)
            case nodes.For(recursive=False):
                self._for(node, names)
            case nodes.Include(template=nodes.Const(value=str() as other), with_context=True, ignore_missing=False):
                self._include(other, names)
            case nodes.FromImport(template=nodes.Const(value=str() as other)):
                self._import(node, other, names)
            case nodes.Macro():
                self._macro(node, names)
            case nodes.Assign(target=nodes.Name(name=name), node=value) if name not in names and name[0] != "_":
                spelt = self._speech.spell(value, names)
                self._flush()
                names[name] = self._new(name)
                self._line(f"{names[name]} = {spelt}")
            case nodes.Block(name=name, required=False):
                self._block(name, 0, names)
            case _:
                raise Uncast(type(node).__name__)

    def _output(self, said: Sequence[nodes.Node], names: dict[str, Symbol]) -> None:
        for node in said:
            match node:
                case nodes.TemplateData(data=text):
                    self._waiting.append((True, text))
                case nodes.CondExpr(test=test, expr1=then, expr2=nodes.Expr() as other):
                    with self._branch(f"if {self._speech.spell(test, names)}:"):
                        self._output([then], names)
                    with self._branch("else:"):
                        self._output([other], names)
                case nodes.Call(node=nodes.Name(name="super"), args=[], kwargs=[]) if "super" not in names:
                    if not self._around:
                        raise Uncast("super")
                    name, at = self._around[-1]
                    self._block(name, at + 1, names)
                case nodes.Call(node=nodes.Name(name=name), dyn_args=None, dyn_kwargs=None) if isinstance(
                    macro := names.get(name), Macro
                ):
                    given = arguments(macro, node, lambda inner: self._speech.spell(inner, names))
                    self._flush()
                    self._line(f"{macro.python}({', '.join(['put', 'extend', *given])})")
                case nodes.Expr():
                    self._waiting += self._speech.pieces(node, names)
                case _:
                    raise Uncast(type(node).__name__)

    def _if(self, node: nodes.If, names: dict[str, Symbol]) -> None:
        """What is set in a branch is seen there alone: afterwards nobody knows whether it was."""
        with self._branch(f"if {self._speech.spell(node.test, names)}:"):
            self._closed(node.body, names)
        for other in node.elif_:
            with self._branch(f"elif {self._speech.spell(other.test, names)}:"):
                self._closed(other.body, names)
        if node.else_:
            with self._branch("else:"):
                self._closed(node.else_, names)

    def _closed(self, body: Sequence[nodes.Node], names: dict[str, Symbol]) -> None:
        inner = dict(names)
        self._body(body, inner)
        if any(inner[name] is not symbol for name, symbol in names.items()):
            raise Uncast("branch")

    def _for(self, node: nodes.For, names: dict[str, Symbol]) -> None:
        if (seen := seen_by_loop(node, names, self._speech)) is not None:
            self._for_standing(node, seen, names)
            return
        inner = dict(names)
        target = self._target(node.target, inner)
        sequence = self._speech.spell(node.iter, names)
        if node.test is not None:
            test = self._speech.spell(node.test, {name: inner[name] for name in inner if name != "loop"})
            sequence = f"[{_rebuilt(node.target, inner)} for {target} in {sequence} if {test}]"
        asked = any("loop" in _names(part) for part in node.body)
        self._flush()
        inner.pop("loop", None)
        if asked or node.else_:
            at, every = self._new("at"), self._new("every")
            self._line(f"{every} = list({sequence})")
            if asked:
                inner["loop"] = Loop(at=at, sequence=every)
            head = f"for {at}, {target} in enumerate({every}):"
        else:
            head = f"for {target} in {sequence}:"
        with self._branch(head):
            self._body(node.body, inner)
        if node.else_:
            with self._branch(f"if not {every}:"):
                self._body(node.else_, dict(names))

    def _for_standing(self, node: nodes.For, seen: Sequence[str], names: dict[str, Symbol]) -> None:
        inner = dict(names)
        target = self._target(node.target, inner)
        inner.pop("loop", None)
        self._stand(node.body, target, self._speech.spell(node.iter, names), seen, inner)

    def _stand(
        self, body: Sequence[nodes.Node], item: str, items: str, seen: Sequence[str], names: dict[str, Symbol]
    ) -> None:
        """Print something of each item, once for all pages that show the very same item and have the same `seen`."""
        self._flush()
        kept, told = self._new("kept"), self._new("told")
        self._kept.append(kept)
        with self._branch(f"def {told}(put, extend, {item}):"):
            self._body(body, names)
        self._line(f"extend(stood({', '.join([kept, told, items, *seen])}))")

    def _target(self, node: nodes.Node, names: dict[str, Symbol]) -> str:
        match node:
            case nodes.Name(name=name):
                names[name] = python = self._new(name)
                return python
            case nodes.Tuple(items=items):
                return f"({''.join(self._target(item, names) + ', ' for item in items)})"
        raise Uncast("target")

    def _include(self, name: str, names: dict[str, Symbol]) -> None:
        template = self._part(name)
        with self._deeper(name):
            seen = seen_by_part(template.body, names, self._view, self._speech, self._part)
            if seen is None:
                self._body(template.body, dict(names))
            else:
                self._stand(template.body, self._new("whole"), f"({seen[0]},)", seen[1:], dict(names))

    def _import(self, node: nodes.FromImport, name: str, names: dict[str, Symbol]) -> None:
        """Macros of another template, which see what is seen here, but not how far a loop is."""
        template = self._part(name)
        inner = dict(names) if node.with_context else dict(_OUTSIDE)
        inner.pop("loop", None)
        with self._deeper(name):
            self._silently(template.body, inner)
        macros = {macro.name for macro in template.body if isinstance(macro, nodes.Macro)}
        for one in node.names:
            wanted, known = (one, one) if isinstance(one, str) else one
            if wanted not in macros or known[0] == "_" or (known in names and not isinstance(names[known], Macro)):
                raise Uncast(wanted)
            names[known] = inner[wanted]

    def _macro(self, node: nodes.Macro, names: dict[str, Symbol]) -> None:
        parameters = [argument.name for argument in node.args]
        if node.name[0] == "_" or _names(node) & {"caller", "varargs", "kwargs"}:
            raise Uncast("macro")
        late = parameters[len(parameters) - len(node.defaults) :]
        made = Macro(
            python=self._new(node.name),
            parameters=tuple(parameters),
            defaults={
                name: repr(value.value)
                for name, value in zip(late, node.defaults, strict=True)
                if isinstance(value, nodes.Const)
            },
        )
        names[node.name] = made
        inner = dict(names)
        inner.pop("loop", None)
        own = []
        for name in parameters:
            inner[name] = self._new(name)
            own.append(str(inner[name]))
        around, self._around = self._around, []
        with self._branch(f"def {made.python}({', '.join(['put', 'extend', *own])}):"):
            self._body(node.body, inner)
        self._around = around

    def _block(self, name: str, at: int, names: dict[str, Symbol]) -> None:
        """A block as the nearest template has it, or the next of those behind it; it sees what all templates set."""
        if at >= len(self._blocks.get(name, ())):
            raise Uncast(name)
        block = self._blocks[name][at]
        self._around.append((name, at))
        with self._deeper(name):
            self._body(block.body, dict(names if block.scoped else self._top))
        self._around.pop()

    def _parsed(self, name: str) -> nodes.Template:
        source = self._sheets.sources.get(name)
        if source is None:
            raise Uncast(name)
        return parsed(source.text)

    def _part(self, name: str) -> nodes.Template:
        """A template that may stand inside another: it neither extends one nor has blocks."""
        template = self._parsed(name)
        if any(isinstance(node, nodes.Extends | nodes.Block) for node in every_node(template)):
            raise Uncast(name)
        return template

    @contextmanager
    def _deeper(self, name: str) -> Iterator[None]:
        self._within += 1
        if self._within > _DEEPEST:
            raise Uncast(name)
        yield
        self._within -= 1

    @contextmanager
    def _branch(self, head: str) -> Iterator[None]:
        self._flush()
        self._line(head)
        self._depth += 1
        before = len(self._lines)
        yield
        self._flush()
        if len(self._lines) == before:
            self._line("pass")
        self._depth -= 1

    def _flush(self) -> None:
        """Say what was waiting: literal text in one piece, and neighbours in one go."""
        parts: list[str] = []
        text = ""
        for literal, said in [*self._waiting, (False, "")]:
            if literal:
                text += said
                continue
            if text:
                parts.append(repr(text))
                text = ""
            if said:
                parts.append(said)
        self._waiting.clear()
        if len(parts) == 1:
            self._line(f"put({parts[0]})")
        elif parts:
            self._line(f"extend(({', '.join(parts)}))")

    def _line(self, text: str) -> None:
        self._lines.append("    " * self._depth + text)

    def _new(self, name: str) -> str:
        """A Python name of its own."""
        self._count += 1
        return f"{name}_{self._count}" if name.isascii() else f"name_{self._count}"


def _parent(template: nodes.Template) -> str:
    """The template another extends; "" when it stands by itself."""
    found = [node for node in every_node(template) if isinstance(node, nodes.Extends)]
    if not found:
        return ""
    first = next((node for node in template.body if not _is_blank(node)), None)
    if len(found) > 1 or first is not found[0] or not isinstance(found[0].template, nodes.Const):
        raise Uncast("extends")
    return str(found[0].template.value)


@functools.lru_cache(maxsize=4096)  # the same parts are cast for one kind of page after another
def _names(node: nodes.Node) -> frozenset[str]:
    """The names in a node."""
    return frozenset(each.name for each in (node, *below(node)) if isinstance(each, nodes.Name))


def _is_blank(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Output) and all(
        isinstance(part, nodes.TemplateData) and not part.data.strip() for part in node.nodes
    )


def _rebuilt(node: nodes.Node, names: Names) -> str:
    """The value that a loop's target takes apart."""
    match node:
        case nodes.Name(name=name):
            return str(names[name])
        case nodes.Tuple(items=items):
            return f"({''.join(_rebuilt(item, names) + ', ' for item in items)})"
    raise Uncast("target")
