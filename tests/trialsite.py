"""A small archive in a temporary folder, for tests that build it: two papers, four issues, seven articles, a picture.

Its theme is tests/trialtheme with the words of broadsheet, so that the tests say what a build does and not how the
site looks.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from unittest import mock

from site_builder.engine import executors
from site_builder.engine.events import Event
from site_builder.errors import Problem
from site_builder.workflows.build import build
from site_builder.workflows.layout import shipped_themes
from site_builder.workflows.report import BuildReport
from site_builder.workflows.scope import EVERYTHING, Scope

THEME = Path(__file__).parent / "trialtheme"

PICTURE = """<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"><rect width="4" height="3"/></svg>"""


def article(page: str, order: int, headline: str, body: str, more: str = "") -> str:
    """The text of an article file."""
    id_ = f"{page}-{order:02}"
    return f'---\nid: {id_}\nheadline: {headline}\npage: "{page}"\nposition: {{order: {order}}}\n{more}---\n{body}\n'


def issue(date: str, number: int, pages: Mapping[str, str]) -> str:
    """The text of an issue.yaml."""
    listed = "".join(f'  - {{number: "{page}", name: {name}}}\n' for page, name in pages.items())
    return f'date: {date}\nnumber: "{number}"\npages:\n{listed}'


JOBS = {
    **{"theme": 1, "masthead": 2, "typeset": 4, "assets": 1, "formats": 12, "print": 4, "plan": 5},
    **{"post": 4, "arrange": 1, "leaves": 4, "monolith": 1, "bind": 1},
}
"""The jobs of a first build, step by step, but for the fronts and the merging of words, which goes by what they are."""

MERGING = ("merge", "shelve")

RIVER = "content/chenbao/2019/2019-04-19/01-01.md"
SCHOOL = "content/chenbao/2019/2019-04-26/01-01.md"

FILES = {
    "content/site.yaml": "title: 试刊\nbase_url: https://example.org/shikan/\ntheme: {name: trial}\n",
    "content/chenbao/paper.yaml": "name: 运河晨报\n",
    "content/chenbao/2019/2019-04-19/issue.yaml": issue("2019-04-19", 1, {"01": "要闻", "02": "综合"}),
    RIVER: article("01", 1, "运河清淤今日开工", "清晨六点，第一斗淤泥离开了河床。\n\n工期九十天。", "column: 城事\n"),
    "content/chenbao/2019/2019-04-19/01-02.md": article("01", 2, "老桥不拆", "桥还在，桥下的人也还在。"),
    "content/chenbao/2019/2019-04-19/02-01.md": article(
        "02", 1, "菜场里的早晨", "鱼摊最早亮灯。", "image: images/market.svg\nalt: 菜场一角\n"
    ),
    "content/chenbao/2019/2019-04-19/images/market.svg": PICTURE,
    "content/chenbao/2019/2019-04-26/issue.yaml": issue("2019-04-26", 2, {"01": "要闻"}),
    SCHOOL: article(
        "01",
        1,
        "新学校九月招生",
        "四十间教室，一千六百个座位。",
        "byline: 本报记者 甲乙丙\ncontributors: [{name: 甲乙丙, role: reporter}]\n",
    ),
    "content/chenbao/2020/2020-01-03/issue.yaml": issue("2020-01-03", 38, {"01": "要闻"}),
    "content/chenbao/2020/2020-01-03/01-01.md": article(
        "01", 1, "新年第一班渡船", "船上有十一个人。", "column: 城事\n"
    ),
    "content/wanbao/paper.yaml": "name: 运河晚报\n",
    "content/wanbao/2019/2019-04-19/issue.yaml": issue("2019-04-19", 7, {"01": "头版"}),
    "content/wanbao/2019/2019-04-19/01-01.md": article("01", 1, "夜市重开", "灯又亮了。"),
}


class TrialSite:
    """An archive on disk that can be edited and built."""

    def __init__(self, root: Path, files: Mapping[str, str] = FILES) -> None:
        self.root = root
        self.events: list[Event] = []
        for path, text in files.items():
            self.write(path, text)
        if not (root / "themes/trial").exists():
            shutil.copytree(THEME, root / "themes/trial")
            (root / "themes/trial/strings").mkdir()
            shutil.copy(shipped_themes() / "broadsheet/strings/zh-Hans.yaml", root / "themes/trial/strings")

    def write(self, path: str, text: str | bytes) -> None:
        """Write a file below the archive's folder."""
        at = self.root / path
        at.parent.mkdir(parents=True, exist_ok=True)
        at.write_bytes(text if isinstance(text, bytes) else text.encode())

    def edit(self, path: str, was: str, now: str) -> None:
        """Replace a text that stands in a file exactly once."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert text.count(was) == 1, f"{path}: {was!r} stands there {text.count(was)} times"
        self.write(path, text.replace(was, now))

    def rename(self, path: str, to: str) -> None:
        """Move a file or folder."""
        (self.root / to).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).rename(self.root / to)

    def remove(self, path: str) -> None:
        """Take away a file or a folder with all that is in it."""
        at = self.root / path
        shutil.rmtree(at) if at.is_dir() else at.unlink()

    def build(
        self,
        *,
        jobs: str = "1",
        output: Path | None = None,
        drafts: bool = False,
        strict: bool = False,
        base_url: str | None = None,
        publish: bool = False,
        scope: Scope = EVERYTHING,
        precompress: bool = False,
    ) -> BuildReport:
        """Build it; what happened is in `events`."""
        self.events = []
        with mock.patch.object(executors, "WORTH_STARTING", 2):  # a trial of processes is too small to be worth them
            return build(
                self.root,
                output=output,
                jobs=jobs,
                tell=self.events.append,
                drafts=drafts,
                strict=strict,
                base_url=base_url,
                publish=publish,
                scope=scope,
                precompress=precompress,
            )

    def made(self) -> dict[str, int]:
        """Build it; how many jobs of each step were done, but for the merging."""
        made = self.build().made
        assert made.get("merge") == made.get("shelve"), "what was merged is printed, and nothing else"
        return {step: count for step, count in made.items() if step not in MERGING}

    def output(self) -> dict[str, bytes]:
        """Every file of the site, the ledger too: path → content."""
        folder = self.root / "output"
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def page(self, path: str) -> str:
        """The text of a page of the site."""
        return (self.root / "output" / path).read_text(encoding="utf-8")

    def fresh(self) -> TrialSite:
        """The same archive in another folder, built for the first time (with the same theme, to load it but once)."""
        number = len(list(self.root.parent.glob(f"{self.root.name}-fresh-*")))
        other = self.root.parent / f"{self.root.name}-fresh-{number}"
        shutil.copytree(self.root, other, ignore=shutil.ignore_patterns("output", ".cache", "themes"), symlinks=True)
        (other / "themes").symlink_to(self.root / "themes")
        site = TrialSite(other, {})
        site.build()
        return site


def places(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    """Code and place of problems, as `("F001", "content/…:3")`."""
    return [(problem.code, str(problem.place)) for problem in problems]
