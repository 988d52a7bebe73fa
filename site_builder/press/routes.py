"""Every address of the site is made here: output paths, and the links between them.

Links are page-relative and name their file, so the same output works at `/`, under a sub-path, from a folder and
inside a zip. Names of people and columns become a short digest: any text at all is then a safe file name, and the
address does not change when a rule for spelling it does.
"""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from urllib.parse import quote, urlsplit

from site_builder.newspaper.keys import IssueKey

_PLAIN = re.compile(r"[A-Za-z0-9_.~/-]*")
"""Of such characters a path is its own link."""


def home() -> str:
    """The front door of the site."""
    return "index.html"


def paper_home(paper: str) -> str:
    """The front page of one paper."""
    return f"{paper}/index.html"


def year(paper: str, year: str, number: int = 1) -> str:
    """A year of a paper; long years go on at `2019-2.html` …, numbered from the oldest issues."""
    return f"{paper}/{_numbered(year, number)}"


def issue(key: IssueKey) -> str:
    """An issue."""
    return f"{key}/index.html"


def page(key: IssueKey, number: str) -> str:
    """A 版 of an issue, by its number as in the file names (`"01"`)."""
    return f"{key}/p{number}.html"


def place_of(id: str) -> str:  # noqa: A002 — the model's own word
    """The anchor of an article on the pages it stands on with others."""
    return f"a{id}"


def place_of_page(number: str) -> str:
    """The anchor of a 版 on the page of the whole issue."""
    return f"v{number}"


def reading(key: IssueKey) -> str:
    """All 版 of an issue as one text (整版通读)."""
    return f"{key}/read.html"


def article(key: IssueKey, id: str) -> str:  # noqa: A002 — the model's own word
    """An article of an issue."""
    return f"{key}/{id}.html"


def of_issue(key: IssueKey, pages: Iterable[str], articles: Iterable[str]) -> Iterator[str]:
    """An issue, its 版 and its articles, in this order: what `issue`, `page` and `article` make, for many at once."""
    folder = str(key)
    yield f"{folder}/index.html"
    yield from [f"{folder}/p{number}.html" for number in pages]
    yield from articles_of(key, articles)


def articles_of(key: IssueKey, articles: Iterable[str]) -> list[str]:
    """Articles of an issue by their ids: what `article` makes, for many at once."""
    folder = str(key)
    return [f"{folder}/{article}.html" for article in articles]


def card(key: IssueKey) -> str:
    """The picture that stands for an issue where a link to it is shared."""
    return f"{key}/card.png"


def epub(key: IssueKey) -> str:
    """An issue as an EPUB publication."""
    return f"{key}/issue.epub"


def texts(key: IssueKey) -> str:
    """An issue as plain text and as Markdown, in one zip file."""
    return f"{key}/issue.zip"


def data(key: IssueKey) -> str:
    """An issue as the objects its templates see."""
    return f"{key}/issue.json"


def manifest(key: IssueKey) -> str:
    """The IIIF manifest of an issue whose 版 are held as scans."""
    return f"{key}/manifest.json"


def collection(paper: str) -> str:
    """The IIIF collection of a paper."""
    return f"{paper}/collection.json"


def picture(key: IssueKey, file: str) -> str:
    """A picture of an issue, by its path in the issue's folder."""
    return f"{key}/{file}"


def columns(paper: str, number: int = 1) -> str:
    """The list of a paper's columns (栏目)."""
    return f"{paper}/columns/{_numbered('index', number)}"


def column(paper: str, name: str, number: int = 1) -> str:
    """A column; its articles are numbered from the oldest."""
    return f"{paper}/columns/{_numbered(slug(name), number)}"


def people(paper: str, number: int = 1) -> str:
    """The list of the people who signed something in a paper."""
    return f"{paper}/people/{_numbered('index', number)}"


def person(paper: str, name: str, number: int = 1) -> str:
    """What one person signed; numbered from the oldest."""
    return f"{paper}/people/{_numbered(slug(name), number)}"


def editor(paper: str, name: str, number: int = 1) -> str:
    """The 版 one person edited; numbered from the oldest."""
    return f"{paper}/editors/{_numbered(slug(name), number)}"


def letter(paper: str, folder: str, letter: str, number: int = 1) -> str:
    """The names of one letter (`Z`, `other`) in a long list of them: `people/letter-z.html`, `letter-z-2.html` …"""
    return f"{paper}/{folder}/{_numbered(f'letter-{letter.lower()}', number)}"


def serials(paper: str, number: int = 1) -> str:
    """The list of a paper's series (系列)."""
    return f"{paper}/series/{_numbered('index', number)}"


def series(paper: str, id: str, number: int = 1) -> str:  # noqa: A002 — the model's own word
    """A series, by its id; its parts in their order."""
    return f"{paper}/series/{_numbered(slug(id), number)}"


