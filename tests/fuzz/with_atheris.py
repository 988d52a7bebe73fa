"""A reader under atheris, which looks for inputs that reach new lines of code (`pip install atheris`, docs/testing.md).

    .venv/bin/python -m tests.fuzz.with_atheris "web page" -runs=100000 FOLDER

FOLDER keeps what it found, and begins with the seeds. What a reader cannot answer is written to `crash-…`.
"""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> None:
    import atheris

    with atheris.instrument_imports(include=["site_builder"]):
        from tests.fuzz.readers import READERS
        from tests.fuzz.seeds import seeds
    name, *options = sys.argv[1:]
    reader = READERS[name]
    for option in options:
        if not option.startswith("-"):
            Path(option).mkdir(parents=True, exist_ok=True)
            for number, data in enumerate(seeds(name)):
                Path(option, f"seed-{number:03}").write_bytes(data)
    atheris.Setup([sys.argv[0], "-timeout=2", "-rss_limit_mb=1024", *options], lambda data: reader(data) and None)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
