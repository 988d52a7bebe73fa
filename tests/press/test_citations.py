"""Citations: the forms of GB/T 7714, BibTeX and RIS."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.press import citations
from site_builder.press.citations import Reference
from tests.casefiles import cases

CASES = list(cases(Path(__file__).parent / "cases" / "gb7714.md"))


def reference(before: str) -> Reference:
    facts: dict[str, list[str]] = {}
    for line in before.splitlines():
        name, _, text = line.partition(" ")
        facts.setdefault(name, []).append(text)
    return Reference(
        id="x",
        title=facts["题名"][0],
        paper=facts["报名"][0],
        date=facts["日期"][0],
        pages=tuple(facts["版"]),
        authors=tuple(facts.get("作者", ())),
        language=facts.get("语言", ["zh-Hans"])[0],
        url=facts.get("网址", [""])[0],
    )


@pytest.mark.parametrize(("before", "after"), [pytest.param(b, a, id=title) for title, b, a in CASES])
def test_gb7714(before: str, after: str) -> None:
    told = reference(before)

    forms = citations.view(told)
    printed = [forms.gb2025, forms.gb2015, forms.gb2025_online]
    assert [line for line in printed if line] == after.splitlines()


@pytest.mark.parametrize("form", ["bibtex", "ris", "csl"])
@pytest.mark.parametrize(
    ("before", "after"),
    [pytest.param(b, a, id=title) for title, b, a in cases(Path(__file__).parent / "cases" / "references.md")],
)
def test_other_forms(form: str, before: str, after: str) -> None:
    facts = dict(line.partition(" ")[::2] for line in before.splitlines())
    listed = {name: tuple(facts[name].split("、")) for name in ("pages", "authors", "editors") if name in facts}
    told = Reference(**{**facts, **listed})  # type: ignore[arg-type]  # the names are those of the fields
    forms = citations.view(told)
    expected = dict(part.split("\n", 1) for part in after.split("# ")[1:])

    assert getattr(forms, form).strip() == expected[form].strip()


HOSTILE = Reference(
    id="p-2019-04-19-01-01",
    title="标题}\n@article{evil,\nER  - \nTY  - BOOK",
    paper="某\r\n报",
    date="2019-04-19",
    pages=("1",),
    authors=("甲 and 乙", "丙\nER  - "),
)


def test_a_title_cannot_begin_a_field_of_its_own_in_ris() -> None:
    lines = citations.view(HOSTILE).ris.splitlines()

    assert [line[:2] for line in lines] == ["TY", "AU", "AU", "TI", "T2", "PY", "DA", "SP", "LA", "ER"]
    assert lines[0] == "TY  - NEWS"


def test_a_title_cannot_close_the_braces_of_bibtex() -> None:
    entry = citations.view(HOSTILE).bibtex

    assert entry.count("@article{") == 1
    assert entry.count("{") == entry.count("}")
    assert r"标题\textbraceright{} @article\textbraceleft{}evil, ER - TY - BOOK" in entry
    assert "author       = {{甲 and 乙} and {丙 ER -}}," in entry


def test_a_citation_stays_on_one_line() -> None:
    assert "\n" not in citations.view(HOSTILE).gb2025
    assert "\n" not in citations.view(HOSTILE).gb2015


TITLES = st.text(st.sampled_from("甲乙aZ 0-_.~　“”'/?&=%+\n\x00\ud800\u2028\U00020000"), max_size=12)


@given(title=TITLES, authors=st.lists(TITLES, max_size=5), section=TITLES)
def test_what_is_written_in_parts_is_what_a_library_writes(title: str, authors: list[str], section: str) -> None:
    told = Reference(
        id="x", title=title, paper="某报", date="2019-04-19", pages=("1",), authors=tuple(authors), section=section
    )

    forms = citations.view(told)
    [item] = json.loads(forms.csl)

    assert forms.csl == json.dumps([item], ensure_ascii=False, indent=1) + "\n"
    assert forms.coins.split("&rft.au=")[1:] == [
        quote_plus(one["literal"]) for one in item.get("author", ()) if one["literal"]
    ]
    assert (
        f"&rft.title={quote_plus(item['title'])}&" in forms.coins if "title" in item else "rft.title" not in forms.coins
    )
    assert item.get("section", "") == " ".join(section.replace("\x00", " ").replace("\ud800", " ").split())
