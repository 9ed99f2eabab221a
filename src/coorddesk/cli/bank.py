"""Verbs on bank statements: taken in, listed with what each line may be, ticked off, left aside."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coorddesk.cli import importing
from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.core.money import cents_typed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy.orm import Session

    from coorddesk.cli.grammar import Verbs
    from coorddesk.cli.run import Run
    from coorddesk.purchasing.queries.bank import BankRow
    from coorddesk.purchasing.rules.bank import Against, Payable

_STATES = ("open", "ticked", "aside", "all")
_PLAIN: dict[str, Any] = {
    **dict.fromkeys(("sheet", "encoding", "delimiter", "header_row", "header_depth", "last_row", "preset", "key")),
    **{key: [] for key in ("map", "set", "read", "value", "unknown")},
    "forget": False,
}
"""What can be said of other sheets: `coorddesk import bank-lines` has it all."""


def take_in(run: Run) -> None:
    """Take a statement in, as `import bank-lines` does."""
    options = Namespace(**(_PLAIN | vars(run.options)), kind="bank-lines")
    importing.import_sheet(replace(run, options=options))


def list_lines(run: Run) -> None:
    """Print lines of statements, those to tick off unless others are asked for, with what each may be."""
    from coorddesk.purchasing.queries.bank import BankQuery, bank_ids, bank_page  # SQL, which --help does not need
    from coorddesk.purchasing.rules.bank import BankState

    typed = run.options
    state = None if typed.state == "all" else BankState(typed.state)
    with run.desk() as database, database.reading() as session:
        ids = bank_ids(session, BankQuery(typed.text, state=state, account=typed.account))
        page = bank_page(session, ids)
    rows = [page[line] for line in ids]
    if typed.json:
        run.answer([_data(run, row) for row in rows])
        return
    for row in rows:
        print("\t".join((str(row.id), run.texts.date(row.day), run.texts.money(row.cents), row.label)))
        for place, said in enumerate(_explained(run, row), 1):
            print(f"\t{place if row.found else '='}\t{said}")
    if not rows:
        run.say(_("No line of a bank statement."))


def match(run: Run) -> None:
    """Tick a line off against a proposal or against invoices, or all lines of which it is plain what they are."""
    typed = run.options
    if typed.plain:
        _match_plain(run)
        return
    if typed.line is None:
        raise UserError(_("Say which line: its number. List them with “coorddesk bank list”."))
    from coorddesk.purchasing.queries.bank import payables
    from coorddesk.purchasing.service.bank import Ticking, tick_off

    with run.desk() as database, database.transaction() as session:
        row = _line(session, typed.line)
        parts = _invoices(payables(session), row, typed.invoice) if typed.invoice else _proposed(row, typed.proposal)
        tick_off(session, Ticking(row.id, row.version, parts))
        after = _line(session, row.id)
    said = _explained(run, after)
    run.say(_("“{label}” is ticked off: {documents}.", label=after.label, documents="; ".join(said)))


def unmatch(run: Run) -> None:
    """Take the tick on a line back, with the payments that it wrote down."""
    from coorddesk.directory.service import Deletion
    from coorddesk.purchasing.service.bank import take_back

    with run.desk() as database, database.transaction() as session:
        row = _line(session, run.options.line)
        take_back(session, Deletion(row.id, row.version))
    run.say(_("The tick on “{label}” was taken back.", label=row.label))


def ignore(run: Run) -> None:
    """Leave lines aside behind which no purchase stands, or take them up again."""
    from coorddesk.purchasing.service.bank import LeavingAside, leave_aside

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        wish = LeavingAside(tuple(typed.lines), not typed.again, typed.why or "")
        leave_aside(session, wish)
    count = len(wish.lines)
    said = _n("{count} line was left aside.", "{count} lines were left aside.", count)
    run.say(
        _n("{count} line was taken up again.", "{count} lines were taken up again.", count) if typed.again else said
    )


def add_verbs(verbs: Verbs, whole: Callable[[str], int]) -> None:
    """Declare them."""
    own = verbs.under("bank", _("bank statements, ticked off against payments"))
    one: dict[str, Any] = {
        "metavar": _p("argument", "LINE"),
        "type": whole,
        "explanation": _("the number of the line, as “bank list” prints it"),
    }
    _import_verb(own)
    _list_verb(own)
    _match_verb(own, one, whole)
    own.add("unmatch", unmatch, _("take the tick on a line back")).takes("line", **one)
    (
        own.add("ignore", ignore, _("leave lines aside behind which no purchase stands"))
        .takes("lines", nargs="+", **one)
        .takes("--why", metavar=_p("argument", "TEXT"), explanation=_("why"))
        .flag("--again", _("take them up again instead"))
    )


def _import_verb(own: Verbs) -> None:
    refused = _("where to save the refused rows")
    (
        own.add("import", take_in, _("take a statement in: any sheet of the bank, or an .ofx file"))
        .takes("file", metavar=_p("argument", "FILE"), type=Path, explanation=_("the statement"))
        .takes("--refused", metavar=_p("argument", "OUT.xlsx"), type=Path, explanation=refused)
        .flag("--dry-run", _("only say what would happen"))
        .flag("--json", _("answer in JSON"))
    )


def _list_verb(own: Verbs) -> None:
    states: dict[str, Any] = {"choices": _STATES, "default": "open", "explanation": _("open, ticked, aside or all")}
    (
        own.add("list", list_lines, _("list lines of statements with what each may be"))
        .takes("text", metavar=_p("argument", "TEXT"), nargs="?", default="", explanation=_("words of the line"))
        .takes("--state", metavar=_p("argument", "STATE"), **states)
        .takes("--account", metavar=_p("argument", "ACCOUNT"), explanation=_("of one account, by its number"))
        .flag("--json", _("answer in JSON"))
    )


def _match_verb(own: Verbs, one: dict[str, Any], whole: Callable[[str], int]) -> None:
    proposal: dict[str, Any] = {"type": whole, "default": 1, "explanation": _("which proposal, the first if not said")}
    invoice = _("the number of an invoice, and how much of the line is for it")
    (
        own.add("match", match, _("tick a line off: an invoice that is not paid yet is paid by it"))
        .takes("line", nargs="?", **one)
        .takes("--proposal", metavar=_p("argument", "NUMBER"), **proposal)
        .takes(
            "--invoice",
            metavar=_p("argument", "NUMBER[=AMOUNT]"),
            action="append",
            default=[],
            explanation=invoice,
        )
        .flag("--plain", _("tick off all lines of which it is plain what they are"))
    )


def _match_plain(run: Run) -> None:
    """Each line by itself, as one tick changes what the next line may be."""
    from coorddesk.purchasing.queries.bank import BankQuery, bank_ids, bank_row
    from coorddesk.purchasing.rules.bank import against, is_plain
    from coorddesk.purchasing.service.bank import Ticking, tick_off

    count = 0
    with run.desk() as database:
        with database.reading() as session:
            ids = bank_ids(session, BankQuery(descending=False))
        for line in ids:
            with database.transaction() as session:
                row = bank_row(session, line)
                if row is not None and is_plain(row.found):
                    tick_off(session, Ticking(row.id, row.version, against(row.found[0].parts)))
                    count += 1
    run.say(_n("{count} line was ticked off.", "{count} lines were ticked off.", count))


def _line(session: Session, line: int) -> BankRow:
    from coorddesk.purchasing.queries.bank import bank_row

    row = bank_row(session, line)
    if row is None:
        raise UserError(_("There is no such line of a bank statement. List them with “coorddesk bank list”."))
    return row


def _proposed(row: BankRow, place: int) -> tuple[Against, ...]:
    from coorddesk.purchasing.rules.bank import against

    if place > len(row.found):
        raise UserError(_("There is no such proposal for “{label}”. Name an invoice with --invoice.", label=row.label))
    return against(row.found[place - 1].parts)


def _invoices(able: Sequence[Payable], row: BankRow, typed: Sequence[str]) -> tuple[Against, ...]:
    """What was typed: "F-12" for as much as is left of both, "F-12=100,50" for so much."""
    from coorddesk.purchasing.rules.bank import Against

    parts, left = [], abs(row.left)
    for pair in typed:
        number, _equals, amount = pair.partition("=")
        payable = _payable(able, number)
        cents = cents_typed(amount) or min(payable.cents, left)
        parts.append(Against(invoice_id=payable.invoice_id, cents=cents))
        left -= cents
    return tuple(parts)


def _payable(able: Sequence[Payable], number: str) -> Payable:
    from coorddesk.core.fold import fold_code

    found = [each for each in able if each.payment_id is None and fold_code(each.number) == fold_code(number)]
    if not found:
        raise UserError(_("No invoice “{number}” is to be paid.", number=number))
    if len(found) > 1:
        suppliers = ", ".join(each.supplier for each in found)
        raise UserError(_("Several invoices have the number “{number}”: {names}.", number=number, names=suppliers))
    return found[0]


def _explained(run: Run, row: BankRow) -> list[str]:
    """What a line was ticked off against, or the proposals for it with their reasons."""
    if row.ticked:
        return [run.texts.say(_document(each.supplier, each.number)) for each in row.ticked]
    return [
        " + ".join(run.texts.say(_document(part.of.supplier, part.of.number)) for part in each.parts)
        + f" ({', '.join(map(run.texts.say, each.reasons))})"
        for each in row.found
    ]


def _document(supplier: str, number: str) -> Message:
    return _("{supplier}, {number}", supplier=supplier, number=number)


def _data(run: Run, row: BankRow) -> dict[str, object]:
    return {
        "id": row.id,
        "day": row.day.isoformat(),
        "label": row.label,
        "reference": row.reference,
        "account": row.account,
        "cents": row.cents,
        "left": row.left,
        "state": row.state.value,
        "ticked": [{"invoice": each.number, "supplier": each.supplier, "cents": each.cents} for each in row.ticked],
        "proposals": [
            {
                "parts": [{"invoice": p.of.number, "supplier": p.of.supplier, "cents": p.cents} for p in each.parts],
                "why": [run.texts.say(reason) for reason in each.reasons],
            }
            for each in row.found
        ],
    }
