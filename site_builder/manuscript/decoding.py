"""Bytes of a file → text, strictly UTF-8; what Windows editors add (BOM, CRLF) is no fault."""

from __future__ import annotations

from site_builder.errors import Place, Problem, Severity
from site_builder.manuscript.control_characters import CONTROL, names, without_controls

_FREQUENT = frozenset(
    "的一是不在了有人和国中为上这个我以要他时来们到说大地出会可也对生能而子那得于下之年，。、的個們來時會對後國為說於這"
)
"""Characters a Chinese text is full of, Simplified and Traditional: right decodings show many, wrong ones few."""


def decode(data: bytes, path: str) -> tuple[str | None, list[Problem]]:
    """The settled text of a file; None, with the likely encoding named, when it is not UTF-8 or is empty."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        facts = {"byte": f"0x{data[error.start]:02X}"}
        if encoding := _likely_encoding(data):
            facts["encoding"] = encoding
        return None, [Problem(code="F001", place=Place(path, line), facts=facts)]
    if not text.strip("\ufeff \t\r\n\u3000"):
        return None, [Problem(code="F016", place=Place(path))]
    if "\0" in text and (encoding := _utf_16(data)):
        return None, [Problem(code="F001", place=Place(path, 1), facts={"byte": "0x00", "encoding": encoding})]
    marks = _merge_marks(text, path)
    return (None, marks) if marks else settle(text, path)


def decode_text(text: str, path: str) -> tuple[str | None, list[Problem]]:
    """Like `decode`, of a text: bytes that came through as lone surrogates (`surrogateescape`) are not UTF-8."""
    try:
        return decode(text.encode("utf-8", "surrogateescape"), path)
    except UnicodeEncodeError:  # surrogates of another make: nobody knows what they were
        return settle(text, path)


def settle(text: str, path: str) -> tuple[str, list[Problem]]:
    """The text without BOM, with LF line ends, and without control characters, of which a warning is kept."""
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    first = CONTROL.search(text)
    if first is None:
        return text, []
    line = text.count("\n", 0, first.start()) + 1
    facts = {"found": names(text)}
    warning = Problem(code="F020", place=Place(path, line), facts=facts, severity=Severity.WARNING)
    return without_controls(text), [warning]


def _merge_marks(text: str, path: str) -> list[Problem]:
    """Where a merge left two texts for a person to choose from: its three marks, each at the start of a line."""
    if "<<<<<<< " not in text or ">>>>>>> " not in text:
        return []
    found: list[Problem] = []
    began, mine, halved = 0, "", False
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        if line.startswith("<<<<<<< "):
            began, mine, halved = number, line[8:], False
        elif line == "=======":
            halved = began > 0
        elif halved and line.startswith(">>>>>>> "):
            facts = {"last": str(number), "mine": mine, "theirs": line[8:]}
            found.append(Problem(code="F039", place=Place(path, began), facts=facts))
            began, halved = 0, False
    return found


def _likely_encoding(data: bytes) -> str:
    """The name of the encoding bytes that are not UTF-8 are most likely in; empty when they are UTF-8 gone wrong."""
    if encoding := _utf_16(data):
        return encoding
    lenient = data.decode("utf-8", errors="replace")
    if len(lenient) - sum(map(str.isascii, lenient)) > 4 * lenient.count("\ufffd"):
        return ""  # a few broken bytes in what is otherwise UTF-8
    candidates = []
    for encoding in ("GB18030", "Big5-HKSCS"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        candidates.append((sum(character in _FREQUENT for character in text), encoding))
    # max() keeps the first of equals: GB18030 is the commoner guess.
    return max(candidates, key=lambda candidate: candidate[0])[1] if candidates else ""


def _utf_16(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    # Without a BOM: the NULs of its ASCII letters stand on one side; stray NULs are few.
    even, odd = data[::2].count(0), data[1::2].count(0)
    if len(data) % 2 or 20 * (even + odd) < len(data):
        return ""
    return "UTF-16LE" if odd > 4 * even else "UTF-16BE" if even > 4 * odd else ""
