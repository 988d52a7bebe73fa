"""An archive as it would be printed now: each page when it is asked for, from the functions that `build` prints with.

An edit sets the issue it belongs to in type again, and nothing else happens until somebody asks for a page.
"""

from __future__ import annotations

import functools
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from site_builder.engine.events import Reporter, silence
from site_builder.engine.steps import Changed
from site_builder.engine.store import Lost
from site_builder.errors import ContentError, Problem, Severity
from site_builder.manuscript.issue_folder import ISSUE_FILE, is_article
from site_builder.newspaper.archive import Archive, IssueCard, PaperShelf
from site_builder.newspaper.galley import SetArticle
from site_builder.newspaper.keys import issue_key
from site_builder.newspaper.model import Paper
from site_builder.search.scripts import MANIFEST
from site_builder.workflows.differences import differing, pictures_of
from site_builder.workflows.holdings import Holdings, SetIssue, Superseded
from site_builder.workflows.issue_steps import IssueNote
from site_builder.workflows.layout import CONTENT
from site_builder.workflows.page_facts import PageFacts, first_difference, of_file, paragraph_lines
from site_builder.workflows.planned_fronts import PlannedFronts
from site_builder.workflows.tied_issues import TiedIssues
from site_builder.workflows.whereabouts import Held, Moves, Withheld, leads

if TYPE_CHECKING:
    from site_builder.press.neighbours import Neighbour
    from site_builder.press.pages import Sheet
    from site_builder.press.sheets import Sheets
    from site_builder.press.themes import Theme

T = TypeVar("T")

SEARCH_ENTRY = MANIFEST
"""The file of the search index that says which others are now valid; no edition has one."""

AT_HAND = 8
"""Issues whose pages are ready to be printed; one whose pages nobody looks at is put away."""

PRINTED = 256
"""Pages kept as they were last printed: what is shown while something is wrong with them."""


