"""The preview with the real builder: what it serves is what `build` prints, whatever is edited meanwhile."""

from __future__ import annotations

import multiprocessing
import queue
import re
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from site_builder.engine.events import Event, Noticed, silence
from site_builder.preview import printer as printer_module
from site_builder.preview.live_site import LiveSite
from site_builder.preview.printer import Printed, Printer
from site_builder.preview.session import Session, preview
from site_builder.preview.voice import Voice
from site_builder.search.scripts import MANIFEST
from site_builder.workflows.lookup import lookup
from tests.preview.conftest import SOON
from tests.trialsite import FILES, RIVER, SCHOOL, TrialSite

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SCRIPT = re.compile(rb'<script src="/_live-[^>]*></script>')
ARTICLE = "chenbao/2019-04-19/01-01.html"
PATIENCE = 180.0
"""Seconds a real build may take on a busy machine."""


class Live:
    """A trial site being previewed."""

    def __init__(self, site: TrialSite) -> None:
        self.site = site
        self.said: queue.Queue[str] = queue.Queue()
        self.codes: list[str] = []
        self.session: Session

    def tell(self, event: Event) -> None:
        """Keep the codes of the problems."""
        if isinstance(event, Noticed):
            self.codes.append(event.problem.code)

    def wait_for(self, part: str) -> str:
        """The next sentence of the terminal that has these words."""
        while True:
            sentence = self.said.get(timeout=PATIENCE)
            if part in sentence:
                return sentence

    def get(self, path: str = "") -> tuple[int, bytes]:
        """Status and body of a page, without the script."""
        try:
            with urlopen(self.session.url + quote(path), timeout=SOON) as response:
                return response.status, SCRIPT.sub(b"", response.read())
        except HTTPError as answer:
            with answer:
                return answer.code, SCRIPT.sub(b"", answer.read())

    def text(self, path: str = "") -> str:
        """The text of a page."""
        return self.get(path)[1].decode()


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Live]:
    live = Live(
        TrialSite(
            tmp_path / "archive", {**FILES, "content/site.yaml": FILES["content/site.yaml"] + "build: {jobs: '1'}\n"}
        )
    )
    voice = Voice(tell=live.tell, speak=live.said.put)
    with preview(live.site.root, LiveSite(live.site.root), voice, port=0, base="/shikan/") as session:
        live.session = session
        thread = threading.Thread(target=session.run)
        thread.start()
        live.wait_for("用时")
        yield live
        session.close()
        thread.join(PATIENCE)
        assert not thread.is_alive()


def test_every_page_is_what_build_prints_and_no_output_is_written(live: Live) -> None:
    live.wait_for("索引已更新")
    assert live.codes == []
    assert not (live.site.root / "output").exists()

    printed = live.site.fresh().output()

    names = [name for name in printed if not name.rpartition("/")[2].startswith(".")]
    assert len(names) > 15
    for name in names:
        assert live.get(name) == (200, printed[name]), name


def test_until_the_archive_is_read_the_last_build_is_shown_and_then_what_differs_is_told(tmp_path: Path) -> None:
    live = LiveSite(TrialSite(tmp_path / "archive", FILES).root)
    built = {ARTICLE: b"old page", "assets/css/press.css": b"old style"}
    for name, data in built.items():
        file = live.folder / name
        file.parent.mkdir(parents=True)
        file.write_bytes(data)
    try:
        assert [live.read(name) for name in built] == [None, None], "they lie in the folder"

        report = live.open(silence)

        assert "assets/css/press.css" in report.changed
        assert "运河清淤今日开工" in (live.read(ARTICLE) or b"").decode()
        assert (live.read("assets/css/press.css") or b"old style") != b"old style"
    finally:
        live.close()


def test_an_edit_of_each_kind_is_followed(live: Live) -> None:
    site = live.site
    site.edit(RIVER, "第一斗淤泥", "第一船淤泥")
    live.wait_for("用时")
    assert "第一船淤泥" in live.text(ARTICLE)

    site.edit(RIVER, "运河清淤今日开工", "运河清淤昨日开工")
    live.wait_for("用时")
    for path in [ARTICLE, "chenbao/2019-04-19/index.html", "chenbao/2019-04-19/01-02.html"]:
        assert "运河清淤昨日开工" in live.text(path), path

    site.edit("content/site.yaml", "试刊", "试刊二号")
    live.wait_for("用时")
    assert "试刊二号" in live.text()

    site.rename("content/chenbao/2019/2019-04-19/02-01.md", "content/chenbao/2019/2019-04-19/02-09.md")
    site.edit("content/chenbao/2019/2019-04-19/02-09.md", "id: 02-01", "id: 02-09")
    while live.get("chenbao/2019-04-19/02-09.html")[0] != 200:
        live.wait_for("用时")
    assert live.get("chenbao/2019-04-19/02-01.html")[0] == 404

    site.remove("content/chenbao/2020")
    live.wait_for("用时")
    assert live.get("chenbao/2020-01-03/index.html")[0] == 404


