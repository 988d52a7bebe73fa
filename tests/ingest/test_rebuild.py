"""A newer import over the kept sources: what nobody edited is renewed, what people edited stays."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from site_builder.engine.events import silence
from site_builder.errors import UsageError
from site_builder.manuscript.article_file import write_article
from site_builder.newspaper.model import Article, Position
from site_builder.newspaper.raw import RawIssue, RawPage
from site_builder.workflows import rebuild as rebuilding
from site_builder.workflows import rerun
from site_builder.workflows.import_base import BASE_FILE, stamp
from site_builder.workflows.ingest import ingest
from site_builder.workflows.ingest_pages import PageDraft, draft_page
from site_builder.workflows.rebuild import RebuildReport, rebuild
from tests.ingest.imported import ISSUE, edit, imported

SOURCE = """\
# 春汛将至 沿河泵站提前开机

本报讯（记者 甲乙丙）昨天上午，沿河六座泵站全部开机试车。

值班员说，去年的毛病今年一个也不能再犯。

# 新桥通车 两岸居民少绕五里

本报讯（记者 丁戊己）新桥昨天通车，两岸居民过河少绕五里路。

桥上设有慢行道，老人和孩子也能放心走。
"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive with one imported issue of two articles."""
    return imported(tmp_path, SOURCE, "p1.md")


def article(archive: Path, number: int) -> Path:
    """The file of an article."""
    return archive / ISSUE / f"01-{number:02d}.md"


def files(archive: Path) -> dict[str, bytes]:
    """All files by their path."""
    return {str(path): path.read_bytes() for path in sorted(archive.rglob("*")) if path.is_file()}


def run(archive: Path, *names: str, dry_run: bool = False) -> RebuildReport:
    """Rebuild."""
    return rebuild(archive, names, dry_run=dry_run, tell=silence)


def newer(monkeypatch: pytest.MonkeyPatch, **words: str) -> None:
    """Another rule: it writes some words of a field otherwise, the way a new rule may."""

    def other(raw: RawIssue, page: RawPage) -> PageDraft:
        made = draft_page(raw, page)
        drafts = tuple(
            msgspec.structs.replace(
                one, article=msgspec.structs.replace(one.article, body=_changed(one.article.body, words))
            )
            for one in made.drafts
        )
        return msgspec.structs.replace(made, drafts=drafts)

    monkeypatch.setattr(rerun, "draft_page", other)


def _changed(body: str, words: dict[str, str]) -> str:
    for was, now in words.items():
        body = body.replace(was, now)
    return body


def codes(report: RebuildReport) -> list[str]:
    """The codes of a report's problems."""
    return [problem.code for problem in report.problems]


def test_with_the_same_rules_nothing_is_written(archive: Path) -> None:
    edit(article(archive, 1), "全部开机试车", "全部开机")
    before = files(archive)

    report = run(archive)

    assert report.written == ()
    assert report.exit_code == 0
    assert files(archive) == before


