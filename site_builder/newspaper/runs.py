"""Text that knows where it came from: every character is a copy of one in a source, or glue the program put in.

A *place* is the index of a character in the whole copy of an import: the sources laid end to end. Runs are kept instead
of one place a character, so a page costs little more than its text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from site_builder.newspaper.characters import is_blank

GLUE = -1
"""The place of a character that stands in no source: a space that joins two words, a Markdown mark."""


class Run(msgspec.Struct, frozen=True):
    """Some neighbouring characters that are neighbours in the source too."""

    place: int
    length: int


class Text(msgspec.Struct, frozen=True):
    """A string whose runs say, character for character, where it was copied from."""

    string: str = ""
    runs: tuple[Run, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any text."""
        return bool(self.string)

    def __len__(self) -> int:
        """How many characters, glue among them."""
        return len(self.string)

    def __add__(self, other: Text) -> Text:
        """One text after the other."""
        return join((self, other))

    def slice(self, start: int, end: int | None = None) -> Text:
        """The characters from `start` to before `end`, with their places."""
        start, end, _ = slice(start, end).indices(len(self.string))
        if start >= end:
            return EMPTY
        if start == 0 and end == len(self.string):
            return self
        runs: list[Run] = []
        at = 0
        for run in self.runs:
            low, high = max(start, at), min(end, at + run.length)
            if low < high:
                runs.append(Run(run.place if run.place == GLUE else run.place + low - at, high - low))
            at += run.length
            if at >= end:
                break
        return Text(self.string[start:end], tuple(runs))

    def slices(self, spans: Iterable[tuple[int, int]]) -> Iterator[Text]:
        """The characters of some spans, in order and apart, each with its places: all runs are gone through once."""
        runs = iter(self.runs)
        run, at = next(runs, None), 0
        for start, end in spans:
            found: list[Run] = []
            while run is not None and at < end:
                low, high = max(start, at), min(end, at + run.length)
                if low < high:
                    found.append(Run(run.place if run.place == GLUE else run.place + low - at, high - low))
                if at + run.length > end:
                    break  # the next span may begin in it
                at += run.length
                run = next(runs, None)
            yield Text(self.string[start:end], tuple(found)) if start < end else EMPTY

    def strip(self) -> Text:
        """Without the white space and the invisible characters at both ends."""
        start, end = 0, len(self.string)
        while start < end and is_blank(self.string[start]):
            start += 1
        while end > start and is_blank(self.string[end - 1]):
            end -= 1
        return self.slice(start, end)

    def without(self, spans: Sequence[tuple[int, int]]) -> Text:
        """The text without some spans of itself, given in order and apart."""
        return self.replaced([(start, end, "") for start, end in spans])

    def replaced(self, changes: Sequence[tuple[int, int, str]]) -> Text:
        """The text with spans of itself replaced by glue; changes are in order and apart."""
        if not changes:
            return self
        ends = [0, *(end for _, end, _ in changes)]
        starts = [*(start for start, _, _ in changes), len(self.string)]
        kept = self.slices(zip(ends, starts, strict=True))
        between = [*(glue(words) for _, _, words in changes), EMPTY]
        return join(part for pair in zip(kept, between, strict=True) for part in pair)

    def place(self, index: int = 0) -> int:
        """The place of the first character from `index` on that is no glue; GLUE when there is none."""
        at = 0
        for run in self.runs:
            if at + run.length > index and run.place != GLUE:
                return run.place + max(0, index - at)
            at += run.length
        return GLUE

    def places(self) -> Iterator[tuple[int, int]]:
        """First place and length of every run that was copied from a source."""
        return ((run.place, run.length) for run in self.runs if run.place != GLUE)


EMPTY = Text()


def copied(string: str, place: int) -> Text:
    """A string as it stands in the source from `place` on."""
    return Text(string, (Run(place, len(string)),)) if string else EMPTY


def glue(string: str) -> Text:
    """A string that stands in no source."""
    return Text(string, (Run(GLUE, len(string)),)) if string else EMPTY


def join(texts: Iterable[Text], between: str = "") -> Text:
    """Texts one after the other, with glue between them; runs that meet in the source become one."""
    runs: list[Run] = []
    strings: list[str] = []
    for text in texts:
        if not text.string:
            continue
        if between and strings:
            strings.append(between)
            _add(runs, Run(GLUE, len(between)))
        strings.append(text.string)
        for run in text.runs:
            _add(runs, run)
    return Text("".join(strings), tuple(runs))


def _add(runs: list[Run], run: Run) -> None:
    if runs:
        last = runs[-1]
        meets = run.place == GLUE if last.place == GLUE else last.place + last.length == run.place
        if meets:
            runs[-1] = Run(last.place, last.length + run.length)
            return
    runs.append(run)
