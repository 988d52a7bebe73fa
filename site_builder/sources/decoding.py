"""Bytes → text, and which encoding it was: a byte order mark, strict UTF-8, the zeros of UTF-16, then likelihood.

The order and its reasons are argued in docs/import.md. Nothing is ever dropped: bytes that stand for no character
become U+FFFD and are reported.
"""

from __future__ import annotations

import codecs
import re

import msgspec

from site_builder.errors import Place, Problem, Severity
from site_builder.sources.likelihood import likelihood

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
ESCAPES = (b"\x1b$B", b"\x1b$@", b"\x1b$(D")
"""How the seven-bit code of Japanese turns to its kanji; no other text has these."""

CANDIDATES = ("gb18030", "big5hkscs", "cp932", "euc_jp", "euc_kr", "cp1252")
PACKED = {
    b"PK\x03\x04": "ZIP",
    b"PK\x05\x06": "ZIP",
    b"\x1f\x8b": "GZIP",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7Z",
    b"BZh": "BZIP2",
    b"\xfd7zXZ": "XZ",
}
"""How archives of files begin."""

UNREAD = {
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
    b"RIFF": "WebP",
    b"AT&TFORM": "DjVu",
    b"\x00\x00\x00\x0cjP  ": "JPEG 2000",
    b"\xd0\xcf\x11\xe0": "Word/WPS (.doc, .wps)",
    b"{\\rtf": "RTF",
    b"%!PS": "PostScript",
}
"""How files begin that hold words which import cannot take out of them."""

DOCUMENTS = ((b"mimetypeapplication/", "ODT/EPUB"), (b"[Content_Types].xml", "XLSX/PPTX"), (b"OFD.xml", "OFD"))
"""What stands near the beginning of an archive that is really a document."""

MIXED = "utf-8+"
"""What the name of two encodings in one text begins with."""

SAMPLE = 200_000
"""Bytes looked at when likelihood decides; enough for any page, and it keeps a volume quick."""

ALONE = DECLARED = 0.3
"""What it adds to a score that every byte above ASCII stands alone, or that the page names the encoding."""

FEW = 64
SURE = 0.5
"""So many characters may be UTF-8 by accident, and from this likelihood another encoding is believed instead."""

