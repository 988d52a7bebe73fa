"""A folder as a BagIt bag (RFC 8493): what is in it, by checksum, and the small files that say so."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

PAYLOAD = "data"
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def bag_tags(
    payload: Mapping[str, tuple[str, int]], info: Mapping[str, str], extra: Mapping[str, bytes]
) -> dict[str, bytes]:
    """The tag files of a bag.

    `payload` is path below the bag (`data/…`) → SHA-256 and bytes; `info` the lines of bag-info.txt, to which the sum
    of the payload is added; `extra` are other files at the top, listed among the tags.
    """
    oxum = f"{sum(size for _, size in payload.values())}.{len(payload)}"
    lines = [*info.items(), ("Payload-Oxum", oxum)]
    tags = {
        "bagit.txt": DECLARATION,
        "bag-info.txt": "".join(f"{name}: {_one_line(value)}\n" for name, value in lines if value).encode(),
        "manifest-sha256.txt": _manifest({path: checksum for path, (checksum, _) in payload.items()}),
        **extra,
    }
    sums = {path: hashlib.sha256(data).hexdigest() for path, data in tags.items()}
    return {**tags, "tagmanifest-sha256.txt": _manifest(sums)}


def _manifest(sums: Mapping[str, str]) -> bytes:
    return "".join(f"{checksum}  {_escaped(path)}\n" for path, checksum in sorted(sums.items())).encode()


def _escaped(path: str) -> str:
    """A path as RFC 8493 wants it in a manifest: line ends and the percent sign percent-encoded."""
    return path.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _one_line(text: str) -> str:
    return " ".join(text.split())
