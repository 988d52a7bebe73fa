"""Looks a whole theme over before anything is printed: every fault of every template at once, with file and line."""

from __future__ import annotations

import functools
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress

import jinja2
import msgspec
from jinja2 import nodes

from site_builder.errors import Place, Problem, Severity
from site_builder.press.templates import GLOBALS, Sheets, environment, every_node, near, parsed, parser, referenced
from site_builder.press.theme_files import Source, Word

_BUILT_IN = frozenset({*GLOBALS, "range", "loop", "self", "super", "caller", "varargs", "kwargs"})


def check(
    sources: Mapping[str, Source],
    catalogues: Mapping[str, Mapping[str, Word]],
    assets: frozenset[str],
    views: Mapping[str, type],
) -> list[Problem]:
    """What is wrong in a theme's templates: syntax, parts, words, assets and variables that do not exist."""
    given = (sources, catalogues, assets, views)
    for known, found in _LATELY:
        if known == given:
            return list(found)
    problems = _looked_over(sources, catalogues, assets, views)
    _LATELY.append((given, tuple(problems)))
    return problems


_LATELY: deque[tuple[object, tuple[Problem, ...]]] = deque(maxlen=1)
"""What was looked over last, and what was wrong: a theme whose style alone is another is not looked over again."""


def _looked_over(
    sources: Mapping[str, Source],
    catalogues: Mapping[str, Mapping[str, Word]],
    assets: frozenset[str],
    views: Mapping[str, type],
) -> list[Problem]:
    problems: list[Problem] = []
    asked: dict[str, _Asked] = {}
    for name, source in sorted(sources.items()):
        try:
            one = _asked(source.text)
            if one.doubtful:
                environment(Sheets(sources)).get_template(name)
            asked[name] = one
        except jinja2.TemplateSyntaxError as error:
            facts = {"fault": error.message or ""}
            problems.append(Problem(code="T017", place=Place(source.path, error.lineno), facts=facts))
    variables = _variables(asked.values(), views)
    for name, one in asked.items():
        path = sources[name].path
        problems += _parts(one, path, sources)
        problems += _words(one, path, catalogues)
        problems += _assets(one, path, assets)
        problems += _names(one, path, variables)
    return problems


def acquaint(sources: Mapping[str, Source]) -> Iterator[None]:
    """Do what `check` does with each template by itself, one at a time: what it finds is remembered for it."""
    jinja = environment(Sheets(sources))
    for name, source in sorted(sources.items()):
        with suppress(jinja2.TemplateSyntaxError):
            jinja.get_template(name)
            _asked(source.text)
            referenced(source.text)
        yield


def assets_named(sources: Mapping[str, Source], names: Sequence[str]) -> list[str] | None:
    """The assets some templates link to, sorted; None when one of them computes a name."""
    found = {asset for name in names for asset, _ in _asked(sources[name].text).assets}
    return None if None in found else sorted(asset for asset in found if asset is not None)


class _Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What one template asks for, each with its line, and which names it makes known."""

    parts: tuple[tuple[str | None, int], ...]
    """Other templates; None where a name is computed."""

    words: tuple[tuple[str, bool, int], ...]
    """Words of the interface, and whether the name is the whole of it or the beginning of a computed one."""

    assets: tuple[tuple[str | None, int], ...]
    """Files; None where a name is computed."""

    variables: tuple[tuple[str, int], ...]
    known: frozenset[str]
    doubtful: bool
    """Whether it holds anything in which Jinja's compiler might see a fault that its parser does not."""


