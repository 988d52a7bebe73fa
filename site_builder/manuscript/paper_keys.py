"""The fields of paper.yaml, people.yaml and issue.yaml: Chinese names, meaning, example, form."""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.manuscript import forms
from site_builder.manuscript.vocabulary import Key
from site_builder.newspaper.model import Frequency, Furniture, Issue, Page, Paper, Person, SourceFile, Suspension
from site_builder.newspaper.people import KnownPerson, People

PAPER_KEYS: Mapping[type, Mapping[str, Key]] = {
    Paper: {
        "name": Key("报名", "The paper's name as its masthead prints it.", "运河晨报"),
        "language": Key("语言", "Language and script of the texts (BCP 47).", "zh-Hans", forms.LANGUAGE),
        "kind": Key("类别", "`newspaper` (报纸) or `internal` (内部资料).", "internal", forms.KIND),
        "cn": Key("刊号 国内统一刊号 CN", "The domestic serial number (CN), as printed.", "CN 33-0000"),
        "issn": Key("ISSN 国际刊号", "The international serial number.", "1000-0000"),
        "permit": Key("准印证号", "The printing permit of internal publications, as printed.", "浙内准字第0000号"),
        "supervisor": Key("主管 主管单位", "Who supervises the paper.", "[中共某某区委宣传部]"),
        "sponsor": Key("主办 主办单位", "Who sponsors it, as printed.", "[某某日报社, 某某区委]"),
        "organizer": Key("承办 承办单位", "Who makes it for the sponsor.", "[某某区融媒体中心]"),
        "publisher": Key("出版 出版单位", "Who publishes it.", "[某某日报社]"),
        "place": Key("出版地", "Where it is published.", "浙江杭州"),
        "websites": Key("网址 网站", "Its addresses on the web, as printed.", "[www.example.org]", forms.SITE),
        "frequency": Key(
            "刊期", "How often it appears; the calendar tells gaps by it.", "{pattern: weekly, days: [fri]}"
        ),
        "suspended": Key(
            "休刊",
            "When it did not appear and was not to; a plain text is the interval.",
            "[{valid: 2020-01-24/2020-02-02, reason: 春节休刊}]",
        ),
        "preceded_by": Key("前身", "The paper it continues.", "某某通讯"),
        "succeeded_by": Key("改名 后身", "The paper that continues it.", "某某日报"),
        "rights": Key("版权", "Who holds the rights, as a sentence.", "版权归某某日报社所有"),
        "license": Key("许可 许可协议", "The licence under which the edition may be used.", "CC BY-NC 4.0"),
    },
    Frequency: {
        "pattern": Key("周期", "daily, weekly, monthly, irregular … in your own words.", "weekly"),
        "days": Key("出版日", "The weekdays it appears on: mon … sun, or 周一 … 周日.", "[tue, fri]", forms.DAY),
        "valid": Key(
            "适用", "From when to when this holds, an EDTF interval; `..` is open.", "2019/..", forms.INTERVAL
        ),
    },
    Suspension: {
        "valid": Key(
            "适用 起止", "The days, an EDTF interval with both ends, or one day.", "2020-01-24/2020-02-02", forms.SPAN
        ),
        "reason": Key("原因 说明", "Why, as the paper announced it.", "春节休刊"),
    },
    People: {
        "people": Key(
            "人物 人名",
            "People whose names are words of the search wherever they stand; a plain text is the name.",
            "[顾长舟, {name: 尤敬堂, also: [尤老]}]",
        ),
    },
    KnownPerson: {
        "name": Key("姓名", "The name as usually printed.", "尤敬堂"),
        "also": Key("又名 别名 笔名 异写", "Other names and spellings that are met.", "[尤敬塘, 敬堂]"),
        "note": Key("说明 附注", "Who it is; readers do not see it.", "青禾小学首任校长"),
    },
    Issue: {
        "date": Key(
            "出版日期 日期",
            "The day of the issue (EDTF); `~` about, `?` uncertain, `XX` unknown.",
            "2019-04-19",
            forms.DATE,
        ),
        "date_basis": Key("日期依据", "Where the date comes from: printed, inferred or external.", "inferred"),
        "number": Key("总期号 期号 总第", "The whole number (总第N期), recorded as printed, never computed.", '"1024"'),
        "edition": Key("版本", "Which edition of the day, as printed: 正刊, 晚刊, 号外, 增刊.", "号外"),
        "weekday_printed": Key("星期", "The weekday as printed; checked against the date.", "星期五"),
        "pages": Key("版面 各版", "The pages (版) held, in their order.", '[{number: "01", name: 要闻}]'),
        "completeness": Key("完整程度", "How much is held: complete, partial or fragment.", "partial"),
        "missing": Key("缺版", "Numbers of pages known to have been printed and not held.", '["03", "04"]', forms.PAGE),
        "note": Key("说明 附注", "What a reader should know of this issue.", "第三版据合订本补录"),
        "sources": Key(
            "源文件", "The raw texts it was made from; `import` writes this.", "[{file: source/p1.txt, sha256: …}]"
        ),
        "furniture": Key(
            "版面附属",
            "Text of the pages that belongs to no article; `import` writes this.",
            '[{page: "01", text: …, kind: masthead}]',
        ),
        "aliases": Key(
            "旧址 曾用地址",
            "Addresses it had before; with `/` at the end, everything below it. `mv` writes this.",
            "[canal/2019-04-18/]",
            forms.ADDRESS,
        ),
    },
    Page: {
        "number": Key("版次 版号", "The page's number, two or three figures.", '"01"', forms.PAGE),
        "name": Key("版名", "The page's name: 要闻, 综合, 副刊 …", "要闻"),
        "editors": Key("责任编辑 编辑", "Its editors; never authors.", "[石墨林]"),
        "scan": Key(
            "原图 扫描图", "A picture of the whole page, below the issue's folder.", "images/p01.jpg", forms.INSIDE
        ),
    },
    SourceFile: {
        "file": Key("文件", "The file, below the issue's folder.", "source/p1.txt", forms.INSIDE),
        "sha256": Key("校验和", "Its SHA-256 in 64 hexadecimal figures.", "0" * 64, forms.SHA256),
        "encoding": Key("编码", "The encoding it was read in, when it is not UTF-8.", "gb18030"),
        "page": Key("版次", "The page it begins with; a file may hold several.", '"01"', forms.PAGE),
    },
    Furniture: {
        "page": Key("版次", "The page it stood on.", '"01"', forms.PAGE),
        "text": Key("文字", "The text, as it was.", "浙江新闻名专栏"),
        "kind": Key("类别", "masthead, breadcrumb, copyright, related …", "masthead"),
        "file": Key("文件", "The source file it stands in.", "source/p1.txt", forms.INSIDE),
        "lines": Key("行", "Its lines there.", "3-14", forms.LINES),
    },
    Person: {
        "name": Key("姓名", "The name as printed.", "顾长舟"),
        "role": Key("身份 角色", "What the person did; see the list of roles.", "reporter"),
        "affiliation": Key("单位", "Where the person belongs, when printed.", "浙江日报"),
    },
}
"""By the Struct and the canonical name of the field."""
