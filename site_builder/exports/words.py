"""The few words an export adds to those of a paper, in the paper's own language."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "zh-Hans": {
        "contents": "目录",
        "pages": "版次",
        "page": "第{n}版",
        "number": "总第{n}期",
        "source": "《{paper}》{date}印刷版",
        "summary": "按版次和篇目可以直接跳转；段落、标题、图片说明均有标记。",
    },
    "zh-Hant": {
        "contents": "目錄",
        "pages": "版次",
        "page": "第{n}版",
        "number": "總第{n}期",
        "source": "《{paper}》{date}印刷版",
        "summary": "按版次和篇目可以直接跳轉；段落、標題、圖片說明均有標記。",
    },
    "en": {
        "contents": "Contents",
        "pages": "Pages",
        "page": "Page {n}",
        "number": "No. {n}",
        "source": "{paper}, printed edition of {date}",
        "summary": "One can go to every page and every article; paragraphs, headings and captions are marked up.",
    },
}


def word(name: str, language: str, **facts: str) -> str:
    """A word in a language, filled; in English for languages that are not Chinese."""
    spoken = "zh-Hant" if language in ("zh-Hant", "zh-TW", "zh-HK") else "zh-Hans" if language[:2] == "zh" else "en"
    return WORDS[spoken][name].format_map(facts)
