"""Citations: the forms of GB/T 7714, BibTeX and RIS."""

from __future__ import annotations

from pathlib import Path

import pytest

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

    printed = [citations.gb2025(told), citations.gb2015(told), citations.gb2025_online(told)]
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
    forms = {"bibtex": citations.bibtex, "ris": citations.ris, "csl": citations.csl_json}
    expected = dict(part.split("\n", 1) for part in after.split("# ")[1:])

    assert forms[form](told).strip() == expected[form].strip()


HOSTILE = Reference(
    id="p-2019-04-19-01-01",
    title="标题}\n@article{evil,\nER  - \nTY  - BOOK",
    paper="某\r\n报",
    date="2019-04-19",
    pages=("1",),
    authors=("甲 and 乙", "丙\nER  - "),
)


def test_a_title_cannot_begin_a_field_of_its_own_in_ris() -> None:
    lines = citations.ris(HOSTILE).splitlines()

    assert [line[:2] for line in lines] == ["TY", "AU", "AU", "TI", "T2", "PY", "DA", "SP", "LA", "ER"]
    assert lines[0] == "TY  - NEWS"


def test_a_title_cannot_close_the_braces_of_bibtex() -> None:
    entry = citations.bibtex(HOSTILE)

    assert entry.count("@article{") == 1
    assert entry.count("{") == entry.count("}")
    assert r"标题\textbraceright{} @article\textbraceleft{}evil, ER - TY - BOOK" in entry
    assert "author       = {{甲 and 乙} and {丙 ER -}}," in entry


def test_a_citation_stays_on_one_line() -> None:
    assert "\n" not in citations.gb2025(HOSTILE)
    assert "\n" not in citations.gb2015(HOSTILE)
