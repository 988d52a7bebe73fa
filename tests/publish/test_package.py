"""A package opens, proves itself without this program, and is the same when it is made twice."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import bagit
import pytest

from site_builder.errors import ContentError, UsageError
from site_builder.fixity.verify_package import verify as find
from site_builder.workflows.package import package
from site_builder.workflows.verify import verify
from tests.refusals import refuse
from tests.trialsite import SCHOOL, TrialSite


def packed(site: TrialSite, name: str = "bag") -> Path:
    target = site.root.parent / name
    package(site.root, target, jobs="1", tell=lambda _: None)
    return target


def held(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_it_holds_everything_and_says_what_it_is(site: TrialSite) -> None:
    site.write("content/chenbao/2019/2019-04-19/source/p1.txt", "桥还在。\n")
    site.write("content/.hidden", "not for others")
    bag = packed(site)

    files = held(bag)
    assert files["data/content/chenbao/2019/2019-04-19/source/p1.txt"] == "桥还在。\n".encode()
    assert files["data/site/index.html"]
    assert b"data/site/index.html" in files["open.html"]
    assert not [path for path in files if "hidden" in path or "lock" in path]
    assert files["bagit.txt"].startswith(b"BagIt-Version: 1.0\n")
    oxum = next(line for line in files["bag-info.txt"].decode().splitlines() if line.startswith("Payload-Oxum: "))
    payload = [data for path, data in files.items() if path.startswith("data/")]
    assert oxum == f"Payload-Oxum: {sum(map(len, payload))}.{len(payload)}"
    crate = json.loads(files["data/ro-crate-metadata.json"])
    entities = {entity["@id"]: entity for entity in crate["@graph"]}
    assert {part["@id"] for part in entities["./"]["hasPart"]} <= entities.keys()
    for name in ("name", "description", "datePublished", "license"):
        assert entities["./"][name]
    assert entities["content/chenbao/2019/2019-04-19/"]["issueNumber"] == "1"
    assert (bag / "data" / entities["content/chenbao/2019/2019-04-19/"]["subjectOf"]).is_file()


def test_it_proves_itself_with_nothing_but_python(site: TrialSite) -> None:
    bag = packed(site)
    command = [sys.executable, "-I", "-S", str(bag / "verify.py")]

    sound = subprocess.run(command, capture_output=True, cwd="/", env={"PYTHONUTF8": "1"})
    page = bag / "data/site/index.html"
    page.write_bytes(page.read_bytes()[:-1] + b"?")
    broken = subprocess.run([*command, str(bag)], capture_output=True, cwd="/", env={"PYTHONUTF8": "1"})

    assert sound.returncode == 0, sound.stderr
    assert broken.returncode == 1
    assert b"data/site/index.html" in broken.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names themselves")
def test_it_says_so_wherever_it_is_read(site: TrialSite) -> None:
    """In a terminal or a log of another encoding too, and of names that are in none."""
    bag = packed(site)
    Path(os.fsdecode(os.fsencode(bag / "data") + b"/\xd4\xcb\xba\xd3.md")).write_text("x", encoding="utf-8")
    for encoding in ("ascii", "cp1252", "utf-8"):
        for how in ([str(bag / "verify.py")], ["-m", "site_builder", "verify", str(bag)]):
            world = {"PYTHONIOENCODING": encoding, "PYTHONPATH": os.pathsep.join(sys.path)}
            said = subprocess.run([sys.executable, *how], capture_output=True, cwd="/", env=world)

            assert said.returncode == 1
            assert b"Traceback" not in said.stderr
            assert b".md" in said.stdout + said.stderr


def test_made_twice_it_is_the_same(site: TrialSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    first = packed(site, "one/bag.zip" if (site.root.parent / "one").mkdir() is None else "")
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    second = packed(site, "two/bag.zip" if (site.root.parent / "two").mkdir() is None else "")

    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as whole:
        assert whole.testzip() is None
        assert all(name.startswith("bag/") for name in whole.namelist())
        assert {entry.date_time for entry in whole.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_source_date_epoch_dates_it(site: TrialSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1555632000")

    assert "Bagging-Date: 2019-04-19" in (packed(site) / "bag-info.txt").read_text("utf-8")


def test_the_bag_library_finds_it_valid(site: TrialSite) -> None:
    assert bagit.Bag(str(packed(site))).is_valid()


def test_with_errors_nothing_is_packed(site: TrialSite) -> None:
    site.edit(SCHOOL, "headline:", "hedline:")

    with pytest.raises(ContentError) as refused:
        packed(site)

    assert "K021" in [problem.code for problem in refused.value.problems]
    assert [path.name for path in site.root.parent.iterdir()] == ["site"]


def test_what_is_there_is_left(site: TrialSite) -> None:
    (site.root.parent / "bag").mkdir()

    with pytest.raises(UsageError) as refused:
        packed(site)

    assert refused.value.problems[0].code == "K020"


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS])
def test_a_folder_that_takes_nothing_is_said(site: TrialSite, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    locked = site.root.parent / "locked"
    locked.mkdir()

    with monkeypatch.context() as patch:
        refuse(patch, locked, number=number)
        with pytest.raises(ContentError) as refused:
            packed(site, "locked/bag")

    assert list(locked.iterdir()) == []
    assert refused.value.problems[0].code == "K022"


def test_a_package_that_cannot_be_written_leaves_nothing(site: TrialSite, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Path, target: Path) -> None:
        raise OSError(28, "No space left on device", str(target))

    monkeypatch.setattr("site_builder.workflows.package._copy", full)
    with pytest.raises(ContentError) as refused:
        packed(site)

    assert refused.value.problems[0].code == "K022"
    assert [path.name for path in site.root.parent.iterdir()] == ["site"]


DAMAGE = {
    "K010": lambda bag: (bag / "data/site/index.html").write_text("changed"),
    "K011": lambda bag: (bag / "data/content/site.yaml").unlink(),
    "K012": lambda bag: (bag / "data/extra.txt").write_text("new"),
    "K014": lambda bag: (bag / "manifest-sha256.txt").write_text("no manifest\n"),
    "K015": lambda bag: (bag / "fetch.txt").write_text("https://example.org/a 1 data/a\n"),
    "K016": lambda bag: (bag / "manifest-sha256.txt").write_text(f"{'0' * 64}  ../../etc/passwd\n"),
}


@pytest.mark.parametrize("code", DAMAGE)
def test_whatever_is_wrong_with_a_package_is_named(site: TrialSite, code: str) -> None:
    bag = packed(site)
    assert verify(bag).problems == ()
    DAMAGE[code](bag)

    assert code in {problem.code for problem in verify(bag).problems}


def test_a_printed_site_is_verified_too(site: TrialSite) -> None:
    site.build(publish=True)
    output = site.root / "output"
    assert verify(output).problems == ()
    (output / "index.html").write_text("changed")
    (output / "mine.txt").write_text("mine")

    assert [(problem.code, problem.facts["file"]) for problem in verify(output).problems] == [
        ("K010", "index.html"),
        ("K012", "mine.txt"),
    ]


def test_where_there_is_no_manifest_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        verify(tmp_path)

    assert refused.value.problems[0].code == "K013"


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha256", "sha512"])
def test_bags_of_others_are_read(tmp_path: Path, algorithm: str) -> None:
    import hashlib

    (tmp_path / "data").mkdir()
    (tmp_path / "data/100% 甲\n.txt").write_bytes(b"x")
    (tmp_path / "bagit.txt").write_text("\ufeffBagIt-Version: 0.97\r\nTag-File-Character-Encoding: UTF-8\r\n")
    line = f"{hashlib.new(algorithm, b'x').hexdigest().upper()} *./data/100%25 甲%0A.txt\r\n"
    (tmp_path / f"manifest-{algorithm}.txt").write_text(line, newline="")

    assert find(str(tmp_path)) == ([], 1, 1)
