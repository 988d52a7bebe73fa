"""The address book: every address that was ever published, one a line, kept in content/ and in Git.

    chenbao/2019-04-19/01-03.html<TAB>Xk3…

A line is an address below the site's root; of an article a sketch of its text follows, as it was when its address was
entered. Lines are sorted and never change, so that two people's books merge by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Set

import msgspec

from site_builder.errors import Place, Problem

HEAD = """\
# 曾经发布的地址，一行一个，由 build 登记。请留在版本库里：少一行，就没有人记得那个地址。
# Every address ever published, one a line, entered by `build`. Keep it in version control.
"""

_LASTING = re.compile(
    r"index\.html|search/index\.html|[a-z0-9-]+/(?:index\.html|feed\.xml|\d{4}\.html"
    r"|\d{4}[-0-9X]*[b-z]?/(?:index|p\d{2,3}|\d{2,3}-\d{2,3})\.html)"
)
_UNLIKELY = re.compile(r"//|\\|^/|/(?=\s|\Z)|(?:^|/)\.{1,2}(?=/|\s|\Z)|^\t|[\x00-\x08\x0b-\x1f]", re.MULTILINE)
"""Where this is not found in a book, each of its lines begins with an address."""

_NUMBERED = re.compile(r"-\d+(?=\.html$)")
_UNUSUAL = (*" #<=>|\\", "\n\n", "\t\n", "\t\t", "\n\t", "//", "\n/", "/\n", "/\t", "/.", "\n.")
"""Signs of remarks, of merges, of white space to be taken off, of what is no address."""

_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_OURS = ("assets/", "search/", ".")
"""What is the site's own business and nobody's address: file names with digests in them."""


class AddressBook(msgspec.Struct, frozen=True, kw_only=True):
    """What a file of addresses says."""

    addresses: Mapping[str, str] = {}
    """Address → sketch, empty where there is none."""

    lines: Mapping[str, int] = {}
    """Address → its line in the file, where they do not just follow upon each other."""

    above: int = 0
    """Lines before the first address, where they do."""

    def lines_of(self, addresses: Set[str]) -> dict[str, int]:
        """The lines of some addresses in the file."""
        if not self.lines:
            return {
                address: line for line, address in enumerate(self.addresses, self.above + 1) if address in addresses
            }
        return {address: self.lines[address] for address in addresses if address in self.lines}


def read_book(text: str, path: str) -> tuple[AddressBook, list[Problem]]:
    """The book of a text, and its lines that are none; a merge that left its marks loses nothing of either side."""
    text = text.removeprefix("\ufeff")
    if (usual := _usual(text)) is not None:
        return usual, []
    plain = _UNLIKELY.search(text) is None
    addresses: dict[str, str] = {}
    lines: dict[str, int] = {}
    problems = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith(_CONFLICT):
            problems.append(Problem(code="A006", place=Place(path, number), facts={"found": line[:40]}))
            continue
        address, _, sketch = line.rstrip().partition("\t")
        if not plain and not is_address(address):
            problems.append(Problem(code="A006", place=Place(path, number), facts={"found": line[:80]}))
        elif address not in addresses:
            addresses[address], lines[address] = sketch.strip(), number
    return AddressBook(addresses=addresses, lines=lines), problems


def _usual(text: str) -> AddressBook | None:
    """The book of a text that is as `write_book` writes it; None of another.

    A build reads tens of thousands of lines. Where all of them are letters and none of these signs is among them, each
    is an address, or that, a tab and a sketch, and nothing else.
    """
    entries = "\n" + text.removeprefix(HEAD).removesuffix("\n") + "\n"
    letters = entries.replace("\n", "").replace("\t", "")
    if not (letters.isascii() and letters.isprintable()) or any(sign in entries for sign in _UNUSUAL):
        return None
    entries = entries[1:-1]
    rows = [line.partition("\t") for line in entries.split("\n")]
    addresses = {address: sketch for address, _, sketch in rows}
    if len(addresses) != len(rows) or "" in addresses:
        return None
    return AddressBook(addresses=addresses, above=HEAD.count("\n") if text.startswith(HEAD) else 0)


def write_book(addresses: Mapping[str, str]) -> str:
    """The text of a book."""
    lines = [f"{address}\t{sketch}" if sketch else address for address, sketch in sorted(addresses.items())]
    return HEAD + "".join(f"{line}\n" for line in lines)


def is_address(text: str) -> bool:
    """Whether a text can be the address of a file below the site's root."""
    parts = text.split("/")
    return bool(text) and not any(part in ("", ".", "..") for part in parts) and not re.search(r"[\x00-\x1f\\]", text)


def worth_keeping(paths: Iterable[str]) -> Iterator[str]:
    """Those of the site's files that somebody may link to."""
    yield from (path for path in paths if path == "search/index.html" or not path.startswith(_OURS))


def is_lasting(address: str) -> bool:
    """Whether an address names something printed, so that only a person can say where it went.

    The others (lists of people and columns, the second page of a list, pictures) lead by themselves to the list or the
    issue they belong to.
    """
    return _LASTING.fullmatch(address) is not None


def stand_in(address: str, live: Set[str]) -> str:
    """Where an address that is gone leads by itself: the first page of its list, or the nearest page above it."""
    first = _NUMBERED.sub("", address)
    if first != address and first in live:
        return first
    folder = address.rpartition("/")[0]
    while folder:
        if f"{folder}/index.html" in live and f"{folder}/index.html" != address:
            return f"{folder}/index.html"
        folder = folder.rpartition("/")[0]
    return "index.html"


def lost(book: AddressBook, live: Set[str], redirects: Mapping[str, str], spared: Iterable[str]) -> list[str]:
    """Lasting addresses that nothing answers for: no page, no redirect; those below `spared` folders are let be."""
    kept = tuple(f"{folder}/" for folder in spared)
    gone = book.addresses.keys() - live - redirects.keys()
    return [address for address in sorted(gone) if is_lasting(address) and not address.startswith(kept)]


def told(lost_addresses: Collection[str], book: AddressBook, live: Set[str], path: str) -> Iterator[Problem]:
    """One problem for each address lost; one for a whole folder of which nothing is left."""
    by_folder: dict[str, list[str]] = {}
    lines = book.lines_of(frozenset(lost_addresses)) if lost_addresses else {}
    for address in lost_addresses:
        by_folder.setdefault(address.rpartition("/")[0], []).append(address)
    for folder, addresses in sorted(by_folder.items()):
        whole = folder and len(addresses) > 1 and not any(page.startswith(f"{folder}/") for page in live)
        for address in addresses[:1] if whole else addresses:
            place = Place(path, lines.get(address, 0))
            facts = {"address": f"{folder}/" if whole else address}
            yield Problem(code="A001", place=place, facts=facts | ({"count": str(len(addresses))} if whole else {}))
