"""The thirty-six inputs that have broken other programs, and how each ends here; docs/faults.md says why.

error: it is said which file it is and what to do, and what was printed stays. warn: it is said, the site is printed.
clean: it is printed, and nothing dangerous comes of it.
"""

from __future__ import annotations

import errno
import json
import os
import re
import struct
import sys
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from site_builder.checks.pages import read_page
from site_builder.errors import ContentError, Problem, Severity, UsageError, wording
from site_builder.workflows.check import check
from site_builder.workflows.check_site import check_site
from site_builder.workflows.ingest import IngestResult, ingest
from tests.faults.conftest import Run
from tests.refusals import refuse
from tests.trialsite import RIVER, SCHOOL, TrialSite, article, issue

FOLDER = "content/chenbao/2019/2019-04-26"
PAGE = "chenbao/2019-04-26/01-01.html"
XSS = (
    "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n[a](javascript:alert(1))\n\n"
    '[b](https://example.org "\\" onmouseover=\\"alert(1)")\n\n![c](x.svg "onload=alert(1)")\n\n'
    '``` "><script>alert(1)</script>\n甲\n```\n\n[d]: javascript:alert(1)\n\n[d]\n\n<svg/onload=alert(1)>'
)


def spoken(problems: Sequence[Problem]) -> None:
    """Each problem has words in every language that name what they speak of."""
    for problem in problems:
        for language in wording.LANGUAGES:
            said = wording.sentence(problem, language) + wording.hint(problem, language)
            assert "‹" not in said, said
            assert wording.hint(problem, language)


def errors(problems: Sequence[Problem]) -> set[str]:
    return {problem.code for problem in problems if problem.severity is Severity.ERROR}


def school(body: str = "四十间教室。", more: str = "", headline: str = "新学校九月招生") -> str:
    return article("01", 1, headline, body, more)


