"""What was done to some lines on their way into a field, read off the places of its characters."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import msgspec

from site_builder.newspaper.characters import printed
from site_builder.newspaper.raw import Decision, RawIssue
from site_builder.newspaper.runs import GLUE, Text

RULES = {
    "joined": "reflow",
    "space": "spaces",
    "hyphen": "seam",
    "markup": "mark-up",
    "escape": "escaped",
    "mark": "subheading",
    "moved": "headings",
    "elsewhere": "column_cut",
    "added": "seam",
}
"""Kind of change → the rule that makes it, where no decision says another."""

LEFT_OUT = {"joined": "⏎", "space": "␣"}
"""What is shown in the place of a character that prints nothing."""

HYPHENS = "-\u00ac\u2010"

FARTHEST = 2000
"""Characters between two parts of a text beyond which they are not shown as left out."""


class RawSpan(msgspec.Struct, frozen=True):
    """Neighbouring characters of a source line: taken over, or of one kind of change."""

    text: str
    kind: str = ""


class RawShown(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a source."""

    file: str
    line: int
    spans: tuple[RawSpan, ...]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """Changes of one kind to one field or paragraph."""

    kind: str
    """joined, space, hyphen, markup, escape, mark, moved, elsewhere, added; `decided` for what a rule chose."""

    rule: str
    count: int = 1
    score: float = 1.0
    """How sure the rule was; 1 where there was no choice."""

    chosen: str = ""
    line: int = 0
    """The line of the source where it is done first."""


class Seam(msgspec.Struct, frozen=True):
    """Where a rule took something out of a text or put something in."""

    at: int
    """So many characters of the text stand before it."""

    length: int
    """So many characters from there were put in."""

    kind: str
    without: str
    """What would stand there without the rule."""


class _Gap(NamedTuple):
    """Where a run of a text ends in the source and the next begins, and what glues them; -1 at the ends."""

    at: int
    """Where it is in the text."""

    end: int
    start: int
    glue: str


