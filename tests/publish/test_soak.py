"""A thousand random edits by several hands, published and checked again and again; no address is ever lost."""

from __future__ import annotations

import random
import shutil
from contextlib import suppress

import pytest

from site_builder.errors import SiteBuilderError
from site_builder.press.address_book import is_lasting
from site_builder.workflows.check import check
from site_builder.workflows.moving import move
from tests.trialsite import TrialSite, article, issue

WORDS = ["桥", "船", "灯", "河", "学校", "菜场", "雨", "路", "工期", "今天"]


def edit(site: TrialSite, dice: random.Random) -> None:
    """One edit of the kind people make."""
    articles = sorted((site.root / "content").glob("*/*/*/[0-9]*.md"))
    path = str(dice.choice(articles).relative_to(site.root))
    kind = dice.randrange(8)
    if kind == 0:
        day = f"2021-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
        folder = f"content/chenbao/2021/{day}"
        if not (site.root / folder).exists():
            site.write(f"{folder}/issue.yaml", issue(day, dice.randint(100, 999), {"01": "要闻"}))
            site.write(f"{folder}/01-01.md", article("01", 1, "".join(dice.sample(WORDS, 4)), "。".join(WORDS)))
    elif kind == 1:
        parts = path.removesuffix(".md").split("/")
        with suppress(SiteBuilderError):  # taken, or another page's: it is said, and nothing is touched
            move(site.root, f"{parts[1]}/{parts[3]}/{parts[4]}", f"01-{dice.randint(1, 99):02}")
    elif kind == 2:
        site.write("content/site.yaml", f"title: {dice.choice(WORDS)}\ntheme: {{name: trial}}\n")
    elif kind == 3 and len(articles) > 3:
        old = "/".join((path.split("/")[1], path.split("/")[3], path.split("/")[4].replace(".md", ".html")))
        site.remove(path)
        book = site.root / "content/aliases.yaml"
        text = book.read_text("utf-8") if book.exists() else ""
        book.write_text(text + f"{old}: {path.split('/')[1]}/\n" if old not in text else text, encoding="utf-8")
    else:
        text = (site.root / path).read_text("utf-8")
        site.write(path, text.rstrip("\n") + dice.choice(["\n", f"\n\n{dice.choice(WORDS)}{dice.choice(WORDS)}。\n"]))


def soak(site: TrialSite, edits: int, seed: int) -> None:
    dice = random.Random(seed)
    site.build(publish=True)
    ever = {path for path in site.output() if is_lasting(path)}
    for number in range(edits):
        edit(site, dice)
        if number % 5 == 4:
            report = site.build(publish=True)
            check(site.root)
            there = site.output()
            assert ever <= there.keys(), "an address that was printed once is there, as a page or leading on"
            ever |= {path for path in there if is_lasting(path)}
            if number % 25 == 24 and not report.failed:
                fresh = site.fresh()
                fresh.build(publish=True)
                assert fresh.output() == there
                shutil.rmtree(fresh.root)


def test_some_dozens_of_edits(site: TrialSite) -> None:
    soak(site, 30, 7)


@pytest.mark.slow
def test_a_thousand_edits(site: TrialSite) -> None:
    soak(site, 1000, 1)
