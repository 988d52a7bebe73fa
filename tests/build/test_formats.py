"""The files beside the pages of an issue: how many they are, what an edit costs them, and that they can be left out."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import PurePosixPath

from site_builder.engine.events import Made
from tests.trialsite import RIVER, TrialSite

MOST = 8
"""Files an issue may have beside one for each article, one for each 版, and its pictures."""


def formats_made(site: TrialSite) -> set[str]:
    return {event.name for event in site.events if isinstance(event, Made) and event.step == "formats"}


def test_an_issue_has_one_file_an_article_one_a_page_and_a_few_more(site: TrialSite) -> None:
    site.build()
    files = Counter(
        path.parent.as_posix()
        for path in map(PurePosixPath, site.output())
        if path.parent.name.startswith("20") and path.parent.name.count("-") == 2
    )

    assert len(files) == 4
    for folder, count in files.items():
        told = json.loads(site.output()[f"{folder}/issue.json"])
        articles, pages = len(told["articles"]), sum(page["page"]["held"] for page in told["pages"])
        assert count - articles - pages <= MOST


def test_an_edit_writes_only_its_own_issue_again(site: TrialSite) -> None:
    site.build()
    site.edit(RIVER, "九十天", "八十天")
    site.build()

    assert formats_made(site) == {f"chenbao/2019-04-19 {name}" for name in ("epub", "text", "data")}


def test_a_blank_line_writes_none_again(site: TrialSite) -> None:
    site.build()
    site.edit(RIVER, "\n\n工期", "\n\n\n\n工期")
    site.build()

    assert formats_made(site) == set()


def test_a_new_neighbour_writes_only_itself(site: TrialSite) -> None:
    site.build()
    site.rename("content/chenbao/2020/2020-01-03", "content/chenbao/2020/2020-01-10")
    site.edit("content/chenbao/2020/2020-01-10/issue.yaml", "2020-01-03", "2020-01-10")
    site.build()

    assert {name.split()[0] for name in formats_made(site)} == {"chenbao/2020-01-10"}


def test_an_issue_that_is_not_held_has_nothing_to_take_home(site: TrialSite) -> None:
    """Only its record is kept: no empty book, no empty page to read through, and no link to either."""
    site.build()
    site.write("content/chenbao/2019/2019-05-03/issue.yaml", "date: 2019-05-03\nnumber: '900'\n")
    site.build()
    files = site.output()
    own = {path.rpartition("/")[2] for path in files if path.startswith("chenbao/2019-05-03/")}

    assert own <= {"index.html", "issue.json", "card.png"}
    assert json.loads(files["chenbao/2019-05-03/issue.json"])["issue"]["state"] == "missing"
    told = b"".join(data for path, data in files.items() if path.endswith((".html", ".xml", ".json")))
    assert b"2019-05-03/index.html" in told
    for lacking in (b"2019-05-03/read.html", b"2019-05-03/issue.epub", b"2019-05-03/issue.zip"):
        assert lacking not in told
    assert files == site.fresh().output()


def test_what_was_once_published_of_an_issue_that_is_not_held_leads_to_its_page(site: TrialSite) -> None:
    site.write("content/chenbao/2019/2019-05-03/issue.yaml", "date: 2019-05-03\nnumber: '900'\n")
    site.write(
        "content/addresses.txt",
        "".join(f"chenbao/2019-05-03/{name}\n" for name in ("index.html", "issue.epub", "issue.zip", "read.html")),
    )

    assert site.build().problems == ()
    files = site.output()
    assert b'url=index.html"' in files["chenbao/2019-05-03/read.html"]
    assert "chenbao/2019-05-03/issue.epub" not in files


def test_formats_can_be_left_out(site: TrialSite) -> None:
    site.build()
    site.edit("content/site.yaml", "title: 试刊\n", "title: 试刊\nformats: [text]\nfeeds: []\n")
    site.build()
    files = site.output()

    assert "chenbao/2019-04-19/issue.zip" in files
    assert not [path for path in files if path.endswith((".epub", "issue.json"))]
    assert sorted(path for path in files if path.endswith(".xml")) == [
        "chenbao/feed.xml",
        "opensearch.xml",
        "sitemap.xml",
        "wanbao/feed.xml",
    ]
    assert files == site.fresh().output()


def test_no_format_at_all(site: TrialSite) -> None:
    site.edit("content/site.yaml", "title: 试刊\n", "title: 试刊\nformats: []\n")

    assert "formats" not in site.build().made


def test_scans_make_a_manifest_and_a_collection(site: TrialSite) -> None:
    png = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (400).to_bytes(4, "big") + (560).to_bytes(4, "big") + bytes(9)
    site.write("content/chenbao/2019/2019-04-26/p1.png", png)
    path = "content/chenbao/2019/2019-04-26/issue.yaml"
    text = (site.root / path).read_text(encoding="utf-8")
    assert "pages:" in text
    site.write(path, text[: text.index("pages:")] + 'pages:\n  - {number: "01", name: 要闻, scan: p1.png}\n')
    report = site.build()

    assert report.problems == ()
    told = json.loads(site.output()["chenbao/2019-04-26/manifest.json"])
    assert [(canvas["width"], canvas["height"]) for canvas in told["items"]] == [(400, 560)]
    collection = json.loads(site.output()["chenbao/collection.json"])
    assert [item["id"] for item in collection["items"]] == [told["id"]]
    assert "wanbao/collection.json" not in site.output()
    assert site.output() == site.fresh().output()
