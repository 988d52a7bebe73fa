"""What a check says to machines, and how the command ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from site_builder.checks.kinds import Kind, grouped, kind_of
from site_builder.checks.reports import as_annotations, as_json, as_sarif
from site_builder.errors import Place, Problem, Severity
from site_builder.newspaper.sketches import is_another, sketch
from site_builder.workflows.check import check
from tests.check.test_cases import laid

PROBLEMS = (
    Problem(code="M010", place=Place("content/bao/a b,c:1.md", 3, 5), facts={"found": "100%\n乙"}),
    Problem(code="M038", place=Place("x.md"), facts={"printed": "甲", "suggestion": "乙"}, severity=Severity.DOUBT),
    Problem(code="V008", facts={"found": "1", "host": "h", "limit": "2"}, severity=Severity.WARNING),
)


def run(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "site_builder", *words],
        cwd=root,
        env=os.environ | {"SITE_BUILDER_LANG": "en", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_json_says_everything_once() -> None:
    told = json.loads(as_json(PROBLEMS, {"issues": 2}, "zh-Hans"))

    assert told["issues"] == 2
    assert told["counts"] == {"error": 1, "warning": 1, "doubt": 1}
    assert [(one["code"], one["kind"], one["line"]) for one in told["problems"]] == [
        ("M010", "data", 3),
        ("M038", "transcription", 0),
        ("V008", "site", 0),
    ]
    assert all(one["message"] and one["hint"] for one in told["problems"])


def test_sarif_has_a_rule_for_every_result() -> None:
    told = json.loads(as_sarif(PROBLEMS, "1.0", "en"))

    assert told["version"] == "2.1.0"
    (made,) = told["runs"]
    rules = made["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["M010", "M038", "V008"]
    for result in made["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
    where = made["results"][0]["locations"][0]["physicalLocation"]
    assert where["artifactLocation"]["uri"] == "content/bao/a%20b%2Cc%3A1.md"
    assert where["region"] == {"startLine": 3, "startColumn": 5}
    assert "locations" not in made["results"][2]


def test_annotations_are_one_line_each_whatever_is_in_them() -> None:
    lines = as_annotations(PROBLEMS, "en").splitlines()

    assert len(lines) == 3
    assert lines[0].startswith("::error file=content/bao/a b%2Cc%3A1.md,line=3,col=5,title=M010::")
    assert "100%25%0A乙" in lines[0]
    assert lines[1].startswith("::notice ")


def test_causes_stand_together_and_the_papers_own_errors_apart() -> None:
    printed = Problem(code="M040", facts={"printed": "甲", "suggestion": "乙"}, severity=Severity.DOUBT)

    assert [kind for kind, _, _ in grouped([*PROBLEMS, printed])] == [
        Kind.DATA,
        Kind.TRANSCRIPTION,
        Kind.PRINTED,
        Kind.SITE,
    ]
    assert kind_of("K001") is Kind.KEEPING


def test_the_command_ends_as_it_should(tmp_path: Path) -> None:
    sound = laid(tmp_path / "sound", {})
    path = "content/bao/2019/2019-04-19/issue.yaml"
    doubtful = laid(tmp_path / "doubtful", {path: (sound / path).read_text("utf-8") + "weekday_printed: 星期四\n"})
    wrong = laid(tmp_path / "wrong", {"content/bao/2019/2019-04-19/01-01.md": ""})

    assert [run(root, "check").returncode for root in (sound, doubtful, wrong)] == [0, 0, 1]
    assert run(doubtful, "check", "--strict").returncode == 1
    assert json.loads(run(wrong, "check", "--format", "json").stdout)["counts"]["error"] == 1
    assert json.loads(run(wrong, "check", "--format", "sarif").stdout)["runs"]
    assert "::error" in run(wrong, "check", "--format", "github").stdout
    assert "content/bao/2019/2019-04-19/01-01.md: F016" in run(wrong, "check").stdout
    assert run(sound, "build", "--jobs", "1").returncode == 0
    looked = run(sound, "check", "--host", "cloudflare")
    assert looked.returncode == 0, looked.stdout
    assert run(sound, "verify").returncode == 0
    (sound / "content/bao/2019/2019-04-26/01-01.md").unlink()
    refused = run(sound, "build", "--jobs", "1")
    assert refused.returncode == 1
    assert "bao/2019-04-26/01-01.html" in refused.stderr


@pytest.mark.parametrize(("code", "ends", "said"), [("m031", 0, "bao"), ("B004", 0, "B004"), ("X999", 2, "X999")])
def test_a_code_is_explained(tmp_path: Path, code: str, ends: int, said: str) -> None:
    done = run(tmp_path, "check", "--explain", code)

    assert done.returncode == ends
    assert said in done.stdout + done.stderr


def test_what_was_looked_through_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from site_builder.workflows import check_steps

    root = laid(tmp_path / "a", {})
    first = check(root)
    read: list[str] = []
    real = check_steps.LOOK.work
    monkeypatch.setattr(
        "site_builder.workflows.check.LOOK",
        check_steps.Step(
            "look", check_steps.LOOK.version, lambda job, desk: (read.append(job.folder), real(job, desk))[1]
        ),
    )

    assert check(root) == first
    assert read == []
    (root / "content/bao/2019/2019-04-19/01-01.md").write_text("")
    check(root)
    assert read == ["content/bao/2019/2019-04-19"]


def test_a_damaged_cache_is_no_cache(tmp_path: Path) -> None:
    root = laid(tmp_path / "a", {})
    first = check(root)
    for path in (root / ".cache").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[: time.time_ns() % 7])

    assert check(root) == first


def test_a_sketch_outlives_edits_and_knows_strangers() -> None:
    text = "清晨六点，第一斗淤泥离开了河床。岸上站着看的人都没有说话，只有一条老狗叫了两声，又躺下睡着了。工期九十天。"
    other = (
        "四十间教室里一千六百个座位都空着，只等九月一日的铃声，校长说粉笔已经买好，黑板也已经刷过两遍，操场也铺好了。"
    )

    assert not is_another(sketch("甲", text), sketch("乙", text.replace("九十", "八十").replace("，", " ,")))
    assert is_another(sketch("甲", text), sketch("乙", other))
    assert not is_another(sketch("甲", text), sketch("甲", other))
    assert len(sketch("", "")) == 15
