"""Where old addresses lead: what articles, issues and aliases.yaml say, followed to a page that is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

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
    known = sorted(known)
    for alias in aliases:
        if alias.old.endswith("/"):
            continue
        alias = msgspec.structs.replace(alias, old=page_of(alias.old, {*known, *live}))
        if alias.old in live:
            problems.append(Problem(code="A003", place=alias.place, facts={"address": alias.old}))
            continue
        first = steps.setdefault(alias.old, (alias.new, alias.place))
        if first[0] != alias.new:
            facts = {"address": alias.old, "other": first[0], "found": alias.new}
            problems.append(Problem(code="A004", place=alias.place, facts=facts))
    for alias in _spread(aliases, live, known):
        # What was said of one page goes before what was said of its folder, where another issue may stand by now.
        if alias.old not in live:
            steps.setdefault(alias.old, (alias.new, alias.place))
    redirects = {}
    for old, (new, place) in steps.items():
        end = _followed(new, steps, live | perhaps)
        if end:
            redirects[old] = end
        else:
            problems.append(Problem(code="A002", place=place, facts={"address": old, "found": new}))
    return redirects, problems


def page_of(address: str, live: Set[str]) -> str:
    """The page an address as people write it names: `a/` and `a` for `a/index.html`, `a` for `a.html`."""
    path = address.partition("#")[0]
    if path.endswith("/"):
        return f"{path}index.html"
    if path in live or not path:
        return path or "index.html"
    return next((form for form in (f"{path}.html", f"{path}/index.html") if form in live), path)


def _spread(aliases: Sequence[Alias], live: Set[str], known: Sequence[str]) -> Iterator[Alias]:
    """The aliases of folders, once for every page that is or was there."""
    for alias in aliases:
        if not alias.old.endswith("/"):
            continue
        folder = alias.new if alias.new.endswith("/") else ""
        below = {path[len(folder) :] for path in live if path.startswith(folder)} if folder else {"index.html"}
        was = {path[len(alias.old) :] for path in known if path.startswith(alias.old)}
        for rest in sorted(below | was | {"index.html"}):
            new = folder + rest if folder and folder + rest in live else page_of(alias.new, live)
            yield Alias(old=alias.old + rest, new=new, place=alias.place)


def _followed(new: str, steps: Mapping[str, tuple[str, Place]], live: Set[str]) -> str:
    """The page at the end of the way; empty when it ends nowhere or goes round."""
    seen: set[str] = set()
    while True:
        path, mark, fragment = new.partition("#")
        page = page_of(path, live | steps.keys())
        if page in live:
            return f"{page}{mark}{fragment}"
        if page in seen or page not in steps:
            return ""
        seen.add(page)
        new = steps[page][0]
