"""Looks a whole theme over before anything is printed: every fault of every template at once, with file and line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import jinja2
from jinja2 import nodes

from site_builder.errors import Place, Problem, Severity
from site_builder.press.templates import GLOBALS, Sheets, environment, near, parsed
from site_builder.press.theme_files import Source, Word

_BUILT_IN = frozenset({*GLOBALS, "range", "loop", "self", "super", "caller", "varargs", "kwargs"})


def check(
    sources: Mapping[str, Source],
    catalogues: Mapping[str, Mapping[str, Word]],
    assets: frozenset[str],
    views: Mapping[str, type],
) -> list[Problem]:
    """What is wrong in a theme's templates: syntax, parts, words, assets and variables that do not exist."""
    problems: list[Problem] = []
    trees: dict[str, nodes.Template] = {}
    parser = environment(Sheets(sources))
    for name, source in sorted(sources.items()):
        try:
            parser.get_template(name)
            trees[name] = parsed(source.text)
        except jinja2.TemplateSyntaxError as error:
            facts = {"fault": error.message or ""}
            problems.append(Problem(code="T017", place=Place(source.path, error.lineno), facts=facts))
    variables = _variables(trees, views)
    for name, tree in trees.items():
        path = sources[name].path
        problems += _parts(tree, path, sources)
        problems += _words(tree, path, catalogues)
        problems += _assets(tree, path, assets)
        problems += _names(tree, path, variables)
    return problems


def assets_named(sources: Mapping[str, Source], names: Sequence[str]) -> list[str] | None:
    """The assets some templates link to, sorted; None when one of them computes a name."""
    found: set[str] = set()
    for name in names:
        for _, argument in _calls(parsed(sources[name].text), "asset"):
            if not isinstance(argument, nodes.Const):
                return None
            found.add(str(argument.value))
    return sorted(found)


def _parts(tree: nodes.Template, path: str, sources: Mapping[str, Source]) -> Iterator[Problem]:
    """Templates that are asked for and do not exist, or whose names are computed."""
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        asked = node.template  # type: ignore[attr-defined]  # each of the four has it
        place = Place(path, node.lineno)
        if not isinstance(asked, nodes.Const):
            yield Problem(code="T018", place=place, severity=Severity.WARNING)
        elif asked.value not in sources:
            yield Problem(
                code="T009", place=place, facts={"name": str(asked.value), **near(asked.value, tuple(sources))}
            )


def _words(tree: nodes.Template, path: str, catalogues: Mapping[str, Mapping[str, Word]]) -> Iterator[Problem]:
    """Words a template says that a catalogue lacks; of a computed name only the beginning can be looked up."""
    for line, argument in _calls(tree, "t"):
        for asked, whole in _said(argument):
            for language, words in catalogues.items():
                if not (asked in words if whole else any(name.startswith(asked) for name in words)):
                    facts = {"name": asked, "language": language, **near(asked, tuple(words))}
                    yield Problem(code="T012", place=Place(path, line), facts=facts)


def _said(argument: nodes.Expr) -> Iterator[tuple[str, bool]]:
    """The names an argument can stand for, each with whether it is the whole of it."""
    if isinstance(argument, nodes.Const):
        yield str(argument.value), True
    elif isinstance(argument, nodes.Concat) and isinstance(argument.nodes[0], nodes.Const):
        yield str(argument.nodes[0].value), False
    elif isinstance(argument, nodes.CondExpr):
        yield from _said(argument.expr1)
        if argument.expr2 is not None:
            yield from _said(argument.expr2)


def _assets(tree: nodes.Template, path: str, assets: frozenset[str]) -> Iterator[Problem]:
    for line, argument in _calls(tree, "asset"):
        if isinstance(argument, nodes.Const) and argument.value not in assets:
            facts = {"name": str(argument.value), **near(str(argument.value), tuple(sorted(assets)))}
            yield Problem(code="T019", place=Place(path, line), facts=facts)


def _names(tree: nodes.Template, path: str, variables: frozenset[str]) -> Iterator[Problem]:
    """Variables that neither a view nor any template of the theme makes known."""
    for node in tree.find_all(nodes.Name):
        if node.ctx == "load" and node.name not in variables:
            facts = {"name": node.name, **near(node.name, tuple(sorted(variables)))}
            yield Problem(code="T010", place=Place(path, node.lineno), facts=facts)


def _variables(trees: Mapping[str, nodes.Template], views: Mapping[str, type]) -> frozenset[str]:
    """Every name some page or some template makes known; a part may rely on what the page that includes it has set."""
    known = set(_BUILT_IN)
    for view in views.values():
        known.update(view.__struct_fields__)  # type: ignore[attr-defined]  # views are Structs
    for tree in trees.values():
        known.update(node.name for node in tree.find_all(nodes.Name) if node.ctx in ("store", "param"))
        known.update(node.name for node in tree.find_all(nodes.Macro))
        known.update(node.target for node in tree.find_all(nodes.Import))
        for node in tree.find_all(nodes.FromImport):
            known.update(name if isinstance(name, str) else name[1] for name in node.names)
    return frozenset(known)


def _calls(tree: nodes.Template, function: str) -> Iterator[tuple[int, nodes.Expr]]:
    """Line and first argument of every call of a function."""
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == function and call.args:
            yield call.lineno, call.args[0]
