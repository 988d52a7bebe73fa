"""What must hold between the files of one issue."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from urllib.parse import unquote

from site_builder.errors import Place, Problem, Severity
from site_builder.manuscript import article_checks
from site_builder.manuscript.article_file import OpenArticle
from site_builder.manuscript.forms import is_picture, stays_inside
from site_builder.manuscript.front_matter import Sheet
from site_builder.manuscript.issue_file import OpenIssue
from site_builder.manuscript.nearest import nearest
from site_builder.newspaper.model import Article, Completeness

_NO_ADDRESS = re.compile(r'[%:?#*"<>|\\]')
"""Characters that mean something in addresses, or that Windows has no names with."""


def faults(issue: OpenIssue | None, articles: Sequence[OpenArticle], names: frozenset[str]) -> list[Problem]:
    """Problems between issue.yaml, the articles and the names of the files in the folder."""
    found = [*_ids(articles), *_pictures(issue, articles, names), *_corrections(issue, articles)]
    found += _twins(names, _folder(issue, articles))
    if all(opened.sound for opened in articles):
        found += _orders(articles)
    if issue is not None and issue.issue is not None and (issue.issue.pages or issue.sound):
        found += _pages(issue, articles)
    return found


def _read(articles: Sequence[OpenArticle]) -> Iterator[tuple[OpenArticle, Article]]:
    return ((opened, opened.article) for opened in articles if opened.article is not None)


def _ids(articles: Sequence[OpenArticle]) -> Iterator[Problem]:
    """An id is its file's name; so no two files have one."""
    names = {opened.name.removesuffix(".md"): opened for opened in articles}
    for opened, article in _read(articles):
        name = opened.name.removesuffix(".md")
        if article.id and article.id != name:
            other = names.get(article.id)
            facts = {"id": article.id, "name": opened.name}
            if other is not None:
                facts["other"] = other.name
            yield Problem(code="M003" if other else "M004", place=opened.place("id"), facts=facts)


def _orders(articles: Sequence[OpenArticle]) -> Iterator[Problem]:
    """On every page the places in the reading order are 1 … n."""
    on_page: dict[str, list[tuple[int, OpenArticle]]] = defaultdict(list)
    for opened, article in _read(articles):
        on_page[article.page].append((article.position.order, opened))
    for page, placed in sorted(on_page.items()):
        taken: dict[int, OpenArticle] = {}
        for order, opened in sorted(placed, key=lambda pair: (pair[0], pair[1].path)):
            if order in taken:
                facts = {"page": page, "found": str(order), "other": taken[order].name}
                yield Problem(code="M002", place=opened.place("position", "order"), facts=facts)
            elif order > len(placed):
                free = next(number for number in range(1, len(placed) + 1) if number not in {n for n, _ in placed})
                facts = {"page": page, "found": str(order), "count": str(len(placed)), "free": str(free)}
                yield Problem(code="M002", place=opened.place("position", "order"), facts=facts)
            taken.setdefault(order, opened)


def _pages(issue: OpenIssue, articles: Sequence[OpenArticle]) -> Iterator[Problem]:
    """Every page an article names is one of the issue's; every page of a whole issue has an article."""
    assert issue.issue is not None
    numbers = [page.number for page in issue.issue.pages]
    listed = ", ".join(dict.fromkeys(numbers)) or "–"
    used = set()
    for opened, article in _read(articles):
        used |= {*article.pages, *(part.page for part in article.continuation)}
        for position, number in enumerate(article.pages):
            if number and number not in numbers:
                facts = {"page": number, "known": listed}
                yield Problem(code="M001", place=opened.place("pages", position), facts=facts)
        for position, part in enumerate(article.continuation):
            if part.page not in numbers:
                facts = {"page": part.page, "known": listed}
                yield Problem(code="M006", place=opened.place("continuation", position, "page"), facts=facts)
    if issue.issue.completeness is Completeness.COMPLETE and all(opened.sound for opened in articles):
        for position, number in enumerate(numbers):
            if number not in used:
                place = issue.place("pages", position)
                yield Problem(code="M027", place=place, facts={"page": number}, severity=Severity.WARNING)


def _corrections(issue: OpenIssue | None, articles: Sequence[OpenArticle]) -> Iterator[Problem]:
    """A correction printed in this very issue is one of its articles; those in other issues are checked with these."""
    if issue is None or issue.issue is None:
        return
    names = {opened.name.removesuffix(".md") for opened in articles}
    for opened, article in _read(articles):
        for position, correction in enumerate(article.corrections):
            folder, _, target = correction.by.partition("/")
            if folder == issue.issue.key.folder and target not in names:
                place = opened.place("corrections", position, "by")
                yield Problem(code="M010", place=place, facts={"found": correction.by})


def _pictures(issue: OpenIssue | None, articles: Sequence[OpenArticle], names: frozenset[str]) -> Iterator[Problem]:
    """Every picture named is a file of the folder; for pictures only the name counts, letter by letter."""
    for opened, article in _read(articles):
        for way, image, _ in article_checks.pictures(article):
            if facts := _lost(image, names):
                yield _missing(facts, opened.place(*way, "image"))
            elif image in names:
                yield from _unprintable(image, opened.place(*way, "image"))
        for image, _, line in article_checks.body_pictures(Sheet("", article.body, opened.body_line)):
            if facts := _lost(unquote(image), names):
                yield _missing(facts, Place(opened.path, line))
            elif unquote(image) in names:
                yield from _unprintable(unquote(image), Place(opened.path, line))
    if issue is not None and issue.issue is not None:
        for position, page in enumerate(issue.issue.pages):
            if facts := _lost(page.scan, names):
                yield _missing(facts, issue.place("pages", position, "scan"))


def _unprintable(image: str, place: Place) -> Iterator[Problem]:
    """A picture whose name no address on every system can have: a text stands in its place."""
    if found := sorted(set(_NO_ADDRESS.findall(image))):
        facts = {"image": image, "found": " ".join(found)}
        yield Problem(code="F038", place=place, facts=facts, severity=Severity.WARNING)


def _twins(names: frozenset[str], folder: str) -> Iterator[Problem]:
    """Files that are one where capitals, or the composition of characters, do not count: of two one would be lost."""
    known: dict[str, str] = {}
    for name in sorted(names):
        folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
        other = known.setdefault(folded, name)
        if other != name:
            place = Place(f"{folder}/{name}" if folder else name)
            yield Problem(code="F037", place=place, facts={"name": name, "other": other})


def _folder(issue: OpenIssue | None, articles: Sequence[OpenArticle]) -> str:
    paths = [issue.path] if issue is not None else [opened.path for opened in articles]
    return paths[0].rpartition("/")[0] if paths else ""


def _missing(facts: dict[str, str], place: Place) -> Problem:
    """A picture that is not there: the text is printed, with a frame where the picture stood."""
    return Problem(code="F025", place=place, facts=facts, severity=Severity.WARNING)


def _lost(image: str, names: frozenset[str]) -> dict[str, str]:
    """What there is to say of a picture that is not there; nothing of one that is, or that has another fault."""
    if not image or image in names or not stays_inside(image) or not is_picture(image):
        return {}
    held = {PurePosixPath(name).name: name for name in sorted(names) if is_picture(name)}
    near = nearest(PurePosixPath(image).name, held)
    return {"image": image, "near": held[near]} if near else {"image": image}
