"""A save does what its own file asks for and no more: the work is counted, not the time."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jinja2
import pytest

from site_builder.engine.store import Store
from site_builder.press import pages, plate_casting, printing, typesetting
from site_builder.press.themes import Theme
from site_builder.workflows.edition import Edition
from tests.trialsite import FILES, RIVER, TrialSite

PAGE = "chenbao/2019-04-19/01-01.html"
ISSUE = "chenbao/2019-04-19/index.html"
TEMPLATE = "themes/trial/templates/article.html"
STYLE = "themes/trial/assets/css/plain.css"


class Counted:
    """An edition one page of which is looked at, and the work that goes into it."""

    def __init__(self, site: TrialSite, patch: pytest.MonkeyPatch) -> None:
        self.site = site
        self.edition = Edition(site.root)
        self.edition.open()
        self.edition.read(PAGE)
        self.edition.facts(PAGE)  # as the badge of every open page asks for
        for _ in self.edition.warm():
            pass
        self.done: list[str] = []
        self._count(patch, typesetting, "set_body", lambda article, *_: f"set {article.id}")
        self._count(patch, pages, "lay_out", lambda *_: "laid out")
        self._count(patch, printing, "struck", lambda *_: "printed from a plate")
        self._count(patch, plate_casting, "cast", lambda *_: "cast")
        self._count(patch, Store, "keep", lambda *_: "kept")
        self._count(patch, jinja2.Environment, "compile", lambda _, __, name, *___: f"compiled {name}")

    def _count(self, patch: pytest.MonkeyPatch, owner: Any, name: str, told: Callable[..., str]) -> None:
        real = getattr(owner, name)

        def counting(*given: Any, **named: Any) -> Any:
            self.done.append(told(*given))
            return real(*given, **named)

        patch.setattr(owner, name, counting)

    def save(self, path: str, was: str, now: str) -> frozenset[str]:
        self.site.edit(path, was, now)
        return self.edition.refresh([(self.site.root / path).resolve()], [PAGE])


@pytest.fixture
def counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Counted:
    return Counted(TrialSite(tmp_path / "site", FILES), monkeypatch)


def test_a_body_sets_one_article_and_lays_out_one_sheet(counted: Counted) -> None:
    assert counted.save(RIVER, "工期九十天", "工期一百天") == {PAGE}
    assert counted.done == ["set 01-01", "laid out", "printed from a plate"]


def test_a_style_compiles_and_casts_nothing(counted: Counted) -> None:
    assert counted.save(STYLE, "40em", "42em") == {PAGE, "assets/css/press.css"}
    assert counted.done == ["printed from a plate"], "the page names another version of the style"


def test_a_template_compiles_itself_and_prints_the_page_that_is_looked_at(counted: Counted) -> None:
    assert counted.save(TEMPLATE, "<h1>", "<h1>试排：") == {PAGE}
    assert counted.done == ["compiled article.html"]
    assert "<h1>试排：" in (counted.edition.read(PAGE) or b"").decode()


def test_a_page_the_template_has_no_say_in_keeps_its_plate(counted: Counted) -> None:
    before = counted.edition.read(ISSUE)
    counted.save(TEMPLATE, "<h1>", "<h1>试排：")
    counted.done.clear()
    assert counted.edition.read(ISSUE) == before
    assert counted.done == ["printed from a plate"]


def test_a_theme_that_was_edited_away_is_not_kept(counted: Counted) -> None:
    def themes() -> int:
        gc.collect()
        return sum(isinstance(one, Theme) for one in gc.get_objects())

    before = themes()
    for width in range(41, 53):
        counted.save(STYLE, f"{width - 1}em", f"{width}em")
    assert themes() <= before + 3
