"""Addresses that lead elsewhere while the archive is previewed: aliases, and what was renamed or taken away."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.workflows.edition import Edition
from site_builder.workflows.moving import move
from tests.trialsite import FILES, RIVER, SCHOOL, TrialSite

OLD, NEW = "chenbao/2019-04-19/01-01.html", "chenbao/2019-04-19/01-03.html"
FOLDER = "content/chenbao/2019/2019-04-19"


class Previewed:
    """A trial site and its edition in memory, told of every save."""

    def __init__(self, root: Path) -> None:
        self.site = TrialSite(root, FILES)
        self.edition = Edition(root)
        self.edition.open()

    def saved(self, *paths: str, watched: tuple[str, ...] = ()) -> frozenset[str]:
        """Take in that these files changed; what of the `watched` pages is different."""
        return self.edition.refresh([(self.site.root / path).resolve() for path in paths], watched)


@pytest.fixture
def previewed(tmp_path: Path) -> Previewed:
    return Previewed(tmp_path / "archive")


def test_a_renamed_article_is_known_again(previewed: Previewed) -> None:
    site = previewed.site
    site.rename(RIVER, f"{FOLDER}/01-03.md")
    previewed.saved(RIVER, f"{FOLDER}/01-03.md")
    assert previewed.edition.read(OLD) is not None, "the id in the file is the old one: the last good page stays"

    site.edit(f"{FOLDER}/01-03.md", "id: 01-01", "id: 01-03")
    site.edit(f"{FOLDER}/01-03.md", "order: 1", "order: 3")
    site.edit(f"{FOLDER}/01-02.md", "order: 2", "order: 1")
    site.edit(f"{FOLDER}/01-03.md", "order: 3", "order: 2")
    changed = previewed.saved(f"{FOLDER}/01-03.md", f"{FOLDER}/01-02.md", watched=(OLD,))

    assert changed == {OLD}
    assert previewed.edition.read(OLD) is None
    assert previewed.edition.where(OLD) == (NEW, "运河清淤今日开工")
    assert previewed.edition.where("chenbao/2019-04-19/09-09.html") == ("", "")


def test_a_renamed_issue_leads_all_its_pages_to_the_new_one(previewed: Previewed) -> None:
    site = previewed.site
    site.rename(FOLDER, "content/chenbao/2019/2019-04-18")
    site.edit("content/chenbao/2019/2019-04-18/issue.yaml", "date: 2019-04-19", "date: 2019-04-18")
    previewed.saved(f"{FOLDER}/issue.yaml", "content/chenbao/2019/2019-04-18/issue.yaml")

    assert previewed.edition.where(OLD)[0] == "chenbao/2019-04-18/01-01.html"
    for page in ("index.html", "p02.html"):
        assert previewed.edition.where(f"chenbao/2019-04-19/{page}")[0] == f"chenbao/2019-04-18/{page}"


def test_a_deleted_article_is_gone_and_comes_back(previewed: Previewed) -> None:
    page = previewed.edition.read(OLD)
    previewed.site.remove(RIVER)
    previewed.site.edit(f"{FOLDER}/01-02.md", "order: 2", "order: 1")
    assert previewed.saved(RIVER, f"{FOLDER}/01-02.md", watched=(OLD, "index.html")) >= {OLD}
    assert (previewed.edition.read(OLD), previewed.edition.where(OLD)) == (None, ("", ""))

    previewed.site.write(RIVER, FILES[RIVER])
    previewed.site.write(f"{FOLDER}/01-02.md", FILES[f"{FOLDER}/01-02.md"])

    assert OLD in previewed.saved(RIVER, f"{FOLDER}/01-02.md", watched=(OLD,))
    assert previewed.edition.read(OLD) == page


def test_a_draft_is_hidden_and_not_gone(previewed: Previewed) -> None:
    previewed.site.edit(RIVER, "headline:", "draft: true\nheadline:")
    previewed.saved(RIVER)
    assert previewed.edition.read(OLD) is not None
    assert previewed.edition.withheld(OLD) == ""

    public = Edition(previewed.site.root, drafts=False)
    public.open()

    assert public.read(OLD) is None
    assert public.withheld(OLD) == "hidden"
    assert not any(
        map(public.withheld, (NEW, "chenbao/2019-04-19/01-02.html", "chenbao/2019-04-19/index.html", "index.html"))
    )


def test_a_page_that_was_never_there_is_told_when_it_comes(previewed: Previewed) -> None:
    late = "chenbao/2019-04-26/01-02.html"
    assert previewed.edition.read(late) is None
    previewed.site.write(SCHOOL.replace("01-01", "01-02"), FILES[f"{FOLDER}/01-02.md"])

    assert previewed.saved(SCHOOL.replace("01-01", "01-02"), watched=(late,)) == {late}


def test_an_alias_leads_where_a_build_has_it_lead(previewed: Previewed) -> None:
    site = previewed.site
    site.edit(RIVER, "column: 城事\n", "column: 城事\naliases: [former/17.html, chenbao/2019-04-19/07-07.html]\n")
    site.write("content/aliases.yaml", "old/a.html: chenbao/2019-04-26/01-01.html#p1\nold/folder: wanbao/\n")
    previewed.saved(RIVER, "content/aliases.yaml")

    site.build(publish=True)
    printed = site.output()

    for path in ("former/17.html", "chenbao/2019-04-19/07-07.html", "old/a.html", "old/folder/index.html"):
        assert b'http-equiv="refresh"' in printed[path]
        assert previewed.edition.read(path) == printed[path], path
    assert previewed.edition.read("former/18.html") is None


def test_what_mv_renames_is_followed_by_its_alias(previewed: Previewed) -> None:
    assert previewed.edition.read(OLD) is not None
    report = move(previewed.site.root, "chenbao/2019-04-19/01-01", "01-03")

    changed = previewed.saved(RIVER, report.now, *report.edited, watched=(OLD,))

    assert changed == {OLD}
    assert b"url=01-03.html" in (previewed.edition.read(OLD) or b"")


def test_the_paragraph_that_changed_is_named(previewed: Previewed) -> None:
    previewed.site.edit(RIVER, "工期九十天", "工期八十天")
    previewed.saved(RIVER)
    assert previewed.edition.changed_at(OLD) == "p2"

    previewed.site.edit(RIVER, "column: 城事\n", "")
    previewed.saved(RIVER)
    assert previewed.edition.changed_at(OLD) == ""
