"""The lists of a paper's names: columns, people, series and places, one page while they are few.

Long lists are divided by letters: each letter has a page, its address for ever, and goes on in numbered parts where
it is long itself; the first page then shows the letters, the characters many names begin with, and who is met most.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from site_builder.press import routes
from site_builder.press.entries import SHOWN, Name, chunks
from site_builder.press.frame import ShelfFacts
from site_builder.press.name_groups import frequent, grouped

OTHER = "other"
"""What the page of names without a letter is called in its address."""

NAMES_AN_ENTRY = 4
"""So many names take the room of one entry of a list."""

FOLDERS = {"column": "columns", "person": "people", "editor": "editors", "series": "series", "place": "places"}
"""What a name is → the folder its letters stand in."""

LISTS = {
    "column": routes.column,
    "person": routes.person,
    "editor": routes.editor,
    "series": routes.series,
    "place": routes.place,
}
"""What a name is → the address of its list, by paper, name and number."""

INDEXES = {
    "columns": routes.columns,
    "people": routes.people,
    "serials": routes.serials,
    "places": routes.places,
}
"""Kind of list of names → its address."""


class First(msgspec.Struct, frozen=True, kw_only=True):
    """A character that many names of a letter begin with."""

    text: str
    count: int
    number: int
    """The part of the letter's page the first of them stands on."""


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """A letter of a long list."""

    letter: str
    """A to Z, or other."""

    count: int = 0
    """How many names it has; 0 where nobody is to know, so that one name more reprints one letter."""

    firsts: tuple[First, ...] = ()


class NamesFront(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """All columns, people, series or places of a paper; of many their letters, or the names of one letter."""

    kind: str
    """columns, people, serials or places."""

    of: str
    """What the names are: column, person, editor, series or place."""

    shelf: ShelfFacts
    names: tuple[Name, ...]
    """All names, or those of the letter; where only letters are shown, those with most articles."""

    count: int
    """How many names there are, of a letter how many it has."""

    editors: tuple[Name, ...] = ()
    """Beside the people: those who edited its 版, unless they are many."""

    editor_letters: tuple[Letter, ...] = ()
    """Their letters, if they are."""

    letter: str = ""
    """The letter whose names are shown; empty on the first page."""

    letters: tuple[Letter, ...] = ()
    """All letters of a long list."""

    before: str = ""
    after: str = ""
    """Output paths of the parts or letters before and after."""

    number: int = 1
    total: int = 1
    year: str = ""
    """The latest year of the paper."""


def names_path(front: NamesFront) -> str:
    """The output path of a list of names."""
    if front.letter:
        return routes.letter(front.shelf.id, FOLDERS[front.of], front.letter, front.number)
    return INDEXES[front.kind](front.shelf.id)


def names_of(gathered: Mapping[str, Sequence[object]], titles: Mapping[str, str] | None = None) -> tuple[Name, ...]:
    """The names of what was gathered, each with its count; `titles` are what ids are called."""
    return tuple(
        Name(text=titles[name] if titles else name, count=len(found), key=name if titles else "")
        for name, found in sorted(gathered.items())
    )


def plan_names(
    kind: str, of: str, facts: ShelfFacts, names: tuple[Name, ...], year: str, size: int, editors: tuple[Name, ...] = ()
) -> Iterator[NamesFront]:
    """The list of some names, and the pages of its letters if there are more than `size`."""
    letters = _letters(names, of, size) if len(names) > size else ()
    editor_letters = _letters(editors, "editor", size) if len(editors) > size else ()
    yield NamesFront(
        kind=kind,
        of=of,
        shelf=facts,
        names=tuple(sorted(names, key=lambda name: (-name.count, name.text))[:SHOWN]) if letters else names,
        count=len(names),
        editors=() if editor_letters else editors,
        editor_letters=editor_letters,
        letters=letters,
        year=year,
    )
    if letters:
        yield from _pages(kind, of, facts, names, year, size)
    if editor_letters:
        yield from _pages(kind, "editor", facts, editors, year, size)


def _pages(
    kind: str, of: str, facts: ShelfFacts, names: tuple[Name, ...], year: str, size: int
) -> Iterator[NamesFront]:
    cut = [
        (letter or OTHER, number, len(parts), len(members), part)
        for letter, members in grouped(names, people=is_person(of))
        for parts in [chunks(members, size)]
        for number, part in enumerate(parts, 1)
    ]
    letters = tuple(Letter(letter=letter) for letter in dict.fromkeys(letter for letter, *_ in cut))
    paths = [routes.letter(facts.id, FOLDERS[of], letter, number) for letter, number, *_ in cut]
    for at, (letter, number, total, count, part) in enumerate(cut):
        yield NamesFront(
            kind=kind,
            of=of,
            shelf=facts,
            names=part,
            count=count,
            letter=letter,
            letters=letters,
            before=paths[at - 1] if at else "",
            after=paths[at + 1] if at + 1 < len(paths) else "",
            number=number,
            total=total,
            year=year,
        )


def _letters(names: tuple[Name, ...], of: str, size: int) -> tuple[Letter, ...]:
    return tuple(
        Letter(letter=letter or OTHER, count=len(members), firsts=tuple(_firsts(members, size)))
        for letter, members in grouped(names, people=is_person(of))
    )


def _firsts(members: Sequence[Name], size: int) -> Iterator[First]:
    at: dict[str, int] = {}
    for place, name in enumerate(members):
        at.setdefault(name.text[:1], place)
    for text, count in frequent(members):
        yield First(text=text, count=count, number=at[text] // size + 1)


def is_person(of: str) -> bool:
    """Whether names of that kind are read as those of people."""
    return of in ("person", "editor")
