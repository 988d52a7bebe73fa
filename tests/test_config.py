"""content/site.yaml: what may be set, and what is said when it cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.config import BuildSettings, Config, load_config, read_config
from site_builder.errors import Problem
from site_builder.errors.wording import LANGUAGES, hint, sentence
from site_builder.press.settings import SiteSettings, ThemeSettings
from tests.casefiles import cases

CASES = Path(__file__).parent / "manuscript" / "cases" / "site.md"


def configured(root: Path, text: str) -> tuple[Config, list[Problem]]:
    (root / "content").mkdir()
    (root / "content" / "site.yaml").write_text(text, encoding="utf-8")
    return load_config(root)


def test_nothing_need_be_set(tmp_path: Path) -> None:
    assert load_config(tmp_path) == (Config(), [])


@pytest.mark.parametrize("text", ["", "\n", "# 还没有填\n", "title:\ntheme:\nbuild: {}\n"])
def test_an_empty_file_sets_nothing(tmp_path: Path, text: str) -> None:
    assert configured(tmp_path, text) == (Config(), [])


def test_everything_can_be_set(tmp_path: Path) -> None:
    config, problems = configured(
        tmp_path,
        "title: 今日雁洲\nbase_url: https://example.org/雁洲/\nlanguage: zh-Hant\ntimezone: Asia/Taipei\n"
        "page_size: 20\nicp: 京ICP备00000000号\ntheme: {name: plain, tokens: {paper: '#fffdf7', ink: '#111'}}\n"
        "typesetting: {number_paragraphs: false}\nsearch: {segmenter: jieba}\nbuild: {jobs: 4}\n",
    )

    assert problems == []
    assert config.site == SiteSettings(
        title="今日雁洲",
        base_url="https://example.org/雁洲/",
        language="zh-Hant",
        timezone="Asia/Taipei",
        page_size=20,
        icp="京ICP备00000000号",
    )
    assert config.theme == ThemeSettings(name="plain", tokens={"paper": "#fffdf7", "ink": "#111"})
    assert config.typesetting.number_paragraphs is False
    assert config.build == BuildSettings(jobs="4")


def test_a_theme_is_its_name(tmp_path: Path) -> None:
    config, problems = configured(tmp_path, "theme: plain\n")

    assert (config.theme, problems) == (ThemeSettings(name="plain"), [])


def test_a_folder_in_its_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "content" / "site.yaml").mkdir(parents=True)
    config, problems = load_config(tmp_path)

    assert config == Config()
    assert [problem.code for problem in problems] == ["C005"]


def test_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.yaml").write_bytes("title: 今日雁洲，我们的报\n".encode("gb18030"))
    problems = load_config(tmp_path)[1]

    assert [(problem.code, problem.place.line, problem.facts["encoding"]) for problem in problems] == [
        ("F001", 1, "GB18030")
    ]


@pytest.mark.parametrize(
    ("before", "after"), [pytest.param(before, after, id=title) for title, before, after in cases(CASES)]
)
def test_fault(tmp_path: Path, before: str, after: str) -> None:
    config, problems = configured(tmp_path, before)
    said = "\n".join(
        f"{problem.code} {problem.place.line} {sentence(problem, 'en')} | {hint(problem, 'en')}" for problem in problems
    )

    assert said == after
    assert config == Config(), "of a faulty configuration nothing is used"
    for problem in problems:
        for language in LANGUAGES:
            assert "‹" not in sentence(problem, language) + hint(problem, language)


def test_a_time_zone_of_a_thousand_parts_is_told() -> None:
    _, problems = read_config("timezone: Asia" + "/Shanghai" * 1000 + "\n")

    assert [(problem.code, problem.place.line) for problem in problems] == [("C002", 1)]
