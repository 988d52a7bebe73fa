"""改错: how a reader tells the editors of a slip in the text, with the place of it already written (FIELD R19).

A mail or a page to fill in, never a change: what is right is decided by whoever keeps the archive.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from site_builder.press.views_article import CitationView, ErrataView

TITLE, TEXT = "{title}", "{text}"
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)


def errata_to(told: str) -> str | None:
    """Where errata go, as it may be set: an e-mail address, or a web address with `{text}` in it; None for all else."""
    if _MAIL.fullmatch(told):
        return told
    try:
        parts = urlsplit(told)
        web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:  # an IPv6 address with half its brackets
        return None
    return told if web and TEXT in parts.query and not re.search(r"""[\s"'<>]""", told) else None


def view(to: str, title: str, citation: CitationView) -> ErrataView | None:
    """The link that tells of an article, which a script may add a passage to; None where nobody is to be told."""
    if not to:
        return None
    text = "\n".join(filter(None, (citation.gb2025, citation.url))) + "\n"
    pattern = f"mailto:{to}?subject={TITLE}&body={TEXT}" if _MAIL.fullmatch(to) else to
    filled = {TITLE: title, TEXT: text}
    return ErrataView(href=re.sub(r"\{(?:title|text)\}", lambda hole: _encoded(filled[hole[0]]), pattern), text=text)


def _encoded(text: str) -> str:
    """As `encodeURIComponent` would write it, by which the script finds it again."""
    return quote(text, safe="!'()*", errors="replace")
