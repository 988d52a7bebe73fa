"""Whatever marks stand in a text, of Markdown, of pages and of templates: they are marks or text, and none is lost."""

from __future__ import annotations

import html

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ingest.test_bad_input import TEXT, import_or_tell

LINE_ENDS = ("\n", "\n\n", "\r", "\r\n", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\n\u3000\u3000")
UNSEEN = ("\ufeff", "\u200b", "\xa0", "\u3000", "\t", "  ")
BLOCKS = (
    *(
        "# ",
        "## ",
        "#题",
        "#\t",
        "####### ",
        "题 ##",
        "===",
        "---",
        "***",
        "- - -",
        "+++",
        "> ",
        ">> ",
        "- ",
        "* ",
        "+ ",
    ),
    *("1. ", "1) ", "- [x] ", "```", "~~~", "    码", "::: 盒", ":::", "% 题", "---\ntitle: x\n---", "词\n: 释"),
    *("| a | b |\n|---|---|\n| c | d |", "|---|", "|", "[a]: http://example.org", "[^1]: 注"),
)
SPANS = (
    *(
        "**粗**",
        "__粗__",
        "*斜*",
        "***两***",
        "**",
        "*",
        "_",
        "`码`",
        "`",
        "~~删~~",
        "==标==",
        "^上^",
        "$x$",
        "\\",
        "\\\n",
    ),
    *(
        "\\*",
        "\\#",
        "\\>",
        "[1]",
        "[^1]",
        "[字](http://example.org)",
        "[字][a]",
        "[",
        "]",
        "{.类}",
        "{width=3}",
        "{{ x }}",
    ),
    *(
        "![图](b.png)",
        "![](b.png)",
        "<http://example.org>",
        "www.example.org",
        "<甲@example.org>",
        "{漢|かん}",
        "{% x %}",
    ),
)
TAGS = (
    *(
        "<br>",
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<b>",
        "</b>",
        "<hr>",
        "<!-- 注 -->",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
    ),
    *("<ruby>漢<rt>かん</rt></ruby>", "<sup>1</sup>", "<script>x</script>", "<table><tr><td>a<td>b</table>"),
    *("&nbsp;", "&amp;", "&#x4e00;", "&lt;b&gt;", "&"),
)
WORDS = (
    "渡口的灯还亮着。",
    "本报讯（记者 孟小舟）昨天",
    "第二版",
    "河堤上的灯",
    "图为渡口。",
    "“",
    "”",
    "：",
    "A",
    "12",
    "①",
    "𠀀",
)
one = st.sampled_from([*LINE_ENDS, *UNSEEN, *BLOCKS, *SPANS, *TAGS, *WORDS])
marked = st.lists(st.one_of(one, one, one, st.text("一灯12 \n#*_>-|<&\\[]!`~:+=", max_size=8)), min_size=1, max_size=14)
AROUND = (
    "{}\n" + TEXT,
    "# 题\n\n{}\n\n## 二题\n" + TEXT,
    "老街的灯\n\n本报讯（记者 林一）昨天晚上，{}\n" + TEXT,
    "<html><body><h1>题</h1>{}</body></html>",
)


@pytest.mark.slow
@given(marked.map("".join), st.sampled_from(AROUND), st.sampled_from((".md", ".txt", ".html")), st.booleans())
@settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))
def test_very_many_marks_are_marks_or_text(marks: str, around: str, suffix: str, escaped: bool) -> None:
    content = around.replace("{}", html.escape(marks) if escaped else marks)
    import_or_tell(content.encode(), suffix, "")
