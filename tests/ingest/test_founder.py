"""Pages of digital newspapers, in the shapes their software has had: what they state becomes heading and page."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.sources.founder import properties
from site_builder.workflows.ingest import ingest

BODY = (
    "<p>　　本报讯（记者 孟小舟）昨天上午九点，北门渡口的老航标灯重新点亮，三十多位退休的船工站在堤上看着灯光。</p>\n"
    "<P>　　渡口管理站的站长说，灯是从仓库里找出来的，玻璃没有坏，只是换了里面的线路，每天傍晚六点开灯。</P>"
)
STATED = (
    "<!--enpproperty <articleid>88123</articleid><date>2021-03-04 00:00:00.0</date><author>孟小舟</author>"
    "<title>北门渡口又亮灯</title><keyword></keyword><subtitle>三十位老船工同看江面</subtitle>"
    "<introtitle>停了十七年之后</introtitle><siteid>2</siteid><nodeid>114</nodeid><nodename>第03版：民生</nodename>"
    "<picurl></picurl>/enpproperty-->"
)
PAGES = {
    "a comment, and the heading on the page": (
        "<html><head><title>北门渡口又亮灯--江城日报</title></head><body>"
        "<div>江城日报 <a href=#>上一版</a> <a href=#>下一版</a></div>"
        "<div class=lai><h3>停了十七年之后</h3><h1>北门渡口又亮灯</h1><h2>三十位老船工同看江面</h2></div>"
        f"<div id=ozoom><!--enpcontent-->{BODY}<!--/enpcontent-->{STATED}</div>"
        "<div class=foot>版权所有</div></body></html>"
    ),
    "a comment alone": f"<html><body><div>{STATED}<!--enpcontent-->\n{BODY}<!--/enpcontent--></div></body></html>",
    "fields with their family name": (
        "<html><body><div><founder-content>" + BODY + "</founder-content></div><!--enpproperty "
        "<founder-date>2021-03-04</founder-date><founder-introtitle>停了十七年之后</founder-introtitle>"
        "<founder-title><![CDATA[北门渡口又亮灯]]></founder-title><founder-subtitle><p>三十位老船工同看江面</p></founder-subtitle>"
        "<founder-nodename>第03版：民生</founder-nodename> /enpproperty--></body></html>"
    ),
    "elements of the page": (
        "<html><body><table><tr><td>第<founder-pagenum>03</founder-pagenum>版：<strong>民生</strong></td></tr></table>"
        "<div><founder-introtitle>停了十七年之后</founder-introtitle><br>"
        "<founder-title><!--<npm:article-title>-->北门渡口又亮灯<!--</npm:article-title>--></founder-title>"
        "<founder-subtitle>三十位老船工同看江面</founder-subtitle></div>"
        f"<div><founder-content>{BODY}</founder-content></div></body></html>"
    ),
}


@pytest.mark.parametrize("shape", PAGES)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_page_becomes_its_article(shape: str, encoding: str, tmp_path: Path) -> None:
    source = tmp_path / "content_88123.htm"
    source.write_bytes(PAGES[shape].encode(encoding))

    result = ingest(tmp_path, [source], paper="jiangcheng", date="2021-03-04", tell=lambda _: None)

    assert result.problems == ()
    article = next((tmp_path / "content").rglob("03-01.md")).read_text(encoding="utf-8")
    assert "headline: 北门渡口又亮灯\n" in article
    assert "kicker: 停了十七年之后\n" in article
    assert "deck: 三十位老船工同看江面\n" in article
    assert "孟小舟" in article
    body = article.split("---\n")[-1]
    assert body.count("\n\n") == 1
    assert "站在堤上看着灯光。\n\n渡口管理站的站长说" in body
    assert "版权所有" not in body


def test_a_comment_that_states_nothing_is_a_comment() -> None:
    assert properties("enpcontent") == {}
    assert properties("enpproperty <title></title><author> </author>/enpproperty") == {}


def test_a_hostile_comment_is_looked_into_for_a_while_only() -> None:
    assert properties("enpproperty " + "<aa>" * 200_000) == {}