ERRORS: dict[str, tuple[str, Callable[[TrialSite], object], str]] = {
    "02 GB18030": ("F001", lambda site: site.write(SCHOOL, school().encode("gb18030")), SCHOOL),
    "03 UTF-16": ("F001", lambda site: site.write(SCHOOL, school().encode("utf-16")), SCHOOL),
    "06 empty": ("F016", lambda site: site.write(SCHOOL, ""), SCHOOL),
    "12 a bomb of aliases": (
        "F008",
        lambda site: site.write(
            SCHOOL,
            "---\nid: 01-01\na: &a [x]\n"
            + "".join(f"b{n}: &b{n} [{', '.join([f'*b{n - 1}' if n else '*a'] * 9)}]\n" for n in range(25))
            + "---\n正文。\n",
        ),
        SCHOOL,
    ),
    "13 a Python tag": (
        "F008",
        lambda site: site.write(SCHOOL, school(more='tags: !!python/object/apply:os.system ["touch owned"]\n')),
        SCHOOL,
    ),
    "14 surprises of YAML": ("F004", lambda site: site.write(SCHOOL, school(more="draft: maybe\n")), SCHOOL),
    "15 a key twice": ("F007", lambda site: site.write(SCHOOL, school(more="headline: 另一个\n")), SCHOOL),
    "16 front matter without end": (
        "F018",
        lambda site: site.write(SCHOOL, school().replace("\n---\n", "\n", 1)),
        SCHOOL,
    ),
    "17 an impossible date": (
        "F027",
        lambda site: site.write(f"{FOLDER}/issue.yaml", issue("2019-02-30", 2, {"01": "要闻"})),
        f"{FOLDER}/issue.yaml:1",
    ),
    "17 a date of the Republic": (
        "F026",
        lambda site: site.write(f"{FOLDER}/issue.yaml", issue("民國廿八年十三月", 2, {"01": "要闻"})),
        f"{FOLDER}/issue.yaml:1",
    ),
    "18 a typo": ("F002", lambda site: site.write(SCHOOL, school().replace("headline", "haedline")), f"{SCHOOL}:3"),
    "19 a picture outside": (
        "F023",
        lambda site: site.write(SCHOOL, school(more="image: ../../../../site.yaml\nalt: 图\n")),
        SCHOOL,
    ),
    "19 a picture outside, encoded": (
        "F023",
        lambda site: site.write(SCHOOL, school(more='image: "%2e%2e/%2e%2e/secret.png"\nalt: 图\n')),
        SCHOOL,
    ),
    "19 a picture outside, with backslashes": (
        "F023",
        lambda site: site.write(SCHOOL, school(more="image: '..\\..\\secret.png'\nalt: 图\n")),
        SCHOOL,
    ),
    "19 an id that leads out": ("F004", lambda site: site.write(SCHOOL, school().replace("01-01", "../x")), SCHOOL),
    "20 a link out of content": (
        "B020",
        lambda site: (site.root / FOLDER / "02-01.md").symlink_to("/etc/passwd"),
        f"{FOLDER}/02-01.md",
    ),
    "20 a link in a circle": (
        "B020",
        lambda site: (site.root / FOLDER / "round").symlink_to("..", target_is_directory=True),
        f"{FOLDER}/round",
    ),
    "21 two files, one id": ("M003", lambda site: site.write(f"{FOLDER}/01-02.md", school()), FOLDER),
    "21 two pictures, one name for some": (
        "F037",
        lambda site: (
            site.write(SCHOOL, school(body="![甲](A.svg)\n\n![乙](a.svg)")),
            site.write(f"{FOLDER}/A.svg", "<svg/>"),
            site.write(f"{FOLDER}/a.svg", "<svg/>"),
        ),
        "a.svg",
    ),
    "21 two pictures, composed and not": (
        "F037",
        lambda site: (
            site.write(SCHOOL, school(body="![甲](caf%C3%A9.svg)\n\n![乙](cafe%CC%81.svg)")),
            site.write(f"{FOLDER}/caf\u00e9.svg", "<svg/>"),
            site.write(f"{FOLDER}/cafe\u0301.svg", "<svg/>"),
        ),
        ".svg",
    ),
    "23 a name in GBK": (
        "B021",
        lambda site: Path(os.fsdecode(os.fsencode(site.root / FOLDER) + b"/\xd4\xcb\xba\xd3.md")).write_text("x"),
        FOLDER,
    ),
}

NOT_EVERYWHERE = {"21 two pictures, one name for some", "21 two pictures, composed and not", "23 a name in GBK"}
"""Names that macOS and Windows refuse to begin with."""


@pytest.mark.parametrize("name", ERRORS)
def test_errors_name_the_file_and_leave_the_site(site: TrialSite, name: str) -> None:
    if name in NOT_EVERYWHERE and sys.platform != "linux":
        pytest.skip("only Linux keeps such names")
    code, break_it, where = ERRORS[name]
    site.build(publish=True)
    before = site.output()
    break_it(site)

    report = site.build(publish=True)

    assert report.failed
    assert code in errors(report.problems), report.problems
    assert any(where in str(problem.place) for problem in report.problems if problem.code == code)
    spoken(report.problems)
    kept = {path: data for path, data in site.output().items() if path.startswith("chenbao/2019-04-26/")}
    assert kept == {path: data for path, data in before.items() if path.startswith("chenbao/2019-04-26/")}
    assert not (site.root / "owned").exists()


@pytest.mark.parametrize("name", ["site.yaml", "addresses.txt", "aliases.yaml"])
def test_20_no_link_shows_a_file_from_outside(site: TrialSite, tmp_path: Path, name: str, run: Run) -> None:
    (tmp_path / "secret").write_text("root:*:20228:0\n", encoding="utf-8")
    (site.root / "content" / name).unlink(missing_ok=True)
    (site.root / "content" / name).symlink_to(tmp_path / "secret")

    for command in (["build", "--jobs", "1"], ["check"]):
        done = run(*command, cwd=site.root)
        assert done.returncode in (1, 2)
        assert f"content/{name}: B020" in done.stdout + done.stderr
        assert (site.root / "content" / name).is_symlink(), "nothing is written in its place"
        assert "root:" not in done.stdout + done.stderr


