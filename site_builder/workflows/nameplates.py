"""`site-builder theme nameplate`: draws the names of the papers from a font, as a part of the archive's own theme.

The outlines stand in the page as SVG, so that the name over the paper looks the same wherever it is read and no font
is sent. The part is text again for a paper whose name was changed since.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from site_builder.engine.whole_files import write_whole
from site_builder.errors import Place, Problem, UsageError
from site_builder.manuscript.paper_file import read_paper
from site_builder.workflows.layout import CONTENT, check_archive, layout
from site_builder.workflows.stock import PAPER_FILE
from site_builder.workflows.theme_parts import Taken, eject

PART = "parts/nameplate.html"

MARK = "{# Drawn by `site-builder theme nameplate`"

EM = 1000
"""Units of the drawing in an em, whatever those of the font."""


def draw_nameplates(root: Path, font: Path, face: int = 0) -> Taken:
    """Draw the name of every paper of an archive from a font file; `face` chooses one of a collection's.

    The part drawn before is written over, one that a person edited is not. Raises UsageError when fontTools is not
    installed, when the font cannot be read or lacks a character, and for what `eject` raises it.
    """
    check_archive(layout(root))
    names = _names(root)
    drawn = _drawn(names, _opened(font, face), font)
    taken = _taken(root)
    write_whole(Path(taken.path), drawn.encode())
    return taken


def _taken(root: Path) -> Taken:
    """The part in the archive's own theme, where only one that was drawn before may lie already."""
    try:
        return eject(root, PART)
    except UsageError as refused:
        problem = refused.problems[0]
        there = Path(problem.place.path) if problem.code == "T021" and problem.place else None
        if there is None or not there.read_text("utf-8", "replace").startswith(MARK):
            raise
        return Taken(path=str(there), theme=there.parents[2].name, made=False)


def _names(root: Path) -> list[str]:
    """The names of the papers, each once."""
    files = sorted((root / CONTENT).glob(f"*/{PAPER_FILE}"))
    papers = [read_paper(file.read_bytes().decode("utf-8", "surrogateescape"), str(file))[0] for file in files]
    return list(dict.fromkeys(paper.name for paper in papers if paper))


def _opened(font: Path, face: int) -> Any:
    try:
        from fontTools.ttLib import TTFont, TTLibError
    except ModuleNotFoundError as missing:
        raise UsageError(Problem(code="T023")) from missing
    try:
        opened = TTFont(font, fontNumber=face)
        opened["OS/2"], opened["head"]  # what the drawing is measured by
        return opened
    except (OSError, TTLibError, KeyError) as unreadable:
        facts = {"why": " ".join(str(unreadable).split())}
        raise UsageError(Problem(code="T024", place=Place(path=str(font)), facts=facts)) from unreadable


def _drawn(names: Sequence[str], font: Any, path: Path) -> str:
    """The part: a macro that knows these names."""
    told = "".join(
        f"{{% {'elif' if at else 'if'} paper.name == {json.dumps(name, ensure_ascii=False)} %}}"
        f'<span class="unseen">{{{{ paper.name }}}}</span>{_outline(name, font, path)}'
        for at, name in enumerate(names)
    )
    body = f"{told}{{% else %}}{{{{ paper.name }}}}{{% endif %}}" if told else "{{ paper.name }}"
    return f"{MARK}.\n   paper  a PaperView #}}\n{{% macro nameplate_of(paper) %}}{body}{{% endmacro %}}\n"


def _outline(name: str, font: Any, path: Path) -> str:
    """A name as SVG, its characters one beside another as the font spaces them."""
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen

    known, glyphs = font.getBestCmap(), font.getGlyphSet()
    lacking = [character for character in dict.fromkeys(name) if ord(character) not in known]
    if lacking:
        facts = {"name": name, "lacking": "、".join(lacking)}
        raise UsageError(Problem(code="T025", place=Place(path=str(path)), facts=facts))
    scale = EM / font["head"].unitsPerEm
    pen = SVGPathPen(glyphs, ntos=lambda number: str(round(number)))
    width = 0.0
    for character in name:
        glyph = glyphs[known[ord(character)]]
        glyph.draw(TransformPen(pen, (scale, 0, 0, -scale, width, 0)))
        width += glyph.width * scale
    # The typographic box of a Chinese font is its em; the lines' box (hhea) is half as high again.
    top = round(font["OS/2"].sTypoAscender * scale)
    height = top - round(font["OS/2"].sTypoDescender * scale)
    view = f'viewBox="0 {-top} {round(width)} {height}"'
    return f'<svg {view} aria-hidden="true" focusable="false"><path d="{pen.getCommands()}"/></svg>'
