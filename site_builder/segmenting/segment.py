"""Blocks of a page → its pieces, and the furniture that belongs to none."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from site_builder.newspaper.characters import printed
from site_builder.newspaper.raw import Block, Decision
from site_builder.newspaper.runs import EMPTY, Text, join
from site_builder.segmenting.assignment import OPENING, Assignment, assign
from site_builder.segmenting.chain import run
from site_builder.segmenting.folding import folded
from site_builder.segmenting.heads import Head, part_head
from site_builder.segmenting.labels import place_labels
from site_builder.segmenting.leads import read_lead
from site_builder.segmenting.overlap import pairs, share
from site_builder.segmenting.parts import BODY, TEXT, Item, Part
from site_builder.segmenting.photos import photo_piece, split_captions
from site_builder.segmenting.pieces import Passage, Piece, Stray, Stretch, decision, stretches
from site_builder.segmenting.regions import regions
from site_builder.segmenting.web_lines import is_source_name

LAST_LINE = 20
"""Characters of a last line of a page that stays with the text above it when it heads nothing."""


class Segmented(msgspec.Struct, frozen=True, kw_only=True):
    """A page in pieces."""

    pieces: tuple[Piece, ...]
    strays: tuple[Stray, ...]
    decisions: tuple[Decision, ...]


def segment(blocks: Sequence[Block]) -> Segmented:
    """The pieces of a file in the order of its texts, its furniture, and what was decided where there was a choice."""
    return together([_segmented(region) for region in regions(blocks)])


def together(parts: Sequence[Segmented]) -> Segmented:
    """Pages or regions one after the other, as one; packages are counted through."""
    pieces: list[Piece] = []
    for part in parts:
        packages = max((piece.group for piece in pieces), default=0)
        pieces += [
            msgspec.structs.replace(piece, group=piece.group + packages) if piece.group else piece
            for piece in part.pieces
        ]
    return Segmented(
        pieces=tuple(pieces),
        strays=tuple(stray for part in parts for stray in part.strays),
        decisions=tuple(one for part in parts for one in part.decisions),
    )


def _segmented(blocks: Sequence[Block]) -> Segmented:
    items, decisions = run(blocks)
    page, strays, quotes = stretches(items)
    if not any(not stretch.heading for stretch in page) and len(page) == 1:
        page = [_as_text(page[0])]
    assignment = assign(page)
    if assignment.moved:
        decisions += [
            decision("moved_headline", heading[0].text, "above", "below", 0.5 + min(0.45, assignment.margin / 2))
            for head in assignment.heads
            if (heading := page[head].items)
        ]
    titles = {text: head for head, text in assignment.heads.items()}
    pieces: list[Piece] = []
    for index, stretch in enumerate(page):
        if stretch.heading:
            if index == len(page) - 1 and pieces and _stays_above(stretch, assignment):
                pieces[-1] = _with_line(pieces[-1], stretch.items[0].text)
                decisions.append(decision("line_below", stretch.items[0].text, "text above", "headline", 0.6))
            elif index not in assignment.heads:
                piece, made = photo_piece(stretch)
                pieces.append(piece)
                decisions += made
            continue
        text = "".join(item.string for item in stretch.items)[:OPENING]
        head, made = part_head(page[titles[index]].items, text) if index in titles else (Head(), [])
        decisions += made
        pieces.append(_piece(head, stretch))
    pieces, made = _packages(pieces)
    decisions += made
    pieces, made = place_labels(pieces)
    decisions += made
    pieces, made = _quoted(pieces, quotes)
    decisions += made
    pieces = _web_facts(pieces, strays)
    decisions += [
        decision("headless", _first_text(piece), "empty")
        for piece in pieces
        if not piece.head.headline and piece.package is None and _first_text(piece)
    ]
    return Segmented(pieces=tuple(pieces), strays=tuple(strays), decisions=tuple(decisions))


def _as_text(stretch: Stretch) -> Stretch:
    return msgspec.structs.replace(stretch, heading=False) if len(stretch.items) == 1 else stretch


def _stays_above(stretch: Stretch, assignment: Assignment) -> bool:
    """Whether the last line of a page looks like a heading but heads nothing: then it stays with the text above it."""
    first = stretch.items[0]
    plain = not first.block.level and not first.block.first.bold
    short = len(stretch.items) == 1 and len(first.block.lines) == 1 and len(first.string) <= LAST_LINE
    return plain and short and not assignment.moved


def _with_line(piece: Piece, text: Text) -> Piece:
    return msgspec.structs.replace(piece, passages=(*piece.passages, Passage(part=Part.ORIGIN, text=text)))


def _first_text(piece: Piece) -> Text:
    return next((passage.text for passage in piece.passages), EMPTY)


def _piece(head: Head, stretch: Stretch) -> Piece:
    """A text with its heading as one piece. Captions after the last paragraph are its pictures'."""
    quotes = _has_quotes(stretch.items)
    running = [index for index, item in enumerate(stretch.items) if item.part in (*TEXT, Part.QUOTE)]
    last = max(running, default=-1)
    bylines: list[Text] = []
    passages: list[Passage] = []
    signature = credit = EMPTY
    captions: list[Text] = []
    dateline = source = EMPTY
    for index, item in enumerate(stretch.items):
        text = item.text
        if item.part is Part.BYLINE:
            bylines.append(text)
        elif item.part is Part.SIGNATURE and not signature:
            signature = text
        elif item.part is Part.CREDIT and not credit:
            credit = text
        elif item.part is Part.CAPTION and index > last:
            captions += split_captions(text)
        elif item.part in (Part.SIGNATURE, Part.CREDIT, Part.ORIGIN):
            source = text if is_source_name(folded(text.string)) else source
            passages.append(Passage(part=Part.ORIGIN, text=text))
        elif item.part is Part.SUBHEADING:
            passages += [
                Passage(part=Part.SUBHEADING, text=line, level=item.block.level)
                for line in item.block.printed_lines()
                if line
            ]
        else:
            opened = any(passage.part is Part.PARAGRAPH for passage in passages)
            if item.part is Part.LEAD and not opened and (lead := read_lead(text.string)):
                dateline = text.slice(*lead.dateline).strip()
                if byline := text.slice(*lead.byline).strip():
                    bylines.append(byline)
                text = text.slice(lead.end).strip()
            if text:
                part = Part.PARAGRAPH if item.part in BODY else item.part
                quoted = item.block.first.quoted if quotes and item.part is Part.PARAGRAPH else 0
                passages.append(Passage(part=Part.QUOTE if quoted else part, text=text, level=quoted, turns=item.turns))
    photo = not passages and bool(captions)
    if photo:
        passages, captions = [Passage(part=Part.PARAGRAPH, text=text) for text in captions], []
    photo = photo or (bool(credit) and len(passages) == 1 and "图" in passages[0].text.string)
    return Piece(
        head=head,
        byline=tuple(bylines),
        dateline=dateline,
        passages=tuple(passages),
        signature=signature,
        credit=credit,
        captions=tuple(captions),
        photo=photo,
        source=source,
    )


