"""What is wrong is told once, and of many of a kind a few."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from site_builder.engine.events import Began, Event, Noticed
from site_builder.errors import Place, Problem, Severity
from site_builder.preview.printer import _Others
from site_builder.preview.telling import SHOWN, Telling
from site_builder.preview.voice import Voice

ROOT = Path("/archive")


def doubt(number: int, code: str = "M028") -> Problem:
    place = Place(f"content/yz/2022/2022-03-18/01-{number:02}.md", 7)
    return Problem(code=code, place=place, facts={"found": "老 ▏狗"}, severity=Severity.DOUBT)


class Heard:
    """A terminal, or a program that reads lines."""

    def __init__(self, *, program: bool = False) -> None:
        self.places: list[str] = []
        self.said: list[str] = []
        self.voice = Voice(tell=self._tell, speak=self.said.append, log=self._log if program else None)

    def _tell(self, event: Event) -> None:
        assert isinstance(event, Noticed)
        self.places.append(event.problem.place.path)

    def _log(self, facts: Mapping[str, object]) -> None:
        self.places.append(str(facts["file"]))


def test_a_problem_is_told_once_whoever_finds_it_again() -> None:
    heard = Heard()
    telling = Telling(ROOT, heard.voice)
    telling.tell([doubt(1)])
    telling.tell([doubt(1)])
    telling.tell([doubt(1), doubt(2)])
    assert heard.places == ["/archive/" + doubt(1).place.path, "/archive/" + doubt(2).place.path]

    telling.tell([])
    telling.tell([doubt(1)])
    assert len(heard.places) == 3, "mended and made again it is news"


def test_a_build_behind_the_preview_tells_nothing_the_preview_knows() -> None:
    others = _Others(str(ROOT))
    seen_by_build = Problem(code="F002", place=Place("/archive/content/yz/people.yaml", 2))
    for step, problem in (("", doubt(1)), ("theme", doubt(1)), ("typeset", doubt(1)), ("people", seen_by_build)):
        others.tell(Began(step, 1))
        others.tell(Noticed(problem))
    assert [problem.place for problem in others.problems] == [Place("content/yz/people.yaml", 2)]


def test_of_many_of_a_kind_people_hear_of_a_few_and_where_the_others_are() -> None:
    heard = Heard()
    telling = Telling(ROOT, heard.voice)
    telling.tell([*(doubt(number) for number in range(50)), doubt(1, "M029")])

    assert len(heard.places) == SHOWN + 1
    (more,) = heard.said
    assert "M028" in more
    assert str(50 - SHOWN) in more
    assert telling.list_all()
    assert len(heard.places) == SHOWN + 1 + 51


def test_programs_hear_of_every_one() -> None:
    heard = Heard(program=True)
    Telling(ROOT, heard.voice).tell(doubt(number) for number in range(50))
    assert (len(heard.places), heard.said) == (50, [])