CONFIGS = {
    "a tab": "theme:\n\tname: trial\n",
    "an unknown key": "titel: 试刊\n",
    "a wrong type": "page_size: many\n",
    "no scheme": "base_url: example.org\n",
    "a broken bracket": "theme: {name: trial\n",
    "two documents": "title: 甲\n---\ntitle: 乙\n",
    "no table": "- 甲\n",
}


@pytest.mark.parametrize("name", CONFIGS)
def test_25_a_broken_configuration_prints_nothing(site: TrialSite, name: str) -> None:
    site.build(publish=True)
    before = site.output()
    site.write("content/site.yaml", CONFIGS[name])

    with pytest.raises(UsageError) as refused:
        site.build(publish=True)

    assert all("content/site.yaml:" in str(problem.place) for problem in refused.value.problems)
    spoken(refused.value.problems)
    assert site.output() == before


def test_01_bom_and_crlf_are_what_windows_writes(site: TrialSite) -> None:
    plain = site.fresh().output()
    for path in (SCHOOL, f"{FOLDER}/issue.yaml", "content/site.yaml"):
        text = (site.root / path).read_text("utf-8")
        site.write(path, "\ufeff" + text.replace("\n", "\r\n"))

    assert site.build().problems == ()
    assert site.output() == plain


def test_04_control_characters_are_told_and_left_out(site: TrialSite) -> None:
    site.write(SCHOOL, school(body="四十\x00间\x0c教室\ufffe。"))

    report = site.build()

    assert "F020" in {problem.code for problem in report.problems}
    assert errors(report.problems) == set()
    for path, data in site.output().items():
        if path.endswith((".html", ".xml", ".js", ".json")):
            assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", data.decode("utf-8")), path


def test_05_rare_characters_come_through(site: TrialSite) -> None:
    rare = "𠀀𪛖𫜹𬺡𰀀⿰氵某葛󠄀é㐂"
    site.write(SCHOOL, school(body=f"{rare}。", headline=rare))

    assert site.build().problems == ()
    page = site.page(PAGE)
    assert unicodedata.normalize("NFC", rare) in unicodedata.normalize("NFC", page)


def test_07_a_huge_line_is_printed(site: TrialSite) -> None:
    site.write(SCHOOL, school(body="大" * 300_000 + "。"))

    assert not site.build().failed
    assert site.page(PAGE).count("大") >= 300_000


@pytest.mark.parametrize(
    "body", ["![[" * 4_000, "[" * 8_000, "*a_ " * 4_000, "> " * 3_000 + "x", "`" * 9_000, "<" * 9_000]
)
def test_08_markdown_that_makes_others_slow_ends(site: TrialSite, body: str) -> None:
    site.write(SCHOOL, school(body=body))

    report = site.build()

    assert report.articles in (5, 6)
    spoken(report.problems)