_PAIRED = re.compile(rb"[\x80-\xff]{2}")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x19\x1c-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_-]+)""", re.IGNORECASE)
_ALIASES = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "shift_jis": "cp932",
} | {
    "x-sjis": "cp932",
    "euc-jp": "euc_jp",
    "euc-kr": "euc_kr",
    "ks_c_5601-1987": "euc_kr",
    "iso-8859-1": "cp1252",
    "windows-1252": "cp1252",
}


class Decoded(msgspec.Struct, frozen=True, kw_only=True):
    """A text and how sure its encoding is."""

    text: str
    encoding: str
    runner_up: str = ""
    margin: float = 1.0
    lines: int = 0
    """Of a text in two encodings: how many lines are in the other one than UTF-8."""

    first: int = 0
    """The first of these lines."""


def decode(data: bytes, path: str, encoding: str = "") -> tuple[Decoded | None, list[Problem]]:
    """The text of a file; None and an error for a file that is empty, no text, or not in the encoding asked for.

    `encoding` wins over everything when given. Line ends become `\\n`; the byte order mark goes.
    """
    if not data.strip():
        return None, [Problem(code="I001", place=Place(path), facts={"size": str(len(data))})]
    if (told := _other_kind(data, path)) is not None:
        return None, [told]
    if encoding:
        return _as_asked(data, path, encoding)
    decoded = _decoded(data)
    if decoded is None or _is_noise(decoded.text):
        return None, [Problem(code="I013", place=Place(path))]
    text = _line_ends(decoded.text)
    if not text.strip():
        return None, [Problem(code="I001", place=Place(path), facts={"size": str(len(data))})]
    decoded = msgspec.structs.replace(decoded, text=text)
    return decoded, _lost_bytes(decoded, path)


def _other_kind(data: bytes, path: str) -> Problem | None:
    """What a file is that is no text by its first bytes."""
    for magic, kind in UNREAD.items():
        if data.startswith(magic):
            return Problem(code="I003", place=Place(path), facts={"kind": kind})
    for magic, kind in PACKED.items():
        if data.startswith(magic):
            document = next((found for sign, found in DOCUMENTS if kind == "ZIP" and sign in data[:4096]), "")
            code = "I003" if document else "I002"
            return Problem(code=code, place=Place(path), facts={"kind": document or kind})
    return None


def _as_asked(data: bytes, path: str, encoding: str) -> tuple[Decoded | None, list[Problem]]:
    if encoding.lower().startswith(MIXED):
        mixed = _mixed(data)
        if mixed is not None:
            return msgspec.structs.replace(mixed, text=_line_ends(mixed.text)), _lost_bytes(mixed, path)
    try:
        codec = codecs.lookup(_ALIASES.get(encoding.lower(), encoding))
        text = data.decode(codec.name, errors="replace")
    except (LookupError, ValueError, UnicodeError, TypeError):
        return None, [Problem(code="I004", place=Place(path), facts={"encoding": encoding})]
    text = _line_ends(text.removeprefix("\ufeff"))
    if not text.strip() or text.count("\ufffd") > len(text) / 5:
        return None, [Problem(code="I005", place=Place(path), facts={"encoding": encoding})]
    decoded = Decoded(text=text, encoding=encoding.lower())
    return decoded, _lost_bytes(decoded, path)


def _decoded(data: bytes) -> Decoded | None:
    for mark, name in MARKS:
        if data.startswith(mark):
            text = data.decode(name, errors="replace").removeprefix("\ufeff")
            return Decoded(text=text, encoding=name)
    if any(escape in data[:SAMPLE] for escape in ESCAPES) and max(data) < 0x80:
        return Decoded(text=data.decode("iso2022_jp_2", errors="replace"), encoding="iso2022_jp_2")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _sixteen(data) or _mixed(data) or _likeliest(data)
    if _by_chance(text) and (other := _likeliest(data, utf_8=False)) is not None and likelihood(other.text) > SURE:
        return other
    if text.count("\0") > len(text) / 50 and (wide := _sixteen(data)) is not None:
        return wide
    return Decoded(text=text, encoding="utf-8")


def _sixteen(data: bytes) -> Decoded | None:
    """UTF-16 without a byte order mark: the zeros of its ASCII all stand at even places, or all at odd ones."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if even + odd < max(1, len(data) // 2000) or min(even, odd) > (even + odd) / 10:
        return None
    name = "utf-16-le" if odd > even else "utf-16-be"
    text = data.decode(name, errors="replace")
    return Decoded(text=text, encoding=name) if likelihood(text[:SAMPLE]) > 0 else None


def _mixed(data: bytes) -> Decoded | None:
    """A text some lines of which are in UTF-8 and others in another encoding: pasted together, or added to later."""
    lines = data.split(b"\n")
    kinds = [_line_kind(line) for line in lines]
    others = b"\n".join(line for line, kind in zip(lines, kinds, strict=True) if kind == "other")
    if "utf-8" not in kinds or not others or _nearly_utf8(others[:SAMPLE]) > 0:
        return None
    best = max(CANDIDATES[:5], key=lambda name: likelihood(others[:SAMPLE].decode(name, errors="replace")))
    if likelihood(others[:SAMPLE].decode(best, errors="replace")) < SURE:
        return None
    parts = [
        line.decode(best if kind == "other" else "utf-8", errors="replace")
        for line, kind in zip(lines, kinds, strict=True)
    ]
    return Decoded(
        text="\n".join(parts), encoding=MIXED + best, lines=kinds.count("other"), first=kinds.index("other") + 1
    )


def _line_kind(line: bytes) -> str:
    if line.isascii():
        return ""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        return "other"
    return "utf-8" if max(text) > "\u07ff" and likelihood(text) > 0 else "other"  # two bytes may be UTF-8 by chance


