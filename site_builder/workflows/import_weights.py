"""What a mistake would cost, by the code of a doubt about reading, and the three bands a report is laid out in."""

from __future__ import annotations

READING = {
    "I128": 98,
    "I211": 96,
    "I101": 95,
    "I104": 93,
    "I203": 88,
    "I105": 64,
    "I218": 58,
    "I202": 36,
    "I205": 32,
    "I217": 14,
    "I103": 10,
    "I204": 6,
}
"""Scripts of a page cost nothing where its text was read; a page that ends in the middle of a comment costs its end."""

USUAL = 50

CLOSE, CLEAR = 0.15, 0.4
"""How far the encoding of a text is ahead of the next: below the one it may be the other, above the other it is not."""

BANDS = (("first", 70), ("second", 40), ("last", 0))
"""Names of the bands and the weight from which a doubt belongs to each.

first: which text belongs to which article, and under which heading; second: what is text at all, and its words; last:
paragraphs and spaces.
"""


def reading_weight(code: str, margin: str = "") -> int:
    """The weight of a doubt about reading; of a chosen encoding by how far it is ahead."""
    if code == "I102":
        ahead = float(margin or 0)
        return 94 if ahead < CLOSE else 62 if ahead < CLEAR else 8
    return READING.get(code, USUAL)


def band_of(weight: int) -> str:
    """The band of a weight."""
    return next(name for name, least in BANDS if weight >= least)
