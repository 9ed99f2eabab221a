"""Verbs that keep a desk safe: backup, restore, check, upgrade, move."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _, _n

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.cli.run import Run
    from coorddesk.core.messages import Message


def back_up(run: Run) -> None:
    """Make a verified copy in the usual place, or an archive where asked."""
    from coorddesk.core.archive import pack  # each verb loads what it needs, and --help nothing
    from coorddesk.core.backup import backup_desk
    from coorddesk.core.durable import expect_folder

    if run.options.output is not None:
        expect_folder(run.options.output)
        path, troubles = run.options.output, pack(run.url, run.options.output, clock=run.clock).troubles
    else:
        made = backup_desk(run.url, second=run.second_backups, clock=run.clock)
        path, troubles = made.backup.path, made.troubles
    run.say(_("Backed up and verified: {file}", file=str(path)))
    _tell(run, troubles)


def restore_desk(run: Run) -> None:
    """Put a backup or an archive in the desk's place."""
    from coorddesk.core.restore import restore

    restored = restore(run.options.file, run.url, clock=run.clock)
    run.say(_("{file} is the desk now.", file=str(run.options.file)))
    if restored.before is not None:
        run.say(_("What was there before is kept: {file}", file=str(restored.before)))
    _tell(run, restored.troubles)


def check_desk(run: Run) -> None:
    """Look for damage in the file and contradictions in every feature; raises `UserError` if there are any."""
    from coorddesk import features
    from coorddesk.core.check import check_desk as check
    from coorddesk.feature import named

    with run.desk() as database, database.reading() as session:
        findings = check(session, partial(named, session, features.load()))
        for feature in features.load():
            if feature.checks is not None:
                findings += feature.checks(session)
    for finding in findings:
        run.say(finding.text)
    if findings:
        raise UserError(_n("{count} thing is wrong.", "{count} things are wrong.", len(findings)))
    run.say(_("The desk is sound."))


def upgrade_desk(run: Run) -> None:
    """Bring the desk up to this program's schema, which on a server only happens when asked."""
    from coorddesk.core.schema import State, state, upgrade

    if state(run.url) is State.CURRENT:
        run.say(_("The desk is up to date already."))
        return
    upgrade(run.url, clock=run.clock)
    run.say(_("The desk is up to date now."))


def move_desk(run: Run) -> None:
    """Copy the whole desk to a new file or an empty database; the old one stays as it is."""
    from coorddesk.core.durable import expect_folder
    from coorddesk.core.engine import sqlite_path
    from coorddesk.core.move import move

    path = sqlite_path(run.options.to)
    if path is not None:
        expect_folder(path)
    moved = move(run.url, run.options.to)
    rows = sum(moved.rows.values())
    run.say(_n("{count} row copied and compared.", "{count} rows copied and compared.", rows))
    run.say(_("Open it with --database {url}", url=run.options.to))
    _tell(run, moved.troubles)


def _tell(run: Run, troubles: Sequence[Message]) -> None:
    """End as trouble of a user whose copy is made, but not all of it: a script must not take it for whole."""
    for trouble in troubles[:-1]:
        run.complain(trouble)
    if troubles:
        raise UserError(troubles[-1])
