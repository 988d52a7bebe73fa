"""`--only` and `--since`: what was asked for is printed, the rest stays as it was, and everything fits together."""

from __future__ import annotations

import pytest

from site_builder.errors import UsageError
from site_builder.workflows.scope import Scope
from tests.trialsite import TrialSite


def edited(site: TrialSite, path: str) -> None:
    text = (site.root / path).read_text("utf-8")
    site.write(path, text.rstrip("\n") + "\n\n这一段是后来补的。\n")


def articles(site: TrialSite) -> list[str]:
    """One article of each issue, the oldest first."""
    found: dict[str, str] = {}
    for file in sorted((site.root / "content").glob("*/*/*/*-*.md")):
        found.setdefault(file.parent.as_posix(), file.relative_to(site.root).as_posix())
    return list(found.values())


def test_what_was_not_asked_for_stays_as_it_was(site: TrialSite) -> None:
    site.build()
    before = site.output()
    first, second, *_ = articles(site)
    edited(site, first)
    edited(site, second)

    report = site.build(scope=Scope(only=(f"{second.rpartition('/')[0]}/*",)))

    issue = "/".join((second.split("/")[1], second.split("/")[3]))
    left = "/".join((first.split("/")[1], first.split("/")[3]))
    assert report.held_back == (left,)
    after = site.output()
    page = f"{issue}/{second.rpartition('/')[2].removesuffix('.md')}.html"
    assert "后来补的".encode() in after[page]
    assert {path: after[path] for path in before if path.startswith(f"{left}/")} == {
        path: data for path, data in before.items() if path.startswith(f"{left}/")
    }
    assert report.swept == ()
    assert not report.failed


def test_afterwards_everything_is_as_in_a_first_build(site: TrialSite) -> None:
    site.build()
    first, second, *_ = articles(site)
    edited(site, first)
    edited(site, second)
    site.build(scope=Scope(only=(f"{second.rpartition('/')[0]}/*",)))

    site.build()

    assert site.output() == site.fresh().output()


def test_an_issue_that_was_never_printed_is_on_no_list(site: TrialSite) -> None:
    newest = sorted({file.parent.name for file in (site.root / "content").glob("*/*/*/issue.yaml")})[-1]

    report = site.build(scope=Scope(since=newest))

    assert report.issues == 1
    assert len(report.unprinted) == 3
    folders = {path.split("/")[1] for path in site.output() if path.count("/") == 2}
    assert {folder for folder in folders if folder.startswith(("19", "20"))} == {newest}
    site.build()
    assert site.output() == site.fresh().output()


def test_a_scope_that_means_everything_changes_nothing(site: TrialSite) -> None:
    site.build()

    report = site.build(scope=Scope(only=("*",), since="1900"))

    assert report.changed == ()
    assert report.held_back == ()


@pytest.mark.parametrize(
    ("scope", "code"),
    [(Scope(since="gestern"), "B060"), (Scope(only=("nothing*",)), "B061"), (Scope(since="2999"), "B061")],
)
def test_a_scope_that_means_nothing(site: TrialSite, scope: Scope, code: str) -> None:
    with pytest.raises(UsageError) as raised:
        site.build(scope=scope)

    assert [problem.code for problem in raised.value.problems] == [code]
