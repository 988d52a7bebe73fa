"""The live preview from beginning to end: read, serve, and take in every save until somebody says stop."""

from __future__ import annotations

import os
import secrets
import threading
import time
import webbrowser
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from site_builder.config import load_config
from site_builder.engine.events import Event, Noticed
from site_builder.errors import Place, Problem, Severity, SiteBuilderError, UsageError, wording
from site_builder.preview.addresses import Refusal, normal_base
from site_builder.preview.faults import Fault, faults_of, our_own
from site_builder.preview.hub import Hub
from site_builder.preview.keys import keys
from site_builder.preview.network import seen_as
from site_builder.preview.phone import qr_code
from site_builder.preview.running import Running, announced, end, running
from site_builder.preview.server import HOST, PreviewServer, open_server
from site_builder.preview.site import Report, Site
from site_builder.preview.stopping import ended_by_signals
from site_builder.preview.telling import Telling
from site_builder.preview.voice import Voice
from site_builder.workflows.layout import PACKAGE, check_archive, layout
from site_builder.workflows.watch import Batches, watch

if TYPE_CHECKING:
    from site_builder.preview.live_site import LiveSite

EDITOR = "vscode://file{path}:{line}"
"""What opens a line of a file where nothing else is said."""

PORTS = 10
"""How many ports are tried, from the one asked for."""


def serve(
    root: Path,
    *,
    port: int = 8000,
    host: str = HOST,
    base: str | None = None,
    open_browser: bool = False,
    poll: float | None = None,
    drafts: bool = True,
    editor: str = EDITOR,
    replace: bool = False,
    edit: bool = False,
    write: bool = False,
    voice: Voice | None = None,
) -> None:
    """Preview the archive at `root` until interrupted; `voice` talks to whoever started it.

    `base` is the prefix of addresses; the path of the site's base_url unless given, so that what breaks there breaks
    here. `editor` is the address that opens a file in an editor, with `{path}` and `{line}` in it. `host` is the
    address of this machine that is listened on. With `replace` a preview of the same archive that runs already is
    ended first; with `edit` a tab may have it written into an article that a note is settled; with `write` output/ is
    brought up to date after each save.
    Raises UsageError when there is no archive, it is being previewed already, no port is free, or `base` is no prefix
    of addresses.
    """
    from site_builder.preview.live_site import LiveSite

    voice = voice or Voice()
    site = load_config(root)[0].site
    page_language = site.language if site.language in wording.LANGUAGES else voice.language
    prefix = unquote(urlsplit(site.base_url).path) if base is None else base
    live = LiveSite(root, drafts=drafts, write=write)
    cache = layout(root).cache
    _alone(cache, replace=replace)
    with (
        preview(
            root,
            live,
            voice,
            port=port,
            host=host,
            base=prefix,
            poll=poll,
            page_language=page_language,
            editor=editor,
            edit=edit,
        ) as session,
        announced(cache, session.running),
        keys(_keys(session, live)) as listening,
    ):
        voice.say("serving", url=session.url)
        if host != HOST:
            voice.notice(Problem(code="P005", facts={"host": host}, severity=Severity.WARNING))
            _invite(session.url_at(seen_as(host)), voice)
        if listening:
            voice.say("keys")
        if open_browser:
            webbrowser.open(session.url)
        with ended_by_signals(session.end):
            session.run()


def _invite(url: str, voice: Voice) -> None:
    """Say where a phone finds the preview, with a code for its camera where one can be made."""
    lines = qr_code(url)
    voice.say("phone" if lines else "phone_typed", url=url)
    for line in lines if voice.log is None else ():
        voice.speak(line)


def _alone(cache: Path, *, replace: bool) -> None:
    """See to it that no other preview of the archive runs; UsageError when one goes on."""
    other = running(cache)
    if other is not None and not (replace and end(other)):
        raise UsageError(Problem(code="P006", place=Place(path=other.url), facts={"url": other.url}))


def _keys(session: Session, site: LiveSite) -> Mapping[str, Callable[[], None]]:
    """What each key of the terminal does."""
    return {
        "r": lambda: session.again(drafts=site.drafts),
        "d": lambda: session.again(drafts=not site.drafts),
        "o": partial(_show, session.url),
        "w": session.list_problems,
        "q": session.close,
    }


