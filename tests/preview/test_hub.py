"""What tabs are told: in order, only what concerns them, and nothing lost by a break."""

from __future__ import annotations

import json
import queue
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.errors import Place, Problem, Severity
from site_builder.preview.faults import Fault, Line, faults_of, lines_around
from site_builder.preview.hub import BACKLOG, MOST, REMEMBERED, Changed, Faults, Hello, Hub, Subscription
from site_builder.preview.server import PreviewServer
from site_builder.preview.stream import frame
from tests.preview.conftest import SOON, ask

FAULT = Fault(place="content/a.md:3", code="F002", sentence="没有这个字段")


def taken(subscription: Subscription) -> list[object]:
    """All messages that wait now."""
    messages: list[object] = []
    try:
        while True:
            messages.append(subscription.take(0))
    except queue.Empty:
        return messages


def test_a_tab_is_greeted_with_what_is_wrong() -> None:
    hub = Hub("run1")
    hub.publish([], [FAULT])

    with hub.subscribe("index.html", since=0) as tab:
        assert taken(tab) == [Hello(run="run1", faults=(FAULT,))]


def test_a_tab_is_told_of_its_page_and_of_assets_but_of_no_other_page() -> None:
    hub = Hub("run1")
    with hub.subscribe("yz/01.html", since=0) as mine, hub.subscribe("yz/02.html", since=0) as other:
        taken(mine), taken(other)
        hub.publish(["yz/01.html", "assets/press.css"], [])

        assert taken(mine) == [Changed(generation=1, page=True, assets=("assets/press.css",))]
        assert taken(other) == [Changed(generation=1, page=False, assets=("assets/press.css",))]


def test_faults_are_told_when_they_change_and_when_they_are_mended() -> None:
    hub = Hub("run1")
    with hub.subscribe("index.html", since=0) as tab:
        taken(tab)
        hub.publish([], [FAULT])
        hub.publish([], [FAULT])
        hub.publish(["index.html"], [])

        assert taken(tab) == [Faults(faults=(FAULT,)), Changed(generation=1, page=True), Faults(faults=())]


def test_nothing_changed_is_nothing_said() -> None:
    hub = Hub("run1")
    with hub.subscribe("index.html", since=0) as tab:
        taken(tab)
        hub.publish([], [])

        assert taken(tab) == []
        assert hub.generation == 0


@given(
    changes=st.lists(st.sets(st.sampled_from(["a.html", "b.html", "c.css", "d.js"]), min_size=1), max_size=12),
    since=st.integers(-1, 14),
)
def test_after_a_break_a_tab_is_told_all_it_missed_at_once(changes: list[set[str]], since: int) -> None:
    hub = Hub("run1")
    for changed in changes:
        hub.publish(changed, [])

    with hub.subscribe("a.html", since) as tab:
        _, *missed = taken(tab)

    due = set[str]().union(*changes[max(since, 0) :])
    if since >= len(changes):
        assert missed == []
    else:
        assets = tuple(sorted(due - {"a.html", "b.html"}))
        assert missed == [Changed(generation=len(changes), page=True, assets=assets)], "it looks for itself"


def test_after_a_very_long_break_everything_may_have_changed() -> None:
    hub = Hub("run1")
    for number in range(REMEMBERED + 2):
        hub.publish([f"{number}.html"], [])

    with hub.subscribe("index.html", since=1) as late, hub.subscribe("index.html", since=2) as just:
        assert taken(late)[1] == Changed(generation=REMEMBERED + 2, page=True, everything=True)
        assert taken(just)[1] == Changed(generation=REMEMBERED + 2, page=True)


def test_when_it_is_not_known_what_changed_everything_did_for_those_who_come_later_too() -> None:
    hub = Hub("run1")
    hub.publish(["a.html"], [])
    with hub.subscribe("a.html", since=1) as tab:
        taken(tab)
        hub.publish([], [], everything=True)
        assert taken(tab) == [Changed(generation=2, page=False, everything=True)]
    with hub.subscribe("a.html", since=0) as later:
        assert taken(later)[1] == Changed(generation=2, page=True, everything=True)


def test_very_many_assets_are_not_listed() -> None:
    hub = Hub("run1")
    with hub.subscribe("index.html", since=0) as tab:
        taken(tab)
        hub.publish([f"{number}.svg" for number in range(MOST + 1)], [])

        (news,) = taken(tab)
        assert isinstance(news, Changed)
        assert news.everything
        assert len(news.assets) == MOST


def test_a_tab_that_does_not_listen_is_let_go_and_the_others_are_served() -> None:
    hub = Hub("run1")
    with hub.subscribe("a.html", since=0) as deaf, hub.subscribe("b.html", since=0) as awake:
        for number in range(BACKLOG + 5):
            hub.publish([f"{number}.css"], [])
            taken(awake)

        assert taken(deaf) == [None]
        assert hub.tabs == 1


