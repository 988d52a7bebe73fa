"""What people edited and what a newer import makes of the same text, merged field by field and paragraph by paragraph.

Base is what the old import wrote, mine what stands in the file, theirs what the import writes now. A field or paragraph
that one side left alone is the other's; what both changed is a clash, and nobody here decides it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

import msgspec

from site_builder.manuscript import paragraphs
from site_builder.manuscript.three_ways import Stretch, stretches
from site_builder.newspaper.model import Article, Suspicion

LEFT = ("id", "position", "imported", "emendations", "suspected", "body", "headline", "title_supplied")
"""Fields that are not merged like the others: what a rebuild never changes, lists, and what belongs together."""

_AT = ("pictures", "continuation", "corrections")
"""Fields whose items name a paragraph."""

_UNKNOWN = ("\0",)
"""Stands for a field or a paragraph of a base that is not known; no text is equal to it, and it reads as nothing."""

_Numbers = Mapping[str, str]
"""Paragraph numbers before → after."""


class Clash(msgspec.Struct, frozen=True, kw_only=True):
    """A field or some paragraphs that people and the new rules both changed, in the three versions."""

    field: str
    at: str = ""
    """The first of the paragraphs as they stand, `p3`; empty for other fields."""

    base: str = ""
    mine: str = ""
    theirs: str = ""


class Merged(msgspec.Struct, frozen=True, kw_only=True):
    """The article that says what both said; with clashes it says there what mine says."""

    article: Article
    clashes: tuple[Clash, ...] = ()


Take = Callable[[Clash], bool]
"""Whether a person takes theirs in a clash."""


def merge(base: Article | None, mine: Article, theirs: Article, take: Take | None = None) -> Merged:
    """The three-way merge of an article. With `take` a person settles the clashes, and none is left.

    Where the base is not known, all that differs is a clash: there is no telling who changed it.
    """
    clashes: list[Clash] = []

    def settle(clash: Clash) -> bool:
        if take is None:
            clashes.append(clash)
            return False
        return take(clash)

    if base is not None:
        base, theirs = _emended(base, mine, theirs)
    body, mine_numbers, their_numbers = _body(base, mine, theirs, settle)
    values: dict[str, Any] = {"body": body}
    for name in Article.__struct_fields__:
        if name in LEFT:
            continue
        before, ours, new = (getattr(one, name, _UNKNOWN) for one in (base, mine, theirs))
        taken = ours == before or (
            new not in (before, ours)
            and settle(Clash(field=name, base=shown(before), mine=shown(ours), theirs=shown(new)))
        )
        value = new if taken else ours
        values[name] = _renumbered(value, their_numbers if taken else mine_numbers) if name in _AT else value
    values["headline"], values["title_supplied"] = _headline(base, mine, theirs, settle)
    values["emendations"] = _renumbered(mine.emendations, mine_numbers)
    values["suspected"] = _suspected(base, mine, theirs, mine_numbers, their_numbers)
    return Merged(article=msgspec.structs.replace(mine, **values), clashes=tuple(clashes))


def shown(value: Any) -> str:
    """A field's value as a person reads it."""
    if isinstance(value, str):
        return value
    if value == _UNKNOWN:
        return ""
    if isinstance(value, tuple):
        return " / ".join(map(shown, value))
    if isinstance(value, msgspec.Struct):
        named = ((name, shown(getattr(value, name))) for name in value.__struct_fields__)
        return ", ".join(f"{name}: {text}" for name, text in named if text)
    return "" if value is None else str(value)


def _headline(base: Article | None, mine: Article, theirs: Article, settle: Take) -> tuple[tuple[str, ...], bool]:
    """The headline, with whether it was made up: a title the program made never stands against a person's."""
    ours, new = ((one.headline, one.title_supplied) for one in (mine, theirs))
    before = (base.headline, base.title_supplied) if base is not None else (_UNKNOWN, False)
    if ours == before:
        return new
    if new in (before, ours) or (theirs.title_supplied and not mine.title_supplied):
        return ours
    clash = Clash(field="headline", base=shown(before[0]), mine=shown(ours[0]), theirs=shown(new[0]))
    return new if settle(clash) else ours


