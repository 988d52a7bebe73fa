"""Where old addresses lead: what articles, issues and aliases.yaml say, followed to a page that is there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set

import msgspec

from site_builder.errors import Place, Problem


class Alias(msgspec.Struct, frozen=True, kw_only=True):
    """An old address and where it leads, as somebody wrote it down."""

    old: str
    """Below the site's root; one that ends in `/` stands for everything below it."""

    new: str
    """An address, a folder's address (`…/`) for an old folder, perhaps with `#p3`."""

    place: Place


def settled(
    aliases: Sequence[Alias], live: Set[str], known: Iterable[str], perhaps: Set[str] = frozenset()
) -> tuple[dict[str, str], list[Problem]]:
    """Old address → page, each followed to its end; and what is wrong with some of them, which then lead nowhere.

    `known` are the addresses of the book: what was below an old folder. Those in `perhaps` may be there (nobody knows
    before everything is printed) and are believed where an alias leads to them.
    """
    problems: list[Problem] = []
    steps: dict[str, tuple[str, Place]] = {}
    if not aliases:
        return {}, problems
    aliases = list({(alias.old, alias.new): alias for alias in reversed(aliases)}.values())[::-1]
    was = sorted(known)
    ever = {*was, *live}
    for alias in aliases:
        if alias.old.endswith("/"):
            continue
        alias = msgspec.structs.replace(alias, old=page_of(alias.old, ever))
        if alias.old in live:
            problems.append(Problem(code="A003", place=alias.place, facts={"address": alias.old}))
            continue
        first = steps.setdefault(alias.old, (alias.new, alias.place))
        if first[0] != alias.new:
            facts = {"address": alias.old, "other": first[0], "found": alias.new}
            problems.append(Problem(code="A004", place=alias.place, facts=facts))
    for alias in _spread(aliases, live, was):
        # What was said of one page goes before what was said of its folder, where another issue may stand by now.
        if alias.old not in live:
            steps.setdefault(alias.old, (alias.new, alias.place))
    there = live | perhaps
    ways = {*there, *steps}
    ends: dict[str, str] = {}
    redirects = {}
    for old, (new, place) in steps.items():
        end = _followed(new, steps, there, ways, ends)
        if end:
            redirects[old] = end
        else:
            problems.append(Problem(code="A002", place=place, facts={"address": old, "found": new}))
    return redirects, problems


def page_of(address: str, live: Container[str]) -> str:
    """The page an address as people write it names: `a/` and `a` for `a/index.html`, `a` for `a.html`."""
    path = address.partition("#")[0]
    if path.endswith("/"):
        return f"{path}index.html"
    if path in live or not path:
        return path or "index.html"
    return next((form for form in (f"{path}.html", f"{path}/index.html") if form in live), path)


def _spread(aliases: Sequence[Alias], live: Set[str], known: Sequence[str]) -> Iterator[Alias]:
    """The aliases of folders, once for every page that is or was there."""
    folders = [alias for alias in aliases if alias.old.endswith("/")]
    now = sorted(live) if folders else []
    for alias in folders:
        folder = alias.new if alias.new.endswith("/") else ""
        below = set(_below(folder, now)) if folder else {"index.html"}
        for rest in sorted({*below, *_below(alias.old, known), "index.html"}):
            new = folder + rest if folder and folder + rest in live else page_of(alias.new, live)
            yield Alias(old=alias.old + rest, new=new, place=alias.place)


def _below(folder: str, paths: Sequence[str]) -> Iterator[str]:
    """What follows a folder's name in those of some paths, given in order, that begin with it."""
    for at in range(bisect_left(paths, folder), len(paths)):
        if not paths[at].startswith(folder):
            return
        yield paths[at][len(folder) :]


def _followed(
    new: str, steps: Mapping[str, tuple[str, Place]], live: Set[str], ways: Container[str], ends: dict[str, str]
) -> str:
    """The page at the end of the way; empty when it ends nowhere or goes round. `ends` keeps where pages led."""
    seen: dict[str, None] = {}
    while True:
        path, mark, fragment = new.partition("#")
        page = page_of(path, ways)
        if page in live:
            end = f"{page}{mark}{fragment}"
            break
        if page in ends or page in seen or page not in steps:
            end = ends.get(page, "")
            break
        seen[page] = None
        new = steps[page][0]
    ends.update(dict.fromkeys(seen, end))
    return end
