"""Writes docs/problems.md from the catalogue: `python -m tests.problem_docs`."""

from __future__ import annotations

from pathlib import Path

from site_builder.errors import wording

DOC = Path(__file__).parents[1] / "docs" / "problems.md"

LETTERS = {
    "A": "addresses · 地址",
    "B": "building and output · 印制与输出",
    "C": "configuration and command line · 设置与命令",
    "F": "files and front matter · 文件与文件头",
    "G": "what a paper must print · 出版形式",
    "I": "import · 导入",
    "K": "keeping: sources, checksums, packages · 保存",
    "M": "what belongs together · 前后呼应",
    "P": "live preview · 预览",
    "S": "search · 检索",
    "T": "themes and typesetting · 主题与排字",
    "V": "the printed site · 印好的网站",
}

PARTS = ("sentence", "hint")

HEAD = """\
# Problem codes

Every problem is reported as `file:line: CODE sentence`, with a hint below it; codes never change.
`‹…›` stands for what was found. Written from the catalogue by `python -m tests.problem_docs`; a test keeps it so.
"""


def table() -> str:
    """The whole page."""
    chinese, english = wording.problems("zh-Hans"), wording.problems("en")
    parts = [HEAD]
    for letter, title in LETTERS.items():
        codes = sorted(code for code in english if code.startswith(letter))
        if codes:
            parts.append(f"\n## {letter}: {title}\n\n| code | sentence | what to do |\n|---|---|---|\n")
        for code in codes:
            cells = ["<br>".join(_cell(entry[code].get(part, "")) for entry in (chinese, english)) for part in PARTS]
            parts.append(f"| {code} | {' | '.join(cells)} |\n")
    return "".join(parts)


def _cell(text: str | list[str]) -> str:
    lines = [text] if isinstance(text, str) else text
    return " / ".join(line.replace("{", "‹").replace("}", "›").replace("|", "\\|") for line in lines)


if __name__ == "__main__":
    DOC.write_text(table(), encoding="utf-8")
