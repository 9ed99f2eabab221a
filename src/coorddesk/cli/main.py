"""One run of the command line: reads the words, runs the verb, and says how it ended."""

from __future__ import annotations

import argparse
import gettext
import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from coorddesk.cli.parser import make_parser
from coorddesk.cli.run import Run
from coorddesk.core.errors import Cancelled, StaleWrite, UserError
from coorddesk.core.logs import logging_to
from coorddesk.core.messages import _
from coorddesk.core.paths import own_folders
from coorddesk.core.resources import resource, texts_for
from coorddesk.core.settings import FILE_NAME, Settings
from coorddesk.core.tables import Kind, cell_text
from coorddesk.core.texts import LANGUAGES
from coorddesk.core.trouble import translated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.core.texts import Texts

DONE, USER_TROUBLE, OUR_BUG = 0, 1, 70
"""How a run ends; wrong usage is 2, argparse's own, and 70 is EX_SOFTWARE of sysexits.h."""

_STOPPED = 130  # as shells tell a run that Ctrl+C stopped
_UNREAD = 141  # and one whose reader left, as `head` does: that is nobody's trouble, so nothing is said

_OUTPUT = "stdout"
"""What a full disk is said to have stopped where it names no file: what was to be printed there."""


def main(words: Sequence[str]) -> int:
    """Run one verb; returns the exit code, 141 where whoever read what it said has left."""
    try:
        return _obey(words)
    except BrokenPipeError:
        return _UNREAD
    finally:
        _end_output()


def _obey(words: Sequence[str]) -> int:
    _write_utf8()
    folders = own_folders()
    settings = Settings(folders.config / FILE_NAME)
    texts = texts_for(_language(words) or settings.language)
    _teach_argparse(texts.language)
    parser = make_parser(texts)
    try:
        options = parser.parse_args(words)
    except SystemExit as asked:  # argparse has said its word: help, version, or wrong usage
        return int(asked.code or DONE)
    url = options.database or settings.desk or str(folders.desk)
    creates = options.database is not None or settings.desk is None
    second = None if settings.second_backups is None else Path(settings.second_backups)
    with logging_to(folders.logs):
        return _run(Run(options, texts, tuple(map(texts_for, LANGUAGES)), url, creates, second_backups=second))


def _run(run: Run) -> int:
    try:
        run.options.verb(run)
        print(end="", flush=True)  # here, where its trouble can be told
    except BrokenPipeError:
        raise  # the verb has done its work, or was only reading
    except (Cancelled, KeyboardInterrupt):
        _complain(run.texts.say(_("Stopped. Nothing was changed.")))
        return _STOPPED
    except UserError as error:
        return _trouble(error, run.texts)
    except Exception as error:  # noqa: BLE001 - the one place where a run's bugs end
        if isinstance(error, OSError) and error.filename is None:
            error.filename = _OUTPUT
        known = translated(error)
        return _trouble(known, run.texts) if isinstance(known, UserError) else _bug(run.texts)
    return DONE


def _trouble(error: UserError, texts: Texts) -> int:
    _complain(texts.say(error.message))
    if isinstance(error, StaleWrite):
        for difference in error.differences:
            yours, theirs = (cell_text(value, Kind.TEXT, texts) for value in (difference.yours, difference.theirs))
            said = _("{field}: yours “{yours}”, now “{theirs}”", field=difference.title, yours=yours, theirs=theirs)
            _complain(texts.say(said))
    return USER_TROUBLE


def _bug(texts: Texts) -> int:
    traceback.print_exc()
    said = _("This is a fault of CoordDesk, not yours. Nothing was changed. Please report the lines above.")
    _complain(texts.say(said))
    return OUR_BUG


def _complain(text: str) -> None:
    print(text, file=sys.stderr)


def _language(words: Sequence[str]) -> str | None:
    """The language asked for, wanted before the grammar whose help is written in it."""
    early = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    early.add_argument("--language", choices=LANGUAGES)
    try:
        asked: str | None = early.parse_known_args(words)[0].language
    except argparse.ArgumentError:
        return None  # the grammar proper says so
    return asked


def _teach_argparse(language: str) -> None:
    """Argparse says its own words through gettext's default domain; make that ours (cli/argparse_words.py)."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("coorddesk", resource("locale"))
    gettext.textdomain("coorddesk")


def _end_output() -> None:
    """Leave nothing for the interpreter to flush at its end, which would tell of a reader that left."""
    try:
        print(end="", flush=True)
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _write_utf8() -> None:
    """French needs more than the ASCII that a script's stream may be set to."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
