"""The addresses of an archive: the book of those ever published, and where the old ones lead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from site_builder.config import is_plain, leads_out
from site_builder.engine.whole_files import write_whole
from site_builder.errors import Place, Problem
from site_builder.manuscript import forms, yaml_text
from site_builder.manuscript.decoding import decode
from site_builder.manuscript.yaml_nodes import Scalar, Table
from site_builder.newspaper.keys import IssueKey
from site_builder.newspaper.sketches import is_another
from site_builder.press import routes
from site_builder.press.address_book import AddressBook, read_book, write_book
from site_builder.press.aliases import Alias
from site_builder.workflows.layout import CONTENT

BOOK = f"{CONTENT}/addresses.txt"
ALIASES = f"{CONTENT}/aliases.yaml"


def read_addresses(root: Path) -> tuple[AddressBook, list[Problem]]:
    """The address book of an archive; an empty one when nothing was ever published."""
    data, problems = _read(root, BOOK)
    if not data:
        return AddressBook(), problems
    book, faults = read_book(data.decode("utf-8", "replace"), BOOK)
    return book, problems + faults


def read_aliases(root: Path) -> tuple[list[Alias], list[Problem]]:
    """What aliases.yaml says: an old address, a colon, where it leads."""
    data, problems = _read(root, ALIASES)
    if not data.strip():
        return [], problems
    text, faults = decode(data, ALIASES)
    problems += faults
    if text is None:
        return [], problems
    node, faults = yaml_text.read(text, ALIASES)
    problems += faults
    if node is None:
        return [], problems
    if not isinstance(node, Table):
        return [], [*problems, Problem(code="A005", place=Place(ALIASES, node.line), facts={"found": "–"})]
    aliases = []
    for key, value in node.entries.values():
        place = Place(ALIASES, key.line)
        old = forms.ADDRESS.settle(key.text)
        new = _target(value.text) if isinstance(value, Scalar) else None
        if old is None or new is None:
            found = f"{key.text}: {value.text if isinstance(value, Scalar) else '…'}"
            problems.append(Problem(code="A005", place=place, facts={"found": found}))
        else:
            aliases.append(Alias(old=old, new=new, place=place))
    return aliases, problems


def planned(papers: Mapping[str, Sequence[tuple[IssueKey, Sequence[str], Sequence[str]]]]) -> set[str]:
    """The addresses that last, of papers with their issues: key, pages, and articles of each."""
    found = {routes.home(), routes.search()}
    for id_, issues in papers.items():
        found |= {routes.paper_home(id_), routes.feed(id_)}
        for key, pages, articles in issues:
            found.add(routes.year(id_, key.year))
            found.update(routes.of_issue(key, pages, articles))
    return found


def issue_aliases(
    key: IssueKey, of_issue: Mapping[str, Place], of_articles: Mapping[str, Mapping[str, Place]]
) -> Iterator[Alias]:
    """What the front matter of an issue says: old address → place, of the issue and of each of its articles."""
    for old, place in of_issue.items():
        folder = old.endswith("/")
        yield Alias(old=old, new=f"{key}/" if folder else routes.issue(key), place=place)
    for id_, olds in of_articles.items():
        for old, place in olds.items():
            yield Alias(old=old, new=routes.article(key, id_), place=place)


def reused(book: AddressBook, sketches: Mapping[str, tuple[str, str, Place]]) -> Iterator[Problem]:
    """Addresses that were another article's; `sketches` has sketch, headline and place by address."""
    for address, (sketch, headline, place) in sorted(sketches.items()):
        if is_reused(book, address, sketch):
            yield Problem(code="A007", place=place, facts={"address": address, "headline": headline})


def is_reused(book: AddressBook, address: str, sketch: str) -> bool:
    """Whether an address was another article's than the one of this sketch."""
    old = book.addresses.get(address, "")
    return old != sketch and bool(old and sketch) and is_another(old, sketch)


def enter(root: Path, book: AddressBook, sketches: Mapping[str, str]) -> list[Problem]:
    """Enter addresses that are new in the book (address → sketch); the problem, when it cannot be written."""
    if sketches.keys() <= book.addresses.keys():
        return []
    try:
        write_whole(root / BOOK, write_book({**sketches, **book.addresses}).encode())
    except OSError as error:
        return [Problem(code="A008", place=Place(BOOK), facts={"reason": error.strerror or str(error)})]
    return []


def _target(text: str) -> str | None:
    path, mark, fragment = text.partition("#")
    settled = forms.ADDRESS.settle(path or "")
    return None if settled is None else f"{settled}{mark}{fragment}"


def _read(root: Path, name: str) -> tuple[bytes, list[Problem]]:
    if target := leads_out(root / name, root / CONTENT):
        return b"", [Problem(code="B020", place=Place(name), facts={"target": target})]
    try:
        if not is_plain(root / name):
            return b"", [Problem(code="B023", place=Place(name))]
        return (root / name).read_bytes(), []
    except FileNotFoundError:
        return b"", []
    except OSError as error:
        return b"", [Problem(code="B022", place=Place(name), facts={"reason": error.strerror or str(error)})]