def _has_quotes(items: Sequence[Item]) -> bool:
    """Whether what the mark-up quotes is quoted in the text; where most of it is, all of it is only set apart."""
    body = [len(item.string) for item in items if item.part in BODY]
    quoted = [len(item.string) for item in items if item.part in BODY and item.block.first.quoted]
    return 2 * sum(quoted) < sum(body)


def _packages(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Decision]]:
    """Signed pieces that follow one heading without headings of their own share it."""
    found = list(pieces)
    decisions: list[Decision] = []
    index = group = 0
    while index < len(found):
        end = index + 1
        if found[index].head.headline and found[index].signature:
            while end < len(found) and found[end].signature and not found[end].head.headline and not found[end].photo:
                end += 1
        if end - index > 1:
            head = found[index].head
            group += 1
            for part, at in enumerate(range(index, end), start=1):
                found[at] = msgspec.structs.replace(found[at], head=Head(), package=head, group=group, part=part)
            decisions.append(decision("package", head.headline[0], "package", "headline", 0.75, str(end - index)))
        index = end
    return found, decisions


def _quoted(pieces: Sequence[Piece], quotes: Sequence[Item]) -> tuple[list[Piece], list[Decision]]:
    """Give each pull quote to the piece whose text it repeats, after its last paragraph."""
    found = list(pieces)
    bodies = [pairs("".join(passage.text.string for passage in piece.passages)) for piece in found] if quotes else []
    for item in quotes:
        own = pairs(item.string)
        best = max(range(len(bodies)), key=lambda index: share(own, bodies[index]), default=None)
        if best is None:
            found.append(Piece(passages=(Passage(part=Part.PARAGRAPH, text=item.text),)))
            bodies.append(own)
            continue
        passage = Passage(part=Part.QUOTE, text=item.text)
        found[best] = msgspec.structs.replace(found[best], passages=(*found[best].passages, passage))
    return found, []


def _web_facts(pieces: Sequence[Piece], strays: Sequence[Stray]) -> list[Piece]:
    """What a clipping's source and editor lines say goes to its article; to the longest, where there are several."""
    source = join([stray.text for stray in strays if stray.kind == "source-line"], " ")
    editors = next((stray.text for stray in strays if stray.kind == "editor"), EMPTY)
    sourced = next((index for index, piece in enumerate(pieces) if piece.source), None)
    if sourced is None and source and pieces:
        sourced = max(
            range(len(pieces)), key=lambda index: sum(len(printed(p.text.string)) for p in pieces[index].passages)
        )
    if sourced is None:
        return list(pieces)
    found = list(pieces)
    if source or len(pieces) == 1:
        one = found[sourced]
        found[sourced] = msgspec.structs.replace(one, source=source or one.source, editors=editors)
    return found
