"""Tells what of a template may be kept standing from page to page: what is printed of things that many pages share.

What is kept standing is printed again as soon as any object it was printed of is another one (`plates`), so to keep
too much costs time and never meaning.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from jinja2 import nodes

from site_builder.press.plate_expressions import Names, Speech
from site_builder.press.templates import below

_STANDING = ("regions",)
"""Fields whose items are the very same on page after page of an issue: what a loop prints of one is kept standing."""

_SHARED = ("site", "paper")
"""Fields of a view that are the very same on all pages of a folder."""

_ALIKE = ("kind", "language")
"""What the heads of these pages have in common."""

_WRITTEN = (nodes.If, nodes.For, nodes.Output, nodes.Assign)
"""Statements that bring nothing from elsewhere."""


def seen_by_loop(node: nodes.For, names: Names, speech: Speech) -> list[str] | None:
    """All that a loop over standing items sees besides the item, spelt; None when it is an ordinary loop."""
    if not (isinstance(node.iter, nodes.Getattr) and node.iter.attr in _STANDING):
        return None
    if node.test is not None or node.else_ or not isinstance(node.target, nodes.Name):
        return None
    every = [each for part in node.body for each in (part, *below(part))]
    bound = {each.name for each in every if isinstance(each, nodes.Name) and each.ctx != "load"}
    if not bound.isdisjoint(names):
        return None
    seen: set[str] = set()
    waiting: list[nodes.Node] = list(node.body)
    while waiting:
        part = waiting.pop()
        if isinstance(part, nodes.Stmt) and not isinstance(part, _WRITTEN):
            return None  # it brings what is not written here
        root = _root(part)
        if root is None:
            waiting += part.iter_child_nodes()
        elif root == "t" and names.get("t") == "t":
            seen.add("words")
        elif root != node.target.name and root not in bound:
            if root in ("asset", "loop", "super") or not isinstance(names.get(root), str):
                return None
            seen.add(speech.spell(part, names))
    return sorted(seen)


def seen_by_part(
    body: Sequence[nodes.Node],
    names: Names,
    view: Mapping[str, str],
    speech: Speech,
    part_of: Callable[[str], nodes.Template],
) -> list[str] | None:
    """All that an included part sees, spelt, one of the shared fields first; None when it sees anything that is not
    the same on the next page. `view` says what the fields of the view are called, `part_of` brings in other parts."""
    if any(name in view and names.get(name) != view[name] for name in ("head", *_SHARED)) or "loop" in names:
        return None
    seen, set_here, loaded, parts = set[str](), set[str](), set[str](), set[str]()
    waiting: list[nodes.Node] = list(body)
    while waiting:
        part = waiting.pop()
        match part:
            case nodes.Include(template=nodes.Const(value=str() as other), with_context=True, ignore_missing=False):
                if other not in parts:
                    parts.add(other)
                    waiting += part_of(other).body
            case nodes.Stmt() if not isinstance(part, _WRITTEN):
                return None
            case nodes.Getattr(node=nodes.Name(name="head"), attr=attr) if attr in _ALIKE and "head" in view:
                seen.add(speech.spell(part, names))
            case nodes.Call(node=nodes.Name(name="asset"), args=[nodes.Const()], kwargs=[]):
                seen.add(speech.spell(part, names))
            case nodes.Name(name=name, ctx="load") if name in _SHARED and name in view:
                seen.add(view[name])
            case nodes.Name(name="t", ctx="load"):
                seen.add("words")
            case nodes.Name(name=name, ctx=context):
                (loaded if context == "load" else set_here).add(name)
            case _:
                waiting += part.iter_child_nodes()
    shared = [view[name] for name in _SHARED if view.get(name) in seen]
    if not shared or loaded - set_here - {"loop"} or not set_here.isdisjoint(names):
        return None
    return [shared[0], *sorted(seen - {shared[0]})]


def _root(node: nodes.Node) -> str | None:
    """The name whose fields, or fields of fields, a node is; None for whatever else it is."""
    while isinstance(node, nodes.Getattr):
        node = node.node
    return node.name if isinstance(node, nodes.Name) else None