def test_what_nobody_edited_is_renewed_and_what_a_person_wrote_stays(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(article(archive, 1), "全部开机试车", "全部开动")
    newer(monkeypatch, 值班员说="值班员表示", 桥上设有="桥面设有")

    report = run(archive)

    assert report.problems == ()
    assert "全部开动" in article(archive, 1).read_text("utf-8")
    assert "值班员表示" in article(archive, 1).read_text("utf-8")
    assert "桥面设有" in article(archive, 2).read_text("utf-8")
    assert run(archive).written == ()


def test_a_clash_leaves_the_file_and_shows_both(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(article(archive, 1), "值班员说", "值班的老张说")
    newer(monkeypatch, 值班员说="值班员表示", 桥上设有="桥面设有")
    before = article(archive, 1).read_bytes()

    report = run(archive)

    assert codes(report) == ["I140"]
    assert report.exit_code == 1
    assert "值班的老张说" in report.problems[0].facts["mine"]
    assert "值班员表示" in report.problems[0].facts["theirs"]
    assert article(archive, 1).read_bytes() == before
    assert "桥面设有" in article(archive, 2).read_text("utf-8")
    listed = json.loads(report.json())["articles"]
    assert [one["standing"] for one in listed] == ["clash", "updated"]
    assert "值班员表示" in listed[0]["clashes"][0]["theirs"]


def test_a_dry_run_says_the_same_and_writes_nothing(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newer(monkeypatch, 值班员说="值班员表示")
    before = files(archive)

    dry = run(archive, dry_run=True)

    assert files(archive) == before
    assert dry.written == run(archive).written != ()


def test_without_a_base_an_untouched_article_is_renewed_and_an_edited_one_is_shown(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (archive / ISSUE / BASE_FILE).unlink()
    edit(article(archive, 1), "全部开机试车", "全部开动")
    newer(monkeypatch, 值班员说="值班员表示", 桥上设有="桥面设有")

    report = run(archive)

    assert set(codes(report)) == {"I140"}
    assert "值班员表示" not in article(archive, 1).read_text("utf-8")
    assert "桥面设有" in article(archive, 2).read_text("utf-8")


def test_the_stamp_of_an_article_is_the_same_for_ever() -> None:
    article = Article(id="01-01", headline=("惰性",), pages=("01",), position=Position(order=1), body="一段文字。")

    assert stamp(article) == "ea8e2193125d83fac6a566942169e9fb", "archives imported years ago have it"


def test_a_base_that_was_tampered_with_is_not_believed(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(article(archive, 1), "全部开机试车", "全部开动")
    edit(archive / ISSUE / BASE_FILE, "全部开机试车", "全部开动")
    newer(monkeypatch, 值班员说="值班员表示", 全部开机试车="全部试车")

    assert set(codes(run(archive))) == {"I140"}
    assert "全部开动" in article(archive, 1).read_text("utf-8")


def test_a_source_that_was_edited_stops_its_issue_with_both_digests(archive: Path) -> None:
    source = archive / ISSUE / "source/p1.md"
    edit(source, "六座", "七座")
    before = files(archive)

    report = run(archive)

    assert codes(report) == ["I033"]
    assert report.problems[0].place.path == f"{ISSUE}/source/p1.md"
    assert report.problems[0].facts["recorded"] in (archive / ISSUE / "issue.yaml").read_text("utf-8")
    assert report.exit_code == 1
    assert files(archive) == before
    source.unlink()
    assert codes(run(archive)) == ["I032"]


def test_a_broken_article_is_listed_and_the_others_go_on(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(article(archive, 1), "status: draft", "status: [draft")
    newer(monkeypatch, 值班员说="值班员表示", 桥上设有="桥面设有")
    before = article(archive, 1).read_bytes()

    report = run(archive)

    assert "I035" in codes(report)
    assert any(problem.place.line for problem in report.problems)
    assert article(archive, 1).read_bytes() == before
    assert "桥面设有" in article(archive, 2).read_text("utf-8")


def test_an_article_a_person_took_out_stays_out(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    article(archive, 2).unlink()
    newer(monkeypatch, 桥上设有="桥面设有")

    assert run(archive).written == ()
    assert not article(archive, 2).exists()


def parting(monkeypatch: pytest.MonkeyPatch, joined: bool) -> None:
    """Another segmentation: the second piece is part of the first."""

    def other(raw: RawIssue, page: RawPage) -> PageDraft:
        made = draft_page(raw, page)
        if not joined:
            return made
        first, second = made.drafts
        whole = msgspec.structs.replace(
            first.article,
            body=f"{first.article.body}\n\n{second.article.body}",
            provenance=(*first.article.provenance, *second.article.provenance),
        )
        return msgspec.structs.replace(made, drafts=(msgspec.structs.replace(first, article=whole),))

    monkeypatch.setattr(rerun, "draft_page", other)


def test_an_article_that_new_rules_do_not_make_is_shown_and_nothing_is_printed_twice(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(archive)
    parting(monkeypatch, joined=True)

    report = run(archive)

    assert sorted(codes(report)) == ["I142", "I143"]
    assert files(archive) == before


def test_a_new_piece_gets_a_new_id_and_the_old_ones_keep_theirs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from site_builder.workflows import ingest as workflow

    root = tmp_path / "archive"
    (root / "content").mkdir(parents=True)
    (tmp_path / "p1.md").write_text(SOURCE, encoding="utf-8")
    parting(monkeypatch, joined=True)
    monkeypatch.setattr(workflow, "draft_page", rerun.draft_page)
    ingest(root, [tmp_path / "p1.md"], paper="yanhe", date="2021-03-19", tell=silence)
    assert not article(root, 2).exists()
    edit(article(root, 1), "全部开机试车", "全部开动")
    parting(monkeypatch, joined=False)

    report = run(root)

    assert codes(report) == ["I141"]
    assert "全部开动" in article(root, 1).read_text("utf-8")
    assert "新桥昨天通车" not in article(root, 1).read_text("utf-8")
    assert "id: 01-02" in article(root, 2).read_text("utf-8")
    assert run(root).written == ()


def test_remarks_in_the_front_matter_are_not_lost(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(article(archive, 1), "status: draft", "# 待查\nstatus: draft")
    newer(monkeypatch, 值班员说="值班员表示")

    report = run(archive)
    text = article(archive, 1).read_text("utf-8")

    assert report.problems == ()
    assert "# 待查" in text
    assert "值班员表示" in text
    assert run(archive).written == ()


def test_only_the_issues_named_are_touched_and_a_wrong_name_is_refused(archive: Path) -> None:
    assert run(archive, "yanhe").issues == run(archive, "yanhe/2021-03-19").issues == 1
    for name in ("nowhere", "yanhe/2021-03-20", "../yanhe", "yanhe/*"):
        with pytest.raises(UsageError) as raised:
            run(archive, name)
        assert raised.value.problems[0].code == "I036"


def test_what_is_suspected_stays_suspected(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    suspected = "suspected:\n  - {at: p2, printed: 毛病, suggestion: 毛坯}\n---\n昨天"
    edit(article(archive, 1), "---\n昨天", suspected)
    newer(monkeypatch, 值班员说="值班员表示")

    run(archive)

    assert "suggestion: 毛坯" in article(archive, 1).read_text("utf-8")
    assert "值班员表示" in article(archive, 1).read_text("utf-8")


def test_a_file_that_would_not_say_what_was_merged_is_not_written(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer(monkeypatch, 试车="试开")
    monkeypatch.setattr(rebuilding, "write_article", lambda one: write_article(one).replace("试开", "试用"))
    before = files(archive)

    report = run(archive)

    assert [problem.code for problem in report.problems] == ["I011"]
    assert report.exit_code == 1
    assert report.written == ()
    assert files(archive) == before


def test_an_issue_is_renewed_whole_or_not_at_all(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newer(monkeypatch, 试车="试开", 新桥="大桥")
    moved: list[Path] = []
    replace = Path.replace

    def full(path: Path, target: Path) -> Path:
        moved.append(path)
        if len(moved) == 2:
            raise OSError(28, "No space left on device")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", full)
    before = files(archive)

    with pytest.raises(OSError, match="No space"):
        run(archive)

    assert len(moved) == 2
    assert files(archive) == before
