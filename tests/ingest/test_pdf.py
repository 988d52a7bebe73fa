"""Born-digital PDFs are read column by column; scans, locked, cut-off and damaged ones are told by name."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.errors import Severity, wording
from site_builder.sources.pdf_columns import Fragment, reading_order
from site_builder.sources.reading import read
from tests.ingest.tiny_pdf import Set, tiny_pdf

LEFT = ["渡口的老航标灯昨天重新", "点亮，三十多位退休的船", "工站在堤上看着灯光。"]
MIDDLE = ["站长说，灯是从仓库里找", "出来的，玻璃没有坏，只", "是换了里面的线路。"]
RIGHT = ["从今天起每天傍晚六点开", "灯，早上六点关灯，全年", "不停。记者孟小舟报道。"]
HEAD = "北门渡口又亮灯三十位老船工同看江面"


def column(lines: list[str], left: float, top: float) -> list[Set]:
    """Lines of ten points, fourteen apart."""
    return [Set(left, top - 14 * at, line) for at, line in enumerate(lines)]


def page() -> list[Set]:
    """A heading over three columns, and below them two columns more."""
    upper = [*column(LEFT, 40, 700), *column(MIDDLE, 170, 700), *column(RIGHT, 300, 700)]
    lower = [*column(MIDDLE, 40, 560), *column(LEFT, 170, 560)]
    return [Set(40, 740, HEAD, 20), *upper, *lower]


def test_columns_are_read_from_the_left_within_bands() -> None:
    lines = page()

    got, problems = read(tiny_pdf([sorted(lines, key=lambda one: (-one.y, one.left))]), "a.pdf", "source/a.pdf")

    assert problems == []
    assert got is not None
    assert got.source.text.split() == ["#", HEAD, *LEFT, *MIDDLE, *RIGHT, *MIDDLE, *LEFT]


def test_the_text_is_kept_beside_the_file_and_lines_count_in_it() -> None:
    got, _ = read(tiny_pdf([page(), column(LEFT, 40, 700)]), "a.pdf", "source/a.pdf", base=7, number=2)

    assert got is not None
    assert got.source.file == "source/a.pdf.txt"
    assert got.kept == {"source/a.pdf.txt": got.source.text.encode()}
    assert [len(lines) for lines in got.pages] == [16, 3]
    last = got.pages[1][-1]
    assert got.source.text.split("\n")[last.number - 1] == last.text.string == LEFT[-1]
    assert (last.source, last.text.place()) == (2, 7 + got.source.text.rindex(LEFT[-1]))


def test_words_set_piece_by_piece_are_one_line() -> None:
    pieces = [Set(40 + 20 * at, 700, LEFT[0][2 * at : 2 * at + 2]) for at in range(6)]

    got, _ = read(tiny_pdf([pieces]), "a.pdf", "source/a.pdf")

    assert got is not None
    assert got.source.text == LEFT[0]


def test_a_scan_is_sent_to_the_tools_that_read_scans() -> None:
    got, problems = read(tiny_pdf([[], []]), "scan.pdf", "source/scan.pdf")

    assert got is None
    assert [(one.code, one.severity, one.facts) for one in problems] == [("I210", Severity.ERROR, {"count": "2"})]
    for language in wording.LANGUAGES:
        assert "Tesseract" in wording.hint(problems[0], language)
        assert "PaddleOCR" in wording.hint(problems[0], language)


def test_pages_without_a_text_are_named_and_the_others_keep_their_numbers() -> None:
    got, problems = read(tiny_pdf([column(LEFT, 40, 700), [], column(RIGHT, 40, 700)]), "a.pdf", "source/a.pdf")

    assert got is not None
    assert got.numbers == (0, 2)
    assert [(one.code, one.severity, one.facts) for one in problems] == [("I211", Severity.DOUBT, {"count": "2"})]


def test_a_font_that_names_no_characters_is_told() -> None:
    got, problems = read(tiny_pdf([page()], named=False), "a.pdf", "source/a.pdf")

    assert got is None
    assert [one.code for one in problems] == ["I214"]


def test_a_text_layer_that_is_no_text_is_told() -> None:
    noise = [[Set(40, 700, "\ue001\ue002\ue003\ue004\ue005\ue006\ue007\ue008\ue009")]]

    got, problems = read(tiny_pdf(noise), "a.pdf", "source/a.pdf")

    assert got is None
    assert [one.code for one in problems] == ["I214"]


def test_a_heading_over_two_of_three_columns_parts_what_is_above_it() -> None:
    upper = [*column(LEFT, 40, 700), *column(MIDDLE, 170, 700), *column(RIGHT, 300, 700)]
    lower = [*column(RIGHT, 40, 610), *column(LEFT, 170, 610), *column(MIDDLE, 300, 610)]

    got, _ = read(tiny_pdf([[*upper, Set(40, 640, HEAD[:12], 18), *lower]]), "a.pdf", "source/a.pdf")

    assert got is not None
    assert got.source.text.split() == [*LEFT, *MIDDLE, *RIGHT, "#", HEAD[:12], *RIGHT, *LEFT, *MIDDLE]


def test_two_pieces_side_by_side_are_read_one_after_the_other() -> None:
    one = [Set(40, 730, HEAD[:6], 18), *column(LEFT, 40, 700)]
    two = [Set(190, 730, HEAD[6:12], 18), *column(RIGHT, 190, 700)]

    got, _ = read(tiny_pdf([[*one, *two]]), "a.pdf", "source/a.pdf")

    assert got is not None
    assert got.source.text.split() == ["#", HEAD[:6], *LEFT, "#", HEAD[6:12], *RIGHT]


def test_lines_set_by_line_feeds_are_lines() -> None:
    got, _ = read(tiny_pdf([[Set(40, 700, "\n".join(LEFT)), Set(200, 700, "\n".join(RIGHT))]]), "a.pdf", "source/a.pdf")

    assert got is not None
    assert got.source.text.split() == [*LEFT, *RIGHT]


def test_signs_of_radicals_are_read_as_the_characters_they_look_like() -> None:
    got, problems = read(tiny_pdf([[Set(40, 700, "北⻔渡⼝的⽼船⼯又来看灯")]]), "a.pdf", "source/a.pdf")

    assert got is not None
    assert got.source.text == "北门渡口的老船工又来看灯"
    assert [(one.code, one.facts) for one in problems] == [("I217", {"count": "4"})]


def test_a_locked_file_is_told() -> None:
    got, problems = read(tiny_pdf([page()], locked=True), "a.pdf", "source/a.pdf")

    assert got is None
    assert [one.code for one in problems] == ["I212"]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_file_that_was_cut_off_is_told_by_name(share: float) -> None:
    data = tiny_pdf([page()])

    got, problems = read(data[: int(len(data) * share)], "cut.pdf", "source/cut.pdf")

    assert got is None
    assert [(one.code, str(one.place)) for one in problems] == [("I213", "cut.pdf")]


def test_without_pypdf_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)

    got, problems = read(tiny_pdf([page()]), "a.pdf", "source/a.pdf")

    assert got is None
    assert [one.code for one in problems] == ["I215"]
    assert 'pip install "site-builder[pdf]"' in wording.hint(problems[0], "en")


WHOLE = tiny_pdf([page()])


@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=30))
@settings(max_examples=80, deadline=None)
def test_a_damaged_file_is_a_text_or_a_problem(changes: list[tuple[int, int]]) -> None:
    data = bytearray(WHOLE)
    for at, value in changes:
        data[at] = value

    got, problems = read(bytes(data), "a.pdf", "source/a.pdf")

    assert got is not None or any(one.severity is Severity.ERROR for one in problems)


numbers = st.floats(-500, 2000, allow_nan=False)
fragments = st.builds(
    Fragment, numbers, numbers, numbers, st.floats(0.1, 80), st.text("一二三 ab", min_size=1, max_size=4)
)


def upright(lines: list[str], right: float, top: float) -> list[Set]:
    """Vertical lines of ten points, the first on the right, sixteen apart."""
    return [
        Set(right - 16 * at, top - 10 * down, character)
        for at, line in enumerate(lines)
        for down, character in enumerate(line)
    ]


def test_a_page_in_vertical_lines_is_read_from_the_right_and_told() -> None:
    got, problems = read(tiny_pdf([[*upright(LEFT, 500, 700), *upright(RIGHT, 500, 500)]]), "a.pdf", "source/a.pdf")

    assert got is not None
    assert got.source.text.split() == [*LEFT, *RIGHT]
    assert [(one.code, one.severity, one.facts) for one in problems] == [("I218", Severity.DOUBT, {"count": "1"})]


def test_first_lines_that_are_set_in_keep_their_two_squares() -> None:
    lines = [
        Set(60, 700, LEFT[0]),
        *column([*LEFT[1:], *MIDDLE], 40, 686),
        Set(60, 616, RIGHT[0]),
        Set(40, 602, RIGHT[1]),
    ]

    got, _ = read(tiny_pdf([lines]), "a.pdf", "source/a.pdf")

    assert got is not None
    assert [line.text.string for line in got.pages[0] if line.indent == 2] == [LEFT[0], RIGHT[0]]


def test_a_space_between_squares_is_kept_and_the_white_of_a_justified_line_is_none() -> None:
    parted = [Set(40, 700, "北门渡口"), Set(82.8, 700, "又亮灯")]
    stretched = [Set(40 + 12.5 * at, 680, character) for at, character in enumerate(LEFT[0])]

    got, _ = read(tiny_pdf([[*parted, *stretched]]), "a.pdf", "source/a.pdf")

    assert got is not None
    assert got.source.text.split("\n") == ["北门渡口 又亮灯", LEFT[0]]


def test_sizes_tell_kicker_headline_and_deck() -> None:
    head = [Set(40, 760, "停了十七年之后", 14), Set(40, 735, HEAD[:7], 24), Set(40, 715, HEAD[7:], 15)]

    got, _ = read(tiny_pdf([[*head, *column(LEFT, 40, 690)]]), "a.pdf", "source/a.pdf")

    assert got is not None
    assert [(line.level, line.text.string) for line in got.pages[0]][:4] == [
        (2, "停了十七年之后"),
        (1, HEAD[:7]),
        (2, HEAD[7:]),
        (0, LEFT[0]),
    ]


def test_words_that_look_like_marks_stay_words_where_there_are_headings() -> None:
    got, _ = read(
        tiny_pdf([[Set(40, 730, HEAD, 20), *column(["# 一号", "*甲乙*丙", *LEFT], 40, 700)]]), "a.pdf", "a.pdf"
    )

    assert got is not None
    assert got.source.text.split("\n")[2:4] == ["\\# 一号", "\\*甲乙\\*丙"]


def test_a_gutter_of_half_a_square_is_one_where_it_runs_down_many_lines() -> None:
    lines = [*column([*LEFT, *MIDDLE], 40, 700), *column([*RIGHT, *LEFT], 156, 700)]

    got, _ = read(tiny_pdf([lines]), "a.pdf", "source/a.pdf")

    assert got is not None
    assert got.source.text.split() == [*LEFT, *MIDDLE, *RIGHT, *LEFT]


def test_a_boxed_story_beside_columns_is_read_by_itself() -> None:
    left = [*column(LEFT, 40, 700), *column(MIDDLE, 170, 700)]
    boxed = [Set(310, 700, HEAD[:8], 16), *column(RIGHT, 310, 672), *column(LEFT, 435, 672)]

    got, _ = read(tiny_pdf([[*left, *boxed]]), "a.pdf", "source/a.pdf")

    assert got is not None
    assert got.source.text.split() == [*LEFT, *MIDDLE, "#", HEAD[:8], *RIGHT, *LEFT]


@given(st.lists(fragments, max_size=40))
@settings(max_examples=200, deadline=None)
def test_no_fragment_is_lost_or_doubled(given_: list[Fragment]) -> None:
    ordered = (
        "".join(line.string.replace("\u3000", "") for part in reading_order(given_) for line in part) if given_ else ""
    )

    assert sorted(ordered.replace(" ", "")) == sorted("".join(one.string for one in given_).replace(" ", ""))
