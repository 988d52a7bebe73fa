"""Makes a new archive: an empty one, or one with the specimen newspaper."""

from __future__ import annotations

import shutil
from pathlib import Path

from site_builder.errors import Place, Problem, UsageError
from site_builder.workflows.layout import shipped_sample

SITE = """\
format: 1
title: 数字报
language: zh-Hans
timezone: Asia/Shanghai
# 发布后的网址；订阅源和站点地图要用它。
# base_url: https://example.org/
"""

IGNORED = """\
output/*
!output/.gitkeep
.cache/
.venv/
__pycache__/
"""


def new_archive(folder: Path, *, sample: bool) -> None:
    """Make content/, output/ and .gitignore in `folder`, which may exist; `import` and `build` accept it at once.

    Raises UsageError when it already holds a content/ or an output/, or when the specimen is not there to be copied.
    Nothing that exists is written over.
    """
    taken = [name for name in ("content", "output") if (folder / name).exists()]
    if taken:
        raise UsageError(
            *(Problem(code="C912", place=Place(str(folder / name)), facts={"found": name}) for name in taken)
        )
    content = folder / "content"
    if sample:
        specimen = shipped_sample()
        if not (specimen / "site.yaml").is_file():
            raise UsageError(Problem(code="C913", place=Place(str(specimen))))
        # Nobody was ever given an address of the sample, whoever printed it before.
        shutil.copytree(specimen, content, ignore=shutil.ignore_patterns("addresses.txt"))
    else:
        content.mkdir(parents=True)
        (content / "site.yaml").write_text(SITE, encoding="utf-8")
    (folder / "output").mkdir()
    (folder / "output" / ".gitkeep").touch()
    ignored = folder / ".gitignore"
    if not ignored.exists():
        ignored.write_text(IGNORED, encoding="utf-8")
