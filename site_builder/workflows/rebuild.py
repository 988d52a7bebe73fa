"""`site-builder import --rebuild`: newer rules over the kept sources, merged with what people edited since.

What people wrote always survives. Where they and the new rules changed the same, the file is left as it is and both
versions are listed. Ids of articles never change and are never used again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from site_builder.engine.events import Began, Made, Reporter
from site_builder.engine.reading import read_plain, unreadable
from site_builder.errors import Place, Problem, Severity, has_errors
from site_builder.manuscript.article_file import open_article, write_article
from site_builder.manuscript.decoding import decode
from site_builder.manuscript.issue_file import write_issue_file
from site_builder.manuscript.issue_folder import ISSUE_FILE, is_article
from site_builder.manuscript.merging import Take
from site_builder.manuscript.yaml_text import comment_lines
from site_builder.newspaper.model import Article, Furniture
from site_builder.workflows.import_base import BASE_FILE, Base, bare_text, read_base, stamp, write_base
from site_builder.workflows.import_lock import one_at_a_time
from site_builder.workflows.ingest_writing import write_together
from site_builder.workflows.ingest_written import prove_rewritten
from site_builder.workflows.layout import layout
from site_builder.workflows.rebuild_plan import Fate, Standing, Trio, is_untouched, plan
from site_builder.workflows.rerun import IssueFolder, Rerun, find_issues, rerun


class Rebuilt(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one article."""

    file: str
    fate: Fate


class RebuildReport(msgspec.Struct, frozen=True, kw_only=True):
    """What a rebuild did, or with `dry_run` would do."""

    issues: int = 0
    articles: tuple[Rebuilt, ...] = ()
    written: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def clashes(self) -> int:
        """How many articles wait for a person."""
        return sum(1 for one in self.articles if one.fate.standing is Standing.CLASH)

    @property
    def exit_code(self) -> int:
        """0, or 1 when an issue could not be run again or a clash waits for a person."""
        return 1 if has_errors(self.problems) or self.clashes else 0

    def json(self) -> str:
        """The report for programs, with every version of what clashes."""
        articles = [
            {
                "file": one.file,
                "standing": one.fate.standing.value,
                "with": list(one.fate.others),
                "clashes": [msgspec.to_builtins(clash) for clash in one.fate.clashes],
            }
            for one in self.articles
        ]
        problems = [
            {"code": one.code, "path": one.place.path, "line": one.place.line, "facts": dict(one.facts)}
            for one in self.problems
        ]
        whole = {"issues": self.issues, "articles": articles, "problems": problems}
        return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def rebuild(root: Path, names: Sequence[str], *, dry_run: bool = False, tell: Reporter) -> RebuildReport:
    """Run the import again over the issues meant by `names` (all when there are none) and merge.

    Each issue is written for itself, all of its files or none; one that has an error, or whose files would not say what
    was merged, is listed and left alone. Raises UsageError for a name that
    stands for no issue.
    """
    folders = find_issues(root, names)
    tell(Began("rebuild", len(folders)))
    articles: list[Rebuilt] = []
    written: list[Path] = []
    problems: list[Problem] = []
    for folder in folders:
        with one_at_a_time(layout(root).cache, folder.key.paper, dry_run=dry_run) as busy:
            found, faults = rerun(folder) if busy is None else (None, [busy])
            problems += faults
            if found is not None:
                fates, outputs, faults = _rebuilt(folder, found)
                problems += faults
                articles += [Rebuilt(file=_file(folder, fate), fate=fate) for fate in fates]
                written += [folder.path / name for name in outputs]
                if not dry_run:
                    _write(folder, outputs)
        tell(Made("rebuild", str(folder.key)))
    return RebuildReport(
        issues=len(folders), articles=tuple(articles), written=tuple(written), problems=tuple(problems)
    )


def _write(folder: IssueFolder, outputs: Mapping[str, bytes]) -> None:
    write_together({folder.path / name: data for name, data in outputs.items()})


def _file(folder: IssueFolder, fate: Fate) -> str:
    return f"{folder.shown}/{ISSUE_FILE if ' ' in fate.id else fate.id + '.md'}"


