"""The steps that print with a theme: the theme itself, its files, the issues, and the fronts."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from site_builder.engine.digests import digest_bytes
from site_builder.engine.steps import Files, Step, Value
from site_builder.engine.store import Store
from site_builder.newspaper.model import Paper
from site_builder.press.settings import SiteSettings, ThemeSettings
from site_builder.workflows.desk import Desk
from site_builder.workflows.in_type import card_at, galley_of

if TYPE_CHECKING:  # Jinja costs a tenth of a second, which a build with nothing to do must not spend
    from site_builder.newspaper.archive import Archive, IssueCard
    from site_builder.press.fronts import Front
    from site_builder.press.neighbours import Neighbour
    from site_builder.press.themes import Theme
    from site_builder.press.ties import Ties

HELD_PLANS = 6
"""Plans whose fronts are held in memory."""

ISSUE_KINDS = ("issue", "page", "article", "read")
"""The kinds of pages an issue has."""


class ThemeJob(msgspec.Struct, frozen=True, kw_only=True):
    """Read a theme."""

    settings: ThemeSettings
    language: str
    """That of the site's words."""

    files: tuple[Mapping[str, Mapping[str, str]], ...]
    """Of each folder that holds themes: folder → file → digest."""


class ThemeNote(msgspec.Struct, frozen=True, kw_only=True):
    """What jobs must know of a theme."""

    fingerprints: Mapping[str, str]
    """Kind of page → digest of all that has a say in it."""

    assets: Mapping[str, str]
    """Output path → digest."""


class AssetsJob(msgspec.Struct, frozen=True, kw_only=True):
    """Print files of the theme."""

    assets: Mapping[str, str]
    """Path → digest of those that are wanted."""


class PrintJob(msgspec.Struct, frozen=True, kw_only=True):
    """Print an issue."""

    galley: str
    folder: str
    pictures: Mapping[str, str]
    """Path below the folder → digest."""

    before: bytes | None
    after: bytes | None
    """The issues it stands between (`neighbours.Neighbour`, encoded)."""

    ties: bytes
    """What its articles are tied to in other issues (`ties.Ties`, encoded); empty when to nothing."""

    paper_id: str
    paper: Paper
    site: SiteSettings
    fingerprints: Mapping[str, str]


class PlanJob(msgspec.Struct, frozen=True, kw_only=True):
    """Plan fronts."""

    part: str
    """`own`, or of one paper its `lists` or `feeds` (see `fronts.plan_own`)."""

    shelves: tuple[tuple[str, Paper, tuple[str, ...]], ...]
    """Paper id, paper, and digests of the cards of its issues, oldest first, each of what the part shows of it."""

    site: SiteSettings
    apart: tuple[str, ...] = ()
    """Of the `own`: the paths of the other fronts that a sitemap names."""


class RedirectsJob(msgspec.Struct, frozen=True, kw_only=True):
    """Print where old addresses lead."""

    redirects: Mapping[str, str]
    base_url: str
    language: str


class PlannedFront(msgspec.Struct, frozen=True, kw_only=True):
    """A front that is to be printed."""

    path: str
    kind: str
    """Kind of page, for the theme's fingerprint; empty when no template prints it."""

    digest: str
    """Of the front: all that it shows."""


class PlanNote(msgspec.Struct, frozen=True, kw_only=True):
    """What jobs must know of the plan."""

    fronts: tuple[PlannedFront, ...]
    ties: Mapping[str, bytes]
    """Issue → what its articles are tied to (`ties.Ties`, encoded); issues without ties are left out."""

    shown: tuple[str, ...] = ()
    """Of lists and feeds: the paths of those that a sitemap names."""


class FrontJob(msgspec.Struct, frozen=True, kw_only=True):
    """Print a front."""

    plan: str
    """The name of the plan it stands in."""

    front: str
    site: SiteSettings
    fingerprint: str


def read_theme(job: ThemeJob, desk: Desk) -> Value:
    """The `Theme` with its plates as the body, and a `ThemeNote`; a theme with errors is none (ContentError)."""
    from site_builder.press.printing import plated
    from site_builder.press.themes import load_theme
    from site_builder.press.views import PAGES

    theme = load_theme([Path(root) for root in desk.themes], job.settings.name, job.settings.tokens)
    note = ThemeNote(
        fingerprints={kind: theme.fingerprint(kind) for kind in sorted(PAGES)},
        assets={path: digest_bytes(data) for path, data in theme.assets().items()},
    )
    return Value(
        body=msgspec.msgpack.encode(plated(theme, job.language)),
        note=msgspec.msgpack.encode(note),
        problems=theme.problems,
    )


def print_assets(job: AssetsJob, desk: Desk) -> Files:
    """Those of the theme's files that are wanted."""
    assets = _theme(desk.store, desk.theme).assets()
    return Files(files={path: data for path, data in assets.items() if path in job.assets})


