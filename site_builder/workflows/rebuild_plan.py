"""What a newer import means for each article of an issue: which is which, what may be written, what must wait.

Articles are known again by the source lines they are made of, never by their number: ids stay with their text. When
text moves from one article to another, both change or neither does, so that nothing is printed twice or lost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

import msgspec

from site_builder.manuscript.merging import Clash, Merged, Take, merge
from site_builder.newspaper.model import Article, Furniture, Position, Provenance
from site_builder.workflows.import_base import Base, bare_text, stamp
from site_builder.workflows.rerun import lines_of, owners

Lines = frozenset[tuple[str, int]]


class Standing(StrEnum):
    """What becomes of an article."""

    SAME = "same"
    UPDATED = "updated"
    """Nobody edited it: it is what the new rules make."""

    MERGED = "merged"
    NEW = "new"
    CLASH = "clash"
    GONE = "gone"
    """The new rules give its text to others; a person decides."""

    HELD = "held"
    """Text goes from or to an article that is left as it is."""

    REMOVED = "removed"
    """A person took it out; it stays out."""


class Fate(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of one article."""

    id: str
    standing: Standing
    now: Article | None = None
    """As the import makes it now, under its id; None when it makes none."""

    article: Article | None = None
    """As it is to be written; None when the file is left alone."""

    clashes: tuple[Clash, ...] = ()
    others: tuple[str, ...] = ()
    """Of one that is gone or held: the articles its text goes to or comes from."""


class Trio(msgspec.Struct, frozen=True, kw_only=True):
    """The furniture of a page in the old import, as it stands, and in the new import."""

    old: tuple[Furniture, ...] = ()
    mine: tuple[Furniture, ...] = ()
    new: tuple[Furniture, ...] = ()

    @property
    def standing(self) -> Standing:
        """What becomes of it."""
        if self.new in (self.old, self.mine):
            return Standing.SAME
        return Standing.UPDATED if self.mine == self.old else Standing.CLASH


class _Item(msgspec.Struct, frozen=True, kw_only=True):
    """An article, or the furniture of a page, by the lines it had and has."""

    name: str
    old: Lines
    new: Lines


def plan(
    base: Base,
    current: Mapping[str, Article],
    fresh: Sequence[Article],
    furniture: Mapping[str, Trio],
    take: Mapping[str, Take] | None = None,
    closed: frozenset[str] = frozenset(),
) -> dict[str, Fate]:
    """The fate of every article that an import made or makes, and of the furniture of every page (`furniture 01`).

    `current` are the articles as they stand; `furniture` goes by page. Articles in `closed` cannot be read and are left
    alone. With `take` a person settles the clashes of some, by id.
    """
    before = {
        name: found
        for name in sorted({*base.articles, *current})
        if (found := base.article(name) or current.get(name)) is not None and found.provenance
    }
    old = {name: lines_of(article.provenance) for name, article in before.items()}
    new = [lines_of(article.provenance) for article in fresh]
    known = owners(old, new)
    taken = [*old, *current, *base.articles, *closed]
    fates: dict[str, Fate] = {}
    items: list[_Item] = []
    for index, article in enumerate(fresh):
        if index in known:
            name = known[index]
            now = msgspec.structs.replace(article, id=name, position=before[name].position)
            fates[name] = _fate(name, base, current.get(name), now, (take or {}).get(name))
        else:
            name = _next(article.page, taken)
            taken.append(name)
            now = msgspec.structs.replace(
                article, id=name, position=Position(order=_last(article.page, current, fates))
            )
            fates[name] = Fate(id=name, standing=Standing.NEW, now=now, article=now)
        if name in closed:
            fates[name] = Fate(id=name, standing=Standing.HELD, now=now)
        items.append(_Item(name=name, old=old.get(name, frozenset()), new=new[index]))
    for name in before.keys() - known.values():
        standing = Standing.GONE if name in current else Standing.REMOVED
        fates[name] = Fate(id=name, standing=standing)
        items.append(_Item(name=name, old=old[name], new=frozenset()))
    for page, trio in sorted(furniture.items()):
        fates[f"furniture {page}"] = Fate(id=f"furniture {page}", standing=trio.standing)
        items.append(_Item(name=f"furniture {page}", old=_lines(trio.old), new=_lines(trio.new)))
    held = _held(items, fates)
    return {name: held[name] for name in sorted(held)}


def _fate(name: str, base: Base, mine: Article | None, now: Article, take: Take | None) -> Fate:
    if mine is None:
        return Fate(id=name, standing=Standing.REMOVED, now=now)
    before = base.article(name, mine.imported)
    if before is None and is_untouched(mine):
        before = mine
    # Suspicions rest on the whole archive, which a rebuild of some issues does not read: they stay as they are.
    now = msgspec.structs.replace(now, suspected=(before or mine).suspected)
    if bare_text(now) == bare_text(before or mine):
        return Fate(id=name, standing=Standing.SAME, now=now)
    merged: Merged = merge(before, mine, now, take)
    if merged.clashes:
        return Fate(id=name, standing=Standing.CLASH, now=now, clashes=merged.clashes)
    standing = Standing.UPDATED if is_untouched(mine) else Standing.MERGED
    return Fate(id=name, standing=standing, now=now, article=merged.article)


def is_untouched(article: Article) -> bool:
    """Whether an article is, apart from its layout in the file, what the import wrote."""
    return bool(article.imported) and stamp(article) == article.imported


def _next(page: str, taken: Sequence[str]) -> str:
    numbers = [int(name.rpartition("-")[2]) for name in taken if name.startswith(f"{page}-")]
    return f"{page}-{max(numbers, default=0) + 1:02d}"


def _last(page: str, current: Mapping[str, Article], fates: Mapping[str, Fate]) -> int:
    """The order of an article that comes after all others of its page."""
    new = [fate.now for fate in fates.values() if fate.standing is Standing.NEW and fate.now is not None]
    return 1 + max((one.position.order for one in (*current.values(), *new) if one.page == page), default=0)


def _lines(furniture: Sequence[Furniture]) -> Lines:
    return lines_of([Provenance(file=one.file, lines=one.lines) for one in furniture])


def _held(items: Sequence[_Item], fates: dict[str, Fate]) -> dict[str, Fate]:
    """The fates after what is left alone holds back whatever it gives text to or takes text from."""
    still = (Standing.CLASH, Standing.GONE, Standing.HELD, Standing.REMOVED)
    stuck = {name for name, fate in fates.items() if fate.standing in still}
    waiting = True
    others: dict[str, set[str]] = {}
    while waiting:
        waiting = False
        for one in items:
            for other in items:
                if one.name == other.name or not _passes(one, other):
                    continue
                if one.name in stuck or other.name in stuck:
                    waiting = waiting or not {one.name, other.name} <= stuck
                    stuck |= {one.name, other.name}
                    others.setdefault(one.name, set()).add(other.name)
                    others.setdefault(other.name, set()).add(one.name)
    found = {}
    for name, fate in fates.items():
        beside = tuple(sorted(others.get(name, ())))
        if name in stuck and fate.standing not in still:
            fate = Fate(id=name, standing=Standing.HELD, now=fate.now)
        found[name] = msgspec.structs.replace(fate, others=beside) if name in stuck else fate
    return found


def _passes(one: _Item, other: _Item) -> bool:
    """Whether a line of the one becomes a line of the other."""
    return bool((one.old & other.new) - other.old)
