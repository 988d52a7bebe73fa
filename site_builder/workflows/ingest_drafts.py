"""Pieces → draft articles of the model, each with the proof of where its words come from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

import msgspec

from site_builder.newspaper.model import (
    Article,
    ArticleType,
    Continuation,
    PackagePart,
    Person,
    Picture,
    Position,
    Provenance,
    Reprint,
    Role,
    Signature,
    Status,
)
from site_builder.newspaper.raw import RawIssue, line_ranges
from site_builder.newspaper.runs import EMPTY, Text, join
from site_builder.segmenting.byline_forms import is_desk
from site_builder.segmenting.caption_rules import photo_credit
from site_builder.segmenting.credits import read_credits
from site_builder.segmenting.folding import folded
from site_builder.segmenting.line_rules import pen_name
from site_builder.segmenting.parts import Part
from site_builder.segmenting.pieces import Piece
from site_builder.segmenting.signatures import Signed, loosely_signed, read_signature
from site_builder.segmenting.web_rules import source_facts
from site_builder.workflows.ingest_bodies import body_of
from site_builder.workflows.ingest_pictures import Shown, pictures_of
from site_builder.workflows.ingest_proof import Used

_TAIL = re.compile(r"[(（]([^()（）]{2,40})[)）]$")
_FIRST_CLAUSE = re.compile(r"[^，。；：！？,;:!?]{2,}[，。；：！？,;:!?]?(?:[^，。；：！？,;:!?]+)?")
_NOTICE = re.compile(r"(?:公告|通告|启事|声明|公示|通知|更正|启示)$")
_REPORTER = re.compile("记者|通讯员|特派员")
SUPPLIED = 24
"""Characters of a headline made from the first words."""

Use = Callable[[str, Text], str]
"""Notes that a field is made of a text, and returns what it says."""


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """An article as the import writes it."""

    article: Article
    used: tuple[Used, ...]
    first: int
    """The place of its first character, for messages."""


def draft(
    piece: Piece, raw: RawIssue, *, article_id: str, page: str, order: int, shared_level: int, alts: Sequence[Text] = ()
) -> Draft:
    """The article of a piece. `shared_level` is the level of the page's most prominent subheading, `alts` are the words
    that stand for the pictures of a web page.
    """
    shown, piece = pictures_of(piece, raw, alts)
    piece, tail = _without_tail(piece)
    used: list[Used] = []

    def use(field: str, text: Text) -> str:
        if text:
            used.append(Used(field=f"{article_id}.{field}", written=text.string, text=text))
        return text.string

    head = piece.head
    byline = join([*piece.byline, *([] if piece.photo else [piece.credit]), tail], " ")
    pictures = [_picture(one, use) for one in shown]
    body = body_of(piece.passages, raw, shared_level=shared_level)
    headline = tuple(use("headline", line) for line in head.headline)
    supplied = ""
    if not headline and piece.package is None and not piece.signature and not piece.photo:
        supplied = _first_words(piece)
    texts = [*_texts(piece), *(text for one in shown for text in (one.alt, one.caption) if text), tail]
    article = Article(
        id=article_id,
        type=_type(piece, headline),
        genre="图片新闻" if piece.photo else "",
        kicker=use("kicker", head.kicker),
        headline=(supplied,) if supplied else headline,
        title_supplied=bool(supplied),
        deck=use("deck", head.deck),
        column=use("column", head.label),
        package=_package(piece, page, use),
        pages=tuple(dict.fromkeys((page, *(turn.page for turn in piece.turned)))),
        position=Position(order=order),
        continuation=tuple(Continuation(page=turn.page, mark=_bare_mark(turn.mark.string)) for turn in piece.turned),
        byline=use("byline", byline),
        contributors=_people(piece, tail, [one.caption for one in shown if one.caption]),
        editors=_editors(piece.editors.string),
        signature=_signature(use("signature", piece.signature)),
        dateline=use("dateline", piece.dateline),
        source=_reprint(piece),
        credit_printed=use("credit", piece.credit) if piece.photo else "",
        pictures=tuple(pictures),
        status=Status.DRAFT,
        provenance=_provenance(texts, raw),
        body=use("body", body),
    )
    first = next((text.place() for text in texts if text.place() >= 0), 0)
    return Draft(article=article, used=tuple(used), first=first)


def _bare_mark(mark: str) -> str:
    """What a mark says, without the signs around it."""
    return mark.strip("()（）[]【】〔〕 　▶►▷☞➤→*■▲●◀◁<")


def _picture(shown: Shown, use: Use) -> Picture:
    return Picture(caption=use("caption", shown.caption), alt=use("alt", shown.alt), at=shown.at)


def _texts(piece: Piece) -> list[Text]:
    head = piece.head.texts()
    shared = piece.package.texts() if piece.package is not None and piece.part == 1 else ()
    passages = (passage.text for passage in piece.passages)
    return [*shared, *head, piece.dateline, *piece.byline, *passages, piece.signature, piece.credit]


def _without_tail(piece: Piece) -> tuple[Piece, Text]:
    """The piece without the names in brackets that end its last paragraph, and these."""
    if not piece.passages or piece.passages[-1].part is not Part.PARAGRAPH:
        return piece, EMPTY
    text = piece.passages[-1].text
    match = _TAIL.search(text.string)
    if match is None or match.start() == 0:
        return piece, EMPTY
    found = read_credits(match[1])
    if not found.clean:
        return piece, EMPTY
    kept = msgspec.structs.replace(piece.passages[-1], text=text.slice(0, match.start()).strip())
    return msgspec.structs.replace(piece, passages=(*piece.passages[:-1], kept)), text.slice(match.start())


def _people(piece: Piece, tail: Text, captions: Sequence[Text]) -> tuple[Person, ...]:
    people: list[Person] = []
    for text in piece.byline:
        if name := pen_name(text.string):
            people.append(Person(name=name.replace(" ", ""), role=Role.AUTHOR))
            continue
        if is_desk(text.string, piece.head.headline[-1].string if piece.head.headline else ""):
            continue
        found = read_credits(text.string, Role.REPORTER if "记者" in folded(text.string) else Role.AUTHOR)
        signed = read_signature(text.string) or (None if found.roles or found.clean else loosely_signed(text.string))
        if signed is not None and signed.parted:
            people.append(Person(name=text.string[slice(*signed.name)].replace(" ", ""), role=Role.AUTHOR))
            continue
        people += found.people
    if _REPORTER.search(folded(piece.dateline.string)):  # a wire names who sent it: 中央社记者某某台北4日电
        people += (one for one in read_credits(piece.dateline.string).people if one.role is Role.REPORTER)
    for text in (piece.credit, tail):
        people += read_credits(text.string).people if text else ()
    if piece.source:
        _, _, rest = source_facts(piece.source.string)
        found = read_credits(rest)
        people += found.people if found.roles else ()
    if piece.signature and (signed := _signed(piece.signature.string)):
        name = piece.signature.string[slice(*signed.name)].replace(" ", "")
        people.append(Person(name=name, role=Role.AUTHOR))
    for text in (*captions, *(one.text for one in piece.passages if one.part is Part.CAPTION or piece.photo)):
        if at := photo_credit(text.string):
            people += read_credits(text.string[at:], Role.PHOTOGRAPHER).people
    return tuple(dict.fromkeys(person for person in people if person.role is not Role.EDITOR))


def _editors(line: str) -> tuple[str, ...]:
    """The names an editor's line gives, tools beside it aside."""
    at = max(folded(line).find("编辑"), folded(line).find("责编"))
    people = read_credits(line[at:], Role.EDITOR).people if at >= 0 else ()
    return tuple(person.name for person in people if person.role is Role.EDITOR)


