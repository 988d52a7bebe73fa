"""What ties an issue to others is found from the few issues that have a say in it as it is from all of them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.newspaper.archive import ArticleCard, IssueCard
from site_builder.newspaper.keys import IssueKey
from site_builder.newspaper.model import ArticleType, Correction, SeriesPart
from site_builder.press.threads import related, threads_of
from site_builder.press.ties import ties_of

DAYS = [f"2023-{month:02}-{day:02}" for month in (4, 5) for day in (7, 14, 21, 28)]

PARTS = st.builds(
    SeriesPart, id=st.sampled_from(["", "river", "bridge"]), part=st.integers(1, 3), name=st.sampled_from(["", "河"])
)
CORRECTIONS = st.builds(
    Correction, by=st.sampled_from([*(f"{day}/01-0{number}" for day in DAYS for number in (1, 2)), "nowhere", "2030/1"])
)


@st.composite
def papers(draw: st.DrawFn) -> list[IssueCard]:
    """A paper of a few issues, some of them empty, whose articles are tied this way and that."""
    return [
        IssueCard(
            key=IssueKey(paper="shibao", day=day),
            date=day,
            galley="",
            articles=tuple(
                ArticleCard(
                    id=f"01-0{number}",
                    page="01",
                    order=number,
                    type=ArticleType.ARTICLE,
                    headline=(f"{day}第{number}条",),
                    column=draw(st.sampled_from(["", "", "时评", "城事"])),
                    series=draw(st.none() | PARTS),
                    corrections=tuple(draw(st.lists(CORRECTIONS, max_size=1))),
                )
                for number in range(1, draw(st.integers(0, 3)) + 1)
            ),
        )
        for day in draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=8, unique=True).map(sorted))
    ]


@settings(deadline=None, max_examples=150)
@given(papers())
def test_a_few_issues_say_what_all_say(paper: list[IssueCard]) -> None:
    tied, threads = ties_of(paper), [threads_of(card) for card in paper]
    for at, card in enumerate(paper):
        few = ties_of([paper[number] for number in related(threads, at)])
        assert few.get(card.key) == tied.get(card.key)


def test_issues_without_a_say_are_left_out() -> None:
    day = "2023-04-07"
    alone = ArticleCard(id="01-01", page="01", order=1, type=ArticleType.ARTICLE, headline=("题",), column="时评")
    cards = [
        IssueCard(key=IssueKey(paper="shibao", day=f"19{year:02}-04-07"), date=day, galley="", articles=(alone,))
        for year in range(50)
    ]
    assert related([threads_of(card) for card in cards], 20) == [19, 20, 21]
