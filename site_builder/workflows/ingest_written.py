"""The proof of what is about to lie on disk: every file of an import, read back, says what was proven of its fields.

`ingest_proof` follows the characters of the sources into the fields of the articles. Between the fields and the disk
stands the writing of YAML and Markdown: what it puts into quotation marks, folds or escapes must come back as it was.
So the very bytes are read as a build reads them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from site_builder.errors import Place, Problem, Severity
from site_builder.manuscript.article_file import read_article
from site_builder.manuscript.issue_file import open_issue
from site_builder.newspaper.keys import IssueKey
from site_builder.newspaper.model import Article, Furniture
from site_builder.workflows.ingest_proof import SHOWN


def prove_written(
    key: IssueKey, articles: Iterable[Article], furniture: Sequence[Furniture], files: Mapping[str, bytes], shown: str
) -> list[Problem]:
    """What a reader of the files would not find as it was proven: nothing, or the import may not be written.

    `files` are the bytes by their names in the issue's folder, `shown` is that folder as the user would type it.
    """
    problems = _unlike_articles(articles, files, shown)
    return (problems or _unlike_furniture(key, furniture, files.get("issue.yaml", b""), shown))[:SHOWN]


def prove_rewritten(
    key: IssueKey, articles: Iterable[Article], furniture: Sequence[Furniture], files: Mapping[str, bytes], shown: str
) -> list[Problem]:
    """The same for an issue of which only some files are written again: what is not among `files` stays as it is."""
    problems = _unlike_articles([one for one in articles if f"{one.id}.md" in files], files, shown)
    if not problems and "issue.yaml" in files:
        problems = _unlike_furniture(key, furniture, files["issue.yaml"], shown)
    return problems[:SHOWN]


def _unlike_articles(articles: Iterable[Article], files: Mapping[str, bytes], shown: str) -> list[Problem]:
    problems: list[Problem] = []
    for article in articles:
        name = f"{article.id}.md"
        problems += _article_faults(article, files.get(name, b""), f"{shown}/{name}")
        if len(problems) >= SHOWN:
            break
    return problems


def _unlike_furniture(key: IssueKey, furniture: Sequence[Furniture], data: bytes, shown: str) -> list[Problem]:
    opened = open_issue(data.decode("utf-8", "replace"), f"{shown}/issue.yaml", key)
    if opened.issue is None and (errors := [one for one in opened.problems if one.severity is Severity.ERROR]):
        return errors  # they say more than a line of furniture that is not found: F014, it has grown too long
    kept = opened.issue.furniture if opened.issue is not None else ()
    return [
        _problem(f"{shown}/issue.yaml", f"furniture {number}", one.text)
        for number, one in enumerate(furniture)
        if number >= len(kept) or kept[number].text != one.text
    ]


def _article_faults(article: Article, data: bytes, path: str) -> list[Problem]:
    """The fields of an article that its file does not give back."""
    found, problems = read_article(data.decode("utf-8", "replace"), path)
    if found is None:
        fault = next((one.code for one in problems if one.severity is Severity.ERROR), "")
        return [_problem(path, fault, article.body)]
    made, read = (msgspec.to_builtins(one) for one in (article, found))
    return [_problem(path, field, str(value)) for field, value in made.items() if read.get(field) != value]


def _problem(path: str, field: str, found: str) -> Problem:
    return Problem(code="I011", place=Place(path), facts={"field": field, "found": found[:40]})