def _signature(text: str) -> Signature | None:
    if not text:
        return None
    found = _signed(text)
    if found is None:
        return Signature(text=text, name=text.strip("()（）[]【】□■◎●○◆ ").replace(" ", ""))
    return Signature(
        text=text, office=text[slice(*found.office)].strip(), name=text[slice(*found.name)].replace(" ", "")
    )


def _signed(text: str) -> Signed | None:
    return read_signature(text) or loosely_signed(text)


def _package(piece: Piece, page: str, use: Use) -> PackagePart | None:
    if piece.package is None:
        return None
    head = piece.package
    if piece.part == 1:
        for field, texts in (
            ("kicker", (head.label, head.kicker)),
            ("headline", head.headline),
            ("deck", (head.deck,)),
        ):
            for text in texts:
                use(f"package.{field}", text)
    return PackagePart(
        id=f"{page}-{piece.group}",
        headline=tuple(line.string for line in head.headline),
        kicker=" ".join(text.string for text in (head.label, head.kicker) if text),
        deck=head.deck.string,
        part=piece.part,
    )


def _reprint(piece: Piece) -> Reprint | None:
    if not piece.source:
        return None
    name, day, _ = source_facts(piece.source.string)
    return Reprint(name=name, date=day) if name else None


def _type(piece: Piece, headline: Sequence[str]) -> ArticleType:
    if piece.photo:
        return ArticleType.PHOTO
    if headline and _NOTICE.search(headline[-1].strip()):
        return ArticleType.NOTICE
    return ArticleType.ARTICLE


def _first_words(piece: Piece) -> str:
    """A headline for a piece that has none: the beginning of its text, up to a comma."""
    whole = next((passage.text.string for passage in piece.passages if passage.text), "")
    text = whole.replace("**", "").strip() or whole
    match = _FIRST_CLAUSE.match(text)
    words = match[0] if match else text
    if len(words) > SUPPLIED:
        words = re.split("[，。；：！？,;:!?]", words)[0][:SUPPLIED]
    return words.strip("，。；：,;: ") or text[:SUPPLIED]


def _provenance(texts: Iterable[Text], raw: RawIssue) -> tuple[Provenance, ...]:
    texts = list(texts)
    methods: dict[str, str] = {}
    for text in texts:
        for place, _ in text.places():
            source = raw.where(place)[0]
            methods[source.file] = source.form.value
    return tuple(
        Provenance(file=file, lines=line_ranges(numbers), method=methods[file])
        for file, numbers in raw.lines_of(texts).items()
    )
