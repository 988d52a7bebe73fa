"""What one issue says of another: corrections, series, the same text twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from site_builder.errors import Place, Problem, Severity
from site_builder.newspaper.facts import ArticleFacts, IssueFacts

SHARED = 0.5
"""Share of two issues' articles that is the same before the issues are held to be one."""


def faults(issues: Sequence[IssueFacts]) -> Iterator[Problem]:
    """What does not go together in the issues of one paper."""
    yield from _corrections(issues)
    yield from _series(issues)


def _corrections(issues: Sequence[IssueFacts]) -> Iterator[Problem]:
    """Every correction named is an article that is held; those within an issue are told with the issue."""
    held = {issue.key.folder: {article.id for article in issue.articles} for issue in issues}
    for issue in issues:
        for article in issue.articles:
            for said in article.corrections:
                folder, _, target = said.text.partition("/")
                if folder != issue.key.folder and target not in held.get(folder, ()):
                    yield Problem(code="M010", place=said.place, facts={"found": said.text})


def _series(issues: Sequence[IssueFacts]) -> Iterator[Problem]:
    """Of a series every part is there once, and none is missing between the first and the last."""
    parts: dict[str, dict[int, tuple[str, Place]]] = defaultdict(dict)
    for issue in issues:
        for article in issue.articles:
            if not article.series or article.part < 1:
                continue
            name = f"{issue.key.folder}/{article.id}"
            first = parts[article.series].setdefault(article.part, (name, article.place))
            if first[0] != name:
                facts = {"series": article.series, "part": str(article.part), "other": first[0]}
                yield Problem(code="M013", place=article.place, facts=facts, severity=Severity.WARNING)
    for series, held in sorted(parts.items()):
        numbers = sorted(held)
        lost = [str(number) for number in range(1, min(numbers[-1], 500)) if number not in held]
        if lost:
            facts = {"series": series, "found": ", ".join(lost[:20]), "count": str(len(lost))}
            yield Problem(code="M014", place=held[numbers[-1]][1], facts=facts, severity=Severity.DOUBT)


def same_twice(papers: Mapping[str, Sequence[IssueFacts]]) -> Iterator[Problem]:
    """Issues and articles that are in the archive more than once; articles of a doubled issue are not told again."""
    first: dict[str, tuple[IssueFacts, ArticleFacts]] = {}
    again: dict[tuple[str, str], list[tuple[ArticleFacts, ArticleFacts, IssueFacts]]] = defaultdict(list)
    by_name = {str(issue.key): issue for issues in papers.values() for issue in issues}
    for issues in papers.values():
        for issue in issues:
            for article in issue.articles:
                if not article.text:
                    continue
                other_issue, other = first.setdefault(article.text, (issue, article))
                if other is not article:
                    again[str(issue.key), str(other_issue.key)].append((article, other, other_issue))
    for (name, other_name), pairs in again.items():
        issue = by_name[name]
        if name != other_name and len(pairs) >= max(2.0, SHARED * len(issue.articles)):
            facts = {"other": other_name, "count": str(len(pairs)), "all": str(len(issue.articles))}
            yield Problem(code="M035", place=issue.place, facts=facts, severity=Severity.WARNING)
            continue
        for article, other, other_issue in pairs:
            if not (article.reprint or other.reprint):
                facts = {"other": f"{other_issue.key}/{other.id}", "headline": other.headline}
                yield Problem(code="M036", place=article.place, facts=facts, severity=Severity.WARNING)
