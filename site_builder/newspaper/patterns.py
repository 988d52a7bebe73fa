"""Regular expressions that are compiled when they are first asked for.

Python takes some milliseconds for a class that names Han characters of all planes, and a tenth of a second for a
grammar made of such classes: too long for a program that may not have to ask.
"""

from __future__ import annotations

import re
from typing import Any, cast


def late(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, made when the first text is held against it."""
    return cast("re.Pattern[str]", _Late(source, flags))


class _Late:
    def __init__(self, source: str, flags: int) -> None:
        self._said = source, flags

    def __getattr__(self, name: str) -> Any:
        """An attribute of the pattern; all of them are then found at once, without coming here."""
        if name.startswith("__"):
            raise AttributeError(name)
        made = re.compile(*self._said)
        vars(self).update((known, getattr(made, known)) for known in dir(made) if not known.startswith("_"))
        return getattr(made, name)
