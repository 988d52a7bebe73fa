"""A small printed site, a stand-in for the builder, and a preview of them."""

from __future__ import annotations

import http.client
import queue
import socket
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest

from site_builder.engine.events import Event, Noticed, Reporter, silence
from site_builder.errors import ContentError, Place, Problem, Severity
from site_builder.preview.hub import Hub
from site_builder.preview.server import PreviewServer
from site_builder.preview.session import Session, preview
from site_builder.preview.site import Report
from site_builder.preview.voice import Voice
from site_builder.workflows.page_facts import PageFacts
from site_builder.workflows.whereabouts import Withheld

SOON = 60.0
"""Seconds after which a test gives up waiting for what should come in milliseconds."""

PAGE = """\
<!doctype html>
<html lang="zh-Hans">
<head><meta charset="utf-8"><title>{title}</title>
<link rel="stylesheet" href="/assets/press.css"></head>
<body>
<h1>{title}</h1>
{body}
</body>
</html>
"""


class PlainSite:
    """Prints content/*.md and *.css as they are, only what differs; `!bad` on a line is an error of that file.

    It stands for the real site where a test is about the preview. `!crash` makes it fail like a bug of ours,
    `!refuse` like a broken configuration.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / ".cache" / "preview"
        self.times = 0
        self.moved: dict[str, tuple[str, str]] = {}
        self.held_back: dict[str, Withheld] = {}
        self.accepted: list[tuple[str, str, int]] = []

    def open(self, tell: Reporter) -> Report:
        return self._print(tell)

    def again(self, *, drafts: bool) -> Report:  # noqa: ARG002
        return self._print(silence)

    def refresh(
        self,
        paths: Sequence[Path],  # noqa: ARG002
        watched: Collection[str],  # noqa: ARG002
        superseded: Callable[[], bool],  # noqa: ARG002
    ) -> Report:
        return self._print(silence)

    def read(self, path: str) -> bytes | None:  # noqa: ARG002
        return None

    def facts(self, path: str) -> PageFacts | None:
        source = self.root / "content" / (path.removesuffix(".html") + ".md")
        if not source.is_file():
            return None
        file = f"content/{source.relative_to(self.root / 'content').as_posix()}"
        text = source.read_text(encoding="utf-8")
        places = [Place(file, line) for line, sign in ((1, "¿"), (3, "?")) if sign in text]
        noted = tuple(
            Problem(code="P004", place=place, facts={"base": "x"}, severity=Severity.WARNING) for place in places
        )
        return PageFacts(file=file, path=str(source), lines={"p1": 2, "p2": 3}, problems=noted)

    def compared(self, path: str, language: str) -> str | None:  # noqa: ARG002
        return None

    def where(self, path: str) -> tuple[str, str]:
        return self.moved.get(path, ("", ""))

    def withheld(self, path: str) -> Withheld:
        return self.held_back.get(path, "")

    def accept(self, path: str, code: str, line: int) -> Problem | None:
        source = self.root / "content" / (path.removesuffix(".html") + ".md")
        self.accepted.append((path, code, line))
        source.write_text(source.read_text(encoding="utf-8").replace("?", ""), encoding="utf-8")
        return None

    def changed_at(self, page: str) -> str:  # noqa: ARG002
        return "p2"

    def page_of(self, file: Path) -> str:
        content = (self.root / "content").resolve()
        return file.relative_to(content).with_suffix(".html").as_posix() if file.is_relative_to(content) else ""

    def listen(self, later: Callable[[Report], None]) -> None:
        self.later = later

    def close(self) -> None:
        pass

    def _print(self, tell: Reporter) -> Report:
        root, output = self.root, self.folder
        self.times += 1
        problems: list[Problem] = []
        files: dict[str, bytes] = {}
        for source in sorted((root / "content").rglob("*")):
            name = source.relative_to(root / "content").as_posix()
            if source.is_dir():
                continue
            if source.suffix != ".md":
                files[f"assets/{name}" if source.suffix == ".css" else name] = source.read_bytes()
                continue
            text = source.read_text(encoding="utf-8")
            if "!crash" in text:
                raise ZeroDivisionError("a bug of ours")
            if "!refuse" in text:
                raise ContentError(Problem(code="P004", facts={"base": name}))
            bad = [number for number, line in enumerate(text.split("\n"), 1) if "!bad" in line]
            problems += [
                Problem(code="P004", place=Place(f"content/{name}", line), facts={"base": name}) for line in bad
            ]
            title, _, body = text.partition("\n")
            page = name.removesuffix(".md") + ".html"
            if not bad:
                files[page] = PAGE.format(title=title, body=body).encode()
            elif (output / page).is_file():
                files[page] = (output / page).read_bytes()
        for problem in problems:
            tell(Noticed(problem))
        return Report(problems=problems, changed=self._write(output, files))

    def _write(self, output: Path, files: dict[str, bytes]) -> set[str]:
        changed = []
        for name, data in files.items():
            target = output / name
            if not target.is_file() or target.read_bytes() != data:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
                changed.append(name)
        stale = [
            path for path in output.rglob("*") if path.is_file() and path.relative_to(output).as_posix() not in files
        ]
        for path in stale:
            path.unlink()
        return {*changed, *(path.relative_to(output).as_posix() for path in stale)}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A printed site: a home page, an issue's folder, a stylesheet, a picture and a page for what is not there."""
    site = tmp_path / "archive" / ".cache" / "preview"
    for name, text in {
        "index.html": PAGE.format(title="雁洲报", body="<p>首页</p>"),
        "404.html": PAGE.format(title="没有这一页", body=""),
        "yz/2022-03-18/index.html": PAGE.format(title="三月十八日", body=""),
        "yz/2022-03-18/01-01.html": PAGE.format(title="电梯", body="<p>昨天</p>"),
        "yz/第一版 要闻.html": PAGE.format(title="要闻", body=""),
        "assets/press.css": "body { color: black }",
        "assets/search.js": "var index",
        "yz/feed.xml": "<feed/>",
        "images/a.svg": "<svg/>",
        ".ledger": "the builder's own",
    }.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    (tmp_path / "archive" / "secret.txt").write_text("secret", encoding="utf-8")
    return site


