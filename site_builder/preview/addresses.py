"""Which requests the preview answers, and what file an address means. Pure: words in, a path or a refusal out.

The preview runs beside a browser in which any page of the web is open. Such a page can send requests to 127.0.0.1 and,
by giving its own name that address, read the answers; so the names a request uses must be ours. A path is decoded
once, and whatever could still be read as a way out of the folder afterwards is no address of ours.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from http import HTTPStatus
from urllib.parse import quote, unquote_to_bytes

NAMES = ("127.0.0.1", "localhost", "[::1]")
"""The names by which a browser on this machine knows the preview."""

LONGEST = 4096
"""Longest request target in bytes. The longest address of a site, 240 bytes of Han percent-encoded, has 720."""

_TARGET = re.compile(r"[!-~]+")
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_NEVER_IN_A_NAME = re.compile(r"[\x00-\x1f\x7f\\]")


class Refusal(Exception):  # noqa: N818 - it is an answer to a request, not an error of ours
    """The request is not answered with a file; `status` says how, `reason` names the sentence (`preview.refused.…`)."""

    def __init__(self, status: HTTPStatus, reason: str) -> None:
        """`reason` is looked up in the wording, so that no text of the request comes back in the answer."""
        super().__init__(reason)
        self.status = status
        self.reason = reason


def check_names(host: str | None, origin: str | None, port: int, names: Collection[str] = NAMES) -> None:
    """Raise Refusal unless the request names this server as its host, and comes from no page or one of its own."""
    ours = {name if port == 80 else f"{name}:{port}" for name in names}
    if host is None or host.lower() not in ours:
        raise Refusal(HTTPStatus.FORBIDDEN, "host")
    if origin is not None and origin.lower() not in {f"http://{name}" for name in ours}:
        raise Refusal(HTTPStatus.FORBIDDEN, "origin")


def path_of(target: str, base: str) -> str:
    """The path in the site's folder that a request target means: posix, relative, ending in `/` for a folder.

    `base` is the prefix under which the site is served: `/`, or `/news/`. Raises Refusal for what is no address at all
    (400), too long (414), or not below the base (404).
    """
    parts = split_target(target)
    prefix = [part for part in base.split("/") if part]
    if parts[: len(prefix)] != prefix or len(parts) == len(prefix):
        raise Refusal(HTTPStatus.NOT_FOUND, "not_below_base" if prefix else "not_found")
    return "/".join(parts[len(prefix) :])


def split_target(target: str) -> list[str]:
    """The decoded names of a request target, without its query; the last is empty for a folder's address.

    Raises Refusal: 414 when it is too long, 400 when it cannot be an address of ours, 404 for hidden and empty names.
    """
    if len(target) > LONGEST:
        raise Refusal(HTTPStatus.REQUEST_URI_TOO_LONG, "too_long")
    raw = re.split("[?#]", target, maxsplit=1)[0]
    if not _TARGET.fullmatch(target) or not raw.startswith("/") or _BROKEN_ESCAPE.search(raw):
        raise Refusal(HTTPStatus.BAD_REQUEST, "bad_address")
    try:
        decoded = unquote_to_bytes(raw).decode("utf-8")
    except UnicodeDecodeError:
        raise Refusal(HTTPStatus.BAD_REQUEST, "bad_address") from None
    parts = decoded[1:].split("/")
    if _NEVER_IN_A_NAME.search(decoded) or {".", ".."} & set(parts):
        raise Refusal(HTTPStatus.BAD_REQUEST, "bad_address")
    if any(part.startswith(".") for part in parts) or "" in parts[:-1]:
        raise Refusal(HTTPStatus.NOT_FOUND, "not_found")
    return parts


def address_of(path: str, base: str) -> str:
    """The address of a path in the site's folder, as a browser writes it: `/news/%E7%89%88/p01.html`."""
    return quote(base + path)


def page_at(path: str) -> str:
    """The file a browser shows for a path: a folder's is its index.html."""
    return path + "index.html" if path.endswith("/") or not path else path


def normal_base(base: str) -> str:
    """A prefix with one slash at each end and plain names between; raises Refusal for anything else."""
    parts = split_target("/" + quote(base.strip("/")))
    return "/" + "".join(part + "/" for part in parts if part)
