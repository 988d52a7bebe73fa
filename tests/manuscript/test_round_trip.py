"""What is written is read as what it was; and no text whatsoever makes a reader stumble."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_builder.errors import Problem, Severity
from site_builder.manuscript import yaml_text
from site_builder.manuscript.article_file import body_line, read_article, write_article
from site_builder.manuscript.issue_folder import read_issue, write_issue
from site_builder.manuscript.paper_file import read_paper, write_paper
from site_builder.manuscript.people_file import read_people, write_people
from site_builder.newspaper.keys import IssueKey
from site_builder.newspaper.model import Article, Issue, Paper
from site_builder.newspaper.people import People
from tests.manuscript.strategies import KNOWN_PEOPLE, NASTY, PAPERS, articles, issues

KEY = IssueKey(paper="bao", day="2019-04-19")
PICTURES = dict.fromkeys(["images/a.svg", "images/有 空格#1.png", "b.JPEG"], b"")

large = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=30
)


def errors(problems: list[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity is Severity.ERROR]


@large
@given(PAPERS)
def test_a_paper_comes_back(paper: Paper) -> None:
    text = write_paper(paper)

    assert read_paper(text, "paper.yaml") == (paper, [])


@large
@given(KNOWN_PEOPLE)
def test_people_come_back(people: People) -> None:
    read, problems = read_people(write_people(people), "people.yaml")

    assert (read, errors(problems)) == (people, [])


@large
@given(articles())
def test_an_article_comes_back(article: Article) -> None:
    text = write_article(article)
    read, problems = read_article(text, "01-01.md")

    assert errors(problems) == []
    assert read == article
    assert write_article(read) == text
    assert text.split("\n")[body_line(text) - 1] == article.body.split("\n")[0]


@large
@given(issues())
def test_an_issue_comes_back(issue: Issue) -> None:
    files = write_issue(issue)
    read, problems = read_issue(KEY, {**files, **PICTURES}, "content/bao/2019/2019-04-19")

    assert errors(problems) == []
    assert read == issue
    assert write_issue(read) == files


@pytest.mark.parametrize("text", NASTY)
def test_other_programs_read_the_same_texts(text: str) -> None:
    """What YAML 1.1 would take for a number or a truth is quoted; only dates are not, as everywhere in the model."""
    header = write_paper(Paper(name=text, sponsor=(text, text)))
    loaded = yaml.safe_load(header)

    if text != "2019-04-19":
        assert loaded == {"name": text, "sponsor": [text, text]}


@pytest.mark.parametrize("text", NASTY)
def test_lines_are_never_wrapped(text: str) -> None:
    header = write_paper(Paper(name=text))

    assert header.count("\n") == 1
    assert header.startswith("name: ")


@given(st.text())
@settings(deadline=None)
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    for whole in (
        text,
        f"---\n{text}\n---\n正文。",
        f"---\nid: 01-01\nheadline: {text}\npage: 1\nposition: 1\n---\n{text}",
    ):
        article, problems = read_article(whole, "01-01.md")

        assert article is not None or errors(problems)


@settings(large, max_examples=10)
@given(articles())
def test_without_libyaml_an_article_is_the_same(article: Article) -> None:
    text = write_article(article)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_text, "_FastParser", None)
        slow = read_article(text, "01-01.md")

    assert slow == read_article(text, "01-01.md")


@given(st.binary(max_size=200), st.binary(max_size=200))
@settings(deadline=None)
def test_any_bytes_are_read_or_refused_in_words(issue: bytes, article: bytes) -> None:
    read, problems = read_issue(KEY, {"issue.yaml": issue, "01-01.md": article}, "")

    assert read is not None or errors(problems)
