"""The names other machines may call this one by, for a preview that a phone is to look at."""

from __future__ import annotations

import socket
from contextlib import suppress


def names_of(host: str) -> tuple[str, ...]:
    """The names other machines may call us by when we listen on an address of the network."""
    if host not in ("0.0.0.0", "::"):
        return (f"[{host}]" if ":" in host else host.lower(),)
    own = socket.gethostname().lower()
    with suppress(OSError):
        return (own, f"{own}.local", *socket.gethostbyname_ex(own)[2], *_outward())
    return (own, f"{own}.local", *_outward())


def seen_as(host: str) -> str:
    """What another machine types to come here, when we listen on `host`."""
    if host in ("0.0.0.0", "::"):
        return next(iter(_outward()), socket.gethostname().lower())
    return f"[{host}]" if ":" in host else host


def _outward() -> tuple[str, ...]:
    """The address by which this machine is seen from its network; nothing is sent."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))
        return (str(probe.getsockname()[0]),)
    return ()
