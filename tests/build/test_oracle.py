"""Whatever was done to an archive before, what is printed from it is what would be printed from nothing.

Random edits, renames, deletions and reverts, with a build after some of them; then warm output = cold output, byte for
byte, the ledger included; and in between no build may end in anything but a report, nor change a thing where it is
remembered that there is nothing to do.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from site_builder.workflows import unchanged
from site_builder.workflows.unchanged import Unchanged
from tests.trialsite import FILES, TrialSite, article, issue

DAYS = ["2019-04-19", "2019-04-26", "2019-12-27", "2020-01-03", "2020-01-03b"]
PIECES = ["01-01", "01-02", "02-01"]
HEADLINES = ["运河清淤今日开工", "老桥不拆", "下雨了"]
BODIES = ["一。", "一。\n\n二。", "一。\n\n\n二。", "**重**要。", "<script>alert(1)</script>"]
MORE = ["", "column: 城事\n", "draft: true\n", "deck: 副题\n", "hedline: 错\n"]

IN_MEMORY = Path("/dev/shm")
"""Where a system keeps files in memory: most of the time a machine at work took was waiting for its disk."""

_SIZE = settings(
    max_examples=8,
    stateful_step_count=14,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


class Archive(RuleBasedStateMachine):
    """An archive in the hands of people."""

    jobs = "1"

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=IN_MEMORY if os.access(IN_MEMORY, os.W_OK) else None))
        self.failed = False

    @initialize()
    def begin(self) -> None:
        self.site = TrialSite(self.folder / "site")
        self.site.build(jobs=self.jobs)

    @rule(
        day=st.sampled_from(DAYS),
        piece=st.sampled_from(PIECES),
        headline=st.sampled_from(HEADLINES),
        body=st.sampled_from(BODIES),
        more=st.sampled_from(MORE),
    )
    def write(self, day: str, piece: str, headline: str, body: str, more: str) -> None:
        folder = f"content/chenbao/{day[:4]}/{day}"
        if not (self.site.root / folder / "issue.yaml").exists():
            self.site.write(f"{folder}/issue.yaml", issue(day[:10], 5, {"01": "要闻", "02": "综合"}))
        page, _, order = piece.partition("-")
        self.site.write(f"{folder}/{piece}.md", article(page, int(order), headline, body, more))

    @rule(day=st.sampled_from(DAYS), piece=st.sampled_from([*PIECES, "issue", ""]))
    def remove(self, day: str, piece: str) -> None:
        at = self.site.root / "content/chenbao" / day[:4] / day
        at = at / {"": "", "issue": "issue.yaml"}.get(piece, f"{piece}.md")
        if at.exists():
            self.site.remove(str(at.relative_to(self.site.root)))

    @rule(day=st.sampled_from(DAYS), other=st.sampled_from(DAYS))
    def rename(self, day: str, other: str) -> None:
        was, to = (f"content/chenbao/{name[:4]}/{name}" for name in (day, other))
        if (self.site.root / was).exists() and not (self.site.root / to).exists():
            self.site.rename(was, to)
            if (self.site.root / to / "issue.yaml").exists():
                self.site.write(f"{to}/issue.yaml", issue(other[:10], 5, {"01": "要闻", "02": "综合"}))

    @rule()
    def revert(self) -> None:
        self.site.remove("content")
        for path, text in FILES.items():
            self.site.write(path, text)

    @rule(path=st.sampled_from(sorted(FILES)))
    def set_the_time_back(self, path: str) -> None:
        if (self.site.root / path).exists():
            os.utime(self.site.root / path, (1, 1))

    @rule(template=st.sampled_from(["article.html", "home.html", "base.html"]), remark=st.sampled_from("ab"))
    def change_the_theme(self, template: str, remark: str) -> None:
        path = self.site.root / "themes/trial/templates" / template
        path.write_text(path.read_text().partition("<!--")[0] + f"<!-- {remark} -->\n")

    @rule(title=st.sampled_from(["试刊", "试行"]), size=st.sampled_from([1, 50]))
    def change_the_settings(self, title: str, size: int) -> None:
        self.site.write("content/site.yaml", f"title: {title}\npage_size: {size}\ntheme: {{name: trial}}\n")

    @rule(at=st.integers(0, 10**6))
    def damage_the_output(self, at: int) -> None:
        pages = sorted(path for path in (self.site.root / "output").rglob("*.html"))
        if pages:
            page = pages[at % len(pages)]
            page.unlink() if at % 2 else page.write_bytes(b"damaged")

    @rule(at=st.integers(0, 10**6))
    def damage_the_cache(self, at: int) -> None:
        kept = sorted(path for path in (self.site.root / ".cache").rglob("*") if path.is_file())
        if kept:
            path = kept[at % len(kept)]
            path.unlink() if at % 2 else path.write_bytes(path.read_bytes()[: at % 50])

    @rule(drafts=st.booleans())
    def build(self, drafts: bool) -> None:
        before = Unchanged(self.site.root, None, {"drafts": drafts})
        with patch.object(unchanged, "COARSE", -(10**8)):  # what was written before the build counts as old
            known = before.report()
            report = self.site.build(drafts=drafts, jobs=self.jobs)
            before.remember(report, published=False)
        assert known is None or not (report.changed or report.swept or report.failed)
        self.failed = report.failed

    @precondition(lambda self: hasattr(self, "site"))
    @rule()
    def compare(self) -> None:
        if not self.site.build(jobs=self.jobs).failed:
            fresh = self.site.fresh()
            assert self.site.output() == fresh.output()
            shutil.rmtree(fresh.root)

    def teardown(self) -> None:
        if hasattr(self, "site"):
            self.compare()
        shutil.rmtree(self.folder)


class SharedArchive(Archive):
    """The same, its work done by two processes; what it is compared with is made by one."""

    jobs = "2"


TestArchive = Archive.TestCase
TestArchive.settings = _SIZE

TestSharedArchive = SharedArchive.TestCase
TestSharedArchive.settings = settings(_SIZE, max_examples=1, stateful_step_count=8)  # starting them costs


class ArchiveForYears(Archive):
    """The same, for much longer."""


TestArchiveForYears = pytest.mark.slow(ArchiveForYears.TestCase)
TestArchiveForYears.settings = settings(_SIZE, max_examples=200, stateful_step_count=30)


class SharedArchiveForYears(SharedArchive):
    """The same by two processes."""


TestSharedArchiveForYears = pytest.mark.slow(SharedArchiveForYears.TestCase)
TestSharedArchiveForYears.settings = settings(_SIZE, max_examples=10, stateful_step_count=20)
