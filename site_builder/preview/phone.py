"""An address as a code for a phone's camera, in the characters of a terminal."""

from __future__ import annotations

MARGIN = 2
"""Light squares around the code; phones manage with less than the standard's four, and a terminal is small."""

_HALVES = {(True, True): " ", (True, False): "▄", (False, True): "▀", (False, False): "█"}
"""Two squares, the upper and the lower, dark or not: light ones are drawn, for most terminals are dark."""


def qr_code(url: str) -> list[str]:
    """The lines of the code; none where the package that makes it (extra `phone`) is not installed."""
    try:
        import segno
    except ImportError:
        return []
    squares = [[bool(dark) for dark in row] for row in segno.make(url, micro=False, error="m").matrix]
    width = len(squares[0]) + 2 * MARGIN
    side = [False] * MARGIN
    rows = [[False] * width] * MARGIN + [[*side, *row, *side] for row in squares] + [[False] * width] * MARGIN
    if len(rows) % 2:
        rows.append([False] * width)
    return [
        "".join(_HALVES[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    ]
