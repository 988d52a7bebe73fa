"""A flame graph: which functions the time went into, each as wide as its share, those it called above it.

The drawing is Brendan Gregg's (https://www.brendangregg.com/flamegraphs.html); one SVG file that needs nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from site_builder.engine.sampling import Stack

WIDTH, HEIGHT = 1200.0, 18
NARROWEST = 0.4
"""Pixels below which a function is not drawn."""

_STYLE = "text{font:11px sans-serif;fill:#1a1a1a;pointer-events:none}rect{stroke:#fff;stroke-width:.5}"


class _Flame:
    def __init__(self) -> None:
        self.count = 0
        self.above: dict[str, _Flame] = {}


def flame_graph(stacks: Mapping[Stack, int], title: str) -> str:
    """The SVG of so many looks at each stack."""
    root = _Flame()
    for stack, count in sorted(stacks.items()):
        flame = root
        flame.count += count
        for name in stack:
            flame = flame.above.setdefault(name, _Flame())
            flame.count += count
    drawn = list(_drawn(root, root.count or 1, 0.0, 0))
    height = HEIGHT * (2 + max((depth for depth, _ in drawn), default=0)) + 8
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {height}" width="100%">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style>",
        f'<text x="4" y="13">{escape(title)}</text>',
        *(f'<g transform="translate(0 {height - HEIGHT * (depth + 1)})">{shown}</g>' for depth, shown in drawn),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _drawn(flame: _Flame, total: int, left: float, depth: int) -> Iterator[tuple[int, str]]:
    """Every function wide enough, with its depth."""
    for name, one in sorted(flame.above.items()):
        width = WIDTH * one.count / total
        if width >= NARROWEST:
            yield depth, _box(name, one.count, total, left, width)
            yield from _drawn(one, total, left, depth + 1)
        left += width


def _box(name: str, count: int, total: int, left: float, width: float) -> str:
    hue = 20 + sum(map(ord, name.rpartition(".")[0])) % 40
    shown = name.removeprefix("site_builder.")[: int(width / 6.2)]
    text = f'<text x="{left + 3:.1f}" y="13">{escape(shown)}</text>' if len(shown) > 3 else ""
    told = quoteattr(f"{name} {100 * count / total:.1f} %")[1:-1]
    return (
        f'<rect x="{left:.1f}" y="0" width="{width:.1f}" height="{HEIGHT}" fill="hsl({hue},80%,72%)">'
        f"<title>{told}</title></rect>{text}"
    )
