"""The shortcut for plain paragraphs gives the tree that the parser gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.exports import markup
from site_builder.exports.markup import Element, plain_tree


def told(element: Element) -> tuple[object, ...]:
    """A tree as it compares."""
    children = tuple(child if isinstance(child, str) else told(child) for child in element.children)
    return element.tag, dict(element.attributes), children


def parsed(html: str) -> Element:
    return markup._Builder(html).root


@pytest.mark.parametrize(
    "html",
    [
        "<p>甲</p>",
        '<p id="p1" class="a-b c">甲 &amp; 乙&#x4e19;&nbsp;&notit;\n</p>',
        "<p></p>",
        "<li>a > b &lt; c</li>",
    ],
)
def test_a_plain_paragraph(html: str) -> None:
    found = plain_tree(html)

    assert found is not None
    assert told(found) == told(parsed(html))


@pytest.mark.parametrize(
    "html", ["<p>甲<br>乙</p>", "<br></br>", "<script>a</script>", "甲", "<p>甲</b>", "<p>甲</p>乙"]
)
def test_anything_else_is_parsed(html: str) -> None:
    assert plain_tree(html) is None


pieces = st.sampled_from(
    ["<p>", "<p ", ' id="p1"', ' id="a&amp;b"', ">", "</p>", "甲", "&amp;", "&", ";", "<", "\n", "p", "<B>"]
)


@given(st.lists(pieces, max_size=8).map("".join) | st.text(max_size=12).map(lambda text: f"<p>{text}</p>"))
def test_the_shortcut_is_the_parser(html: str) -> None:
    found = plain_tree(html)

    assert found is None or told(found) == told(parsed(html))