def _show(url: str) -> None:
    webbrowser.open(url)


@contextmanager
def preview(
    root: Path,
    site: Site,
    voice: Voice,
    *,
    port: int,
    host: str = HOST,
    base: str = "/",
    poll: float | None = None,
    page_language: str = "zh-Hans",
    editor: str = "",
    edit: bool = False,
) -> Iterator[Session]:
    """A preview whose server answers; `run` reads the site, and takes in every save. Ends with the block."""
    places = layout(root)
    check_archive(places)
    hub = Hub(secrets.token_urlsafe(8))
    try:
        prefix = normal_base(base)
    except Refusal:
        raise UsageError(Problem(code="P004", facts={"base": base})) from None
    server = open_server(
        site.folder,
        hub,
        host=host,
        port=port,
        tries=PORTS,
        base=prefix,
        language=page_language,
        pages=site,
        editor=editor,
        edit=edit,
    )
    if server is None:
        raise UsageError(Problem(code="P002", facts={"port": str(port), "last": str(port + PORTS - 1)}))
    if port not in {0, server.server_port}:
        facts = {"port": str(port), "used": str(server.server_port)}
        voice.notice(Problem(code="P001", facts=facts, severity=Severity.WARNING))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, name="preview", daemon=True)
    thread.start()
    try:
        # Watched before the first reading: what is saved while that lasts is taken in after it.
        with watch(
            [places.content, root / "themes", *places.themes, *_own_code()],
            [places.output, places.cache],
            poll=poll,
            probe=places.cache,
            busy_signs=_git_heads(root),
            tell=voice.notice,
        ) as batches:
            yield Session(root, site, server, batches, voice)
    finally:
        site.close()
        hub.close()
        server.shutdown()
        server.server_close()
        thread.join()