def _body(base: Article | None, mine: Article, theirs: Article, settle: Take) -> tuple[str, _Numbers, _Numbers]:
    ours, new = paragraphs.blocks(mine.body), paragraphs.blocks(theirs.body)
    if base is None:
        found = _differences(ours, new)
    else:
        before = paragraphs.blocks(base.body)
        found = stretches(before, ours, new)
        if before == new:  # as it stands, to the last space
            same = {f"p{n}": f"p{n}" for n in range(1, len(ours) + 1)}
            return mine.body, same, _moved(new, ours, _pairs(found, "theirs"))
    mine_numbers = paragraphs.numbers(ours)
    parts: list[Stretch] = []
    at = 0
    for part in found:
        if part.clashes:
            bases = () if part.base == _UNKNOWN else part.base
            texts = [paragraphs.joined(version) for version in (bases, part.mine, part.theirs)]
            number = next((number for number in mine_numbers[at:] if number), mine_numbers[-1] if mine_numbers else 1)
            clash = Clash(field="body", at=f"p{max(1, number)}", base=texts[0], mine=texts[1], theirs=texts[2])
            if settle(clash):
                parts.append(Stretch(base=part.mine, mine=part.mine, theirs=part.theirs))
            else:
                parts.append(Stretch(base=part.theirs, mine=part.mine, theirs=part.theirs))
        else:
            parts.append(part)
        at += len(part.mine)
    result = [block for part in parts for block in part.merged]
    return (
        paragraphs.joined(result),
        _moved(ours, result, _pairs(parts, "mine")),
        _moved(new, result, _pairs(parts, "theirs")),
    )


def _differences(mine: Sequence[str], theirs: Sequence[str]) -> list[Stretch]:
    """Two versions of which nobody knows what they come from: all that differs is a clash."""
    found: list[Stretch] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        base = tuple(mine[i1:i2]) if tag == "equal" else _UNKNOWN
        found.append(Stretch(base=base, mine=tuple(mine[i1:i2]), theirs=tuple(theirs[j1:j2])))
    return found


def _pairs(parts: Sequence[Stretch], side: str) -> list[tuple[int, int]]:
    """Which block of one side became which block of the result; of a changed stretch the one in the same place."""
    pairs: list[tuple[int, int]] = []
    before = after = 0
    for part in parts:
        count, made = len(getattr(part, side)), len(part.merged)
        pairs += [(before + index, after + min(index, made - 1)) for index in range(count) if made]
        before, after = before + count, after + made
    return pairs


def _moved(before: Sequence[str], after: Sequence[str], pairs: Sequence[tuple[int, int]]) -> _Numbers:
    old, new = paragraphs.numbers(before), paragraphs.numbers(after)
    return {f"p{old[one]}": f"p{new[other]}" for one, other in pairs if old[one] and new[other]}


def _renumbered(items: Sequence[Any], numbers: _Numbers) -> tuple[Any, ...]:
    return tuple(msgspec.structs.replace(item, at=numbers.get(item.at, item.at)) for item in items)


def _suspected(
    base: Article | None, mine: Article, theirs: Article, mine_numbers: _Numbers, their_numbers: _Numbers
) -> tuple[Suspicion, ...]:
    """What is still suspected: mine, without what only the old rules suspected, with what only the new ones do."""
    old, new = ({_about(one) for one in version.suspected} if version else set() for version in (base, theirs))
    known = old | {_about(one) for one in mine.suspected} | {(one.was, one.now) for one in mine.emendations}
    kept = [one for one in mine.suspected if _about(one) not in old or _about(one) in new]
    added = [one for one in theirs.suspected if _about(one) not in known]
    return (*_renumbered(kept, mine_numbers), *_renumbered(added, their_numbers))


def _about(one: Suspicion) -> tuple[str, str]:
    return one.printed, one.suggestion


def _emended(base: Article, mine: Article, theirs: Article) -> tuple[Article, Article]:
    """Base and theirs with the emendations people made, so that a paragraph may be both emended and set anew."""
    before, new = base.body, theirs.body
    for one in mine.emendations:
        if one in base.emendations or not one.was or not one.now:
            continue
        if before.count(one.was) == 1 == new.count(one.was) and mine.body.count(one.now) > before.count(one.now):
            before, new = before.replace(one.was, one.now), new.replace(one.was, one.now)
    return msgspec.structs.replace(base, body=before), msgspec.structs.replace(theirs, body=new)
