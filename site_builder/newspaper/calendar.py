"""Days of a newspaper: EDTF dates as the model takes them, weekdays, and how a date is printed in Chinese."""

from __future__ import annotations

import functools
import re
from datetime import date

WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")

_EDTF = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?(?P<doubt>[~?%]?)")


def is_edtf(text: str) -> bool:
    """Whether a text is an EDTF date (ISO 8601-2 level 1) that can exist: `2019-04-19`, `2019-04-XX`, `1937~`."""
    match = _EDTF.fullmatch(text)
    if match is None or match["year"] == "0000":
        return False
    if match["month"] == "XX":
        return match["day"] in (None, "XX")
    if match["month"] and not 1 <= int(match["month"]) <= 12:
        return False
    if match["day"] and match["day"] != "XX":
        return exact_day(text) is not None
    return True


def exact_day(text: str) -> date | None:
    """The calendar day an EDTF date stands for (doubt marks aside); None when it names no single, possible day."""
    try:
        return date.fromisoformat(text.rstrip("~?%")) if len(text.rstrip("~?%")) == 10 else None
    except ValueError:
        return None


def weekday(text: str) -> str:
    """星期一 … 星期日 of an exact EDTF day; empty when the day is not exact."""
    day = exact_day(text)
    return WEEKDAYS[day.weekday()] if day else ""


@functools.lru_cache(maxsize=4096)  # the articles of an issue are of one day, and lists tell of the same days
def printed(text: str) -> str:
    """`2019年4月19日` for `2019-04-19`; `2019年4月` when the day is unknown, `2019年` when the month is too."""
    match = _EDTF.fullmatch(text)
    if match is None:
        return text
    month, day = match["month"], match["day"]
    words = f"{int(match['year'])}年"
    if month and month != "XX":
        words += f"{int(month)}月"
        if day and day != "XX":
            words += f"{int(day)}日"
    return words
