"""Layout: every story of a page stands in exactly one box, wherever it was measured and however long it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from site_builder.newspaper.model import ArticleType
from site_builder.press.fitting import fit
from site_builder.press.layout import Area, Box, lay_out, measured
from site_builder.press.measuring import Piece, measure, weights
from site_builder.press.page_map import HEIGHT, WIDTH, page_map


def piece(number: int, *, characters: int = 400, area: Area | None = None, **facts: object) -> Piece:
    told: dict[str, object] = {"type": ArticleType.ARTICLE, "headline": ("河水在清早退了两指",)}
    return Piece(
        id=f"01-{number:02}",
        order=number,
        paragraphs=(characters,) if characters else (),
        area=area,
        **(told | facts),  # type: ignore[arg-type]  # tests know the fields
    )


PERCENT = st.floats(0, 100, allow_nan=False)
PIECES = st.lists(
    st.tuples(
        st.integers(0, 12_000),
        st.sampled_from(ArticleType),
        st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=3),
        st.none() | st.tuples(PERCENT, PERCENT, PERCENT, PERCENT),
        st.sampled_from([0.0, 0.5, 3.0]),
        st.booleans(),
    ),
    min_size=1,
    max_size=40,
).map(
    lambda told: [
        piece(at, characters=length, type=kind, headline=tuple(lines), area=area, aspect=aspect, lead=lead)
        for at, (length, kind, lines, area, aspect, lead) in enumerate(told, 1)
    ]
)


def stories(box: Box) -> list[Box]:
    return [box] if box.piece else [story for inner in box.boxes for story in stories(inner)]


def side_by_side(box: Box) -> list[Box]:
    return ([box] if box.kind == "columns" else []) + [found for inner in box.boxes for found in side_by_side(inner)]


@given(PIECES)
def test_every_story_stands_in_one_box(pieces: list[Piece]) -> None:
    box = lay_out(pieces, weights(pieces))

    assert box is not None
    assert sorted(story.id for story in box.pieces()) == [piece.id for piece in pieces]
    assert all(story.width >= 2 for story in stories(box))
    assert all(sum(inner.width for inner in row.boxes) == row.width for row in side_by_side(box))


@given(PIECES)
def test_every_story_is_fitted_and_mapped(pieces: list[Piece]) -> None:
    heaviness = weights(pieces)
    box = lay_out(pieces, heaviness)
    assert box is not None
    fits = fit(box, heaviness, measured=measured(pieces))
    drawn = page_map(box, fits, id="m", number="1", masthead="试报", current="01-01", href=lambda id_: f"{id_}.html")

    assert sorted(fits) == [piece.id for piece in pieces]
    assert all(found.lines >= 0 and found.width for found in fits.values())
    assert [region.number for region in drawn.regions] == list(range(1, len(pieces) + 1))
    assert all(region.x >= -1 and region.x + region.width <= WIDTH + 1 for region in drawn.regions)
    assert all(region.y >= -1 and region.y + region.height <= HEIGHT + 1 for region in drawn.regions)
    assert drawn.schematic is not measured(pieces)


def test_measured_areas_become_the_boxes_they_were() -> None:
    """雁洲 2021-03-19, page 1: the lead over a second story on the left, a column of two on the right."""
    pieces = [
        piece(1, area=(0, 14, 64, 50), lead=True),
        piece(2, area=(64, 14, 36, 58)),
        piece(3, area=(0, 64, 64, 36)),
        piece(4, area=(64, 72, 36, 28)),
    ]
    box = lay_out(pieces, weights(pieces))

    assert box is not None
    assert box.kind == "columns"
    assert [inner.width for inner in box.boxes] == [8, 4]
    assert [[story.id for story in inner.pieces()] for inner in box.boxes] == [["01-01", "01-03"], ["01-02", "01-04"]]


def test_areas_that_no_straight_line_parts_are_laid_out_by_order() -> None:
    pinwheel = [
        piece(1, area=(0, 0, 60, 40)),
        piece(2, area=(60, 0, 40, 60)),
        piece(3, area=(40, 60, 60, 40)),
        piece(4, area=(0, 40, 40, 60)),
        piece(5, area=(40, 40, 20, 20)),
    ]
    box = lay_out(pinwheel, weights(pinwheel))

    assert box is not None
    assert len(box.pieces()) == 5


def test_a_page_without_stories_has_no_boxes() -> None:
    assert lay_out([], {}) is None


def test_one_lead_a_page() -> None:
    pieces = [piece(1, lead=True), piece(2, lead=True), piece(3), piece(4, characters=80)]

    assert weights(pieces) == {"01-01": 1, "01-02": 2, "01-03": 2, "01-04": 4}


def test_a_long_text_beside_a_short_one_is_cut_and_the_short_one_is_not() -> None:
    pieces = [piece(1, characters=6_000, area=(0, 0, 60, 100)), piece(2, characters=700, area=(60, 0, 40, 100))]
    heaviness = weights(pieces)
    box = lay_out(pieces, heaviness)
    assert box is not None
    fits = fit(box, heaviness, measured=True)

    assert not fits["01-01"].whole
    assert fits["01-02"].whole
    assert abs(fits["01-01"].height - fits["01-02"].height) < 120, "they end together"


def test_a_measure_counts_lines_of_the_column() -> None:
    height = measure(piece(1, characters=590), 4, 3)

    assert height.columns == 1
    assert height.lines == -(-592 // height.measure)
