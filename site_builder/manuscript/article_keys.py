"""The fields of an article's front matter: Chinese names, meaning, example, form."""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.manuscript import forms
from site_builder.manuscript.vocabulary import Key
from site_builder.newspaper.model import (
    HEADING_FIELDS,
    Article,
    Continuation,
    Correction,
    Emendation,
    PackagePart,
    Picture,
    Position,
    Provenance,
    Reprint,
    SeriesPart,
    Signature,
    Suspicion,
)

_AT = "The paragraph, `p7` for the seventh."
_IN = f"{_AT[:-1]}; or the part of the heading: {', '.join(f'`{name}`' for name in HEADING_FIELDS)}."

ARTICLE_KEYS: Mapping[type, Mapping[str, Key]] = {
    Article: {
        "id": Key(
            "编号", "Page and number there, like the file's name; fixed at import, for ever.", "01-03", forms.ARTICLE
        ),
        "type": Key("类型", "article, photo, notice, advertisement or toc; left out for `article`.", "photo"),
        "genre": Key("体裁", "消息, 通讯, 评论, 图片新闻, 公告 …", "消息"),
        "kicker": Key("引题 眉题 肩题", "The line above the headline.", "全区半年工作会议要求"),
        "headline": Key("标题 主题", "The main line; a list when it is printed in several.", "[前半句, 后半句]"),
        "deck": Key("副题 副标题", "The line below the headline.", "——记某某村的一天"),
        "summary": Key("提要 摘要", "A summary printed with the article.", "三项措施今起施行"),
        "column": Key("栏目 专栏", "The standing heading it appears under.", "民生热线"),
        "series": Key("系列 连载", "Its place in a series.", "{id: canal, part: 3, label: （三）}"),
        "package": Key(
            "组稿 专题", "The headline it shares with other signed pieces.", "{id: talks, headline: 大家谈, part: 4}"
        ),
        "title_supplied": Key("代拟题", "Whether the headline was made up and not printed.", "true"),
        "pages": Key("page 版次", "The page it stands on, or the pages, the first one first.", '"01"', forms.PAGE),
        "position": Key(
            "版面位置", "Its place on the page; a plain number is the order.", "{order: 3, columns: 5, lead: true}"
        ),
        "continuation": Key("转版", "Where it goes on.", '[{page: "03", at: p9, mark: 下转第三版}]'),
        "byline": Key("署名 消息头", "Who wrote it, exactly as printed.", "本报讯（记者 顾长舟）"),
        "contributors": Key("供稿人 作者信息", "The people behind it, one by one.", "[{name: 顾长舟, role: reporter}]"),
        "editors": Key("责任编辑 编辑", "Its editors; never authors.", "[石墨林]"),
        "signature": Key("落款", "The line at the end of a signed piece.", "{text: 区水务局局长 尤敬堂, name: 尤敬堂}"),
        "dateline": Key("电头", "新华社北京4月1日电 …", "新华社北京4月1日电"),
        "source": Key(
            "来源 转载自",
            "Of a reprint: where it appeared first; a plain text is the name.",
            "{name: 某某日报, date: 2018-07-01}",
        ),
        "image": Key("图片", "The picture of a photo piece; the body is its caption.", "images/lift.svg", forms.INSIDE),
        "alt": Key(
            "替代文字", "What the picture shows, for who cannot see it; needed with an image.", "老楼外墙上的新电梯井"
        ),
        "credit_printed": Key("图片署名", "Who took or drew it, as printed.", "（老周 绘）"),
        "pictures": Key("配图 插图", "Pictures inside the article.", "[{caption: 新装的电梯, at: p3}]"),
        "status": Key("校对状态 状态", "How far it is proof-read: raw, draft, checked, verified.", "checked"),
        "provenance": Key(
            "文本来源",
            "The source lines it was made from; `import` writes this.",
            "[{file: source/p1.txt, lines: 20-48}]",
        ),
        "imported": Key(
            "导入指纹", "A digest of the article as `import` wrote it; leave it alone.", "9f86d081884c7d65"
        ),
        "emendations": Key("校勘", "Slips of the transcription put right.", "[{at: p6, was: 情性, now: 惰性}]"),
        "suspected": Key(
            "存疑", "Likely errors not changed in the text.", "[{at: p2, printed: 千在实处, suggestion: 干在实处}]"
        ),
        "settled": Key(
            "不再提醒 已核提醒",
            "Notes of `check` that somebody looked into: the code, and the words when it is not for all of that code.",
            "[M028 只有那条老 ▏狗叫了两声, M011]",
            forms.NOTE,
        ),
        "corrections": Key("更正", "What the paper itself took back later.", "[{by: 2019-04-26/02-09, at: p3}]"),
        "rights": Key("版权", "Rights in this article, when other than the paper's.", "作者保留一切权利"),
        "license": Key("许可 许可协议", "Its licence, when other than the paper's.", "CC BY 4.0"),
        "places": Key("地点 地名", "The places it tells of; each has a page of its own.", "[望鹅桥, 三汊港]"),
        "tags": Key("标签 关键词", "Words to find it by.", "[加装电梯, 民生]"),
        "aliases": Key(
            "旧址 曾用地址",
            "Addresses it had before; they lead to it for ever. `mv` writes this.",
            "[canal/2019-04-19/01-05.html]",
            forms.ADDRESS,
        ),
        "draft": Key("草稿", "Whether only the preview shows it.", "true"),
    },
    Position: {
        "order": Key("次序 顺序", "Place in the reading order of the page, from 1, no gaps.", "3", least=1),
        "area": Key("区域", "x, y, width, height in percent of the page.", "[0, 18, 62, 55]"),
        "columns": Key("栏数", "How many columns it is set in.", "5"),
        "lead": Key("头条", "Whether it leads the page.", "true"),
    },
    Continuation: {
        "page": Key("版次", "The page it goes on on.", '"03"', forms.PAGE),
        "at": Key("段落", "The first paragraph there.", "p9", forms.PARAGRAPH),
        "mark": Key("标记", "As printed.", "下转第三版"),
    },
    SeriesPart: {
        "id": Key("编号", "A short name of the series, the same in all its parts.", "canal"),
        "part": Key("篇次", "Which part this is.", "3"),
        "label": Key("标记", "As printed.", "（三）"),
        "name": Key("名称", "The series' name.", "运河十记"),
    },
    PackagePart: {
        "id": Key("编号", "A short name of the package, the same in all its pieces.", "talks"),
        "headline": Key("标题 主题", "The shared headline.", "大家谈：干在实处"),
        "kicker": Key("引题 眉题 肩题", "The line above it.", "学习贯彻全会精神"),
        "deck": Key("副题 副标题", "The line below it.", "——六位局长的答卷"),
        "part": Key("篇次", "Which piece this is.", "4"),
    },
    Signature: {
        "text": Key("文字", "The whole line.", "区水务局局长 尤敬堂"),
        "office": Key("职务", "The office in it.", "区水务局局长"),
        "name": Key("姓名", "The name in it.", "尤敬堂"),
    },
    Reprint: {
        "name": Key("名称 报名", "The paper or site.", "某某日报"),
        "date": Key("日期", "When it appeared there (EDTF).", "2018-07-01", forms.DATE),
        "page": Key("版次", "On which page there.", '"05"'),
        "url": Key("网址", "Its address.", "https://example.org/a/1.html", forms.WEB),
    },
    Picture: {
        "caption": Key("图片说明 图说", "The words under the picture.", "新装的电梯井紧贴老楼"),
        "image": Key(
            "图片",
            "The file, below the issue's folder; empty when only the words are held.",
            "images/lift.svg",
            forms.INSIDE,
        ),
        "alt": Key("替代文字", "What it shows, for who cannot see it; needed with an image.", "老楼外墙上的新电梯井"),
        "credit_printed": Key("摄 图片署名", "Who took or drew it, as printed.", "（老周 摄）"),
        "at": Key("段落", "The paragraph after which it stands; at the top when left out.", "p3", forms.PARAGRAPH),
    },
    Provenance: {
        "file": Key("文件", "The source file, below the issue's folder.", "source/p1.txt", forms.INSIDE),
        "lines": Key("行", "Its lines there.", "20-48,60", forms.LINES),
        "method": Key("方法", "How it was read: hard-wrapped, ocr-markdown, web-clipping, plain.", "ocr-markdown"),
    },
    Emendation: {
        "at": Key("段落", _IN, "p6", forms.PASSAGE),
        "was": Key("原作", "As the transcription had it.", "情性"),
        "now": Key("改为", "As the text has it now.", "惰性"),
        "kind": Key("类别", "ocr, wrap, space …", "ocr"),
        "by": Key("改者", "Who changed it.", "夏茵"),
        "date": Key("日期", "When (EDTF).", "2024-05-01", forms.DATE),
    },
    Suspicion: {
        "at": Key("段落", _IN, "p2", forms.PASSAGE),
        "printed": Key("原文", "As the text has it.", "千在实处"),
        "suggestion": Key("疑为", "What it may have been.", "干在实处"),
        "evidence": Key("依据", "Why one thinks so.", "同版另有三处作“干在实处”"),
        "kind": Key(
            "性质", "`printed` (原报如此) once the original was seen and has the error too.", "printed", forms.MISTAKE
        ),
    },
    Correction: {
        "by": Key("更正处", "The issue and article that print the correction.", "2019-04-26/02-09", forms.CORRECTION),
        "at": Key("段落", _AT, "p3", forms.PARAGRAPH),
        "note": Key("说明", "What it says.", "“三百户”应为“三十户”"),
    },
}
"""By the Struct and the canonical name of the field."""
