"""content/site.yaml → `Config`: what an archivist may set, put together from each trade's own settings."""

from __future__ import annotations

import re
import zoneinfo
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from site_builder.checks.settings import PROFILES, CheckSettings
from site_builder.errors import Place, Problem, has_errors
from site_builder.manuscript import forms, schema, yaml_text
from site_builder.manuscript.decoding import decode
from site_builder.manuscript.nearest import nearest
from site_builder.manuscript.vocabulary import Form, Key, Vocabulary
from site_builder.press.settings import FEEDS, POLICIES, SiteSettings, ThemeSettings, TypesettingSettings
from site_builder.search import settings as search_settings
from site_builder.search.settings import SearchSettings

FILE = "content/site.yaml"

LANGUAGES = ("zh-Hans", "zh-Hant", "en", "ja")


class BuildSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How the work is done; what comes out does not depend on it."""

    jobs: str = "auto"
    """1, the number of processes, auto, or dask://HOST:PORT."""


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is set for an archive."""

    site: SiteSettings = SiteSettings()
    theme: ThemeSettings = ThemeSettings()
    typesetting: TypesettingSettings = TypesettingSettings()
    search: SearchSettings = SearchSettings()
    build: BuildSettings = BuildSettings()
    check: CheckSettings = CheckSettings()


class _SiteFile(SiteSettings, frozen=True, kw_only=True):
    """site.yaml as it is written: the site's particulars at the top, the trades' settings in groups below them."""

    theme: ThemeSettings = ThemeSettings()
    typesetting: TypesettingSettings = TypesettingSettings()
    search: SearchSettings = SearchSettings()
    build: BuildSettings = BuildSettings()
    check: CheckSettings = CheckSettings()


def load_config(root: Path) -> tuple[Config, list[Problem]]:
    """The configuration of the archive at `root`, the defaults where nothing is set or where there are errors.

    A missing site.yaml is no fault: everything has a default.
    """
    try:
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
        site=SiteSettings(**{name: getattr(written, name) for name in SiteSettings.__struct_fields__}),
        theme=written.theme,
        typesetting=written.typesetting,
        search=written.search,
        build=written.build,
        check=written.check,
    )
    for problem in search_settings.check(config.search, path):
        place = schema.place_of(node, _SiteFile, path, _VOCABULARY, "search", "segmenter")
        problems.append(msgspec.structs.replace(problem, place=place))
    return config, problems


def _address(text: str) -> str | None:
    try:
        parts = urlsplit(text)
        held = parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", text)
    except ValueError:  # an IPv6 address with half its brackets
        return None
    return text if held and not parts.query and not parts.fragment else None


def _zone(text: str) -> str | None:
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
            "page_size": Key("", "", "50", least=1),
            "robots": Key("", "", " / ".join(POLICIES), forms.one_of(*POLICIES)),
            "feeds": Key("", "", "[pages, columns, people]", forms.one_of(*FEEDS)),
            "theme": Key("", "", "{name: broadsheet}"),
            "search": Key("", "", "{segmenter: jieba}"),
            "build": Key("", "", "{jobs: auto}"),
            "check": Key("", "", "{profile: basic}"),
            "typesetting": Key("", "", "{number_paragraphs: true}"),
        },
        ThemeSettings: {
            # A theme is a folder's name, never a way to somewhere else.
            "name": Key("", "", "broadsheet", forms.matching(r"[A-Za-z0-9][A-Za-z0-9_-]*")),
            "tokens": Key("", "", "{paper: '#fffdf7'}"),
        },
        CheckSettings: {"profile": Key("", "", "national", forms.one_of(*PROFILES))},
        BuildSettings: {"jobs": Key("", "", "auto", forms.matching(r"auto|[1-9][0-9]{0,3}|dask://[^\s/]+"))},
    },
    bare={ThemeSettings: "name"},
    elsewhere={
        "url": "base_url",
        "baseURL": "base_url",
        "site_url": "base_url",
        "site_name": "title",
        "name": "title",
        "lang": "language",
        "zone": "timezone",
        "paginate": "page_size",
    },
)