@pytest.mark.parametrize(
    ("path", "was", "now", "code"),
    [
        (RIVER, "headline:", "headlin:", "F002"),
        ("content/chenbao/2019/2019-04-19/issue.yaml", "date: 2019-04-19", "date: 2019-04-39", ""),
        ("content/site.yaml", "title:", "titel:", ""),
        ("themes/trial/templates/article.html", "{% extends", "{% extend", ""),
    ],
)
def test_a_mistake_keeps_the_last_good_pages_until_it_is_mended(
    live: Live, path: str, was: str, now: str, code: str
) -> None:
    before = {name: live.get(name) for name in ["", ARTICLE, "chenbao/2019-04-26/01-01.html"]}

    live.site.edit(path, was, now)
    live.wait_for("处错误")
    assert code in live.codes if code else live.codes
    assert {name: live.get(name) for name in before} == before
    (fault, *_) = live.session._server.hub.faults
    assert path.rpartition("/")[2] in fault.place
    assert fault.sentence

    live.site.edit(path, now, was)
    live.wait_for("都改好了")
    assert live.session._server.hub.faults == ()
    assert {name: live.get(name) for name in before} == before


def test_search_is_a_few_seconds_behind(live: Live) -> None:
    live.wait_for("索引已更新")
    folder = live.site.root / ".cache" / "preview"
    assert [hit.url for hit in lookup(live.site.root, "河床", output=folder).hits] == [ARTICLE]
    assert lookup(live.site.root, "蜃楼", output=folder).hits == ()

    live.site.edit(RIVER, "离开了河床", "离开了蜃楼")
    live.wait_for("索引已更新")

    assert [hit.url for hit in lookup(live.site.root, "蜃楼", output=folder).hits] == [ARTICLE]
    manifest = live.get(MANIFEST)
    assert manifest == (200, (folder / MANIFEST).read_bytes()), "and this is what the browser asks"


def test_output_is_filled_on_request(tmp_path: Path) -> None:
    site = TrialSite(
        tmp_path / "archive", {**FILES, "content/site.yaml": FILES["content/site.yaml"] + "build: {jobs: '1'}\n"}
    )
    site.edit(SCHOOL, "headline:", "draft: true\nheadline:")
    printed: queue.Queue[Printed] = queue.Queue()
    preview_folder, output = site.root / ".cache" / "preview", site.root / "output"
    printer = Printer(site.root, preview_folder, output, done=printed.put)
    try:
        printer.ask(drafts=True)
        assert printed.get(timeout=PATIENCE).problems == ()
        assert (preview_folder / "chenbao/2019-04-26/01-01.html").is_file()
        assert not (output / "chenbao/2019-04-26/01-01.html").exists(), "a draft is for the preview"
        assert site.output() == site.fresh().output()

        site.edit(RIVER, "第一斗", "第一船")
        printer.ask(drafts=True)
        printed.get(timeout=PATIENCE)
        assert "第一船" in site.page(ARTICLE)
        assert not (site.root / "content" / "addresses.txt").exists(), "that is what publishing does"
    finally:
        printer.close()


def test_after_a_large_build_another_process_follows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printer_module, "LARGE", 60)
    began: list[int] = []
    spawn = multiprocessing.get_context("spawn")
    monkeypatch.setattr(printer_module.multiprocessing, "get_context", lambda way: began.append(len(way)) or spawn)
    site = TrialSite(tmp_path / "archive", FILES)
    printed: queue.Queue[Printed] = queue.Queue()
    printer = Printer(site.root, site.root / "output", done=printed.put)
    try:
        for words in ("第一船", "第二船", "第三船"):
            site.write(RIVER, FILES[RIVER].replace("第一斗", words))
            printer.ask(drafts=True)
            assert printed.get(timeout=PATIENCE).problems == ()
            assert words in site.page(ARTICLE)
        assert len(began) == 2, "the first build makes all, and those after it a few things"
    finally:
        printer.close()


@pytest.mark.browser
def test_a_save_is_on_the_screen(live: Live, chromium: Browser) -> None:
    with closing(chromium.new_context()) as context:
        tab = context.new_page()
        tab.set_default_timeout(PATIENCE * 1000)
        tab.goto(live.session.url + ARTICLE)
        tab.wait_for_selector("html[data-preview=listening]", state="attached")
        tab.evaluate("window.kept = 'kept'")

        live.site.edit(RIVER, "第一斗淤泥", "第一船淤泥")
        tab.get_by_text("第一船淤泥").wait_for()

        live.site.edit(RIVER, "headline:", "headlin:")
        strip = tab.locator("preview-strip .box")
        strip.wait_for()
        assert "01-01.md:3" in strip.inner_text()
        assert "是不是 `headline`" in strip.inner_text()
        assert tab.get_by_text("第一船淤泥").is_visible()

        live.site.edit(RIVER, "headlin:", "headline:")
        strip.wait_for(state="hidden")

        style = live.site.root / "themes" / "trial" / "assets" / "css" / "plain.css"
        style.write_text("body { max-width: 41em; }", encoding="utf-8")
        tab.wait_for_function("getComputedStyle(document.body).maxWidth === `${41 * 16}px`")
        tab.wait_for_function("document.querySelectorAll('link[rel=stylesheet]').length === 1")
        live.site.edit(RIVER, "第一船淤泥", "第一车淤泥")
        tab.get_by_text("第一车淤泥").wait_for()
        assert tab.evaluate("getComputedStyle(document.body).maxWidth === `${41 * 16}px`")
        assert tab.evaluate("window.kept") == "kept"
