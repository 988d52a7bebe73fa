"""Which of the found articles a reader wants to see, and how many there are of each kind; the twin of filters.js."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import msgspec

from site_builder.search.shelf import Shelf


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader wants to see. Of several values of one kind any will do; every kind has to be met."""

    from_: str = msgspec.field(default="", name="from")
    """`2019`, `2019-04` or `2019-04-19`, itself counted."""

    to: str = ""
    pages: tuple[str, ...] = ()
    """As in the addresses: `01`."""

    papers: tuple[str, ...] = ()
    """Ids."""

    columns: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


NO_FILTERS = Filters()


class Filtered(msgspec.Struct, frozen=True, kw_only=True):
    """What passes, and the counts; a count is taken of what passes all other filters."""

    docs: list[int]
    """Ascending."""

    years: Mapping[str, int]
    months: Mapping[str, int]
    pages: Sequence[tuple[str, int, str]]
    """Number, how many, and the name it mostly has; the most first, as in the others."""

    papers: Sequence[tuple[str, int]]
    columns: Sequence[tuple[str, int]] = ()
    types: Sequence[tuple[str, int]] = ()


def filtered(shelf: Shelf, docs: Collection[int], filters: Filters, *, facets: bool) -> Filtered:
    """The articles that pass every filter, and the counts of them; with `facets` those of columns and types too."""
    sets = {
        name: frozenset().union(*(shelf.facet(letter + value) for value in values))
        for name, letter, values in (
            ("columns", "c", filters.columns),
            ("types", "t", filters.types),
            ("people", "p", filters.people),
        )
        if values
    }
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("years", "months", "papers", "pages")}
    names: dict[str, Counter[str]] = {}
    passing: dict[str, list[int]] = {"": [], "columns": [], "types": []}
    for number in sorted(docs):
        spot = shelf.spot(number)
        failed = {name for name, kept in sets.items() if number not in kept}
        if spot.date[: len(filters.from_)] < filters.from_ or (
            filters.to and spot.date[: len(filters.to)] > filters.to
        ):
            failed.add("date")
        if filters.papers and spot.paper not in filters.papers:
            failed.add("papers")
        if filters.pages and spot.page not in filters.pages:
            failed.add("pages")
        if failed <= {"date"}:
            counts["years"][spot.date[:4]] += 1
            counts["months"][spot.date[:7]] += 1
        if failed <= {"papers"}:
            counts["papers"][spot.paper] += 1
        if failed <= {"pages"}:
            counts["pages"][spot.page] += 1
            names.setdefault(spot.page, Counter())[spot.page_name] += 1
        for name, kept in passing.items():
            if failed <= ({name} if name else set()):
                kept.append(number)
    return Filtered(
        docs=passing[""],
        years=dict(sorted(counts["years"].items())),
        months=dict(sorted(counts["months"].items())),
        pages=[(page, many, _ranked(names[page])[0][0]) for page, many in _ranked(counts["pages"])],
        papers=_ranked(counts["papers"]),
        columns=_facet(shelf, "c", passing["columns"]) if facets else (),
        types=_facet(shelf, "t", passing["types"]) if facets else (),
    )


def _facet(shelf: Shelf, letter: str, docs: Sequence[int]) -> list[tuple[str, int]]:
    among = set(docs)
    counts = {key[1:]: len(among & kept) for key, kept in shelf.facets(letter).items()}
    return _ranked({value: many for value, many in counts.items() if many})


def _ranked(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