def _likeliest(data: bytes, *, utf_8: bool = True) -> Decoded | None:
    sample = data[:SAMPLE]
    scores: dict[str, float] = {"utf-8": _nearly_utf8(sample)} if utf_8 else {}
    for name in CANDIDATES:
        scores[name] = likelihood(sample.decode(name, errors="replace"))
    for name in ("utf-16-le", "utf-16-be"):
        if len(data) % 2 == 0 and (score := likelihood(sample.decode(name, errors="replace"))) > 0.4:
            scores[name] = score
    if _PAIRED.search(sample) is None:
        scores["cp1252"] += ALONE  # two bytes make a Han character, and one of its neighbours is one too
    declared = _declared(data)
    if declared in scores:
        scores[declared] += DECLARED
    best, second = sorted(scores, key=lambda name: -scores[name])[:2]
    if scores[best] < 0:
        return None
    return Decoded(
        text=data.decode(best, errors="replace"),
        encoding=best,
        runner_up="" if best == declared else second,
        margin=round(min(1.0, scores[best] - scores[second]), 3),
    )


def _by_chance(text: str) -> bool:
    """Whether a text is UTF-8 by the accident of a few pairs of bytes: a short word in GBK may be."""
    odd = [character for character in text[:SAMPLE] if character > "\x7f"]
    if not 0 < len(odd) <= FEW or max(odd) >= "\u0800":
        return False
    one_script = len({ord(character) >> 8 for character in odd}) == 1 and all(map(str.isalpha, odd))
    return not one_script and likelihood(text) < 0


def _declared(data: bytes) -> str:
    """The encoding a page names in its head, as we call it; empty when it names none."""
    match = _DECLARED.search(data[:2048])
    name = match[1].decode("ascii").lower() if match else ""
    return _ALIASES.get(name, name)


def _nearly_utf8(sample: bytes) -> float:
    """The share of good characters when a text is UTF-8 but for some damage; other encodings hardly ever look so."""
    text = sample.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(character > "\x7f" for character in text) - bad
    sound = good >= bad and likelihood(text.replace("\ufffd", "")) > 0
    return good / (good + bad) if sound else -1.0


def _is_noise(text: str) -> bool:
    """Whether a text is full of control characters or of what could not be decoded."""
    sample = text[:SAMPLE]
    controls = sum(sample.count(chr(code)) for code in range(32) if chr(code) not in "\t\n\r\f\x0b\x1a\x1b")
    return controls + sample.count("\ufffd") > len(sample) / 5


def _line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _lost_bytes(decoded: Decoded, path: str) -> list[Problem]:
    """Where characters stayed unreadable or print nothing, and what else a chosen encoding could have been."""
    problems = []
    count = decoded.text.count("\ufffd")
    if count:
        line = decoded.text.count("\n", 0, decoded.text.index("\ufffd")) + 1
        facts = {"count": str(count), "encoding": decoded.encoding}
        problems.append(Problem(code="I101", place=Place(path, line), facts=facts, severity=Severity.DOUBT))
    if hidden := _CONTROLS.search(decoded.text):
        line = decoded.text.count("\n", 0, hidden.start()) + 1
        facts = {"count": str(len(_CONTROLS.findall(decoded.text))), "found": f"U+{ord(hidden[0]):04X}"}
        problems.append(Problem(code="I205", place=Place(path, line), facts=facts, severity=Severity.DOUBT))
    if decoded.lines:
        facts = {"count": str(decoded.lines), "encoding": decoded.encoding.removeprefix(MIXED)}
        place = Place(path, decoded.first)
        problems.append(Problem(code="I104", place=place, facts=facts, severity=Severity.DOUBT))
    if decoded.runner_up:
        facts = {"encoding": decoded.encoding, "second": decoded.runner_up, "margin": f"{decoded.margin:.2f}"}
        problems.append(Problem(code="I102", place=Place(path), facts=facts, severity=Severity.DOUBT))
    return problems
