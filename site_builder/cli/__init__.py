"""The door: talks to people. Only here are click and rich known, and only here do exceptions become sentences."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the command line and leave with its exit code: 0 done, 1 problems in content, 2 usage, 130 interrupted."""
    if sys.getfilesystemencoding() != "utf-8" and sys.orig_argv:
        _in_utf_8()
    try:
        from site_builder.cli.commands import site_builder
        from site_builder.cli.door import open_door
    except KeyboardInterrupt:
        sys.exit(130)  # before there was anything to say, or anybody to say it
    code = open_door(site_builder)
    gc.freeze()  # on its way out Python would look for circles among all that is still there: a twentieth of an edit
    sys.exit(code)


def _in_utf_8() -> None:
    """Begin again with file names read as UTF-8, which they are on the web whatever the locale of this machine.

    Read as ASCII or GBK, 原图.svg would be another name in every link to it. The terminal keeps its encoding.
    """
    spoken = os.environ.get("PYTHONIOENCODING") or getattr(sys.stdout, "encoding", None) or "utf-8"
    world = os.environ | {"PYTHONUTF8": "1", "PYTHONIOENCODING": spoken}
    os.execve(sys.executable, sys.orig_argv, world)
