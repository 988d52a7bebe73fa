"""`site-builder package`: manuscripts, sources and the printed site, in one folder or zip that can prove itself."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import time
import zipfile
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

import msgspec

from site_builder import __version__
from site_builder.config import load_config
from site_builder.engine import lock
from site_builder.engine.events import Reporter
from site_builder.engine.survey import survey
from site_builder.errors import ContentError, Place, Problem, UsageError
from site_builder.fixity import verify_package
from site_builder.fixity.bag import PAYLOAD, bag_tags
from site_builder.fixity.crate import METADATA, Crate, CratePart, write_crate
from site_builder.newspaper.calendar import printed
from site_builder.newspaper.model import Paper
from site_builder.press import routes
from site_builder.workflows.build import build
from site_builder.workflows.check import read_facts
from site_builder.workflows.layout import CONTENT, Layout, check_archive, layout
from site_builder.workflows.reading import read_masthead
from site_builder.workflows.stock import SOURCE, take_stock

OPEN = """\
<!DOCTYPE html>
<html lang="zh-Hans">
<meta charset="utf-8">
<meta http-equiv="refresh" content="0; url=data/site/index.html">
<title>{title}</title>
<p><a href="data/site/index.html">{title}</a></p>
</html>
"""

README = """\
{title}

open.html             双击阅读，可以检索，不必联网。     Open this to read and search; no network is needed.
verify.py             核对每个文件：python3 verify.py    Verifies every file with any Python 3.
data/site/            印好的网站。                       The printed site.
data/content/         稿件（Markdown、YAML）与原始文字。 Manuscripts (Markdown, YAML) and the raw texts.
data/{metadata}  说明（RO-Crate）。        Description for machines.
manifest-sha256.txt   每个文件的校验和（BagIt）。        Checksums of all files (BagIt, RFC 8493).

