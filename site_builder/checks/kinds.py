"""What kind of thing a code speaks of, so that a slip of the transcription never stands beside an error of the paper's.

The kind is a fact of the code; only a doubt about a text that somebody compared with the original and marked
`kind: printed` is moved to the paper's own errors.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from site_builder.errors import Problem


class Kind(StrEnum):
    """The groups of a report, in the order of the report."""

    DATA = "data"
    """Files, fields and what belongs together: the archive contradicts itself."""

    ADDRESS = "address"
    KEEPING = "keeping"
    """Sources, checksums, packages."""

    TRANSCRIPTION = "transcription"
    """The text may not be what was printed: compare it with the original."""

    PRINTED = "printed"
    """The paper itself is wrong, and stays as it is."""

    FORM = "form"
    """What a paper must print and this one does not."""

    SITE = "site"
    """The printed pages."""

    SYSTEM = "system"
    """Configuration, disks, commands."""


_TRANSCRIPTION = frozenset(
    ["F020", "M021", "M022", "M023", "M024", "M025", "M026", "M028", "M029", "M030", "M037", "M038"]
)
_PRINTED = frozenset({"M040"})
_LETTERS = {
    "A": Kind.ADDRESS,
    "B": Kind.SYSTEM,
    "C": Kind.SYSTEM,
    "F": Kind.DATA,
    "G": Kind.FORM,
    "I": Kind.TRANSCRIPTION,
    "K": Kind.KEEPING,
    "M": Kind.DATA,
    "V": Kind.SITE,
}


def kind_of(code: str) -> Kind:
    """The group a code belongs to."""
    if code in _TRANSCRIPTION:
        return Kind.TRANSCRIPTION
    if code in _PRINTED:
        return Kind.PRINTED
    if code in ("B020", "B021", "B022", "B023") or code.startswith("B10"):
        return Kind.DATA
    return _LETTERS.get(code[:1], Kind.SYSTEM)


def grouped(problems: Iterable[Problem]) -> list[tuple[Kind, str, list[Problem]]]:
    """The problems by cause: kind, code, and all with that code; kinds in their order, the commonest code last."""
    by_code: dict[str, list[Problem]] = {}
    for problem in problems:
        by_code.setdefault(problem.code, []).append(problem)
    ranks = list(Kind)
    groups = [(kind_of(code), code, found) for code, found in by_code.items()]
    return sorted(groups, key=lambda group: (ranks.index(group[0]), len(group[2]), group[1]))
