"""Pagefind beside our index, on the same pages and asked the same: known articles found, bytes, files, CPU.

    python -m tests.benchmarks.search_pagefind MAKE_CORPUS --articles 1000 --work DIR --site OUTPUT [--many 40]

OUTPUT is the printed site of that corpus. Pagefind, the npm package, is installed in the work folder and indexes the
article pages into OUTPUT/pagefind, unless either is there. Every question of either is asked as by somebody who has
just arrived; Pagefind in Chromium, our engine in Node with the same files. Bytes are after gzip; Pagefind's files are
compressed as they lie there. A quoted stretch is asked of Pagefind between straight quotation marks.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import resource
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from site_builder.search.binding import bind
from site_builder.search.fields import texts
from site_builder.search.taking import take
from tests.benchmarks.search_archive import SETTINGS, asked_for, corpus, galleys, index, kept_galleys
from tests.benchmarks.search_quality import Known, known_items, node, program_bytes

PAGES = "bench/*/[0-9][0-9]-[0-9][0-9].html"
ASK = """async (text) => {
  const pagefind = await import("/pagefind/pagefind.js");
  const { results } = await pagefind.search(text);
  return Promise.all(results.slice(0, 10).map(async (one) => (await one.data()).url));
}"""

Rates = tuple[float, float, float]
"""Found first, found among ten (of a hundred), and kB of the first question of a session."""


def main() -> None:
    """Prints two tables."""
    parser = asked_for(__doc__, 40)
    parser.add_argument("--site", type=Path, required=True)
    given = parser.parse_args()
    content = corpus(given.maker, given.articles, given.work)
    index(content, given.work)
    theirs = pagefind_index(given.site, given.work)
    print("| the index | Pagefind | ours |\n|---|---|---|")
    for row, (one, other) in {
        "CPU seconds": (theirs, our_seconds(content) if theirs else None),
        "files": (count(given.site / "pagefind"), count(given.site / "search")),
        "MB": (size(given.site / "pagefind"), size(given.site / "search", packed=True)),
    }.items():
        print(f"| {row} | {said(one)} | {said(other)} |", flush=True)
    issues = list(kept_galleys(content, given.work))
    urls = [f"/{issue.issue.key}/{piece.article.id}.html" for issue in issues for piece in issue.articles]
    fields = [texts(piece) for issue in issues for piece in issue.articles]
    items = known_items([row[0] for row in fields], [row[4] for row in fields], given.many)
    print("| asked | Pagefind: first, among ten, kB | ours: first, among ten, kB |\n|---|---|---|")
    with served(given.site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        for kind, known in items.items():
            rows = (in_pagefind(browser, address, known, urls), in_ours(given.site, known))
            print(f"| {kind} | " + " | ".join("{:.0f} %, {:.0f} %, {:.0f}".format(*row) for row in rows) + " |")
        browser.close()


def pagefind_index(site: Path, work: Path) -> float | None:
    """CPU seconds Pagefind takes to index the site; None when that was done before."""
    if (site / "pagefind").exists():
        return None
    program = work / "node_modules" / ".bin" / "pagefind"
    if not program.exists():
        subprocess.run(["npm", "install", "--silent", "--prefix", str(work), "pagefind"], check=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [str(program), "--site", str(site), "--glob", PAGES, "--force-language", "zh", "--silent"]
    subprocess.run(command, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"Pagefind's memory at its peak: {after.ru_maxrss / 1e3:.0f} MB")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def our_seconds(content: Path) -> float:
    """CPU seconds for our index of the same articles, from their type on; words and the dictionary included."""
    seconds, partials = 0.0, []
    for galley in galleys(content):
        began = time.process_time()
        partials.append(take(galley, SETTINGS))
        seconds += time.process_time() - began
    began = time.process_time()
    bind(partials, SETTINGS)
    return seconds + time.process_time() - began


def in_pagefind(browser: Browser, address: str, known: Sequence[Known], urls: Sequence[str]) -> Rates:
    """What Pagefind finds."""
    first = ten = sent = 0
    for text, wanted in known:
        page = browser.new_context(bypass_csp=True).new_page()  # its search is WebAssembly
        came: list[Any] = []
        page.goto(f"{address}/404.html")
        page.on("response", functools.partial(noted, came))
        found = page.evaluate(ASK, text.replace("“", '"').replace("”", '"'))
        sent += sum(weight(response) for response in came)
        right = {urls[number] for number in wanted}
        first += bool(right & set(found[:1]))
        ten += bool(right & set(found))
        page.context.close()
    return 100 * first / len(known), 100 * ten / len(known), sent / len(known) / 1e3


def noted(came: list[Any], response: Any) -> None:
    """Put an answer of the host behind the others."""
    came.append(response)


def weight(response: Any) -> int:
    """Bytes of an answer; scripts as after gzip, the rest is compressed already."""
    body = response.body()
    return len(gzip.compress(body, 6)) if response.url.endswith((".js", ".json")) else len(body)


def in_ours(site: Path, known: Sequence[Known]) -> Rates:
    """What our engine finds; pages it looks at are counted."""
    questions = [[text, {"facets": False}] for text, _ in known]
    answers = node("cold", folder=str(site), sizes=True, pages=True, questions=questions)
    hits = [[hit["number"] for hit in answer["hits"]] for answer in answers]
    first, ten = (
        sum(bool(wanted & set(found[:many])) for (_, wanted), found in zip(known, hits, strict=True))
        for many in (1, 10)
    )
    sent = sum(size for answer in answers for _, size in answer["files"]) / len(known) + program_bytes()
    return 100 * first / len(known), 100 * ten / len(known), sent / 1e3


def count(folder: Path) -> int:
    """Files below a folder."""
    return sum(path.is_file() for path in folder.rglob("*"))


def size(folder: Path, *, packed: bool = False) -> float:
    """MB of them; `packed`: after gzip."""
    files = (path.read_bytes() for path in folder.rglob("*") if path.is_file())
    return sum(len(gzip.compress(data, 6) if packed else data) for data in files) / 1e6


def said(number: float | None) -> str:
    """A number of a table; nothing where it was not measured."""
    return "–" if number is None else f"{number:,}" if isinstance(number, int) else f"{number:,.1f}"


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which a folder is served."""
    handler = functools.partial(Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *_: Any) -> None:
        """Nothing."""


if __name__ == "__main__":
    main()
