"""How often a known article is found, and how many bytes that takes: headlines, phrases, short stretches, quotations.

    python -m tests.benchmarks.search_quality MAKE_CORPUS --articles 10000 --work DIR [--many 200] [--site DIR]

`--site` names the output/ of a site already printed of that corpus: then a few exact hits are looked up in their pages,
as a browser does, and those pages are counted as well.

A phrase or a stretch is taken from anywhere in a body, whatever words it cuts through, and stands in no other article.
Bytes are those of the files after gzip, with lunr, the engine's scripts, the manifest and what ten hits show.
The CPU of a question is that of the whole program; its first quarter is left out, in which the engine is compiled.
"""

from __future__ import annotations

import gzip
import json
import random
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from site_builder.press.scripts import bare
from site_builder.search.fields import texts
from site_builder.search.normalise import normalise, runs, squeeze
from site_builder.search.query import matching, open_index
from site_builder.workflows.lookup import PrintedFiles
from tests.benchmarks.search_archive import asked_for, corpus, index, kept_galleys
from tests.search.scripts import ASSETS, PARTS, PROGRAM

Known = tuple[str, set[int]]
"""A question, and the articles it should find first."""


def known_items(headlines: Sequence[str], bodies: Sequence[str], many: int) -> dict[str, list[Known]]:
    """So many questions of each kind with the articles they were taken from."""
    chance = random.Random(12)
    plain = [squeeze(normalise(body)) for body in bodies]

    def headline() -> Known:
        wanted = chance.choice(headlines)
        return wanted, {number for number, other in enumerate(headlines) if other == wanted}

    def stretch(least: int, most: int) -> Known:
        while True:
            number = chance.randrange(len(bodies))
            start = chance.randrange(len(bodies[number]))
            text = bodies[number][start : start + chance.randint(least, most)]
            if len(text) < least or runs(normalise(text)) != [text]:
                continue
            if [other for other, body in enumerate(plain) if text in body] == [number]:
                return text, {number}

    def quoted() -> Known:
        while True:
            number = chance.randrange(len(bodies))
            start = chance.randrange(len(bodies[number]) - 20)
            text = bodies[number][start : start + chance.randint(3, 14)]
            if runs(normalise(text)) and not set(text) & set('“”"\n'):
                return f"“{text}”", {number}

    kinds: dict[str, Callable[[], Known]] = {
        "headline": headline,
        "8–14 characters": lambda: stretch(8, 14),
        "3–5 characters": lambda: stretch(3, 5),
        "quoted": quoted,
    }
    return {kind: [make() for _ in range(many)] for kind, make in kinds.items()}


def node(task: str, **job: Any) -> Any:
    """What the engine answers in Node."""
    program = shutil.which("node") or "node"
    done = subprocess.run(
        [program, "--expose-gc", "--max-old-space-size=12000", str(PROGRAM)],
        input=json.dumps({"root": str(ASSETS), "task": task, **job}).encode(),
        capture_output=True,
        check=True,
    )
    return json.loads(done.stdout)


def program_bytes() -> int:
    """lunr and the scripts of the engine, as a host sends them; quotation.js comes when a quotation is checked."""
    parts = [part for part in PARTS if part != "quotation"]
    scripts = [ASSETS / "vendor" / "lunr-2.3.9.min.js", *(ASSETS / "js" / "search" / f"{part}.js" for part in parts)]
    return sum(len(gzip.compress(bare(script.read_bytes()), 6)) for script in scripts)


def main() -> None:
    """Prints a table."""
    parser = asked_for(__doc__, 200)
    parser.add_argument("--site", type=Path)
    given = parser.parse_args()
    content = corpus(given.maker, given.articles, given.work)
    site = given.site or index(content, given.work)
    pages = given.site is not None
    pieces = [piece for galley in kept_galleys(content, given.work) for piece in galley.articles]
    fields = [texts(piece) for piece in pieces]
    items = known_items([row[0] for row in fields], [row[4] for row in fields], given.many)
    shelf = open_index(PrintedFiles(site))
    program = program_bytes()
    print(f"{len(pieces)} articles; lunr and the engine {program / 1000:.1f} kB")
    print("| asked | success@1 | success@10 | found | cold kB, mean | files | largest |")
    print("|---|---|---|---|---|---|---|")
    for kind, known in items.items():
        answers = node(
            "cold",
            folder=str(site),
            sizes=True,
            pages=pages,
            questions=[[text, {"facets": False}] for text, _ in known],
        )
        firsts = [[hit["number"] for hit in answer["hits"]] for answer in answers]
        at = [
            sum(bool(wanted & set(hits[:many])) for (_, wanted), hits in zip(known, firsts, strict=True))
            for many in (1, 10)
        ]
        at.append(sum(wanted <= matching(shelf, text) for text, wanted in known))
        sizes = [sum(size for _, size in answer["files"]) + program for answer in answers]
        rates = " | ".join(f"{100 * many / len(known):.1f} %" for many in at)
        print(
            f"| {kind} | {rates} | {sum(sizes) / len(sizes) / 1000:.0f} "
            f"| {sum(len(answer['files']) for answer in answers) / len(answers):.0f} | {max(sizes) / 1000:.0f} |"
        )
        parts: Counter[str] = Counter()
        for answer in answers:
            for name, size in answer["files"]:
                parts[name.split("/")[1][:1] if name.startswith("search/") else "pages"] += size
        shares = ", ".join(f"{part} {size / len(answers) / 1000:.1f}" for part, size in sorted(parts.items()))
        print(f"  program {program / 1000:.1f}, {shares}")
    chance = random.Random(3)
    session = [[chance.choice(known)[0], {"facets": False}] for known in items.values() for _ in range(given.many // 4)]
    chance.shuffle(session)
    warm = node("find", folder=str(site), sizes=True, pages=pages, questions=session)["answers"]
    later = [sum(size for _, size in answer["files"]) for answer in warm[1:]]
    print(f"later questions of a session of {len(session)}: {sum(later) / len(later) / 1000:.0f} kB on the average")
    taken = node("cpu", folder=str(site), pages=pages, questions=session)[len(session) // 4 :]
    for said, times in zip(("as they come", "asked again"), zip(*taken, strict=True), strict=True):
        print(f"CPU of its later questions, {said}: {sum(times) / len(times):.0f} ms in Node, {max(times):.0f} at most")
    print(f"heap after it: {node('heap', folder=str(site), pages=pages, questions=session) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
