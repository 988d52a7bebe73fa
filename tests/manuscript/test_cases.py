"""Faulty files and what is said of them; the cases lie in cases/."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from site_builder.errors import Problem
from site_builder.errors.wording import LANGUAGES, hint, sentence
from site_builder.manuscript import yaml_text
from site_builder.manuscript.article_file import read_article
from site_builder.manuscript.issue_folder import read_issue
from site_builder.manuscript.paper_file import read_paper
from site_builder.manuscript.people_file import read_people
from site_builder.newspaper.keys import issue_key
from tests.casefiles import cases

CASES = Path(__file__).parent / "cases"


def of_article(text: str) -> list[Problem]:
    article, problems = read_article(text, "01-03.md")
    assert (article is None) == any(problem.severity == "error" for problem in problems)
    return problems


def of_paper(text: str) -> list[Problem]:
    return read_paper(text, "paper.yaml")[1]


def of_people(text: str) -> list[Problem]:
    people, problems = read_people(text, "people.yaml")
    assert (people is None) == any(problem.severity == "error" for problem in problems)
    return problems


def of_issue(text: str) -> list[Problem]:
    """Files follow lines like `=== 01-03.md`; after a picture's name nothing follows."""
    files: dict[str, list[str]] = {}
    for line in text.split("\n"):
        if line.startswith("=== "):
            files[line[4:]] = []
        else:
            files[list(files)[-1]].append(line)
    key = issue_key("bao", "2019-04-19")
    assert key is not None
    contents = {name: "\n".join(lines).encode() for name, lines in files.items()}
    return read_issue(key, contents, "")[1]


READERS: dict[str, Callable[[str], list[Problem]]] = {
    "articles": of_article,
    "yaml": of_article,
    "doubts": of_article,
    "papers": of_paper,
    "people": of_people,
    "issues": of_issue,
}


def said(problems: Sequence[Problem], *, with_path: bool) -> str:
    lines = []
    for problem in problems:
        path = f"{problem.place.path}:" if with_path else ""
        line = f"{problem.code} {path}{problem.place.line} {sentence(problem, 'en')} | {hint(problem, 'en')}"
        lines.append(line.replace(" | ", " (doubt) | ") if problem.severity != "error" else line)
    return "\n".join(lines)


ALL = [
    pytest.param(name, before, after, id=f"{name}: {title}")
    for name in READERS
    for title, before, after in cases(CASES / f"{name}.md")
]


@pytest.mark.parametrize(("name", "before", "after"), ALL)
def test_fault(name: str, before: str, after: str) -> None:
    problems = READERS[name](before)

    assert said(problems, with_path=name == "issues") == after


@pytest.mark.parametrize(("name", "before"), [pytest.param(*case.values[:2], id=case.id) for case in ALL])
def test_every_language_has_words_for_it(name: str, before: str) -> None:
    for problem in READERS[name](before):
        for language in LANGUAGES:
            assert "‹" not in sentence(problem, language) + hint(problem, language)
            assert hint(problem, language), "what to do is always said"


@pytest.mark.parametrize(("name", "before"), [pytest.param(*case.values[:2], id=case.id) for case in ALL])
def test_without_libyaml_the_same_is_found(name: str, before: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = [(problem.code, problem.place.line) for problem in READERS[name](before)]
    monkeypatch.setattr(yaml_text, "_FastParser", None)

    assert [(problem.code, problem.place.line) for problem in READERS[name](before)] == fast
