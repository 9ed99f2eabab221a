"""Verbs on who comes to a session: registered, withdrawn, their sheet typed back, counted, and given certificates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coorddesk.cli.records import only_one, record_meant, row_number
from coorddesk.cli.sessions_meant import MEANT, SESSION, session_meant
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.matching import words
from coorddesk.core.messages import _, _n, _p
from coorddesk.core.options import Option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from coorddesk.cli.grammar import Verbs
    from coorddesk.cli.run import Run
    from coorddesk.training.queries import Grid, RegistrationRow
    from coorddesk.training.queries.papers import HalfDayOn

_KINDS = ("attendance", "completion", "delivery")


def register_people(run: Run) -> None:
    """Register people for a session: by name, a whole class or department; who finds no place waits."""
    from coorddesk.directory.queries import department_options  # SQL, which --help does not need
    from coorddesk.training.queries import registrations_of
    from coorddesk.training.service import Guest, Registering, register

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        departments = []
        for name in typed.department:
            none = _("There is no department “{name}”.", name=name)
            departments.append(only_one(department_options(session, name), name, none))
        wish = Registering(
            session_meant(session, typed.session),
            guests=tuple(Guest(name, typed.email or "") for name in typed.names),
            groups=tuple(record_meant(session, "person_group", name)[1] for name in typed.group),
            departments=tuple(departments),
            note=typed.note or "",
        )
        done = register(session, wish)
        rows = registrations_of(session, (*done.registered, *done.waiting))
    for row in rows.values():
        run.say(_("{name}: {state}", name=row.parts.full, state=row.said_state))
    for name in done.already:
        run.say(_("{name} was registered already.", name=name))
    for doubt in (*done.unclear, *done.clashes):
        run.say(doubt)


def withdraw_people(run: Run) -> None:
    """Let people give up their places; who is offered one is named."""
    from coorddesk.training.queries import registrations_of
    from coorddesk.training.service import Leaving, withdraw

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        rows = people_meant(session, typed.session, typed.names)
        offered = withdraw(session, Leaving(tuple(row.id for row in rows), note=typed.note or ""))
        told = registrations_of(session, [*(row.id for row in rows), *offered])
    for row in told.values():
        run.say(_("{name}: {state}", name=row.parts.full, state=row.said_state))


def accept(run: Run) -> None:
    """Register people who waited and take the place that they are offered."""
    from coorddesk.training.service import accept_offer

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        rows = people_meant(session, typed.session, typed.names)
        for row in rows:
            accept_offer(session, row.id)
    for row in rows:
        run.say(_("{name} has a place.", name=row.parts.full))


def attendance(run: Run) -> None:
    """Type a half-day back: all were there but those named by their row; without a half-day, print the sheet."""
    from coorddesk.training.queries import grid
    from coorddesk.training.service import TypedSheet, type_attendance

    typed = run.options
    with run.desk() as database:
        if typed.half_day is None:
            with database.reading() as session:
                found = grid(session, session_meant(session, typed.session))
            _print_sheet(run, found)
            return
        with database.transaction() as session:
            sheet = grid(session, session_meant(session, typed.session))
            assert sheet is not None
            cells = _cells(sheet, typed.half_day, ",".join(typed.exceptions))
            count = type_attendance(session, TypedSheet(sheet.session_id, cells))
    run.say(_n("{count} cell typed.", "{count} cells typed.", count))


def headcount(run: Run) -> None:
    """Say how many came without being named."""
    from coorddesk.training.rules.headcounts import Count
    from coorddesk.training.rules.words import Audience
    from coorddesk.training.service import Counting, count_people

    typed = run.options
    audiences = {}
    for part in typed.audience:
        key, _sign, number = part.partition("=")
        if key not in set(Audience) or not number.isdecimal():
            said = _("“{text}”: write it like seniors=5. There are: {names}.", text=part, names=", ".join(Audience))
            raise UserError(said)
        audiences[Audience(key)] = int(number)
    with run.desk() as database, database.transaction() as session:
        session_id = session_meant(session, typed.session)
        count_people(session, Counting(session_id, None, Count(typed.count, audiences, first_time=typed.first_time)))
    run.say(_n("{count} person counted.", "{count} people counted.", typed.count))


def issue_certificates(run: Run) -> None:
    """Issue certificates to those named, or to everybody who came; print their numbers."""
    from coorddesk.training.queries import issued_of, registrations, tallies
    from coorddesk.training.rules.words import DocumentKind
    from coorddesk.training.service import Issuing, issue

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        if typed.names:
            ids = [row.id for row in people_meant(session, typed.session, typed.names)]
        else:
            rows = registrations(session, session_meant(session, typed.session))
            came = tallies(session, [row.id for row in rows])
            ids = [row.id for row in rows if came[row.id].attended]
        done = issue(session, Issuing(DocumentKind(typed.kind), tuple(ids)))
        documents = issued_of(session, documents=(*done.new, *done.already))
    for document in documents:
        print("\t".join((document.number, document.said.holder)))
    run.say(_n("{count} certificate issued.", "{count} certificates issued.", len(done.new)))


def invite(run: Run) -> None:
    """Draft an invitation, or a reminder, to everybody who is registered for sessions."""
    from coorddesk.notices.rules import Occasion
    from coorddesk.training.service import Writing, write_to_people

    typed = run.options
    occasion = Occasion.SESSION_REMINDED if typed.remind else Occasion.SESSION_INVITED
    with run.desk() as database, database.transaction() as session:
        ids = tuple(session_meant(session, each) for each in typed.sessions)
        count = write_to_people(session, Writing(ids, occasion, typed.note or ""))
    run.say(_n("{count} message drafted.", "{count} messages drafted.", count))


def remove_old_names(run: Run) -> None:
    """Print the sessions whose names were kept long enough; with --remove, remove them for good."""
    from coorddesk.training.queries.retention import overdue_names
    from coorddesk.training.service import Removal, remove_names

    typed = run.options
    with run.desk() as database:
        with database.reading() as session:
            rows = overdue_names(session, run.clock.today())
        if typed.remove:
            with database.transaction() as session:
                meant = tuple(session_meant(session, each) for each in typed.sessions)
                count = remove_names(session, Removal(meant))
            run.say(_n("{count} name removed.", "{count} names removed.", count))
            return
    if typed.json:
        run.answer(
            [
                {key: getattr(row, key) for key in ("reference", "title", "people", "certificates", "files")}
                | {"last_day": row.last_day.isoformat(), "until": row.until.isoformat()}
                for row in rows
            ]
        )
        return
    for row in rows:
        print("\t".join((row.reference, run.texts.date(row.until), row.title, str(row.people))))
    if not rows:
        run.say(_("No name is kept longer than its course says."))


def print_people(run: Run, people: Sequence[RegistrationRow]) -> None:
    """Who comes, one a line: name, how they stand, department or class."""
    for row in people:
        print("\t".join((row.name, run.texts.say(row.said_state), row.department)).rstrip())


def data(row: RegistrationRow) -> dict[str, Any]:
    """A registration as it is answered in JSON."""
    own = {key: getattr(row, key) for key in ("id", "name", "email", "department", "position", "note")}
    until = None if row.offered_until is None else row.offered_until.isoformat()
    return own | {"state": row.state.value, "offered_until": until, "person_id": row.person_id}


def add_verbs(verbs: Verbs) -> None:
    """Declare them."""
    name, text = _p("argument", "NAME"), _p("argument", "TEXT")
    note = _("what is noted about it")
    (
        verbs.add("register", register_people, _("register people for a session"))
        .takes("session", metavar=SESSION, explanation=MEANT)
        .takes("names", metavar=name, nargs="*", explanation=_("who is to come, of the directory or a guest"))
        .takes("--group", metavar=name, action="append", default=[], explanation=_("everybody of a class or group"))
        .takes("--department", metavar=name, action="append", default=[], explanation=_("everybody of a department"))
        .takes("--email", metavar=text, explanation=_("the e-mail address of who is named"))
        .takes("--note", metavar=text, explanation=note)
    )
    for verb, deed, said in (
        ("withdraw", withdraw_people, _("let people give up their places in a session")),
        ("accept", accept, _("give those who waited the place that they were offered")),
    ):
        declared = verbs.add(verb, deed, said).takes("session", metavar=SESSION, explanation=MEANT)
        declared.takes("names", metavar=name, nargs="+", explanation=_("whose place it is"))
        if verb == "withdraw":
            declared.takes("--note", metavar=text, explanation=_("why"))
    _sheet_verbs(verbs)
    _paper_verbs(verbs)


def _sheet_verbs(verbs: Verbs) -> None:
    count = _p("argument", "COUNT")
    (
        verbs.add("attendance", attendance, _("type a signed sheet back, or print it"))
        .takes("session", metavar=SESSION, explanation=MEANT)
        .takes(
            "half_day",
            metavar=_p("argument", "HALF-DAY"),
            nargs="?",
            type=int,
            explanation=_("the number of its column on the sheet, 1 first"),
        )
        .takes(
            "exceptions",
            metavar=_p("argument", "ROW"),
            nargs="*",
            explanation=_("who was not simply there, by the number of the row: 3, 7 R15 (late), 9-10 E dentist"),
        )
    )
    (
        verbs.add("headcount", headcount, _("say how many came to a session without being named"))
        .takes("session", metavar=SESSION, explanation=MEANT)
        .takes("count", metavar=count, type=int, explanation=_("how many came"))
        .takes("--first-time", metavar=count, type=int, explanation=_("how many of them for the first time"))
        .takes(
            "--audience",
            metavar=_p("argument", "AUDIENCE=COUNT"),
            action="append",
            default=[],
            explanation=_("how many of them are what, such as seniors=5"),
        )
    )


def _paper_verbs(verbs: Verbs) -> None:
    (
        verbs.add("certificates", issue_certificates, _("issue certificates to those who came"))
        .takes("session", metavar=SESSION, explanation=MEANT)
        .takes(
            "names",
            metavar=_p("argument", "NAME"),
            nargs="*",
            explanation=_("to whom; everybody who came if nobody is named"),
        )
        .takes(
            "--kind",
            metavar=_p("argument", "KIND"),
            choices=_KINDS,
            default=_KINDS[0],
            explanation=_("attendance (unless said otherwise), completion or delivery"),
        )
    )
    (
        verbs.add("session-invite", invite, _("draft invitations to those who are registered"))
        .takes("sessions", metavar=SESSION, nargs="+", explanation=MEANT)
        .flag("--remind", _("remind them instead"))
        .takes("--note", metavar=_p("argument", "TEXT"), explanation=_("a word of your own"))
    )
    (
        verbs.add("names", remove_old_names, _("list the names that were kept long enough, and remove them"))
        .takes("sessions", metavar=SESSION, nargs="*", explanation=_("which ones; all of the list if none is named"))
        .flag("--remove", _("remove them for good, from the history too"))
        .flag("--json", _("answer in JSON"))
    )


def people_meant(session: Session, typed: str, names: Sequence[str]) -> list[RegistrationRow]:
    """Those of a session that names, in any order of their words, or numbers mean."""
    from coorddesk.training.queries import registrations

    rows = registrations(session, session_meant(session, typed))
    found: dict[int, RegistrationRow] = {}
    for name in names:
        number = row_number(name)
        meant = [row for row in rows if row.id == number] or [
            row for row in rows if {*words(name)} <= {*words(fold(row.name))}
        ]
        none = _("Nobody called “{name}” is registered for this session.", name=name)
        chosen = only_one([Option(row.id, row.name) for row in meant], name, none)
        found |= {row.id: row for row in meant if row.id == chosen}
    return list(found.values())


def _cells(sheet: Grid, number: int, exceptions: str) -> tuple[Any, ...]:
    from coorddesk.training.rules.typing import all_but
    from coorddesk.training.service import Cell

    if not 1 <= number <= len(sheet.half_days):
        said = _("The sheet of “{title}” has {count} half-days.", title=sheet.title, count=len(sheet.half_days))
        raise UserError(said)
    slots = sheet.half_days[number - 1].slots
    said_of = all_but(exceptions, len(sheet.people))
    return tuple(Cell(each.registration, slots, one) for each, one in zip(sheet.people, said_of, strict=True))


def _print_sheet(run: Run, sheet: Grid | None) -> None:
    from coorddesk.training.rules.typing import cell_text

    assert sheet is not None
    print("\t".join(("", "", *(_column(run, each) for each in sheet.half_days))))
    for number, person in enumerate(sheet.people, start=1):
        cells = (sheet.cells.get((person.registration, place)) for place in range(len(sheet.half_days)))
        typed = ("" if cell is None else cell_text(cell.said) for cell in cells)
        print("\t".join((str(number), person.listed, *typed)).rstrip())
    if not sheet.people:
        run.say(_("Nobody is registered."))


def _column(run: Run, half_day: HalfDayOn) -> str:
    from coorddesk.training.rules.words import HALF_TITLES

    return f"{run.texts.date(half_day.day)} {run.texts.say(HALF_TITLES[half_day.half])}"
