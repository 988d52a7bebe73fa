"""A check's findings for machines: JSON, SARIF 2.1.0, and annotations as GitHub Actions reads them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from site_builder.checks.kinds import kind_of
from site_builder.errors import Problem, Severity, wording

FORMATS = ("text", "json", "sarif", "github")

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.DOUBT: "note"}
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.DOUBT: "notice"}


def as_json(problems: Sequence[Problem], counted: Mapping[str, int], language: str) -> str:
    """One object: what was looked at, how many of each severity and code, and every problem with its words."""
    severities = Counter(problem.severity for problem in problems)
    told = {
        "format": "site_builder check 1",
        **counted,
        "counts": {severity.value: severities[severity] for severity in Severity},
        "codes": dict(sorted(Counter(problem.code for problem in problems).items())),
        "problems": [_told(problem, language) for problem in problems],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def as_sarif(problems: Sequence[Problem], version: str, language: str) -> str:
    """A SARIF log with one run; the rules are the codes that were found."""
    codes = sorted({problem.code for problem in problems})
    rules = [_rule(code, language) for code in codes]
    results = [
        {
            "ruleId": problem.code,
            "ruleIndex": codes.index(problem.code),
            "level": _LEVELS[problem.severity],
            "message": {"text": _whole(problem, language)},
            **({"locations": [_location(problem)]} if problem.place.path else {}),
        }
        for problem in problems
    ]
    driver = {"name": "site-builder", "version": version, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def as_annotations(problems: Sequence[Problem], language: str) -> str:
    """One workflow command a line."""
    return "".join(f"{line}\n" for line in _annotations(problems, language))


def _annotations(problems: Sequence[Problem], language: str) -> Iterator[str]:
    for problem in problems:
        place = problem.place
        properties = {"file": place.path, "line": place.line or "", "col": place.column or "", "title": problem.code}
        said = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items() if value)
        yield f"::{_COMMANDS[problem.severity]} {said}::{_data(_whole(problem, language))}"


def _told(problem: Problem, language: str) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "kind": kind_of(problem.code).value,
        "path": problem.place.path,
        "line": problem.place.line,
        "column": problem.place.column,
        "message": wording.sentence(problem, language),
        "hint": wording.hint(problem, language),
        "facts": dict(problem.facts),
    }


def _rule(code: str, language: str) -> dict[str, Any]:
    entry = wording.problems(language)[code]
    hints = entry["hint"] if isinstance(entry["hint"], list) else [entry["hint"]]
    return {
        "id": code,
        "shortDescription": {"text": opened(entry["sentence"])},
        "help": {"text": " ".join(map(opened, hints))},
        "properties": {"kind": kind_of(code).value},
    }


def opened(text: str) -> str:
    """A sentence with its facts as names: `‹found›`."""
    return text.replace("{{", "\0").replace("{", "‹").replace("}}", "}").replace("}", "›").replace("\0", "{")


def _location(problem: Problem) -> dict[str, Any]:
    place = problem.place
    region = {"startLine": place.line} if place.line else {}
    if place.line and place.column:
        region["startColumn"] = place.column
    located: dict[str, Any] = {"artifactLocation": {"uri": quote(place.path.replace("\\", "/"))}}
    return {"physicalLocation": located | ({"region": region} if region else {})}


def _whole(problem: Problem, language: str) -> str:
    return f"{wording.sentence(problem, language)} {wording.hint(problem, language)}".strip()


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
