"""What is promised to themes is written down: every field of every view."""

from __future__ import annotations

import pytest

from site_builder.press import views, views_article, views_fronts, views_issue, views_site, views_story
from site_builder.press.theme_files import KEYS
from site_builder.press.views import PAGES
from tests.press.views_table import PAGE, classes, with_tables

MODULES = (views, views_fronts, views_issue, views_story, views_article, views_site)


def test_the_tables_of_the_docs_are_those_of_the_views() -> None:
    text = PAGE.read_text(encoding="utf-8")

    assert text == with_tables(text), "run `python -m tests.press.views_table`"


@pytest.mark.parametrize("module", MODULES)
def test_every_view_and_every_field_is_described(module: object) -> None:
    for name, told, fields in classes(module):  # type: ignore[arg-type]  # modules
        assert told.endswith("."), name
        for field, _, text in fields:
            assert text.endswith("."), f"{name}.{field}"


def test_every_page_template_and_every_entry_of_the_manifest_is_in_the_docs() -> None:
    text = PAGE.read_text(encoding="utf-8")

    for kind, view in PAGES.items():
        assert f"`{kind}.html`" in text
        assert f"#### {view.__name__}\n" in text
    for key in KEYS:
        assert f"| `{key}` |" in text
