"""The rules one by one, on cases in files: what goes in, and what is read out of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.cleaning import spaces
from site_builder.cleaning.markdown import escaped
from site_builder.cleaning.reflow import reflow
from site_builder.newspaper.raw import RawIssue, RawPage
from site_builder.newspaper.runs import copied
from site_builder.segmenting.credits import credit_gaps, read_credits
from site_builder.segmenting.cues import alone, opens
from site_builder.segmenting.dictionary import is_word
from site_builder.segmenting.imprint import imprint_of
from site_builder.segmenting.leads import read_lead
from site_builder.segmenting.look_alikes import look_alikes
from site_builder.segmenting.mixed_forms import mixed_forms
from site_builder.segmenting.signatures import read_signature
from site_builder.sources.reading import read
from site_builder.workflows.ingest_pages import draft_page
from tests.casefiles import cases

CASES = Path(__file__).parent / "cases"


def lead(text: str) -> str:
    """Dateline, byline and text of a paragraph, one a line."""
    found = read_lead(text)
    if found is None:
        return "none"
    parts = (text[slice(*found.dateline)], text[slice(*found.byline)], text[found.end :])
    return "\n".join(part.strip() or "-" for part in parts)


def credit(text: str) -> str:
    """Each person with role and affiliation; a last line when the grammar does not explain all of it."""
    found = read_credits(text)
    lines = [" ".join(filter(None, (one.name, one.role, one.affiliation))) for one in found.people]
    return "\n".join([*lines, *([] if found.clean else ["unclear"])])


def signature(text: str) -> str:
    found = read_signature(text)
    return "none" if found is None else f"{text[slice(*found.office)]}\n{text[slice(*found.name)]}"


def imprint(text: str) -> str:
    return imprint_of(text) or "none"


def stray_spaces(text: str) -> str:
    """A paragraph of a wrapped page without its stray spaces; `|` stands for a line's end of the source."""
    whole = copied(text, 0)
    places = [index for index, character in enumerate(text) if character == "|"]

    def line(place: int) -> tuple[int, int]:
        return 0, sum(at < place for at in places)

    bare = whole.without([(place, place + 1) for place in places])
    setting = spaces.setting([bare], line, is_word)
    found, _ = spaces.in_running_text(bare, setting, line, is_word, wrapped=True)
    return found.string


def heading_spaces(text: str) -> str:
    return spaces.in_heading(copied(text, 0), spaces.Setting()).string


def name_spaces(text: str) -> str:
    return spaces.in_credit(copied(text, 0))[0].string


def markdown(text: str) -> str:
    return escaped(copied(text, 0), markdown=False).string


def paragraphs(text: str) -> str:
    """The blocks of printed lines, one a line."""
    got, _ = read(text.encode(), "a.txt", "source/a.txt")
    assert got is not None
    found, _ = reflow(got.pages[0], opens, alone, credit_gaps(line.text.string for line in got.pages[0]))
    return "\n".join(block.string for block in found)


def page(text: str) -> str:
    """What a page becomes: each article by its parts, then the furniture by its kind."""
    got, _ = read(text.encode(), "a.txt", "source/a.txt")
    assert got is not None
    raw = RawIssue(sources=(got.source,), pages=(RawPage(number="01", lines=got.pages[0]),))
    drafted = draft_page(raw, raw.pages[0])
    lines: list[str] = []
    for draft in drafted.drafts:
        one = draft.article
        lines.append(f"[{one.id} {one.type}]")
        if one.package:
            lines.append(f"package {one.package.part}: {' / '.join(one.package.headline)} | {one.package.deck}")
        fields = (
            ("column", one.column),
            ("kicker", one.kicker),
            ("supplied" if one.title_supplied else "headline", " / ".join(one.headline)),
            ("deck", one.deck),
            ("dateline", one.dateline),
            ("byline", one.byline),
            ("people", "、".join(f"{person.name} {person.role}" for person in one.contributors)),
            ("editors", "、".join(one.editors)),
            ("source", f"{one.source.name} {one.source.date}".strip() if one.source else ""),
            ("signature", f"{one.signature.office} {one.signature.name}".strip() if one.signature else ""),
            ("credit", one.credit_printed),
        )
        lines += [f"{name}: {value}" for name, value in fields if value]
        lines += [f"caption: {picture.caption}" for picture in one.pictures]
        lines += [line for line in one.body.split("\n") if line]
    lines += [f"({piece.kind}) {piece.text}" for piece in drafted.furniture]
    return "\n".join(lines)


def misprints(text: str) -> str:
    """What is suspected: the paragraph's number, printed → suggestion (evidence)."""
    texts = text.split("\n")
    at = texts.index("archive:") if "archive:" in texts else len(texts)
    found = (*look_alikes(texts[:at], texts[at:]), *mixed_forms(texts[:at]))
    return "\n".join(
        f"{one.text + 1} {texts[one.text][one.start : one.end]} → {one.suggestion} ({one.evidence})" for one in found
    )


READERS: dict[str, Callable[[str], str]] = {
    "leads": lead,
    "credits": credit,
    "signatures": signature,
    "imprint": imprint,
    "stray_spaces": stray_spaces,
    "heading_spaces": heading_spaces,
    "name_spaces": name_spaces,
    "markdown": markdown,
    "paragraphs": paragraphs,
    "misprints": misprints,
    "pages": page,
    "page_turns": page,
    "web_pages": page,
}

ALL = [
    pytest.param(reader, before, after, id=f"{name}: {title}")
    for name, reader in READERS.items()
    for title, before, after in cases(CASES / f"{name}.md")
]


@pytest.mark.parametrize(("reader", "before", "after"), ALL)
def test_case(reader: Callable[[str], str], before: str, after: str) -> None:
    assert reader(before) == after
