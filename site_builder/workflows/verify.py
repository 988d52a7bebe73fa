"""`site-builder verify DIR`: a package or a printed site, held against its own manifest."""

from __future__ import annotations

import zipfile
from pathlib import Path

import msgspec

from site_builder.errors import Place, Problem, UsageError
from site_builder.fixity import verify_package


class VerifyReport(msgspec.Struct, frozen=True, kw_only=True):
    """What was found."""

    files: int
    """Those that are what they were."""

    bytes: int
    problems: tuple[Problem, ...]


def verify(folder: Path) -> VerifyReport:
    """Compare every file of a package or a printed site; raises UsageError where there is no manifest."""
    findings, files, size = verify_package.verify(str(folder))
    problems = []
    for what, path, detail in findings:
        place = Place(str(folder / path) if what != "outside" else str(folder / detail))
        match what:
            case "none":
                facts = {"zip": folder.name} if zipfile.is_zipfile(folder) else {}
                raise UsageError(Problem(code="K013", place=Place(str(folder)), facts=facts))
            case "changed":
                problems.append(Problem(code="K010", place=place, facts={"file": path}))
            case "missing":
                problems.append(Problem(code="K011", place=place, facts={"file": path}))
            case "new":
                problems.append(Problem(code="K012", place=place, facts={"file": path}))
            case "outside":
                problems.append(Problem(code="K016", place=place, facts={"file": path}))
            case "fetch":
                problems.append(Problem(code="K015", place=place))
            case _:
                problems.append(Problem(code="K014", place=place, facts={"file": path, "reason": detail}))
    return VerifyReport(files=files, bytes=size, problems=tuple(problems))
