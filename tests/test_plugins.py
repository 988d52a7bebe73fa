"""Plug-ins of other packages: found by name, loaded late, and never able to stop the archive."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from site_builder.errors.wording import LANGUAGES, hint, sentence
from site_builder.plugins import EXPORTS, installed, load


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of installed packages; its modules are forgotten afterwards."""
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sys, "modules", dict(sys.modules))
    return tmp_path


def install(folder: Path, package: str, points: str, module: str = "") -> None:
    meta = folder / f"{package}-1.2.dist-info"
    meta.mkdir()
    (meta / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.2\n", encoding="utf-8")
    (meta / "entry_points.txt").write_text(f"[{EXPORTS}]\n{points}\n", encoding="utf-8")
    (folder / f"{package}_module.py").write_text(module, encoding="utf-8")


def test_a_plugin_is_found_without_being_run(packages: Path) -> None:
    install(packages, "alto", "alto = alto_module:importer", "importer = 'reads ALTO'")
    plugins, problems = installed(EXPORTS)
    mine = [plugin for plugin in plugins if plugin.package == "alto"]

    assert problems == []
    assert [(plugin.name, plugin.version) for plugin in mine] == [("alto", "1.2")]
    assert "alto_module" not in sys.modules
    assert load(mine[0]) == ("reads ALTO", [])


@pytest.mark.parametrize("module", ["1/0", "import nothing_of_that_name", "def", "exporter = 1"])
def test_a_broken_plugin_is_a_problem(packages: Path, module: str) -> None:
    install(packages, "broken", "broken = broken_module:importer", module)
    plugin = next(plugin for plugin in installed(EXPORTS)[0] if plugin.name == "broken")
    loaded, problems = load(plugin)

    assert loaded is None
    assert [problem.code for problem in problems] == ["C003"]
    for language in LANGUAGES:
        assert "broken" in sentence(problems[0], language)
        assert hint(problems[0], language)


def test_of_two_with_one_name_the_first_package_counts(packages: Path) -> None:
    install(packages, "bb", "twin = bb_module:importer", "importer = 'b'")
    install(packages, "aa", "twin = aa_module:importer", "importer = 'a'")
    plugins, problems = installed(EXPORTS)
    twins = [plugin for plugin in plugins if plugin.name == "twin"]

    assert [plugin.package for plugin in twins] == ["aa"]
    assert [(problem.code, problem.facts["other"]) for problem in problems] == [("C004", "bb")]


def test_an_unknown_group_is_empty() -> None:
    assert installed("site_builder.nothing") == ((), [])
