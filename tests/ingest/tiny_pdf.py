"""Small PDFs made by hand: Chinese in a CID font that names its characters, every line set where it is told to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Set(NamedTuple):
    """A line and where it is set: left edge and baseline in points, from the lower left corner."""

    left: float
    y: float
    string: str
    size: float = 10.0


def tiny_pdf(pages: Sequence[Sequence[Set]], *, named: bool = True, locked: bool = False) -> bytes:
    """A PDF with these pages; without `named` its font does not say which characters it draws."""
    characters = sorted(
        {character for page in pages for line in page for character in line.string if character != "\n"}
    )
    codes = {character: number for number, character in enumerate(characters, start=1)}
    kids = " ".join(f"{6 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [4 0 R]"
        + (b" /ToUnicode 5 0 R" if named else b"")
        + b" >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /DW 1000"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
        b" /FontDescriptor << /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 -200 1000 900]"
        b" /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >> >>",
        stream(to_unicode(codes)),
    ]
    for page in pages:
        number = len(objects) + 1
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {number + 1} 0 R"
            f" /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        words = (
            f"BT /F1 {line.size} Tf 14 TL 1 0 0 1 {line.left} {line.y} Tm {shown(line.string, codes)} ET"
            for line in page
        )
        objects.append(stream("\n".join(words).encode()))
    return laid_out(objects, locked=locked)


def shown(string: str, codes: dict[str, int]) -> str:
    """What shows a string; at a line feed the next line begins below."""
    return " T* ".join(f"<{codes_of(part, codes)}> Tj" for part in string.split("\n"))


def codes_of(string: str, codes: dict[str, int]) -> str:
    """A string as the font's own numbers."""
    return "".join(f"{codes[character]:04X}" for character in string)


def to_unicode(codes: dict[str, int]) -> bytes:
    """The table that says which character each number is."""
    lines = [f"<{number:04X}> <{char.encode('utf-16-be').hex().upper()}>" for char, number in codes.items()]
    tables = "\n".join(
        f"{len(lines[at : at + 100])} beginbfchar\n" + "\n".join(lines[at : at + 100]) + "\nendbfchar"
        for at in range(0, len(lines), 100)
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Song def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{tables}\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()


def stream(data: bytes) -> bytes:
    """A stream object."""
    return f"<< /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def laid_out(objects: Sequence[bytes], *, locked: bool) -> bytes:
    """The objects as a file, with their table and its end."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, value in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + value + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    lock = b""
    if locked:
        lock = b" /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >> /ID [<00> <00>]" % (
            b"41" * 32,
            b"42" * 32,
        )
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R".encode() + lock + b" >>\n"
    return bytes(out + trailer + f"startxref\n{table}\n%%EOF\n".encode())
