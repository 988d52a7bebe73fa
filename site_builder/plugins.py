"""Plug-ins: formats that other packages bring, by entry point. Nothing of them runs until it is used.

A package says in its pyproject.toml, for example::

    [project.entry-points."site_builder.exports"]
    docx = "my_package.docx:export"
"""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points

import msgspec

from site_builder.errors import Problem, Severity

EXPORTS = "site_builder.exports"
"""Group of what writes another format: functions such as `exports.Export` describes."""


class Plugin(msgspec.Struct, frozen=True, kw_only=True):
    """A plug-in that is installed, not loaded."""

    name: str
    group: str
    package: str
    version: str
    """Of the package: it shapes what comes out, so it belongs into the keys of what it makes."""

    point: EntryPoint


def installed(group: str) -> tuple[tuple[Plugin, ...], list[Problem]]:
    """The plug-ins of a group in the order of their names; of two with one name the first package's, and C004."""
    found: dict[str, Plugin] = {}
    problems: list[Problem] = []
    plugins = [_plugin(point) for point in entry_points(group=group)]
    for plugin in sorted(plugins, key=lambda plugin: (plugin.name, plugin.package)):
        first = found.setdefault(plugin.name, plugin)
        if first.package != plugin.package:
            facts = {"name": plugin.name, "package": first.package, "other": plugin.package}
            problems.append(Problem(code="C004", facts=facts, severity=Severity.WARNING))
    return tuple(found.values()), problems


def load(plugin: Plugin) -> tuple[object | None, list[Problem]]:
    """What a plug-in's entry point names; None and C003 when its package cannot be imported."""
    try:
        return plugin.point.load(), []
    except Exception as error:  # whatever a stranger's module raises: it must not stop the archive
        reason = f"{type(error).__name__}: {error}".splitlines()[0]
        facts = {"name": plugin.name, "package": plugin.package, "reason": reason}
        return None, [Problem(code="C003", facts=facts)]


def _plugin(point: EntryPoint) -> Plugin:
    package = point.dist
    name, version = (package.name, package.version) if package is not None else ("", "")
    return Plugin(name=point.name, group=point.group, package=name, version=version, point=point)
