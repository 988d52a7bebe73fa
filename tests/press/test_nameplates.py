"""The name of a paper drawn from a font, and how it stands in the page."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from site_builder.errors import UsageError
from site_builder.press.themes import load_theme
from site_builder.workflows.nameplates import draw_nameplates
from tests.press.printed import THEMES, Reader, printed_site
from tests.press.trialissue import PAPER, article, issue
from tests.wanting import module


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive of one paper."""
    (tmp_path / "content/shibao").mkdir(parents=True)
    (tmp_path / "content/site.yaml").write_text("title: 试刊\n", "utf-8")
    (tmp_path / "content/shibao/paper.yaml").write_text(f"name: {PAPER.name}\n", "utf-8")
    return tmp_path


def font_of(characters: str, path: Path) -> Path:
    """A font whose every character is a square of half an em."""
    module("fontTools")
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    for at, corner in enumerate(((0, 0), (0, 1024), (1024, 1024), (1024, 0))):
        (pen.lineTo if at else pen.moveTo)(corner)
    pen.closePath()
    square = pen.glyph()
    names = [".notdef", *(f"c{at}" for at in range(len(characters)))]
    builder = FontBuilder(2048)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(character): f"c{at}" for at, character in enumerate(characters)})
    builder.setupGlyf(dict.fromkeys(names, square))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (2048, 0)))
    builder.setupHorizontalHeader(ascent=2300, descent=-500)
    builder.setupOS2(sTypoAscender=1802, sTypoDescender=-246)
    builder.setupPost()
    builder.save(path)
    return path


def test_the_name_is_drawn_and_still_read(archive: Path) -> None:
    taken = draw_nameplates(archive, font_of(PAPER.name, archive / "a.ttf"))
    theme = load_theme([archive / "themes", THEMES], taken.theme)
    page = printed_site(issue("2023-04-28", [article(1)]), theme=theme)["shibao/index.html"].decode()

    assert taken.made
    assert f'<svg viewBox="0 -880 {len(PAPER.name)}000 1000" aria-hidden="true"' in page
    assert PAPER.name in Reader(page.encode()).words()


def test_it_may_be_drawn_again_but_what_somebody_edited_stays(archive: Path) -> None:
    font = font_of(PAPER.name, archive / "a.ttf")
    first = draw_nameplates(archive, font)
    again = draw_nameplates(archive, font)
    Path(again.path).write_text("{% macro nameplate_of(paper) %}{% endmacro %}", "utf-8")
    with pytest.raises(UsageError) as raised:
        draw_nameplates(archive, font)

    assert (again.path, again.made) == (first.path, False)
    assert raised.value.problems[0].code == "T021"


def test_a_font_without_a_character_and_a_file_that_is_none(archive: Path) -> None:
    (archive / "no.ttf").write_text("no font", "utf-8")
    found = {}
    for font in (font_of(PAPER.name[:-1], archive / "a.ttf"), archive / "no.ttf", archive / "gone.ttf"):
        with pytest.raises(UsageError) as raised:
            draw_nameplates(archive, font)
        found[font.name] = raised.value.problems[0]

    assert {name: problem.code for name, problem in found.items()} == {
        "a.ttf": "T025",
        "no.ttf": "T024",
        "gone.ttf": "T024",
    }
    assert found["a.ttf"].facts["lacking"] == PAPER.name[-1]
    assert not (archive / "themes").exists()


def test_without_the_extra_it_says_what_to_install(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fontTools.ttLib", None)
    with pytest.raises(UsageError) as raised:
        draw_nameplates(archive, archive / "a.ttf")

    assert raised.value.problems[0].code == "T023"
