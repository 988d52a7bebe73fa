"""What an import leaves for a person to settle, ranked by what a mistake would cost, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import msgspec

from site_builder.errors import Place, Problem, Severity, wording
from site_builder.errors.wording import say
from site_builder.newspaper.raw import Decision, RawIssue
from site_builder.workflows.excerpts import Excerpt, excerpt
from site_builder.workflows.import_weights import BANDS, band_of, reading_weight

CODES = {
    "package": ("I110", 90),
    "moved_headline": ("I111", 85),
    "headless": ("I112", 80),
    "no_body": ("I113", 78),
    "label": ("I114", 72),
    "pull_quote": ("I115", 70),
    "photo_group": ("I116", 68),
    "line_below": ("I151", 67),
    "heading": ("I117", 66),
    "column_cut": ("I118", 60),
    "page_turn": ("I153", 59),
    "broken_off": ("I152", 58),
    "turn_lost": ("I154", 57),
    "furniture": ("I119", 55),
    "split_caption": ("I120", 52),
    "signature": ("I121", 50),
    "pen_name": ("I155", 49),
    "verse": ("I150", 48),
    "deck": ("I122", 46),
    "suspected": ("I123", 44),
    "paragraph_start": ("I124", 34),
    "name_joined": ("I125", 30),
    "stretched_line": ("I126", 24),
    "slogan_space": ("I127", 12),
}
OTHER_WAY = {
    ("label", "piece before"): "I131",
    ("heading", "subheading"): "I130",
    ("paragraph_start", "break"): "I129",
}
"""Codes for decisions of a rule that went the other way."""

"""Code and weight of each rule's doubts; the weight is what a wrong decision would cost a reader."""

QUOTED = 60


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One doubt."""

    problem: Problem
    weight: int
    rule: str
    chosen: str = ""
    alternative: str = ""
    score: float = 1.0
    evidence: str = ""
    text: str = ""
    place: int = -1
    """Where its words begin in the import's text; -1 where it is about no words."""

    excerpt: Excerpt = Excerpt()


class SourceRead(msgspec.Struct, frozen=True, kw_only=True):
    """One file that was read."""

    name: str
    encoding: str
    form: str
    sha256: str
    runner_up: str = ""
    """The next likely encoding; empty where there was no choice."""

    margin: float = 1.0


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """One article that was made."""

    id: str
    title: str
    characters: int
    lines: str


