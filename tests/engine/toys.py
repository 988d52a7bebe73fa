"""A toy trade: words are kept shouted, and printed one a page. Steps of a module, so that spawned workers find them."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import msgspec

from site_builder.engine.events import Event, Made, Noticed
from site_builder.engine.executors import hire
from site_builder.engine.output_folder import Conclusion, OutputFolder, opened
from site_builder.engine.run import Work, keep, print_
from site_builder.engine.steps import Desk, Files, Step, Value
from site_builder.engine.store import Store
from site_builder.errors import ContentError, Place, Problem, has_errors

HERITAGE: list[str] = []
"""What a process wrote here after it was started; a forked child has it too."""


def heritage() -> list[str]:
    """What this process has there."""
    return HERITAGE


class Word(msgspec.Struct, frozen=True, kw_only=True):
    text: str


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    paths: tuple[str, ...]
    word: str
    last: tuple[str, ...] = ()


def shout(job: Word, _: Desk) -> Value:
    if job.text == "boom":
        raise RuntimeError("the toy broke")
    if job.text == "die":
        os._exit(9)
    if job.text.startswith("killed once: "):
        _die_once(Path(job.text.removeprefix("killed once: ")))
    if job.text == "wrong":
        return Value(problems=(Problem(code="B022", place=Place(path="words"), facts={"reason": "wrong"}),))
    return Value(body=job.text.upper().encode(), note=job.text.encode())


def _die_once(mark: Path) -> None:
    """Be killed by the system while at work, the first time."""
    try:
        mark.touch(exist_ok=False)
    except FileExistsError:
        return
    os.kill(os.getpid(), signal.SIGKILL)


def set_sheet(job: Sheet, desk: Desk) -> Files:
    if job.paths == ("broken",):
        raise ContentError(Problem(code="B022", place=Place(path="broken"), facts={"reason": "toy"}))
    text = desk.store.value(job.word)
    return Files(
        files={path: text + b" on " + path.encode() for path in job.paths},
        last=dict.fromkeys(job.last, text),
    )


SHOUT = Step("shout", 1, shout)
PRINT = Step("print", 1, set_sheet)


class Report(msgspec.Struct, kw_only=True):
    made: dict[str, int]
    problems: list[Problem]
    swept: Conclusion


class House:
    """A folder with a cache and an output, built from words: name → text (its sheet is `name.html`)."""

    def __init__(self, root: Path) -> None:
        self.root, self.output, self.cache = root, root / "output", root / ".cache"
        root.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def opened(self) -> Iterator[OutputFolder]:
        with opened(self.output, self.root, [self.root / "content", self.cache], self.cache / "output.memo") as output:
            yield output

    def build(
        self, words: Mapping[str, str], *, jobs: str = "1", paths: Mapping[str, tuple[str, ...]] | None = None
    ) -> Report:
        events: list[Event] = []
        with self.opened() as output, hire(jobs) as crew:
            desk = Desk(store=Store(folder=str(self.cache), spare=str(self.root / "spare")), writer=output.writer)
            work = Work(crew=crew, desk=desk, toolchain="toys", tell=events.append)
            kept = keep(SHOUT, {name: Word(text=text) for name, text in words.items()}, work)
            good = {name: outcome.answer for name, outcome in kept.items() if not has_errors(outcome.problems)}
            sheets = {
                name: Sheet(
                    paths=(paths or {}).get(name, (f"{name}.html", f"deep/{name}/index.html")), word=record.digest
                )
                for name, record in good.items()
                if record is not None
            }
            printed = print_(PRINT, sheets, work, output)
            lost = [digest for outcome in printed.values() for digest in outcome.lost]
            if lost:
                names = frozenset(name for name, sheet in sheets.items() if sheet.word in lost)
                keep(SHOUT, {name: Word(text=words[name]) for name in names}, work, anew=names)
                printed |= print_(PRINT, {name: sheets[name] for name in names}, work, output)
            problems = [event.problem for event in events if isinstance(event, Noticed)] + [*output.clashes()]
            swept = output.conclude(whole=not has_errors(problems))
        made: dict[str, int] = {}
        for event in events:
            if isinstance(event, Made):
                made[event.step] = made.get(event.step, 0) + 1
        return Report(made=made, problems=problems + output.problems, swept=swept)

    def files(self) -> dict[str, bytes]:
        return tree(self.output)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder: path → content."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems]
