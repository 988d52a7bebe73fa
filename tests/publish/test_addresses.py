"""No address that was ever published is lost: a build that would lose one prints nothing and names it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.errors import Problem
from site_builder.press.address_book import HEAD, is_address, read_book
from tests.trialsite import FILES, RIVER, SCHOOL, TrialSite, article

BOOK = "content/addresses.txt"
BRIDGE = "content/chenbao/2019/2019-04-19/01-02.md"


def lost(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.facts["address"] for problem in problems if problem.code == "A001"]


def book(site: TrialSite) -> list[str]:
    text = (site.root / BOOK).read_text(encoding="utf-8")
    return [line.partition("\t")[0] for line in text.splitlines() if not line.startswith("#")]


def test_what_is_published_is_entered_sorted_and_once(site: TrialSite) -> None:
    site.build(publish=True)
    first = (site.root / BOOK).read_bytes()
    site.build(publish=True)

    assert (site.root / BOOK).read_bytes() == first
    assert book(site) == sorted(set(book(site)))
    assert {"chenbao/2019-04-19/01-01.html", "chenbao/2019-04-19/p02.html", "chenbao/feed.xml"} <= set(book(site))
    assert not [address for address in book(site) if address.startswith(("assets/", ".", "sitemap", "404"))]


def test_every_lasting_page_of_the_site_was_planned_before_it_was_printed(site: TrialSite) -> None:
    """What the book is held against before printing is what is then printed."""
    from site_builder.press.address_book import is_lasting
    from site_builder.workflows.addresses import planned
    from site_builder.workflows.check import read_facts
    from site_builder.workflows.layout import layout

    site.build(publish=True)
    papers: dict[str, list[tuple[object, object, object]]] = {}
    for issue in read_facts(layout(site.root)):
        entry = (issue.key, issue.pages, [article.id for article in issue.articles])
        papers.setdefault(issue.key.paper, []).append(entry)

    assert planned(papers) == {path for path in site.output() if is_lasting(path)}  # type: ignore[arg-type]


def test_a_book_that_is_gone_stops_a_site_that_was_published(site: TrialSite) -> None:
    site.build(publish=True)
    before = site.output()
    site.remove(BOOK)
    site.remove(BRIDGE)

    told = site.build(publish=True)
    assert [(problem.code, problem.place.path) for problem in told.problems] == [("A009", str(site.root / BOOK))]
    assert site.output() == before
    assert not (site.root / BOOK).exists(), "a new book would have hidden the loss"

    site.write(BOOK, "")
    assert site.build(publish=True).problems == ()
    assert "chenbao/2019-04-19/01-01.html" in book(site)


def test_an_address_lost_stops_the_build_and_leaves_everything(site: TrialSite) -> None:
    site.build(publish=True)
    before, entered = site.output(), book(site)
    site.remove(BRIDGE)
    site.edit(RIVER, "九十天", "八十天")

    report = site.build(publish=True)

    assert report.failed
    assert lost(report.problems) == ["chenbao/2019-04-19/01-02.html"]
    assert report.problems[0].place.line == entered.index("chenbao/2019-04-19/01-02.html") + 3
    assert site.output() == before
    assert book(site) == entered


@pytest.mark.parametrize("where", ["aliases.yaml", "front matter"])
def test_an_alias_gives_it_a_page_that_leads_on(site: TrialSite, where: str) -> None:
    site.build(publish=True)
    site.remove(BRIDGE)
    if where == "aliases.yaml":
        site.write("content/aliases.yaml", "chenbao/2019-04-19/01-02.html: chenbao/2019-04-19/01-01\n")
    else:
        site.edit(RIVER, "column: 城事\n", "column: 城事\n旧址: [/chenbao/2019-04-19/01-02.html]\n")

    report = site.build(publish=True)

    assert report.problems == ()
    page = site.page("chenbao/2019-04-19/01-02.html")
    assert 'content="0; url=01-01.html"' in page
    assert '<link rel="canonical" href="https://example.org/shikan/chenbao/2019-04-19/01-01.html">' in page
    rules = site.page("_redirects").splitlines()
    assert "/shikan/chenbao/2019-04-19/01-02.html /shikan/chenbao/2019-04-19/01-01.html 301" in rules
    moved = '"/shikan/chenbao/2019-04-19/01-02.html" /shikan/chenbao/2019-04-19/01-01.html;'
    assert moved in site.page("redirects.nginx.map").splitlines()


def test_warm_and_cold_agree_with_redirects(site: TrialSite) -> None:
    site.build(publish=True)
    site.rename("content/chenbao/2019/2019-04-26", "content/chenbao/2019/2019-05-03")
    site.edit("content/chenbao/2019/2019-05-03/issue.yaml", "date: 2019-04-26", "date: 2019-05-03")
    site.write("content/aliases.yaml", "chenbao/2019-04-26/: chenbao/2019-05-03/\n")
    assert site.build(publish=True).problems == ()
    fresh = site.fresh()
    fresh.build(publish=True)

    assert site.output() == fresh.output()
    assert "url=../2019-05-03/p01.html" in site.page("chenbao/2019-04-26/p01.html")
    assert "url=../2019-05-03/index.html" in site.page("chenbao/2019-04-26/index.html")


def test_a_whole_issue_lost_is_told_once(site: TrialSite) -> None:
    site.build(publish=True)
    site.remove("content/chenbao/2019/2019-04-26")

    report = site.build(publish=True)

    assert lost(report.problems) == ["chenbao/2019-04-26/"]
    assert report.problems[0].facts["count"] == "3"


def test_a_column_that_is_no_more_leads_to_the_columns(site: TrialSite) -> None:
    site.build(publish=True)
    for path in (RIVER, "content/chenbao/2020/2020-01-03/01-01.md"):
        site.edit(path, "column: 城事\n", "")

    report = site.build(publish=True)

    assert report.problems == ()
    gone = [path for path in site.output() if path.startswith("chenbao/columns/") and "index" not in path]
    assert gone
    for path in gone:
        assert "url=index.html" in site.page(path)


def test_chains_are_followed_and_circles_told(site: TrialSite) -> None:
    site.write("content/aliases.yaml", "a.html: b.html\nb.html: chenbao/\nc.html: d.html\nd.html: c.html\n")

    report = site.build(publish=True)

    assert [problem.place.line for problem in report.problems if problem.code == "A002"] == [3, 4]
    site.write("content/aliases.yaml", "a.html: b.html\nb.html: chenbao/#p1\n")
    assert site.build(publish=True).problems == ()
    assert "url=chenbao/index.html#p1" in site.page("a.html")


def test_a_broken_issue_loses_no_address(site: TrialSite) -> None:
    site.build(publish=True)
    site.edit(SCHOOL, "headline:", "hedline:")

    report = site.build(publish=True)

    assert lost(report.problems) == []
    assert report.failed
    site.remove(".cache")
    assert lost(site.build(publish=True).problems) == []
    assert "新学校" in site.page("chenbao/2019-04-26/01-01.html")


def test_drafts_are_not_entered_and_a_draft_that_was_published_is_lost(site: TrialSite) -> None:
    site.write("content/chenbao/2019/2019-04-19/01-03.md", article("01", 3, "未定稿", "再等等。", "draft: true\n"))
    site.build(publish=True, drafts=True)
    assert not (site.root / BOOK).exists()
    site.build(publish=True)
    assert "chenbao/2019-04-19/01-03.html" not in book(site)

    site.edit(BRIDGE, "headline:", "draft: true\nheadline:")

    assert lost(site.build(publish=True).problems) == ["chenbao/2019-04-19/01-02.html"]


def test_building_without_publishing_enters_nothing_and_loses_what_it_likes(site: TrialSite) -> None:
    site.build()

    assert not (site.root / BOOK).exists()


def test_an_id_given_to_another_article_is_told(site: TrialSite) -> None:
    site.build(publish=True)
    before = site.output()
    site.write(BRIDGE, article("01", 2, "招聘启事", "某厂招工二十名，月薪面议，带好证件，周一上午面试，地点另行通知。"))

    report = site.build(publish=True)

    assert [problem.code for problem in report.problems] == ["A007"]
    assert site.output() == before
    site.write(BRIDGE, FILES[BRIDGE].replace("桥还在", "桥至今还在"))
    assert site.build(publish=True).problems == ()


def test_a_merge_that_left_its_marks_loses_nothing(site: TrialSite) -> None:
    site.build(publish=True)
    text = (site.root / BOOK).read_text(encoding="utf-8")
    site.write(BOOK, f"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> theirs\n")

    report = site.build(publish=True)

    assert {problem.code for problem in report.problems} == {"A006"}
    assert report.failed


@given(st.lists(st.text(st.sampled_from("ab./\\ \t\r\x0b\u3000"), max_size=8)))
def test_a_book_is_read_at_once_as_line_by_line(lines: list[str]) -> None:
    text = "\n".join(lines)

    book, problems = read_book(text, "book")

    told = [line.rstrip().partition("\t")[0] for line in text.splitlines() if line.strip()]
    assert set(book.addresses) == {address for address in told if is_address(address)}
    assert len(problems) == sum(not is_address(address) for address in told)


@given(
    st.lists(
        st.text("a/.\t #<=>|\\\x0b\x7f\u3000甲-", max_size=6) | st.sampled_from(["a/b.html\tX.7", "a.html", "c\td"])
    )
)
def test_a_usual_book_is_read_as_one_with_a_remark_is(lines: list[str]) -> None:
    text = HEAD + "".join(f"{line}\n" for line in lines)

    usual, problems = read_book(text, BOOK)
    looked_at, same = read_book(f"{text}# a remark has every line looked at\n", BOOK)
    assert (usual.addresses, problems) == (looked_at.addresses, same)
    every = frozenset(usual.addresses)
    assert usual.lines_of(every) == looked_at.lines_of(every)
    assert usual.lines_of(every).keys() == every
    assert read_book(text.removeprefix(HEAD), BOOK)[0].addresses == usual.addresses
