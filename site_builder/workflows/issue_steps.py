"""The steps that read: a paper's masthead, and an issue's manuscripts, which are set in type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from site_builder.engine.steps import Step, Value
from site_builder.errors import Problem
from site_builder.newspaper.archive import IssueCard
from site_builder.newspaper.galley import Galley, SetArticle
from site_builder.newspaper.keys import IssueKey
from site_builder.newspaper.model import Issue
from site_builder.press.settings import TypesettingSettings
from site_builder.workflows.desk import Desk
from site_builder.workflows.in_type import CardMark, kept_form, mark_of


class MastheadJob(msgspec.Struct, frozen=True, kw_only=True):
    """Read a paper.yaml."""

    path: str
    digest: str


class PeopleJob(msgspec.Struct, frozen=True, kw_only=True):
    """Read a people.yaml."""

    path: str
    digest: str


class TypesetJob(msgspec.Struct, frozen=True, kw_only=True):
    """Read an issue's folder and set it in type."""

    key: IssueKey
    folder: str
    texts: Mapping[str, str]
    """File name → digest."""

    others: tuple[str, ...]
    """Names of the pictures that are held."""

    drafts: bool
    """Whether articles that are drafts are printed too."""

    settings: TypesettingSettings


class IssueNote(msgspec.Struct, frozen=True, kw_only=True):
    """What the site must know of an issue that is set, with the parts that few ask for left encoded."""

    articles: int
    pictures: tuple[str, ...]
    """Paths below the issue's folder of the pictures its pages show."""

    scans: tuple[str, ...]
    """Those of them that show a whole 版."""

    card: CardMark
    """Of its `IssueCard`, which lies behind the galley; without the digest of that, which is known."""

    before: bytes
    """What the issue after this one says of it (`neighbours.Neighbour`)."""

    after: bytes
    """What the issue before this one says of it."""

    record: bytes = b""
    """An `IssueRecord`."""


def get_ready() -> None:
    """Bring in what it takes to set an issue in type and to print it; whoever waits for an issue does so meanwhile."""
    from site_builder.manuscript import issue_folder  # noqa: F401
    from site_builder.press import front_pages, neighbours, sheets, typesetting  # noqa: F401
    from site_builder.workflows import issue_record  # noqa: F401


def read_masthead(job: MastheadJob, desk: Desk) -> Value:
    """The `Paper` as the note; nothing when it has faults."""
    from site_builder.manuscript.paper_file import read_paper

    text = desk.read(job.path, job.digest).decode("utf-8", "surrogateescape")
    paper, problems = read_paper(text, job.path)
    return Value(note=b"" if paper is None else msgspec.msgpack.encode(paper), problems=tuple(problems))


def read_people(job: PeopleJob, desk: Desk) -> Value:
    """The words its names are as the note; nothing when it has faults."""
    from site_builder.manuscript.people_file import read_people
    from site_builder.search.fields import name_words

    text = desk.read(job.path, job.digest).decode("utf-8", "surrogateescape")
    people, problems = read_people(text, job.path)
    if people is None:
        return Value(problems=tuple(problems))
    words = sorted({word for name in people.spellings for word in name_words(name)})
    return Value(note=msgspec.msgpack.encode(words), problems=tuple(problems))


def typeset_issue(job: TypesetJob, desk: Desk) -> Value:
    """The galley and the card as the body (`in_type`), and an `IssueNote`; nothing when a manuscript has faults."""
    galley, note, problems = set_issue(job, desk)
    return Value(problems=problems) if galley is None or note is None else _value(galley, note, problems)


def set_issue(job: TypesetJob, desk: Desk) -> tuple[Galley | None, IssueNote | None, tuple[Problem, ...]]:
    """The same in memory: articles that are as they were when the issue was set last are the same objects."""
    from site_builder.manuscript.issue_folder import read_issue

    issue, problems = read_issue(job.key, _files(job, desk), job.folder)
    return (None, None, tuple(problems)) if issue is None else (*_in_type(issue, job), tuple(problems))


def typeset_what_is_sound(job: TypesetJob, standing: Sequence[SetArticle], desk: Desk) -> Value:
    """As `typeset_issue`, of the articles without errors, and beside them those that are `standing` in type already.

    Nothing when not only articles have errors, or nothing is left.
    """
    from site_builder.manuscript.issue_folder import open_folder, sound_part

    issue = sound_part(open_folder(job.key, _files(job, desk), job.folder))
    if issue is None or not (issue.articles or standing):
        return Value()
    return _value(*_in_type(issue, job, standing), ())


def _files(job: TypesetJob, desk: Desk) -> dict[str, bytes]:
    texts = {name: desk.read(f"{job.folder}/{name}", digest) for name, digest in job.texts.items()}
    return texts | dict.fromkeys(job.others, b"")


def _value(galley: Galley, note: IssueNote, problems: tuple[Problem, ...]) -> Value:
    return Value(body=kept_form(galley, own_card(galley)), note=msgspec.msgpack.encode(note), problems=problems)


def _in_type(issue: Issue, job: TypesetJob, standing: Sequence[SetArticle] = ()) -> tuple[Galley, IssueNote]:
    from site_builder.press.neighbours import neighbours
    from site_builder.press.typesetting import typeset
    from site_builder.workflows.issue_record import record_of

    if not job.drafts:
        published = tuple(article for article in issue.articles if not article.draft)
        issue = msgspec.structs.replace(issue, articles=published)
    galley = typeset(issue, job.settings, standing)
    own = own_card(galley)
    edges = neighbours(own, own)
    note = IssueNote(
        articles=len(galley.articles),
        pictures=tuple(_pictures(galley, job.others)),
        scans=tuple(dict.fromkeys(page.scan for page in galley.issue.pages if page.scan in job.others)),
        card=mark_of(own),
        before=msgspec.msgpack.encode(edges.previous),
        after=msgspec.msgpack.encode(edges.next),
        record=msgspec.msgpack.encode(record_of(galley)),
    )
    return galley, note


def own_card(galley: Galley) -> IssueCard:
    """The card of a galley."""
    from site_builder.press.cards import card

    return card(galley, "")


def _pictures(galley: Galley, held: tuple[str, ...]) -> Iterator[str]:
    """Those of the held pictures that a page, an article or a line of its text shows."""
    from site_builder.press.typesetting.images import picture_address

    named = {page.scan for page in galley.issue.pages}
    for piece in galley.articles:
        named |= {piece.article.image, *(picture.image for picture in piece.article.pictures)}
    shown = [block.html for piece in galley.articles for block in piece.blocks if "<img" in block.html]
    for name in held:
        address = picture_address(name)
        if address and (name in named or any(f'src="{address}"' in html for html in shown)):
            yield name


MASTHEAD = Step("masthead", 1, read_masthead, many=10)
PEOPLE = Step("people", 1, read_people, many=10)
TYPESET = Step("typeset", 2, typeset_issue)


def note_of(encoded: bytes) -> IssueNote | None:
    """The note of a set issue; None of one that could not be set."""
    return _NOTE.decode(encoded) if encoded else None


_NOTE = msgspec.msgpack.Decoder(IssueNote)
