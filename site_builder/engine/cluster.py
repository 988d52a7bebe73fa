"""Workers on other machines, by way of Dask. The only place that imports `distributed`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from site_builder.engine.executors import Crew
from site_builder.engine.whole_files import TEMPORARY
from site_builder.errors import Problem, UsageError

PATIENCE = "10s"


@contextmanager
def join(address: str, shared: Sequence[Path], signature: Callable[[], Mapping[str, str]] | None) -> Iterator[Crew]:
    """The workers of the cluster at `HOST:PORT`, each asked first whether it can do our work.

    Raises UsageError when `distributed` is not installed, the cluster does not answer or has no workers, or a worker
    does not see one of the shared folders or has another signature.
    """
    try:
        from distributed import Client, KilledWorker
    except ImportError as error:
        raise UsageError(Problem(code="B051")) from error
    try:
        client = Client(f"tcp://{address}", timeout=PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise UsageError(Problem(code="B052", facts={"address": address})) from error
    try:
        with suppress(TimeoutError):
            client.wait_for_workers(1, timeout=PATIENCE)  # one that was killed is being started again
        threads = client.nthreads()
        if not threads:
            raise UsageError(Problem(code="B056", facts={"address": address}))
        _interview(client, shared, signature)
        # A worker that is killed is the scheduler's business: it has the lost work done by another. We hear of it when
        # the same work killed several, or when the scheduler itself is gone, and then it is no use to try again.
        yield Crew(
            sum(threads.values()),
            lambda: client.get_executor(pure=False),
            deaths=(KilledWorker, CancelledError),
            replaced=0,
        )
    finally:
        client.close()


def _interview(client: Any, shared: Sequence[Path], signature: Callable[[], Mapping[str, str]] | None) -> None:
    tokens = []
    try:
        for folder in shared:
            # Any folder of that name will not do: it must be the very same one, so a file just written must be seen.
            token = folder / f"{TEMPORARY}token-{os.getpid()}-{os.urandom(4).hex()}"
            token.touch()
            tokens.append(token)
        for worker, unseen in sorted(client.run(_unseen, [str(token) for token in tokens]).items()):
            if unseen:
                raise UsageError(Problem(code="B053", facts={"worker": worker, "folder": str(Path(unseen).parent)}))
    finally:
        for token in tokens:
            token.unlink(missing_ok=True)
    if signature is not None:
        ours = signature()
        for worker, theirs in sorted(client.run(signature).items()):
            for name in sorted({*ours, *theirs}):
                here, there = ours.get(name, ""), theirs.get(name, "")
                if here != there:
                    facts = {"worker": worker, "name": name, "ours": here or "–", "theirs": there or "–"}
                    raise UsageError(Problem(code="B054", facts=facts))


def _unseen(tokens: Sequence[str]) -> str:
    """The first of these files that is not there; "" when all are."""
    return next((token for token in tokens if not Path(token).is_file()), "")
