"""Prints the lists of names: all of them under their letters, or the letters, or one letter."""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.press import routes
from site_builder.press.entries import Name
from site_builder.press.frame import Frame, crumbs, pager
from site_builder.press.name_fronts import FOLDERS, INDEXES, LISTS, OTHER, Letter, NamesFront, is_person
from site_builder.press.name_groups import by_first, grouped
from site_builder.press.views_fronts import LetterView, NameGroup
from site_builder.press.views_indexes import NamesPage
from site_builder.press.views_site import Link


def names_page(front: NamesFront, frame: Frame) -> NamesPage:
    """What the template of a list of names is filled with."""
    paper, people = front.shelf.id, is_person(front.of)
    index = INDEXES[front.kind](paper)
    title = frame.say("editors.title" if front.of == "editor" else f"{front.kind}.title")
    letter = _said(front.letter, frame)
    part = f" {front.number}" if front.number > 1 else ""
    if front.letter:
        groups = tuple(_group(first, names, front.of, frame) for first, names in by_first(front.names))
    elif front.letters:
        groups = (_group("", front.names, front.of, frame),)
    else:
        groups = _by_letter(front.names, front.of, frame)
    return NamesPage(
        head=frame.head(
            front.kind,
            f"{title}{f' {letter}' if letter else ''} · {front.shelf.paper.name}{part}",
            previous=front.before,
            next=front.after,
            up=index if front.letter else routes.paper_home(paper),
        ),
        site=frame.site_view(),
        paper=frame.paper_view(),
        crumbs=crumbs(frame, f"{title} {letter}", (index, frame.say(f"{front.kind}.title")))
        if letter
        else crumbs(frame, title),
        title=title,
        people=people,
        letter=letter,
        letters=tuple(_letter(one, front, front.of, frame) for one in front.letters),
        groups=groups,
        editors=_by_letter(front.editors, "editor", frame),
        editor_letters=tuple(_letter(one, front, "editor", frame) for one in front.editor_letters),
        total=front.count,
        pager=pager(
            front.number,
            front.total,
            lambda number: frame.href(routes.letter(paper, FOLDERS[front.of], front.letter, number)),
        ),
    )


def _by_letter(names: Iterable[Name], of: str, frame: Frame) -> tuple[NameGroup, ...]:
    return tuple(_group(letter, members, of, frame) for letter, members in grouped(names, people=is_person(of)))


def _group(initial: str, names: Iterable[Name], of: str, frame: Frame) -> NameGroup:
    assert frame.shelf is not None
    paper, address = frame.shelf.id, LISTS[of]
    return NameGroup(
        initial=initial,
        anchor=_anchor(initial) if initial else "",
        names=tuple(
            Link(href=frame.href(address(paper, name.key or name.text)), text=name.text, count=name.count)
            for name in names
        ),
    )


def _letter(letter: Letter, front: NamesFront, of: str, frame: Frame) -> LetterView:
    def href(number: int = 1) -> str:
        return frame.href(routes.letter(front.shelf.id, FOLDERS[of], letter.letter, number))

    return LetterView(
        href=href(),
        text=_said(letter.letter, frame),
        count=letter.count,
        current=letter.letter == front.letter,
        firsts=tuple(
            Link(href=f"{href(first.number)}#{_anchor(first.text)}", text=first.text, count=first.count)
            for first in letter.firsts
        ),
    )


def _said(letter: str, frame: Frame) -> str:
    return frame.say("people.other") if letter == OTHER else letter


def _anchor(first: str) -> str:
    return f"n{ord(first[0]):x}"
