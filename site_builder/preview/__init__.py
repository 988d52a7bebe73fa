"""The live preview: a local server, and a page that follows every save."""

from __future__ import annotations

from site_builder.preview.session import serve

__all__ = ["serve"]
