"""Verbs that look at the desk and its history: search, alerts, history, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.errors import Refused
from coorddesk.core.messages import _, _p

if TYPE_CHECKING:
    from coorddesk.cli.run import Run


def search_desk(run: Run) -> None:
    """Print what the words find, best first."""
    from coorddesk import features  # each verb loads what it needs, and --help nothing

    with run.desk() as database, database.reading() as session:
        hits = features.find_everywhere(session, " ".join(run.options.words), run.options.limit)
    if run.options.json:
        run.answer(
            [
                {"kind": hit.subject[0], "id": hit.subject[1], "title": hit.title, "detail": run.texts.say(hit.detail)}
                for hit in hits
            ]
        )
    elif hits:
        for hit in hits:
            print(f"{hit.title}\t{run.texts.say(hit.detail)}")
    else:
        run.say(_("Nothing was found."))


def show_alerts(run: Run) -> None:
    """Print what needs doing, what is urgent first."""
    from coorddesk import features
    from coorddesk.feature import alerts

    with run.desk() as database, database.reading() as session:
        told = alerts(session, features.load(), database.clock.today())
    say = run.texts.say
    if run.options.json:
        run.answer(
            [
                {"key": each.key, "text": say(each.text), "advice": say(each.advice), "urgent": each.is_urgent}
                for each in told
            ]
        )
        return
    for each in told:
        print(f"{say(each.text)}\t{say(each.advice)}")
    if not told:
        run.say(_("Nothing needs doing."))


def show_history(run: Run) -> None:
    """Print the latest change sets, one a line: number, when, who, what."""
    from coorddesk.core.story import change_sets

    with run.desk() as database, database.reading() as session:
        rows = change_sets(session, limit=run.options.limit)
    if run.options.json:
        run.answer(
            [
                {
                    "change_set": row.id,
                    "moment": row.moment.isoformat(),
                    "actor": row.actor,
                    "source": row.source,
                    "deed": run.texts.say(row.deed),
                    "undone": not row.stands,
                }
                for row in rows
            ]
        )
        return
    taken_back = run.texts.say(_p("change", "undone"))
    for row in rows:
        undone = "" if row.stands else f"  ({taken_back})"
        print(f"{row.id:>6}  {run.texts.moment(row.moment)}  {row.actor}  {run.texts.say(row.deed)}{undone}")
    if not rows:
        run.say(_("Nothing has been done yet."))


def undo_change(run: Run) -> None:
    """Take a change set back, or do one again, and say which."""
    from coorddesk.core import undo

    again = run.options.redo
    with run.desk() as database, database.transaction() as session:
        number = run.options.number or (undo.next_to_redo(session) if again else undo.next_to_undo(session))
        if number is None:
            raise Refused(_("There is nothing to do again.") if again else _("There is nothing to undo."))
        deed = undo.redo(session, number) if again else undo.undo(session, number)
    run.say(_("Done again: {deed}", deed=deed) if again else _("Undone: {deed}", deed=deed))
