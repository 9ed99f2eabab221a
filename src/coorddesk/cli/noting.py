"""Verbs on what is noted about records: attach, note, remind, reminders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.cli.records import day_typed, record_meant
from coorddesk.core.messages import _, _n

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from coorddesk.cli.run import Run
    from coorddesk.core.records import Subject
    from coorddesk.notes.queries import ReminderRow
    from coorddesk.notes.service import About

_MOST = 1_000


def attach_files(run: Run) -> None:
    """Attach files to a record, all or none."""
    from coorddesk.notes.imports import read_file  # SQL, which --help does not need
    from coorddesk.notes.service import attach_files as attach

    with run.desk() as database:
        with database.reading() as session:
            about = _about(session, run.options.kind, run.options.record)
        files = [read_file(path, about.subject) for path in run.options.files]
        with database.transaction() as session:
            attach(session, about, files)
    run.say(
        _n("{count} file attached to {record}.", "{count} files attached to {record}.", len(files), record=about.called)
    )


def write_note(run: Run) -> None:
    """Write a note about a record."""
    from coorddesk.notes.service import NoteDetails
    from coorddesk.notes.service import write_note as write

    with run.desk() as database:
        with database.reading() as session:
            about = _about(session, run.options.kind, run.options.record)
        with database.transaction() as session:
            write(session, about, NoteDetails(run.options.text))
    run.say(_("Noted about {record}.", record=about.called))


def add_reminder(run: Run) -> None:
    """Remind of a record on a day."""
    from coorddesk.notes.service import ReminderDetails
    from coorddesk.notes.service import add_reminder as add

    details = ReminderDetails(day_typed(run.options.day), run.options.text)
    with run.desk() as database:
        with database.reading() as session:
            about = _about(session, run.options.kind, run.options.record)
        with database.transaction() as session:
            add(session, about, details)
    run.say(_("{record}: you will be reminded on {day}.", record=about.called, day=details.day))


def list_reminders(run: Run) -> None:
    """Print what is to be thought of, one a line, what is due first; only that, unless all is asked for."""
    from coorddesk import features
    from coorddesk.feature import named
    from coorddesk.notes.queries import open_reminders

    today = run.clock.today()
    with run.desk() as database, database.reading() as session:
        rows = [row for row in open_reminders(session, _MOST) if run.options.all or row.day <= today]
        names = named(session, features.load(), [row.subject for row in rows])
    if run.options.json:
        run.answer([_data(row, names) for row in rows])
        return
    for row in rows:
        print(f"{run.texts.date(row.day)}\t{names.get(row.subject, '')}\t{' '.join(row.text.split())}")
    if not rows:
        run.say(_("Nothing to think of") if run.options.all else _("No reminder is due"))


def _data(row: ReminderRow, names: Mapping[Subject, str]) -> dict[str, object]:
    kind, record_id = row.subject
    return {
        "id": row.id,
        "day": row.day.isoformat(),
        "text": row.text,
        "kind": kind,
        "record": record_id,
        "called": names.get(row.subject, ""),
        "author": row.actor,
    }


def _about(session: Session, kind: str, name: str) -> About:
    from coorddesk import features
    from coorddesk.feature import named
    from coorddesk.notes.service import About

    subject = record_meant(session, kind, name)
    return About(subject, named(session, features.load(), [subject]).get(subject, name))
