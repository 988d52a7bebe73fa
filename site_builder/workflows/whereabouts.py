"""Where a page went that is not there any more: what aliases say, and what moved while the preview looked on."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Set
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

from site_builder.errors import Place
from site_builder.newspaper.keys import IssueKey
from site_builder.newspaper.sketches import is_another
from site_builder.press import address_book, aliases, routes
from site_builder.workflows.addresses import issue_aliases, planned, read_addresses, read_aliases
from site_builder.workflows.issue_record import RECORD, ArticleRecord, IssueRecord

REMEMBERED = 5_000
"""Articles that vanished whose texts are remembered, to know them again when they come back elsewhere."""

COMPARED = 50
"""So many that vanished are held against one that came, sign by sign; of more only those with the same text are."""

Withheld: TypeAlias = Literal["", "hidden", "broken"]
"""Why a page that content has is not there: it is a draft and drafts are not shown, or it never was without errors."""


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """An issue as far as its addresses go."""

    key: IssueKey
    folder: str
    record: bytes
    """An `IssueRecord`."""


class Moves:
    """Articles that had one address and now have another."""

    def __init__(self) -> None:
        """None yet."""
        self._gone: OrderedDict[str, ArticleRecord] = OrderedDict()
        self._now: OrderedDict[str, tuple[str, str]] = OrderedDict()
        """Old address → new one, and the headline."""

    def take_in(self, before: Iterable[Held], after: Iterable[Held]) -> None:
        """What some issues were before an edit, and what they are after it."""
        was, now = _articles(before), _articles(after)
        for address in now.keys() - was.keys():
            self._gone.pop(address, None)
            self._now.pop(address, None)
        for address in was.keys() - now.keys():
            self._gone[address] = was[address]
            if len(self._gone) > REMEMBERED:
                self._gone.popitem(last=False)
        for address in sorted(now.keys() - was.keys()):
            old = self._same(now[address])
            if old:
                del self._gone[old]
                self._now[old] = (address, now[address].headline)
                if len(self._now) > REMEMBERED:
                    self._now.popitem(last=False)

    def where(self, path: str) -> tuple[str, str]:
        """The address that an article's page has now, and its headline; of an issue's pages, the issue's."""
        seen = {path}
        found = self._now.get(path, ("", ""))
        while found[0] in self._now and found[0] not in seen:
            seen.add(found[0])
            found = self._now[found[0]]
        if found[0]:
            return found
        folder, _, name = path.rpartition("/")
        for old, (new, _) in reversed(self._now.items()):
            other = new.rpartition("/")[0]
            if old.startswith(f"{folder}/") and other != folder:
                return f"{other}/{name}", other.rpartition("/")[2]
        return "", ""

    def _same(self, article: ArticleRecord) -> str:
        """The address that a vanished article had which this one is; empty when it is none of them."""
        for old, gone in reversed(self._gone.items()):
            if gone.sketch == article.sketch:
                return old
        if len(self._gone) > COMPARED:
            return ""
        return next((old for old, gone in self._gone.items() if not is_another(gone.sketch, article.sketch)), "")


def leads(root: Path, issues: Iterable[Held], fronts: Set[str], pictures: Set[str]) -> dict[str, str]:
    """Old address → page, as a build of this archive would have them: aliases, and the book of addresses."""
    book, _ = read_addresses(root)
    said, _ = read_aliases(root)
    papers: dict[str, list[tuple[IssueKey, tuple[str, ...], list[str]]]] = {}
    for issue in issues:
        record = RECORD.decode(issue.record)
        own = [article.id for article in record.articles]
        papers.setdefault(issue.key.paper, []).append((issue.key, record.pages, own))
        said += _aliases(issue, record)
    live = frozenset(planned(papers) | fronts | pictures)
    found, _ = aliases.settled(said, live, book.addresses)
    for address in book.addresses:
        if address not in live and address not in found and not address_book.is_lasting(address):
            found[address] = address_book.stand_in(address, live)
    return found


def _aliases(issue: Held, record: IssueRecord) -> Iterable[aliases.Alias]:
    if not (record.aliases or any(article.aliases for article in record.articles)):
        return ()
    place = Place(issue.folder)
    return issue_aliases(
        issue.key,
        dict.fromkeys(record.aliases, place),
        {article.id: dict.fromkeys(article.aliases, place) for article in record.articles},
    )


def _articles(issues: Iterable[Held]) -> Mapping[str, ArticleRecord]:
    """Address → article."""
    return {
        routes.article(issue.key, article.id): article
        for issue in issues
        for article in RECORD.decode(issue.record).articles
    }
