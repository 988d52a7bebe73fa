"""Addresses: where pages lie, and the links between them."""

from __future__ import annotations

import posixpath
from urllib.parse import quote, unquote

from hypothesis import given
from hypothesis import strategies as st

from site_builder.newspaper.keys import IssueKey
from site_builder.press import routes

NAMES = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="/"), min_size=1, max_size=12
).filter(lambda name: name not in (".", ".."))
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)


@given(PATHS, PATHS)
def test_a_link_leads_where_it_should(here: str, there: str) -> None:
    link = routes.relative(here, there)

    assert posixpath.normpath(posixpath.join(posixpath.dirname(here), unquote(link))) == posixpath.normpath(there)
    assert not link.startswith("/")


@given(st.text(max_size=300))
def test_any_name_is_a_safe_file_name(name: str) -> None:
    path = routes.person("shibao", name.replace("\ud800", ""))

    assert path.isascii()
    assert len(path) == len("shibao/people/0123456789ab.html")


def test_one_name_written_in_two_ways_is_one_address() -> None:
    assert routes.slug("Ame\u0301lie") == routes.slug("Am\u00e9lie")


def test_addresses_as_they_were_promised() -> None:
    key = IssueKey(paper="shibao", day="2019-04-19")
    second = IssueKey(paper="shibao", day="2019-04-19", edition="b")

    assert routes.home() == "index.html"
    assert routes.paper_home("shibao") == "shibao/index.html"
    assert routes.year("shibao", "2019") == "shibao/2019.html"
    assert routes.year("shibao", "2019", 2) == "shibao/2019-2.html"
    assert routes.issue(key) == "shibao/2019-04-19/index.html"
    assert routes.issue(second) == "shibao/2019-04-19b/index.html"
    assert routes.page(key, "01") == "shibao/2019-04-19/p01.html"
    assert routes.article(key, "01-03") == "shibao/2019-04-19/01-03.html"
    assert routes.picture(key, "images/a.svg") == "shibao/2019-04-19/images/a.svg"
    assert routes.feed("shibao") == "shibao/feed.xml"
    assert routes.search() == "search/index.html"


def test_full_addresses_need_a_base() -> None:
    assert routes.absolute("", "a/b.html") == ""
    assert routes.absolute("https://example.org/bao/", "a/图.html") == "https://example.org/bao/a/%E5%9B%BE.html"
    assert routes.rooted("https://example.org/bao/", "a/b.html") == "/bao/a/b.html"


@given(st.text(st.sampled_from([*"aZ09_.~/-", " ", "%", "é", "名", "#", "?", "&", "+"]), max_size=12))
def test_links_are_percent_encoded_as_python_does_it(path: str) -> None:
    assert routes._quoted(path) == quote(path)