def test_09_no_script_comes_out_of_a_text(site: TrialSite) -> None:
    site.write(f"{FOLDER}/x.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    site.write(SCHOOL, school(body=XSS, headline="'\"><img src=x onerror=alert(1)>'", more="deck: '<b onclick=a()>'\n"))

    site.build()

    for path, data in site.output().items():
        if path.endswith(".html"):
            _, problems = read_page(data.decode(), path)
            assert [problem for problem in problems if problem.code == "V013"] == [], path
    assert "javascript:alert" not in re.sub(
        r"&#?\w+;", "", "".join(re.findall(r'(?:href|src)="([^"]*)"', site.page(PAGE)))
    )


def test_10_a_headline_that_closes_the_script_stays_a_headline(site: TrialSite) -> None:
    evil = "</script><script>alert(1)</script><!--"
    site.write(SCHOOL, school(headline=f"'{evil}'"))

    assert site.build().problems == ()

    page = site.page(PAGE)
    assert evil not in page
    told = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    if told:  # the trial theme may print none
        assert json.loads(told[1])["headline"] == evil
    for path, data in site.output().items():
        if path.endswith((".html", ".xml", ".xhtml")):  # a script of its own file ends with the file
            assert evil.encode() not in data, path


def test_11_a_text_is_never_a_template(site: TrialSite) -> None:
    text = "{{ 7 * 191 }} {% include '/etc/passwd' %} {{ ''.__class__ }} ${7*191} #{7*191}"
    site.write(SCHOOL, school(body=text + "。", headline=f"'{text.replace(chr(39), chr(34))}'"))

    site.build()

    assert "1337" not in site.page(PAGE)
    assert "root:" not in site.page(PAGE)
    assert "{{ 7 * 191 }}" in site.page(PAGE).replace("&#123;", "{")


@pytest.mark.parametrize(("value", "kept"), [("no", "no"), ("0123", "0123"), ("12:30:00", "12:30:00"), ("1e3", "1e3")])
def test_14_what_looks_like_something_else_stays_a_text(site: TrialSite, value: str, kept: str) -> None:
    site.write(SCHOOL, school(headline=value))

    assert site.build().problems == ()
    assert kept in site.page(PAGE)


def test_18_the_near_name_is_said(site: TrialSite) -> None:
    site.write(SCHOOL, school().replace("headline", "haedline"))

    problem = next(problem for problem in site.build().problems if problem.code == "F002")

    assert "headline" in wording.hint(problem, "en")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names themselves")
@pytest.mark.parametrize(
    "name", ["有 空格.svg", "a#b?c%d&e.svg", '\'"quotes".svg', "汉" * 80 + ".svg", "-dash.svg", "😀.svg"]
)
def test_22_odd_names_are_names(site: TrialSite, name: str) -> None:
    from urllib.parse import quote

    site.write(SCHOOL, school(body=f"![图]({quote(name)})"))
    site.write(f"{FOLDER}/{name}", "<svg xmlns='http://www.w3.org/2000/svg'/>")

    report = site.build()

    assert errors(report.problems) == set()
    facts, faults = read_page(site.page(PAGE), PAGE)
    assert faults == []
    printed = (site.root / "output/chenbao/2019-04-26" / name).is_file()
    assert printed == (quote(name) in facts.links)
    assert printed or "F038" in {problem.code for problem in report.problems}, "it is printed, or it is said why not"


@pytest.mark.parametrize("where", [".", "content", "content/chenbao", "themes", "/", "~", "mine"])
def test_24_no_folder_of_the_users_is_printed_to(site: TrialSite, where: str, run: Run) -> None:
    site.write("mine/letter.txt", "mine")
    before = sorted(path for path in site.root.rglob("*") if ".cache" not in path.parts)

    done = run("build", "--output", str(Path(where).expanduser()), "--jobs", "1", cwd=site.root)

    assert done.returncode == 2, done.stderr
    assert re.search(r"B00[1-3]|B010", done.stderr)
    assert sorted(path for path in site.root.rglob("*") if ".cache" not in path.parts) == before


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IEND", b"")


ENTITIES = "".join(f'<!ENTITY a{n} "{(f"&a{n - 1};" if n else "ha") * 10}">' for n in range(10))
SOURCES = {
    "26 billion laughs": ("a.xml", f"<?xml version='1.0'?><!DOCTYPE l [{ENTITIES}]><alto>&a9;</alto>".encode(), "I003"),
    "26 an external entity": (
        "a.xml",
        b"<?xml version='1.0'?><!DOCTYPE l [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><alto>&x;</alto>",
        "I003",
    ),
    "28 ALTO": ("a.xml", b"<alto><Layout><Page WIDTH='-1' HEIGHT='NaN'/></Layout></alto>", "I003"),
    "29 METS": ("a.xml", b"<?xml version='1.0'?><m:mets xmlns:m='http://www.loc.gov/METS/'/>", "I003"),
    "31 a PDF cut off": ("a.pdf", b"%PDF-1.4\n1 0 obj\n<<", "I213"),
    "31 a picture cut off": ("a.png", png(9, 9)[:20], "I003"),
    "32 a bomb of pixels": ("a.png", png(60_000, 60_000), "I003"),
}


def taken(site: TrialSite, *sources: Path) -> IngestResult:
    return ingest(site.root, sources, paper="chenbao", date="2021-05-07", tell=lambda _: None)


@pytest.mark.parametrize("name", SOURCES)
def test_sources_that_are_no_texts_are_refused_and_the_others_taken(site: TrialSite, name: str, tmp_path: Path) -> None:
    file, data, code = SOURCES[name]
    (tmp_path / file).write_bytes(data)
    (tmp_path / "good.txt").write_text("春汛将至\n\n本报讯 沿河六座泵站昨天全部开机试车。\n", encoding="utf-8")

    result = taken(site, tmp_path / file, tmp_path / "good.txt")

    assert code in errors(result.problems)
    assert any(file in problem.place.path for problem in result.problems)
    spoken(result.problems)
    held = "".join(path.read_text("utf-8") for path in (site.root / "content/chenbao/2021").rglob("*.md"))
    assert "沿河六座泵站" in held
    assert "root:" not in held


def test_27_a_harmless_entity_becomes_its_character(site: TrialSite, tmp_path: Path) -> None:
    page = "<html><body><h1>老桥不拆</h1><p>&#x3402;桥还在&mdash;&hellip;，桥下的人也还在。</p></body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")

    assert errors(taken(site, tmp_path / "a.html").problems) == set()
    held = "".join(path.read_text("utf-8") for path in (site.root / "content/chenbao/2021").rglob("*.md"))
    assert "㐂桥还在—…" in held


