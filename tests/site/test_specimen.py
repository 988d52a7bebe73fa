"""The specimen newspaper, printed, walked from the home page."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from pathlib import Path

import pytest

from site_builder.errors import wording
from site_builder.workflows.report import BuildReport
from tests.site.walk import Sheet, walk

ARTICLE = re.compile(r"jinri-yanzhou/[^/]+/\d\d-\d\d\.html")


def test_it_prints_without_a_word_of_complaint(specimen: BuildReport) -> None:
    assert [f"{one.place}: {one.code} {wording.sentence(one)}" for one in specimen.problems] == []
    assert specimen.exit_code == 0


def test_it_is_as_large_as_promised(specimen: BuildReport) -> None:
    pages = Counter(path.parent.name for path in specimen.output.glob("jinri-yanzhou/*/p*.html"))

    assert specimen.articles >= 80
    assert len({issue[:4] for issue in pages}) >= 2, "two years"
    assert sum(count == 4 for count in pages.values()) >= 6, "issues of four 版"


def test_every_article_is_reachable_and_no_link_is_broken(specimen_site: Path) -> None:
    walked = walk(specimen_site)
    printed = {path.relative_to(specimen_site).as_posix() for path in specimen_site.rglob("*.html")}

    assert walked.broken == ()
    assert {path for path in printed if ARTICLE.fullmatch(path)}
    assert printed - walked.reached <= {"404.html"}


def test_previous_and_next_walk_the_whole_paper(specimen_site: Path) -> None:
    pages = {path.relative_to(specimen_site).as_posix(): path for path in specimen_site.rglob("*.html")}
    articles = sorted(path for path in pages if ARTICLE.fullmatch(path))
    step = re.compile(r'<link rel="next" href="([^"]+)"')
    heads = {path: step.search(pages[path].read_text("utf-8")) for path in articles}
    following = {path: (Path(path).parent / head[1]).as_posix() if head else "" for path, head in heads.items()}
    following = {path: re.sub(r"[^/]+/\.\./", "", to) for path, to in following.items()}

    seen, here = [], articles[0]
    while here and here not in seen:
        seen.append(here)
        here = following[here]

    assert sorted(seen) == articles


def test_nothing_is_fetched_from_another_host(specimen_site: Path) -> None:
    fetched = re.compile(
        r'<(?:script|img|iframe|source|link rel="(?:stylesheet|icon|preload)")[^>]*(?:src|href)="(https?:)?//'
    )

    assert [path for path in specimen_site.rglob("*.html") if fetched.search(path.read_text("utf-8"))] == []


def weight(page: Path) -> tuple[int, int]:
    """Bytes a reader's browser takes for a page, pictures aside, and those of its scripts among them; compressed."""
    html = page.read_text("utf-8")
    named = re.findall(r'<(link rel="stylesheet" href|script src)="([^"?]+)', html)
    sent = [(kind, len(gzip.compress((page.parent / href).read_bytes()))) for kind, href in named]
    scripts = sum(size for kind, size in sent if kind.startswith("script"))
    return len(gzip.compress(html.encode())) + sum(size for _, size in sent), scripts


@pytest.mark.parametrize(
    ("pages", "most"),
    [("*/*/??-??.html", 20_000), ("*/*/index.html", 25_000), ("*/*/p??.html", 25_000), ("index.html", 30_000)],
)
def test_no_page_weighs_more_than_promised(specimen_site: Path, pages: str, most: int) -> None:
    weights = {path: weight(path) for path in specimen_site.glob(pages)}

    assert weights
    assert [path for path, (whole, scripts) in weights.items() if whole > most or scripts > 3_000] == []


def test_every_page_says_what_it_is(specimen_site: Path) -> None:
    said = re.compile(r'<meta name="description" content="([^"]+)">')

    assert [path for path in specimen_site.rglob("*.html") if not said.search(path.read_text("utf-8"))] == []


def test_a_bold_span_beside_chinese_punctuation_is_strong(specimen_site: Path) -> None:
    questions = Sheet((specimen_site / "jinri-yanzhou/2022-06-17b/02-02.html").read_text("utf-8"))

    assert any(span.endswith("：") for span in questions.strong)
