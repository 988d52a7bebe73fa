"""Saves at bad moments: half files, whole folders gone, a thousand at once, a full disk, a cache that lies."""

from __future__ import annotations

import errno
import os
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.engine import store
from site_builder.errors import Severity
from site_builder.workflows import edition as edition_module
from site_builder.workflows.edition import Edition
from tests.trialsite import FILES, RIVER, SCHOOL, TrialSite, article, issue

PAGE = "chenbao/2019-04-19/01-01.html"
FOLDER = "content/chenbao/2019/2019-04-19"
PAGES = (PAGE, "index.html", "chenbao/2019-04-26/01-01.html", "chenbao/2019.html")


class Previewed:
    """A trial site and its edition in memory."""

    def __init__(self, root: Path) -> None:
        self.site = TrialSite(root, FILES)
        self.edition = Edition(root)
        self.edition.open()

    def saved(self, *paths: str) -> frozenset[str]:
        return self.edition.refresh([(self.site.root / path).resolve() for path in paths], PAGES)

    def shown(self) -> list[bytes | None]:
        return [self.edition.read(page) for page in PAGES]

    def errors(self) -> list[str]:
        return [problem.code for problem in self.edition.problems if problem.severity is Severity.ERROR]

    def is_what_build_prints(self) -> bool:
        printed = self.site.fresh().output()
        return self.shown() == [printed.get(page) for page in PAGES]


@pytest.fixture
def previewed(tmp_path: Path) -> Previewed:
    return Previewed(tmp_path / "archive")


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda text: text[:20].encode(), "F018"),
        (lambda text: text.encode()[:-5], ""),
        (lambda _: b"", ""),
        (lambda _: b"\x00" * 300, ""),
        (lambda text: text.encode("gb18030"), ""),
        (lambda text: text.replace("headline", "标题: x\nheadline", 1).encode(), "F003"),
        (lambda text: text.replace("id: 01-01", "id: 01-02", 1).encode(), ""),
    ],
)
def test_half_a_file_keeps_the_last_good_pages(previewed: Previewed, spoil: Callable[[str], bytes], code: str) -> None:
    before = previewed.shown()
    previewed.site.write(RIVER, spoil(FILES[RIVER]))

    assert previewed.saved(RIVER) == frozenset()
    assert code in previewed.errors() if code else previewed.errors()
    assert previewed.shown() == before
    assert all(problem.place.path.startswith(FOLDER) for problem in previewed.edition.problems)

    previewed.site.write(RIVER, FILES[RIVER])
    previewed.saved(RIVER)
    assert previewed.errors() == []
    assert previewed.shown() == before


@pytest.mark.parametrize(("encoding", "end"), [("utf-8-sig", "\n"), ("utf-8", "\r\n"), ("utf-8-sig", "\r")])
def test_what_other_systems_editors_save_is_the_same_page(previewed: Previewed, encoding: str, end: str) -> None:
    before = previewed.shown()
    previewed.site.write(RIVER, FILES[RIVER].replace("\n", end).encode(encoding))

    assert previewed.saved(RIVER) == frozenset()
    assert (previewed.errors(), previewed.shown()) == ([], before)
    previewed.site.write(RIVER, FILES[RIVER].replace("第一斗", "第一船").replace("\n", end).encode(encoding))
    assert PAGE in previewed.saved(RIVER)
    assert "第一船" in (previewed.edition.read(PAGE) or b"").decode()


