"""Opens the door for a command and turns whatever comes back into sentences and an exit code."""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
import threading
from contextlib import suppress
from types import FrameType

import click

from site_builder.cli.language import say
from site_builder.errors import Place, Problem, SiteBuilderError

DONE, CONTENT, USAGE, INTERRUPTED, ENDED = 0, 1, 2, 130, 143


class Ended(KeyboardInterrupt):
    """Somebody asked the process to end (SIGTERM): it clears away what it had begun, as it does at Ctrl-C."""


def open_door(group: click.Group) -> int:
    """Run the command line; the exit code. Only a bug of ours ends in a traceback."""
    _prepare()
    try:
        answer = group.main(prog_name="site-builder", standalone_mode=False)
    except (KeyboardInterrupt, click.Abort) as error:
        click.echo(say("cli.interrupted"), err=True)
        return ENDED if isinstance(error.__cause__ or error, Ended) else INTERRUPTED
    except click.UsageError as error:
        return _usage(error)
    except click.ClickException as error:
        click.echo(error.format_message(), err=True)
        return error.exit_code
    except SiteBuilderError as error:
        from site_builder.cli.console import show_problems

        show_problems(error.problems)
        return error.exit_code
    except BrokenPipeError:
        # The reader of a pipe (head, less) has gone: there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        from site_builder.cli.console import show_problems

        show_problems([_of_the_system(error)])
        return CONTENT
    except MemoryError:
        from site_builder.cli.console import show_problems

        show_problems([Problem(code="C906")])
        return CONTENT
    return answer if isinstance(answer, int) else DONE


def _prepare() -> None:
    """Let a stream that cannot show a character show its number, and take SIGTERM for what it asks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="backslashreplace")
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _end)


def _end(_number: int, _frame: FrameType | None) -> None:
    raise Ended


def _usage(error: click.UsageError) -> int:
    """Say what was wrong with the command as typed, in the language of the terminal."""
    if isinstance(error, click.NoSuchOption):
        text = say("cli.usage.no_such_option", name=error.option_name)
        if error.possibilities:
            text += say("cli.usage.near", near=" ".join(sorted(error.possibilities)))
    elif isinstance(error, click.MissingParameter) and error.param is not None:
        text = say("cli.usage.missing", name=_as_typed(error.param))
    elif isinstance(error, click.BadParameter) and error.param is not None:
        text = say("cli.usage.bad", name=_as_typed(error.param), reason=_reason(error, error.param))
    else:
        text = error.format_message()
    click.echo(text, err=True)
    if error.ctx is not None:
        click.echo(say("cli.usage.help", command=error.ctx.command_path), err=True)
    return USAGE


def _as_typed(param: click.Parameter) -> str:
    """An option as one types it, an argument as the usage line shows it."""
    return max(param.opts, key=len) if isinstance(param, click.Option) else param.human_readable_name


def _reason(error: click.BadParameter, param: click.Parameter) -> str:
    """Why a value will not do; click's own words where we have none."""
    if isinstance(param.type, click.IntRange | click.FloatRange):
        return say("cli.usage.range", least=param.type.min, most="" if param.type.max is None else param.type.max)
    return error.message


def _of_the_system(error: OSError) -> Problem:
    """What the operating system refused, as a problem with the file's name."""
    codes = {
        errno.ENOSPC: "C901",
        errno.EDQUOT: "C901",
        errno.EACCES: "C902",
        errno.EPERM: "C902",
        errno.EROFS: "C902",
        errno.ENOENT: "C903",
        errno.EFBIG: "C905",
    }
    path = error.filename if isinstance(error.filename, str) else ""
    with suppress(OSError):  # the folder we stand in may be gone
        path = os.path.relpath(path) if path else ""
    return Problem(
        code=codes.get(error.errno or 0, "C904"),
        place=Place(path),
        facts={"reason": error.strerror or str(error)},
    )
