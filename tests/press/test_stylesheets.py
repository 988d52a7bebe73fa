"""Stylesheets as they are sent mean what they meant."""

from __future__ import annotations

import pytest

from site_builder.press.stylesheets import condensed


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("a { color: red ; }\n\n/* why */\nb{}", "a{color:red}b{}"),
        ("/*! licence */\na { b: c }", "/*! licence */ a{b:c}"),
        ('a::before { content: "; } /* no comment */  x"; }', 'a::before{content:"; } /* no comment */  x"}'),
        ("a :is(b, c) > d + e { width: calc(1px + 2 * 3%) }", "a :is(b,c) > d + e{width:calc(1px + 2 * 3%)}"),
        ("@media (width < 40rem) and (hover) { a { --x: 1 2 } }", "@media (width < 40rem) and (hover){a{--x:1 2}}"),
        ("a { background: url(data:image/svg+xml;a, b) }", "a{background:url(data:image/svg+xml;a, b)}"),
        ("a{font:400 1rem/1.2 'A  B',serif}", "a{font:400 1rem/1.2 'A  B',serif}"),
    ],
)
def test_only_what_people_need_is_left_out(typed: str, sent: str) -> None:
    assert condensed(typed.encode()).decode() == sent + "\n"
    assert condensed(sent.encode()).decode() == sent + "\n"
