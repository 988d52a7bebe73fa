"""Zip files that are the same whenever and wherever they are made."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment a zip file can tell; every file in ours is of it."""

_PRESSED = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif")


def packed(files: Mapping[str, bytes], *, stored: str = "") -> bytes:
    """The files in their order; that named `stored` (an EPUB's mimetype) and pictures are not pressed again."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, EARLIEST)
            info.create_system = 3
            info.external_attr = 0o100644 << 16
            plain = name == stored or name.lower().endswith(_PRESSED)
            info.compress_type = zipfile.ZIP_STORED if plain else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return whole.getvalue()
