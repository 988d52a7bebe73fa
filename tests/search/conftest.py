"""Settings of the tests of search."""

from __future__ import annotations

from hypothesis import settings

# The first example loads a dictionary and an index; how long that takes says nothing about the answer.
settings.register_profile("search", deadline=None)
settings.load_profile("search")
