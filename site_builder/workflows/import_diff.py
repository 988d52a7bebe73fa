"""`site-builder diff ARTICLE`: the raw text beside the article, with each change and the rule that made it.

The import is run again over the kept source, so every character of a field knows its place there; what people changed
since is the difference between that and the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

import msgspec

from site_builder.engine.reading import read_plain
from site_builder.errors import ContentError, Place, Problem, UsageError, has_errors
from site_builder.manuscript import paragraphs
from site_builder.manuscript.article_file import open_article
from site_builder.manuscript.decoding import decode
from site_builder.manuscript.merging import Clash, merge
from site_builder.newspaper.keys import ARTICLE_ID, issue_key
from site_builder.newspaper.model import Article
from site_builder.newspaper.runs import Text
from site_builder.press.pictures import size
from site_builder.workflows.import_base import bare_text, read_base
from site_builder.workflows.import_changes import Change, RawShown, Seam, Trail
from site_builder.workflows.ingest_drafts import Draft
from site_builder.workflows.layout import layout
from site_builder.workflows.rebuild import read_articles
from site_builder.workflows.rerun import IssueFolder, Rerun, lines_of, owners, rerun

LONG = 2000
"""Characters from which two differing texts are not compared one by one."""

SHOWN_AS_TEXT = ("kicker", "headline", "deck", "column", "byline", "dateline", "credit_printed", "body")


ORDER = (
    "package kicker",
    "package headline",
    "package deck",
    "column",
    "kicker",
    "headline",
    "deck",
    "dateline",
    "byline",
)
"""Fields that come before the text, in the order of print; the others come after it."""


class Span(msgspec.Struct, frozen=True):
    """Some words of the article: as imported, or taken out or put in by a person."""

    text: str
    kind: str = ""
    """Empty, `deleted` or `inserted`."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One field or paragraph, beside the lines it was made of."""

    part: str
    """headline, kicker …, p3; furniture for what lies between and belongs to no article."""

    raw: tuple[RawShown, ...] = ()
    cleaned: tuple[Span, ...] = ()
    changes: tuple[Change, ...] = ()
    seams: tuple[Seam, ...] = ()
    """Where rules were at work in it as it was imported: in `cleaned` without what is `inserted`."""


class Facsimile(msgspec.Struct, frozen=True, kw_only=True):
    """The scan of the 版 an article stands on."""

    file: str
    """In the folder of the issue."""

    size: tuple[int, int]
    """Width and height in pixels."""

    area: tuple[float, float, float, float] | None = None
    """Where the article stands: x, y, width and height in percent; None where nobody measured."""


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """An article beside its source."""

    file: str
    title: str
    rows: tuple[Row, ...]
    edits: tuple[Clash, ...] = ()
    """Fields that are no text and that people changed: as imported (`theirs`) and as they stand (`mine`)."""

    facsimile: Facsimile | None = None
    newer: bool = False
    """Whether the rules have changed since the import, and would now make another article of it."""

    @property
    def edited(self) -> int:
        """How many fields and paragraphs people changed."""
        return len(self.edits) + sum(any(span.kind for span in row.cleaned) for row in self.rows)


def compare(root: Path, name: str) -> Comparison:
    """Compare an article, named by its path or as `paper/2019-04-19/01-03`, with its source.

    Raises UsageError for a name that stands for none, ContentError when its files or sources have errors.
    """
    folder, article_id = _find(root, name)
    mine = _read(folder, article_id)
    found, problems = rerun(folder)
    if found is None:
        raise ContentError(*problems)
    made = _draft(folder, found, mine)
    if made is None:
        raise ContentError(Problem(code="I038", place=Place(f"{folder.shown}/{article_id}.md")))
    now = msgspec.structs.replace(made.article, id=mine.id, position=mine.position)
    base = read_base(folder.path).article(article_id)
    edits = merge(None, msgspec.structs.replace(mine, body=now.body), now).clashes
    return Comparison(
        file=f"{folder.shown}/{article_id}.md",
        title=" ".join(mine.headline) or article_id,
        rows=tuple(_rows(found, made, mine)),
        edits=tuple(edit for edit in edits if edit.field not in SHOWN_AS_TEXT),
        facsimile=_facsimile(folder, found, mine),
        newer=base is not None
        and _unsuspecting(base) != _unsuspecting(msgspec.structs.replace(now, position=base.position)),
    )


def _facsimile(folder: IssueFolder, found: Rerun, mine: Article) -> Facsimile | None:
    """The scan of an article's 版; None where none is held that can be shown."""
    scan = next((page.scan for page in found.issue.pages if page.number == mine.page), "")
    file = (folder.path / scan).resolve()
    if not scan or not file.is_relative_to(folder.path.resolve()):
        return None
    try:
        width, height = size(read_plain(file))
    except OSError:
        return None
    return Facsimile(file=scan, size=(width, height), area=mine.position.area) if width and height else None


def _unsuspecting(article: Article) -> str:
    """What an article says, without what is suspected in it: that rests on the whole archive and comes and goes."""
    return bare_text(msgspec.structs.replace(article, suspected=()))


def _find(root: Path, name: str) -> tuple[IssueFolder, str]:
    path = Path(name)
    if path.suffix != ".md":
        paper, _, rest = name.strip("/").partition("/")
        day, _, article_id = rest.partition("/")
        key = issue_key(paper, day)
        path = layout(root).content / paper / (key.year if key else "") / day / f"{article_id}.md"
    elif not path.is_file():
        path = root / name
    key = issue_key(path.parent.parent.parent.name, path.parent.name)
    if key is None or ARTICLE_ID.fullmatch(path.stem) is None or not path.is_file():
        raise UsageError(Problem(code="I037", facts={"found": name}))
    return IssueFolder(key=key, path=path.parent, shown=path.parent.as_posix()), path.stem


