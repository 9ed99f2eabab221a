"""Verbs of the counter: lend, return, extend, reserve and what becomes of it, loans, reminders by mail."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coorddesk.cli.records import day_typed, record_meant, row_number
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import _, _n, _p, digits

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from coorddesk.cli.grammar import Verbs
    from coorddesk.cli.run import Run
    from coorddesk.core.records import Subject
    from coorddesk.lending.queries import LoanRow
    from coorddesk.lending.service import Borrower, Things

PRESETS = ("today", "weekend", "two-weeks", "end-of-year", "never")
STANDINGS = ("reserved", "draft", "open", "partly", "overdue", "permanent", "returned", "cancelled")


def lend_devices(run: Run) -> None:
    """Lend devices, accessories and kits to somebody."""
    from coorddesk.lending.service import NewLoan, lend  # SQL, which --help does not need

    typed = run.options
    due = _due(run, typed.due)
    with run.desk() as database, database.transaction() as session:
        borrower = _borrower(session, typed.borrower, typed.group)
        things = _things(session, typed.devices, typed.kit)
        number = lend(session, NewLoan(borrower, things, due, typed.note, despite=typed.despite))
    said = {"number": digits(number), "day": due}
    run.say(_("Loan {number}: without end.", **said) if due is None else _("Loan {number}: due on {day}.", **said))


def return_devices(run: Run) -> None:
    """Take devices and whole loans back; all or none."""
    from coorddesk.inventory.rules import Condition
    from coorddesk.lending.service import DevicesBack
    from coorddesk.lending.service import return_devices as take_back

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        loans = {each: number for each in typed.devices if (number := _slip(session, each)) is not None}
        if loans and typed.damaged is not None:
            raise UserError(_("Say which devices are damaged, not which loans."))
        devices = _devices(session, [each for each in typed.devices if each not in loans])
        count = len(devices) + _take_back_whole(session, frozenset(loans.values()))
        if devices:
            condition = None if typed.damaged is None else Condition.DAMAGED
            take_back(session, DevicesBack(devices, condition, typed.damaged or ""))
    run.say(_n("{count} thing is back.", "{count} things are back.", count))


def _take_back_whole(session: Session, loans: Collection[int]) -> int:
    """Take back all of some loans, and say how many things that is."""
    from coorddesk.lending.queries import loan_page
    from coorddesk.lending.service import Seen, return_loan

    count = sum(row.out for row in loan_page(session, sorted(loans)).values())
    for number in sorted(loans):
        return_loan(session, Seen(number))
    return count


def extend_loan(run: Run) -> None:
    """Let a loan last until another day."""
    from coorddesk.lending.service import Extension, Seen, extend

    due = _due(run, run.options.due)
    with run.desk() as database, database.transaction() as session:
        number = _loan(run.options.loan)
        extend(session, Extension(Seen(number), due, run.options.despite))
    said = {"number": digits(number), "day": due}
    run.say(_("Loan {number}: without end.", **said) if due is None else _("Loan {number}: due on {day}.", **said))


def reserve_things(run: Run) -> None:
    """Keep devices, kits, or so many of a model for somebody."""
    from coorddesk.lending.rules import PREPARATION_DAYS
    from coorddesk.lending.service import Reservation, reserve

    typed = run.options
    first = day_typed(typed.first)
    last = first if typed.last is None else _due(run, typed.last)
    with run.desk() as database, database.transaction() as session:
        models = () if typed.model is None else ((record_meant(session, "model", typed.model)[1], typed.count),)
        wish = Reservation(
            _borrower(session, typed.borrower, typed.group),
            first,
            last,
            _devices(session, typed.devices),
            _kits(session, typed.kit),
            models,
            typed.note,
            PREPARATION_DAYS if typed.preparation is None else typed.preparation,
            typed.despite,
        )
        number = reserve(session, wish)
    run.say(_("Reservation {number} from {day} on.", number=digits(number), day=first))


def prepare_loan(run: Run) -> None:
    """Set aside what a reservation names, and what was gathered for its models."""
    from coorddesk.lending.service import Preparation, Seen, prepare

    with run.desk() as database, database.transaction() as session:
        number = _loan(run.options.loan)
        prepare(session, Preparation(Seen(number), _devices(session, run.options.devices)))
    run.say(_("Loan {number}: set aside.", number=digits(number)))


def hand_out_loan(run: Run) -> None:
    """Let go out what was reserved or set aside."""
    from coorddesk.lending.service import HandOut, Seen, hand_out

    number = _loan(run.options.loan)
    with run.desk() as database, database.transaction() as session:
        hand_out(session, HandOut(Seen(number), run.options.despite))
    run.say(_("Loan {number}: handed out.", number=digits(number)))


def cancel_loan(run: Run) -> None:
    """Call off a reservation."""
    from coorddesk.lending.service import Seen, cancel

    number = _loan(run.options.loan)
    with run.desk() as database, database.transaction() as session:
        cancel(session, Seen(number))
    run.say(_("Loan {number}: cancelled.", number=digits(number)))


def list_loans(run: Run) -> None:
    """Print loans, one a line, those that are over only if asked for; `--json` says all of each."""
    from coorddesk.cli.conditions import Reader
    from coorddesk.lending.queries import FIELDS_OF_LOANS, LoanQuery, loan_ids, loan_page
    from coorddesk.lending.rules import Standing

    typed = run.options
    standings = frozenset(map(Standing, typed.standing or ()))
    with run.desk() as database, database.reading() as session:
        kind, whose = ("", None) if typed.borrower is None else _who(session, typed.borrower)
        of_person, of_group = (whose if kind == each else None for each in ("person", "person_group"))
        reader = Reader(session, FIELDS_OF_LOANS, run.languages)
        criteria = tuple(map(reader.criterion, typed.where))
        query = LoanQuery(typed.text, standings=standings, past=typed.all, criteria=criteria)
        query = replace(query, person=of_person, group=of_group)
        ids = loan_ids(session, query)
        page = loan_page(session, ids)
    rows = [page[loan_id] for loan_id in ids]
    if typed.json:
        run.answer([_data(row) for row in rows])
        return
    for row in rows:
        due = "" if row.due is None else run.texts.date(row.due)
        print("\t".join((str(row.id), row.borrower, run.texts.say(row.standing_title), due, row.what)))
    if not rows:
        run.say(_("No loan"))


def write_reminders(run: Run) -> None:
    """Write the draft of an e-mail to each borrower who is late, with the letter attached."""
    from coorddesk.lending.reports.letters import late_borrowers, mail_drafts
    from coorddesk.opening import stamp_of

    folder: Path = run.options.folder
    if not folder.is_dir():
        raise UserError(_("{folder} is not there, or is no folder.", folder=str(folder)))
    with run.desk() as database, database.reading() as session:
        without = [late.borrower for late in late_borrowers(session) if not late.email]
        drafts = mail_drafts(session, run.texts, stamp_of(session))
    for draft in drafts:
        (folder / draft.name.replace("/", "-")).write_bytes(draft.data)
    run.say(_n("{count} draft is written.", "{count} drafts are written.", len(drafts)))
    if without:
        run.say(_("Without an e-mail address: {names}", names=", ".join(without)))


def add_verbs(verbs: Verbs) -> None:
    """What scripts do at the counter."""
    _add_lending(verbs)
    _add_planning(verbs)
    loan = verbs.add("loans", list_loans, _("list loans and reservations"))
    said = _p("argument", "TEXT")
    loan.takes("text", metavar=said, nargs="?", default="", explanation=_("words that they hold"))
    wanted = {"metavar": _p("argument", "STATUS"), "explanation": _("only those: {names}", names=", ".join(STANDINGS))}
    loan.takes("--standing", choices=STANDINGS, action="append", **wanted)
    loan.takes("--borrower", metavar=_p("argument", "NAME"), explanation=_("of that person or class"))
    condition = _("which ones: FIELD=VALUE, !=, ~ for contains, ^= for begins with, >=, <=; all of them must be true")
    loan.takes("--where", action="append", default=[], metavar=_p("argument", "FIELD=VALUE"), explanation=condition)
    loan.flag("--all", _("those that are over, too")).flag("--json", _("answer in JSON"))
    verbs.add("overdue-mails", write_reminders, _("write a draft to each borrower who is late")).takes(
        "folder", metavar=_p("argument", "FOLDER"), type=Path, explanation=_("where the drafts go")
    )


def _add_lending(verbs: Verbs) -> None:
    borrower = {"metavar": _p("argument", "BORROWER"), "explanation": _("who borrows: a name, badge or class")}
    device = _p("argument", "DEVICE")
    back = _("an inventory number, serial number or name; the code on a slip: all of that loan")
    lent = _("a device by number or name, a kit, or an accessory: named three times, three of it")
    due = {"metavar": _p("argument", "DAY"), "explanation": _("a day, or one of {names}", names=", ".join(PRESETS))}
    despite = _("though it is reserved for or assigned to somebody else")
    (
        verbs.add("lend", lend_devices, _("lend devices to somebody"))
        .takes("borrower", **borrower)
        .takes("devices", nargs="*", metavar=device, explanation=lent)
        .takes("--due", default="two-weeks", **due)
        .takes("--group", metavar=_p("argument", "CLASS"), explanation=_("the class that it is for"))
        .takes("--kit", action="append", default=[], metavar=_p("argument", "KIT"), explanation=_("a whole kit"))
        .takes("--note", default="", metavar=_p("argument", "TEXT"), explanation=_("what to note about it"))
        .flag("--despite", despite)
    )
    (
        verbs.add("return", return_devices, _("take devices back, or all of a loan"))
        .takes("devices", nargs="+", metavar=device, explanation=back)
        .takes("--damaged", metavar=_p("argument", "TEXT"), explanation=_("they are damaged, and how"))
    )
    (
        verbs.add("extend", extend_loan, _("let a loan last longer"))
        .takes("loan", metavar=_p("argument", "LOAN"), explanation=_("its number, or the code on its slip"))
        .takes("due", **due)
        .flag("--despite", despite)
    )


def _add_planning(verbs: Verbs) -> None:
    day = _p("argument", "DAY")
    (
        verbs.add("reserve", reserve_things, _("keep devices for somebody"))
        .takes("borrower", metavar=_p("argument", "BORROWER"), explanation=_("who borrows: a name, badge or class"))
        .takes("devices", nargs="*", metavar=_p("argument", "DEVICE"), explanation=_("an inventory number or name"))
        .takes("--from", dest="first", required=True, metavar=day, explanation=_("the first day"))
        .takes("--to", dest="last", metavar=day, explanation=_("the last day, if it is another"))
        .takes("--model", metavar=_p("argument", "MODEL"), explanation=_("a model of which any will do"))
        .takes("--count", type=int, default=1, metavar=_p("argument", "COUNT"), explanation=_("how many of it"))
        .takes("--group", metavar=_p("argument", "CLASS"), explanation=_("the class that it is for"))
        .takes("--kit", action="append", default=[], metavar=_p("argument", "KIT"), explanation=_("a whole kit"))
        .takes("--note", default="", metavar=_p("argument", "TEXT"), explanation=_("what to note about it"))
        .takes(
            "--preparation",
            type=int,
            metavar=_p("argument", "DAYS"),
            explanation=_("how long before it all must be back"),
        )
        .flag("--despite", _("though somebody else needs it then"))
    )
    loan = {"metavar": _p("argument", "LOAN"), "explanation": _("its number, or the code on its slip")}
    (
        verbs.add("loan-prepare", prepare_loan, _("set aside what was reserved"))
        .takes("loan", **loan)
        .takes(
            "devices", nargs="*", metavar=_p("argument", "DEVICE"), explanation=_("what was gathered for its models")
        )
    )
    (
        verbs.add("loan-hand-out", hand_out_loan, _("let what was reserved or set aside go out"))
        .takes("loan", **loan)
        .flag("--despite", _("without what is still to be gathered, and whoever else it is for"))
    )
    verbs.add("loan-cancel", cancel_loan, _("call off a reservation")).takes("loan", **loan)


def _due(run: Run, typed: str) -> date | None:
    """A day as it is typed, or that of a preset; None for never."""
    from coorddesk.lending.rules import DuePreset, due_on

    if typed in PRESETS:
        return due_on(DuePreset(typed.replace("-", "_")), run.clock.today())
    return day_typed(typed)


def _borrower(session: Session, typed: str, group: str | None) -> Borrower:
    from coorddesk.lending.service import Borrower

    kind, record_id = _who(session, typed)
    group_id = record_meant(session, "person_group", group)[1] if group else None
    return Borrower(record_id, group_id) if kind == "person" else Borrower(None, record_id)


def _who(session: Session, typed: str) -> Subject:
    """The person or class that a name, a badge or a library card means."""
    return _meant(session, typed, ("person", "person_group"))


def _things(session: Session, typed: Sequence[str], kits: Sequence[str]) -> Things:
    """What is lent: an accessory that is named again counts once more, as at the counter."""
    from coorddesk.inventory.queries.scanned import scanned
    from coorddesk.lending.service import Things
    from coorddesk.stock.queries import scanned_item

    named, devices, whole = _kits_named(session), [], list(kits)
    accessories: Counter[int] = Counter()
    for each in typed:
        subject = scanned(session, each, ()).subject
        item = scanned_item(session, each) if subject is None or subject[0] == "stock_item" else None
        if item is not None:
            accessories[item] += 1
        elif (subject is not None and subject[0] == "kit") or (subject is None and fold(each) in named):
            whole.append(each)
        else:
            devices.append(each)
    return Things(_devices(session, devices), _kits(session, whole), tuple(accessories.items()))


def _devices(session: Session, typed: Sequence[str]) -> tuple[int, ...]:
    return tuple(_meant(session, each, ("asset",))[1] for each in typed)


def _meant(session: Session, typed: str, kinds: Sequence[str]) -> Subject:
    from coorddesk.inventory.queries.scanned import scanned

    found = [hit for hit in scanned(session, typed, kinds).candidates if hit.subject[0] in kinds]
    if not found:
        raise UserError(_("Nothing is called “{text}”.", text=typed))
    if len(found) > 1:
        names = ", ".join(hit.title for hit in found)
        raise UserError(_("“{text}” could be several: {names}.", text=typed, names=names))
    return found[0].subject


def _kits(session: Session, typed: Sequence[str]) -> tuple[int, ...]:
    from coorddesk.core.codes import subject_of

    known = _kits_named(session)
    found = []
    for each in typed:
        subject = subject_of(each)
        coded = subject[1] if subject is not None and subject[0] == "kit" else None
        kit_id = known.get(fold(each)) or (coded if coded in known.values() else None)
        if kit_id is None:
            raise UserError(_("There is no kit “{name}”.", name=each))
        found.append(kit_id)
    return tuple(found)


def _kits_named(session: Session) -> dict[str, int]:
    from coorddesk.lending.queries import kits

    return {fold(row.name): row.id for row in kits(session)}


def _slip(session: Session, typed: str) -> int | None:
    """The loan on whose slip a code is; a device that has such a number goes before it, as at the counter."""
    from coorddesk.inventory.queries.scanned import scanned

    subject = scanned(session, typed, ()).subject
    return subject[1] if subject and subject[0] == "loan" else None


def _loan(typed: str) -> int:
    from coorddesk.core.codes import subject_of

    subject = subject_of(typed)
    number = subject[1] if subject and subject[0] == "loan" else row_number(typed)
    if number is None:
        raise UserError(_("“{text}” is not the number of a loan.", text=typed))
    return number


def _data(row: LoanRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "borrower": row.borrower,
        "person": row.person_id,
        "group": row.group_id,
        "standing": row.standing.value,
        "since": row.since.isoformat(),
        "due": None if row.due is None else row.due.isoformat(),
        "days_late": row.late,
        "things": row.things,
        "out": row.out,
        "what": row.what,
        "note": row.note,
    }
