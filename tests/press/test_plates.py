"""Plates print what Jinja prints, byte for byte, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from site_builder.press import printing
from site_builder.press.plate_casting import cast
from site_builder.press.plates import Uncast, struck
from site_builder.press.settings import SiteSettings
from site_builder.press.templates import Sheets, environment
from site_builder.press.theme_files import Source
from site_builder.press.themes import Theme
from site_builder.press.views import PAGES
from tests.press.printed import broadsheet, printed_site
from tests.press.trialissue import article, issue, odd_issue

BY_JINJA_ALONE = {"search"}
"""Pages a site has one of, whose templates use what plates do not know."""

WORDS = {
    "plain": "目录 & 索引",
    "nth": "第{n}版",
    "both": "{a}与{b}，{a}",
    "braced": "{{{n}}}",
    "kind.x": "甲<类>",
}


class Piece(msgspec.Struct, frozen=True):
    """Something in a list."""

    text: str
    count: int = 0
    link: str = ""
    regions: tuple[Piece, ...] = ()


REGIONS = (Piece("东", 1), Piece("<西>", 2, "w.html"))


class View(msgspec.Struct, frozen=True):
    """All that the templates below see."""

    text: str = "甲 <b> & \"乙\" '丙'"
    empty: str = ""
    safe: Markup = Markup("<i>斜</i>")
    number: int = 3
    share: float = 2.5
    nothing: Piece | None = None
    piece: Piece = Piece("名 & 实", 2, "../a.html", REGIONS)
    pieces: tuple[Piece, ...] = (Piece("一", 1), Piece("<二>", 2, "b.html"), Piece("三", 3, "c.html"))
    names: tuple[str, ...] = ("甲&", "乙")
    nobody: tuple[Piece, ...] = ()


VIEW = View()

OTHER = View(text="另一页", number=1, safe=Markup("甲 <b>"), names=("丙",))
"""Another page that shows the very same regions."""

FIELDS = [field.name for field in msgspec.structs.fields(View)]


def asset(file: str) -> str:
    return f"../assets/{file}?v=1&2"


def by_plate(templates: dict[str, str], view: View = VIEW) -> str | None:
    """The page as its plate prints it; None when it has none. Raises whatever stops it."""
    source = cast(sheets(templates), WORDS, "page.html", FIELDS)
    return struck(source)(view, asset, WORDS) if source else None


def by_jinja(templates: dict[str, str], view: View = VIEW) -> str:
    def t(key: str, **facts: object) -> str:
        text = WORDS[key]
        return text.format_map({field: str(value) for field, value in facts.items()}) if "{" in text else text

    page = environment(sheets(templates)).get_template("page.html")
    return page.render(**{name: getattr(view, name) for name in FIELDS}, t=t, asset=asset)


def sheets(templates: dict[str, str]) -> Sheets:
    return Sheets({name: Source(name, text) for name, text in templates.items()})


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_every_page_of_a_site_is_the_same(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    site = SiteSettings(language=language, base_url="https://example.org/archive/")
    failed: list[Exception] = []

    def watched(source: str) -> Callable[..., str]:
        plate = struck(source)

        def one(*given: Any) -> str:
            try:
                return plate(*given)
            except Exception as error:
                failed.append(error)
                raise

        return one

    monkeypatch.setattr(printing, "struck", watched)
    plated = printed_site(issue("2023-04-28", [article(1)]), odd_issue(), site=site)
    monkeypatch.setattr(printing, "_source", lambda *_: "")
    plain = printed_site(issue("2023-04-28", [article(1)]), odd_issue(), site=site)

    assert plated == plain
    assert failed == []


def test_the_shipped_pages_have_plates() -> None:
    theme: Theme = printing.plated(broadsheet(), "en")

    assert {name.removeprefix("en ") for name in theme.plates} == PAGES.keys() - BY_JINJA_ALONE


@pytest.mark.parametrize(
    "template",
    [
        "{{ text }}{{ safe }}{{ number }}{{ share }}{{ nothing }}{{ pieces[0].text }}{{ pieces[-1].text }}",
        "{{ text ~ safe }}{{ text ~ number }}{{ empty or text }}{{ not empty }}{{ -number }}",
        "{{ names | join('、') }}{{ [safe, text] | join('<') }}{{ names[:1] | join }}{{ text | replace('甲', '<') }}",
        "{{ [number, 9] | min }}{{ [number, share] | max }}{{ pieces | length }}{{ names | list | length }}",
        "{{ t('plain') }}{{ t('nth', n=number) }}{{ t('both', b=safe, a=text) }}{{ t('braced', n=1) }}",
        "{{ t('kind.' ~ 'x') }}{{ t('plain', n=1) }}{% if t('nth', n=2) == '第2版' %}二{% endif %}",
        "{% if number == 2 %}二{% elif number in (3, 4) %}三{% else %}四{% endif %}{{ text if number else 1 }}",
        "{% for one in pieces %}{{ loop.index }}{{ loop.first }}{{ loop.last }}{{ loop.length }}{% endfor %}",
        "{% for one in pieces if one.link %}{{ loop.index0 }}{{ one.link }}{% else %}无{% endfor %}",
        "{% for one in nobody %}有{% else %}{{ text }}{% endfor %}",
        "{% for a, b in [(1, '<'), (2, '>')] %}{{ a }}{{ b }}{% endfor %}",
        "{% for one in pieces %}{{ not loop.first and loop.previtem.count < one.count }}{% endfor %}",
        "{% set first = pieces[0] %}{{ first.text }}{% if first %}{% set other = 1 %}{{ other }}{% endif %}",
        "{% macro m(a, b='<', c=2) %}{{ a }}{{ b }}{{ c }}{% endmacro %}{{ m(safe, c=4) }}{{ m(1) ~ text }}",
        "{% macro m(n) %}{{ n }}{% if n %}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(3) }}{{ m(1) == '10' }}",
        "{% include 'part.html' %}{% from 'part.html' import shown as other with context %}{{ other(2) }}",
        "{{ asset('a&b.css') }}{{ text.startswith(('甲', '乙')) }}{{ {'a': 1}['a'] }}{{ {'丁': 4}[empty ~ '丁'] }}",
        "{% extends 'base.html' %}{% set said = '<说>' %}{% block main %}{{ super() }}{{ said }}{% endblock %}听不见",
        "{% extends 'base.html' %}{% from 'part.html' import shown with context %}"
        "{% block main %}{{ shown(text) }}{% endblock %}",
        "{% for n in range(3) %}{{ n }}{% endfor %}{{ range(2) | list }}",
        "{% for one in piece.regions %}{{ one.text }}{{ text }}{{ piece.text }}{{ t('nth', n=number) }}{% endfor %}",
        "{% for one in piece.regions %}{% for s in names %}{{ s }}{{ one.count }}{% endfor %}{{ safe }}{% endfor %}",
        "{% for one in piece.regions %}{{ loop.index }}{{ asset('a.css') }}{% else %}无{% endfor %}",
        "{% for one in piece.regions if one.link %}{{ one.link }}{% endfor %}{% set one = text %}{{ one }}",
        "{% for one in pieces %}{% for two in piece.regions %}{{ one.text }}{{ two.text }}{% endfor %}{% endfor %}",
        "{% macro m(of, by) %}{% for one in of.regions %}{{ by }}{{ one.text }}{% endfor %}{% endmacro %}"
        "{{ m(piece, text) }}{{ m(piece, safe) }}{{ m(piece, number) }}",
    ],
)
def test_what_themes_are_made_of(template: str) -> None:
    templates = {
        "page.html": template,
        "part.html": "甲{{ text }}\n{% macro shown(x) %}\n[{{ x }}{{ text }}]\n{% endmacro %}\n",
        "base.html": "<main>\n{% block main %}\n底{{ number }}\n{% endblock %}\n{% block foot %}脚{% endblock %}",
    }

    for view in (VIEW, OTHER, VIEW):
        assert by_plate(templates, view) == by_jinja(templates, view)


class Head(msgspec.Struct, frozen=True):
    kind: str = "article"
    language: str = "zh-Hans"
    title: str = "甲"


class Framed(msgspec.Struct, frozen=True):
    """A page with what many pages share."""

    head: Head
    site: Piece
    paper: Piece | None
    text: str = "文"


@pytest.mark.parametrize(
    "part",
    [
        "{{ site.text }}{% if paper %}{{ paper.text }}{% for one in paper.regions %}{{ loop.index }}{{ one.text }}"
        "{% endfor %}{% endif %}{{ t('plain') }}",
        "{% if head.kind == 'home' %}{{ site.text }}{% elif head.language == 'en' %}{{ site.count }}{% endif %}",
        "{{ site.text }}{{ asset('a.js') }}{% include 'inner.html' %}",
        "{{ site.text }}{{ head.title }}",
        "{{ site.text }}{{ text }}",
        "{% set one = site.text %}{{ one }}{{ t('nth', n=site.count) }}",
        "{% for site in paper.regions %}{{ site.text }}{{ head.kind }}{% endfor %}",
        "{{ t('plain') }}",
    ],
)
def test_a_part_that_many_pages_share_is_the_page_s_own(part: str) -> None:
    first, second, paper = Piece("站 & 点", 1), Piece("站 & 点", 2), Piece("报", 3, "", REGIONS)
    templates = {
        "page.html": "<{{ head.title }}{% include 'part.html' %}>",
        "part.html": part,
        "inner.html": "[{{ paper.text if paper else head.kind }}]",
    }
    fields = [field.name for field in msgspec.structs.fields(Framed)]
    source = cast(sheets(templates), WORDS, "page.html", fields)
    page = environment(sheets(templates)).get_template("page.html")

    def told(key: str, **facts: object) -> str:
        return WORDS[key].format_map(facts)

    for view in (
        Framed(Head(), first, paper),
        Framed(Head(title="乙"), first, paper, "另文"),
        Framed(Head(kind="home"), first, paper),
        Framed(Head(language="en"), second, paper),
        Framed(Head(), first, Piece("别报") if part.startswith("{% for") else None),
    ):
        for version in ("1", "2"):

            def linked(file: str, version: str = version) -> str:
                return f"{file}?v={version}"

            facts = {name: getattr(view, name) for name in fields}
            assert struck(source)(view, linked, WORDS) == page.render(**facts, t=told, asset=linked)


def test_what_stands_is_printed_once() -> None:
    class Counted(msgspec.Struct, frozen=True):
        seen: list[str]

        def told(self) -> str:
            self.seen.append("once")
            return "甲"

    class Map(msgspec.Struct, frozen=True):
        regions: tuple[Counted, ...]

    def view(*regions: Counted) -> View:
        return View(piece=Map(regions))  # type: ignore[arg-type]

    template = {"page.html": "{% for one in piece.regions %}{{ one.told() }}{{ number }}{% endfor %}"}
    first, second = Counted([]), Counted([])
    plate = struck(cast(sheets(template), WORDS, "page.html", FIELDS))

    assert [plate(view(first, second), asset, WORDS) for _ in range(3)] == ["甲3甲3"] * 3
    assert (first.seen, second.seen) == (["once"], ["once"])


@pytest.mark.parametrize(
    "template",
    [
        "{{ text | upper }}",
        "{% filter upper %}a{% endfilter %}",
        "{{ text is defined }}",
        "{% include text %}",
        "{{ t('unknown') }}",
        "{{ text if number > 9 }}",
        "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}a{% endcall %}",
        "{% for one in pieces recursive %}{{ one.text }}{% endfor %}",
        "{{ text.__class__ }}",
        "{{ text.format(1) }}",
        "{{ text.\uff3f\uff3fclass\uff3f\uff3f }}",
        "{% set text = 1 %}{{ text }}",
        "{% include 'page.html' %}",
    ],
)
def test_what_is_left_to_jinja(template: str) -> None:
    assert cast(sheets({"page.html": template}), WORDS, "page.html", FIELDS) == ""


def test_what_python_has_no_room_for_is_left_to_jinja() -> None:
    deep = "{% for one in pieces if one %}" * 30 + "甲" + "{% endfor %}" * 30

    with pytest.raises(Uncast):
        by_plate({"page.html": deep})


@pytest.mark.parametrize(
    "template",
    [
        "{{ unknown }}",
        "{{ text.unknown }}",
        "{{ pieces[7] }}",
        "{{ names[text] }}",
        "{{ [] | min }}",
        "{{ nothing.text }}",
    ],
)
def test_what_is_not_there_stops_a_plate(template: str) -> None:
    with pytest.raises((Uncast, AttributeError, IndexError, TypeError)):
        by_plate({"page.html": template})


texts = st.sampled_from(["'<'", "'甲'", "text", "empty", "safe", "piece.text", "one.text", "t('plain')", "m(number)"])
numbers = st.sampled_from(["1", "number", "share", "piece.count", "one.count", "pieces | length", "loop.index", "i"])
expressions = st.recursive(
    texts | numbers | st.sampled_from(["names", "pieces", "nothing", "not empty", "names[0]", "loop.first"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["~", "or", "and", "==", "+", "in"]), inner).map(
            lambda of: f"({' '.join(of)})"
        ),
        st.tuples(inner, inner, inner).map(lambda of: f"({of[0]} if {of[1]} else {of[2]})"),
        inner.map(lambda of: f"t('nth', n={of})"),
        inner.map(lambda of: f"m({of})"),
        inner.map(lambda of: f"([{of}, text] | join(', '))"),
    ),
    max_leaves=4,
)


def bodies(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A template's text with statements around others."""
    return st.one_of(
        st.tuples(expressions, inner, inner).map(
            lambda of: f"{{% if {of[0]} %}}\n{of[1]}{{% else %}}{of[2]}{{% endif %}}"
        ),
        inner.map(lambda of: f"{{% for one in pieces %}}{of}{{% endfor %}}"),
        st.tuples(expressions, inner).map(
            lambda of: f"{{% for i in range(2) if {of[0]} %}}{of[1]}{{% else %}}无{{% endfor %}}"
        ),
        expressions.map(lambda of: f"{{% set named = {of} %}}{{{{ named }}}}"),
        inner.map(lambda of: f"{{% for one in piece.regions %}}{of}{{% endfor %}}"),
        st.tuples(inner, inner).map("".join),
        st.just("{% include 'part.html' %}"),
    )


templates = st.recursive(
    st.one_of(expressions.map(lambda of: f"{{{{ {of} }}}}"), st.just("文 & <\n")), bodies, max_leaves=6
)


@given(templates)
def test_a_plate_prints_what_jinja_prints(body: str) -> None:
    macro = "{% macro m(x, y=2) %}[{{ x }}{{ y }}]{% endmacro %}"
    made = {
        "page.html": macro + body,
        "part.html": "{{ text }}{{ m(1) }}{% for one in pieces %}{{ loop.index }}{% endfor %}",
    }
    for view in (VIEW, OTHER):
        try:
            printed = by_plate(made, view)
        except Exception:
            continue  # then Jinja is asked
        if printed is not None:
            assert printed == by_jinja(made, view)


@given(st.floats())
def test_a_number_is_spelt_as_ever_after_others_that_are_equal(share: float) -> None:
    for number in (0.0, share, -0.0, -share, share):
        assert by_plate({"page.html": "{{ share }}"}, View(share=number)) == str(number)