class Trail(msgspec.Struct, frozen=True):
    """Follows the characters of an article back to its source."""

    raw: RawIssue
    texts: Sequence[Text]
    decisions: Sequence[Decision]

    def reach(self) -> tuple[int, int]:
        """The first and the last place of the article."""
        places = [place for text in self.texts for place, _ in text.places()]
        return min(places, default=0), max(places, default=-1)

    def of(self, text: Text, before: int = -1) -> tuple[tuple[RawShown, ...], tuple[Change, ...]]:
        """The lines a text was made of, marked, and what was done to them.

        `before` is the place of a text it now comes before; when it stands after that in the source, it was moved.
        """
        kinds = dict(self._left_out(text))
        return tuple(self._lines(text, kinds)), tuple(self._changes(text, moved=0 <= before < text.place()))

    def seams(self, text: Text) -> Iterator[Seam]:
        """Where rules were at work in a text, in its order."""
        for gap in self._gaps(text):
            kind = self._kind(gap)
            if kind in ("escape", "mark", "added"):
                yield Seam(gap.at, len(gap.glue), kind, "")
            elif kind and kind != "moved" and gap.start - gap.end <= FARTHEST:
                yield Seam(gap.at, len(gap.glue), kind, self._whole(gap.end, gap.start))

    def _whole(self, start: int, end: int) -> str:
        """What stands in the source of `start` up to `end`."""
        source, _ = self.raw.where(start)
        return source.text[start - source.base : max(start, end) - source.base]

    def _gaps(self, text: Text) -> Iterator[_Gap]:
        at, end, glued = 0, -1, ""
        for run in text.runs:
            if run.place == GLUE:
                glued += text.string[at : at + run.length]
            else:
                if end >= 0 or glued:
                    yield _Gap(at - len(glued), end, run.place, glued)
                end, glued = run.place + run.length, ""
            at += run.length
        if glued:
            yield _Gap(at - len(glued), end, -1, glued)

    def _kind(self, gap: _Gap) -> str:
        """What was done between two runs; empty where nothing was."""
        _, end, start, glued = gap
        if end < 0 or start < 0:
            return "escape" if "\\" in glued else "mark"
        if start < end or self.raw.where(start)[0] is not self.raw.where(end)[0]:
            return "moved"
        between = self._whole(end, start)
        words = printed(self._unmarked(end, start))
        if words:
            return "hyphen" if len(words) == 1 and words in HYPHENS and "\n" in between else "elsewhere"
        if "\n" in between:
            return "" if "\n" in glued else "joined"
        if printed(between):
            return "markup"
        if between:
            return "space"
        return "escape" if "\\" in glued else "added"

    def _unmarked(self, start: int, end: int) -> str:
        """The source from `start` to `end` without its mark-up."""
        source, _ = self.raw.where(start)
        return "".join(
            character
            for place, character in enumerate(self._whole(start, end), start=start - source.base)
            if not _inside(source.marks, place)
        )

    def _left_out(self, text: Text) -> Iterator[tuple[int, str]]:
        """Every place that the text leaves out between its parts, with the kind of change that took it."""
        for gap in self._gaps(text):
            _, end, start, _ = gap
            if end < 0 or start < end:
                continue
            kind = self._kind(gap)
            if not kind or start - end > FARTHEST:
                continue
            for place, character in enumerate(self._whole(end, start), start=end):
                if character == "\n":
                    yield place, "joined" if kind != "elsewhere" else ""
                elif not printed(character):
                    yield place, "space" if kind == "space" else ""
                else:
                    yield place, kind

    def _lines(self, text: Text, kinds: dict[int, str]) -> Iterator[RawShown]:
        own = {place for first, length in text.places() for place in range(first, first + length)}
        numbers: dict[tuple[int, int], None] = {}
        for place in sorted(own):
            at = bisect_right(self.raw.sources, place, key=lambda source: source.base) - 1
            source = self.raw.sources[at]
            numbers[at, bisect_right(source.starts, place - source.base) - 1] = None
        for at, index in numbers:
            source = self.raw.sources[at]
            start = source.starts[index]
            end = source.starts[index + 1] if index + 1 < len(source.starts) else len(source.text)
            marked = [
                (
                    kinds.get(source.base + place, "") or ("" if source.base + place in own else "aside"),
                    source.text[place],
                )
                for place in range(start, end)
            ]
            spans = [
                RawSpan("".join(LEFT_OUT.get(kind, "") if c == "\n" or kind in LEFT_OUT else c for _, c in group), kind)
                for kind, characters in groupby(marked, key=lambda one: one[0])
                if (group := [one for one in characters if one[1] != "\n" or one[0] == "joined"])
            ]
            yield RawShown(file=source.file, line=source.numbers[index], spans=tuple(spans))

    def _changes(self, text: Text, *, moved: bool) -> Iterator[Change]:
        places = [(first, first + length) for first, length in text.places()]
        found: Counter[str] = Counter()
        lines: dict[str, int] = {}
        for gap in self._gaps(text):
            if kind := self._kind(gap):
                found[kind] += 1
                lines.setdefault(kind, self.raw.where(max(gap.end, gap.start, 0))[1])
        if moved:
            found["moved"] += 1
            lines.setdefault("moved", self.raw.where(text.place())[1])
        for kind, count in found.items():
            yield Change(kind=kind, rule=RULES[kind], count=count, line=lines[kind])
        for decision in self.decisions:
            place = decision.text.place()
            if any(low <= place < high for low, high in places):
                yield Change(
                    kind="decided",
                    rule=decision.rule,
                    score=decision.score,
                    chosen=decision.chosen,
                    line=self.raw.where(place)[1],
                )


def _inside(marks: Sequence[tuple[int, int]], place: int) -> bool:
    at = bisect_right(marks, place, key=lambda mark: mark[0]) - 1
    return at >= 0 and place < marks[at][1]
