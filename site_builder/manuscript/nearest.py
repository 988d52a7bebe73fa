"""The known name a person most likely meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name nearest to a name; empty when none is near. Of words of two or three signs one may differ."""
    candidates = list(known)
    folded = name.casefold().replace("-", "_")
    for candidate in candidates:
        if candidate.casefold() == folded:
            return candidate
    if len(name) <= 3:
        for candidate in candidates:
            if len(candidate) == len(name) > 1 and sum(map(str.__ne__, candidate, name)) == 1:
                return candidate
    return next(iter(difflib.get_close_matches(name, candidates, 1, 0.6)), "")
