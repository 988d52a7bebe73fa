"""The vocabulary of the newspaper: what archivists call the fields and the values of closed lists."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from site_builder.manuscript.article_keys import ARTICLE_KEYS
from site_builder.manuscript.paper_keys import PAPER_KEYS
from site_builder.manuscript.vocabulary import Shorthand, Vocabulary
from site_builder.newspaper.model import (
    Article,
    ArticleType,
    Completeness,
    Continuation,
    DateBasis,
    Frequency,
    Page,
    Person,
    Position,
    Reprint,
    Role,
    Signature,
    Status,
    Suspension,
)
from site_builder.newspaper.people import KnownPerson

_ROLES = {
    Role.REPORTER: "记者 本报记者 见习记者 特约记者 实习记者 首席记者",
    Role.CORRESPONDENT: "通讯员",
    Role.AUTHOR: "作者",
    Role.TEXT: "文 撰文",
    Role.PHOTOGRAPHER: "摄影 摄",
    Role.ILLUSTRATOR: "图 绘图 绘",
    Role.COMPILER: "整理",
    Role.TRANSLATOR: "翻译 译",
    Role.EDITOR: "责任编辑 编辑",
    Role.LAYOUT: "版式 版式设计",
    Role.PROOFREADER: "校对",
}
_TYPES = {
    ArticleType.ARTICLE: "文章 稿件",
    ArticleType.PHOTO: "图片 图片新闻 照片",
    ArticleType.NOTICE: "公告 启事 通知",
    ArticleType.ADVERTISEMENT: "广告",
    ArticleType.TOC: "目录 导读",
}
_STATUSES = {
    Status.RAW: "未校 毛文",
    Status.DRAFT: "初校",
    Status.CHECKED: "已校",
    Status.VERIFIED: "已核 复核",
}
_COMPLETENESS = {
    Completeness.COMPLETE: "完整",
    Completeness.PARTIAL: "缺版 不全",
    Completeness.FRAGMENT: "残页 残缺",
}
_DATE_BASES = {
    DateBasis.PRINTED: "印出 原印",
    DateBasis.INFERRED: "推断",
    DateBasis.EXTERNAL: "他处 外部",
}


def _names(words: Mapping[Any, str]) -> dict[str, StrEnum]:
    return {name: word for word, names in words.items() for name in names.split()}


def _people(text: str) -> list[str]:
    """The names of one text: `顾长舟、尤敬堂`, `顾长舟 尤敬堂`. The space of a padded name (王 凯) divides nothing."""
    names = [name.strip() for name in re.split("[、，,]", text) if name.strip()]
    for name in names:
        parts = name.split()
        if len(parts) > 1 and all(len(part) > 1 and not part.isascii() for part in parts):
            return [part for name in names for part in name.split()]
    return names or [text]


_PAIRS = (
    "專专為为習习體体內内準准辦办務务協协單单號号後后啟启啓启員员國国圖图處处複复覆复復复實实對对導导屬属廣广錄录總总掃扫報报擬拟據据"
    "攝摄數数斷断標标欄栏權权條条殘残狀状電电點点簽签籤签類类紋纹組组繪绘統统編编網网職职議议訊讯記记許许設设證证詞词譯译語语說说讀读"
    "責责轉转載载輯辑連连適适鍵键聞闻際际頁页順顺題题驗验別别區区關关頭头週周"
)
"""Traditional characters of the names above, each before its Simplified one."""

_FOLDING = {ord(_PAIRS[n]): _PAIRS[n + 1] for n in range(0, len(_PAIRS), 2)}

NEWSPAPER = Vocabulary(
    keys={**PAPER_KEYS, **ARTICLE_KEYS},
    words={
        Role: _names(_ROLES),
        ArticleType: _names(_TYPES),
        Status: _names(_STATUSES),
        Completeness: _names(_COMPLETENESS),
        DateBasis: _names(_DATE_BASES),
    },
    shorthands={
        Article: {
            name: Shorthand("contributors", {"role": role}, _people)
            for role, names in _ROLES.items()
            if role is not Role.EDITOR  # 责任编辑 is the field `editors`: an editor is never an author
            for name in names.split()
        }
    },
    bare={
        Position: "order",
        Person: "name",
        KnownPerson: "name",
        Page: "number",
        Frequency: "pattern",
        Continuation: "page",
        Reprint: "name",
        Signature: "text",
        Suspension: "valid",
    },
    elsewhere={
        "title": "headline",
        "subtitle": "deck",
        "subhead": "deck",
        "overline": "kicker",
        "author": "contributors",
        "authors": "contributors",
        "section": "column",
        "category": "column",
        "description": "summary",
        "keywords": "tags",
        "slug": "id",
        "order": "position",
        "images": "pictures",
        "caption": "pictures",
        "credit": "credit_printed",
        "issue": "number",
        "published": "date",
    },
    folding=_FOLDING,
)
"""What paper.yaml, people.yaml, issue.yaml and the front matter of articles are read with."""
