"""What the fuzzing of each reader begins with: valid files, from the cases, the specimen and small builders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from site_builder.checks.examples import read_example
from tests.ingest.test_containers import archived, document
from tests.ingest.tiny_pdf import Set, tiny_pdf

TESTS = Path(__file__).parents[1]
SPECIMEN = TESTS.parent / "content"
LONGEST = 4_000
"""Bytes of a seed: short ones are tried often, and depth comes of repeating their parts."""

_FILES = {
    "article": r"\.md$",
    "issue": r"issue\.yaml$",
    "paper": r"paper\.yaml$",
    "people": r"people\.yaml$",
    "configuration": r"site\.yaml$",
    "yaml": r"\.yaml$",
    "printed page": r"\.html$",
    "text": r"\.md$",
    "address book": r"addresses\.txt$",
    "alias file": r"aliases\.yaml$",
    "typesetting": r"\.md$",
}
"""Which files are seeds of a reader."""

_WEB = (
    "<html><head><meta charset=utf-8><title>渡口</title><style>p{color:red}</style></head><body><!--enpproperty"
    " <title>渡口又亮灯</title><date>2020-01-01</date>/enpproperty--><h1>渡口又亮灯</h1><p>本报讯（记者 甲乙丙）"
    "老航标灯昨天重新点亮。</p><table><tr><td>一<td rowspan=2>二</table><ruby>汉<rt>han</ruby><ul><li>甲<li>乙</ul>"
    "<img src=a.jpg alt=灯><a href='x'>更多</a>&nbsp;&#x3402;<script>var a=1</script></body></html>"
)
_TEXT = (
    "　　渡口又亮灯\n\n　　本报讯（记者　甲乙丙）老航标灯昨天重新点\n亮，三十多位船工站在堤上。（下转第三版）\n"
    "# 第二版\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\f第３版：综合\n"
)
_DECISIONS = (
    "decisions:\n  - rule: suspected\n    text: 千在实处\n    verdict: accepted\n    chosen: 干在实处\n"
    "    file: a.txt\n    line: 3\n    by: 甲\n    date: 2020-01-01\n"
)


@cache
def of_cases() -> tuple[tuple[str, bytes], ...]:
    """Path and content of every file in the cases of `check`, wrong ones and right ones, and of the specimen."""

    def found() -> Iterator[tuple[str, bytes]]:
        for path in sorted((TESTS / "check/cases").glob("[A-Z]*/*.md")):
            made = read_example(path.read_text("utf-8"))
            for files in (made.wrong, made.right):
                yield from ((name.partition(" (")[0], text.encode()) for name, text in files.items())
        for folder in (TESTS / "check/cases/base", SPECIMEN):
            for path in sorted(folder.rglob("*")):
                if path.suffix in (".md", ".yaml", ".txt") and path.is_file():
                    yield path.name, path.read_bytes()

    return tuple(dict.fromkeys((name, data[:LONGEST]) for name, data in found()))


def seeds(reader: str) -> list[bytes]:
    """Valid inputs of a reader, at least one."""
    if reader in _FILES:
        found = [data for name, data in of_cases() if re.search(_FILES[reader], name)]
    elif reader == "example":
        found = [path.read_bytes() for path in sorted((TESTS / "check/cases").glob("[A-Z]*/*.md"))]
    else:
        found = _built(reader)
    return sorted({data[:LONGEST] for data in found} or {b""})


def _built(reader: str) -> list[bytes]:
    match reader:
        case "source":
            return [_TEXT.encode(code) for code in ("utf-8", "gb18030", "utf-16", "utf-8-sig")]
        case "web page":
            return [_WEB.encode(), _WEB.replace("utf-8", "gb18030").encode("gb18030")]
        case "web archive":
            return [archived("utf-8"), archived("gb18030", how="base64")]
        case "document":
            return [document("渡口又亮灯", "灯昨天重新点亮。")]
        case "pdf":
            return [tiny_pdf([[Set(60, 700 - 15 * at, "渡口的灯亮了") for at in range(3)]])]
        case "bag":
            return [b"0" * 64 + b"  data/a.txt\n" + b"1" * 64 + b"  data/b/c.txt\n", b"BagIt-Version: 1.0\n"]
        case "decisions":
            return [_DECISIONS.encode()]
        case "aliases":
            return [b"old/1.html\nold/2.html\nindex.html\n", b"bao/2019-04-19/01-01.html\nindex.html\nbao/\nold/\n"]
        case "cache":
            ledger = '{"format":"site_builder ledger 1","jobs":{"print/a":{"key":"k","files":{"a.html":"00"}}}}'
            return [ledger.encode(), b"memo1\n" + b"0" * 32 + b"\x80", bytes(64)]
        case "path":
            return [b"bao/2019-04-19/01-01.html", "汉/con.txt".encode(), b"../a", b"a\\b", b"a./b "]
    raise KeyError(reader)
