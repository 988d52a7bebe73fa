"""What the search page says and does for every answer an engine can give, before an engine that gives them all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

import pytest

from tests.site.searching import PAGE, PHONE, hits, opened, said, served, troubled

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

FAKE = (Path(__file__).parent / "fake-engine.js").read_text(encoding="utf-8")
NASTY = "<img src=x onerror=alert(1)>\"'&“夜”‮"


@pytest.fixture(scope="module")
def host(specimen_site: Path) -> Iterator[str]:
    with served(specimen_site) as address:
        yield address


@contextmanager
def asking(chromium: Browser, host: str, answers: str, query: str = "?q=桥", **how: Any) -> Iterator[Page]:
    """The search page over the fake engine; `answers` is a JavaScript object."""

    def fake(route: Route) -> None:
        first = "/normalise.js" in route.request.url
        route.fulfill(body=FAKE if first else "", content_type="text/javascript")

    with opened(chromium, **how) as page:
        page.route("**/js/search/*.js*", fake)
        page.route("**/vendor/*.js*", fake)
        page.add_init_script(f"window.answers = {answers};")
        page.goto(host + PAGE + query)
        yield page


def asked(page: Page, kind: str) -> list[Any]:
    """The last thing asked of a kind, without the kind."""
    last: list[Any] = page.evaluate("kind => window.asked.filter(one => one[0] === kind).pop().slice(1)", kind)
    return last


WAYS = {
    "{total: 1, hits: [{}]}": "找到 1 篇",
    "{total: 0}": "没有找到",
    "{total: 2, hits: [{}, {}], widened: 'some-words'}": "没有一篇同时有这些词",
    "{total: 2, hits: [{}, {}], widened: 'variants'}": "识别之误",
    "{total: 1, hits: [{}], shortened: ['甲乙', '丙丁']}": "没有用上：甲乙　丙丁。",
    "{total: 1, hits: [{}], shortened: ['，甲乙，丙丁，甲乙，戊己'], words: ['戊己']}": "没有用上：甲乙　丙丁。",
    "{total: 1, hits: [{}], unverified: true}": "未能逐字核对",
    "{total: 12, hits: [{}], unverified: true, proved: 10}": "其中 10 篇逐字核对过",
    "{total: 0, unread: ['w/1']}": "不能断定没有",
    "{total: 1, hits: [{}], unread: ['w/1', 'w/2']}": "有 2 个索引文件没有载入",
}


def test_how_it_was_found_is_said(chromium: Browser, host: str) -> None:
    with asking(chromium, host, "{}", "?q=") as page:
        page.locator("#search input").fill("桥")
        for answer, sentence in WAYS.items():
            page.evaluate(f"window.answers = {{find: {answer}}}")
            page.locator("#search button").click()
            said(page, sentence)


PROBLEMS = {
    "offline": ("没有连上网络", "再试一次"),
    "damaged": ("w/甲.js", "再试一次"),
    "none": ("没有检索用的索引", "再试一次"),
    "unheard of": ("不完整", "再试一次"),
    "stale": ("刚刚更新", "重新打开这一页"),
}


@pytest.mark.parametrize("stage", ["open", "find"])
def test_what_went_wrong_is_said_with_what_to_do(chromium: Browser, host: str, stage: str) -> None:
    with asking(chromium, host, f"{{{stage}: {{problem: 'offline'}}}}") as page:
        for problem, (sentence, button) in PROBLEMS.items():
            page.evaluate(f"window.answers = {{{stage}: {{problem: '{problem}', file: 'w/甲.js'}}}}")
            page.locator("#search button").click()
            troubled(page, sentence)
            assert page.locator("#trouble button").inner_text() == button
            assert page.locator("#answer").is_hidden()

        with page.expect_navigation():
            page.locator("#trouble button").click()
        troubled(page, "没有连上网络")
        page.evaluate("window.answers = {find: {total: 1, hits: [{}]}}")
        page.locator("#trouble button").click()
        said(page, "找到 1 篇")
        assert page.locator("#trouble").is_hidden()


FAULTS = (
    "{find: () => { throw new Error('ours') }}",
    "{find: () => Promise.reject(1)}",
    "{find: {total: 1, hits: [{kicker: 1}]}}",
)


def test_a_fault_of_our_own_is_a_sentence_too(chromium: Browser, host: str) -> None:
    with asking(chromium, host, "{find: {total: 1, hits: [{}]}}") as page:
        for answers in FAULTS:
            page.evaluate("window.answers = {find: {total: 1, hits: [{}]}}")
            page.locator("#search button").click()
            said(page, "找到 1 篇")
            page.evaluate(f"window.answers = {answers}")
            page.locator("#search button").click()
            troubled(page, "再试一次")


def test_the_search_goes_on_when_the_network_is_back(chromium: Browser, host: str) -> None:
    with asking(chromium, host, "{find: {problem: 'offline'}}") as page:
        troubled(page, "没有连上网络")
        page.evaluate("window.answers = {find: {total: 1, hits: [{}]}}; dispatchEvent(new Event('online'))")

        said(page, "找到 1 篇")


def test_scripts_that_do_not_come_are_said_and_asked_for_again(chromium: Browser, host: str) -> None:
    with asking(chromium, host, "{find: {total: 1, hits: [{}]}}", "") as page:
        page.route("**/search-page/hits.js*", lambda route: route.abort())
        page.locator("#search input").fill("桥")
        said(page, "没有载入，或不完整：hits.js。")
        page.context.set_offline(True)
        page.locator("#search input").press("Enter")
        said(page, "没有连上网络")
        page.context.set_offline(False)

        page.unroute("**/search-page/hits.js*")
        page.locator("#search input").press("Enter")
        said(page, "找到 1 篇")


def test_an_empty_archive_says_so(chromium: Browser, host: str) -> None:
    with asking(chromium, host, "{open: {articles: 0}}") as page:
        said(page, "还没有可以检索的文章")


def test_loading_is_shown_with_how_far_it_is(chromium: Browser, host: str) -> None:
    slow = "{open: (base, {onProgress}) => { window.tell = onProgress; return new Promise(done => window.go = done) }}"
    with asking(chromium, host, slow) as page:
        page.wait_for_function("() => window.tell")
        page.evaluate("window.tell({done: 2, total: 7})")
        assert page.locator("#progress span").inner_text() == "正在载入索引：2／7"
        assert page.evaluate("document.querySelector('#progress progress').value") == 2

        page.evaluate("window.answers.find = {total: 1, hits: [{}]}; window.go({})")
        said(page, "找到 1 篇")
        assert page.locator("#progress").is_hidden()


def test_an_older_answer_never_replaces_a_newer_one(chromium: Browser, host: str) -> None:
    slow = """{find: (text, {signal}) => new Promise(done => {
        (window.waiting = window.waiting || []).push({text, signal, done});
    })}"""
    with asking(chromium, host, slow) as page:
        page.wait_for_function("() => window.waiting")
        page.locator("#search input").fill("船")
        page.wait_for_function("() => window.waiting.length === 2")
        assert page.evaluate("window.waiting.map(one => one.signal.aborted)") == [True, False]

        page.evaluate("window.waiting[1].done({total: 1, hits: [{headline: '新'}]})")
        said(page, "找到 1 篇")
        page.evaluate("window.waiting[0].done({total: 2, hits: [{headline: '旧'}, {}]})")

        assert page.locator(".search-headline").all_inner_texts() == ["新"]


COUNTED = """{find: {total: 45, hits: Array.from({length: 20}, () => ({})), words: ['桥'], years: {2019: 5, 2021: 40},
  months: {'2021-03': 38, '2021-11': 2}, facets: {pages: [['02', 5, '综合'], ['01', 40, '要闻']],
  columns: [['夜话', 9], ['街巷', 3], ['甲', 1], ['乙', 1], ['丙', 1], ['丁', 1], ['戊', 1], ['己', 1], ['庚', 1]],
  types: [['article', 44], ['photo', 1]], papers: [['jinri-yanzhou', 45]]}}, names: [['顾长舟', 3]]}"""


def test_filters_count_and_narrow_and_are_kept_in_the_address(chromium: Browser, host: str) -> None:
    with asking(chromium, host, COUNTED) as page:
        said(page, "找到 45 篇")
        assert page.locator("[data-facet=pages] label").all_inner_texts() == ["第1版 要闻\n40", "第2版 综合\n5"]
        assert page.locator("[data-facet=papers]").is_hidden(), "one paper is no choice"

        page.get_by_label("第1版 要闻").check()
        page.get_by_label("图片").check()
        page.locator("[data-facet=columns] button").click()
        page.get_by_label("庚").check()
        page.get_by_placeholder("加一个人名").fill("顾长舟")
        page.get_by_placeholder("加一个人名").press("Enter")
        page.get_by_label("起").fill("2019年4月")
        page.get_by_label("止").fill("2021")
        page.get_by_label("止").press("Enter")
        page.wait_for_function("() => location.search.includes('to=2021')")

        filters = asked(page, "find")[1]["filters"]
        assert filters == {
            "from": "2019-04",
            "to": "2021",
            "papers": [],
            "pages": ["01"],
            "columns": ["庚"],
            "people": ["顾长舟"],
            "types": ["photo"],
        }
        assert "2019年4月—2021年" in (page.locator("[data-applied]").text_content() or "")
        address = unquote(page.url.partition("?")[2])
        assert address == "q=桥&from=2019-04&to=2021&page=01&column=庚&person=顾长舟&type=photo"

        page.reload()
        said(page, "找到 45 篇")
        assert asked(page, "find")[1]["filters"] == filters
        assert page.get_by_label("第1版 要闻").is_checked()

        page.get_by_role("button", name="清除筛选").click()
        page.wait_for_function("() => location.search === '?q=' + encodeURIComponent('桥')")
        page.go_back()
        said(page, "找到 45 篇")
        page.wait_for_function(
            "() => window.asked.filter(one => one[0] === 'find').pop()[2].filters.people.length === 1"
        )


def test_a_month_that_is_none_is_marked_and_not_asked(chromium: Browser, host: str) -> None:
    with asking(chromium, host, COUNTED) as page:
        said(page, "找到 45 篇")
        page.get_by_label("起").fill("去年")
        page.get_by_label("起").press("Enter")

        assert page.get_by_label("起").get_attribute("aria-invalid") == "true"
        assert "from" not in page.url


def test_the_bars_of_years_are_buttons_that_narrow(chromium: Browser, host: str) -> None:
    with asking(chromium, host, COUNTED) as page:
        said(page, "找到 45 篇")
        bars = page.locator(".bars button")
        assert [bar.get_attribute("aria-label") for bar in bars.all()] == [
            "2019年，5 篇",
            "2020年，0 篇",
            "2021年，40 篇",
        ]

        page.get_by_role("button", name="2021年，40 篇").focus()
        page.keyboard.press("Enter")
        page.get_by_role("button", name="2021年3月，38 篇").wait_for()
        assert asked(page, "find")[1]["filters"]["from"] == "2021"
        assert bars.count() == 12

        page.get_by_role("button", name="2021年3月，38 篇").click()
        page.wait_for_function("() => location.search.includes('from=2021-03')")
        assert page.get_by_role("button", name="2021年3月，38 篇").get_attribute("aria-pressed") == "true"
        assert page.evaluate("document.activeElement.ariaPressed") == "true", "the focus stays where it was"

        page.get_by_role("button", name="看所有年份").click()
        page.get_by_role("button", name="2019年，5 篇").wait_for()


def test_a_century_comes_in_decades(chromium: Browser, host: str) -> None:
    years = "Object.fromEntries(Array.from({length: 100}, (_, at) => [1921 + at, 2]))"
    with asking(chromium, host, f"{{find: {{total: 200, hits: [{{}}], years: {years}}}}}") as page:
        page.get_by_role("button", name="1960年代，20 篇").click()
        page.get_by_role("button", name="1966年，2 篇").wait_for()

        assert asked(page, "find")[1]["filters"]["to"] == "1969"
        assert page.locator(".bars button").count() == 10


def test_by_date_and_more(chromium: Browser, host: str) -> None:
    with asking(chromium, host, COUNTED) as page:
        said(page, "找到 45 篇")
        page.get_by_label("日期", exact=True).check()
        page.wait_for_function("() => location.search.includes('sort=date')")
        assert asked(page, "find")[1]["order"] == "date"

        page.get_by_role("button", name="再显示 20 篇").click()
        page.get_by_role("button", name="再显示 5 篇").wait_for()
        assert asked(page, "find")[1]["first"] == 20
        assert len(hits(page)) == 40
        assert (
            page.evaluate("[...document.querySelectorAll('.search-headline a')].indexOf(document.activeElement)") == 20
        )
        assert "n=40" in page.url


def test_everything_is_text(chromium: Browser, host: str) -> None:
    nasty = quote(NASTY)
    fields = ("kicker", "headline", "byline", "column", "opening", "type", "page_name", "paper")
    hit = ", ".join(f"{field}: decodeURIComponent('{nasty}')" for field in fields)
    text = f"decodeURIComponent('{nasty}')"
    answers = f"""{{find: {{total: 1, hits: [{{{hit}}}], words: [{text}],
        facets: {{columns: [[{text}, 1], ['b', 1]]}}, years: {{2021: 1}}}},
        quote: {{near: [{{hit: {{{hit}}}, differences: [['same', '甲'], ['quoted', {text}]]}}]}}}}"""
    with asking(chromium, host, answers, f"?q={nasty}&column={nasty}&person={nasty}&page={nasty}") as page:
        said(page, "找到 1 篇")
        page.goto(host + PAGE + "?quote=" + nasty)
        said(page, "最接近的 1 处")

        assert page.locator("main img").count() == 0
        assert NASTY in (page.locator(".compared").text_content() or "")


def test_a_quotation_is_compared_in_words_too(chromium: Browser, host: str) -> None:
    answers = (
        """{quote: {near: [{differences: [['same', '克服'], ['quoted', '惰'], ['printed', '情'], ['same', '性']]}]}}"""
    )
    with asking(chromium, host, answers, "?quote=克服惰性") as page:
        said(page, "最接近的 1 处")
        assert page.locator(".compared del").text_content() == "引文作：惰"
        assert page.locator(".compared ins").text_content() == "报上作：情"
        assert "《今日雁洲》2021年3月19日第1版" in page.locator(".search-cite").inner_text()
        assert "text=%E5%85%8B%E6%9C%8D" in (page.locator(".search-headline a").get_attribute("href") or "")

        page.locator("#quote textarea").fill("克" * 1000)
        said(page, "超过 200 字")
        assert len(asked(page, "quote")[0]) == 200
        assert "1000／200" in page.locator("#quote-count").inner_text()


def test_both_ways_are_one_page(chromium: Browser, host: str) -> None:
    with asking(chromium, host, "{find: {total: 1, hits: [{}]}, quote: {}}", viewport=PHONE) as page:
        said(page, "找到 1 篇")
        page.get_by_role("link", name="引文核对").click()
        assert page.locator("#search").is_hidden()
        assert page.evaluate("document.activeElement.name") == "quote"
        page.keyboard.type("没有的话")
        said(page, "没有见报")

        page.go_back()
        page.go_back()
        said(page, "找到 1 篇")
        assert page.locator("#quote").is_hidden()
