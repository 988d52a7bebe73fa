"""Which folders a build may never take for its output."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from site_builder.errors import Place, Problem, UsageError


def check_premises(output: Path, root: Path, apart: Iterable[Path]) -> None:
    """Raise UsageError when `output` is no place to write a site to.

    That is when it is a file, or a link that leads nowhere (a disk that is not there); the archive's own folder, the
    home folder or one above them; or when it is one of the folders in `apart`, lies in one of them or holds one: a
    build would print over what it was made from.
    """
    real = output.resolve()
    if real.exists() and not real.is_dir():
        raise _refused("B001", output)
    if output.is_symlink() and not real.exists():
        raise _refused("B014", output, target=str(real))
    home = Path(os.path.expanduser("~")).resolve()  # noqa: PTH111 - unlike Path.home, never fails
    if home.is_relative_to(real) or root.resolve().is_relative_to(real):
        raise _refused("B002", output, folder=str(real))
    for other in apart:
        kept = other.resolve()
        if real.is_relative_to(kept) or kept.is_relative_to(real):
            raise _refused("B003", output, folder=str(other))


def _refused(code: str, output: Path, **facts: str) -> UsageError:
    return UsageError(Problem(code=code, place=Place(path=str(output)), facts={"output": str(output), **facts}))