class ImportReport(msgspec.Struct, frozen=True, kw_only=True):
    """What was read, what was made of it, and every doubt."""

    issue: str = ""
    sources: tuple[SourceRead, ...] = ()
    articles: tuple[Made, ...] = ()
    furniture: int = 0
    entries: tuple[Entry, ...] = ()

    def text(self, language: str = "zh-Hans", most: int = 0) -> str:
        """The report as a person reads it at the terminal; with `most` no more doubts than that, and how many more."""
        lines = [say("import.read", language, count=len(self.sources), issue=self.issue)]
        lines += [f"  {one.name}  {encoding_words(one, language)}  {one.form}" for one in self.sources]
        lines.append(say("import.made", language, articles=len(self.articles), furniture=self.furniture))
        lines += [f"  {one.id}  {one.title}  ({one.lines})" for one in self.articles]
        lines.append(say("import.doubts", language, count=len(self.entries)))
        shown = 0
        for band in grouped(self.entries):
            if most and shown >= most:
                break
            lines += ["", say(f"import.band.{band.name}", language, count=band.count)]
            for group in band.groups:
                listed = group.entries[: most - shown] if most else group.entries
                for index, (rank, entry) in enumerate(listed, start=1):
                    place = str(entry.problem.place)
                    lines.append(f"{rank:3}. {place}: {entry.problem.code} {wording.sentence(entry.problem, language)}")
                    hint = wording.hint(entry.problem, language)
                    if hint and (index == len(listed) or hint != wording.hint(listed[index][1].problem, language)):
                        lines.append(f"     → {hint}")
                shown += len(listed)
        if shown < len(self.entries):
            lines += ["", say("import.more", language, count=len(self.entries) - shown)]
        return "\n".join(lines)

    def json(self) -> str:
        """The report for programs: stable codes and numbers, no sentences."""
        doubts = [
            {
                "rank": rank,
                "weight": entry.weight,
                "band": band.name,
                "code": entry.problem.code,
                "path": entry.problem.place.path,
                "line": entry.problem.place.line,
                "rule": entry.rule,
                "chosen": entry.chosen,
                "alternative": entry.alternative,
                "score": round(entry.score, 2),
                "evidence": entry.evidence,
                "text": entry.text,
                "excerpt": msgspec.to_builtins(entry.excerpt),
                "facts": dict(entry.problem.facts),
            }
            for band in grouped(self.entries)
            for group in band.groups
            for rank, entry in group.entries
        ]
        whole = {
            "issue": self.issue,
            "sources": [msgspec.to_builtins(one) for one in self.sources],
            "articles": [msgspec.to_builtins(one) for one in self.articles],
            "furniture": self.furniture,
            "doubts": doubts,
        }
        return json.dumps(whole, ensure_ascii=False, indent=1)


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Doubts of one kind, each with its rank among all."""

    code: str
    rule: str
    entries: tuple[tuple[int, Entry], ...]


class Band(msgspec.Struct, frozen=True, kw_only=True):
    """Doubts whose mistakes would cost about the same, kind by kind."""

    name: str
    groups: tuple[Group, ...]

    @property
    def count(self) -> int:
        """How many doubts."""
        return sum(len(group.entries) for group in self.groups)


def grouped(found: Sequence[Entry]) -> list[Band]:
    """Ranked doubts by band and kind; the kind whose first doubt is the weightiest stands first."""
    kinds: dict[tuple[str, str], list[Entry]] = {}
    for entry in found:
        kinds.setdefault((band_of(entry.weight), entry.problem.code), []).append(entry)
    bands: list[Band] = []
    rank = 0
    for name, _ in BANDS:
        groups: list[Group] = []
        for (band, code), members in kinds.items():
            if band == name:
                numbered = tuple(enumerate(members, start=rank + 1))
                rank += len(members)
                groups.append(Group(code=code, rule=members[0].rule, entries=numbered))
        if groups:
            bands.append(Band(name=name, groups=tuple(groups)))
    return bands


def encoding_words(source: SourceRead, language: str) -> str:
    """The encoding of a file, with the next likely one and how far that is behind."""
    if not source.runner_up:
        return source.encoding
    return say(
        "import.encoding", language, first=source.encoding, second=source.runner_up, margin=f"{source.margin:.2f}"
    )


def entries(raw: RawIssue, decisions: Iterable[Decision], problems: Sequence[Problem]) -> tuple[Entry, ...]:
    """The doubts among decisions and problems, those that cost most first, then in the order of the sources."""
    found = [_entry(raw, decision) for decision in decisions if decision.rule in CODES]
    found += [
        Entry(problem=one, weight=reading_weight(one.code, one.facts.get("margin", "")), rule="reading")
        for one in problems
        if one.severity is Severity.DOUBT
    ]
    unique = {(entry.problem.code, entry.problem.place, entry.text): entry for entry in found}
    return tuple(sorted(unique.values(), key=lambda entry: (-entry.weight, entry.problem.place, entry.text)))


def _entry(raw: RawIssue, decision: Decision) -> Entry:
    code, weight = CODES[decision.rule]
    code = OTHER_WAY.get((decision.rule, decision.chosen), code)
    place = Place()
    start = decision.text.place()
    if start >= 0:
        source, line = raw.where(start)
        place = Place(source.name, line)
    words = decision.text.string.strip().replace("\n", " ")
    words = words if len(words) <= QUOTED else words[: QUOTED - 1] + "…"
    facts = {"text": words, "chosen": decision.chosen, "other": decision.alternative, "evidence": decision.evidence}
    facts["score"] = f"{decision.score:.0%}"
    return Entry(
        problem=Problem(code=code, place=place, facts=facts, severity=Severity.DOUBT),
        weight=weight,
        rule=decision.rule,
        chosen=decision.chosen,
        alternative=decision.alternative,
        score=decision.score,
        evidence=decision.evidence,
        text=words,
        place=start,
        excerpt=excerpt(raw, decision.text),
    )
