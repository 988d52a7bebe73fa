"""Between the builder, which knows what changed, and the open tabs, which each show one page."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress

import msgspec

from site_builder.preview.faults import Fault

MOST = 500
"""More changed assets than this are not listed: the tab loads its page anew."""

BACKLOG = 64
"""Messages kept for a tab that does not take them; one more and it is let go, to come back and ask what it missed."""

REMEMBERED = 200
"""So many generations back a tab can ask what changed since; beyond them everything did."""


class Hello(msgspec.Struct, frozen=True, kw_only=True, tag="hello"):
    """The first message to a tab: whether it is still the preview the tab knows, and what is wrong now."""

    run: str
    faults: tuple[Fault, ...] = ()


class Changed(msgspec.Struct, frozen=True, kw_only=True, tag="changed"):
    """The site changed: perhaps the tab's own page, and assets that any page may use."""

    generation: int
    """How many times the site changed since the preview began."""

    page: bool
    assets: tuple[str, ...] = ()
    """Changed, new and vanished files other than pages, as paths in the site's folder."""

    everything: bool = False
    """Whether the assets are too many to be listed."""


class Saved(msgspec.Struct, frozen=True, kw_only=True, tag="saved"):
    """Somebody saved the file of a page: a tab that follows the editor goes there."""

    page: str
    anchor: str = ""
    """The paragraph that changed first; empty when none did."""


class Faults(msgspec.Struct, frozen=True, kw_only=True, tag="faults"):
    """All that is wrong now; none when the last build was good."""

    faults: tuple[Fault, ...]


Message = Hello | Changed | Saved | Faults


class Subscription:
    """One tab's messages, in order."""

    def __init__(self, page: str) -> None:
        """`page` is the file the tab shows, as a path in the site's folder; it need not exist yet."""
        self.page = page
        self._backlog: queue.Queue[Message | None] = queue.Queue(BACKLOG)

    def put(self, message: Message) -> bool:
        """Add a message without waiting; False when the backlog is full and the tab has been let go instead."""
        with suppress(queue.Full):
            self._backlog.put_nowait(message)
            return True
        self.end()
        return False

    def end(self) -> None:
        """Let the tab go; what it has not taken is dropped."""
        with suppress(queue.Empty):
            while True:
                self._backlog.get_nowait()
        self._backlog.put_nowait(None)

    def take(self, timeout: float) -> Message | None:
        """The next message; None when the tab has been let go. Raises queue.Empty when none comes in `timeout` s."""
        return self._backlog.get(timeout=timeout)


class Hub:
    """The state of the preview: its generation, what is wrong, who is looking. For any number of threads."""

    def __init__(self, run: str) -> None:
        """`run` tells this preview from an earlier one at the same address."""
        self.run = run
        self._lock = threading.Lock()
        self._generation = 0
        self._history: deque[frozenset[str]] = deque(maxlen=REMEMBERED)
        self._faults: tuple[Fault, ...] = ()
        self._subscriptions: list[Subscription] = []

    @property
    def generation(self) -> int:
        """How many times the site changed since the preview began."""
        return self._generation

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong now."""
        return self._faults

    @property
    def tabs(self) -> int:
        """How many tabs are listening."""
        return len(self._subscriptions)

    @property
    def pages(self) -> frozenset[str]:
        """The pages that tabs show now."""
        with self._lock:
            return frozenset(subscription.page for subscription in self._subscriptions)

    @contextmanager
    def subscribe(self, page: str, since: int) -> Iterator[Subscription]:
        """A subscription that lasts as long as the block: Hello first, then what changed after generation `since`."""
        subscription = Subscription(page)
        with self._lock:
            subscription.put(Hello(run=self.run, faults=self._faults))
            if since < self._generation:
                missed = self._generation - max(since, 0)
                # Whether its page changed was asked for open tabs only; this one looks for itself.
                changed = frozenset({page}).union(*list(self._history)[-missed:])
                subscription.put(self._news(page, changed, everything=missed > len(self._history)))
            self._subscriptions.append(subscription)
        try:
            yield subscription
        finally:
            with self._lock, suppress(ValueError):
                self._subscriptions.remove(subscription)

    def publish(
        self, changed: Collection[str], faults: Sequence[Fault], *, everything: bool = False, unseen: bool = False
    ) -> None:
        """Tell every tab what concerns it: `changed` are paths in the site's folder, `faults` all that is wrong now.

        `everything` says that more may have changed than is known, `unseen` that pages nobody shows may have.
        """
        with self._lock:
            if everything:
                self._history.clear()
            if changed or everything or unseen:
                self._generation += 1
                self._history.append(frozenset(changed))
                for subscription in list(self._subscriptions):
                    self._tell(subscription, self._news(subscription.page, self._history[-1], everything=everything))
            if tuple(faults) != self._faults:
                self._faults = tuple(faults)
                for subscription in list(self._subscriptions):
                    self._tell(subscription, Faults(faults=self._faults))

    def point(self, page: str, anchor: str = "") -> None:
        """Tell every tab that the file of this page was saved, and where it changed."""
        with self._lock:
            for subscription in list(self._subscriptions):
                self._tell(subscription, Saved(page=page, anchor=anchor))

    def close(self) -> None:
        """Let every tab go."""
        with self._lock:
            for subscription in self._subscriptions:
                subscription.end()
            self._subscriptions.clear()

    def _news(self, page: str, changed: frozenset[str], *, everything: bool = False) -> Changed:
        """What a tab that shows `page` is to be told of a change. Other pages do not concern it."""
        assets = sorted(path for path in changed if not path.endswith(".html"))
        return Changed(
            generation=self._generation,
            page=page in changed,
            assets=tuple(assets[:MOST]),
            everything=everything or len(assets) > MOST,
        )

    def _tell(self, subscription: Subscription, message: Message) -> None:
        if not subscription.put(message):
            self._subscriptions.remove(subscription)