def test_an_issue_deleted_while_it_is_printed(previewed: Previewed, monkeypatch: pytest.MonkeyPatch) -> None:
    other = previewed.edition.read("chenbao/2019-04-26/01-01.html")
    print_sheets = edition_module.Edition._sheets

    def sheets(self: Edition, *given: object) -> object:
        shutil.rmtree(previewed.site.root / FOLDER, ignore_errors=True)
        shutil.rmtree(previewed.site.root / ".cache", ignore_errors=True)
        return print_sheets(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(edition_module.Edition, "_sheets", sheets)
    previewed.edition.read(PAGE)
    monkeypatch.undo()

    previewed.saved(FOLDER)
    assert previewed.edition.read(PAGE) is None
    assert previewed.edition.read("chenbao/2019-04-26/01-01.html") not in (None, other), "its neighbour is gone"
    previewed.site.write(f"{FOLDER}/issue.yaml", FILES[f"{FOLDER}/issue.yaml"])
    for path in FILES:
        if path.startswith(f"{FOLDER}/"):
            previewed.site.write(path, FILES[path])
    previewed.saved(f"{FOLDER}/issue.yaml")
    assert previewed.is_what_build_prints()


def test_a_thousand_files_at_once(previewed: Previewed) -> None:
    saved = []
    for number in range(40):
        day = f"2021-{number // 28 + 1:02}-{number % 28 + 1:02}"
        folder = f"content/chenbao/2021/{day}"
        saved.append(f"{folder}/issue.yaml")
        previewed.site.write(saved[-1], issue(day, 100 + number, {"01": "要闻"}))
        for order in range(1, 26):
            saved.append(f"{folder}/01-{order:02}.md")
            previewed.site.write(saved[-1], article("01", order, f"第{number}期第{order}篇", "河边的一天。"))
    assert len(saved) > 1000

    previewed.saved(*saved)

    assert previewed.errors() == []
    assert "第39期第25篇" in (previewed.edition.read("chenbao/2021-02-12/01-25.html") or b"").decode()
    previewed.site.remove("content/chenbao/2021")
    previewed.saved(*saved)
    assert previewed.edition.read("chenbao/2021-02-12/01-25.html") is None
    assert previewed.is_what_build_prints()


def test_a_full_disk_costs_nothing_that_is_shown(previewed: Previewed, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(store, "write_whole", full)
    for words in ("第一船淤泥", "第二船淤泥"):
        previewed.site.write(RIVER, FILES[RIVER].replace("第一斗淤泥", words))
        assert PAGE in previewed.saved(RIVER)
        assert words in (previewed.edition.read(PAGE) or b"").decode()
    monkeypatch.undo()

    previewed.site.write(RIVER, FILES[RIVER])
    previewed.saved(RIVER)
    assert previewed.is_what_build_prints()


@pytest.mark.parametrize("seed", range(3))
def test_a_cache_that_lies_is_not_believed(previewed: Previewed, seed: int) -> None:
    chance = random.Random(seed)
    for path in sorted((previewed.site.root / ".cache").rglob("*")):
        if path.is_file() and chance.random() < 0.7:
            data = bytearray(path.read_bytes())
            match chance.randrange(3):
                case 0 if data:
                    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
                case 1:
                    data = data[: chance.randrange(len(data) + 1)]
                case _:
                    data += b"of another version"
            path.write_bytes(bytes(data))

    again = Edition(previewed.site.root)
    again.open()
    previewed.edition = again

    assert previewed.errors() == []
    assert previewed.is_what_build_prints()
    previewed.site.edit(SCHOOL, "四十间", "五十间")
    previewed.saved(SCHOOL)
    assert previewed.is_what_build_prints()


def of_another_version(data: bytes, way: str) -> bytes:
    """A file of the cache as a program with other formats would have left it."""
    if way == "garbage":
        return random.Random(len(data)).randbytes(len(data))
    number = rb"\g<1>0" if way == "older" else rb"\g<1>9"
    return re.sub(rb"^(memo|\{\s*\"format\": \"site_builder ledger )\d", number, data)


@pytest.mark.parametrize("way", ["older", "newer", "garbage"])
def test_the_cache_of_another_version_is_neither_believed_nor_a_trouble(previewed: Previewed, way: str) -> None:
    site = previewed.site
    site.build()
    cache = site.root / ".cache"
    files = [path for path in sorted(cache.rglob("*")) if path.is_file()]
    assert {"content.memo", "last-good.json"} <= {path.name for path in files}
    for path in files:
        path.write_bytes(of_another_version(path.read_bytes(), way))
    (store,) = cache.glob("store-*")
    if way != "garbage":
        store.rename(cache / ("store-0" if way == "older" else "store-99"))

    previewed.edition = Edition(site.root)
    previewed.edition.open()
    assert previewed.errors() == []
    assert previewed.is_what_build_prints()
    site.edit(SCHOOL, "四十间", "五十间")
    previewed.saved(SCHOOL)
    assert previewed.is_what_build_prints()
    report = site.build()
    assert not report.failed
    assert site.output() == site.fresh().output()


def test_a_broken_template_keeps_every_page(previewed: Previewed) -> None:
    before = previewed.shown()
    template = "themes/trial/templates/article.html"
    text = (previewed.site.root / template).read_text(encoding="utf-8")
    for spoiled in (text + "{% if %}", text.replace("{% extends", "{% extend", 1), text + "{{ no_such.thing }}", ""):
        previewed.site.write(template, spoiled)
        previewed.saved(template)
        if spoiled:
            assert previewed.shown() == before
            assert previewed.errors()
    previewed.site.write(template, text)
    previewed.saved(template)
    assert previewed.errors() == []
    assert previewed.shown() == before


def test_two_articles_of_one_id_and_a_renamed_paper(previewed: Previewed) -> None:
    before = previewed.shown()
    previewed.site.write(f"{FOLDER}/01-09.md", FILES[RIVER])
    previewed.saved(f"{FOLDER}/01-09.md")
    assert previewed.errors()
    assert previewed.shown() == before
    previewed.site.remove(f"{FOLDER}/01-09.md")
    previewed.saved(f"{FOLDER}/01-09.md")
    assert previewed.errors() == []

    previewed.site.rename("content/chenbao", "content/zaobao")
    previewed.saved("content/chenbao/paper.yaml", "content/zaobao/paper.yaml")
    assert previewed.edition.read(PAGE) is None
    assert previewed.edition.read(PAGE.replace("chenbao", "zaobao")) is not None
    assert previewed.edition.where(PAGE)[0] == PAGE.replace("chenbao", "zaobao")
