"""The house keeps its own rules: arrows point down, trades do not know each other, rooms stay small."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "site_builder"

GROUND = {"errors", "newspaper"}
TRADES = {"sources", "cleaning", "segmenting", "manuscript", "press", "search", "exports", "checks", "fixity"}
MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "newspaper": {"errors"},
    "engine": {"errors"},
    **dict.fromkeys(sorted(TRADES), GROUND),
    "config": GROUND | TRADES,
    "plugins": GROUND | TRADES,
    "workflows": GROUND | TRADES | {"engine", "config", "plugins"},
    "preview": {"errors", "newspaper", "engine", "config", "workflows"},
    "cli": GROUND | TRADES | {"engine", "config", "plugins", "workflows", "preview"},
    "__main__": {"cli"},
    "__init__": set(),
}
ONLY_IN = {
    "click": {"cli"},
    "rich": {"cli"},
    "distributed": {"engine"},
    "watchdog": {"workflows"},
    "jinja2": {"press"},
    "markdown_it": {"press"},
    "jieba": {"search", "segmenting"},
    "rjieba": {"search", "segmenting"},
    "lunr": {"search"},
    "pypdf": {"sources"},
}
LONGEST = 400


def room_of(path: Path) -> str:
    """The room a module lives in: the folder or file right below the package."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Line and full name of every import of a module, those inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            module = node.module or ""
            yield node.lineno, module
            if module == "site_builder":
                yield from ((node.lineno, f"site_builder.{alias.name}") for alias in node.names)


def trespasses() -> Iterator[str]:
    """Every import that points where it may not, as `path:line: sentence`."""
    for path in sorted(PACKAGE.rglob("*.py")):
        room = room_of(path)
        for line, name in imports(path):
            top, _, rest = name.partition(".")
            where = f"{path.relative_to(PACKAGE.parent)}:{line}"
            if top in ONLY_IN and room not in ONLY_IN[top]:
                yield f"{where}: only {sorted(ONLY_IN[top])} may import {top}"
            if top == "site_builder" and rest:
                other = rest.partition(".")[0]
                if other.startswith("__") or other == room:
                    continue
                if other not in MAY_IMPORT[room]:
                    yield f"{where}: {room} may not import {other}"


def test_arrows_point_down() -> None:
    assert list(trespasses()) == []


def test_every_room_has_a_rule() -> None:
    assert {room_of(path) for path in PACKAGE.rglob("*.py")} <= set(MAY_IMPORT)


def test_rooms_stay_small() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in PACKAGE.rglob("*.py")}

    assert {path: length for path, length in lengths.items() if length > LONGEST} == {}


def test_nothing_is_called_after_a_drawer_for_everything() -> None:
    drawers = {"utils", "util", "helpers", "common", "misc", "manager", "base"}

    assert [path for path in PACKAGE.rglob("*.py") if path.stem in drawers] == []
