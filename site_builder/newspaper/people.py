"""The people an archive knows by name: what its people.yaml says, so that their names are words of the search."""

from __future__ import annotations

import msgspec


class KnownPerson(msgspec.Struct, frozen=True, kw_only=True):
    """Someone the paper writes about or who writes for it."""

    name: str
    also: tuple[str, ...] = ()
    """Other spellings and names: 笔名, 曾用名, what a misprint made of it."""

    note: str = ""
    """Who it is; for the people who look after the archive."""


class People(msgspec.Struct, frozen=True, kw_only=True):
    """The people of a paper."""

    people: tuple[KnownPerson, ...]

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every name in every spelling, in order."""
        return tuple(sorted({name for person in self.people for name in (person.name, *person.also)}))