def places(paper: str, number: int = 1) -> str:
    """The list of the places a paper tells of."""
    return f"{paper}/places/{_numbered('index', number)}"


def place(paper: str, name: str, number: int = 1) -> str:
    """A place; its articles are numbered from the oldest."""
    return f"{paper}/places/{_numbered(slug(name), number)}"


def days(paper: str) -> str:
    """The days of the year on which a paper appeared."""
    return f"{paper}/days/index.html"


def day(paper: str, day: str) -> str:
    """A day of the year (`"04-19"`), across all years."""
    return f"{paper}/days/{day.replace('-', '')}.html"


def corrections(paper: str, number: int = 1) -> str:
    """The corrections a paper printed, in the order of what they correct."""
    return f"{paper}/{_numbered('corrections', number)}"


def about(paper: str, year: str = "") -> str:
    """What the archive says of itself, and of the issues of one year."""
    return f"{paper}/about-{year}.html" if year else f"{paper}/about.html"


def search() -> str:
    """The search page."""
    return "search/index.html"


def feed(paper: str, number: int = 0) -> str:
    """The Atom feed of a paper, or a document of its archive, numbered from the oldest."""
    return f"{paper}/feed-{number}.xml" if number else f"{paper}/feed.xml"


def page_feed(paper: str, name: str) -> str:
    """The Atom feed of the 版 of a name."""
    return f"{paper}/pages/{slug(name)}.xml"


def column_feed(paper: str, name: str) -> str:
    """The Atom feed of a column."""
    return f"{paper}/columns/{slug(name)}.xml"


def person_feed(paper: str, name: str) -> str:
    """The Atom feed of what one person signed."""
    return f"{paper}/people/{slug(name)}.xml"


def as_json(path: str) -> str:
    """The JSON form of a feed, beside its Atom form."""
    return f"{path.removesuffix('.xml')}.json"


def of_search(path: str) -> bool:
    """Whether a file of a theme is there for the search alone: its scripts and the engine they bring."""
    return path.startswith(("assets/js/search", "assets/vendor/lunr"))


def opensearch() -> str:
    """How a browser may search the site."""
    return "opensearch.xml"


def sitemap(number: int = 0) -> str:
    """The sitemap, or its numbered part where one file would be too long."""
    return f"sitemap-{number}.xml" if number else "sitemap.xml"


def robots() -> str:
    """What crawlers may do."""
    return "robots.txt"


def not_found() -> str:
    """What a host answers for an address that is not there."""
    return "404.html"


def asset(file: str) -> str:
    """A file of the theme, by its path in the theme's `assets`."""
    return f"assets/{file}"


@functools.lru_cache(maxsize=4096)
def slug(name: str) -> str:
    """Twelve hexadecimal figures that stand for a name: a safe file name, the same on every system and for ever."""
    return hashlib.blake2b(unicodedata.normalize("NFC", name).encode(), digest_size=6).hexdigest()


def relative(from_path: str, to_path: str) -> str:
    """The link that leads from one output path to another, percent-encoded; a page links to itself by its file name."""
    return linked(from_path.rpartition("/")[0], to_path)


@functools.lru_cache(maxsize=8192)
def linked(folder: str, to_path: str) -> str:
    """The link from any file of a folder; those of an issue lead to the same places again and again."""
    if folder and to_path.startswith(f"{folder}/"):
        return _quoted(to_path[len(folder) + 1 :])
    below, slash, name = to_path.rpartition("/")
    return _way(folder, below + slash) + _quoted(name)


@functools.lru_cache(maxsize=2048)
def _way(folder: str, other: str) -> str:
    """The link from any file of a folder to another folder, which ends in a slash unless it is the site's root."""
    here, there = folder.split("/") if folder else [], other.split("/")
    shared = 0
    while shared < len(here) and shared < len(there) - 1 and here[shared] == there[shared]:
        shared += 1
    return _quoted("/".join([".."] * (len(here) - shared) + there[shared:]))


def _quoted(path: str) -> str:
    """The path percent-encoded, as `quote` does it; nearly every one needs none."""
    return path if _PLAIN.fullmatch(path) else quote(path)


def absolute(base_url: str, path: str) -> str:
    """The full address of an output path; empty while the site has no base address."""
    return f"{base_url.rstrip('/')}/{_quoted(path)}" if base_url else ""


def rooted(base_url: str, path: str) -> str:
    """The link from the root of the host, for the one page that is shown at addresses it does not know: the 404."""
    return quote(f"{urlsplit(base_url).path.rstrip('/')}/{path}")


def _numbered(name: str, number: int) -> str:
    return f"{name}.html" if number == 1 else f"{name}-{number}.html"
