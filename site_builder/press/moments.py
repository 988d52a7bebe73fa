"""Days of a paper as the moments machines ask for. No clock: they are the days of its issues."""

from __future__ import annotations

import functools
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from site_builder.newspaper.calendar import exact_day


@functools.lru_cache(maxsize=4096)  # the articles of an issue are of one day
def moment(day: str, timezone: str) -> str:
    """Midnight of a day in the paper's zone, as RFC 3339; of an inexact day its earliest; 1970 where there is none."""
    exact = exact_day(day.replace("XX", "01")) if day else None
    year, month, date = (
        (exact.year, exact.month, exact.day) if exact else (int(day[:4]) if day[:4].isdigit() else 1970, 1, 1)
    )
    try:
        zone = ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone = ZoneInfo("UTC")
    return datetime(max(year, 1), month, date, tzinfo=zone).isoformat()