@functools.lru_cache(maxsize=256)  # of a theme that is read again after a save, all templates but one are known
def _asked(text: str) -> _Asked:
    """What a template without faults of syntax asks for."""
    parts: list[tuple[str | None, int]] = []
    words: list[tuple[str, bool, int]] = []
    assets: list[tuple[str | None, int]] = []
    variables: list[tuple[str, int]] = []
    known: set[str] = set()
    template = parsed(text)
    for node in every_node(template):
        match node:
            case nodes.Extends() | nodes.Include() | nodes.Import() | nodes.FromImport():
                asked = node.template
                parts.append((str(asked.value) if isinstance(asked, nodes.Const) else None, node.lineno))
                known.update(_imported(node))
            case nodes.Call(node=nodes.Name(name="t")) if node.args:
                words += [(name, whole, node.lineno) for name, whole in _said(node.args[0])]
            case nodes.Call(node=nodes.Name(name="asset")) if node.args:
                argument = node.args[0]
                assets.append((str(argument.value) if isinstance(argument, nodes.Const) else None, node.lineno))
            case nodes.Name(ctx="load"):
                variables.append((node.name, node.lineno))
            case nodes.Name():
                known.add(node.name)
            case nodes.Macro():
                known.add(node.name)
    return _Asked(
        parts=tuple(parts),
        words=tuple(words),
        assets=tuple(assets),
        variables=tuple(variables),
        known=frozenset(known),
        doubtful=_is_doubtful(template),
    )


def _is_doubtful(template: nodes.Template) -> bool:
    """Whether a template must be compiled to know that Jinja takes it; that takes longer than all else together.

    jinja2/compiler.py refuses blocks of one name, `extends` in a block, filters and tests it does not know, and certain
    uses of `loop` and `caller`.
    """
    blocks = set[str]()
    for node in every_node(template):
        match node:
            case nodes.Extends():
                if all(node is not each for each in template.body):
                    return True
            case nodes.Block(name=name):
                if name in blocks:
                    return True
                blocks.add(name)
            case nodes.Filter(name=name):
                if name not in parser().filters:
                    return True
            case nodes.Test(name=name):
                if name not in parser().tests:
                    return True
            case nodes.Name(name="loop", ctx=use):
                if use != "load":
                    return True
            case nodes.Name(name="caller") | nodes.CallBlock() | nodes.FilterBlock():
                return True
    return False


def _imported(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Import):
        yield node.target
    elif isinstance(node, nodes.FromImport):
        yield from (name if isinstance(name, str) else name[1] for name in node.names)


def _parts(asked: _Asked, path: str, sources: Mapping[str, Source]) -> Iterator[Problem]:
    """Templates that are asked for and do not exist, or whose names are computed."""
    for name, line in asked.parts:
        place = Place(path, line)
        if name is None:
            yield Problem(code="T018", place=place, severity=Severity.WARNING)
        elif name not in sources:
            yield Problem(code="T009", place=place, facts={"name": name, **near(name, tuple(sources))})


def _words(asked: _Asked, path: str, catalogues: Mapping[str, Mapping[str, Word]]) -> Iterator[Problem]:
    """Words a template says that a catalogue lacks; of a computed name only the beginning can be looked up."""
    for said, whole, line in asked.words:
        for language, words in catalogues.items():
            if not (said in words if whole else any(name.startswith(said) for name in words)):
                facts = {"name": said, "language": language, **near(said, tuple(words))}
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


def _assets(asked: _Asked, path: str, assets: frozenset[str]) -> Iterator[Problem]:
    for name, line in asked.assets:
        if name is not None and name not in assets:
            yield Problem(
                code="T019", place=Place(path, line), facts={"name": name, **near(name, tuple(sorted(assets)))}
            )


def _names(asked: _Asked, path: str, variables: frozenset[str]) -> Iterator[Problem]:
    """Variables that neither a view nor any template of the theme makes known."""
    for name, line in asked.variables:
        if name not in variables:
            facts = {"name": name, **near(name, tuple(sorted(variables)))}
            yield Problem(code="T010", place=Place(path, line), facts=facts)


def _variables(asked: Iterable[_Asked], views: Mapping[str, type]) -> frozenset[str]:
    """Every name some page or some template makes known; a part may rely on what the page that includes it has set."""
    known = set(_BUILT_IN)
    for view in views.values():
        known.update(view.__struct_fields__)  # type: ignore[attr-defined]  # views are Structs
    return frozenset(known.union(*(one.known for one in asked)))
