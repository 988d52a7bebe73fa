"""Hypothesis without a stop-watch here: other work on the machine is no fault of a text."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("typesetting", deadline=None)
settings.load_profile("typesetting")
