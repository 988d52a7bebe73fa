"""The texts of a page tidied by what they are: stray spaces go from running text, headings keep one."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from site_builder.cleaning import spaces
from site_builder.newspaper.raw import Decision, RawIssue
from site_builder.newspaper.runs import Text
from site_builder.segmenting.dictionary import is_word
from site_builder.segmenting.heads import Head
from site_builder.segmenting.parts import Part
from site_builder.segmenting.pieces import Passage, Piece


class Tidier:
    """Tidies the pieces of one page and remembers what it decided."""

    def __init__(self, raw: RawIssue, pieces: Sequence[Piece]) -> None:
        self._raw = raw
        self.decisions: list[Decision] = []
        running = [passage.text for piece in pieces for passage in piece.passages if passage.part is Part.PARAGRAPH]
        self._page = spaces.setting(running, self._line, is_word)

    def piece(self, piece: Piece) -> Piece:
        """The piece with every text tidied."""
        wrapped = self._is_wrapped(piece)
        package = self._head(piece.package) if piece.package is not None and piece.part == 1 else piece.package
        return msgspec.structs.replace(
            piece,
            head=self._head(piece.head),
            package=package,
            dateline=spaces.in_heading(piece.dateline, self._page),
            byline=tuple(self._credit(text) for text in piece.byline),
            passages=tuple(self._passage(passage, wrapped=wrapped) for passage in piece.passages),
            signature=self._credit(piece.signature),
            credit=self._credit(piece.credit),
            captions=tuple(self._running(text, wrapped=False) for text in piece.captions),
        )

    def heading(self, text: Text) -> Text:
        """A heading line that belongs to no piece."""
        return spaces.in_heading(text, self._page)

    def _head(self, head: Head) -> Head:
        return Head(
            label=self.heading(head.label),
            kicker=self.heading(head.kicker),
            headline=tuple(self.heading(line) for line in head.headline),
            deck=self.heading(head.deck),
        )

    def _passage(self, passage: Passage, *, wrapped: bool) -> Passage:
        if passage.part is Part.SUBHEADING:
            return msgspec.structs.replace(passage, text=self.heading(passage.text))
        if passage.part in (Part.VERSE, Part.TABLE):
            return passage
        return msgspec.structs.replace(passage, text=self._running(passage.text, wrapped=wrapped))

    def _running(self, text: Text, *, wrapped: bool) -> Text:
        tidied, decisions = spaces.in_running_text(text, self._page, self._line, is_word, wrapped=wrapped)
        self.decisions += decisions
        return tidied

    def _credit(self, text: Text) -> Text:
        tidied, decisions = spaces.in_credit(text)
        self.decisions += decisions
        return tidied

    def _line(self, place: int) -> tuple[int, int]:
        if place < 0:
            return -1, -1
        source, line = self._raw.where(place)
        return source.base, line

    def _is_wrapped(self, piece: Piece) -> bool:
        """Whether the text was printed in columns and joined: its paragraphs have several lines each."""
        runs = [len({self._line(place) for place, _ in passage.text.places()}) for passage in piece.passages]
        return sum(runs) > 2 * max(1, len(runs))
