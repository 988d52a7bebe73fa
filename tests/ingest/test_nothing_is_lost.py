"""Nothing lost, nothing invented: every character of any input stands once, in an article or the furniture."""

from __future__ import annotations

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_builder.newspaper.characters import printed
from site_builder.newspaper.raw import RawIssue, RawPage
from site_builder.sources.reading import read
from site_builder.workflows.ingest_pages import draft_page
from site_builder.workflows.ingest_proof import prove

HAN = "河上的船开了又回老街灯亮书店搬区里会议李王张刘陈记者通讯员摄影"
SIGNS = "，。、；：！？“”（）《》【】—…·"
WESTERN = "abcXYZ019 .,-:'\"()"
MARKS = "#*>_`-|[]!\\<&\n \t　"
ODD = "\x00\x0c\x1b\u200b\ufeff\u00ad\ud7ff\ue111\U00020000\u0301㈱①㎡〇々"

alphabet = st.sampled_from(HAN * 3 + SIGNS * 2 + WESTERN + MARKS * 2 + ODD)
phrases = st.sampled_from(
    [
        "本报讯（记者 王凯 通讯员 李明）",
        "# ",
        "## ",
        "**",
        "\n\n",
        "\n",
        "　　",
        "区委书记 王凯\n",
        "（记者 王凯 摄）",
        "新华社北京4月1日电",
        "2019年4月19日 星期五\n",
        "第01版：要闻\n",
        "来源:雁洲日报 2021-07-01 09:15\n",
        "您当前的位置 : 首页 > 新闻\n",
        "责任编辑：李明\n",
        "图为活动现场。王凯摄\n",
        "![](a.png)\n",
        "LONDON, May 3.—",
        "word-\nword ",
        "。\n",
        "，\n",
    ]
)
texts = st.lists(st.one_of(phrases, st.text(alphabet, max_size=40)), max_size=40).map("".join)
anything = st.one_of(texts, st.text(max_size=200), st.text(alphabet, max_size=400))


def squashed(text: str) -> Counter[str]:
    return Counter(printed(text))


@given(anything)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_character_stands_once(text: str) -> None:
    data = text.encode("utf-8", errors="replace")

    got, problems = read(data, "a.txt", "source/a.txt", encoding="utf-8")

    if got is None:
        assert problems
        return
    raw = RawIssue(
        sources=(got.source,),
        pages=tuple(RawPage(number=f"{n:02d}", lines=lines) for n, lines in enumerate(got.pages, start=1)),
    )
    pages = [draft_page(raw, page) for page in raw.pages]
    faults, hyphens = prove(raw, [used for page in pages for used in page.used])
    assert faults == []
    kept = sum((squashed(text.string) for page in pages for used in page.used for text in [used.text]), Counter())
    marks = squashed("".join(got.source.text[start:end] for start, end in got.source.marks))
    lost = squashed(got.source.text) - kept
    assert not lost - marks - Counter({"-": hyphens})
    assert not kept - squashed(got.source.text) - Counter("\\#>*" * (len(text) + 99))
