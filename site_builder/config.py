"""content/site.yaml → `Config`: what an archivist may set, put together from each trade's own settings."""

from __future__ import annotations

import os
import re
import stat
import zoneinfo
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from site_builder.checks.settings import PROFILES, CheckSettings
from site_builder.errors import Place, Problem, has_errors
from site_builder.manuscript import forms, schema, yaml_text
from site_builder.manuscript.decoding import decode
from site_builder.manuscript.nearest import nearest
from site_builder.manuscript.vocabulary import Form, Key, Vocabulary
from site_builder.manuscript.yaml_nodes import Node, Scalar, Table
from site_builder.press.errata import errata_to
from site_builder.press.settings import (
    FEEDS,
    FORMATS,
    POLICIES,
    SiteParticulars,
    SiteSettings,
    ThemeSettings,
    TypesettingSettings,
)
from site_builder.search import settings as search_settings
from site_builder.search.settings import WANTED, SearchSettings

FILE = "content/site.yaml"

FORMAT = 1
"""The format of content/ that this program writes; docs/addresses.md says what each number means."""

LANGUAGES = ("zh-Hans", "zh-Hant", "en", "ja")


class BuildSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How the work is done; what comes out does not depend on it."""

    jobs: str = "auto"
    """1, the number of processes, auto, or dask://HOST:PORT."""


