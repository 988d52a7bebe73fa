"""Taking a part of the shipped theme to edit it, what an upgrade changes, and a second theme that proves the first."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.errors import UsageError
from site_builder.press.settings import SiteSettings
from site_builder.press.themes import load_theme
from site_builder.workflows import theme_parts
from site_builder.workflows.theme_parts import compare, eject
from tests.press.printed import THEMES, Reader, printed_site
from tests.press.trialissue import article, issue, odd_issue


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive that wears the shipped theme."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content/site.yaml").write_text("title: 试刊\n", "utf-8")
    return tmp_path


def wear(root: Path, theme: str) -> None:
    (root / "content/site.yaml").write_text(f"title: 试刊\ntheme: {theme}\n", "utf-8")


@pytest.mark.parametrize("part", ["foot", "foot.html", "parts/foot.html", "templates/parts/foot.html"])
def test_a_part_is_taken_by_as_much_of_its_name_as_is_needed(archive: Path, part: str) -> None:
    taken = eject(archive, part)

    shipped = (THEMES / "broadsheet/templates/parts/foot.html").read_bytes()
    assert Path(taken.path) == archive / "themes/own/templates/parts/foot.html"
    assert Path(taken.path).read_bytes() == shipped
    assert taken.made
    assert load_theme([archive / "themes", THEMES], "own").sheets["parts/foot.html"].path == taken.path


def test_the_second_part_joins_the_first(archive: Path) -> None:
    eject(archive, "foot")
    wear(archive, "own")

    assert not eject(archive, "print.css").made
    assert (archive / "themes/own/assets/css/print.css").is_file()


@pytest.mark.parametrize(("part", "code"), [("fot", "T020"), ("search", "T022")])
def test_a_name_that_fits_nothing_or_too_much(archive: Path, part: str, code: str) -> None:
    with pytest.raises(UsageError) as raised:
        eject(archive, part)

    (problem,) = raised.value.problems
    assert problem.code == code
    assert "parts/foot.html" in str(problem.facts["known"]) or "search.html" in str(problem.facts["known"])
    assert not (archive / "themes").exists()


def test_what_was_taken_is_never_written_over(archive: Path) -> None:
    taken = Path(eject(archive, "foot").path)
    wear(archive, "own")
    taken.write_text("mine", "utf-8")

    with pytest.raises(UsageError) as raised:
        eject(archive, "foot")

    assert raised.value.problems[0].code == "T021"
    assert taken.read_text("utf-8") == "mine"


def test_what_the_archive_changed_and_what_an_upgrade_changed_are_told_apart(
    archive: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = Path(eject(archive, "foot").path)
    wear(archive, "own")
    (same,) = compare(archive)
    assert (same.changed, same.shipped) == ((), ())

    taken.write_text(taken.read_text("utf-8") + "<p>ours</p>\n", "utf-8")
    newer = tmp_path_factory.mktemp("newer")
    foot = newer / "broadsheet/templates/parts/foot.html"
    foot.parent.mkdir(parents=True)
    foot.write_text((THEMES / "broadsheet/templates/parts/foot.html").read_text("utf-8") + "<p>newer</p>\n", "utf-8")
    (newer / "broadsheet/theme.yaml").write_text("name: broadsheet\n", "utf-8")
    monkeypatch.setattr("site_builder.workflows.layout.shipped_themes", lambda: newer)
    monkeypatch.setattr(theme_parts, "shipped_themes", lambda: newer)

    (told,) = compare(archive, seen=True)
    (after,) = compare(archive)

    assert "+<p>newer</p>" in told.shipped
    assert {"+<p>ours</p>", "-<p>newer</p>"} <= set(told.changed)
    assert after.shipped == ()
    assert after.changed == told.changed


def test_an_archive_without_a_theme_of_its_own_has_nothing_to_compare(archive: Path) -> None:
    assert compare(archive) == ()


def test_the_evening_theme_dresses_the_same_pages_otherwise() -> None:
    issues = (issue("2023-04-28", [article(1)]), odd_issue())
    plain, evening = (printed_site(*issues, theme=load_theme([THEMES], name)) for name in ("broadsheet", "evening"))

    assert plain.keys() == evening.keys()
    assert Reader(evening["index.html"]).having("div", class_="evening-front")
    assert not Reader(plain["index.html"]).having("div", class_="evening-front")
    assert Reader(evening["shibao/2023-05-05/index.html"]).having("header", class_="masthead evening")
    body = [Reader(site["shibao/2023-05-05/03-01.html"]).words() for site in (plain, evening)]
    assert body[0] == body[1], "what a theme does not change it takes from the one it extends"
    assert evening["assets/css/press.css"].startswith(plain["assets/css/press.css"][:200])


@pytest.mark.parametrize("language", ["zh-Hant", "en"])
def test_the_evening_theme_speaks_what_broadsheet_speaks(language: str) -> None:
    theme = load_theme([THEMES], "evening")
    site = printed_site(issue("2023-04-28", [article(1)]), site=SiteSettings(language=language), theme=theme)

    assert theme.speaks(language) == language
    assert f'lang="{language}"' in site["index.html"].decode()


def test_a_language_the_theme_does_not_speak_is_not_claimed() -> None:
    """`ja` may be asked for; the words are then Chinese, and are said to be."""
    page = printed_site(issue("2023-04-28", [article(1)]), site=SiteSettings(language="ja"))["index.html"].decode()

    assert 'lang="ja"' not in page
    assert '<header class="bar" lang="zh-Hans">' in page
