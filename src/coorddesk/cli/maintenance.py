"""Verbs of maintenance: what is due, the log, and the steps of repairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coorddesk.cli.records import day_typed, record_meant, row_number
from coorddesk.core.codes import subject_of
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import _, _n, _p, digits, verbatim
from coorddesk.core.money import cents_typed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from coorddesk.cli.grammar import Verbs
    from coorddesk.cli.run import Run
    from coorddesk.maintenance.queries import DueRow, RepairRow

_WORKS = ("upkeep", "repair", "upgrade", "inspection")
_VERDICTS = ("good", "reserves", "bad")
_STEPS = ("to_send", "left", "at_supplier", "ready")
_ENDS = ("given_back", "abandoned")


def list_due(run: Run) -> None:
    """Print what is due and overdue, a device a line; with --all what is coming as well."""
    from coorddesk.maintenance.queries import all_due  # SQL, which --help does not need
    from coorddesk.maintenance.rules import Urgency

    among = frozenset(Urgency) if run.options.all else frozenset(Urgency) - {Urgency.COMING}
    with run.desk() as database, database.reading() as session:
        rows = all_due(session, among)
    if run.options.json:
        run.answer([_due_data(row) for row in rows])
        return
    for row in rows:
        said = (run.texts.date(row.due), run.texts.say(row.urgency_title), row.device, row.plan, row.place or "")
        print("\t".join(said))
    if not rows:
        run.say(_("Nothing is due."))


def log_work(run: Run) -> None:
    """Write down what was done to devices, or do what a schedule asks for."""
    from coorddesk.inventory.service import Chosen
    from coorddesk.maintenance.rules import Verdict, Work, downtime_typed
    from coorddesk.maintenance.service import Doing, EntryDetails, NewEntries, do_maintenance, log_maintenance

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        ids = _devices(session, typed.devices)
        details = EntryDetails(
            day=_day(run, typed.day),
            work=Work(typed.kind),
            what=typed.what,
            done_by=typed.by,
            supplier_id=_supplier(session, typed.supplier),
            cost=cents_typed(typed.cost),
            downtime=downtime_typed(typed.downtime),
            under_warranty=typed.warranty,
            documents=typed.document,
            verdict=None if typed.verdict is None else Verdict(typed.verdict),
        )
        if typed.schedule is None:
            log_maintenance(session, NewEntries(Chosen(ids), details))
        else:
            do_maintenance(session, Doing(_turns(session, typed.schedule, ids), details))
    run.say(_n("Written down for {count} device.", "Written down for {count} devices.", len(ids)))


def send_for_repair(run: Run) -> None:
    """Open a repair for each device."""
    from coorddesk.inventory.service import Chosen
    from coorddesk.maintenance.rules import RepairState
    from coorddesk.maintenance.service import NewRepair, RepairDetails, open_repair

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        details = RepairDetails(
            typed.fault,
            _supplier(session, typed.supplier),
            typed.reference,
            cents_typed(typed.quote),
            under_warranty=typed.warranty,
        )
        devices = Chosen(_devices(session, typed.devices))
        ids = open_repair(session, NewRepair(devices, details, _day(run, typed.day), RepairState(typed.state)))
    for number in ids:
        run.say(_("Repair {number} opened.", number=digits(number)))


def step_repair(run: Run) -> None:
    """Write down that a repair has come further, or how it ended."""
    from coorddesk.maintenance.rules import CLOSED, REPAIR_STATE_TITLES, RepairState
    from coorddesk.maintenance.service import Advance, End, TakeBack, advance_repair, end_repair, take_loan_back

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        row = _repair(session, typed.repair)
        state = RepairState(typed.state)
        step = Advance(row.id, row.version, state, _day(run, typed.day), typed.note)
        if typed.back:
            take_loan_back(session, TakeBack(row.id, row.version))
        if state in CLOSED:
            cost = row.cost if typed.cost is None else cents_typed(typed.cost)
            end_repair(session, End(step, typed.outcome, cost, row.under_warranty))
        else:
            advance_repair(session, step)
    run.say(_("Repair of {device}: {state}", device=row.device, state=REPAIR_STATE_TITLES[state]))


def lend_meanwhile(run: Run) -> None:
    """Lend a device until a repair is over."""
    from coorddesk.maintenance.service import LendMeanwhile
    from coorddesk.maintenance.service import lend_meanwhile as lend

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        row = _repair(session, typed.repair)
        (asset_id,) = _devices(session, [typed.device])
        person = None if typed.to is None else record_meant(session, "person", typed.to)[1]
        number = lend(session, LendMeanwhile(row.id, row.version, asset_id, person))
    run.say(_("Loan {number}: until the repair is over.", number=digits(number)))


def list_repairs(run: Run) -> None:
    """Print the repairs under way, one a line; with --all those that are over as well."""
    from coorddesk.maintenance.queries import RepairQuery, repair_ids, repair_page
    from coorddesk.maintenance.rules import REPAIR_STATE_TITLES

    query = RepairQuery(run.options.text, closed=None if run.options.all else False)
    with run.desk() as database, database.reading() as session:
        ids = repair_ids(session, query)
        page = repair_page(session, ids)
    rows = [page[repair_id] for repair_id in ids]
    if run.options.json:
        run.answer([_repair_data(row) for row in rows])
        return
    for row in rows:
        since, state = run.texts.date(row.since), run.texts.say(REPAIR_STATE_TITLES[row.state])
        print("\t".join((str(row.id), row.device, state, since, row.fault, row.supplier or "", row.loan_device)))
    if not rows:
        run.say(_("Nothing is being repaired."))


def _due_data(row: DueRow) -> dict[str, Any]:
    return {
        "schedule": row.plan,
        "schedule_id": row.plan_id,
        "device": row.device,
        "device_id": row.asset_id,
        "place": row.place,
        "due": row.due.isoformat(),
        "urgency": row.urgency.value,
        "last": None if row.last is None else row.last.isoformat(),
    }


def _repair_data(row: RepairRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "device": row.device,
        "device_id": row.asset_id,
        "fault": row.fault,
        "state": row.state.value,
        "opened": row.opened.isoformat(),
        "since": row.since.isoformat(),
        "closed": None if row.closed is None else row.closed.isoformat(),
        "supplier": row.supplier,
        "reference": row.reference,
        "quote": row.quote,
        "cost": row.cost,
        "lent_meanwhile": row.loan_device or None,
    }


def _devices(session: Session, names: Sequence[str]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(record_meant(session, "asset", name)[1] for name in names))


def _supplier(session: Session, name: str | None) -> int | None:
    return None if name is None else record_meant(session, "supplier", name)[1]


def _day(run: Run, typed: str | None) -> date:
    return run.clock.today() if typed is None else day_typed(typed)


def _repair(session: Session, typed: str) -> RepairRow:
    """A repair by its number, the code on its slip, or the device that is in it."""
    from coorddesk.maintenance.queries import repair, repair_under_way

    subject, number = subject_of(typed), row_number(typed)
    if subject is not None and subject[0] == "repair":
        number = subject[1]
    row = None if number is None else repair(session, number)
    if row is None:
        under_way = repair_under_way(session, record_meant(session, "asset", typed)[1])
        row = None if under_way is None else repair(session, under_way)
    if row is None:
        raise UserError(_("There is no repair “{name}”. List them with “coorddesk repairs”.", name=typed))
    return row


def _turns(session: Session, name: str, ids: Sequence[int]) -> Any:
    """The turns of devices in the schedule of a name."""
    from coorddesk.maintenance.queries import due_devices, plan_options
    from coorddesk.maintenance.service import Turns

    found = plan_options(session, name)
    same = [each for each in found if fold(each.name) == fold(name)] or list(found)
    if len(same) != 1:
        raise UserError(_("There is no maintenance schedule of this name."))
    due = {row.asset_id: row.due for row in due_devices(session, same[0].id, asset_ids=ids)}
    if any(asset_id not in due for asset_id in ids):
        raise UserError(_("“{plan}” does not mean one of these devices.", plan=same[0].name))
    return Turns(same[0].id, tuple((asset_id, due[asset_id]) for asset_id in ids))


def add_verbs(verbs: Verbs) -> None:
    """What scripts do with maintenance."""
    (
        verbs.add("due", list_due, _("list the maintenance that is due"))
        .flag("--all", _("what is coming, too"))
        .flag("--json", _("answer in JSON"))
    )
    _add_log(verbs)
    _add_repairs(verbs)
    _add_steps(verbs)


def _add_log(verbs: Verbs) -> None:
    text, day = _p("argument", "TEXT"), _p("argument", "DAY")
    (
        verbs.add("log", log_work, _("write down what was done to devices"))
        .takes("what", metavar=text, explanation=_("what was done"))
        .takes("devices", nargs="+", metavar=_p("argument", "DEVICE"), explanation=_("an inventory number or name"))
        .takes(
            "--kind",
            choices=_WORKS,
            default="upkeep",
            metavar=verbatim("|".join(_WORKS)),
            explanation=_("what kind of work it was"),
        )
        .takes("--schedule", metavar=_p("argument", "NAME"), explanation=_("the schedule that asks for it"))
        .takes("--day", metavar=day, explanation=_("on which day, if not today"))
        .takes("--by", default="", metavar=text, explanation=_("who did it"))
        .takes("--supplier", metavar=_p("argument", "SUPPLIER"), explanation=_("which supplier"))
        .takes("--cost", default="", metavar=_p("argument", "AMOUNT"), explanation=_("what all of it cost together"))
        .takes("--downtime", default="", metavar=_p("argument", "TIME"), explanation=_("how long out of use: 3h, 2d"))
        .takes("--document", default="", metavar=text, explanation=_("numbers of invoices or certificates"))
        .takes("--verdict", choices=_VERDICTS, metavar=verbatim("|".join(_VERDICTS)), explanation=_("what it showed"))
        .flag("--warranty", _("under warranty"))
    )


def _add_repairs(verbs: Verbs) -> None:
    text, day, device = _p("argument", "TEXT"), _p("argument", "DAY"), _p("argument", "DEVICE")
    (
        verbs.add("repair", send_for_repair, _("send devices for repair"))
        .takes("fault", metavar=text, explanation=_("what is wrong"))
        .takes("devices", nargs="+", metavar=device, explanation=_("an inventory number or name"))
        .takes("--supplier", metavar=_p("argument", "SUPPLIER"), explanation=_("who repairs it"))
        .takes("--reference", default="", metavar=text, explanation=_("their number for it"))
        .takes("--quote", default="", metavar=_p("argument", "AMOUNT"), explanation=_("what they ask for"))
        .takes(
            "--state",
            choices=_STEPS,
            default="to_send",
            metavar=verbatim("|".join(_STEPS)),
            explanation=_("how far it has come"),
        )
        .takes("--day", metavar=day, explanation=_("on which day, if not today"))
        .flag("--warranty", _("under warranty"))
    )


def _add_steps(verbs: Verbs) -> None:
    text, day, device = _p("argument", "TEXT"), _p("argument", "DAY"), _p("argument", "DEVICE")
    repair = {"metavar": _p("argument", "REPAIR"), "explanation": _("its number, the code on its slip, or its device")}
    (
        verbs.add("repair-step", step_repair, _("write down how far a repair has come, or how it ended"))
        .takes("repair", **repair)
        .takes(
            "state",
            choices=(*_STEPS, *_ENDS),
            metavar=verbatim("|".join((*_STEPS, *_ENDS))),
            explanation=_("how far it has come"),
        )
        .takes("--day", metavar=day, explanation=_("on which day, if not today"))
        .takes("--note", default="", metavar=text, explanation=_("what to note about it"))
        .takes("--outcome", default="", metavar=text, explanation=_("what they did"))
        .takes("--cost", metavar=_p("argument", "AMOUNT"), explanation=_("what it cost"))
        .flag("--back", _("what was lent meanwhile is back"))
    )
    (
        verbs.add("repair-lend", lend_meanwhile, _("lend a device until a repair is over"))
        .takes("repair", **repair)
        .takes("device", metavar=device, explanation=_("the device to lend"))
        .takes("--to", metavar=_p("argument", "PERSON"), explanation=_("who gets it, if not the holder"))
    )
    (
        verbs.add("repairs", list_repairs, _("list the repairs under way"))
        .takes("text", metavar=text, nargs="?", default="", explanation=_("words that they hold"))
        .flag("--all", _("those that are over, too"))
        .flag("--json", _("answer in JSON"))
    )