ZONE_PARTS = 3
"""Parts of the longest name of a time zone, as in America/Argentina/Ushuaia."""


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is set for an archive."""

    site: SiteSettings = SiteSettings()
    theme: ThemeSettings = ThemeSettings()
    typesetting: TypesettingSettings = TypesettingSettings()
    search: SearchSettings = SearchSettings()
    build: BuildSettings = BuildSettings()
    check: CheckSettings = CheckSettings()
    format: int = 0
    """The format content/ is in; 0 is older than the first that says its number."""


class _SiteFile(SiteParticulars, frozen=True, kw_only=True):
    """site.yaml as it is written: the site's particulars at the top, the trades' settings in groups below them."""

    theme: ThemeSettings = ThemeSettings()
    typesetting: TypesettingSettings = TypesettingSettings()
    search: SearchSettings = SearchSettings()
    build: BuildSettings = BuildSettings()
    check: CheckSettings = CheckSettings()
    format: int = 0


def leads_out(path: Path, folder: Path) -> str:
    """Where a link leads when that is outside of a folder; empty for one that stays inside, and for what is no link."""
    if not path.is_symlink():
        return ""
    real = os.path.realpath(path)
    return "" if Path(real).is_relative_to(os.path.realpath(folder)) else os.readlink(path)  # noqa: PTH115 - as written


def is_plain(path: Path) -> bool:
    """Whether a file can be read to its end: a pipe might never end. A folder fails by itself. Raises OSError."""
    mode = path.stat().st_mode
    return stat.S_ISREG(mode) or stat.S_ISDIR(mode)


def load_config(root: Path) -> tuple[Config, list[Problem]]:
    """The configuration of the archive at `root`, the defaults where nothing is set or where there are errors.

    A missing site.yaml is no fault: everything has a default.
    """
    if target := leads_out(root / FILE, (root / FILE).parent):
        return Config(), [Problem(code="B020", place=Place(FILE), facts={"target": target})]
    try:
        if not is_plain(root / FILE):
            return Config(), [Problem(code="B023", place=Place(FILE))]
        data = (root / FILE).read_bytes()
    except FileNotFoundError:
        return Config(), []
    except OSError as error:
        return Config(), [Problem(code="C005", place=Place(FILE), facts={"reason": error.strerror or str(error)})]
    text, problems = decode(data, FILE)
    if text is None:
        # Of an empty file nothing is lost.
        return Config(), [problem for problem in problems if problem.code != "F016"]
    config, faults = read_config(text)
    problems += faults
    return (Config() if has_errors(problems) else config), problems


def read_config(text: str, path: str = FILE) -> tuple[Config, list[Problem]]:
    """The configuration of a settled text, and every fault of it."""
    node, problems = yaml_text.read(text, path)
    if node is None and problems:
        return Config(), problems
    salvaged = schema.salvage(node, _SiteFile, path, _VOCABULARY)
    problems += salvaged.problems
    written = salvaged.value or _SiteFile()
    config = Config(
        site=SiteSettings(
            searchable=written.search.enabled,
            **{name: getattr(written, name) for name in SiteParticulars.__struct_fields__},
        ),
        theme=written.theme,
        typesetting=written.typesetting,
        search=written.search,
        build=written.build,
        check=written.check,
        format=written.format,
    )
    if written.format > FORMAT:
        place = schema.place_of(node, _SiteFile, path, _VOCABULARY, "format")
        facts = {"found": str(written.format), "known": str(FORMAT)}
        problems.append(Problem(code="C006", place=place, facts=facts))
    for problem in search_settings.check(config.search, path):
        place = schema.place_of(node, _SiteFile, path, _VOCABULARY, "search", "segmenter")
        problems.append(msgspec.structs.replace(problem, place=place))
    return config, problems


def written_settings(root: Path, config: Config) -> Iterator[tuple[str, str, int]]:
    """Every setting with its value and the line of site.yaml that says so; 0 where that is the default."""
    try:
        text = decode((root / FILE).read_bytes(), FILE)[0] if is_plain(root / FILE) else None
    except OSError:
        text = None
    node = yaml_text.read(text, FILE)[0] if text else None
    groups = ("theme", "typesetting", "search", "build", "check")
    ways: list[tuple[str, ...]] = [(name,) for name in SiteParticulars.__struct_fields__]
    for group in groups:
        ways += [(group, name) for name in getattr(config, group).__struct_fields__]
    for way in ways:
        value = getattr(config.site, way[0]) if len(way) == 1 else getattr(getattr(config, way[0]), way[1])
        yield ".".join(way), str(value), _line_of(node, way)


def _line_of(node: Node | None, way: tuple[str, ...]) -> int:
    """The line on which a setting is written, by its canonical name; 0 when it is not."""
    line = 0
    for name in way:
        if isinstance(node, Scalar):
            return line if name in ("name",) else 0
        entry = node.entries.get(name) if isinstance(node, Table) else None
        if entry is None:
            return 0
        key, node = entry
        line = key.line
    return line


def _address(text: str) -> str | None:
    try:
        parts = urlsplit(text)
        held = parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", text)
    except ValueError:  # an IPv6 address with half its brackets
        return None
    return text if held and not parts.query and not parts.fragment else None


def _zone(text: str) -> str | None:
    if text.count("/") >= ZONE_PARTS:
        return None  # Python looks for each part in the one before it, and gives up only when it is too deep in
    try:
        zoneinfo.ZoneInfo(text)
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        # Without a time zone database (Windows without tzdata) nothing can be said.
        return None if zoneinfo.available_timezones() else text
    return text


def _zone_fault(text: str) -> tuple[str, dict[str, str]]:
    near = nearest(text, sorted(zoneinfo.available_timezones()))
    return "C002", {"near": near} if near else {}


_VOCABULARY = Vocabulary(
    keys={
        _SiteFile: {
            "base_url": Key("", "", "https://example.org/paper/", Form(_address, lambda _: ("C001", {}))),
            "language": Key("", "", " / ".join(LANGUAGES), forms.one_of(*LANGUAGES)),
            "timezone": Key("", "", "Asia/Shanghai", Form(_zone, _zone_fault)),
            "errata_to": Key("", "", "archive@example.org", Form(errata_to)),
            "page_size": Key("", "", "50", least=1),
            "robots": Key("", "", " / ".join(POLICIES), forms.one_of(*POLICIES)),
            "formats": Key("", "", "[epub, text, data, iiif]", forms.one_of(*FORMATS)),
            "feeds": Key("", "", "[pages, columns, people]", forms.one_of(*FEEDS)),
            "theme": Key("", "", "{name: broadsheet}"),
            "search": Key("", "", "{segmenter: jieba}"),
            "build": Key("", "", "{jobs: auto}"),
            "check": Key("", "", "{profile: basic}"),
            "format": Key("", "", str(FORMAT), least=1),
            "typesetting": Key("", "", "{number_paragraphs: true}"),
        },
        ThemeSettings: {
            # A theme is a folder's name, never a way to somewhere else.
            "name": Key("", "", "broadsheet", forms.matching(r"[A-Za-z0-9][A-Za-z0-9_-]*")),
            "tokens": Key("", "", "{paper: '#fffdf7'}"),
        },
        CheckSettings: {"profile": Key("", "", "national", forms.one_of(*PROFILES))},
        SearchSettings: {
            name: Key("", "", "auto", forms.one_of(*WANTED)) for name in ("monolith", "substring", "texts")
        },
        BuildSettings: {"jobs": Key("", "", "auto", forms.matching(r"auto|[1-9][0-9]{0,3}|dask://[^\s/]+"))},
    },
    bare={ThemeSettings: "name"},
    elsewhere={
        "url": "base_url",
        "full_text_up_to": "texts",
        "baseURL": "base_url",
        "site_url": "base_url",
        "site_name": "title",
        "name": "title",
        "lang": "language",
        "zone": "timezone",
        "paginate": "page_size",
    },
)
