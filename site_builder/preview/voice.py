"""How the preview talks: sentences at a terminal, or a line of JSON for each event."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from site_builder.engine.events import Noticed, Reporter, silence
from site_builder.errors import Problem, wording


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """How to talk to the person at the terminal."""

    language: str = "zh-Hans"
    tell: Reporter = silence
    """Given problems, and how far the first build is."""

    speak: Callable[[str], None] = print
    """Given sentences."""

    log: Callable[[Mapping[str, object]], None] | None = None
    """Given the same as plain facts; then nothing is spoken or told."""

    def notice(self, problem: Problem) -> None:
        """Tell of a problem."""
        if self.log is None:
            self.tell(Noticed(problem))
            return
        place = problem.place
        words = wording.sentence(problem, self.language)
        facts = {"code": problem.code, "severity": problem.severity.value, "message": words}
        self.log({"event": "problem", **facts, "file": place.path, "line": place.line})

    def say(self, name: str, **facts: object) -> None:
        """Speak a sentence of the preview by its name."""
        words = wording.say(f"preview.{name}", self.language, **facts)
        if self.log is None:
            self.speak(words)
        else:
            self.log({"event": name, **facts, "message": words})

    def remark(self, name: str, **facts: object) -> None:
        """Speak a sentence that people need and programs do not."""
        if self.log is None:
            self.speak(wording.say(f"preview.{name}", self.language, **facts))