class Session:
    """One preview: what was wrong after the last save, and what to do at the next."""

    def __init__(self, root: Path, site: Site, server: PreviewServer, batches: Batches, voice: Voice) -> None:
        """Made by `preview`."""
        self._root = root
        self._site = site
        self._server = server
        self._batches = batches
        self._voice = voice
        self._taking, self._talking = threading.Lock(), threading.Lock()
        self._errors = 0
        self._sorted_out: tuple[Sequence[Problem], Sequence[Problem]] = ((), ())
        self._telling = Telling(root, voice)
        self._unsure = False
        """Whether something failed without saying what was different by then."""
        self._owing = False
        """Whether a part of what was saved has yet to be taken in."""

    @property
    def url(self) -> str:
        """Where the site is, for people and browsers."""
        return self._server.url

    def url_at(self, host: str) -> str:
        """Where the site is for another machine that calls this one so."""
        return self._server.url_at(host)

    @property
    def running(self) -> Running:
        """What another preview of the archive must know of this one."""
        return Running(pid=os.getpid(), url=self._server.url, run=self._server.hub.run)

    def run(self) -> None:
        """Read the site, then take in each batch of saves, until `close` or an interrupt."""
        self._site.listen(self._later)
        self._take_in(lambda: self._site.open(self._progress), quiet="opened")
        for batch in self._batches:
            paths = self._without_own_code(batch)
            if not paths and not self._owing:
                continue
            self._take_in(partial(self._refreshed, paths), saved=paths)
            if self._owing:
                self._batches.nudge()
            if len(paths) == 1 and (page := self._site.page_of(paths[0])):
                self._server.hub.point(page, self._site.changed_at(page))

    def _refreshed(self, paths: Sequence[Path]) -> Report:
        """Take in a batch, and what earlier ones still owe, until the next save."""
        report = self._site.refresh(paths, self._server.hub.pages, self._batches.waiting)
        self._owing = report.owing
        return report

    def end(self) -> None:
        """End `run` as soon as it can be, even from where a signal is handled."""
        self._batches.end()

    def close(self) -> None:
        """End `run`, from any thread."""
        self._batches.close()

    def again(self, *, drafts: bool) -> None:
        """Read everything anew, with or without drafts; from any thread."""
        self._take_in(lambda: self._site.again(drafts=drafts), quiet="opened")

    def list_problems(self) -> None:
        """Tell once more of all that is known to be wrong; from any thread."""
        with self._talking:
            if not self._telling.list_all():
                self._voice.say("sound")

    def _take_in(self, work: Callable[[], Report], quiet: str = "nothing", saved: Sequence[Path] = ()) -> None:
        """Bring the site up to date, and everybody who looks at it; whatever happens, the last good pages stay.

        Tabs hear of it first, and then the terminal: of the files that were `saved`, and of what became of them.
        When all was read anew, every tab looks for itself.
        """
        with self._taking:
            self._take(work, quiet, saved)

    def _take(self, work: Callable[[], Report], quiet: str, saved: Sequence[Path]) -> None:
        began = time.perf_counter()
        unsure, self._unsure = self._unsure, True
        anew = quiet == "opened"
        try:
            report = work()
            self._unsure = False
        except Exception as error:
            report = Report(problems=error.problems if isinstance(error, SiteBuilderError) else [our_own(error)])
        with self._talking:
            faults = self._faults(report.problems)
            changed = {*report.changed, *(self._server.hub.pages if anew else ())}
            self._server.hub.publish(changed, faults, everything=unsure and not self._unsure, unseen=True)
            seconds = time.perf_counter() - began
            if saved:
                self._announce(saved)
            self._conclude(report.problems, () if anew else report.changed, seconds, quiet)

    def _later(self, report: Report) -> None:
        """What became different in the background."""
        with self._talking:
            self._server.hub.publish(report.changed, self._faults(report.problems))
            self._telling.tell(report.problems)
            self._errors = len(self._errors_of(report.problems))
            if report.changed:
                self._voice.say("indexed")

    def _faults(self, problems: Sequence[Problem]) -> tuple[Fault, ...]:
        """The errors in words, with the lines of their files as they are now."""
        return faults_of(self._errors_of(problems), self._root, self._server.language)

    def _errors_of(self, problems: Sequence[Problem]) -> Sequence[Problem]:
        """The errors among problems; those of the same problems as last time are known."""
        if self._sorted_out[0] is not problems:
            self._sorted_out = (problems, [problem for problem in problems if problem.severity is Severity.ERROR])
        return self._sorted_out[1]

    def _conclude(self, problems: Sequence[Problem], changed: Collection[str], seconds: float, quiet: str) -> None:
        """Say in the terminal what is new: problems not known yet, pages, and whether all is well again.

        `quiet` names the sentence for when nothing that is shown became different.
        """
        errors, before = len(self._errors_of(problems)), self._errors
        self._errors = errors
        self._telling.tell(problems)
        pages = sum(path.endswith(".html") for path in changed)
        name = "pages" if pages else "assets" if changed else quiet
        self._voice.say(name, pages=pages, files=len(changed), seconds=f"{seconds:.2f}")
        if errors:
            self._voice.say("kept", count=errors)
        elif before:
            self._voice.say("mended")

    def _progress(self, event: Event) -> None:
        """Pass on how far a build is; its problems are told once, at the end."""
        if not isinstance(event, Noticed):
            self._voice.tell(event)

    def _without_own_code(self, paths: Sequence[Path]) -> Sequence[Path]:
        """The files that are the archive's; of our own code, which this process has long read, only a word."""
        folders = _own_code()
        own = [path for path in paths if any(path.is_relative_to(folder) for folder in folders)]
        code = [path for path in own if path.suffix in (".py", ".yaml", ".js", ".css")]
        if code:
            file = f"{PACKAGE.name}/{code[0].relative_to(folders[0]).as_posix()}"
            self._voice.notice(Problem(code="P010", facts={"file": file}, severity=Severity.WARNING))
        return [path for path in paths if path not in own]

    def _announce(self, paths: Sequence[Path]) -> None:
        if len(paths) > 1:
            self._voice.say("saved_many", count=len(paths))
            return
        root = self._root.resolve()
        file = paths[0].relative_to(root) if paths[0].is_relative_to(root) else paths[0]
        self._voice.say("saved", file=file.as_posix())


def _own_code() -> list[Path]:
    """The program's own folder, where it is a checkout that somebody may be working on."""
    return [PACKAGE.resolve()] if (PACKAGE.parent / "pyproject.toml").is_file() else []


def _git_heads(root: Path) -> list[Path]:
    """What Git writes when it switches branches, where the archive is in a repository."""
    here = root.resolve()
    heads = (folder / ".git" / "HEAD" for folder in [here, *here.parents])
    return [head for head in heads if head.is_file()][:1]
