"""Text for XML is escaped as Python's own library does it."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from hypothesis import given
from hypothesis import strategies as st

from site_builder.press.xml_text import attribute, text

TEXTS = st.text(st.sampled_from([*"<>&\"' \t\n\r甲乙", "\x00", "\x0b", "\ud800", "\uffff", "𠮷"]), max_size=20)


@given(TEXTS)
def test_it_is_escaped_as_python_does_it(told: str) -> None:
    held = re.sub("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]", "", told)

    assert text(told) == escape(held)
    assert attribute(told) == quoteattr(re.sub("[\t\n]", "", held))
