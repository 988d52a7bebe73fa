"""Sources → the drafts and furniture of each page: reflow, segment, tidy, draft. No file is touched here."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from site_builder.newspaper.model import Furniture
from site_builder.newspaper.raw import Decision, RawIssue, RawPage, line_ranges
from site_builder.newspaper.runs import Text
from site_builder.segmenting.imprint_facts import Imprint, read_imprint
from site_builder.segmenting.parts import Part
from site_builder.segmenting.pieces import Piece, Stray
from site_builder.workflows.ingest_drafts import Draft, draft
from site_builder.workflows.ingest_parts import segmented_page
from site_builder.workflows.ingest_pictures import alts_of
from site_builder.workflows.ingest_proof import Used
from site_builder.workflows.ingest_tidy import Tidier
from site_builder.workflows.ingest_turns import Judged


class PageDraft(msgspec.Struct, frozen=True, kw_only=True):
    """One page as the import writes it."""

    number: str
    drafts: tuple[Draft, ...]
    furniture: tuple[Furniture, ...]
    used: tuple[Used, ...]
    imprint: Imprint
    decisions: tuple[Decision, ...]


def draft_page(raw: RawIssue, page: RawPage, judged: Judged | None = None) -> PageDraft:
    """The drafts and the furniture of a page; `judged` are its pieces when it was judged together with others."""
    segmented, decisions = judged or segmented_page(page.lines)
    tidier = Tidier(raw, segmented.pieces)
    pieces = [tidier.piece(piece) for piece in segmented.pieces]
    strays = [*segmented.strays, *(stray for piece in pieces if not _has_text(piece) for stray in _as_strays(piece))]
    pieces = [piece for piece in pieces if _has_text(piece)]
    shared = min(
        (p.level for piece in pieces for p in piece.passages if p.part is Part.SUBHEADING and p.level), default=2
    )
    alts = alts_of(pieces, strays, raw)
    drafts = [
        draft(
            piece,
            raw,
            article_id=f"{page.number}-{order:02d}",
            page=page.number,
            order=order,
            shared_level=shared,
            alts=alts[order - 1],
        )
        for order, piece in enumerate(pieces, start=1)
    ]
    shown = {text.place() for texts in alts for text in texts}
    strays = [stray for stray in strays if stray.text.place() not in shown or not stray.text]
    furniture = [_furniture(raw, page.number, stray) for stray in strays]
    return PageDraft(
        number=page.number,
        drafts=tuple(drafts),
        furniture=tuple(furniture),
        used=(
            *(used for one in drafts for used in one.used),
            *(Used(field=f"furniture.{s.kind}", written=s.text.string, text=s.text) for s in strays if s.text),
        ),
        imprint=_imprint(raw, page, strays),
        decisions=(*decisions, *segmented.decisions, *tidier.decisions),
    )


def _imprint(raw: RawIssue, page: RawPage, strays: Sequence[Stray]) -> Imprint:
    """What the furniture says, and of a digital newspaper's page what its mark-up says."""
    facts = raw.sources[page.lines[0].source].facts if page.lines else {}
    if facts.get("page"):
        return Imprint(page=facts["page"].zfill(2), page_name=facts.get("page_name", ""), date=facts.get("date", ""))
    return read_imprint(strays)


def _has_text(piece: Piece) -> bool:
    """Whether a piece has a text to print; what has none cannot be an article."""
    return any(passage.text for passage in piece.passages) or bool(piece.captions)


def _as_strays(piece: Piece) -> Sequence[Stray]:
    texts: list[Text] = [*piece.head.texts(), piece.dateline, *piece.byline, piece.signature, piece.credit]
    return [Stray(kind="heading", text=text) for text in texts if text]


def _furniture(raw: RawIssue, page: str, stray: Stray) -> Furniture:
    lines = raw.lines_of([stray.text])
    file, numbers = next(iter(lines.items()), ("", []))
    return Furniture(page=page, text=stray.text.string, kind=stray.kind, file=file, lines=line_ranges(numbers))
