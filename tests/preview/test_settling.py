"""“Not again”: what `serve --edit` may write, who may ask for it, and that nobody else may."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from site_builder.errors import Place, Problem, Severity
from site_builder.manuscript.article_file import read_article
from site_builder.preview.hub import Hub
from site_builder.preview.pages import OnlyFolder
from site_builder.preview.server import PreviewServer
from site_builder.workflows.edition import Edition
from site_builder.workflows.settling import settle
from tests.preview.conftest import SOON, Answer, ask
from tests.trialsite import FILES, RIVER, TrialSite

PAGE = "chenbao/2019-04-19/01-01.html"
HALF = "河岸上站着看的人都没有说话，只有那条跟着船走了三里路的老\n\n狗叫了两声，又躺下了。"


class Asked(OnlyFolder):
    """Remembers what it was asked to settle."""

    def __init__(self) -> None:
        self.wishes: list[tuple[str, str, int]] = []

    def accept(self, path: str, code: str, line: int) -> Problem | None:
        self.wishes.append((path, code, line))
        return None if code == "M028" else super().accept(path, code, line)


@pytest.fixture
def server(site: Path) -> Iterator[PreviewServer]:
    server = PreviewServer(site, Hub("run1"), port=0, edit=True, pages=Asked())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join(SOON)


def wish(server: PreviewServer, body: str, target: str = "", method: str = "POST", **headers: str) -> Answer:
    """A request that a tab sends, exactly so unless told otherwise."""
    own = {"Origin": server.url.rstrip("/"), "Content-Type": "application/json", "Content-Length": str(len(body))}
    return ask(
        server,
        target or f"/{server.live}/accept",
        method,
        body=body.encode("utf-8", "surrogateescape"),
        **own | headers,
    )


GOOD = json.dumps({"page": "/yz/2022-03-18/01-01.html", "code": "M028", "line": 7})


def test_a_tab_of_ours_is_heard(server: PreviewServer) -> None:
    assert json.loads(wish(server, GOOD).body) == {"done": True, "sentence": ""}
    other = json.loads(wish(server, GOOD.replace("M028", "M011")).body)

    assert other["done"] is False
    assert "M011" in other["sentence"]
    assert OnlyFolder().accept("", "M011", 7) == Problem(code="P007", facts={"code": "M011"})
    assert isinstance(server.pages, Asked)
    assert server.pages.wishes == [("yz/2022-03-18/01-01.html", code, 7) for code in ("M028", "M011")]


@pytest.mark.parametrize(
    ("body", "target", "headers", "status"),
    [
        (GOOD, "", {"Origin": ""}, 403),
        (GOOD, "", {"Origin": "http://evil.example"}, 403),
        (GOOD, "", {"Origin": "null"}, 403),
        (GOOD, "", {"Host": "evil.example"}, 403),
        (GOOD, "", {"Content-Type": "text/plain"}, 400),
        (GOOD, "", {"Content-Length": ""}, 400),
        (GOOD, "", {"Content-Length": "-1"}, 400),
        (GOOD, "", {"Content-Length": "９"}, 400),
        (GOOD, "", {"Content-Length": "2001"}, 400),
        (GOOD.replace("/yz", "/../yz"), "", {}, 400),
        (GOOD.replace("}", ', "file": "x"}'), "", {}, 400),
        ("[]", "", {}, 400),
        ("\x00", "", {}, 400),
        ('{"page": "\udcff"}', "", {"Content-Length": "13"}, 400),
        ("[" * 1900, "", {}, 400),
        (GOOD, "/_live-guessed/accept", {}, 404),
        (GOOD, "/index.html", {}, 404),
    ],
)
def test_nobody_else_is(server: PreviewServer, body: str, target: str, headers: dict[str, str], status: int) -> None:
    assert wish(server, body, target, **headers).status == status
    assert isinstance(server.pages, Asked)
    assert server.pages.wishes == []


def test_other_methods_stay_refused(server: PreviewServer) -> None:
    for method in ("PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH"):
        assert wish(server, GOOD, method=method).status == 405


def test_without_edit_nothing_is_taken(site: Path) -> None:
    server = PreviewServer(site, Hub("run1"), port=0, pages=Asked())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        assert wish(server, GOOD).status == 405
    finally:
        server.shutdown()
        server.server_close()
        thread.join(SOON)


def test_a_note_that_was_settled_is_not_told_again(tmp_path: Path) -> None:
    site = TrialSite(tmp_path / "archive", FILES)
    site.edit(RIVER, "工期九十天。", f"{HALF}\n\n{HALF.replace('老', '黑')}")
    edition = Edition(site.root)
    edition.open()
    facts = edition.facts(PAGE)
    assert facts is not None
    first, second = facts.notes()
    assert (first.code, second.code) == ("M028", "M028")

    assert settle(Path(facts.path), first) is None
    edition.refresh([(site.root / RIVER).resolve()])

    facts = edition.facts(PAGE)
    assert facts is not None
    assert [note.facts for note in facts.notes()] == [second.facts], "the other place is another note"
    article, problems = read_article((site.root / RIVER).read_text(encoding="utf-8"), RIVER)
    assert problems == []
    assert article is not None
    assert article.body.endswith("狗叫了两声，又躺下了。")
    assert len(article.settled) == 1


@pytest.mark.parametrize(
    ("was", "now", "code"),
    [("headline:", "headlin:", "P008"), ("column: 城事", "column: 城事 # 待核", "P009"), ("", "", "B022")],
)
def test_what_cannot_be_written_is_left_and_said(tmp_path: Path, was: str, now: str, code: str) -> None:
    site = TrialSite(tmp_path / "archive", FILES)
    if was:
        site.edit(RIVER, was, now)
        before = (site.root / RIVER).read_bytes()
    else:
        site.remove(RIVER)
    note = Problem(code="M028", place=Place(RIVER, 9), facts={"found": "老 ▏狗"}, severity=Severity.WARNING)

    problem = settle(site.root / RIVER, note)

    assert problem is not None
    assert problem.code == code
    if was:
        assert (site.root / RIVER).read_bytes() == before
