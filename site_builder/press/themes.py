"""Themes: found on a search path, chained by `extends`, checked whole, and known by their fingerprints."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

import msgspec

from site_builder.errors import ContentError, Place, Problem, has_errors
from site_builder.press import routes
from site_builder.press.frame import SAID
from site_builder.press.scripts import bare
from site_builder.press.stylesheets import condensed
from site_builder.press.theme_files import Manifest, Source, Word, read_manifest, read_words
from site_builder.press.tokens import override
from site_builder.press.views import PAGES

STYLESHEET = "css/press.css"
"""The stylesheet every page links to: the theme's `styles`, joined."""

FRONTS = "css/fronts.css"
"""That of pages that are no article: the `fronts`, joined. It comes first, so that press.css has the last word."""

INDEXES = "css/index.css"
"""That of pages about more than one issue: the `indexes`, joined. It stands between the two."""

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")


class Theme(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """A theme ready to print with: every file of its chain, the nearest one where several have the same name."""

    name: str
    languages: tuple[str, ...]
    sheets: Mapping[str, Source]
    """Templates by name (`article.html`, `parts/pager.html`)."""

    words: Mapping[str, Mapping[str, str]]
    """Words of the interface by language, then by dotted name."""

    files: Mapping[str, bytes]
    """Assets by path below `assets/`, the joined stylesheet among them."""

    versions: Mapping[str, str]
    """Eight figures for each asset that change with it, for `press.css?v=…`."""

    plates: Mapping[str, str] = {}
    """Language and kind of page → the source of its plate (`printing.plated`)."""

    problems: tuple[Problem, ...] = ()
    """Warnings: what does not hinder printing."""

    def assets(self) -> Mapping[str, bytes]:
        """Output path → bytes of everything pages refer to."""
        return {routes.asset(file): data for file, data in sorted(self.files.items())}

    def fingerprint(self, page_kind: str) -> str:
        """A digest of all that has a say in pages of a kind: templates reached, words, and assets they name.

        A computed template name makes it the digest of the whole theme.
        """
        from site_builder.press import template_checks, templates  # and Jinja, which printing from plates is spared

        reached = templates.closure(self.sheets, f"{page_kind}.html")
        names = sorted(self.sheets if reached is None else reached)
        assets = sorted(self.files) if reached is None else template_checks.assets_named(self.sheets, names)
        digest = hashlib.blake2b(digest_size=16)
        for name in names:
            digest.update(f"{name}\0{self.sheets[name].text}\0".encode())
        digest.update(msgspec.json.encode(self.words, order="deterministic"))
        for file in assets if assets is not None else sorted(self.files):
            digest.update(f"{file}\0{self.versions.get(file, '')}\0".encode())
        return digest.hexdigest()

    def speaks(self, language: str) -> str:
        """The language of the theme nearest to one asked for."""
        return language if language in self.words else self.languages[0]


def load_theme(roots: Sequence[Path], name: str, tokens: Mapping[str, str] | None = None) -> Theme:
    """The theme of that name from the first folder that has it, with what it extends and a site's own tokens.

    Raises ContentError with every fault found in its files: file, line, and the nearest name that exists.
    """
    folders, problems = chain(roots, name)
    sheets: dict[str, Source] = {}
    catalogues: dict[str, dict[str, Word]] = {}
    files: dict[str, bytes] = {}
    styles: list[str] = []
    fronts: list[str] = []
    indexes: list[str] = []
    languages: list[str] = []
    for folder, manifest in reversed(folders):
        sheets |= {name: Source(path, text) for name, path, text in _texts(folder / "templates", problems)}
        files |= {name: _bytes(path) for name, path in _files(folder / "assets")}
        styles += [style for style in manifest.styles if style not in styles]
        fronts += [style for style in manifest.fronts if style not in fronts]
        indexes += [style for style in manifest.indexes if style not in indexes]
        languages += [language for language in manifest.languages if language not in languages]
        for file, path, text in _texts(folder / "strings", problems):
            words, amiss = read_words(text, path)
            problems += amiss
            catalogues.setdefault(file.removesuffix(".yaml"), {}).update(words)
    place = Place(str(folders[0][0] / "theme.yaml")) if folders else Place()
    more = {file: parts for file, parts in ((FRONTS, fronts), (INDEXES, indexes)) if parts}
    problems += _missing(PAGES, [*styles, *fronts, *indexes], sheets, files, place)
    from site_builder.press import template_checks

    problems += template_checks.check(sheets, catalogues, frozenset(files) | {STYLESHEET, *more}, PAGES)
    problems += _unsaid(catalogues, place)
    css, faults = override(_joined(styles, files), tokens or {})
    problems += faults
    if has_errors(problems):
        raise ContentError(*problems)
    joined = {STYLESHEET: css} | {file: _joined(parts, files) for file, parts in more.items()}
    files = {file: data for file, data in files.items() if file not in (*styles, *fronts, *indexes)} | joined
    files = {file: condensed(data) if file.endswith(".css") else data for file, data in files.items()}
    files |= {file: bare(data) for file, data in files.items() if file.startswith("js/") and file.endswith(".js")}
    return Theme(
        name=name,
        languages=tuple(languages) or tuple(sorted(catalogues)),
        sheets=sheets,
        words={
            language: {name: word.text for name, word in sorted(words.items())}
            for language, words in sorted(catalogues.items())
        },
        files=files,
        versions={file: hashlib.blake2b(data, digest_size=4).hexdigest() for file, data in files.items()},
        problems=tuple(problems),
    )


def chain(roots: Sequence[Path], name: str) -> tuple[list[tuple[Path, Manifest]], list[Problem]]:
    """The folders of a theme and of what it extends, nearest first, and what is wrong with their theme.yaml.

    Raises ContentError for a name that no folder has, and for themes that extend each other in a circle.
    """
    folders: list[tuple[Path, Manifest]] = []
    problems: list[Problem] = []
    place = Place()
    while name or not folders:
        if any(folder.name == name and place.path for folder, _ in folders):
            raise ContentError(*problems, Problem(code="T006", place=place, facts={"name": name}))
        found = [root / name for root in roots if _NAME.fullmatch(name) and (root / name / "theme.yaml").is_file()]
        if not found:
            known = sorted({path.parent.name for root in roots for path in root.glob("*/theme.yaml")})
            nearest = get_close_matches(name, known, 1)
            facts = {"name": name, "known": "、".join(known)} | ({"nearest": nearest[0]} if nearest else {})
            raise ContentError(*problems, Problem(code="T001", place=place, facts=facts))
        path = found[0] / "theme.yaml"
        manifest, faults = read_manifest(_text(str(path), problems), str(path))
        problems += faults
        folders.append((found[0], manifest))
        name, place = manifest.extends, Place(str(path))
    return folders, problems


def _missing(
    kinds: Mapping[str, type],
    styles: Sequence[str],
    sheets: Mapping[str, Source],
    files: Mapping[str, bytes],
    place: Place,
) -> list[Problem]:
    """Page templates and stylesheets a theme must have and has not."""
    absent = [f"templates/{kind}.html" for kind in kinds if f"{kind}.html" not in sheets]
    absent += [f"assets/{style}" for style in styles if style not in files]
    return [Problem(code="T007", place=place, facts={"name": name}) for name in absent]


def _unsaid(catalogues: Mapping[str, Mapping[str, Word]], place: Place) -> list[Problem]:
    """Words the press itself says that a catalogue lacks."""
    return [
        Problem(code="T012", place=place, facts={"name": name, "language": language})
        for language, words in catalogues.items()
        for name in SAID
        if name not in words
    ]


def _joined(styles: Sequence[str], files: Mapping[str, bytes]) -> bytes:
    return b"\n".join(files[style] for style in styles if style in files)


def _files(folder: Path) -> list[tuple[str, str]]:
    """Every file below a folder that is not hidden, by its path there with slashes, in the order of the parts of it.

    All as strings: a theme is read after each save of it, and somebody waits.
    """
    start = len(str(folder)) + 1
    found = [
        os.path.join(at, name)  # noqa: PTH118
        for at, _, names in os.walk(folder)
        for name in names
        if not name.startswith(".")
    ]
    found.sort(key=lambda path: path.split(os.sep))  # noqa: PTH206
    return [(path[start:].replace(os.sep, "/"), path) for path in found if os.path.isfile(path)]  # noqa: PTH113


def _texts(folder: Path, problems: list[Problem]) -> list[tuple[str, str, str]]:
    return [(name, path, _text(path, problems)) for name, path in _files(folder) if name.endswith((".html", ".yaml"))]


def _text(path: str, problems: list[Problem]) -> str:
    """The text of a file; one that is no UTF-8 is a problem and reads as empty."""
    try:
        with open(path, encoding="utf-8") as file:  # noqa: PTH123
            return file.read()
    except UnicodeDecodeError:
        problems.append(Problem(code="T008", place=Place(path)))
        return ""


def _bytes(path: str) -> bytes:
    with open(path, "rb") as file:  # noqa: PTH123
        return file.read()
