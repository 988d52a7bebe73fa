"""What a person did when YAML cannot be read: the parser's complaint turned into the slip behind it, on its line."""

from __future__ import annotations

import re
from typing import Any

from yaml import YAMLError

from site_builder.errors import Place, Problem

_TAB_FIRST = re.compile(r" *\t")
_FULL_WIDTH_COLON = re.compile(r"\s*(?:- )?[\w ]+：")
_COLON_WITHOUT_SPACE = re.compile(r"\s*(?:- )?(\w+):[^\s:/]")
_KEY_AND_VALUE = re.compile(r"""\s*(?:- )?([^\s:#"'\[{][^:#]*): +(\S.*)""")
_WORD_ALONE = re.compile(r"\s*[^\s:#\-\[\]{}\"'][^:]*")


def diagnose(error: YAMLError, text: str, path: str, first_line: int) -> Problem:
    """The problem behind a syntax error of a text that begins on line `first_line` of its file."""
    said = str(getattr(error, "problem", None) or error)
    context = str(getattr(error, "context", None) or "")
    found, begun = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    lines = text.split("\n")

    # An unclosed quote or bracket and a line without its colon are noticed too late: they are where the thing began.
    late = begun is not None and ("quoted scalar" in context or "flow" in context or "simple key" in context)
    mark: Any = begun if late and "escape" not in said else found
    at = min(mark.line, len(lines) - 1) if mark is not None else 0
    column = mark.column + 1 if mark is not None else 0

    code, at, facts = _slip(lines, at, said, context)
    return Problem(code=code, place=Place(path, at + first_line, column), facts=facts)


def _slip(lines: list[str], at: int, said: str, context: str) -> tuple[str, int, dict[str, str]]:
    line = lines[at]
    before = next((n for n in range(at - 1, -1, -1) if lines[n].strip()), at)
    if _TAB_FIRST.match(line) and ("tab" in said or "cannot start any token" in said):
        return "F010", at, {}
    if "quoted scalar" in context and "escape" not in said:
        return "F012", at, {"mark": line.lstrip()[-40:]}
    # A line that is no `key: value` swallows the next one, which is then blamed.
    for n in (at, before) if "mapping values" in said else (at,):
        if _FULL_WIDTH_COLON.match(lines[n]) and not _KEY_AND_VALUE.match(lines[n]):
            return "F011", n, {"found": lines[n].strip()}
        if close := _COLON_WITHOUT_SPACE.match(lines[n]):
            return "F028", n, {"key": close[1]}
    if "flow" in context:
        return "F012", at, {"mark": line.lstrip()[-40:]}
    if "simple key" in context and _WORD_ALONE.fullmatch(line):
        return "F028", at, {"found": line.strip()}
    whole = _KEY_AND_VALUE.match(line)
    if whole and whole[2][0] in "[{" and ("expected key" in said or "block end" in said):
        return "F012", at, {"mark": line.lstrip()[-40:]}
    if whole and _wants_quotes(whole[2], said, context):
        return "F013", at, {"key": whole[1].strip(), "quoted": _quoted(whole[2])}
    return "F009", at, {"detail": said}


def _wants_quotes(value: str, said: str, context: str) -> bool:
    if "mapping values" in said:
        return ": " in value or value.endswith(":")
    if "anchor" in context or "alias" in context or "tag" in context or "block scalar" in context:
        return True
    return "cannot start any token" in said or "node content" in said or value[0] in "\"'"


def _quoted(value: str) -> str:
    escaped = value.strip().replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
