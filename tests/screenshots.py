"""Takes the pictures of the README from the printed specimen: `python -m tests.screenshots` → docs/screenshots/."""

from __future__ import annotations

import tempfile
from pathlib import Path

import msgspec

from site_builder.engine.events import silence
from site_builder.workflows.build import build
from site_builder.workflows.new import new_archive
from tests.conftest import browser_program
from tests.site.kinds import ISSUE, page_of

FOLDER = Path(__file__).parents[1] / "docs" / "screenshots"


class Shot(msgspec.Struct, frozen=True):
    """One picture: its name, the page, and the window it is seen in."""

    name: str
    path: str
    width: int = 1360
    height: int = 1500
    scheme: str = "light"
    press: str = ""
    """What is clicked before the picture is taken."""


SHOTS = (
    Shot("home-desk", "index.html"),
    Shot("home-phone-dark", "index.html", 390, 844, "dark"),
    Shot("issue-desk", f"{ISSUE}/index.html"),
    Shot("issue-dark", f"{ISSUE}/index.html", scheme="dark"),
    Shot("issue-phone", f"{ISSUE}/index.html", 390, 844),
    Shot("scan-desk", "jinri-yanzhou/2021-03-19/index.html", press='[for="view-scan"]'),
    Shot("package-desk", "jinri-yanzhou/2021-05-14/p03.html", height=1100),
    Shot("read-desk", f"{ISSUE}/read.html"),
    Shot("supplement-desk", "jinri-yanzhou/2021-12-31b/index.html", height=900),
    Shot("about-desk", "jinri-yanzhou/about.html", height=1100),
    Shot("day-phone", "jinri-yanzhou/days/0617.html", 390, 844),
    Shot("page-desk", "jinri-yanzhou/2021-12-31/p03.html"),
    Shot("article-desk", "jinri-yanzhou/2021-03-19/01-01.html"),
    Shot("article-dark", "jinri-yanzhou/2021-03-19/01-01.html", scheme="dark"),
    Shot("article-phone", "jinri-yanzhou/2021-03-19/01-01.html", 390, 844),
    Shot("year-desk", "jinri-yanzhou/2022.html"),
    Shot("search-desk", "search/index.html?q=电梯", height=1000),
    Shot("group-desk", "jinri-yanzhou/2022-06-24/03-02.html"),
    Shot("group-phone", "jinri-yanzhou/2022-06-24/03-02.html", 390, 844),
)

OTHERS = (
    *("table", "photo", "emended", "unheld", "about-year", "corrections", "404"),
    *("columns", "column", "people", "person", "editor", "serials", "series", "places", "place", "days"),
)
"""The kinds of page that no picture above shows; one picture of each, from its top."""


def take(site: Path, folder: Path) -> None:
    """Shoot every page of the printed specimen at `site` into `folder`, as PNG."""
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_program(), args=["--no-sandbox", "--disable-gpu"])
        for shot in (*SHOTS, *(Shot(f"{kind}-desk", page_of(site, kind), height=900) for kind in OTHERS)):
            page = browser.new_page(
                viewport={"width": shot.width, "height": shot.height},
                color_scheme="dark" if shot.scheme == "dark" else "light",
            )
            page.goto(f"{site.as_uri()}/{shot.path}")
            if "?q=" in shot.path:
                page.locator("#results li").first.wait_for()
            if shot.press:
                page.locator(shot.press).click()
            page.screenshot(path=folder / f"{shot.name}.png")
            page.close()
        browser.close()


def main() -> None:
    """Print the specimen in a temporary folder and take the pictures."""
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary) / "archive"
        new_archive(root, sample=True)
        take(build(root, jobs="1", tell=silence).output, FOLDER)


if __name__ == "__main__":
    main()
