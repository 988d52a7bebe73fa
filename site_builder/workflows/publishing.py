"""What a build owes to those who link to the site: no address is lost, and everything can be checked later.

Before a page is printed the addresses of the book are held against those to come: one that would be lost stops the
build, and the site stays as it is. When all is printed the new ones are entered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from site_builder.engine.output_folder import OutputFolder
from site_builder.errors import Place, Problem, has_errors
from site_builder.fixity.checksums import CHECKSUMS, checksum_lines
from site_builder.newspaper.model import SourceFile
from site_builder.press import address_book, aliases, routes
from site_builder.press.redirects import NGINX, RULES
from site_builder.workflows.addresses import (
    BOOK,
    enter,
    is_reused,
    issue_aliases,
    planned,
    read_addresses,
    read_aliases,
    reused,
)
from site_builder.workflows.fixity import SOURCES_MEMO, Checksums, source_faults
from site_builder.workflows.issue_record import RECORD, ArticleRecord, IssueRecord
from site_builder.workflows.layout import Layout, published_memory
from site_builder.workflows.shelves import SetIssue, Shelf
from site_builder.workflows.stock import ISSUE_FILE, Stock

_SITES_OWN = frozenset({"404.html", "robots.txt", CHECKSUMS, RULES, NGINX})
"""Files nobody links to."""


class Publication:
    """One build's addresses: those to come, those that were, and where old ones lead."""

    def __init__(self, archive: Layout, stock: Stock, shelves: Sequence[Shelf], fronts: frozenset[str]) -> None:
        """`fronts` are the paths of the pages about more than one issue that will be printed."""
        self._archive, self._shelves = archive, shelves
        self.book, self.problems = read_addresses(archive.root)
        self._read = not has_errors(self.problems)
        self._aliases, faults = read_aliases(archive.root)
        self.problems += faults
        self._spared = self._as_they_were(stock)
        self._sources: list[tuple[SetIssue, tuple[SourceFile, ...]]] = []
        live = set(fronts)
        for issue, record in self._records():
            articles = [article.id for article in record.articles]
            live |= planned({issue.stocked.key.paper: [(issue.stocked.key, record.pages, articles)]})
            self._gather_aliases(issue, record)
            self._sources.append((issue, record.sources))
        live |= planned({shelf.id: [] for shelf in shelves})
        live |= {
            routes.picture(issue.stocked.key, name)
            for shelf in shelves
            for issue in shelf.issues
            for name in issue.note.pictures
        }
        live |= self._spared_addresses()
        self._live = live
        """The addresses to come, until they were held against the book."""

    def faults(self) -> list[Problem]:
        """Why nothing may be printed, to be asked once: addresses that would be lost, and aliases that do not hold.

        A book that is gone from an archive whose site was published is the loss of all of them; an empty one is meant.
        """
        if not (self._archive.root / BOOK).exists() and published_memory(self._archive).is_file():
            return [Problem(code="A009", place=Place(BOOK))]
        perhaps = (
            {path for path in self.book.addresses if not address_book.is_lasting(path)} if self._aliases else set()
        )
        live, self._live = self._live, set()
        redirects, problems = aliases.settled(self._aliases, live, self.book.addresses, perhaps)
        lost = address_book.lost(self.book, live, redirects, self._spared)
        sketches = {
            address: (article.sketch, article.headline, Place(f"{issue.stocked.folder}/{article.id}.md"))
            for issue, address, article in self.articles()
            if issue.sound and is_reused(self.book, address, article.sketch)
        }
        return [
            *problems,
            *address_book.told(lost, self.book, live, BOOK),
            *reused(self.book, sketches),
        ]

    def source_faults(self) -> list[Problem]:
        """Sources that are not what they were when they were entered."""
        checksums = Checksums(self._archive.cache / SOURCES_MEMO)
        found = [
            problem
            for issue, sources in self._sources
            for problem in source_faults(
                self._archive.root,
                issue.stocked.folder,
                sources,
                Place(f"{issue.stocked.folder}/{ISSUE_FILE}"),
                checksums,
            )
        ]
        checksums.remember()
        return found

    def redirects(self, printed: Mapping[str, str]) -> dict[str, str]:
        """Old address → page, when these files are what the site has."""
        live = printed.keys() | self._spared_addresses()
        redirects, _ = aliases.settled(self._aliases, live, self.book.addresses)
        for address in self.book.addresses.keys() - live - redirects.keys():
            redirects[address] = address_book.stand_in(address, live)
        return dict(sorted(redirects.items()))

    def enter(self, printed: Mapping[str, str], redirects: Mapping[str, str]) -> list[Problem]:
        """Enter what is new on the site in the book; the problem, when that cannot be written.

        A book that could not be read is left alone: what is in it and was not read would be lost.
        """
        if not self._read:
            return []
        unknown = printed.keys() - self.book.addresses.keys() - redirects.keys() - _SITES_OWN
        new = {path for path in address_book.worth_keeping(unknown) if not path.startswith("sitemap")}
        sketches = {address: article.sketch for _, address, article in self.articles()} if new else {}
        return enter(self._archive.root, self.book, {path: sketches.get(path, "") for path in new})

    def _as_they_were(self, stock: Stock) -> tuple[str, ...]:
        """Folders of the site whose pages stay as they were, because something is wrong with what they are made of."""
        sound = {str(issue.stocked.key) for shelf in self._shelves for issue in shelf.issues if issue.sound}
        papers = {shelf.id for shelf in self._shelves}
        folders = [str(issue.key) for paper in stock.papers for issue in paper.issues if str(issue.key) not in sound]
        return (*folders, *(paper.id for paper in stock.papers if paper.id not in papers), *stock.unsound)

    def articles(self) -> Iterator[tuple[SetIssue, str, ArticleRecord]]:
        """Every article with its issue and its address."""
        for issue, record in self._records():
            addresses = routes.articles_of(issue.stocked.key, [article.id for article in record.articles])
            yield from ((issue, *pair) for pair in zip(addresses, record.articles, strict=True))

    def _records(self) -> Iterator[tuple[SetIssue, IssueRecord]]:
        """Every issue with its record, read when its turn comes: all of them are more than what is made of them."""
        for shelf in self._shelves:
            for issue in shelf.issues:
                yield issue, RECORD.decode(issue.note.record)

    def _spared_addresses(self) -> set[str]:
        """The addresses of the book below folders whose pages stay as they were."""
        folders = tuple(f"{folder}/" for folder in self._spared)
        return {address for address in self.book.addresses if address.startswith(folders)} if folders else set()

    def _gather_aliases(self, issue: SetIssue, record: IssueRecord) -> None:
        if record.aliases or any(article.aliases for article in record.articles):
            folder = issue.stocked.folder
            self._aliases += issue_aliases(
                issue.stocked.key,
                dict.fromkeys(record.aliases, Place(f"{folder}/{ISSUE_FILE}")),
                {
                    article.id: dict.fromkeys(article.aliases, Place(f"{folder}/{article.id}.md"))
                    for article in record.articles
                },
            )


def claim_checksums(folder: OutputFolder) -> None:
    """Have the SHA-256 of every file of the site, which the ledger knows, written beside them when all are there."""
    folder.claim_late("checksums site", CHECKSUMS, checksum_lines(folder.claimed()))
