"""Makes the tables of docs/themes.md from the views: `python -m tests.press.views_table` writes them anew."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from site_builder.press import views, views_article, views_fronts, views_indexes, views_issue, views_site, views_story

PAGE = Path(__file__).parents[2] / "docs" / "themes.md"
BEGIN = "<!-- views: made by `python -m tests.press.views_table` -->"
END = "<!-- end of views -->"


def classes(module: ModuleType) -> Iterator[tuple[str, str, list[tuple[str, str, str]]]]:
    """Name, docstring and fields (name, type, docstring) of every Struct a module defines, as they stand in it."""
    for node in ast.parse(inspect.getsource(module)).body:
        if not isinstance(node, ast.ClassDef):
            continue
        fields = [*INHERITED.get(ast.unparse(node.bases[0]) if node.bases else "", [])]
        for at, line in enumerate(node.body):
            if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name):
                after = node.body[at + 1] if at + 1 < len(node.body) else None
                told = (
                    after.value.value if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) else ""
                )
                fields.append((line.target.id, ast.unparse(line.annotation), " ".join(str(told).split())))
        yield node.name, ast.get_docstring(node) or "", fields


INHERITED: dict[str, list[tuple[str, str, str]]] = {}
INHERITED["PaperPage"] = next(fields for name, _, fields in classes(views_site) if name == "PaperPage")
"""Fields of the views that others begin with."""


def tables() -> str:
    """A heading and a table for every view: the pages first, then what they are made of."""
    parts = []
    for title, modules in (
        ("Pages", [views, views_indexes]),
        ("What pages are made of", [views_fronts, views_issue, views_story, views_article, views_site]),
    ):
        parts.append(f"### {title}\n")
        for module in modules:
            for name, told, fields in classes(module):
                if name in INHERITED:
                    continue
                rows = "\n".join(f"| `{field}` | `{_cell(kind)}` | {_cell(text)} |" for field, kind, text in fields)
                parts.append(f"#### {name}\n\n{told}\n\n| field | type | |\n|---|---|---|\n{rows}\n")
    return "\n".join(parts)


def with_tables(text: str) -> str:
    """The page with its tables made anew."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{tables()}\n{END}{after}"


def _told(after: list[ast.stmt]) -> str:
    """The docstring of a field: the text that stands right after it."""
    if after and isinstance(after[0], ast.Expr) and isinstance(after[0].value, ast.Constant):
        return " ".join(str(after[0].value.value).split())
    return ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
