"""Verbs on contracts: listed, told, written down, committed, renewed, terminated, given another price."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from coorddesk.cli.budget_meant import cents_meant, day_meant, line_meant, year_meant
from coorddesk.cli.records import day_typed, record_meant
from coorddesk.core.errors import UserError
from coorddesk.core.messages import _, _n, _p
from coorddesk.core.tables import cell_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from coorddesk.budget.queries import YearRow
    from coorddesk.budget.rules.ledger import Overspent
    from coorddesk.cli.grammar import Verbs
    from coorddesk.cli.run import Run
    from coorddesk.purchasing.queries.contract_due import Committed
    from coorddesk.purchasing.queries.contracts import ContractRow
    from coorddesk.purchasing.rules.contract_words import ContractStepKind

_KINDS = ("subscription", "maintenance", "lease", "licence", "service", "other")
_RENEWALS = ("tacit", "express", "none")
_NEEDS = ("decide", "missed", "commit", "invoice")
_LISTED = ("name", "supplier", "state", "ends_on", "notice_by", "yearly")


def list_contracts(run: Run) -> None:
    """Print contracts, the one whose notice is due first at the top."""
    from coorddesk.purchasing.queries.contracts import CONTRACT_COLUMNS, ContractQuery, all_contracts
    from coorddesk.purchasing.rules.contract_needs import ContractNeed  # SQL, which --help does not need, above

    typed = run.options
    need = None if typed.need is None else ContractNeed(typed.need)
    with run.desk() as database, database.reading() as session:
        rows = all_contracts(session, ContractQuery(typed.text, need=need, past=typed.all))
    if typed.json:
        run.answer([_data(row) for row in rows])
        return
    columns = [column for column in CONTRACT_COLUMNS if column.key in _LISTED]
    for row in rows:
        print("\t".join(cell_text(column.value(row), column.kind, run.texts) for column in columns))
    if not rows:
        run.say(_("No contract is like that."))


def show_contract(run: Run) -> None:
    """Print a contract: how its end is reckoned, its steps, and its instalments."""
    from coorddesk.purchasing.queries.contract_card import contract_card

    with run.desk() as database, database.reading() as session:
        card = contract_card(session, _meant(session, run.options.contract).id)
    assert card is not None
    if run.options.json:
        instalments = [_instalment(each.committed) for each in card.instalments]
        coming = [{"due_on": each.due_on.isoformat(), "cents": each.amount.gross} for each in card.coming]
        run.answer(_data(card.row) | {"instalments": instalments, "coming": coming})
        return
    print(f"{card.row.name}\t{card.row.supplier}")
    for said in card.explained:
        run.say(said)
    for row in card.instalments:
        each, say = row.committed, run.texts
        print("\t".join((say.date(each.due_on), say.money(each.amount.gross), say.money(each.remaining), each.line)))
    for due in card.coming:
        print("\t".join((run.texts.date(due.due_on), run.texts.money(due.amount.gross), "", "")))


def add_contract(run: Run) -> None:
    """Write a contract down."""
    from coorddesk.purchasing.queries.contracts import contract_row
    from coorddesk.purchasing.rules.contract_words import ContractKind, Renewal
    from coorddesk.purchasing.service import ContractDetails, create_contract

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        wish = ContractDetails(
            typed.name,
            record_meant(session, "supplier", typed.supplier)[1],
            day_typed(typed.since),
            ContractKind(typed.kind),
            typed.number or "",
            typed.months,
            Renewal(typed.renewal),
            typed.renewal_months or 12,
            typed.notice or 0,
            typed.every,
            cents_meant(typed.net),
            2000 if typed.vat is None else cents_meant(typed.vat),
            not typed.arrears,
            tuple(_covered(session, each) for each in typed.covers),
        )
        row = contract_row(session, create_contract(session, wish))
    assert row is not None
    run.say(_("“{name}” runs until {day}.", name=row.name, day=row.now.ends_on))


def renew(run: Run) -> None:
    """Say that a contract goes on after the term that runs."""
    from coorddesk.purchasing.rules.contract_words import ContractStepKind

    _happens(run, ContractStepKind.RENEWED, months=run.options.months)


def terminate(run: Run) -> None:
    """Say on which day a contract ends: the first that notice given today is in time for, unless one is said."""
    from coorddesk.purchasing.rules.contract_words import ContractStepKind

    _happens(run, ContractStepKind.TERMINATED)


def reprice(run: Run) -> None:
    """Give a contract another price from a day on: an amount, or so many percent more or less."""
    from coorddesk.purchasing.rules.contract_words import ContractStepKind

    typed = run.options
    if (typed.net is None) == (typed.percent is None):
        raise UserError(_("Say either an amount or a percentage."), field="net")
    if typed.net is not None:
        _happens(run, ContractStepKind.REPRICED, net=cents_meant(typed.net))
    else:
        _happens(run, ContractStepKind.INDEXED, rate=cents_meant(typed.percent))


def take_back(run: Run) -> None:
    """Take back what was said last of a contract."""
    from coorddesk.purchasing.service import StepRemoval, take_back_step

    with run.desk() as database, database.transaction() as session:
        row = _meant(session, run.options.contract)
        overspent = take_back_step(session, StepRemoval(row.id, row.version))
    run.say(_("What was said last of “{name}” is taken back.", name=row.name))
    _warn(run, overspent)


def commit(run: Run) -> None:
    """Commit the instalments of a year, of one contract or of all: on a line, or where those before them stood."""
    from coorddesk.purchasing.queries.contract_due import to_commit
    from coorddesk.purchasing.service import Committing, ToCommit, commit_instalments

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        year = year_meant(session, typed.year, run.clock.today())
        contracts = None if typed.contract is None else [_meant(session, typed.contract).id]
        line = None if typed.line is None else line_meant(session, typed.line, year).id
        waiting = to_commit(session, year.id, contracts)
        lines = [(each, line or each.budget_line_id) for each in waiting]
        wishes = tuple(ToCommit(each.contract_id, each.due.first_day, on) for each, on in lines if on is not None)
        if waiting and not wishes:
            raise UserError(_("Nothing of these stood on a budget line yet. Say which one: --line."))
        overspent = commit_instalments(session, Committing(year.id, day_meant(run), wishes)) if wishes else ()
    _say_committed(run, year, len(wishes), len(waiting) - len(wishes))
    _warn(run, overspent)


def release(run: Run) -> None:
    """Give back what an instalment still commits, or let it commit another amount."""
    from coorddesk.purchasing.queries.contract_due import committed_instalments
    from coorddesk.purchasing.service import InstalmentDeed, change_instalment

    typed = run.options
    first_day, net = day_typed(typed.first_day), 0 if typed.net is None else cents_meant(typed.net)
    with run.desk() as database, database.transaction() as session:
        row = _meant(session, typed.contract)
        there = {each.first_day: each for each in committed_instalments(session, [row.id])}
        if first_day not in there:
            raise UserError(_("No instalment of “{name}” from {day} on is committed.", name=row.name, day=first_day))
        wish = InstalmentDeed(there[first_day].id, row.version, net, day_meant(run), typed.words or "")
        overspent = change_instalment(session, wish)
    run.say(_("The instalment of {day} is changed.", day=first_day))
    _warn(run, overspent)


def add_verbs(verbs: Verbs, whole: Any) -> None:
    """Declare them."""
    own = verbs.under("contract", _("contracts: what costs money again and again"))
    _reading_verbs(own)
    _adding_verb(own, whole)
    _step_verbs(own, whole)
    _instalment_verbs(own)


def _reading_verbs(verbs: Verbs) -> None:
    json = _("answer in JSON")
    (
        verbs.add("list", list_contracts, _("list contracts"))
        .takes("text", metavar=_p("argument", "TEXT"), nargs="?", default="", explanation=_("words of the contract"))
        .takes(
            "--need",
            metavar=_p("argument", "NEED"),
            choices=_NEEDS,
            explanation=_("those to decide, with notice past, to commit, or due and not invoiced"),
        )
        .flag("--all", _("those that are over too"))
        .flag("--json", json)
    )
    verbs.add("show", show_contract, _("print a contract")).takes("contract", **_CONTRACT).flag("--json", json)


def _adding_verb(verbs: Verbs, whole: Any) -> None:
    months, amount, text = _p("argument", "MONTHS"), _p("argument", "AMOUNT"), _p("argument", "TEXT")
    number: dict[str, Any] = {"metavar": months, "type": whole}
    (
        verbs.add("add", add_contract, _("write a contract down"))
        .takes("name", metavar=text, explanation=_("what it is called"))
        .takes("--supplier", metavar=_p("argument", "SUPPLIER"), required=True, explanation=_("with whom"))
        .takes("--since", metavar=_p("argument", "DAY"), required=True, explanation=_("its first day"))
        .takes("--net", metavar=amount, required=True, explanation=_("an instalment, excluding VAT"))
        .takes("--vat", metavar=_p("argument", "RATE"), explanation=_("the VAT rate in percent, 20 if not said"))
        .takes("--every", **number, default=12, explanation=_("months from one instalment to the next, 12 if not said"))
        .takes("--months", **number, default=12, explanation=_("how long the first term lasts, 12 if not said"))
        .takes("--renewal", metavar=text, choices=_RENEWALS, default="tacit", explanation=_("tacit, express or none"))
        .takes("--renewal-months", **number, explanation=_("how long each term after it lasts, 12 if not said"))
        .takes("--notice", **number, explanation=_("how many months before notice is given"))
        .takes("--kind", metavar=text, choices=_KINDS, default="subscription", explanation=_("what it is for"))
        .takes("--number", metavar=text, explanation=_("its number with the supplier"))
        .takes(
            "--covers",
            metavar=_p("argument", "RECORD"),
            action="append",
            default=[],
            explanation=_("what it covers: licence:Adobe, asset:CD-12, place:Room 12"),
        )
        .flag("--arrears", _("instalments are due as their months end"))
    )


def _step_verbs(verbs: Verbs, whole: Any) -> None:
    day, words = _p("argument", "DAY"), {"metavar": _p("argument", "TEXT"), "explanation": _("why")}
    (
        verbs.add("renew", renew, _("say that a contract goes on"))
        .takes("contract", **_CONTRACT)
        .takes("--months", metavar=_p("argument", "MONTHS"), type=whole, explanation=_("if not as long as usual"))
        .takes("--day", metavar=day, explanation=_("the first of the new term; the one after the end if not said"))
        .takes("--words", **words)
    )
    (
        verbs.add("terminate", terminate, _("say that a contract ends"))
        .takes("contract", **_CONTRACT)
        .takes("--day", metavar=day, explanation=_("its last day; the first that is in time if not said"))
        .takes("--words", **words)
    )
    (
        verbs.add("price", reprice, _("give a contract another price"))
        .takes("contract", **_CONTRACT)
        .takes("--net", metavar=_p("argument", "AMOUNT"), explanation=_("an instalment, excluding VAT"))
        .takes(
            "--percent",
            metavar=_p("argument", "RATE"),
            explanation=_("how much more in percent: 2,5; less: --percent=-3"),
        )
        .takes("--day", metavar=day, explanation=_("from when on; from the next term on if not said"))
        .takes("--words", **words)
    )
    verbs.add("take-back", take_back, _("take back what was said last")).takes("contract", **_CONTRACT)


def _instalment_verbs(verbs: Verbs) -> None:
    day, today = _p("argument", "DAY"), _("on which day; today if not said")
    (
        verbs.add("commit", commit, _("commit the instalments of a year"))
        .takes("contract", nargs="?", **_CONTRACT)
        .takes("--year", metavar=_p("argument", "YEAR"), explanation=_("the fiscal year; the current one if not said"))
        .takes(
            "--line",
            metavar=_p("argument", "LINE"),
            explanation=_("the budget line; that of the instalments before if not said"),
        )
        .takes("--day", metavar=day, explanation=today)
    )
    (
        verbs.add("release", release, _("give back what an instalment still commits"))
        .takes("contract", **_CONTRACT)
        .takes("first_day", metavar=day, explanation=_("the first day of the instalment"))
        .takes("--net", metavar=_p("argument", "AMOUNT"), explanation=_("what it commits instead, excluding VAT"))
        .takes("--day", metavar=day, explanation=today)
        .takes("--words", metavar=_p("argument", "TEXT"), explanation=_("why"))
    )


_CONTRACT: dict[str, Any] = {
    "metavar": _p("argument", "CONTRACT"),
    "explanation": _("a contract by its name, its number, or words of it"),
}


def _meant(session: Session, typed: str) -> ContractRow:
    from coorddesk.purchasing.queries.contracts import contract_row

    row = contract_row(session, record_meant(session, "contract", typed)[1])
    assert row is not None
    return row


def _covered(session: Session, typed: str) -> tuple[str, int]:
    from coorddesk.purchasing.queries.contracts import COVERED

    kind, colon, name = typed.partition(":")
    if not colon or kind not in COVERED:
        raise UserError(_("Say what it covers as licence:Adobe, asset:CD-12 or place:Room 12."), field="covered")
    return record_meant(session, kind, name)


def _happens(run: Run, kind: ContractStepKind, **said: int | None) -> None:
    from coorddesk.purchasing.queries.contracts import contract_row
    from coorddesk.purchasing.service import ContractDeed, step_contract

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        row = _meant(session, typed.contract)
        day = _usual_day(row, kind, run.clock.today()) if typed.day is None else day_typed(typed.day)
        wish = ContractDeed(row.id, row.version, kind, day, **said, words=typed.words or "")
        overspent = step_contract(session, wish)
        now = contract_row(session, row.id)
    assert now is not None
    for sentence in _sentences(now, run.clock.today()):
        run.say(sentence)
    _warn(run, overspent)


def _usual_day(row: ContractRow, kind: ContractStepKind, today: date) -> date:
    from coorddesk.purchasing.rules.contract_words import ContractStepKind
    from coorddesk.purchasing.rules.contracts import first_end

    if kind is ContractStepKind.TERMINATED:
        return first_end(row.contract, today)
    return row.now.term.last + timedelta(days=1)


def _sentences(row: ContractRow, today: date) -> Sequence[Any]:
    from coorddesk.purchasing.rules.contracts import explained

    return [_("“{name}” saved.", name=row.name), *explained(row.contract, today)]


def _say_committed(run: Run, year: YearRow, done: int, left: int) -> None:
    run.say(
        _n(
            "{count} instalment of {year} is committed.",
            "{count} instalments of {year} are committed.",
            done,
            year=year.name,
        )
    )
    if left:
        run.say(_n("{count} waits for a budget line.", "{count} wait for a budget line.", left))


def _warn(run: Run, overspent: Sequence[Overspent]) -> None:
    for each in overspent:
        run.say(_("The budget line “{name}” is overspent.", name=each.name))


def _data(row: ContractRow) -> dict[str, Any]:
    notice, last = row.now.notice_by, row.now.last_day
    return {
        "id": row.id,
        "name": row.name,
        "supplier": row.supplier,
        "kind": row.kind.value,
        "number": row.number,
        "state": row.state.value,
        "started_on": row.contract.started_on.isoformat(),
        "ends_on": row.now.ends_on.isoformat(),
        "notice_by": notice and notice.isoformat(),
        "last_day": last and last.isoformat(),
        "every_months": row.contract.every_months,
        "net": row.price.net,
        "vat_rate": row.contract.vat_rate,
        "yearly": row.yearly.gross,
    }


def _instalment(each: Committed) -> dict[str, Any]:
    return {
        "first_day": each.first_day.isoformat(),
        "last_day": each.last_day.isoformat(),
        "due_on": each.due_on.isoformat(),
        "cents": each.amount.gross,
        "remaining": each.remaining,
        "invoiced": each.invoiced,
        "line": each.line,
    }
