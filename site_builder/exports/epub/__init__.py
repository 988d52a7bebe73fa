"""An issue as an EPUB 3 publication: contents 版 → articles, a list of the printed pages, pictures."""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.exports.copies import Copy
from site_builder.exports.epub.book import book


def export(copy: Copy) -> Mapping[str, bytes]:
    """One file an issue, `<paper>/<day>.epub`."""
    key = copy.galley.issue.key
    return {f"{key.paper}/{key.folder}.epub": book(copy)}


__all__ = ["book", "export"]
