"""A preview from the first build on: every save is built, told and shown, and nothing ends it but us."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from urllib.request import urlopen

import pytest

from site_builder.engine.events import Began, Event, Made, Reporter
from site_builder.errors import Severity, UsageError
from site_builder.preview import session as session_module
from site_builder.preview.hub import Changed
from site_builder.preview.session import preview, serve
from site_builder.preview.site import Report
from site_builder.preview.voice import Voice
from site_builder.workflows.watch import watch
from tests.preview.conftest import SOON, Archive, PlainSite, previewing
from tests.wanting import program


def shown(archive: Archive, path: str = "") -> str:
    """What the server answers for a page."""
    with urlopen(archive.session.url + path, timeout=60) as response:
        text: str = response.read().decode()
        return text


def test_a_save_is_built_told_and_shown(previewed: Archive) -> None:
    assert "昨天上午" in shown(previewed, "yz/01-01.html")

    previewed.save("yz/01-01.md", "电梯\n<p>今天上午</p>")

    assert previewed.wait_for("已保存") == "已保存 content/yz/01-01.md"
    assert previewed.wait_for("用时").startswith("更新了 1 个页面")
    assert "今天上午" in shown(previewed, "yz/01-01.html")


def test_output_is_never_written(previewed: Archive) -> None:
    previewed.save("index.md", "新的首页")
    previewed.wait_for("用时")

    assert not (previewed.root / "output").exists()
    assert "新的首页" in (previewed.root / ".cache" / "preview" / "index.html").read_text(encoding="utf-8")


def test_a_batch_of_saves_is_one_build(previewed: Archive, tmp_path: Path) -> None:
    times = previewed.site.times
    (tmp_path / "issue").mkdir()
    for number in range(60):
        (tmp_path / "issue" / f"02-{number:02}.md").write_text(f"第{number}篇", encoding="utf-8")

    (tmp_path / "issue").rename(previewed.root / "content" / "issue")

    assert previewed.wait_for("60 个文件有改动")
    assert previewed.wait_for("用时").startswith("更新了 60 个页面")
    assert previewed.site.times == times + 1


def test_an_error_keeps_the_last_good_page_and_the_next_good_save_mends_it(previewed: Archive) -> None:
    previewed.save("yz/01-01.md", "电梯\n!bad")
    assert previewed.wait_for("有 1 处错误")
    assert "昨天上午" in shown(previewed, "yz/01-01.html")
    assert previewed.codes == ["P004"]

    previewed.save("index.md", "别的页面照常更新")
    previewed.wait_for("更新了 1 个页面")
    previewed.wait_for("有 1 处错误")
    assert previewed.codes == ["P004"], "a known problem is not told again"

    previewed.save("yz/01-01.md", "电梯\n<p>改好了</p>")
    assert previewed.wait_for("都改好了")
    assert "改好了" in shown(previewed, "yz/01-01.html")


@pytest.mark.parametrize(("mark", "code"), [("!crash", "P003"), ("!refuse", "P004")])
def test_a_build_that_fails_altogether_does_not_end_the_preview(previewed: Archive, mark: str, code: str) -> None:
    previewed.save("yz/01-01.md", f"电梯\n{mark}")
    previewed.wait_for("有 1 处错误")
    assert previewed.codes == [code]
    assert "昨天上午" in shown(previewed, "yz/01-01.html")

    previewed.save("yz/01-01.md", "电梯\n<p>改好了</p>")
    assert previewed.wait_for("都改好了")
    assert "改好了" in shown(previewed, "yz/01-01.html")


def test_a_bug_of_ours_is_told_with_its_name(previewed: Archive) -> None:
    previewed.save("yz/01-01.md", "!crash")
    previewed.wait_for("有 1 处错误")

    (problem,) = previewed.problems
    assert problem.facts["error"] == "ZeroDivisionError: a bug of ours"


def test_a_deleted_and_a_renamed_article(previewed: Archive) -> None:
    content = previewed.root / "content" / "yz"
    (content / "01-01.md").rename(content / "01-02.md")
    previewed.wait_for("用时")

    assert "昨天上午" in shown(previewed, "yz/01-02.html")
    with pytest.raises(OSError, match="404"):
        shown(previewed, "yz/01-01.html")


def test_saves_during_the_first_build_are_built_too(archive: Archive) -> None:
    class Slow(PlainSite):
        def open(self, tell: Reporter) -> Report:
            report = super().open(tell)
            archive.save("index.md", "保存于生成之中")
            return report

    archive.site = Slow(archive.root)
    with previewing(archive) as previewed:
        previewed.wait_for("用时")

        assert "保存于生成之中" in shown(previewed)


def test_a_first_build_with_errors_is_served_all_the_same(archive: Archive) -> None:
    archive.save("yz/01-01.md", "!bad")
    with previewing(archive) as previewed:
        assert "首页" in shown(previewed)
        assert previewed.codes == ["P004"]


def test_only_the_first_build_shows_its_progress(archive: Archive) -> None:
    class Telling(PlainSite):
        def _print(self, tell: Reporter) -> Report:
            tell(Began("print", 1))
            tell(Made("print", str(self.times)))
            return super()._print(tell)

    archive.site = Telling(archive.root)
    events: list[Event] = []
    archive.tell = events.append  # type: ignore[method-assign]
    with previewing(archive) as previewed:
        previewed.save("index.md", "again")
        previewed.wait_for("用时")

    assert events == [Began("print", 1), Made("print", "0")]


def test_a_taken_port_is_told_and_the_next_one_used(archive: Archive, tmp_path: Path) -> None:
    other = Archive(tmp_path / "other")
    other.save("index.md", "别的报纸")
    with previewing(archive) as first:
        port = int(first.session.url.rsplit(":", 1)[1].strip("/"))
        with preview(other.root, other.site, other.voice, port=port) as second:
            assert second.url != first.session.url
        (problem,) = other.problems
        assert (problem.code, problem.severity) == ("P001", Severity.WARNING)
        assert problem.facts["used"] in second.url


def test_ten_taken_ports_are_a_usage_error(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_module, "open_server", lambda *_, **__: None)

    with pytest.raises(UsageError) as caught, preview(archive.root, archive.site, archive.voice, port=8000):
        pass
    assert caught.value.problems[0].code == "P002"
    assert caught.value.problems[0].facts == {"port": "8000", "last": "8009"}


def test_a_prefix_that_is_none_is_a_usage_error(archive: Archive) -> None:
    with (
        pytest.raises(UsageError) as caught,
        preview(archive.root, archive.site, archive.voice, port=0, base="/../"),
    ):
        pass
    assert caught.value.problems[0].code == "P004"


def test_no_archive_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        serve(tmp_path)
    assert caught.value.problems[0].code == "C911"
    assert list(tmp_path.iterdir()) == []


def test_the_site_is_served_under_a_prefix(archive: Archive) -> None:
    with previewing(archive, base="/news/") as previewed:
        assert previewed.session.url.endswith("/news/")
        assert "首页" in shown(previewed)


def test_a_theme_that_appears_is_watched(previewed: Archive) -> None:
    folder = previewed.root / "themes" / "own"
    folder.mkdir(parents=True)
    (folder / "theme.yaml").write_text("name: own", encoding="utf-8")

    assert "themes/own/theme.yaml" in previewed.wait_for("已保存")


def test_an_interrupt_ends_everything(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> Report:
        raise KeyboardInterrupt

    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr("site_builder.workflows.edition.Edition.open", interrupted, raising=True)
    said: list[str] = []

    with pytest.raises(KeyboardInterrupt):
        serve(archive.root, port=8000, open_browser=True, voice=Voice(speak=said.append))

    assert opened == [said[0].split("：")[1].split("（")[0]]
    with pytest.raises(OSError, match="refused"):
        urlopen(opened[0], timeout=60)


def test_watching_is_part_of_the_preview(monkeypatch: pytest.MonkeyPatch, archive: Archive) -> None:
    asked: dict[str, object] = {}

    def noting(folders: object, ignore: object, **settings: object) -> object:
        asked.update(settings, folders=folders, ignore=ignore)
        return watch(folders, ignore, **settings)  # type: ignore[arg-type]

    monkeypatch.setattr(session_module, "watch", noting)
    (archive.root / ".git").mkdir()
    (archive.root / ".git" / "HEAD").write_text("ref: refs/heads/main", encoding="utf-8")
    with previewing(archive, poll=0.05) as previewed:
        previewed.save("index.md", "polled")
        previewed.wait_for("用时")

    assert asked["poll"] == 0.05
    assert asked["busy_signs"] == [archive.root.resolve() / ".git" / "HEAD"]
    assert archive.root / "themes" in asked["folders"]  # type: ignore[operator]


def test_our_own_code_is_watched_where_somebody_may_work_on_it(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "checkout" / "site_builder"
    package.mkdir(parents=True)
    (package / "a.py").write_text("old", encoding="utf-8")
    (package.parent / "pyproject.toml").write_text("", encoding="utf-8")
    monkeypatch.setattr("site_builder.preview.session.PACKAGE", package)
    with previewing(archive):
        (package / "a.py").write_text("new", encoding="utf-8")
        archive.save("index.md", "雁洲日报")
        archive.wait_for("用时")
        while "P010" not in archive.codes:
            archive.save("index.md", f"雁洲日报 {len(archive.codes)}")
            archive.wait_for("用时")

    (told,) = [problem for problem in archive.problems if problem.code == "P010"]
    assert told.facts["file"] == "site_builder/a.py"


def test_a_branch_switch_is_one_batch(archive: Archive) -> None:
    git = program("git")
    names = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "PATH": os.environ["PATH"]}
    names |= {f"GIT_{who}_{what}": "a@b" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}

    def do(*command: str) -> None:
        subprocess.run([git, *command], cwd=archive.root, check=True, capture_output=True, env=names)

    pages = [f"yz/02-{number:02}.md" for number in range(1, 81)]
    for name in pages:
        archive.save(name, "旧\n")
    do("init", "-q", "-b", "main")
    do("add", "content")
    do("commit", "-q", "-m", "main")
    do("checkout", "-q", "-b", "other")
    for name in pages[:40]:
        archive.save(name, "新\n")
    for name in pages[40:60]:
        (archive.root / "content" / name).unlink()
    archive.save("yz/03-01.md", "另一篇\n")
    do("add", "-A", "content")
    do("commit", "-q", "-m", "other")
    do("checkout", "-q", "main")
    with previewing(archive):
        before = archive.site.times

        do("checkout", "-q", "other")

        assert "61 个文件有改动" in archive.wait_for("个文件有改动")
        archive.wait_for("用时")
        assert archive.site.times == before + 1
        do("checkout", "-q", "main")
        assert "61 个文件有改动" in archive.wait_for("个文件有改动")
        archive.wait_for("用时")
        assert archive.site.times == before + 2


def test_when_all_was_read_anew_every_tab_looks_for_itself(previewed: Archive) -> None:
    hub = previewed.session._server.hub
    with hub.subscribe("yz/01-01.html", hub.generation) as tab:
        tab.take(SOON)
        previewed.session.again(drafts=True)
        news = tab.take(SOON)

    assert isinstance(news, Changed)
    assert news.page