def test_closing_lets_every_tab_go() -> None:
    hub = Hub("run1")
    with hub.subscribe("a.html", since=0) as tab:
        hub.close()

        assert taken(tab) == [None]
    assert hub.tabs == 0


def test_many_threads_publish_and_no_generation_is_lost() -> None:
    hub = Hub("run1")
    with hub.subscribe("a.html", since=0) as tab:
        taken(tab)
        threads = [threading.Thread(target=lambda: [hub.publish(["a.html"], []) for _ in range(6)]) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(SOON)

        assert [message.generation for message in taken(tab) if isinstance(message, Changed)] == list(range(1, 49))


def test_messages_are_events_with_addresses_and_words() -> None:
    changed = frame(Changed(generation=3, page=True, assets=("assets/图 一.svg",)), "/news/", "zh-Hans").decode()
    faults = frame(Faults(faults=(FAULT,)), "/", "en").decode()

    assert changed.startswith("event: changed\ndata: ")
    assert changed.endswith("\n\n")
    assert json.loads(changed.split("data: ")[1]) == {
        "generation": 3,
        "page": True,
        "assets": ["/news/assets/%E5%9B%BE%20%E4%B8%80.svg"],
        "everything": False,
    }
    assert json.loads(faults.split("data: ")[1])["faults"][0]["place"] == "content/a.md:3"
    assert json.loads(faults.split("data: ")[1])["title"].startswith("Errors: 1")


@pytest.mark.parametrize("text", ["a\nb", "a\r\nevent: changed", "\u2028", "</script>"])
def test_no_text_breaks_out_of_its_event(text: str) -> None:
    fault = Fault(place="", code="F002", sentence=text)
    lines = frame(Faults(faults=(fault,)), "/", "zh-Hans").splitlines()

    assert [line.split(b":")[0] for line in lines] == [b"event", b"data", b""]
    assert json.loads(lines[1].removeprefix(b"data: "))["faults"][0]["sentence"] == text


def test_the_stream_greets_tells_and_ends_with_the_server(server: PreviewServer) -> None:
    answers: queue.Queue[bytes] = queue.Queue()
    target = f"/{server.live}/events?page=/&generation=0"
    thread = threading.Thread(target=lambda: answers.put(ask(server, target).body))
    server.hub.publish(["index.html"], [FAULT])
    thread.start()

    wait_for_tabs(server.hub, 1)
    server.hub.close()

    events = answers.get(timeout=SOON)
    thread.join(SOON)
    assert [line for line in events.splitlines() if line.startswith(b"event")] == [b"event: hello", b"event: changed"]


def wait_for_tabs(hub: Hub, count: int) -> None:
    """Until so many tabs listen and have been sent what waited for them."""
    done = threading.Event()
    for _ in range(1000):
        if hub.tabs == count and all(tab._backlog.empty() for tab in hub._subscriptions):
            return
        done.wait(SOON / 1000)
    raise AssertionError(f"{hub.tabs} tabs listen")


@pytest.mark.parametrize(
    "query", ["", "?page=/", "?page=/&generation=x", "?page=../../etc&generation=0", "?generation=0"]
)
def test_a_stream_nobody_of_ours_asks_for(server: PreviewServer, query: str) -> None:
    assert ask(server, f"/{server.live}/events{query}").status == 400


def test_faults_are_the_errors_in_words_with_their_lines(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text("---\n标题: 甲\n错: 乙\n---\n", encoding="utf-8")
    problems = [
        Problem(code="P011", severity=Severity.WARNING),
        Problem(code="P004", place=Place("content/a.md", 3), facts={"base": "错"}),
    ]

    (fault,) = faults_of(problems, tmp_path, "zh-Hans")

    assert fault.place == "content/a.md:3"
    assert "错" in fault.sentence
    assert fault.hint
    assert fault.lines == (Line(2, "标题: 甲", False), Line(3, "错: 乙", True), Line(4, "---", False))


@pytest.mark.parametrize(
    "place",
    [
        Place(),
        Place("content/a.md"),
        Place("gone.md", 1),
        Place("../outside.md", 1),
        Place("/etc/passwd", 1),
        Place("a\0b", 1),
    ],
)
def test_a_place_without_a_line_of_ours_shows_none(tmp_path: Path, place: Place) -> None:
    root = tmp_path / "archive"
    (root / "content").mkdir(parents=True)
    (root / "content" / "a.md").write_text("a", encoding="utf-8")
    (tmp_path / "outside.md").write_text("secret", encoding="utf-8")

    assert lines_around(root, place) == ()


def test_a_line_beyond_the_end_or_no_text_at_all_shows_what_there_is(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes("一\r\n二\r\n".encode("gb18030"))
    (tmp_path / "b.md").write_text("一\r\n二", encoding="utf-8", newline="")

    assert lines_around(tmp_path, Place("a.md", 1)) == ()
    assert lines_around(tmp_path, Place("b.md", 3)) == (Line(2, "二", False),)
    assert lines_around(tmp_path, Place("b.md", 1)) == (Line(1, "一", True), Line(2, "二", False))