def read_articles(folder: IssueFolder) -> tuple[dict[str, Article], dict[str, str], list[Problem]]:
    """The articles of a folder as they stand, the texts of their files by id, and the errors of those that have any.

    The text of a file with errors is there too.
    """
    articles: dict[str, Article] = {}
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted(folder.path.glob("*.md")):
        if not is_article(path.name):
            continue
        shown = f"{folder.shown}/{path.name}"
        try:
            text, faults = decode(read_plain(path), shown)
        except OSError as error:
            text, faults = None, [unreadable(error, shown)]
        texts[path.stem] = text or ""
        if text is not None:
            opened = open_article(text, shown)
            faults += opened.problems
            if opened.article is not None and opened.sound:
                articles[path.stem] = opened.article
        problems += [fault for fault in faults if has_errors([fault])]
    return articles, texts, problems


def planned(folder: IssueFolder, found: Rerun, take: Mapping[str, Take] | None = None) -> dict[str, Fate]:
    """What a rebuild would make of an issue's articles; with `take` some of their clashes are settled, by id."""
    current, texts, _ = read_articles(folder)
    base = read_base(folder.path)
    fresh = [one.article for page in found.pages for one in page.drafts]
    return plan(base, current, fresh, _trios(base, found), take, closed=frozenset(texts.keys() - current.keys()))


def settle(folder: IssueFolder, found: Rerun, article_id: str, take: Take) -> Problem | None:
    """Write one article with its clashes settled by a person; the problem that keeps it from being written."""
    fate = planned(folder, found, {article_id: take}).get(article_id)
    if fate is None or fate.article is None or fate.now is None:
        return Problem(code="I039", place=Place(f"{folder.shown}/{article_id}.md"))
    _, texts, _ = read_articles(folder)
    text = _text(texts[article_id], fate)
    if text is None:
        return Problem(code="I146", place=Place(f"{folder.shown}/{article_id}.md"))
    if unlike := prove_rewritten(folder.key, [_stamped(fate)], (), {f"{article_id}.md": text.encode()}, folder.shown):
        return unlike[0]
    base = read_base(folder.path)
    renewed = Base(articles={**base.articles, article_id: _lines(fate.now)}, furniture=base.furniture)
    _write(folder, {BASE_FILE: write_base(renewed), f"{article_id}.md": text.encode()})
    return None


def _rebuilt(folder: IssueFolder, found: Rerun) -> tuple[list[Fate], dict[str, bytes], list[Problem]]:
    """The fates of an issue's articles, the files to be written, and what a person should know."""
    base = read_base(folder.path)
    current, texts, problems = read_articles(folder)
    closed = frozenset(texts.keys() - current.keys())
    problems += [Problem(code="I035", place=Place(f"{folder.shown}/{name}.md")) for name in sorted(closed)]
    fresh = [one.article for page in found.pages for one in page.drafts]
    trios = _trios(base, found)
    fates = plan(base, current, fresh, trios, closed=closed)
    outputs: dict[str, bytes] = {}
    lines = dict(base.articles)
    for fate in fates.values():
        if fate.standing is Standing.SAME and fate.now is not None and is_untouched(current[fate.id]):
            lines.setdefault(fate.id, _lines(fate.now))  # an import older than base.json
        if fate.article is None or fate.now is None:
            continue
        text = _text(texts.get(fate.id, ""), fate)
        if text is None:
            problems.append(Problem(code="I146", place=Place(_file(folder, fate)), severity=Severity.WARNING))
            continue
        outputs[f"{fate.id}.md"] = text.encode()
        lines[fate.id] = _lines(fate.now)
    furniture, kept = _furniture(trios, fates)
    if furniture != found.issue.furniture:
        issue_text = (folder.path / ISSUE_FILE).read_text(encoding="utf-8")
        if comment_lines(issue_text):
            place = Place(f"{folder.shown}/{ISSUE_FILE}")
            problems.append(Problem(code="I146", place=place, severity=Severity.WARNING))
        else:
            issue = msgspec.structs.replace(found.issue, furniture=furniture)
            outputs[ISSUE_FILE] = write_issue_file(issue).encode()
    renewed = Base(articles=lines, furniture=kept)
    if renewed != base:
        outputs = {BASE_FILE: write_base(renewed)} | outputs
    made = [_stamped(fate) for fate in fates.values() if f"{fate.id}.md" in outputs]
    if unlike := prove_rewritten(folder.key, made, furniture, outputs, folder.shown):
        return [], {}, [*problems, *unlike]
    for fate in fates.values():
        problems += _told(folder, fate)
    return [fate for fate in fates.values() if fate.standing is not Standing.SAME], outputs, problems


