"""Jinja compiles a theme's templates only where its compiler may see what its parser did not: no fault is missed."""

from __future__ import annotations

import jinja2
from hypothesis import given
from hypothesis import strategies as st

from site_builder.press.template_checks import check
from site_builder.press.templates import Sheets, environment
from site_builder.press.theme_files import Source
from tests.press.printed import broadsheet

PIECES = st.sampled_from(
    [
        "{% extends 'base.html' %}",
        "{% block body %}",
        "{% block foot %}",
        "{% endblock %}",
        "{{ super() }}",
        "{% if view.a is defined %}",
        "{% if view is odd_one %}",
        "{% else %}",
        "{% endif %}",
        "{% for loop in view.all %}",
        "{% for one in view.all if one %}",
        "{% endfor %}",
        "{{ loop.index }}",
        "{{ one | upper }}",
        "{{ one | attr('x') }}",
        "{{ one | unheard_of }}",
        "{{ caller() }}",
        "{% macro part(caller, other) %}",
        "{% macro piece(one=1) %}",
        "{% endmacro %}",
        "{% call part(1) %}",
        "{% endcall %}",
        "{% filter upper %}",
        "{% filter unheard_of %}",
        "{% endfilter %}",
        "{% set loop = 1 %}",
        "{% set here = view.a %}",
        "{% include 'foot.html' %}",
        "{% from 'foot.html' import part %}",
        "{% import 'foot.html' as foot %}",
        "words\n",
    ]
)


@given(st.lists(PIECES, max_size=9).map("".join))
def test_what_jinja_does_not_take_is_found(text: str) -> None:
    sources = {"page.html": Source("page.html", text)}
    try:
        environment(Sheets(sources)).get_template("page.html")
        refused = []
    except jinja2.TemplateSyntaxError as error:
        refused = [(error.message or "", error.lineno)]

    found = [problem for problem in check(sources, {}, frozenset(), {}) if problem.code == "T017"]

    assert [(problem.facts["fault"], problem.place.line) for problem in found] == refused


def test_one_template_extended_twice_is_found() -> None:
    again = "{% extends 'base.html' %}"
    text = f"{again}{{% block body %}}{again}{{% endblock %}}"

    found = check({"page.html": Source("page.html", text)}, {}, frozenset(), {})

    assert "T017" in [problem.code for problem in found]


def test_the_shipped_templates_need_no_compiling() -> None:
    from site_builder.press import template_checks

    doubtful = [name for name, source in broadsheet().sheets.items() if template_checks._asked(source.text).doubtful]

    assert doubtful == []
