"""The pages about many issues of an edition, each planned when it is asked for after something changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from site_builder.newspaper.archive import Archive
from site_builder.press.settings import SiteSettings

if TYPE_CHECKING:
    from site_builder.press.fronts import Front


class PlannedFronts:
    """What is planned as of one edit: some fronts alone, or all of them."""

    def __init__(self) -> None:
        self._edit = -1
        self._alone: dict[str, Front] = {}
        self._all: dict[str, Front] | None = None

    def front(self, path: str, edit: int, archive: Callable[[], Archive], site: SiteSettings) -> Front | None:
        """The front at a path, planned alone where that can be done: a headline is on a few of ten thousand."""
        from site_builder.press.fronts import plan_front

        self._turn(edit)
        if self._all is None and path not in self._alone:
            front = plan_front(archive(), site, path)
            if front is None:
                return self.every(edit, archive, site).get(path)
            self._alone[path] = front
        return (self._alone if self._all is None else self._all).get(path)

    def every(self, edit: int, archive: Callable[[], Archive], site: SiteSettings) -> Mapping[str, Front]:
        """Every front by its path."""
        from site_builder.press.fronts import front_path, plan_fronts

        self._turn(edit)
        if self._all is None:
            self._all = {front_path(front): front for front in plan_fronts(archive(), site)}
        return self._all

    def _turn(self, edit: int) -> None:
        if edit != self._edit:
            self._edit, self._alone, self._all = edit, {}, None