由 site-builder {version} 制作。 Made with site-builder {version}.
"""

_FIRST_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_BEFORE_1980 = 315532800
_LAST_SECOND = 253_402_300_799
"""Of the year 9999: later days have no date of four figures."""


class PackageReport(msgspec.Struct, frozen=True, kw_only=True):
    """What was packed."""

    path: Path
    files: int
    bytes: int
    problems: tuple[Problem, ...]


def package(root: Path, target: Path, *, jobs: str = "", tell: Reporter) -> PackageReport:
    """Pack the archive at `root` into a new folder, or into a zip when the name ends in `.zip`.

    The same content gives the same bytes (but for `SOURCE_DATE_EPOCH`, which dates it). Raises UsageError when the
    target is taken, ContentError when the site cannot be printed without errors or nothing more can be written; what
    was begun is then taken away.
    """
    archive = layout(root)
    check_archive(archive)
    _epoch()
    real = Path(os.path.abspath(target))  # noqa: PTH100 - links in the way are the user's business
    if real.exists() or real.is_symlink():
        raise UsageError(Problem(code="K020", place=Place(str(target)), facts={"found": str(target)}))
    begun = real.with_name(f".{real.name}.begun-{os.getpid()}")
    bag = begun / real.name.removesuffix(".zip")
    try:
        bag.mkdir(parents=True)
        report = build(root, output=bag / PAYLOAD / "site", jobs=jobs, tell=tell, publish=True)
        if report.failed:
            raise ContentError(*report.problems, Problem(code="K021", place=Place(str(root))))
        _copy(archive.content, bag / PAYLOAD / CONTENT)
        if (root / "themes").is_dir():
            _copy(root / "themes", bag / PAYLOAD / "themes")
        crate = _crate(archive)
        (bag / PAYLOAD / METADATA).write_bytes(write_crate(crate))
        payload = dict(_payload(bag))
        tags = bag_tags(payload, _info(crate), _extra(crate))
        for name, data in tags.items():
            (bag / name).write_bytes(data)
        if real.suffix == ".zip":
            _zip(bag, begun / "whole.zip")
            (begun / "whole.zip").rename(real)
        else:
            bag.rename(real)
    except OSError as error:
        path = str(error.filename2 or error.filename or target)
        facts = {"path": path, "reason": error.strerror or str(error)}
        raise ContentError(Problem(code="K022", place=Place(path), facts=facts)) from error
    finally:
        shutil.rmtree(begun, ignore_errors=True)
    size = sum(size for _, size in payload.values()) + sum(map(len, tags.values()))
    return PackageReport(path=target, files=len(payload) + len(tags), bytes=size, problems=report.problems)


def _copy(source: Path, target: Path) -> None:
    """Copy what people keep in a folder: hidden files and links are left out, names and bytes stay as they are."""
    target.mkdir(parents=True)
    with os.scandir(source) as entries:
        listed = sorted(entries, key=lambda entry: entry.name)
    for entry in listed:
        if entry.name.startswith(".") or entry.is_symlink():
            continue
        if entry.is_dir(follow_symlinks=False):
            _copy(Path(entry.path), target / entry.name)
        elif stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
            shutil.copyfile(entry.path, target / entry.name)


def _payload(bag: Path) -> Iterator[tuple[str, tuple[str, int]]]:
    for place, folders, names in os.walk(bag / PAYLOAD):
        folders.sort()
        for name in sorted(names):
            path = Path(place, name)
            if name == lock.NAME:
                path.unlink()
                continue
            with path.open("rb") as file:
                checksum = hashlib.file_digest(file, "sha256").hexdigest()
            yield path.relative_to(bag).as_posix(), (checksum, path.stat().st_size)


def _crate(archive: Layout) -> Crate:
    config, _ = load_config(archive.root)
    stock = take_stock(survey(archive.content, archive.cache / "content.memo", shown=CONTENT, without=(SOURCE,)))
    papers: dict[str, Paper] = {}
    folders: dict[str, str] = {}
    for stocked in stock.papers:
        paper, _ = read_masthead(archive.root, stocked)
        if paper is not None:
            papers[stocked.id] = paper
        folders |= {str(issue.key): issue.folder for issue in stocked.issues}
    facts = read_facts(archive, config.build.jobs)
    parts = tuple(
        CratePart(
            folder=folders[str(issue.key)],
            page=f"site/{routes.issue(issue.key)}",
            name=f"{papers[issue.key.paper].name} {printed(issue.date)}",
            date=issue.date,
            number=issue.number,
            articles=sum(1 for article in issue.articles if not article.draft),
        )
        for issue in facts
        if issue.key.paper in papers
    )
    days = [issue.key.day for issue in facts if "X" not in issue.key.day]
    return Crate(
        title=config.site.title,
        description=config.site.description,
        language=config.site.language,
        published=_day() or max(days, default="1970-01-01"),
        license=next((paper.license for paper in papers.values() if paper.license), ""),
        papers=tuple(paper.name for paper in papers.values()),
        publisher=tuple(dict.fromkeys(name for paper in papers.values() for name in paper.publisher or paper.sponsor)),
        version=__version__,
        parts=parts,
    )


def _info(crate: Crate) -> Mapping[str, str]:
    return {
        "Source-Organization": "、".join(crate.publisher),
        "External-Description": f"{crate.title}（{'、'.join(crate.papers)}）",
        "Bagging-Date": _day(),
        "Bag-Software-Agent": f"site-builder {crate.version}",
    }


def _extra(crate: Crate) -> dict[str, bytes]:
    said = {"title": crate.title, "version": crate.version, "metadata": METADATA}
    return {
        "open.html": OPEN.format(title=escape(crate.title)).encode(),
        "README.txt": README.format(**said).encode(),
        "verify.py": Path(verify_package.__file__).read_bytes(),
    }


def _day() -> str:
    """The day `SOURCE_DATE_EPOCH` names; empty when it names none: a package made twice is then the same twice."""
    epoch = _epoch()
    return "" if epoch is None else time.strftime("%Y-%m-%d", time.gmtime(epoch))


def _epoch() -> int | None:
    """The second `SOURCE_DATE_EPOCH` names, None when it is not set; raises UsageError for one that names none."""
    said = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not said:
        return None
    if not (said.isascii() and said.isdecimal() and len(said) <= len(str(_LAST_SECOND)) and int(said) <= _LAST_SECOND):
        raise UsageError(Problem(code="K023", facts={"found": said[:40]}))
    return int(said)


def _zip(folder: Path, file: Path) -> None:
    """The folder as a zip: sorted, one date, one mode, so that the same content gives the same bytes."""
    epoch = _epoch()
    when = _FIRST_ZIP_DAY
    if epoch is not None and _BEFORE_1980 <= epoch < 4_000_000_000:
        when = time.gmtime(epoch)[:6]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for place, folders, names in os.walk(folder):
            folders.sort()
            for name in sorted(names):
                path = Path(place, name)
                entry = zipfile.ZipInfo(path.relative_to(folder.parent).as_posix(), when)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o100644 << 16
                entry.create_system = 3
                packed.writestr(entry, path.read_bytes())
