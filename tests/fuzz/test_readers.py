"""Whatever comes in, every reader answers with values and problems: no exception, no hang, no jump of memory.

In every run a few hundred inputs for each reader, half of them hypothesis's, which shrinks what fails, half changed
from valid files; with `-m slow` a hundred thousand of those (docs/testing.md).
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_builder.errors import has_errors
from tests.fuzz import long_run
from tests.fuzz.mutations import PIECES, Pool
from tests.fuzz.readers import READERS
from tests.fuzz.seeds import seeds

TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12).map(str.encode)), max_size=24).map(b"".join)
BYTES_OF = st.one_of(TEXTS, st.binary(max_size=300))


@pytest.mark.parametrize("name", READERS)
def test_whatever_comes_in_is_answered(name: str) -> None:
    @settings(max_examples=50, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(data=BYTES_OF)
    def one(data: bytes) -> None:
        READERS[name](data)

    one()


@pytest.mark.parametrize("name", READERS)
def test_what_is_nearly_valid_is_answered(name: str) -> None:
    for data in Pool(seeds(name)[:40], 3).inputs(150):
        READERS[name](data)


def test_a_reader_begins_with_files_it_can_read() -> None:
    """Else nothing deeper than its first complaint would be tried."""
    dumb = {"bag", "cache", "example", "path"}
    for name, reader in READERS.items():
        assert name in dumb or any(not has_errors(reader(data)) for data in seeds(name)), name


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("cache", b'{"jobs":' + b'{"a":{"files":' * 2_000),
        ("printed page", b'<script type="application/ld+json">' + b"[" * 100_000 + b"</script>"),
        ("aliases", b"bao/\nold/\n\n" * 1_200),
        ("aliases", b"".join(b"a%d/\nb%d/\n\n" % (number, number) for number in range(1_200))),
    ],
    ids=["a deep ledger", "deep metadata", "one alias many times", "many aliases"],
)
def test_what_was_found_once_stays_mended(name: str, data: bytes) -> None:
    began = time.process_time()
    READERS[name](data)
    assert time.process_time() - began < 20 * long_run.SECONDS, "it took minutes"


def test_the_same_seed_gives_the_same_inputs() -> None:
    assert list(Pool(seeds("paper"), 7).inputs(60)) == list(Pool(seeds("paper"), 7).inputs(60))
    assert list(Pool(seeds("paper"), 7).inputs(60)) != list(Pool(seeds("paper"), 8).inputs(60))


@pytest.mark.parametrize(
    ("reader", "said"),
    [
        (lambda data: () if len(data) % 7 else [1 // 0], "ZeroDivisionError"),
        (lambda _: [one for one in iter(int, 1) if one], "TooSlow"),
        (lambda _: HOARD.append(bytearray(2**20)) or [], "memory jumped"),  # type: ignore[func-returns-value]
    ],
    ids=["raises", "hangs", "hoards"],
)
def test_the_long_run_notices(reader: object, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(READERS, "path", reader)  # type: ignore[misc]
    monkeypatch.setattr(long_run, "WARM", 0)
    monkeypatch.setattr(long_run, "SECONDS", 0.2)
    with pytest.raises((ZeroDivisionError, long_run.TooSlow, AssertionError)) as noticed:
        long_run.run("path", 10_000, 1)
    HOARD.clear()
    assert said in f"{noticed.type.__name__} {noticed.value}"


HOARD: list[bytearray] = []


@pytest.mark.slow
@pytest.mark.parametrize("name", READERS)
def test_a_hundred_thousand_inputs(name: str) -> None:
    """None of them raises, takes over two seconds or 64 MB."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.long_run", name],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    print(done.stdout)
    assert done.returncode == 0, done.stderr[-4000:]
