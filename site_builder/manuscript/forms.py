"""What the texts of the model's fields look like, and their canonical form."""

from __future__ import annotations

import re
from urllib.parse import unquote

from site_builder.manuscript.vocabulary import Form
from site_builder.newspaper import calendar
from site_builder.newspaper.keys import ARTICLE_ID
from site_builder.newspaper.model import HEADING_FIELDS

PICTURE_TYPES = ("svg", "png", "jpg", "jpeg", "webp", "gif", "avif")
"""What every browser shows, by the ending of the file's name."""


def matching(pattern: str) -> Form:
    """A form that is all of a pattern."""
    whole = re.compile(pattern)
    return Form(lambda text: text if whole.fullmatch(text) else None)


def one_of(*words: str, **others: str) -> Form:
    """A form that is one of some words, or another name for one."""
    known = {**dict.fromkeys(words), **others}
    return Form(lambda text: (known[text] or text) if text in known else None)


def _date_fault(text: str) -> tuple[str, dict[str, str]]:
    """F027 for a day that never was; F026 for what is no date, with the date it may mean."""
    if re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}[~?%]?", text):
        return "F027", {}
    meant = re.match(r"([0-9]{4})[-年./](1[0-2]|0?[1-9])(?:[-月./](3[01]|[12][0-9]|0?[1-9]))?(?![0-9])", text)
    parts = [part.zfill(2) for part in meant.groups() if part] if meant else []
    return "F026", {"meant": "-".join(parts)} if calendar.is_edtf("-".join(parts)) else {}


def _page_number(text: str) -> str | None:
    return text.zfill(2) if len(text) <= 3 and text.isascii() and text.isdigit() and int(text) else None


def _interval(text: str) -> str | None:
    ends = text.split("/")
    return text if len(ends) == 2 and all(end in ("", "..") or calendar.is_edtf(end) for end in ends) else None


def stays_inside(path: str) -> bool:
    """Whether a path names something below its folder on every system: relative, `/` between parts, no `..`.

    Asked of the path and of what a browser makes of its `%2e`s.
    """
    return all(
        form != "" and not re.search(r"[\\:\x00-\x1f\x7f]", form) and all(part.strip(" .") for part in form.split("/"))
        for form in (path, unquote(path))
    )


def is_picture(path: str) -> bool:
    """Whether a file's name ends like that of a picture the web can show."""
    return path.rpartition(".")[2].lower() in PICTURE_TYPES


def _address_below(text: str) -> str | None:
    """An address below the site's root, without a slash before it; a full one loses its host: the old site had another.

    One that ends in a slash is a folder's.
    """
    path = unquote(re.sub(r"^https?://[^/]*", "", text)).lstrip("/")
    inside = path.rstrip("/")
    if not inside or not stays_inside(inside) or re.search(r"[?#]", inside):
        return None
    return f"{inside}/" if path.endswith("/") else inside


ADDRESS = Form(_address_below)
ARTICLE = matching(ARTICLE_ID.pattern)
PAGE = Form(_page_number)
PARAGRAPH = matching(r"p[1-9][0-9]*")
PASSAGE = matching(rf"p[1-9][0-9]*|{'|'.join(HEADING_FIELDS)}")
LINES = matching(r"[0-9]+(?:-[0-9]+)?(?:,[0-9]+(?:-[0-9]+)?)*")
SHA256 = matching(r"[0-9a-f]{64}")
LANGUAGE = matching(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
DATE = Form(lambda text: text if calendar.is_edtf(text) else None, _date_fault)
INTERVAL = Form(_interval)
SPAN = Form(lambda text: text if calendar.exact_day(text) else _interval(text))
"""One day, or an interval."""

INSIDE = Form(lambda text: text if stays_inside(text) else None, lambda _: ("F023", {}))
CORRECTION = matching(r"[0-9]{4}-(?:[0-9]{2}|XX)-(?:[0-9]{2}|XX)[b-z]?/[0-9]{2,3}-[0-9]{2,3}")
NOTE = matching(r"[A-Z]\d{3}(?: \S.*)?")
MISTAKE = one_of("printed", "ocr", 原报如此="printed", 原報如此="printed", 转录="ocr", 轉錄="ocr")
WEB = matching(r"https?://[^\s<>\"]+")
SITE = matching(r"https?://[^\s<>\"]+|[\w-]+(?:\.[\w-]+)+(?::[0-9]+)?(?:/[^\s<>\"]*)?")
"""A web address as mastheads print it, with or without `https://`; never another scheme."""

KIND = one_of("newspaper", "internal", 报纸="newspaper", 報紙="newspaper", 内部资料="internal", 內部資料="internal")
DAY = one_of(
    *("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
    **{
        f"{week}{figure}": day
        for day, figures in zip(
            ("mon", "tue", "wed", "thu", "fri", "sat", "sun"), ("一", "二", "三", "四", "五", "六", "日天"), strict=True
        )
        for figure in figures
        for week in ("星期", "周", "")
    },
)
