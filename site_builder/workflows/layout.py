"""Where things lie: in an archive, and in the program itself."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from site_builder.engine.digests import digest
from site_builder.errors import Place, Problem, UsageError

PACKAGE = Path(__file__).parents[1]

CONTENT = "content"
"""How content/ is called in the places of problems."""


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """The folders of an archive; none of them need be there."""

    root: Path
    content: Path
    output: Path
    cache: Path
    preview: Path
    """The site as the live preview shows it."""

    themes: tuple[Path, ...]
    """Folders that hold themes, the archive's own first."""


def layout(root: Path, output: Path | None = None) -> Layout:
    """The folders of the archive at `root`; its site goes to its own output/ unless it is told another folder."""
    return Layout(
        root=root,
        content=root / "content",
        output=output or root / "output",
        cache=root / ".cache",
        preview=root / ".cache" / "preview",
        themes=tuple(dict.fromkeys(path.resolve() for path in (root / "themes", shipped_themes()) if path.is_dir())),
    )


def memo_name(archive: Layout) -> str:
    """How files of the cache about one output folder are called."""
    return f"output-{digest(str(archive.output.resolve()))}"


def published_memory(archive: Layout) -> Path:
    """Where is remembered what the site in the output folder had when it was last published."""
    return archive.cache / f"{memo_name(archive)}.published"


def check_archive(archive: Layout) -> None:
    """Raise UsageError when there is no archive: no content/."""
    if not archive.content.is_dir():
        raise UsageError(Problem(code="C911", place=Place(path=str(archive.root))))


def check_apart(root: Path, *targets: Path | None) -> None:
    """Raise UsageError for a file or folder to be written that lies among what people edit, content/ and themes/."""
    for target in filter(None, targets):
        for kept in (root / CONTENT, root / "themes"):
            if Path(os.path.realpath(target)).is_relative_to(os.path.realpath(kept)):
                raise UsageError(Problem(code="C916", place=Place(str(target)), facts={"folder": kept.name}))


def shipped_themes() -> Path:
    """The themes that come with the program."""
    return _shipped("themes", "themes")


def shipped_sample() -> Path:
    """The content/ of the specimen newspaper that comes with the program."""
    return _shipped("sample", "content")


def shipped_examples() -> Path:
    """A folder for each problem code that a manuscript can have, with cases of it."""
    return _shipped("examples", "tests/check/cases")


def _shipped(in_wheel: str, in_checkout: str) -> Path:
    """A wheel carries such folders inside the package; in a checkout they lie beside it."""
    packed = PACKAGE / "_shipped" / in_wheel
    return packed if packed.is_dir() else PACKAGE.parent / in_checkout


def spare_folder() -> str:
    """A new name for a folder of what the cache has no room for; empty where no temporary file can be made at all."""
    import tempfile  # with it come random and what it needs, for a name that few builds use

    try:
        return str(Path(tempfile.gettempdir()) / f"site-builder-{os.urandom(8).hex()}")
    except OSError:  # no TMPDIR, or every disk is full
        return ""
