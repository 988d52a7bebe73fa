"""Themes: the search path, `extends`, tokens, fingerprints, and what is said of a broken one."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from site_builder.errors import ContentError, Problem, Severity
from site_builder.errors.wording import LANGUAGES, hint, sentence
from site_builder.press.settings import SiteSettings
from site_builder.press.themes import Theme, load_theme
from site_builder.press.views import PAGES
from tests.press.printed import THEMES, broadsheet, printed_fronts, printed_issues
from tests.press.trialissue import PAPER, archive, article, issue


def child(root: Path, files: dict[str, str], manifest: str = "name: own\nextends: broadsheet\n") -> Path:
    """A theme `own` in a folder of themes."""
    for name, text in {"theme.yaml": manifest, **files}.items():
        path = root / "own" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def load(root: Path, name: str = "own", **tokens: str) -> Theme:
    return load_theme([root, THEMES], name, tokens)


def fault(root: Path, name: str = "own", **tokens: str) -> Problem:
    """The one problem a theme has."""
    with pytest.raises(ContentError) as caught:
        load(root, name, **tokens)
    assert len(caught.value.problems) == 1, caught.value.problems
    return caught.value.problems[0]


def printing_fault(root: Path) -> Problem:
    """The one problem that shows when a page is printed."""
    theme = load(root)
    with pytest.raises(ContentError) as caught:
        printed_issues([issue("2023-05-05", [article(1)])], SiteSettings(), theme)
    return caught.value.problems[0]


def test_the_shipped_theme_is_whole() -> None:
    assert broadsheet().problems == ()
    assert broadsheet().languages == LANGUAGES


def test_one_part_can_be_overridden_alone(tmp_path: Path) -> None:
    theme = load(child(tmp_path, {"templates/parts/foot.html": "<footer>我们的页脚</footer>\n"}))
    files = printed_issues([issue("2023-05-05", [article(1)])], SiteSettings(), theme)

    assert "我们的页脚" in files["shibao/2023-05-05/index.html"].decode()
    assert "雁洲试报" in files["shibao/2023-05-05/index.html"].decode()


def test_a_word_can_be_overridden_alone(tmp_path: Path) -> None:
    theme = load(child(tmp_path, {"strings/zh-Hans.yaml": "site:\n  search: 找一找\n"}))

    assert theme.words["zh-Hans"]["site.search"] == "找一找"
    assert theme.words["zh-Hans"]["site.home"] == "首页"


def test_a_child_adds_its_stylesheet_at_the_end(tmp_path: Path) -> None:
    manifest = "name: own\nextends: broadsheet\nstyles: [css/own.css]\n"
    theme = load(child(tmp_path, {"assets/css/own.css": ".mine { color: red }\n"}, manifest))

    assert theme.assets()["assets/css/press.css"].rstrip().endswith(b".mine{color:red}")
    assert "assets/css/own.css" not in theme.assets()


def test_tokens_become_the_last_layer() -> None:
    theme = load_theme([THEMES], "broadsheet", {"spot": "#005bac", "wide": "80rem"})
    css = theme.assets()["assets/css/press.css"].decode()

    assert css.rstrip().endswith("@layer overrides{:root{--spot:#005bac;--wide:80rem}}")
    assert theme.fingerprint("article") != broadsheet().fingerprint("article"), (
        "the page names the stylesheet's version"
    )


def test_articles_need_one_stylesheet_and_other_pages_two_each_with_a_version() -> None:
    page = printed_issues([issue("2023-05-05", [article(1)])], SiteSettings(), broadsheet())
    version = broadsheet().versions["css/press.css"]

    assert len(version) == 8
    styles = {
        name: re.findall(r'<link rel="stylesheet" href="([^"]+)"', page[f"shibao/2023-05-05/{name}.html"].decode())
        for name in ("index", "01-01")
    }
    assert styles["01-01"] == [f"../../assets/css/press.css?v={version}"]
    assert styles["index"][1:] == styles["01-01"], "press.css has the last word"
    assert [name for name in broadsheet().assets() if name.endswith(".css")] == [
        "assets/css/fronts.css",
        "assets/css/hant.css",
        "assets/css/index.css",
        "assets/css/press.css",
    ]


def test_fronts_need_one_more_and_papers_in_traditional_chinese_too() -> None:
    front = printed_fronts(archive(issue("2023-05-05", [article(1)])), SiteSettings(), broadsheet())["index.html"]
    paper = msgspec.structs.replace(PAPER, language="zh-Hant")
    hant = printed_fronts(archive(issue("2023-05-05", [article(1)]), paper=paper), SiteSettings(), broadsheet())

    def styles(page: bytes) -> list[str]:
        return re.findall(r'<link rel="stylesheet" href="[./]*assets/css/(\w+)\.css', page.decode())

    assert styles(front) == ["fronts", "index", "press"]
    assert styles(hant["shibao/index.html"]) == ["fronts", "index", "press", "hant"]


def test_a_part_counts_only_for_the_pages_that_use_it(tmp_path: Path) -> None:
    cite = (THEMES / "broadsheet/templates/parts/cite.html").read_text(encoding="utf-8")
    theme = load(child(tmp_path, {"templates/parts/cite.html": cite + "<!-- -->\n"}))
    moved = {kind for kind in PAGES if theme.fingerprint(kind) != broadsheet().fingerprint(kind)}

    assert moved == {"article"}


def test_a_word_counts_for_every_page(tmp_path: Path) -> None:
    theme = load(child(tmp_path, {"strings/zh-Hans.yaml": "cite:\n  title: 引用\n"}))

    assert all(theme.fingerprint(kind) != broadsheet().fingerprint(kind) for kind in PAGES)


def test_a_computed_part_counts_as_the_whole_theme(tmp_path: Path) -> None:
    theme = load(
        child(tmp_path, {"templates/parts/cite.html": '{% include "parts/" ~ head.kind ~ ".html" ignore missing %}'})
    )
    other = load(
        child(
            tmp_path,
            {"templates/parts/map.html": "{# nothing #}{% macro map_of(map, caption=true, id='') %}{% endmacro %}"},
        )
    )

    assert [(problem.code, problem.severity) for problem in theme.problems] == [("T018", Severity.WARNING)]
    assert other.fingerprint("article") != theme.fingerprint("article")


def test_fingerprints_do_not_depend_on_where_the_theme_lies(tmp_path: Path) -> None:
    here = load(child(tmp_path / "a", {"templates/parts/foot.html": "<footer></footer>"}))
    there = load(child(tmp_path / "b", {"templates/parts/foot.html": "<footer></footer>"}))

    assert [here.fingerprint(kind) for kind in PAGES] == [there.fingerprint(kind) for kind in PAGES]


def test_an_unknown_theme(tmp_path: Path) -> None:
    problem = fault(tmp_path, "broadshet")

    assert problem.code == "T001"
    assert problem.facts["nearest"] == "broadsheet"


@pytest.mark.parametrize("name", ["../broadsheet", "/etc", "", "a/b", "Broadsheet"])
def test_a_theme_name_never_leaves_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(ContentError) as caught:
        load(tmp_path, name)

    assert caught.value.problems[0].code == "T001"


def test_an_unknown_key(tmp_path: Path) -> None:
    problem = fault(child(tmp_path, {}, "name: own\nextend: broadsheet\nextends: broadsheet\n"))

    assert (problem.code, problem.place.line, problem.facts["nearest"]) == ("T003", 2, "extends")


def test_broken_yaml(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        load(child(tmp_path, {}, "name: own\nextends: [broadsheet\n"))

    assert (caught.value.problems[0].code, caught.value.problems[0].place.line) == ("T002", 3)


def test_a_circle(tmp_path: Path) -> None:
    problem = fault(child(tmp_path, {}, "name: own\nextends: own\n"))

    assert problem.code == "T006"


def test_a_syntax_error(tmp_path: Path) -> None:
    problem = fault(child(tmp_path, {"templates/parts/foot.html": "<footer>\n{% iff site.icp %}\n</footer>\n"}))

    assert (problem.code, problem.place.path, problem.place.line) == (
        "T017",
        str(tmp_path / "own/templates/parts/foot.html"),
        2,
    )


def test_a_part_that_is_not_there(tmp_path: Path) -> None:
    problem = fault(
        child(tmp_path, {"templates/parts/foot.html": '<footer>\n{% include "parts/crumb.html" %}</footer>\n'})
    )

    assert (problem.code, problem.place.line, problem.facts["nearest"]) == ("T009", 2, "parts/crumbs.html")


def test_a_word_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        load(child(tmp_path, {"templates/parts/foot.html": '\n\n{{ t("site.serch") }}\n'}))
    problems = caught.value.problems

    assert {problem.facts["language"] for problem in problems} == set(LANGUAGES)
    assert {(problem.code, problem.place.line, problem.facts["nearest"]) for problem in problems} == {
        ("T012", 3, "site.search")
    }


def test_an_unknown_variable(tmp_path: Path) -> None:
    problem = fault(child(tmp_path, {"templates/parts/byline.html": "\n{{ artcle.byline }}\n"}))

    assert (problem.code, problem.place.line, problem.facts["nearest"]) == ("T010", 2, "article")


def test_an_unknown_field(tmp_path: Path) -> None:
    problem = printing_fault(child(tmp_path, {"templates/parts/byline.html": "\n\n{{ article.bylin }}\n"}))

    assert (problem.code, problem.place.path, problem.place.line) == (
        "T011",
        str(tmp_path / "own/templates/parts/byline.html"),
        3,
    )
    assert problem.facts["nearest"] == "byline"
    assert problem.facts["view"] == "ArticleView"


def test_an_unknown_field_in_a_condition(tmp_path: Path) -> None:
    problem = printing_fault(child(tmp_path, {"templates/parts/byline.html": "{% if article.bylin %}x{% endif %}\n"}))

    assert (problem.code, problem.place.line) == ("T011", 1)


def test_a_word_that_cannot_be_filled(tmp_path: Path) -> None:
    problem = printing_fault(child(tmp_path, {"templates/parts/byline.html": '\n{{ t("article.characters") }}\n'}))

    assert (problem.code, problem.place.line, problem.facts["field"]) == ("T013", 2, "n")


def test_a_template_that_fails_otherwise(tmp_path: Path) -> None:
    problem = printing_fault(child(tmp_path, {"templates/parts/byline.html": "\n{{ 1 // 0 }}\n"}))

    assert (problem.code, problem.place.line) == ("T016", 2)


@pytest.mark.parametrize(
    "attack",
    [
        "{{ article.__class__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ article['__class__'] }}",
        "{{ '{0.__class__}'.format(article) }}",
        "{{ t.__globals__ }}",
        "{{ (article | attr('__class__')) }}",
    ],
)
def test_a_template_sees_views_and_nothing_behind_them(tmp_path: Path, attack: str) -> None:
    with pytest.raises(ContentError):
        printed_issues(
            [issue("2023-05-05", [article(1)])],
            SiteSettings(),
            load(child(tmp_path, {"templates/parts/byline.html": attack})),
        )


def test_a_stylesheet_that_is_not_there(tmp_path: Path) -> None:
    problem = fault(child(tmp_path, {}, "name: own\nextends: broadsheet\nstyles: [css/gone.css]\n"))

    assert (problem.code, problem.facts["name"]) == ("T007", "assets/css/gone.css")


def test_an_asset_that_is_not_there(tmp_path: Path) -> None:
    problem = fault(child(tmp_path, {"templates/parts/foot.html": '{{ asset("js/readr.js") }}'}))

    assert (problem.code, problem.facts["nearest"]) == ("T019", "js/reader.js")


def test_an_unknown_token() -> None:
    problem = fault(THEMES, "broadsheet", spott="red")

    assert (problem.code, problem.facts["nearest"]) == ("T014", "spot")


@pytest.mark.parametrize("value", ["red; } body { display: none", "url(https://example.org/x)", "</style>", "a\\62"])
def test_a_token_is_a_value_and_nothing_more(value: str) -> None:
    assert fault(THEMES, "broadsheet", spot=value).code == "T015"


def test_a_template_that_is_no_utf8(tmp_path: Path) -> None:
    root = child(tmp_path, {"templates/parts/foot.html": ""})
    (root / "own/templates/parts/foot.html").write_bytes("页脚".encode("gb18030"))

    assert fault(root).code == "T008"


def test_all_faults_at_once(tmp_path: Path) -> None:
    files = {
        "templates/parts/foot.html": "{% if %}",
        "templates/parts/cite.html": '{% include "parts/gone.html" %}',
        "templates/parts/byline.html": "{{ nobody }}",
    }
    with pytest.raises(ContentError) as caught:
        load(child(tmp_path, files))

    assert {problem.code for problem in caught.value.problems} == {"T017", "T009", "T010"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", range(1, 20))
def test_every_problem_has_a_sentence_and_a_hint(number: int, language: str) -> None:
    names = ["name", "key", "known", "nearest", "fault", "field", "view", "value", "language"]
    problem = Problem(code=f"T{number:03}", facts=dict.fromkeys(names, "x"))

    assert sentence(problem, language)
    assert hint(problem, language)
    assert "‹" not in sentence(problem, language) + hint(problem, language)
