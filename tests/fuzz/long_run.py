"""Many changed inputs for one reader, in a process of its own so that its memory can be told.

    .venv/bin/python -m tests.fuzz.long_run "web page" --inputs 100000 --seed 1

It ends with a line of figures, or with the input that a reader could not answer.
"""

from __future__ import annotations

import argparse
import resource
import signal
import sys
import time
from types import FrameType

from tests.fuzz.mutations import Pool
from tests.fuzz.readers import READERS
from tests.fuzz.seeds import seeds

SECONDS = 2.0
"""CPU time one input may take."""

MEGABYTES = 64
"""What the process may grow by after the first thousand inputs, when everything that is loaded once is loaded."""

WARM = 1000


class TooSlow(Exception):  # noqa: N818 - the name of what happened
    """One input took over `SECONDS`."""


def stop(_number: int, _frame: FrameType | None) -> None:
    raise TooSlow


def run(name: str, inputs: int, seed: int) -> str:
    """Figures of a whole run; raises what the reader raises, with the input in a note."""
    reader, pool = READERS[name], Pool(seeds(name), seed)
    signal.signal(signal.SIGVTALRM, stop)
    began, slowest, first = time.process_time(), 0.0, 0
    for number, data in enumerate(pool.inputs(inputs)):
        at = time.process_time()
        # At first it may be loading a table.
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS if number > WARM else 5 * SECONDS)
        try:
            answer = frozenset((one.code, len(one.facts), one.severity) for one in reader(data))
        except BaseException as failure:
            failure.add_note(f"{name}, input {number} of seed {seed}: {data!r}")
            raise
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        pool.learn(data, answer)
        if number == WARM:
            first = _megabytes()
        elif number > WARM:
            slowest = max(slowest, time.process_time() - at)
            assert _megabytes() - first < MEGABYTES, f"{name}: memory jumped at input {number}: {data!r}"
    seconds = time.process_time() - began
    return (
        f"{name}: {inputs} inputs, {pool.answers} kinds of answers, {seconds:.0f} s of CPU, slowest {slowest:.2f} s,"
        f" {_megabytes()} MB (+{_megabytes() - first})"
    )


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "linux" else 2**20)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("readers", nargs="*", help=f"all of them when none is named: {', '.join(READERS)}")
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    for name in given.readers or READERS:
        print(run(name, given.inputs, given.seed), flush=True)


if __name__ == "__main__":
    main()