@contextmanager
def serving(site: Path, base: str = "/") -> Iterator[PreviewServer]:
    """A server of a printed site, in a thread."""
    server = PreviewServer(site, Hub("run1"), port=0, base=base)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.hub.close()
        server.shutdown()
        server.server_close()
        thread.join(SOON)


@pytest.fixture
def server(site: Path) -> Iterator[PreviewServer]:
    """A server of that site at /."""
    with serving(site) as server:
        yield server


class Answer(msgspec.Struct, frozen=True):
    """What a server said."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(server: PreviewServer, target: str, method: str = "GET", body: bytes = b"", **headers: str) -> Answer:
    """Send one request exactly as given, with a good Host unless another is."""
    given = {"Host": f"127.0.0.1:{server.server_port}"} | headers
    lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in given.items() if value), "", ""]
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=SOON) as connection:
        connection.sendall("\r\n".join(lines).encode("utf-8") + body)
        with http.client.HTTPResponse(connection, method=method) as response:
            response.begin()
            names = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, names, response.read())


class Archive:
    """An archive being previewed: save to it, and wait for what its terminal says."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.site = PlainSite(root)
        self.said: queue.Queue[str] = queue.Queue()
        self.problems: list[Problem] = []
        self.session: Session

    def save(self, name: str, text: str) -> None:
        """Save a file of content/ by renaming another over it."""
        file = self.root / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(f".{file.name}.new")
        beside.write_text(text, encoding="utf-8")
        beside.replace(file)

    def save_in_place(self, name: str, text: str) -> None:
        """Save a file of content/ as editors do that write into the file itself."""
        (self.root / "content" / name).write_text(text, encoding="utf-8")

    def wait_for(self, part: str) -> str:
        """The next sentence of the terminal that has these words."""
        while True:
            sentence = self.said.get(timeout=SOON)
            if part in sentence:
                return sentence

    def tell(self, event: Event) -> None:
        """Keep the problems."""
        if isinstance(event, Noticed):
            self.problems.append(event.problem)

    @property
    def voice(self) -> Voice:
        """To be talked to through."""
        return Voice(tell=self.tell, speak=self.said.put)

    @property
    def codes(self) -> Sequence[str]:
        """Codes of the problems told, in order."""
        return [problem.code for problem in self.problems]


@contextmanager
def previewing(archive: Archive, **settings: object) -> Iterator[Archive]:
    """A preview of the archive after its first build; `run` goes on in a thread."""
    with preview(archive.root, archive.site, archive.voice, port=0, **settings) as session:  # type: ignore[arg-type]
        archive.session = session
        thread = threading.Thread(target=session.run)
        thread.start()
        archive.wait_for("用时")
        yield archive
        session.close()
        thread.join(SOON)
        assert not thread.is_alive()


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive of a few pages, not previewed yet."""
    archive = Archive(tmp_path / "archive")
    archive.save("index.md", "雁洲报\n<p>首页</p>")
    archive.save("yz/01-01.md", "电梯\n<p id='p1'>昨天上午</p>\n<p id='p2'>第二段</p>")
    archive.save("press.css", "h1 { color: rgb(0, 0, 255) }")
    return archive


@pytest.fixture
def previewed(archive: Archive) -> Iterator[Archive]:
    """The same archive, previewed."""
    with previewing(archive) as previewed:
        yield previewed
