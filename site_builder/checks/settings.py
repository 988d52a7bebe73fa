"""What an archivist may set about checking."""

from __future__ import annotations

import msgspec

PROFILES = ("basic", "national", "none")


class CheckSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How strictly papers are held to what they must print."""

    profile: str = "basic"
    """basic: name, date, whole number, pages, serial number, sponsor. national: all the rules for papers of China's
    mainland that the model can tell. none: nothing of it."""
