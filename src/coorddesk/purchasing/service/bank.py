"""The verbs on lines of bank statements: ticked off against payments, taken back, left aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import delete_rows, insert_rows, touch_rows
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, Money, _, _n
from coorddesk.core.tidy import tidy_lines
from coorddesk.directory.service import EDITORS, Deletion, row_as_seen, row_there
from coorddesk.purchasing.models import BankLine, BankMatch, Invoice, Payment
from coorddesk.purchasing.queries.bank import bank_row
from coorddesk.purchasing.rules.bank import Against
from coorddesk.purchasing.rules.words import InvoiceKind
from coorddesk.purchasing.service.invoices import Paying, remove_payment, write_payment

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_LINE = BankLine.__tablename__
_MATCHES = table_named(BankMatch.__tablename__)


@dataclass(frozen=True)
class Ticking:
    """A line, the version its author saw, and what explains it."""

    id: int
    version: int
    parts: tuple[Against, ...]


@dataclass(frozen=True)
class LeavingAside:
    """Lines behind which no purchase stands, and why; or which are to be looked at again."""

    lines: tuple[int, ...]
    is_aside: bool = True
    words: str = ""


@allowed(*EDITORS)
def tick_off(session: Session, wish: Ticking) -> None:
    """Tick a line off: what is not written down as paid is paid by it, on its day.

    Never more than the line; a part of it may stay to be explained.
    """
    line = row_as_seen(session, BankLine, wish.id, wish.version)
    if line.is_aside:
        raise UserError(_("This line was left aside. Take it up again first."))
    if not wish.parts:
        raise UserError(_("Say what the line is about."), field="parts")
    matches = []
    for part in wish.parts:
        payment_id = part.payment_id
        if payment_id is None:
            payment_id = write_payment(session, _paying(session, line, part)).id
        matches.append({"bank_line_id": line.id, "payment_id": payment_id, "is_made": part.payment_id is None})
    _refuse_more(session, line, [match["payment_id"] for match in matches])
    insert_rows(session, _MATCHES, matches)
    _touch(session, line.id)
    record(session, _("Tick off “{label}”", label=line.label), (_LINE, line.id), *_about(session, matches))


@allowed(*EDITORS)
def take_back(session: Session, wish: Deletion) -> None:
    """Take back what a line was ticked off against; payments that the ticking wrote down leave with it."""
    line = row_as_seen(session, BankLine, wish.id, wish.version)
    wanted = select(BankMatch.id, BankMatch.payment_id, BankMatch.is_made).where(BankMatch.bank_line_id == line.id)
    rows = session.execute(wanted.order_by(BankMatch.id)).all()
    if not rows:
        raise UserError(_("This line was not ticked off."))
    about = _about(session, [{"payment_id": row.payment_id} for row in rows])
    delete_rows(session, _MATCHES, [row.id for row in rows])
    for row in rows:
        if row.is_made:
            paid = row_there(session, Payment, row.payment_id)
            remove_payment(session, Deletion(paid.id, paid.version))
    _touch(session, line.id)
    record(session, _("Take back the tick on “{label}”", label=line.label), (_LINE, line.id), *about)


@allowed(*EDITORS)
def leave_aside(session: Session, wish: LeavingAside) -> None:
    """Leave lines aside, as no purchase stands behind them, or take them up again."""
    lines = [row_there(session, BankLine, line_id) for line_id in dict.fromkeys(wish.lines)]
    ticked = session.scalars(select(BankMatch.bank_line_id).where(BankMatch.bank_line_id.in_(wish.lines)))
    if wish.is_aside and ticked.first() is not None:
        raise UserError(_("What was ticked off is not left aside. Take the tick back first."))
    for line in lines:
        line.is_aside, line.words = wish.is_aside, tidy_lines(wish.words)
    session.flush()
    record(session, _said_aside(len(lines), is_aside=wish.is_aside), *((_LINE, line.id) for line in lines))


@allowed(*EDITORS)
def delete_bank_line(session: Session, wish: Deletion) -> None:
    """Delete a line that should not have come in; one that was ticked off stays."""
    line = row_as_seen(session, BankLine, wish.id, wish.version)
    if session.scalars(select(BankMatch.id).where(BankMatch.bank_line_id == line.id)).first() is not None:
        raise UserError(_("This line was ticked off. Take the tick back first."))
    label = line.label
    session.delete(line)
    session.flush()
    record(session, _("Delete the bank line “{label}”", label=label), (_LINE, wish.id))


def _paying(session: Session, line: BankLine, part: Against) -> Paying:
    if part.invoice_id is None:
        raise UserError(_("Say what the line is about."), field="parts")
    invoice = row_there(session, Invoice, part.invoice_id)
    if line.day < invoice.day:
        refusal = _("The bank booked this before the invoice {number} was written.", number=invoice.number)
        raise UserError(refusal, field="parts")
    return Paying(invoice.id, line.day, part.cents, part.means, line.reference)


def _refuse_more(session: Session, line: BankLine, payments: Sequence[int]) -> None:
    """Refuse payments that explain more than is left of a line, go the other way, or explain another line."""
    there = bank_row(session, line.id)
    left = line.cents if there is None else there.left
    wanted = select(Payment.cents, Invoice.kind).join(Invoice, Invoice.id == Payment.invoice_id)
    rows = session.execute(wanted.where(Payment.id.in_(payments))).all()
    if len(rows) < len(payments):
        raise UserError(_("This is no longer there: somebody deleted it."))
    if session.scalars(select(BankMatch.id).where(BankMatch.payment_id.in_(payments))).first() is not None:
        raise UserError(_("This payment was ticked off already."), field="parts")
    whole = sum(-row.cents if row.kind is InvoiceKind.INVOICE else row.cents for row in rows)
    if whole * left <= 0 or abs(whole) > abs(left):
        refusal = _("{left} of this line are still to be explained.", left=Money(left))
        raise UserError(refusal, field="parts")


def _about(session: Session, matches: Sequence[Mapping[str, Any]]) -> list[tuple[str, int]]:
    """The payments and invoices that a deed is about."""
    payments = [match["payment_id"] for match in matches]
    rows = session.execute(select(Payment.id, Payment.invoice_id).where(Payment.id.in_(payments)).order_by(Payment.id))
    return [subject for row in rows for subject in (("payment", row.id), ("invoice", row.invoice_id))]


def _touch(session: Session, line_id: int) -> None:
    """Raise its version: whoever saw it before has seen another line."""
    session.flush()
    touch_rows(session, table_named(_LINE), [line_id])


def _said_aside(count: int, *, is_aside: bool) -> Message:
    if is_aside:
        return _n("Leave {count} bank line aside", "Leave {count} bank lines aside", count)
    return _n("Take {count} bank line up again", "Take {count} bank lines up again", count)