def _read(folder: IssueFolder, article_id: str) -> Article:
    shown = f"{folder.shown}/{article_id}.md"
    text, problems = decode((folder.path / f"{article_id}.md").read_bytes(), shown)
    if text is not None:
        opened = open_article(text, shown)
        problems = [*problems, *opened.problems]
        if opened.article is not None and opened.sound:
            return opened.article
    raise ContentError(*(problem for problem in problems if has_errors([problem])))


def _draft(folder: IssueFolder, found: Rerun, mine: Article) -> Draft | None:
    """What the import makes of the article's lines now."""
    base = read_base(folder.path)
    current, _, _ = read_articles(folder)
    names = {*base.articles, *current, mine.id}
    held = {name: base.article(name) or current.get(name) for name in names}
    old = {name: lines_of(one.provenance) for name, one in held.items() if one is not None}
    drafts = [draft for page in found.pages for draft in page.drafts]
    known = owners(old, [lines_of(draft.article.provenance) for draft in drafts])
    return next((draft for index, draft in enumerate(drafts) if known.get(index) == mine.id), None)


def _rows(found: Rerun, made: Draft, mine: Article) -> Iterator[Row]:
    decisions = [decision for page in found.pages for decision in page.decisions]
    trail = Trail(found.raw, [used.text for used in made.used], decisions)
    body = next((used.text for used in made.used if used.field.endswith(".body")), Text())
    above: list[Row] = []
    below: list[Row] = []
    seen: dict[str, int] = {}
    for used in made.used:
        part = used.field.rpartition(".")[2]
        if part == "body":
            continue
        part = f"package {part}" if ".package." in used.field else part
        number = seen[part] = seen.get(part, -1) + 1
        now = _field(mine, part, number, used.text.string)
        if part in ORDER:
            above.append(_row(trail, part, used.text, now, before=body.place()))
        else:
            below.append(_row(trail, part, used.text, now))
    yield from sorted(above, key=lambda row: ORDER.index(row.part))
    yield from _body_rows(trail, body, mine)
    yield from below
    yield from _furniture_rows(found, trail)


def _row(trail: Trail, part: str, text: Text, now: str, before: int = -1) -> Row:
    raw, changes = trail.of(text, before)
    return Row(
        part=part,
        raw=raw,
        cleaned=tuple(spans(text.string, now)),
        changes=changes,
        seams=tuple(trail.seams(text)),
    )


def _field(mine: Article, part: str, number: int, imported: str) -> str:
    """What a field of the article says now."""
    match part:
        case "headline":
            return mine.headline[number] if number < len(mine.headline) else ""
        case "kicker" | "deck" | "column" | "byline" | "dateline":
            return str(getattr(mine, part))
        case "signature":
            return mine.signature.text if mine.signature else ""
        case "credit":
            return mine.credit_printed
        case "caption":
            return mine.pictures[number].caption if number < len(mine.pictures) else ""
        case _:
            return imported  # parts of a picture or a package: listed with the other fields


def _body_rows(trail: Trail, body: Text, mine: Article) -> Iterator[Row]:
    blocks = list(_blocks(body))
    words = [block.string for block in blocks]
    now = paragraphs.blocks(mine.body)
    before, after = paragraphs.numbers(words), paragraphs.numbers(now)
    for _, i1, i2, j1, j2 in SequenceMatcher(None, words, now, autojunk=False).get_opcodes():
        for offset in range(max(i2 - i1, j2 - j1)):
            i, j = i1 + offset, j1 + offset
            number = after[j] if j < j2 else before[i]
            part = f"p{number}" if number else "subheading"
            if i < i2:
                yield _row(trail, part, blocks[i], now[j] if j < j2 else "")
            else:
                yield Row(part=part, cleaned=(Span(now[j], "inserted"),))


def _blocks(body: Text) -> Iterator[Text]:
    start = 0
    while start < len(body):
        end = body.string.find("\n\n", start)
        end = len(body) if end < 0 else end
        if block := body.slice(start, end):
            yield block
        start = end + 2


def _furniture_rows(found: Rerun, trail: Trail) -> Iterator[Row]:
    """The furniture that lies among the article's lines."""
    low, high = trail.reach()
    for page in found.pages:
        for used in page.used:
            place = used.text.place()
            if used.field.startswith("furniture") and low <= place <= high:
                raw, changes = trail.of(used.text)
                yield Row(
                    part="furniture",
                    raw=raw,
                    cleaned=(Span(used.text.string),),
                    changes=changes,
                    seams=tuple(trail.seams(used.text)),
                )


def spans(before: str, now: str) -> Iterator[Span]:
    """The words of a text as it was and as it is, those taken out before those put in their place."""
    low = 0
    while low < min(len(before), len(now)) and before[low] == now[low]:
        low += 1
    high = 0
    while high < min(len(before), len(now)) - low and before[-1 - high] == now[-1 - high]:
        high += 1
    old, new = before[low : len(before) - high], now[low : len(now) - high]
    if low:
        yield Span(before[:low])
    codes: Sequence[tuple[str, int, int, int, int]] = [("replace", 0, len(old), 0, len(new))]
    if max(len(old), len(new)) <= LONG:
        codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for tag, i1, i2, j1, j2 in codes:
        if tag == "equal":
            yield Span(old[i1:i2])
            continue
        if i2 > i1:
            yield Span(old[i1:i2], "deleted")
        if j2 > j1:
            yield Span(new[j1:j2], "inserted")
    if high:
        yield Span(before[len(before) - high :])