def print_issue(job: PrintJob, desk: Desk) -> Files:
    """Every page of an issue, and its pictures."""
    from site_builder.press import sheets
    from site_builder.press.frame import ShelfFacts
    from site_builder.press.neighbours import Neighbours

    pictures = {path: desk.read(f"{job.folder}/{path}", digest) for path, digest in job.pictures.items()}
    made = sheets.Sheets(
        galley_of(desk.store.value(job.galley)),
        pictures,
        Neighbours(previous=_neighbour(job.before), next=_neighbour(job.after), ties=_ties(job.ties)),
        ShelfFacts(id=job.paper_id, paper=job.paper),
        job.site,
        _theme(desk.store, desk.theme),
    )
    return Files(files=sheets.print_issue(made, pictures))


def plan_fronts(job: PlanJob, desk: Desk) -> Value:
    """The fronts of a part as the body, each encoded, by its digest; and a `PlanNote`."""
    from site_builder.newspaper.archive import Archive, PaperShelf
    from site_builder.press import fronts

    archive = Archive(
        shelves=tuple(
            PaperShelf(id=id_, paper=paper, issues=tuple(_cards(job.part, id_, desk))) for id_, paper, _ in job.shelves
        )
    )
    planned, ties = _planned(job, archive)
    encoded = [_ENCODER.encode(front) for front in planned]
    digests = list(map(digest_bytes, encoded))
    note = PlanNote(
        fronts=tuple(
            PlannedFront(path=fronts.front_path(front), kind=fronts.page_kind(front), digest=of)
            for front, of in zip(planned, digests, strict=True)
        ),
        ties=ties,
        shown=() if job.part == "own" or not job.site.base_url else fronts.shown_of(planned),
    )
    body = dict(zip(digests, map(msgspec.Raw, encoded), strict=True))
    return Value(body=_ENCODER.encode(body), note=msgspec.msgpack.encode(note))


def _cards(part: str, paper: str, desk: Desk) -> Iterator[IssueCard]:
    """What a part shows of the cards of a paper; read one by one, so that no more of them is held."""
    for place in desk.cards[paper]:
        card = card_at(desk.store, place)
        yield card if part == "own" else card.listed(openings=part == "feeds")


def _planned(job: PlanJob, archive: Archive) -> tuple[Sequence[Front], dict[str, bytes]]:
    """The fronts of a part, and with the lists what ties the issues."""
    from site_builder.press import fronts
    from site_builder.press.feed_fronts import plan_feeds
    from site_builder.press.frame import ShelfFacts
    from site_builder.press.index_fronts import plan_lists
    from site_builder.press.ties import ties_of

    if job.part == "own":
        return fronts.plan_own(archive, job.site, job.apart), {}
    (shelf,) = archive.shelves
    facts = ShelfFacts(id=shelf.id, paper=shelf.paper)
    if job.part == "feeds":
        return plan_feeds(shelf, facts, job.site), {}
    ties = {str(key): msgspec.msgpack.encode(ties) for key, ties in ties_of(shelf.issues).items()}
    return plan_lists(shelf, facts, job.site.page_size), ties


def print_front(job: FrontJob, desk: Desk) -> Files:
    """One front; the home page waits until all that it leads to is there, whoever prints that."""
    from site_builder.press import front_pages, routes

    front = _reader().decode(_fronts(desk.store, desk.plans[job.plan])[job.front])
    files = front_pages.print_front(front, job.site, _theme(desk.store, desk.theme))
    return Files(files={}, last=files) if routes.home() in files else Files(files=files)


def print_redirects(job: RedirectsJob, _: Desk) -> Files:
    """A page for every old address, and the rules for hosts."""
    from site_builder.press import redirects

    return Files(files=redirects.print_redirects(job.redirects, job.base_url, job.language))


THEME = Step("theme", 1, read_theme)
ASSETS = Step("assets", 2, print_assets)
PRINT = Step("print", 1, print_issue)
PLAN = Step("plan", 3, plan_fronts)
FRONTS = Step("fronts", 2, print_front, many=10)
REDIRECTS = Step("redirects", 1, print_redirects)


def _ties(encoded: bytes) -> Ties:
    from site_builder.press.ties import Ties

    return msgspec.msgpack.decode(encoded, type=Ties) if encoded else Ties()


def _neighbour(encoded: bytes | None) -> Neighbour | None:
    from site_builder.press.neighbours import Neighbour

    return None if encoded is None else msgspec.msgpack.decode(encoded, type=Neighbour)


@functools.lru_cache(maxsize=2)
def _theme(store: Store, digest: str) -> Theme:
    from site_builder.press.themes import Theme

    return msgspec.msgpack.decode(store.value(digest), type=Theme)


@functools.lru_cache(maxsize=1)
def _reader() -> msgspec.msgpack.Decoder[Front]:
    from site_builder.press.fronts import Front

    return msgspec.msgpack.Decoder(Front)


@functools.lru_cache(maxsize=HELD_PLANS)
def _fronts(store: Store, plan: str) -> Mapping[str, msgspec.Raw]:
    """Encoded fronts by digest: of ten thousand an edit prints a handful, and only those are read."""
    return msgspec.msgpack.decode(store.value(plan), type=dict[str, msgspec.Raw])


_ENCODER = msgspec.msgpack.Encoder(order="deterministic")
