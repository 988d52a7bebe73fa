"""Messages to a tab as server-sent events, in the words and addresses the tab knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from site_builder.errors.wording import say
from site_builder.preview.addresses import address_of
from site_builder.preview.faults import Fault
from site_builder.preview.hub import Changed, Faults, Hello, Message, Saved

WORDS = (
    "close",
    "lost",
    "badge",
    "draft",
    "notes",
    "none",
    "follow",
    "compare",
    "open",
    "copied",
    "line",
    "settle",
    "port",
    "last",
)
"""What the browser's side says, besides sentences about problems."""

BLANKS = {name: f"{{{name}}}" for name in ("generation", "count", "place", "line", "port", "time")}
"""What the browser's side fills in itself."""

HEARTBEAT = b": still here\n\n"
"""Said into a long silence; writing it is how we learn that the tab is gone."""


def frame(
    message: Message, base: str, language: str, *, html: str = "", styles: Mapping[str, str] | None = None
) -> bytes:
    """One message as the bytes of one server-sent event: `hello`, `changed` or `faults` with JSON for data.

    `html` is the tab's page as it would be answered now, `styles` are stylesheets by their paths, so that it need not
    ask for them; where there is nothing, let it ask.
    """
    match message:
        case Hello(run=run, faults=faults):
            words = {name: say(f"preview.strip.{name}", language, **BLANKS) for name in WORDS}
            return _event("hello", {"run": run, "words": {"language": language, **words}, **_strip(faults, language)})
        case Changed(generation=generation, page=page, assets=assets, everything=everything):
            addresses = [address_of(path, base) for path in assets]
            news: dict[str, object] = {
                "generation": generation,
                "page": page,
                "assets": addresses,
                "everything": everything,
            }
            sent = {address_of(path, base): text for path, text in (styles or {}).items()}
            return _event("changed", news | ({"html": html} if html else {}) | ({"styles": sent} if sent else {}))
        case Saved(page=page, anchor=anchor):
            return _event("saved", {"page": address_of(page, base), "anchor": anchor})
        case Faults(faults=faults):
            return _event("faults", _strip(faults, language))


def _strip(faults: Sequence[Fault], language: str) -> Mapping[str, object]:
    return {"faults": faults, "title": say("preview.strip.title", language, count=len(faults))}


def _event(name: str, data: Mapping[str, object]) -> bytes:
    return b"event: %s\ndata: %s\n\n" % (name.encode(), msgspec.json.encode(data))