def _text(before: str, fate: Fate) -> str | None:
    """The file of an article; None when it holds remarks that would be lost."""
    return rewritten(before, _stamped(fate))


def _stamped(fate: Fate) -> Article:
    """The article a fate makes, with the digest of what the import makes of it."""
    assert fate.article is not None
    assert fate.now is not None
    return msgspec.structs.replace(fate.article, imported=stamp(fate.now))


def rewritten(before: str, article: Article) -> str | None:
    """The file of an article that said `before`; None when its front matter holds remarks that would be lost."""
    header = before.partition("\n---")[0]
    if not comment_lines(header.removeprefix("---\n")):
        return write_article(article)
    opened = open_article(before, article.id).article
    if opened is None or bare_text(msgspec.structs.replace(article, body="")) != bare_text(
        msgspec.structs.replace(opened, body="")
    ):
        return None
    lines = [f"imported: {article.imported}" if line.startswith("imported:") else line for line in header.split("\n")]
    return "\n".join(lines) + f"\n---\n{article.body}\n"


def _lines(article: Article) -> tuple[str, ...]:
    return tuple(bare_text(article).rstrip("\n").split("\n"))


def _trios(base: Base, found: Rerun) -> dict[str, Trio]:
    """The furniture by page; where no base says what the import wrote, what stands there is taken for it."""
    old: Sequence[Furniture] = base.furniture if base.articles else found.issue.furniture
    new = [piece for page in found.pages for piece in page.furniture if piece.text]
    pages = sorted({piece.page for piece in (*old, *found.issue.furniture, *new)})
    return {
        page: Trio(
            old=tuple(one for one in old if one.page == page),
            mine=tuple(one for one in found.issue.furniture if one.page == page),
            new=tuple(one for one in new if one.page == page),
        )
        for page in pages
    }


def _furniture(
    trios: Mapping[str, Trio], fates: Mapping[str, Fate]
) -> tuple[tuple[Furniture, ...], tuple[Furniture, ...]]:
    """The furniture as it is to be written, and as the base remembers it."""
    written: list[Furniture] = []
    kept: list[Furniture] = []
    for page, trio in trios.items():
        updated = fates[f"furniture {page}"].standing is Standing.UPDATED
        written += trio.new if updated else trio.mine
        kept += trio.new if updated else trio.old
    return tuple(written), tuple(kept)


def _told(folder: IssueFolder, fate: Fate) -> list[Problem]:
    """What a person should know of a fate."""
    place = Place(_file(folder, fate))
    others = {"others": " ".join(fate.others)}
    if fate.standing is Standing.CLASH and not fate.clashes:
        return [Problem(code="I145", place=place, severity=Severity.WARNING)]
    if fate.standing is Standing.CLASH:
        facts = [
            {"field": f"{one.field} {one.at}".strip(), "mine": one.mine, "theirs": one.theirs} for one in fate.clashes
        ]
        return [Problem(code="I140", place=place, facts=one, severity=Severity.WARNING) for one in facts]
    if fate.standing is Standing.NEW:
        return [Problem(code="I141", place=place, severity=Severity.DOUBT)]
    if fate.standing is Standing.GONE:
        return [Problem(code="I142", place=place, facts=others, severity=Severity.WARNING)]
    if fate.standing is Standing.HELD and fate.others:
        return [Problem(code="I143", place=place, facts=others, severity=Severity.WARNING)]
    return []
