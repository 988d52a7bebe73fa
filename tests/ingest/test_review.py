"""Doubts are asked once, answers are written at once, and what was decided stays decided."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from site_builder.engine.events import silence
from site_builder.errors import Problem
from site_builder.manuscript.article_file import read_article
from site_builder.newspaper.model import Article
from site_builder.newspaper.raw import RawIssue, RawPage
from site_builder.workflows import rerun
from site_builder.workflows.decisions import DECISIONS_FILE
from site_builder.workflows.import_base import BASE_FILE
from site_builder.workflows.ingest_pages import PageDraft, draft_page
from site_builder.workflows.rebuild import rebuild
from site_builder.workflows.rerun import IssueFolder, find_issues
from site_builder.workflows.review import Open, Question, open_questions, settle_when_all_are_taken
from site_builder.workflows.review_answers import emend, turn
from tests.ingest.imported import imported

SOURCE = """\
昨天上午，沿河六座泵站全部开机试车，值班的人说这叫千在实处，一刻也不能松。

去年的毛病今年一个也不能再犯，这种情性要不得，大家都点头称是。
"""

SUSPECTED = """\
suspected:
  - {at: p1, printed: 千在实处, suggestion: 干在实处, evidence: 别处四次}
  - {at: p2, printed: 情性, suggestion: 惰性, evidence: 词典}
"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive with one article without a headline, in which two words are suspected."""
    root = imported(tmp_path, SOURCE, "p1.txt")
    path = file(root)
    before, after = path.read_text("utf-8").split("imported:")
    path.write_text(f"{before.partition('suspected:')[0]}imported:{after}".replace("\n---\n", f"\n{SUSPECTED}---\n", 1))
    return root


def file(root: Path) -> Path:
    """The article."""
    return root / "content/yanhe/2021/2021-03-19/01-01.md"


def article(root: Path) -> Article:
    """The article as it stands."""
    found, problems = read_article(file(root).read_text("utf-8"), "01-01.md")
    assert found is not None, problems
    return found


def folder(root: Path) -> IssueFolder:
    """Its issue."""
    [found] = find_issues(root, ())
    return found


def opened(root: Path) -> Open:
    """What is open."""
    return open_questions(folder(root))


