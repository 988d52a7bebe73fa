"""`site-builder theme`: takes a part of the shipped theme into the archive to be edited, and says what changed since.

A part that was taken keeps a copy of the shipped one beside it, in `.shipped/`: so it can be told what the archive
changed, and what a newer program changed.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from site_builder.config import load_config
from site_builder.engine.whole_files import write_whole
from site_builder.errors import Place, Problem, UsageError, has_errors
from site_builder.press.themes import chain
from site_builder.workflows.layout import Layout, check_archive, layout, shipped_themes
from site_builder.workflows.report import from_here

OWN = "own"
"""How a theme is called that is made for the first part taken."""

BASES = ".shipped"
"""Where a theme keeps its parts as they were shipped when they were taken."""

PLACES = ("templates", "assets", "strings")
"""Folders of a theme that hold parts."""

TEXT = (".html", ".css", ".js", ".yaml", ".svg")


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """A part that was taken."""

    path: str
    """The file to edit."""

    theme: str
    """The theme it is a part of now."""

    made: bool
    """Whether that theme was made for it, so that site.yaml does not name it yet."""


class PartReport(msgspec.Struct, frozen=True, kw_only=True):
    """How a part of the archive's theme stands to the shipped one."""

    part: str
    """`templates/parts/foot.html`."""

    changed: tuple[str, ...]
    """What the archive changed: the lines of a unified diff from the shipped part to its own."""

    shipped: tuple[str, ...]
    """What the program changed since the part was taken; empty where nothing, or where nobody knows."""

    known: bool
    """Whether it is known how the part was shipped when it was taken."""


def eject(root: Path, part: str) -> Taken:
    """Copy a part of the theme in use into the archive's own theme, which is made when there is none.

    `part` is a file of the theme, or the end of its path. Raises UsageError when there is no such part, when its name
    fits several, and when the archive has it already.
    """
    archive, name = _theme_of(root)
    folders = [folder for folder, _ in chain(archive.themes, name)[0]]
    own = folders[0] if _is_own(archive, folders[0]) else root / "themes" / OWN
    source = _find(folders, part)
    inside = _inside(source, folders)
    target = own / inside
    if target.exists():
        raise UsageError(Problem(code="T021", place=Place(path=str(target)), facts={"part": inside}))
    made = not (own / "theme.yaml").is_file()
    if made:
        own.mkdir(parents=True, exist_ok=True)
        write_whole(own / "theme.yaml", f"name: {OWN}\nextends: {name}\n".encode())
    for path in (target, own / BASES / inside):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, source.read_bytes())
    return Taken(path=str(target), theme=own.name, made=made)


def compare(root: Path, *, seen: bool = False) -> tuple[PartReport, ...]:
    """Every part of the archive's theme that stands for a shipped one; with `seen` the shipped ones as they are now
    are what the next comparison starts from."""
    archive, name = _theme_of(root)
    folders = [folder for folder, _ in chain(archive.themes, name)[0]]
    if not _is_own(archive, folders[0]):
        return ()
    return tuple(_compared(folders[0], folders[1:], inside, seen=seen) for inside in _parts(folders[0]))


def _compared(own: Path, others: Sequence[Path], inside: str, *, seen: bool) -> PartReport:
    now = next((folder / inside for folder in others if (folder / inside).is_file()), None)
    base = own / BASES / inside
    known = base.is_file()
    shipped = _lines(now) if now else []
    report = PartReport(
        part=inside,
        changed=_diff(shipped, _lines(own / inside), inside) if now else (),
        shipped=_diff(_lines(base), shipped, inside) if known and now else (),
        known=known or now is None,
    )
    if seen and now:
        base.parent.mkdir(parents=True, exist_ok=True)
        write_whole(base, now.read_bytes())
    return report


def _diff(before: Sequence[str], after: Sequence[str], name: str) -> tuple[str, ...]:
    return tuple(difflib.unified_diff(before, after, f"a/{name}", f"b/{name}", lineterm="", n=2))


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8", errors="replace").splitlines() if path.suffix in TEXT else []


def _theme_of(root: Path) -> tuple[Layout, str]:
    """The archive's folders, and the theme its site.yaml names."""
    archive = layout(root)
    check_archive(archive)
    config, problems = load_config(root)
    if has_errors(problems):
        raise UsageError(*(from_here(problem, root) for problem in problems))
    return archive, config.theme.name


def _is_own(archive: Layout, folder: Path) -> bool:
    return not folder.resolve().is_relative_to(shipped_themes().resolve()) and folder.resolve().is_relative_to(
        archive.root.resolve()
    )


def _find(folders: Sequence[Path], part: str) -> Path:
    """The file of the nearest theme that has it; `foot`, `foot.html` and `parts/foot.html` are all that part."""
    wanted = part.strip("/")
    known: dict[str, Path] = {}
    for folder in reversed(folders):
        known |= {inside: folder / inside for inside in _parts(folder)}
    fits = [inside for inside in known if inside == wanted]
    fits = fits or [inside for inside in known if f"/{inside}".endswith(f"/{wanted}")]
    fits = fits or [inside for inside in known if f"/{inside}".rpartition(".")[0].endswith(f"/{wanted}")]
    if len(fits) == 1:
        return known[fits[0]]
    if fits:
        raise UsageError(Problem(code="T022", facts={"part": part, "known": "、".join(sorted(fits))}))
    short = sorted(inside.partition("/")[2] for inside in known if inside.endswith((".html", ".css", ".yaml")))
    near = difflib.get_close_matches(wanted, [*short, *(Path(inside).stem for inside in known)], 1, 0.5)
    facts = {"part": part, "known": "、".join(short)} | ({"nearest": near[0]} if near else {})
    raise UsageError(Problem(code="T020", facts=facts))


def _parts(folder: Path) -> Iterator[str]:
    for place in PLACES:
        for path in sorted((folder / place).rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                yield path.relative_to(folder).as_posix()


def _inside(path: Path, folders: Sequence[Path]) -> str:
    return next(path.relative_to(folder).as_posix() for folder in folders if path.is_relative_to(folder))
