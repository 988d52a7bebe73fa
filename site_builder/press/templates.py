"""Templates: the Jinja environment, what a template reaches, and rendering with errors that point at the template."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from types import CodeType, TracebackType
from typing import Any, NoReturn

import jinja2
import msgspec
from jinja2 import meta, nodes

from site_builder.errors import ContentError, Place, Problem
from site_builder.press.plates import hidden
from site_builder.press.theme_files import Source

GLOBALS = ("t", "asset")
"""What a template may call beside its view: a word of the interface, and the link to an asset."""


COMPILED = 512
"""Compiled templates that are kept."""


class MissingName(jinja2.UndefinedError):
    """A variable or field that a view does not have."""

    def __init__(self, name: str, owner: object) -> None:
        super().__init__(name)
        self.name = name
        self.owner = owner


class MissingWord(Exception):  # noqa: N818 — a fact about a theme, which becomes a problem at once
    """A word the theme's catalogue does not have, or cannot fill."""

    def __init__(self, name: str, language: str, known: tuple[str, ...], field: str = "") -> None:
        super().__init__(name)
        self.name = name
        self.language = language
        self.known = known
        self.field = field


class _Views(jinja2.Environment):
    """An environment in which templates see fields of views and nothing behind them.

    Jinja's own sandbox asks so many questions about each attribute that it doubles the time of a page; what is shown
    here are frozen values, so refusing the names that lead into Python is enough.
    """

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A field of a view, or an entry of a mapping."""
        if hidden(attribute):
            return self.undefined(obj=obj, name=attribute)
        try:
            return getattr(obj, attribute)
        except AttributeError:
            pass
        try:
            return obj[attribute]
        except (TypeError, LookupError, AttributeError):
            return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """An entry of a sequence or mapping, or a field by its name."""
        if isinstance(argument, str):
            return self.getattr(obj, argument)
        return super().getitem(obj, argument)


class _Strict(jinja2.StrictUndefined):
    """An undefined value that remembers of what it was asked, so that the nearest name can be said."""

    def _fail_with_undefined_error(self, *_: Any, **__: Any) -> NoReturn:
        owner = None if self._undefined_obj is jinja2.utils.missing else self._undefined_obj
        raise MissingName("" if self._undefined_name is None else str(self._undefined_name), owner)

    __iter__ = __str__ = __len__ = __contains__ = _fail_with_undefined_error
    __eq__ = __ne__ = __bool__ = __hash__ = _fail_with_undefined_error
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __mod__ = __call__ = _fail_with_undefined_error
    __getitem__ = __lt__ = __le__ = __gt__ = __ge__ = __int__ = __float__ = _fail_with_undefined_error


class _Compiled(jinja2.BytecodeCache):
    """Compiled templates by what they say: of a theme that is read again after a save, all but one are known."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """What the template was compiled to before."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Keep what it was compiled to now."""
        if bucket.code is not None:
            if len(self._codes) >= COMPILED:
                self._codes.clear()
            self._codes[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


class Sheets:
    """The templates of a theme as one hashable value, so that an environment can be kept for them."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self.sources = sources
        self._facts = frozenset((name, source.path, source.text) for name, source in sources.items())

    def __hash__(self) -> int:
        return hash(self._facts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sheets) and self._facts == other._facts


@functools.lru_cache(maxsize=2)
def environment(sheets: Sheets) -> jinja2.Environment:
    """The environment for a theme's templates; made once in a process."""

    def find(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        source = sheets.sources.get(name)
        return None if source is None else (source.text, source.path, lambda: True)

    return _environment(find)


@functools.cache
def parser() -> jinja2.Environment:
    """An environment without templates, which parses them as any other does."""
    return _environment(lambda _: None)


def _environment(find: Callable[[str], tuple[str, str, Callable[[], bool]] | None]) -> jinja2.Environment:
    made = _Views(
        loader=jinja2.FunctionLoader(find),
        autoescape=True,
        undefined=_Strict,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=_COMPILED,
    )
    made.globals.clear()
    made.globals["range"] = range
    del made.filters["attr"]
    return made


@functools.lru_cache(maxsize=256)
def parsed(text: str) -> nodes.Template:
    """The syntax tree of a template, for whoever leaves it as it is; raises TemplateSyntaxError."""
    return parser().parse(text)


@functools.lru_cache(maxsize=256)
def every_node(template: nodes.Template) -> tuple[nodes.Node, ...]:
    """All nodes of a template, each before what is in it."""
    return tuple(below(template))


def below(node: nodes.Node) -> Iterator[nodes.Node]:
    """All nodes in a node, each before what is in it; `find_all` asks more questions on the way, and is slow."""
    for field in node.fields:
        value = getattr(node, field, None)
        if isinstance(value, list):
            for each in value:
                if isinstance(each, nodes.Node):
                    yield each
                    yield from below(each)
        elif isinstance(value, nodes.Node):
            yield value
            yield from below(value)


def closure(sources: Mapping[str, Source], name: str) -> frozenset[str] | None:
    """Every template that can have a say in one; None when a name in it is computed, so that it could be any."""
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        name = waiting.pop()
        if name in seen or name not in sources:
            continue
        seen.add(name)
        asked = referenced(sources[name].text)
        if None in asked:
            return None
        waiting += [other for other in asked if other is not None]
    return frozenset(seen)


@functools.lru_cache(maxsize=256)
def referenced(text: str) -> frozenset[str | None]:
    """The templates that one without faults names; None among them for a name that is computed."""
    return frozenset(meta.find_referenced_templates(parsed(text)))


def render(
    sheets: Sheets,
    words: Mapping[str, str],
    language: str,
    name: str,
    view: msgspec.Struct,
    asset: Callable[[str], str],
) -> bytes:
    """A page: the template filled with the fields of its view.

    Raises ContentError with the template's file and line for whatever it asks that is not there.
    """

    def t(key: str, **facts: object) -> str:
        text = words.get(key)
        if text is None:
            raise MissingWord(key, language, tuple(words))
        try:
            return text.format_map({field: str(value) for field, value in facts.items()}) if "{" in text else text
        except (KeyError, ValueError, IndexError) as error:
            raise MissingWord(key, language, tuple(words), field=str(error).strip("'\"")) from error

    fields = {field: getattr(view, field) for field in view.__struct_fields__}
    try:
        page = environment(sheets).get_template(name).render(**fields, t=t, asset=asset)
    except Exception as error:  # a template can fail in any way; every way becomes a problem with file and line
        raise ContentError(_problem(error, sheets, name, view)) from error
    return page.encode("utf-8", "replace")


def _problem(error: Exception, sheets: Sheets, name: str, view: msgspec.Struct) -> Problem:
    """What a failure while rendering means for the person who wrote the template."""
    place = _place(error.__traceback__, sheets, name)
    if isinstance(error, MissingWord):
        if error.field:
            return Problem(code="T013", place=place, facts={"name": error.name, "field": error.field})
        return Problem(
            code="T012",
            place=place,
            facts={"name": error.name, "language": error.language, **near(error.name, error.known)},
        )
    if isinstance(error, MissingName):
        owner = view if error.owner is None else error.owner
        known = getattr(owner, "__struct_fields__", ())
        facts = {"name": error.name, "view": type(owner).__name__, "known": "、".join(known), **near(error.name, known)}
        return Problem(code="T010" if error.owner is None else "T011", place=place, facts=facts)
    if isinstance(error, jinja2.TemplateNotFound):
        asked = str(error.name or error)
        return Problem(code="T009", place=place, facts={"name": asked, **near(asked, tuple(sheets.sources))})
    return Problem(code="T016", place=place, facts={"fault": f"{type(error).__name__}: {error}"})


def _place(trace: TracebackType | None, sheets: Sheets, name: str) -> Place:
    """The innermost line of a template in a traceback."""
    paths = {source.path for source in sheets.sources.values()}
    place = Place(sheets.sources[name].path)
    while trace is not None:
        if trace.tb_frame.f_code.co_filename in paths:
            place = Place(trace.tb_frame.f_code.co_filename, trace.tb_lineno)
        trace = trace.tb_next
    return place


def near(name: str, known: tuple[str, ...]) -> dict[str, str]:
    """The fact `nearest` for a problem, when a known name is near enough."""
    found = get_close_matches(name, known, 1)
    return {"nearest": found[0]} if found else {}
