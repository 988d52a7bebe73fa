"""The tables of docs/model.md, from the vocabulary and the Structs themselves."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from site_builder.manuscript.article_keys import ARTICLE_KEYS
from site_builder.manuscript.newspaper_words import NEWSPAPER
from site_builder.manuscript.paper_keys import PAPER_KEYS
from site_builder.newspaper.model import Article, Issue, Paper
from site_builder.newspaper.people import People

_TITLES = {Paper: "paper.yaml", People: "people.yaml", Issue: "issue.yaml", Article: "PP-NN.md"}

_RELATORS = {
    **{"reporter": "rpt", "correspondent": "ctb", "author": "aut", "text": "aut", "photographer": "pht"},
    **{"illustrator": "ill", "compiler": "com", "translator": "trl", "editor": "edt", "layout": "tyg"},
    "proofreader": "pfr",
}
"""MARC relator codes of the roles."""


def key_tables() -> str:
    """Markdown: a table for each kind of file and of table in it, then the closed lists."""
    kinds = [*PAPER_KEYS.items(), *ARTICLE_KEYS.items()]
    return "\n".join([*(_key_table(kind) for kind, _ in kinds), *map(_word_table, NEWSPAPER.words)])


def _key_table(kind: type[msgspec.Struct]) -> str:
    required = {field.name for field in msgspec.structs.fields(kind) if field.required}
    bare = NEWSPAPER.bare.get(kind)
    lines = [f"### {_TITLES.get(kind, kind.__name__)}", ""]
    if bare:
        lines += [f"A plain text in place of this table is its `{bare}`.", ""]
    lines += ["| key | 中文 | meaning | example |", "|---|---|---|---|"]
    for name, key in NEWSPAPER.keys[kind].items():
        mark = " *" if name in required else ""
        example = key.example.replace("|", "\\|")
        lines.append(f"| `{name}`{mark} | {' · '.join(key.aliases.split())} | {key.meaning} | `{example}` |")
    for name, shorthand in NEWSPAPER.shorthands.get(kind, {}).items():
        preset = ", ".join(f"{field}: {value}" for field, value in shorthand.preset.items())
        meaning = f"Names, each a contributor with `{preset}`."
        lines.append(f"| – | {name} | {meaning} | `{name}: 顾长舟、尤敬堂` |")
    return "\n".join([*lines, ""])


def _word_table(words: type[StrEnum]) -> str:
    lines = [f"### Values of {words.__name__}", "", "| value | 中文 |", "|---|---|"]
    for word in words:
        names = [name for name, meant in NEWSPAPER.words[words].items() if meant is word]
        relator = f" (MARC `{_RELATORS[word]}`)" if word in _RELATORS else ""
        lines.append(f"| `{word}`{relator} | {' · '.join(names)} |")
    return "\n".join([*lines, ""])
