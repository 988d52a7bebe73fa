"""The door: talks to people. Only here are click and rich known, and only here do exceptions become sentences."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code: 0 done, 1 problems in content, 2 usage, 130 interrupted."""
    from site_builder.cli.commands import site_builder
    from site_builder.cli.door import open_door

    sys.exit(open_door(site_builder))