class Edition:
    """The site of an archive in memory. One thread refreshes it, any number read."""

    def __init__(self, root: Path, *, drafts: bool = True) -> None:
        """Reads nothing yet. Raises UsageError when there is no archive at `root`."""
        self._held = Holdings(root, drafts=drafts)
        self._lock = threading.RLock()
        self._ready: OrderedDict[str, tuple[Hashable, Hashable, Sheets]] = OrderedDict()
        self._printed: OrderedDict[str, tuple[Hashable, bytes]] = OrderedDict()
        self._fronts = PlannedFronts()
        self._doubted: OrderedDict[str, tuple[Mapping[str, str], tuple[Problem, ...]]] = OrderedDict()
        """What a check says of an issue, and of which files."""
        self._tied = TiedIssues(self._held.card)
        self._misprints: dict[str, tuple[Problem, ...]] = {}
        """What a theme's templates could not print, by page."""
        self._listed: tuple[object, tuple[Problem, ...]] = ((), ())
        self._moves = Moves()
        self._before: Mapping[str, SetIssue] = {}
        """The issues that the last edit made others of, as they were."""
        self._leads: tuple[int, Mapping[str, str]] = (-1, {})
        """As of which save, and where old addresses lead."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that is known to be wrong now; the same tuple as long as it is the same."""
        with self._lock:
            stamp = (self._held.findings, dict(self._misprints))
            if self._listed[0] != stamp:
                faults = {**self._held.faults, **self._misprints}
                self._listed = (stamp, tuple(problem for name in sorted(faults) for problem in faults[name]))
            return self._listed[1]

    def open(self, tell: Reporter = silence) -> None:
        """Read the whole archive; what the cache knows is not done again."""
        with self._lock:
            self._held.open(tell)

    def warm(self) -> Iterator[None]:
        """Do step by step what the first save of a theme's file would wait for otherwise."""
        with self._lock:
            steps = self._held.theme.warm(self._held.desk, self._held.config.theme)
        yield from steps

    @property
    def owing(self) -> bool:
        """Whether `refresh` was superseded before it had taken in all that was touched."""
        with self._lock:
            return self._held.owing

    def refresh(
        self, paths: Iterable[Path], watched: Iterable[str] = (), superseded: Superseded = lambda: False
    ) -> frozenset[str]:
        """Take in that these files changed, appeared or vanished; as much of it as can be before it is `superseded`.

        Gives what is different now of the `watched` pages, of the theme's files and of the pictures.
        """
        with self._lock:
            before = {path: self._shown(path) for path in watched}
            assets, issues = self.assets(), dict(self._held.issues)
            self._misprints.clear()
            self._held.refresh(paths, superseded)
            others = self._note_moves(issues)
            changed = {path for path, data in before.items() if self._shown(path) != data}
            was, is_ = pictures_of(issues, others), pictures_of(self._held.issues, others)
            return frozenset(changed | differing(assets, self.assets()) | differing(was, is_))

    def read(self, path: str) -> bytes | None:
        """The file at this path of the site, as `build` would write it now; None when it is none of an edition's.

        Where a page cannot be printed it is the page as it last was, and `problems` say why.
        """
        with self._lock:
            if not self._held.theme.stamp:
                return None
            name = "/".join(path.split("/")[:2])
            if path.startswith("assets/"):
                return self.assets().get(path)
            data = self._of_issue(name, path) if name in self._held.order else self._front(path)
            return self._old_address(path) if data is None and path.endswith(".html") else data

    def where(self, path: str) -> tuple[str, str]:
        """Where a page went that is gone, as far as somebody watched it go: its address and headline, or nothing."""
        with self._lock:
            found, headline = self._moves.where(path)
            return (found, headline) if found and self.read(found) is not None else ("", "")

    def withheld(self, path: str) -> Withheld:
        """Why a page that content has is not there; empty of any other."""
        folder, _, id_ = path.removesuffix(".html").rpartition("/")
        with self._lock:
            issue = self._held.issues.get(folder)
            if issue is not None and f"{id_}.md" in issue.stocked.texts:
                return "hidden" if self._held.hides(issue, f"{id_}.md") else ""
            errors = [one for one in self._held.faults.get(folder, ()) if one.severity is Severity.ERROR]
            if issue is None:
                return "broken" if errors else ""
            return "broken" if of_file(f"{issue.stocked.folder}/{id_}.md", errors) else ""

    def facts(self, path: str) -> PageFacts | None:
        """Where an issue's page comes from; None of any other page."""
        with self._lock:
            name = "/".join(path.split("/")[:2])
            issue = self._held.issues.get(name)
            if issue is None or not path.endswith(".html"):
                return None
            found = self._doubted.get(name)
            if found is None or found[0] != issue.stocked.texts:
                self._get_ready(name, path)
                found = (issue.stocked.texts, self._held.doubts(issue))
            _remember(self._doubted, name, found, AT_HAND)
            id_ = path.removeprefix(f"{name}/").removesuffix(".html")
            if f"{id_}.md" not in issue.stocked.texts:
                file = f"{issue.stocked.folder}/{ISSUE_FILE}"
                return PageFacts(file=file, path=self._path(file), problems=of_file(file, found[1]))
            file = f"{issue.stocked.folder}/{id_}.md"
            piece = self._piece(issue, id_)
            text = self._held.text(issue, f"{id_}.md")
            return PageFacts(
                file=file,
                path=self._path(file),
                lines=paragraph_lines(text, piece) if piece else {},
                draft=bool(piece and piece.article.draft),
                problems=of_file(file, found[1]),
            )

    def _get_ready(self, name: str, path: str) -> None:
        """Do now what the first save of an issue would wait for otherwise: set all of it here, and lay it out."""
        if self._held.take_in_hand(self._held.issues[name]):
            self._ready.pop(name, None)
            self._printed.pop(path, None)
            self.read(path)

    def _path(self, file: str) -> str:
        return (Path(self._held.desk.root) / file).as_posix()

    def page_of(self, file: Path) -> str:
        """The page an article's file is printed on; empty for any other file."""
        with self._lock:
            content = Path(self._held.desk.root, CONTENT)
            parts = file.relative_to(content).parts if file.is_relative_to(content) else ()
            issue = self._held.issues.get(f"{parts[0]}/{parts[2]}") if len(parts) == 4 else None
            if issue and f"{CONTENT}/{'/'.join(parts[:3])}" == issue.stocked.folder and is_article(file.name):
                return f"{issue.stocked.key}/{file.stem}.html" if file.name in issue.stocked.texts else ""
            return ""

    def changed_at(self, page: str) -> str:
        """The anchor of the paragraph of an article that the last edit changed first; empty when it was none."""
        with self._lock:
            name, _, id_ = page.removesuffix(".html").rpartition("/")
            before, now = self._before.get(name), self._held.issues.get(name)
            try:
                was, is_ = (self._piece(issue, id_) if issue else None for issue in (before, now))
            except (Changed, Lost):
                return ""
            return first_difference(was, is_) if was and is_ else ""

    def _piece(self, issue: SetIssue, id_: str) -> SetArticle | None:
        return next((piece for piece in self._held.galley(issue).articles if piece.article.id == id_), None)

    def claims(self, path: str) -> bool:
        """Whether a page at this path would be an issue's: one that `read` does not give is not there."""
        paper, _, rest = path.partition("/")
        with self._lock:
            return path.endswith(".html") and paper in self._held.papers and bool(issue_key(paper, rest.split("/")[0]))

    def _shown(self, path: str) -> bytes | None:
        """What a browser shows at an address: the page, or the one for what is not there."""
        data = self.read(path)
        return self.read("404.html") if data is None else data

    def _note_moves(self, before: Mapping[str, SetIssue]) -> Sequence[str]:
        """Take in which issues are others than before, and say which."""
        now = self._held.issues
        names = [name for name in {**before, **now} if before.get(name) is not now.get(name)]
        self._before = {name: before[name] for name in names if name in before}
        self._tied.keep(now.keys())
        self._moves.take_in(
            [_addresses_of(before[name]) for name in names if name in before],
            [_addresses_of(now[name]) for name in names if name in now],
        )
        return names

    def _old_address(self, path: str) -> bytes | None:
        """The page a build prints at an old address; None where no alias names it."""
        from site_builder.press.redirects import print_redirects

        if self._leads[0] != self._held.saves:
            issues = [_addresses_of(self._held.issues[name]) for name in self._held.order]
            site = self._held.config.site
            fronts = frozenset(self._fronts.every(self._held.edits, self._archive, site))
            self._leads = (
                self._held.saves,
                leads(self._held.root, issues, fronts, frozenset(pictures_of(self._held.issues, self._held.issues))),
            )
        new = self._leads[1].get(path) or self._leads[1].get(path.removesuffix("/index.html"))
        if not new:
            return None
        site = self._held.config.site
        return print_redirects({path: new}, site.base_url, site.language).get(path)

    def _of_issue(self, name: str, path: str) -> bytes | None:
        at = self._held.order.index(name)
        issue = self._held.issues[name]
        picture = path.removeprefix(f"{name}/")
        if picture in issue.note.pictures:
            return self._held.picture(issue, picture)
        digest, paper = self._held.papers[issue.stocked.key.paper]
        before, after = self._beside(at, -1), self._beside(at, 1)
        around = (before.before if before else None, after.after if after else None)
        pictures = tuple(issue.stocked.others.get(name) for name in issue.note.pictures)
        ties = self._ties(issue)
        stamp = (issue.galley, pictures, around, ties, digest, self._held.config.site, self._held.theme.stamp)

        def print_it() -> Mapping[str, bytes]:
            ready = self._ready.get(name)
            if ready is None or ready[0] != stamp:
                standing = ready[2].sheets if ready and ready[1] == pictures else ()
                ready = (stamp, pictures, self._sheets(issue, paper, around, ties, standing))
            _remember(self._ready, name, ready, AT_HAND)
            printer = ready[2].printers().get(path)
            return printer() if printer else {}

        return self._print(path, stamp, print_it)

    def _beside(self, at: int, step: int) -> IssueNote | None:
        """The issue before or after another one of its paper."""
        order, issues = self._held.order, self._held.issues
        if not 0 <= at + step < len(order):
            return None
        other = issues[order[at + step]]
        return other.note if other.stocked.key.paper == issues[order[at]].stocked.key.paper else None

    def _ties(self, issue: SetIssue) -> bytes:
        """What the articles of an issue are tied to in others, as a build has it; found when first asked for."""

        def paper() -> list[SetIssue]:
            issues = map(self._held.issues.__getitem__, self._held.order)
            return [other for other in issues if other.stocked.key.paper == issue.stocked.key.paper]

        return self._tied.ties(issue, paper, self._held.edits)

    def _sheets(
        self,
        issue: SetIssue,
        paper: Paper,
        around: tuple[bytes | None, bytes | None],
        ties: bytes,
        standing: Sequence[Sheet],
    ) -> Sheets:
        from site_builder.press.frame import ShelfFacts
        from site_builder.press.neighbours import Neighbours
        from site_builder.press.sheets import Sheets
        from site_builder.press.ties import Ties

        return Sheets(
            self._held.galley(issue),
            {name: self._held.picture(issue, name) for name in issue.note.pictures},
            Neighbours(
                previous=_neighbour(around[0]),
                next=_neighbour(around[1]),
                ties=msgspec.msgpack.decode(ties, type=Ties) if ties else Ties(),
            ),
            ShelfFacts(id=issue.stocked.key.paper, paper=paper),
            self._held.config.site,
            self._held.theme.value,
            standing,
        )

    def _front(self, path: str) -> bytes | None:
        from site_builder.press import front_pages

        site = self._held.config.site
        front = self._fronts.front(path, self._held.edits, self._archive, site)
        if front is None:
            return None
        stamp = (front, site, self._held.theme.stamp)
        return self._print(path, stamp, lambda: front_pages.print_front(front, site, self._held.theme.value))

    def _archive(self) -> Archive:
        """The cards of all issues."""
        shelves: dict[str, list[IssueCard]] = {paper: [] for paper in sorted(self._held.papers)}
        for name in self._held.order:
            issue = self._held.issues[name]
            shelves[issue.stocked.key.paper].append(self._tied.card(issue))
        papers = self._held.papers
        return Archive(
            shelves=tuple(
                PaperShelf(id=id_, paper=papers[id_][1], issues=tuple(cards)) for id_, cards in shelves.items()
            )
        )

    def _print(self, path: str, stamp: Hashable, print_it: Callable[[], Mapping[str, bytes]]) -> bytes | None:
        """The file as printed from what `stamp` stands for; as last printed when that cannot be done."""
        known = self._printed.get(path)
        if known is not None and known[0] == stamp:
            return known[1]
        try:
            data = print_it().get(path)
        except (ContentError, Changed) as error:
            if isinstance(error, ContentError):
                self._misprints[path] = error.problems
            return None if known is None else known[1]
        if data is not None:
            _remember(self._printed, path, (stamp, data), PRINTED)
        return data

    def assets(self) -> Mapping[str, bytes]:
        """The theme's files by their paths in the site; none as long as there is no theme."""
        with self._lock:
            return _assets(self._held.theme.value) if self._held.theme.stamp else {}


def _addresses_of(issue: SetIssue) -> Held:
    return Held(key=issue.stocked.key, folder=issue.stocked.folder, record=issue.note.record)


def _remember(known: OrderedDict[str, T], name: str, value: T, most: int) -> None:
    known[name] = value
    known.move_to_end(name)
    if len(known) > most:
        known.popitem(last=False)


def _neighbour(encoded: bytes | None) -> Neighbour | None:
    from site_builder.press.neighbours import Neighbour

    return None if encoded is None else msgspec.msgpack.decode(encoded, type=Neighbour)


@functools.lru_cache(maxsize=2)
def _assets(theme: Theme) -> Mapping[str, bytes]:
    return theme.assets()