def review(root: Path, answers: str, *words: str) -> subprocess.CompletedProcess[str]:
    """The command, answered from a pipe."""
    return subprocess.run(
        [sys.executable, "-m", "site_builder", "review", "--by", "夏茵", "--root", str(root), *words],
        input=answers,
        env=os.environ | {"SITE_BUILDER_LANG": "en", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_an_accepted_reading_becomes_an_emendation_with_who_and_when(archive: Path) -> None:
    done = review(archive, "a\nr\nq\n")
    now = article(archive)

    assert done.returncode == 0, done.stderr
    assert "干在实处" in now.body
    assert "情性" in now.body
    assert now.suspected == ()
    [made] = now.emendations
    assert (made.at, made.was, made.now, made.kind, made.by) == ("p1", "千在实处", "干在实处", "ocr", "夏茵")
    assert len(made.date) == 10
    assert "verdict: rejected, text: 情性" in (file(archive).parent / DECISIONS_FILE).read_text("utf-8")
    assert not [one for one in opened(archive).questions if one.rule == "suspected"]


def test_another_reading_can_be_typed(archive: Path) -> None:
    review(archive, "s\ne\n惰性儿\nq\n")

    assert "惰性儿" in article(archive).body
    assert [one.printed for one in article(archive).suspected] == ["千在实处"]


def test_what_was_decided_is_not_asked_again_and_survives_a_rebuild(archive: Path) -> None:
    before = opened(archive).questions
    done = review(archive, "a\n" * len(before))

    assert len(before) > 2
    assert f"{len(before)} settled, 0 left" in done.stdout
    assert opened(archive).questions == ()
    text = file(archive).read_bytes()
    assert rebuild(archive, (), tell=silence).written == ()
    assert file(archive).read_bytes() == text


def test_the_end_of_the_input_ends_the_review_and_nothing_decided_is_lost(archive: Path) -> None:
    count = len(opened(archive).questions)

    done = review(archive, "a\n")

    assert done.returncode == 0
    assert "1 settled" in done.stdout
    assert len(opened(archive).questions) == count - 1
    assert "Traceback" not in done.stderr


def test_a_dry_run_writes_nothing(archive: Path) -> None:
    before = {path: path.read_bytes() for path in archive.rglob("*") if path.is_file()}

    review(archive, "a\n" * 9, "--dry-run")

    assert {path: path.read_bytes() for path in archive.rglob("*") if path.is_file()} == before


def test_words_that_do_not_stand_there_once_are_not_changed(archive: Path) -> None:
    text = file(archive).read_text("utf-8").replace("这叫千在实处", "这叫千在实处千在实处")
    file(archive).write_text(text, encoding="utf-8")

    done = review(archive, "a\nq\n")

    assert "I044" in done.stderr
    assert file(archive).read_text("utf-8") == text


def test_remarks_in_the_front_matter_are_not_lost(archive: Path) -> None:
    text = file(archive).read_text("utf-8").replace("status: draft", "# 待查\nstatus: draft")
    file(archive).write_text(text, encoding="utf-8")

    question = next(one for one in opened(archive).questions if one.suspicion)
    folder = find_issues(archive, ())[0]
    kept = emend(folder, question, question.text, question.chosen, by="", date="", dry_run=False)
    done = review(archive, "a\nq\n")

    assert kept is not None
    assert kept.code == "I146"
    assert "I146" in done.stderr
    assert file(archive).read_text("utf-8") == text


def test_a_broken_file_of_decisions_is_shown_with_its_line(archive: Path) -> None:
    decisions = file(archive).parent / DECISIONS_FILE
    decisions.write_text("decisions:\n  - {rule: [x}\n", encoding="utf-8")

    done = review(archive, "a\n")

    assert done.returncode == 1
    assert f"{DECISIONS_FILE}:2" in done.stderr
    assert decisions.read_text("utf-8") == "decisions:\n  - {rule: [x}\n"


def test_a_paragraph_parted_by_mistake_is_joined_and_what_is_noted_moves_with_it(archive: Path) -> None:
    body = article(archive).body
    seam = (body.partition("\n\n")[0][-8:], body.partition("\n\n")[2][:8])
    doubt = Question(problem=Problem(code="I129"), rule="paragraph_start", article="01-01", chosen="break", seam=seam)

    assert turn(folder(archive), doubt) is None
    assert article(archive).body == body.replace("\n\n", "")
    assert [one.at for one in article(archive).suspected] == ["p1", "p1"]

    assert turn(folder(archive), msgspec.structs.replace(doubt, chosen="join")) is None
    assert article(archive).body == body

    gone = turn(folder(archive), msgspec.structs.replace(doubt, seam=("无此", "字句")))
    assert gone is not None
    assert gone.code == "I044"


def test_a_clash_is_settled_by_a_person(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edited = file(archive).read_text("utf-8").replace("值班的人", "值班的老张")
    file(archive).write_text(edited, encoding="utf-8")
    monkeypatch.setattr(rerun, "draft_page", newer)
    [question] = [one for one in opened(archive).questions if one.rule == "clash"]
    field = question.problem.facts["field"]

    for right, words in ((False, "值班的老张"), (True, "值班人员")):
        file(archive).write_text(edited, encoding="utf-8")
        before = (file(archive).parent / BASE_FILE).read_bytes()
        settled = settle_when_all_are_taken(folder(archive), question, [question], {field: right}, dry_run=False)
        assert settled is None
        assert words in article(archive).body
        assert not [one for one in opened(archive).questions if one.rule == "clash"]
        (file(archive).parent / BASE_FILE).write_bytes(before)


def newer(raw: RawIssue, page: RawPage) -> PageDraft:
    """Another rule, which writes some words otherwise."""
    made = draft_page(raw, page)
    [one] = made.drafts
    changed = msgspec.structs.replace(one.article, body=one.article.body.replace("值班的人", "值班人员"))
    return msgspec.structs.replace(made, drafts=(msgspec.structs.replace(one, article=changed),))


def _listens_to_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_an_interrupted_review_keeps_what_was_decided(archive: Path) -> None:
    count = len(opened(archive).questions)
    with subprocess.Popen(
        [sys.executable, "-m", "site_builder", "review", "--by", "夏茵", "--root", str(archive)],
        env=os.environ | {"SITE_BUILDER_LANG": "en", "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        # A test run that was itself started in the background ignores Ctrl-C, and so would its children.
        preexec_fn=_listens_to_ctrl_c,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("a\n")
        process.stdin.flush()
        for line in process.stdout:
            if line.startswith("[2/"):
                break
        process.send_signal(signal.SIGINT)
        told, errors = process.communicate(timeout=120)

    assert process.returncode == 130
    assert "1 settled" in told
    assert "Traceback" not in errors
    assert len(opened(archive).questions) == count - 1
