"""The main job on real input: five raw texts imported into one archive, printed, and walked as a reader would."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
import yaml

from site_builder.engine.events import silence
from site_builder.errors import has_errors
from site_builder.workflows.build import BuildReport, build
from site_builder.workflows.ingest import ingest
from site_builder.workflows.new import new_archive
from tests.site.walk import Sheet, walk

MARKS = re.compile(r"[\s\u3000\u00a0*#\\]+")
"""What is not a character of the text: white space, and the marks of Markdown."""


class Source(msgspec.Struct, frozen=True):
    """A raw text, and where in the archive it goes."""

    name: str
    paper: str
    date: str
    page: str = ""


SOURCES = (
    Source("001", "gongshu", "2019-04-19"),
    Source("003", "gongshu", "2018-08-17"),
    Source("004", "gongshu", "2023-02-03"),
    Source("000", "gongshu", "2018-09-07", "02"),
    Source("002", "hangzhou", "2018-07-01"),
)


class Printed(msgspec.Struct, frozen=True):
    """The archive of the real texts, and how its build ended."""

    root: Path
    texts: dict[str, str]
    """Name of a raw text → the text."""

    report: BuildReport


@pytest.fixture(scope="module")
def printed(real_inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """All five texts imported and printed; no fault of any kind on the way."""
    root = tmp_path_factory.mktemp("real") / "archive"
    new_archive(root, sample=False)
    texts = {}
    for source in SOURCES:
        [path] = (real_inputs / "seeds").glob(f"{source.name}_*.txt")
        texts[source.name] = path.read_text(encoding="utf-8")
        result = ingest(root, [path], paper=source.paper, date=source.date, page=source.page, tell=silence)
        assert not has_errors(result.problems), source.name
    return Printed(root, texts, build(root, tell=silence))


def squeezed(text: str) -> str:
    """A text without white space and the marks of Markdown."""
    return MARKS.sub("", text)


def articles(printed: Printed) -> dict[str, Sheet]:
    """The article pages of the site by their address."""
    site = printed.report.output
    return {
        path.relative_to(site).as_posix(): Sheet(path.read_text(encoding="utf-8"))
        for path in sorted(site.glob("*/*/??-??.html"))
    }


def furniture(printed: Printed) -> str:
    """What was kept of the pages beside the articles."""
    issues = (printed.root / "content").glob("*/*/*/issue.yaml")
    kept = [piece["text"] for path in issues for piece in yaml.safe_load(path.read_text("utf-8")).get("furniture", [])]
    return squeezed("".join(kept))


def test_the_build_has_no_errors(printed: Printed) -> None:
    assert not has_errors(printed.report.problems)
    assert printed.report.issues == len(SOURCES)


def test_every_article_is_reachable_and_no_link_is_broken(printed: Printed) -> None:
    walked = walk(printed.report.output)

    assert walked.broken == ()
    assert set(articles(printed)) <= walked.reached


@pytest.mark.parametrize("source", SOURCES, ids=[source.name for source in SOURCES])
def test_nothing_of_the_text_is_lost(printed: Printed, source: Source) -> None:
    pages = "".join(sheet.text for sheet in articles(printed).values()).replace("*", "").replace("#", "")
    kept = furniture(printed)
    pieces = [squeezed(piece) for piece in printed.texts[source.name].split()]

    assert [piece for piece in pieces if piece not in pages and piece not in kept] == []


def test_every_bold_span_of_003_is_strong(printed: Printed) -> None:
    spans = [squeezed(span) for span in re.findall(r"\*\*([^*]+)\*\*", printed.texts["003"])]
    strong = {squeezed(span) for sheet in articles(printed).values() for span in sheet.strong}

    assert len(spans) == 20
    assert [span for span in spans if span not in strong] == []


def test_the_headlines_of_004_stand_over_the_right_bodies(printed: Printed, real_inputs: Path) -> None:
    gold = yaml.safe_load((real_inputs / "import" / "gold" / "004.yaml").read_text(encoding="utf-8"))
    sheets = [sheet for path, sheet in articles(printed).items() if path.startswith("gongshu/2023-02-03/")]
    misplaced = [
        article["headline"]
        for article in gold["articles"]
        if article.get("headline")
        and not any(
            squeezed(article["headline"]) in sheet.text and squeezed(article["body"][0]["text"])[:20] in sheet.text
            for sheet in sheets
        )
    ]

    assert misplaced == []
