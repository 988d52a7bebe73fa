"""What the search keeps and spends in a browser: the JavaScript heap of its page in Chromium, and CPU a question.

    python -m tests.benchmarks.search_heap OUTPUT [--many 60]

OUTPUT is a printed site. Headlines and stretches of the hits' openings are asked one after the other in one tab, as a
reader's session; the heap is taken before, after the first question and at the end, each time after all garbage is
gone. CPU is that of the page's thread, for the later half of the session.
"""

from __future__ import annotations

import argparse
import random
import shutil
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.benchmarks.search_pagefind import served

ASK = """async ([text, first]) => {
  window.engine = window.engine || await siteSearchEngine.open(new URL("./", location).href);
  const answer = await engine.find(text, { first, count: 10, facets: true });
  return { total: answer.total, openings: (answer.hits || []).map((hit) => hit.opening) };
}"""


def main() -> None:
    """Prints a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", type=Path)
    parser.add_argument("--many", type=int, default=60)
    given = parser.parse_args()
    chance = random.Random(5)
    with served(given.output) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        page = browser.new_page()
        session = page.context.new_cdp_session(page)

        def heap() -> float:
            session.send("HeapProfiler.collectGarbage")
            used: Any = session.send("Runtime.getHeapUsage")["usedSize"]
            return float(used) / 1e6

        session.send("Performance.enable", {"timeDomain": "threadTicks"})

        def spent() -> float:
            metrics: Any = session.send("Performance.getMetrics")["metrics"]
            return 1000 * float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))

        print(f"an empty page: {heap():.1f} MB")
        page.goto(f"{address}/search/index.html")
        print(f"the search page: {heap():.1f} MB")
        page.focus("input[name=q]")
        page.wait_for_function("() => window.siteSearchEngine")
        openings = page.evaluate(ASK, ["的", 0])["openings"]
        print(f"after the first question: {heap():.1f} MB")
        times = []
        for asked in range(given.many):
            opening = chance.choice(openings)
            start = chance.randrange(max(len(opening) - 14, 1))
            before = spent()
            answer = page.evaluate(ASK, [opening[start : start + chance.randint(2, 14)], 0])
            times.append(spent() - before)
            openings += answer["openings"]
            if (asked + 1) % 20 == 0:
                print(f"after {asked + 1} more: {heap():.1f} MB", flush=True)
        later = times[len(times) // 2 :]
        print(f"CPU of a later question: {sum(later) / len(later):.0f} ms, {max(later):.0f} at most")
        browser.close()


if __name__ == "__main__":
    main()