def test_30_archives_are_not_unpacked(site: TrialSite, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("../../evil.txt", "x")
        packed.writestr("big.txt", b"\0" * 20_000_000)

    result = taken(site, tmp_path / "a.zip")

    assert errors(result.problems) == {"I002"}
    assert not list(tmp_path.rglob("evil.txt"))
    assert result.written == ()


def test_33_a_picture_with_a_script_is_only_ever_a_picture(site: TrialSite) -> None:
    site.write(f"{FOLDER}/x.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")
    site.write(SCHOOL, school(body="![图](x.svg)"))

    assert site.build().problems == ()
    for path, data in site.output().items():
        if path.endswith(".html"):
            assert b"alert(1)" not in data, path
    assert re.search(r'<img[^>]* src="x\.svg"', site.page(PAGE))


def test_34_dead_references_are_told(site: TrialSite) -> None:
    site.write(
        SCHOOL, school(body="四十间教室。（下转第三版）", more="corrections: [{by: 2019-04-26/09-09, at: p9}]\n")
    )
    site.write(RIVER, article("01", 1, "运河", "![图](none.svg)", "column: 城事\n"))

    codes = {problem.code for problem in check(site.root).problems}

    assert {"M021", "M010", "M012", "F025"} <= codes
    site.write(SCHOOL, school(body="见[一](09-09.md)、[二](../../x.html)、[三](01-01.md#p1)、[四](#p1)。"))
    assert sum(problem.code == "M011" for problem in check(site.root).problems) == 2


def test_34_a_picture_that_is_not_there_leaves_a_frame(site: TrialSite) -> None:
    (site.root / "themes/trial").rename(site.root / "themes/unused")
    site.edit("content/site.yaml", "theme: {name: trial}\n", "")
    more = "image: main.jpg\nalt: 校门\npictures: [{image: gone.jpg, alt: 操场, caption: 操场还没铺完, at: p1}]\n"
    site.write(SCHOOL, school(body="四十间教室。\n\n![校舍](none.svg)\n\n字里的![灯](lamp.png)图。", more=more))

    report = site.build(publish=True)

    told = [problem for problem in report.problems if problem.code == "F025"]
    assert {problem.severity for problem in told} == {Severity.WARNING}
    assert {problem.facts["image"] for problem in told} == {"main.jpg", "gone.jpg", "none.svg", "lamp.png"}
    assert not report.failed
    page = site.page(PAGE)
    for alt in ("校门", "操场", "校舍"):
        assert f'<span class="empty-frame">{alt}</span>' in page
    assert "操场还没铺完" in page
    assert "字里的[灯]图" in page
    assert [one for one in check_site(site.root).problems if one.code in ("V001", "V002", "V003")] == []
    assert site.build(publish=True, strict=True).failed


def test_35_a_package_that_is_not_whole_names_what_is_missing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bag/data").mkdir(parents=True)
    (tmp_path / "bag/bagit.txt").write_text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    (tmp_path / "bag/manifest-sha256.txt").write_text(f"{'0' * 64}  data/page-1.xml\n")
    (tmp_path / "bag/fetch.txt").write_text("https://example.org/page-1.xml - data/page-1.xml\n")

    done = run("verify", "bag")

    assert done.returncode == 1
    assert "data/page-1.xml" in done.stderr
    assert "K015" in done.stderr


@pytest.mark.parametrize("path", [SCHOOL, f"{FOLDER}/issue.yaml", "content/chenbao/paper.yaml", "content/site.yaml"])
def test_36_files_that_may_not_be_read(site: TrialSite, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    site.build(publish=True)
    before = site.output()
    site.write(path, (site.root / path).read_text("utf-8") + "\n")
    with monkeypatch.context() as patch:
        refuse(patch, site.root / path)
        told: Sequence[Problem] = ()
        try:
            told = site.build(publish=True).problems
        except (UsageError, ContentError) as stopped:
            told = stopped.problems

    named = [problem for problem in told if str(problem.place).endswith(path)]
    assert {problem.severity for problem in named} == {Severity.ERROR}
    assert "Permission denied" in wording.sentence(named[0], "en")
    spoken(told)
    assert {name: data for name, data in site.output().items() if "2019-04-26" in name} == {
        name: data for name, data in before.items() if "2019-04-26" in name
    }


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS])
def test_36_an_output_folder_that_takes_nothing(site: TrialSite, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    site.build(publish=True)
    before = site.output()
    site.edit(RIVER, "九十天", "八十天")
    with monkeypatch.context() as patch:
        refuse(patch, *(path for path in (site.root / "output").rglob("*") if path.is_file()), number=number)
        with pytest.raises(ContentError) as stopped:
            site.build(publish=True)

    assert {problem.code for problem in stopped.value.problems} == {"B011"}
    assert site.output() == before


def test_36_an_address_book_that_may_not_be_read_is_left_alone(
    site: TrialSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.build(publish=True)
    book = site.root / "content/addresses.txt"
    kept, before = book.read_bytes(), site.output()
    site.write(f"{FOLDER}/01-02.md", article("01", 2, "又一篇", "正文。"))
    with monkeypatch.context() as patch:
        real = Path.read_bytes
        patch.setattr(Path, "read_bytes", lambda path: _denied(path) if path == book else real(path))
        report = site.build(publish=True)

    assert "B022" in errors(report.problems)
    assert book.read_bytes() == kept, "the addresses in it would be lost"
    assert before.keys() <= site.output().keys()


def _denied(path: Path) -> bytes:
    raise PermissionError(errno.EACCES, "Permission denied", str(path))


def test_36_a_folder_that_cannot_be_listed(site: TrialSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for a superuser, whom no permission holds: the system says no."""
    site.build(publish=True)
    before, real = site.output(), os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("content/chenbao/2019/2019-04-26"):
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr("site_builder.engine.survey.os.scandir", refuse)
    report = site.build(publish=True)
    monkeypatch.undo()

    assert "B022" in errors(report.problems)
    assert {path for path in before if "2019-04-26" in path} <= site.output().keys()
