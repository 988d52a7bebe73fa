"""Every sentence the preview says is there in three languages, and none that it does not say."""

from __future__ import annotations

import re
import string
from pathlib import Path
from typing import Any

import pytest

from site_builder.errors.wording import LANGUAGES, room

PACKAGE = Path(__file__).parents[2] / "site_builder"
SOURCES = "\n".join(
    path.read_text(encoding="utf-8")
    for path in [*(PACKAGE / "preview").glob("*.py"), *(PACKAGE / "workflows").glob("*.py")]
)


def leaves(entry: Any, name: str = "") -> dict[str, str]:
    """Full name → text of everything below an entry."""
    if isinstance(entry, str):
        return {name: entry}
    return {
        key: text for part in entry for key, text in leaves(entry[part], f"{name}.{part}" if name else part).items()
    }


def facts(text: str) -> set[str]:
    """What a sentence is filled with."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_languages_say_the_same_with_the_same_facts(language: str) -> None:
    spoken, meant = (
        leaves(room("preview", language)["say"]["preview"]),
        leaves(room("preview", "zh-Hans")["say"]["preview"]),
    )

    assert {name: facts(text) for name, text in spoken.items()} == {name: facts(text) for name, text in meant.items()}


def test_every_refusal_has_its_sentence_and_every_sentence_its_refusal() -> None:
    reasons = set(re.findall(r'Refusal\([\w.]*(?:\(code\))?, "(\w+)"', SOURCES))
    reasons |= set(re.findall(r'"(\w+)" if (?:prefix|code|built)', SOURCES)) | {"not_found", "bad_request", "not_built"}

    assert set(room("preview", "zh-Hans")["say"]["preview"]["refused"]) == reasons


def test_every_sentence_is_said_somewhere() -> None:
    names = {name.rpartition(".")[2] for name in leaves(room("preview", "zh-Hans")["say"]["preview"])}

    assert {name for name in names if f'"{name}"' not in SOURCES and f'preview.{name}"' not in SOURCES} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_a_sentence_and_a_hint(language: str) -> None:
    codes = set(re.findall(r'"(P\d{3})"', SOURCES))
    problems = room("preview", language)["problems"]

    assert codes == set(problems)
    for code in codes:
        assert problems[code]["sentence"]
        assert problems[code]["hint"]


def test_every_event_for_plug_ins_is_documented() -> None:
    text = (Path(__file__).parents[2] / "docs" / "preview.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", text.partition("## Lines for plug-ins")[2], re.MULTILINE)
    calls = re.findall(r"\.say\(((?:\"\w+\"|[^\"(),]+)+)[,)]", SOURCES)
    said = {name for words in calls for name in re.findall(r'"(\w+)"', words)}

    documented = {name for row in rows for name in re.findall(r"\w+", row)}
    assert documented == said | {"pages", "assets", "nothing", "opened", "problem"}
