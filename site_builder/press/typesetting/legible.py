"""Text that may stand in a page: without the code points HTML forbids."""

from __future__ import annotations

import re

from site_builder.newspaper.patterns import late

_PLANES = "".join(f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 17))
_ALLOWED = f"\xa0-\ud7ff\t\n\r -~\ue000-\ufdcf\ufdf0-\ufffd{_PLANES}"  # Han first: it is tried first
_ALL_ALLOWED = re.compile(f"[{_ALLOWED}]*+")
_FORBIDDEN = late(f"[^{_ALLOWED}]")


def legible(text: str) -> str:
    """The text with control characters, lone surrogates and noncharacters made visible as U+FFFD.

    Those that are white space become spaces. HTML Standard, 13.2.3.5: all of them are parse errors in a page.
    """
    if _ALL_ALLOWED.fullmatch(text):
        return text
    return _FORBIDDEN.sub(lambda found: " " if found[0].isspace() else "\ufffd", text)
