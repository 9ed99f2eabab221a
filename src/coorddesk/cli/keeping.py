"""Verbs that keep a desk safe: backup, restore, check, upgrade, move."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coorddesk.cli.run import Run


def back_up(run: Run) -> None:
    """Make a verified copy in the usual place, or an archive where asked."""
    from coorddesk.core.archive import pack  # each verb loads what it needs, and --help nothing
    from coorddesk.core.backup import backup_desk

    if run.options.output is not None:
        path, troubles = run.options.output, pack(run.url, run.options.output, clock=run.clock).troubles
    else:
        made = backup_desk(run.url, second=run.second_backups, clock=run.clock)
        path, troubles = made.backup.path, made.troubles
    run.say(_("Backed up and verified: {file}", file=str(path)))
    _say_all(run, troubles)


def restore_desk(run: Run) -> None:
    """Put a backup or an archive in the desk's place."""
    from coorddesk.core.restore import restore

    restored = restore(run.options.file, run.url, clock=run.clock)
    run.say(_("{file} is the desk now.", file=str(run.options.file)))
    if restored.before is not None:
        run.say(_("What was there before is kept: {file}", file=str(restored.before)))
    _say_all(run, restored.troubles)


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
    _say_all(run, (finding.text for finding in findings))
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
    from coorddesk.core.move import move

    moved = move(run.url, run.options.to)
    rows = sum(moved.rows.values())
    run.say(_n("{count} row copied and compared.", "{count} rows copied and compared.", rows))
    _say_all(run, moved.troubles)
    run.say(_("Open it with --database {url}", url=run.options.to))


def _say_all(run: Run, messages: Iterable[Message]) -> None:
    for message in messages:
        run.say(message)
