"""A save is on the screen: what the reader sees and keeps while pages change under him, in a real browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from site_builder.engine.events import silence
from site_builder.preview.server import PreviewServer
from site_builder.preview.session import preview
from site_builder.workflows.layout import shipped_themes
from tests.preview.conftest import Archive, previewing

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

LONG = "\n".join(f"<p id='l{number}'>第{number}段</p>" for number in range(200))


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    """An empty tab that fails the test when a script fails in it."""
    with closing(chromium.new_context(viewport={"width": 800, "height": 600})) as context:
        page = context.new_page()
        page.set_default_timeout(60_000)
        failures: list[str] = []
        page.on("pageerror", lambda error: failures.append(str(error)))
        yield page
        assert failures == []


def visit(tab: Page, archive: Archive, path: str = "") -> None:
    """Open a page of the preview, and wait until it listens and can tell whether it was loaded anew."""
    tab.goto(archive.session.url + path)
    listens(tab)
    tab.evaluate("window.kept = 'kept'")


def listens(tab: Page) -> None:
    tab.wait_for_selector("html[data-preview=listening]", state="attached")


def is_kept(tab: Page) -> bool:
    """Whether the page is still the one that was visited, not loaded anew."""
    return tab.evaluate("window.kept") == "kept"


def reloaded(tab: Page) -> None:
    """Wait until the page has been loaded anew and listens again."""
    tab.wait_for_function("window.kept === undefined && document.documentElement.dataset.preview === 'listening'")


def test_every_save_is_shown_without_loading_the_page_anew(previewed: Archive, tab: Page) -> None:
    visit(tab, previewed, "yz/01-01.html")
    for number in range(25):
        save = previewed.save_in_place if number % 2 else previewed.save
        save("yz/01-01.md", f"电梯{number}\n<p id='p1'>第{number}次保存</p>\n<p id='p2'>第二段</p>")

        tab.wait_for_function("words => document.body.innerText.includes(words)", arg=f"第{number}次保存", polling=20)
        assert tab.title() == f"电梯{number}"
    assert previewed.site.times <= 26, "and none is taken for two"
    assert is_kept(tab)


def test_what_the_reader_did_is_kept(archive: Archive, tab: Page) -> None:
    body = "<details><summary>注</summary>注文</details><input id='q'><p id='changes'>{}</p>" + LONG
    archive.save("index.md", "雁洲报\n" + body.format("旧"))
    with previewing(archive):
        visit(tab, archive)
        tab.click("summary")
        tab.fill("#q", "读者写的")
        tab.evaluate("scrollTo(0, 1500)")
        tab.evaluate("getSelection().selectAllChildren(document.getElementById('l50'))")

        archive.save("index.md", "雁洲报\n" + body.format("新"))
        tab.wait_for_function("document.getElementById('changes').textContent === '新'")

        assert is_kept(tab)
        assert tab.evaluate("document.querySelector('details').open")
        assert tab.input_value("#q") == "读者写的"
        assert tab.evaluate("scrollY") == 1500
        assert tab.evaluate("String(getSelection())") == "第50段"


OWN_SCRIPT = """
customElements.define("x-count", class extends HTMLElement {
  connectedCallback() { this.replaceChildren(`共${this.querySelectorAll("li").length}条`); }
});
document.documentElement.dataset.mode = "night";
document.body.append(Object.assign(document.createElement("nav"), { textContent: "脚本所加" }));
"""


def test_what_a_script_made_is_kept_and_a_custom_element_is_made_anew(archive: Archive, tab: Page) -> None:
    archive.save("own.js", OWN_SCRIPT)
    page = "<script src='/own.js' defer></script><p>{}</p><x-count>{}</x-count>"
    archive.save("index.md", "雁洲报\n" + page.format("旧", "<li>"))
    with previewing(archive):
        visit(tab, archive)
        tab.get_by_text("共1条").wait_for()

        archive.save("index.md", "雁洲报\n" + page.format("新", "<li>"))
        tab.get_by_text("新", exact=True).wait_for()
        assert tab.get_by_text("共1条").is_visible()

        archive.save("index.md", "雁洲报\n" + page.format("新", "<li><li>"))
        tab.get_by_text("共2条").wait_for()

        assert is_kept(tab)
        assert tab.get_by_text("脚本所加").is_visible()
        assert tab.evaluate("document.documentElement.dataset.mode") == "night"


def test_a_tab_does_not_care_about_other_pages(previewed: Archive, tab: Page) -> None:
    visit(tab, previewed, "yz/01-01.html")
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))

    previewed.save("index.md", "别的一页")
    previewed.wait_for("用时")
    previewed.save("press.css", "h1 { color: rgb(9, 9, 9) }")
    colour(tab, "rgb(9, 9, 9)")

    assert [url for url in asked if ".css" not in url and "/facts?" not in url] == []
    assert is_kept(tab)


def colour(tab: Page, expected: str) -> None:
    tab.wait_for_function("c => getComputedStyle(document.querySelector('h1')).color === c", arg=expected)


def test_a_style_is_exchanged_in_place(archive: Archive, tab: Page) -> None:
    archive.save("index.md", "雁洲报\n" + LONG)
    asked: list[str] = []
    with previewing(archive):
        visit(tab, archive)
        tab.evaluate("scrollTo(0, 900)")
        tab.on("request", lambda request: asked.append(request.url))

        for number in (1, 2, 3):
            archive.save("press.css", f"p {{ margin: {number}px }} h1 {{ color: rgb({number}, 0, 0) }}")
            colour(tab, f"rgb({number}, 0, 0)")
        assert [url for url in asked if ".css" in url] == [], "its text came with the news"
        broken = "p { margin: 0 } h1 { color: rgb(4, 0, 0); background: url('x' }"
        archive.save("press.css", broken)
        colour(tab, "rgb(4, 0, 0)")
        assert any(".css" in url for url in asked), "only a browser knows how to read it"
        archive.save("press.css", "h1 { color: rgb(3, 0, 0) }")
        colour(tab, "rgb(3, 0, 0)")
        tab.wait_for_function("document.querySelectorAll('link[rel=stylesheet]').length === 1")

        archive.save("index.md", "雁洲日报\n" + LONG)
        tab.get_by_text("雁洲日报").wait_for()
        assert is_kept(tab)
        assert tab.evaluate("scrollY") == 900
        colour(tab, "rgb(3, 0, 0)")


def test_a_picture_is_exchanged_in_place(archive: Archive, tab: Page) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{0}"></svg>'
    archive.save("a.svg", svg.format(40))
    archive.save("index.md", "雁洲报\n<img src='/a.svg'>")
    with previewing(archive):
        visit(tab, archive)

        archive.save("a.svg", svg.format(60))

        tab.wait_for_function("document.images[0].naturalWidth === 60")
        assert is_kept(tab)


def test_a_script_that_changed_is_a_reason_to_load_the_page_anew(archive: Archive, tab: Page) -> None:
    archive.save("own.js", "document.title = '一'")
    archive.save("index.md", "雁洲报\n<script src='/own.js'></script>")
    archive.save("other.md", "没有脚本")
    with previewing(archive), closing(tab.context.new_page()) as other:
        visit(tab, archive)
        visit(other, archive, "other.html")

        archive.save("own.js", "document.title = '二'")

        reloaded(tab)
        assert tab.title() == "二"
        assert is_kept(other)


def test_the_html_tag_that_changed_is_a_reason_to_load_the_page_anew(
    archive: Archive, tab: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    with previewing(archive):
        visit(tab, archive)
        monkeypatch.setattr(
            "tests.preview.conftest.PAGE", '<!doctype html><html lang="zh-Hant" class="{title}"><body>{body}'
        )

        archive.save("index.md", "繁體")

        reloaded(tab)
        assert tab.evaluate("document.documentElement.lang") == "zh-Hant"


STRIP = "preview-strip .box"


def test_an_error_lies_over_the_last_good_page_and_goes_with_the_next_good_save(previewed: Archive, tab: Page) -> None:
    visit(tab, previewed, "yz/01-01.html")
    assert tab.locator(STRIP).is_hidden()

    previewed.save("yz/01-01.md", "电梯\n<p>一</p>\n!bad")
    tab.locator(STRIP).wait_for()
    words = tab.locator(STRIP).inner_text()
    assert "content/yz/01-01.md:3 P004 " in words
    assert "网址前缀" in words
    assert "写成 `/news/` 这样的路径" in words
    assert "!bad" in words, "the line itself"
    assert tab.get_by_text("昨天上午").is_visible()

    previewed.save("yz/01-01.md", "电梯\n<p>改好了</p>")
    tab.locator(STRIP).wait_for(state="hidden")
    tab.get_by_text("改好了").wait_for()
    assert is_kept(tab)


def test_the_strip_can_be_closed_and_comes_back_for_another_error(previewed: Archive, tab: Page) -> None:
    visit(tab, previewed)
    previewed.save("yz/01-01.md", "!bad")
    tab.locator(STRIP).get_by_role("button", name="收起").click()
    tab.locator(STRIP).wait_for(state="hidden")

    previewed.save("index.md", "无关的改动\n")
    tab.get_by_text("无关的改动").wait_for()
    assert tab.locator(STRIP).is_hidden()

    previewed.save("yz/01-02.md", "!bad")
    tab.locator(STRIP).wait_for()
    assert "有 2 处错误" in tab.locator(STRIP).inner_text()


def test_an_error_is_shown_to_a_tab_that_comes_later_and_its_text_is_text(archive: Archive, tab: Page) -> None:
    archive.save("a<img src=x onerror=window.broken=1>.md", "!bad <script>window.broken=1</script>")
    with previewing(archive):
        visit(tab, archive)
        tab.locator(STRIP).wait_for()

        assert "onerror" in tab.locator(STRIP).inner_text()
        assert "<script>" in tab.locator(STRIP).inner_text()
        assert tab.locator(f"{STRIP} img").count() == 0
        assert tab.evaluate("window.broken") is None


def test_a_page_whose_article_goes_and_comes_back(previewed: Archive, tab: Page) -> None:
    previewed.save("404.md", "没有这一页")
    previewed.wait_for("用时")
    visit(tab, previewed, "yz/01-01.html")

    (previewed.root / "content" / "yz" / "01-01.md").unlink()
    tab.get_by_text("没有这一页").first.wait_for()
    assert tab.get_by_text("昨天上午").count() == 0

    previewed.save("yz/01-01.md", "电梯\n<p>又来了</p>")
    tab.get_by_text("又来了").wait_for()


def test_a_page_that_does_not_exist_yet_opens_by_itself(previewed: Archive, tab: Page) -> None:
    tab.goto(previewed.session.url + "yz/09-09.html")
    listens(tab)

    previewed.save("yz/09-09.md", "新的一篇")

    tab.get_by_text("新的一篇").first.wait_for()


GONE = "preview-strip .gone"


def test_a_page_that_is_gone_says_where_it_went(previewed: Archive, tab: Page) -> None:
    visit(tab, previewed, "yz/01-01.html")
    assert tab.locator(GONE).is_hidden()
    article = previewed.root / "content/yz/01-01.md"
    text = article.read_text(encoding="utf-8")

    article.unlink()
    tab.locator(GONE).wait_for()
    assert "已删除或改了名" in tab.locator(GONE).inner_text()
    previewed.save("yz/01-01.md", text)
    tab.locator(GONE).wait_for(state="hidden")
    tab.get_by_text("昨天上午").wait_for()

    previewed.site.moved["yz/01-01.html"] = ("yz/01-02.html", "电梯<b>")
    article.rename(article.with_name("01-02.md"))
    tab.locator(GONE).wait_for()
    assert "《电梯<b>》" in tab.locator(GONE).inner_text(), "text is text"
    tab.locator(GONE).get_by_role("link").click()
    tab.wait_for_url("**/yz/01-02.html")
    tab.get_by_text("昨天上午").wait_for()


def test_a_draft_that_is_not_shown_is_not_called_deleted(previewed: Archive, tab: Page) -> None:
    previewed.site.held_back["yz/draft.html"] = "hidden"
    visit(tab, previewed, "yz/draft.html")
    tab.locator(GONE).wait_for()

    assert "草稿" in tab.locator(GONE).inner_text()
    assert "--no-drafts" in tab.locator(GONE).inner_text()


def test_a_tab_that_opens_an_old_address_hears_where_it_went_and_follows(previewed: Archive, tab: Page) -> None:
    previewed.site.moved["yz/old.html"] = ("yz/01-01.html", "电梯")
    visit(tab, previewed, "yz/old.html")
    tab.locator(GONE).wait_for()
    tab.evaluate("localStorage.setItem('site_builder.preview.follow', 'yes')")

    tab.reload()

    tab.wait_for_url("**/yz/01-01.html")


def test_after_a_build_that_failed_altogether_nothing_stale_remains(previewed: Archive, tab: Page) -> None:
    visit(tab, previewed)
    previewed.save("yz/01-01.md", "!crash")
    tab.locator(STRIP).wait_for()
    assert "ZeroDivisionError" in tab.locator(STRIP).inner_text()

    previewed.save("yz/01-01.md", "改好了")

    reloaded(tab)
    assert tab.locator(STRIP).is_hidden()


def test_a_preview_started_again_is_found_and_the_page_loaded_once(archive: Archive, tab: Page) -> None:
    with previewing(archive):
        visit(tab, archive)
        port = int(archive.session.url.rsplit(":", 1)[1].strip("/"))
    tab.get_by_text("预览程序没有回应").wait_for()
    archive.save("index.md", "重新开始")
    archive.site.open(silence)  # before the tab can hear of it: what it loads then is not followed by a save

    with preview(archive.root, archive.site, archive.voice, port=port):
        reloaded(tab)
        tab.evaluate("window.kept = 'kept'")
        tab.get_by_text("重新开始").first.wait_for()
        assert tab.locator(STRIP).is_hidden()
        assert is_kept(tab)


def test_what_changed_while_nobody_listened_is_made_up_for(previewed: Archive, tab: Page) -> None:
    visit(tab, previewed)
    server = previewed.session._server.hub
    with tab.expect_request(lambda request: "events" in request.url):
        for subscription in list(server._subscriptions):
            subscription.end()
        previewed.save("index.md", "其间的改动")

    tab.get_by_text("其间的改动").first.wait_for()
    assert is_kept(tab)


def test_the_site_under_a_prefix_follows_as_well(archive: Archive, tab: Page) -> None:
    with previewing(archive, base="/新闻/"):
        visit(tab, archive, "yz/01-01.html")

        archive.save("yz/01-01.md", "电梯\n<p>改过</p>")

        tab.get_by_text("改过").wait_for()
        assert is_kept(tab)


HIDE = """hidden => {
  Object.defineProperty(document, "hidden", { get: () => hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def test_eight_tabs_are_not_too_many_for_the_browser(previewed: Archive, tab: Page) -> None:
    others = [tab.context.new_page() for _ in range(7)]
    for other in others:
        other.goto(previewed.session.url)
        # A browser without a window shows all tabs at once; in one with, the others lie hidden behind the last.
        other.evaluate(HIDE, True)

    visit(tab, previewed)
    previewed.save("index.md", "八个标签页")
    tab.get_by_text("八个标签页").first.wait_for()

    others[0].evaluate(HIDE, False)
    others[0].get_by_text("八个标签页").first.wait_for()


STYLES = r"""async ([folder, texts]) => {
  const { refresh, rulesOf } = await import(folder + "resources.js");
  const link = document.head.appendChild(Object.assign(document.createElement("link"), { rel: "stylesheet" }));
  link.href = folder + "live.css";
  await new Promise(done => link.addEventListener("load", done));
  const text = sheet => [...sheet.cssRules].map(rule => rule.cssText).join("\n");
  const given = [];
  for (const css of texts) {
    const path = new URL(link.href).pathname;
    const rules = rulesOf(css);
    if (rules) await refresh(new Set([path]), new Map([[path, css]]), 1, () => given.push("exchanged"));
    const whole = new CSSStyleSheet();
    whole.replaceSync(css);
    given.push(rules ? text(link.sheet) === text(whole) : null);
  }
  return given;
}"""

SHIPPED = sorted((shipped_themes() / "broadsheet" / "assets" / "css").glob("*.css"))

TAKEN = [
    "",
    "a{color:red}b{color:blue}",
    "a{color:red}x{}b{color:blue}@media print{a{color:red}b{}}",
    'a::before{content:"} {;/*"}b{background:url(data:image/svg+xml;a{b})}/* } */ c{color:red}',
    "@layer one,two;a:hover{color:red;&>b{color:blue}}c{}",
    "a{color:red}::-unknown(x){color:red}b{colour:red}",
    "a{color:red}",
    "@font-face{font-family:x;src:url(x.woff2)}@supports (color:red){a{color:red}}",
    r"a\}b{color:red}[c='}']{color:blue}",
]

LEFT_TO_THE_BROWSER = [
    "@import 'x.css';a{color:red}",
    "a{color:red",
    "a{color:red}}b{color:blue}",
    "a{b:c(}d{color:red}",
    "a{content:'x}\nb{color:red}",
    "a{color:red} b",
    "a{color:red}/* b{color:red}",
    "a)b{color:red}",
]


def test_a_style_that_is_given_its_rules_has_those_a_browser_reads(server: PreviewServer, tab: Page) -> None:
    tab.goto(server.url)
    texts = [*(file.read_text(encoding="utf-8") for file in SHIPPED), *TAKEN]

    assert tab.evaluate(STYLES, [f"/{server.live}/", texts]) == [True] * len(texts)
    assert tab.evaluate(STYLES, [f"/{server.live}/", LEFT_TO_THE_BROWSER]) == [None] * len(LEFT_TO_THE_BROWSER)


PATCHES = """async folder => {
  const { patch } = await import(folder + "patch.js");
  let seed = 7;
  const random = limit => (seed = (seed * 1103515245 + 12345) % 2147483648) % limit;
  const NAMES = ["p", "div", "ul", "span", "h2", "x-own"];
  const tree = depth => {
    if (depth === 0 || random(4) === 0) return ["甲", "乙", " ", "丙丁", "<!--注-->"][random(5)];
    const name = NAMES[random(NAMES.length)];
    const id = random(5) === 0 ? ` id="i${random(6)}"` : "";
    const kind = random(3) === 0 ? ` class="c${random(3)}"` : "";
    return `<${name}${id}${kind}>${Array.from({ length: random(5) }, () => tree(depth - 1)).join("")}</${name}>`;
  };
  const parse = text => new DOMParser().parseFromString(`<body>${text}`, "text/html");
  const wrong = [];
  for (let round = 0; round < 400; round++) {
    const texts = Array.from({ length: 3 }, () => tree(4) + tree(4) + tree(3));
    const before = parse(texts[0]);
    const living = before.cloneNode(true);
    const live = new WeakMap();
    const pair = (a, b) => {
      live.set(a, b);
      a.childNodes.forEach((child, index) => pair(child, b.childNodes[index]));
    };
    pair(before, living);
    for (const text of texts.slice(1)) {
      const after = parse(text);
      patch(before, after, live);
      living.normalize();
      const expected = parse(text);
      for (const page of [living, before]) {
        if (!page.body.isEqualNode(expected.body)) wrong.push([texts, page.body.innerHTML]);
      }
    }
  }
  return wrong;
}"""


def test_whatever_changed_the_patched_page_is_the_new_page(server: PreviewServer, tab: Page) -> None:
    tab.goto(server.url)
    wrong = tab.evaluate(PATCHES, f"/{server.live}/")

    assert wrong == [], json.dumps(wrong[0], ensure_ascii=False, indent=1)
