"""`site-builder mv`: another id for an article, another date for an issue; the old address goes on leading there.

What refers to it in content/ is rewritten with it. Everything is looked at before the first file is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from site_builder.engine.survey import survey
from site_builder.engine.whole_files import write_whole
from site_builder.errors import ContentError, Place, Problem, UsageError, has_errors
from site_builder.manuscript import front_matter, yaml_text
from site_builder.manuscript.article_file import write_article
from site_builder.manuscript.issue_file import write_issue_file
from site_builder.manuscript.issue_folder import ISSUE_FILE, OpenFolder, open_folder
from site_builder.newspaper.calendar import is_edtf
from site_builder.newspaper.keys import ARTICLE_ID, issue_key
from site_builder.newspaper.model import Article
from site_builder.press import routes
from site_builder.workflows.format_guard import check_format
from site_builder.workflows.import_base import BASE_FILE, read_base, write_base
from site_builder.workflows.layout import CONTENT, check_archive, layout
from site_builder.workflows.stock import SOURCE, Stock, StockedIssue, take_stock


class MoveReport(msgspec.Struct, frozen=True, kw_only=True):
    """What was renamed, or would be."""

    was: str
    now: str
    """Paths below the archive."""

    old: str
    new: str
    """Addresses."""

    edited: tuple[str, ...]
    """Other files that name it, with the new name in them."""


def move(root: Path, what: str, to: str, *, dry_run: bool = False) -> MoveReport:
    """Rename an article (`paper/date/01-03`, or its path) or an issue (`paper/date`, or its folder).

    Raises UsageError for names that are none or taken, ContentError when files that would be rewritten have errors
    or comments; nothing is written then.
    """
    archive = layout(root)
    check_archive(archive)
    check_format(root)
    stock = take_stock(survey(archive.content, archive.cache / "content.memo", shown=CONTENT, without=(SOURCE,)))
    issue, id_ = _found(root, stock, what)
    if id_:
        return _move_article(root, stock, issue, id_, to, dry_run=dry_run)
    return _move_issue(root, stock, issue, to, dry_run=dry_run)


def _found(root: Path, stock: Stock, what: str) -> tuple[StockedIssue, str]:
    """The issue meant, and the id of the article in it; empty for the issue itself."""
    text = what.rstrip("/").removesuffix("/issue.yaml").removesuffix(".html").removesuffix("/index")
    forms = {text, text.removesuffix(".md")}
    with suppress(ValueError):  # what is meant does not lie in the archive
        forms.add(Path(what).resolve().relative_to(root.resolve()).as_posix().removesuffix(".md"))
    for paper in stock.papers:
        for issue in paper.issues:
            names = {str(issue.key), issue.folder}
            if forms & names:
                return issue, ""
            for name in issue.texts:
                id_ = name.removesuffix(".md")
                if ARTICLE_ID.fullmatch(id_) and forms & {f"{known}/{id_}" for known in names}:
                    return issue, id_
    raise UsageError(Problem(code="A020", facts={"found": what}))


def _move_article(root: Path, stock: Stock, issue: StockedIssue, id_: str, to: str, *, dry_run: bool) -> MoveReport:
    new = to.removesuffix(".md").removesuffix(".html").rpartition("/")[2]
    elsewhere = to.rpartition("/")[0]
    if elsewhere and elsewhere not in (str(issue.key), issue.folder):
        raise UsageError(Problem(code="A024", place=Place(f"{issue.folder}/{id_}.md")))
    if not ARTICLE_ID.fullmatch(new) or new == id_:
        raise UsageError(Problem(code="A021", facts={"found": to}))
    if f"{new}.md" in issue.texts:
        raise UsageError(Problem(code="A022", facts={"found": f"{issue.folder}/{new}.md"}))
    opened = _opened(root, issue)
    articles = {article.id: article for article in _sound(opened)}
    files = _moved_pages(articles, id_, new)
    numbers = {page.number for page in opened.file.issue.pages} if opened.file and opened.file.issue else set()
    if files[id_].page not in numbers:
        raise UsageError(Problem(code="A021", facts={"found": to}))
    moved = msgspec.structs.replace(
        files.pop(id_), id=new, aliases=(*articles[id_].aliases, routes.article(issue.key, id_))
    )
    folder = issue.key.folder
    rewritten = _referring(root, stock, issue.key.paper, {f"{folder}/{id_}": f"{folder}/{new}"})
    for name, article in files.items():
        rewritten[f"{issue.folder}/{name}.md"] = _renamed(article, {f"{folder}/{id_}": f"{folder}/{new}"})
    was, now = f"{issue.folder}/{id_}.md", f"{issue.folder}/{new}.md"
    _check_comments(root, [was, *rewritten])
    own = _renamed(moved, {f"{folder}/{id_}": f"{folder}/{new}"})
    rewritten.pop(was, None)
    if not dry_run:
        write_whole(root / now, write_article(own).encode())
        for path, article in rewritten.items():
            write_whole(root / path, write_article(article).encode())
        (root / was).unlink()
        _move_base(root / issue.folder, id_, new)
    return MoveReport(
        was=was,
        now=now,
        old=routes.article(issue.key, id_),
        new=routes.article(issue.key, new),
        edited=tuple(sorted(rewritten)),
    )


def _moved_pages(articles: Mapping[str, Article], id_: str, new: str) -> dict[str, Article]:
    """The article on the page of its new id, behind those that are there, and its old page closed up."""
    article = articles[id_]
    page = new.partition("-")[0]
    if page == article.page or id_.partition("-")[0] != article.page:
        return {id_: article}
    order = 1 + max((one.position.order for one in articles.values() if one.page == page), default=0)
    files = {
        id_: msgspec.structs.replace(
            article,
            pages=(page, *(other for other in article.pages[1:] if other != page)),
            position=msgspec.structs.replace(article.position, order=order, area=None),
        )
    }
    for name, other in articles.items():
        if name != id_ and other.page == article.page and other.position.order > article.position.order:
            place = msgspec.structs.replace(other.position, order=other.position.order - 1)
            files[name] = msgspec.structs.replace(other, position=place)
    return files


def _move_issue(root: Path, stock: Stock, issue: StockedIssue, to: str, *, dry_run: bool) -> MoveReport:
    name = to.rstrip("/").rpartition("/")[2]
    key = issue_key(issue.key.paper, name)
    if (
        key is None
        or not is_edtf(key.day)
        or key == issue.key
        or to.rstrip("/").rpartition("/")[0] not in ("", issue.key.paper)
    ):
        raise UsageError(Problem(code="A021", facts={"found": to}))
    now = f"{CONTENT}/{key.paper}/{key.year}/{key.folder}"
    if (root / now).exists():
        raise UsageError(Problem(code="A022", facts={"found": now}))
    opened = _opened(root, issue)
    file = opened.file.issue if opened.file is not None else None
    if file is None or has_errors(opened.problems):
        raise ContentError(*opened.problems, Problem(code="A023", place=Place(issue.folder)))
    doubt = file.date[len(issue.key.day) :] if file.date.startswith(issue.key.day) else ""
    moved = msgspec.structs.replace(file, date=key.day + doubt, aliases=(*file.aliases, f"{issue.key}/"))
    renamed = {f"{issue.key.folder}/{name.removesuffix('.md')}": f"{key.folder}/{name[:-3]}" for name in issue.texts}
    rewritten = _referring(root, stock, key.paper, renamed)
    _check_comments(root, [f"{issue.folder}/{ISSUE_FILE}", *rewritten])
    if not dry_run:
        for path, article in rewritten.items():
            write_whole(root / path, write_article(article).encode())
        write_whole(root / issue.folder / ISSUE_FILE, write_issue_file(moved).encode())
        (root / now).parent.mkdir(parents=True, exist_ok=True)
        (root / issue.folder).rename(root / now)
    edited = tuple(sorted(path.replace(f"{issue.folder}/", f"{now}/") for path in rewritten))
    return MoveReport(was=issue.folder, now=now, old=f"{issue.key}/", new=f"{key}/", edited=edited)


def _opened(root: Path, issue: StockedIssue) -> OpenFolder:
    files = {name: (root / issue.folder / name).read_bytes() for name in issue.texts}
    return open_folder(issue.key, files | dict.fromkeys(issue.others, b""), issue.folder)


def _sound(opened: OpenFolder) -> tuple[Article, ...]:
    """The articles of an issue without errors; raises ContentError with them when there are some."""
    if opened.issue is None:
        raise ContentError(*opened.problems, Problem(code="A023"))
    return opened.issue.articles


def _referring(root: Path, stock: Stock, paper: str, renamed: Mapping[str, str]) -> dict[str, Article]:
    """The articles of a paper that name a renamed one in their corrections, with its new name; by their paths."""
    found = {}
    marks = [name.encode() for name in renamed]
    for shelf in stock.papers:
        for issue in shelf.issues if shelf.id == paper else ():
            if not any(_mentions(root / issue.folder / name, marks) for name in issue.texts):
                continue
            for article in _sound(_opened(root, issue)):
                if any(correction.by in renamed for correction in article.corrections):
                    found[f"{issue.folder}/{article.id}.md"] = _renamed(article, renamed)
    return found


def _mentions(path: Path, marks: list[bytes]) -> bool:
    data = path.read_bytes()
    return any(mark in data for mark in marks)


def _renamed(article: Article, renamed: Mapping[str, str]) -> Article:
    corrections = tuple(
        msgspec.structs.replace(correction, by=renamed.get(correction.by, correction.by))
        for correction in article.corrections
    )
    return msgspec.structs.replace(article, corrections=corrections)


def _check_comments(root: Path, paths: list[str]) -> None:
    """Raise ContentError when a file that is to be rewritten has remarks among its fields: they would be lost."""
    problems = []
    for path in paths:
        text = (root / path).read_text(encoding="utf-8-sig")
        header, first = text, 0
        if path.endswith(".md"):
            sheet, _ = front_matter.take_apart(text.replace("\r\n", "\n"), path)
            header, first = (sheet.header if sheet else ""), 1
        problems += [
            Problem(code="A025", place=Place(path, line + first)) for line in yaml_text.comment_lines(header)[:1]
        ]
    if problems:
        raise ContentError(*problems)


def _move_base(folder: Path, id_: str, new: str) -> None:
    """The import's memory of the article goes by its new id."""
    base = read_base(folder)
    if id_ in base.articles:
        articles = {new if name == id_ else name: lines for name, lines in base.articles.items()}
        write_whole(folder / BASE_FILE, write_base(msgspec.structs.replace(base, articles=articles)))
