"""The verbs of kiosks: add, list and remove them, let them ask people, and take in what lies in their folders."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coorddesk.cli.records import day_typed, only_one, record_meant
from coorddesk.cli.sessions_meant import SESSION, session_meant
from coorddesk.cli.surveys import questionnaire_meant
from coorddesk.core.fold import fold
from coorddesk.core.messages import _, _n, _p
from coorddesk.core.options import Option

if TYPE_CHECKING:
    from coorddesk.cli.grammar import Verbs
    from coorddesk.cli.run import Run


def go_round(run: Run) -> None:
    """Take in every folder, and tell the kiosks what there is to show."""
    from coorddesk.kiosk.imports import desk_round  # SQL, which --help does not need

    with run.desk() as database:
        came = desk_round.go_round(database)
    if run.options.json:
        run.answer({"taken": came.taken, "away": came.away})
        return
    run.say(_n("{count} report taken in", "{count} reports taken in", came.taken))
    for name in came.away:
        run.say(_("The folder of the kiosk “{name}” cannot be reached.", name=name))


def add_kiosk(run: Run) -> None:
    """Add one, and make the folder that it shares with the desk."""
    from coorddesk.kiosk.imports.desk_round import set_up_folder
    from coorddesk.kiosk.service import KioskDetails, create_kiosk

    typed = run.options
    folder = "" if typed.folder is None else str(Path(typed.folder).absolute())
    with run.desk() as database, database.transaction() as session:
        place = None if typed.place is None else record_meant(session, "place", typed.place)[1]
        create_kiosk(session, KioskDetails(typed.name, place, folder))
        if folder:
            set_up_folder(session, typed.name, folder)
    run.say(_("“{name}” added.", name=typed.name))
    if folder:
        run.say(_("Start “coorddesk --kiosk” on its PC, and name this folder: {folder}", folder=folder))


def list_kiosks(run: Run) -> None:
    """Print them, one a line."""
    from coorddesk.kiosk.queries import kiosks

    with run.desk() as database, database.reading() as session:
        rows = kiosks(session)
    if run.options.json:
        run.answer([{key: getattr(row, key) for key in ("id", "name", "place", "folder")} for row in rows])
        return
    for row in rows:
        print("\t".join((row.name, row.place or "", row.folder)))
    if not rows:
        run.say(_("No kiosk"))


def remove_kiosk(run: Run) -> None:
    """Forget one; what it reported stays, and so does its folder."""
    from coorddesk.directory.service import Deletion
    from coorddesk.kiosk.queries import kiosks
    from coorddesk.kiosk.service import delete_kiosk

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        rows = {row.id: row for row in kiosks(session)}
        options = [Option(row.id, row.name) for row in rows.values() if fold(row.name) == fold(typed.name)]
        row = rows[only_one(options, typed.name, _("There is no kiosk “{name}”.", name=typed.name))]
        delete_kiosk(session, Deletion(row.id, row.version))
    run.say(_("“{name}” removed.", name=row.name))


def ask_at(run: Run) -> None:
    """Let a kiosk show a questionnaire, or show it no more."""
    from coorddesk.directory.service import Deletion
    from coorddesk.feature import named
    from coorddesk.features import load
    from coorddesk.kiosk.queries import asked_at_kiosks, kiosks, last_day_of
    from coorddesk.kiosk.service import Asking, ask_at_kiosk, stop_asking

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        asked = questionnaire_meant(session, typed.questionnaire)
        if typed.stop:
            for row in asked_at_kiosks(session):
                if row.questionnaire_id == asked.id:
                    stop_asking(session, Deletion(row.id, row.version))
            run.say(_("“{name}” is shown at no kiosk any more.", name=asked.name))
            return
        about, title, until = None, typed.title or "", None if typed.until is None else day_typed(typed.until)
        if typed.session is not None:
            about = ("training_session", session_meant(session, typed.session))
            title, until = title or named(session, load(), [about])[about], until or last_day_of(session, about)
        there = [Option(row.id, row.name) for row in kiosks(session)]
        at = None
        if typed.kiosk is not None:
            meant = [each for each in there if fold(each.name) == fold(typed.kiosk)]
            at = only_one(meant, typed.kiosk, _("There is no kiosk “{name}”.", name=typed.kiosk))
        ask_at_kiosk(session, Asking(asked.id, at, about, title, until))
    run.say(_("“{name}” is shown at the kiosk.", name=asked.name))


def add_verbs(verbs: Verbs) -> None:
    """The grammar."""
    about = _("take in the reports that lie in the folders of kiosks")
    verbs.add("kiosks", go_round, about).flag("--json", _("answer in JSON"))
    name, called = _p("argument", "NAME"), _("what it is called")
    (
        verbs.add("kiosk-add", add_kiosk, _("add a kiosk, and make the folder that it shares with the desk"))
        .takes("name", metavar=name, explanation=called)
        .takes("--place", metavar=_p("argument", "PLACE"), explanation=_("where it stands"))
        .takes(
            "--folder",
            metavar=_p("argument", "FOLDER"),
            explanation=_("one that both PCs see; none for a kiosk on the desk's own server"),
        )
    )
    verbs.add("kiosk-list", list_kiosks, _("list the kiosks")).flag("--json", _("answer in JSON"))
    verbs.add("kiosk-remove", remove_kiosk, _("forget a kiosk; what it reported stays")).takes(
        "name", metavar=name, explanation=called
    )
    (
        verbs.add("kiosk-ask", ask_at, _("let a kiosk ask people to fill in a questionnaire"))
        .takes("questionnaire", metavar=_p("argument", "QUESTIONNAIRE"), explanation=_("its name, or its number"))
        .takes("--kiosk", metavar=_p("argument", "KIOSK"), explanation=_("which one; every kiosk without it"))
        .takes("--session", metavar=SESSION, explanation=_("the session of training that it is about"))
        .takes("--title", metavar=_p("argument", "TEXT"), explanation=_("what people read that it is about"))
        .takes("--until", metavar=_p("argument", "DAY"), explanation=_("the last day on which it is shown"))
        .flag("--stop", _("show it no more"))
    )
