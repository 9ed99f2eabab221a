"""Verbs of licences: list them, give seats, take seats back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.cli.records import only_one, record_meant, row_number
from coorddesk.core.errors import UserError
from coorddesk.core.messages import _, _p

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.cli.grammar import Verbs
    from coorddesk.cli.run import Run
    from coorddesk.core.records import Subject
    from coorddesk.licences.queries import LicenceRow


def list_licences(run: Run) -> None:
    """Print licences, one a line; `--json` says all of each, its key only with `--keys`, which the history keeps."""
    from coorddesk.licences.queries import LicenceQuery, all_licences  # SQL, which --help does not need
    from coorddesk.licences.rules import LicenceState
    from coorddesk.licences.service import show_key

    typed = run.options
    state = LicenceState.ENDING if typed.ending else None
    query = LicenceQuery(typed.text or "", state=state, over=typed.over, reclaim=typed.idle, everything=typed.all)
    keys: dict[int, str] = {}
    if typed.keys:
        with run.desk() as database, database.transaction() as session:
            rows = all_licences(session, query)
            keys = {row.id: show_key(session, row.id) for row in rows}
    else:
        with run.desk() as database, database.reading() as session:
            rows = all_licences(session, query)
    if typed.json:
        run.answer([_data(row) | ({"key": keys[row.id]} if typed.keys else {}) for row in rows])
        return
    for row in rows:
        until = "" if row.expiry is None else run.texts.date(row.expiry)
        print("\t".join((row.name, run.texts.say(row.said_seats), until, *([keys[row.id]] if typed.keys else []))))
    if not rows:
        run.say(_("No licence"))


def give_licence(run: Run) -> None:
    """Give seats of a licence to people and devices."""
    from coorddesk.licences.queries import licence_row
    from coorddesk.licences.service import SeatsGiven, give_seats

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        licence = _licence(session, typed.licence)
        people = tuple(record_meant(session, "person", each)[1] for each in typed.person or ())
        devices = tuple(record_meant(session, "asset", each)[1] for each in typed.device or ())
        give_seats(session, SeatsGiven(licence, people, devices, even_over=typed.even_over))
        row = licence_row(session, licence)
        assert row is not None
    run.say(_("“{licence}”: {seats}.", licence=row.name, seats=row.said_seats))


def take_licence_back(run: Run) -> None:
    """Take seats of a licence back from people and devices."""
    from coorddesk.licences.queries import licence_row, seats_of
    from coorddesk.licences.service import SeatsBack, take_back_seats

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        licence = _licence(session, typed.licence)
        taken = {seat.holder: seat.id for seat in seats_of(session, licence)}
        wanted = _holders(session, typed.person, typed.device)
        if typed.idle:
            wanted += [seat.holder for seat in seats_of(session, licence) if seat.idle is not None]
        missing = [holder for holder in wanted if holder not in taken]
        if missing or not wanted:
            raise UserError(_("Nobody named has a seat of it.") if missing else _("Say whose seat comes back."))
        take_back_seats(session, SeatsBack(tuple(taken[holder] for holder in dict.fromkeys(wanted))))
        row = licence_row(session, licence)
        assert row is not None
    run.say(_("“{licence}”: {seats}.", licence=row.name, seats=row.said_seats))


def add_verbs(verbs: Verbs) -> None:
    """Declare them."""
    (
        verbs.add("licences", list_licences, _("list licences and how their seats stand"))
        .takes("text", metavar=_p("argument", "TEXT"), explanation=_("words that a licence must have"), nargs="?")
        .flag("--ending", _("only those that end soon"))
        .flag("--over", _("only those of which too many seats are taken"))
        .flag("--idle", _("only those with seats to take back"))
        .flag("--all", _("those that expired, too"))
        .flag("--keys", _("with their keys, for whoever looks over your shoulder"))
        .flag("--json", _("answer in JSON"))
    )
    for name, verb, said in (
        ("licence-give", give_licence, _("give seats of a licence")),
        ("licence-back", take_licence_back, _("take seats of a licence back")),
    ):
        made = verbs.add(name, verb, said)
        made.takes("licence", metavar=_p("argument", "LICENCE"), explanation=_("its name, or its number"))
        person, device = _p("argument", "PERSON"), _p("argument", "DEVICE")
        made.takes("--person", metavar=person, explanation=_("whose seat; may be given several times"), action="append")
        made.takes("--device", metavar=device, explanation=_("which device’s; as often"), action="append")
        if name == "licence-give":
            made.flag("--even-over", _("even more than were bought"))
        else:
            made.flag("--idle", _("all that belong to who left or what was retired"))


def _licence(session: Session, typed: str) -> int:
    from coorddesk.licences.queries import licence_options, names

    number = row_number(typed)
    if number is not None and names(session, "licence", [number]):
        return number
    return only_one(licence_options(session, typed), typed, _("There is no licence “{name}”.", name=typed))


def _holders(session: Session, people: list[str] | None, devices: list[str] | None) -> list[Subject]:
    return [
        *(record_meant(session, "person", each) for each in people or ()),
        *(record_meant(session, "asset", each) for each in devices or ()),
    ]


def _data(row: LicenceRow) -> dict[str, object]:
    own = ("id", "name", "kind", "manufacturer", "supplier", "seats", "taken", "left", "idle", "price")
    more = ("order_number", "invoice_number", "notes")
    days = {key: None if getattr(row, key) is None else getattr(row, key).isoformat() for key in ("start", "expiry")}
    said = {key: getattr(row, key) for key in (*own, *more)}
    return said | days | {"state": row.state.value, "has_key": row.has_key}
