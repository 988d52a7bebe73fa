"""The table of wide characters against the Unicode data that Python carries."""

from __future__ import annotations

import re
import sys
import unicodedata

from site_builder.press.typesetting.widths import has_cjk, is_ambiguous_punctuation, is_hangul, is_wide

ALL = [chr(point) for point in range(sys.maxunicode + 1) if not 0xD800 <= point < 0xE000]
ASSIGNED = [char for char in ALL if unicodedata.category(char) not in ("Cn", "Co")]


def test_wide_characters_are_in_the_table_unless_they_are_emoji() -> None:
    outside = [
        char
        for char in ASSIGNED
        if unicodedata.east_asian_width(char) in "WFH" and not has_cjk(char) and char != "\u3000"
    ]

    assert {unicodedata.category(char) for char in outside} <= {"So", "Sk", "Sm"}  # emoji, skin tones, ➕
    assert min(outside) == "\u231a"  # ⌚, the first emoji by default


def test_the_table_holds_no_narrow_character_but_hangul() -> None:
    inside = [char for char in ASSIGNED if has_cjk(char) and unicodedata.east_asian_width(char) not in "WFH"]

    widened = re.compile("[\u2630-\u2637\u268a-\u268f\u4dc0-\u4dff\U0001d300-\U0001d376]")  # by Unicode 16: 易经, 筹算

    assert [char for char in inside if "HANGUL" not in unicodedata.name(char) and not widened.match(char)] == []


def test_hangul_is_told_from_the_rest() -> None:
    told = {char for char in ASSIGNED if is_hangul(char)}
    named = {char for char in ASSIGNED if re.search("HANGUL(?!.*TONE MARK)|KOREAN", unicodedata.name(char, ""))}

    assert told ^ named <= {"\u327f"}


def test_quotation_marks_take_the_width_of_their_paragraph() -> None:
    assert is_wide("“", "他说“好”")
    assert not is_wide("“", "he said “yes”")
    assert [char for char in "“”‘’…—·" if not is_ambiguous_punctuation(char)] == []
    assert not is_ambiguous_punctuation(".")
