"""Which request, quote, order and invoice the words of the command line mean, and the lines typed for one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from coorddesk.cli.budget_meant import cents_meant, line_meant, year_meant
from coorddesk.cli.records import only_one, row_number
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import _, _p
from coorddesk.core.options import Option

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from coorddesk.budget.rules.ledger import Overspent
    from coorddesk.cli.grammar import Verb
    from coorddesk.cli.run import Run
    from coorddesk.purchasing.queries import InvoiceRow, OrderRow, RequestRow

REQUEST, ORDER, INVOICE = _p("argument", "REQUEST"), _p("argument", "ORDER"), _p("argument", "INVOICE")
OF_REQUEST = _("its reference, or words of it")
OF_ORDER = _("its reference, or words of it")
OF_INVOICE = _("its number, or words of it")
LINE = _("a line: “what; how many; price of one excluding VAT; VAT rate; budget line”; as often as one wants")
SUPPLIER: dict[str, Any] = {
    "metavar": _p("argument", "SUPPLIER"),
    "explanation": _("who it is, by name or number"),
}
_STANDARD_RATE = 2000


class TypedLine(NamedTuple):
    """A line as it was typed; `price` in cents excluding VAT, the rate in hundredths of a percent."""

    label: str
    quantity: int
    price: int
    rate: int
    budget_line_id: int | None


def request_meant(session: Session, typed: str) -> RequestRow:
    """The request of a reference, or the only one with such words."""
    from coorddesk.purchasing.queries import RequestQuery, request_ids, requests_page  # SQL, which --help does not need

    rows = requests_page(session, request_ids(session, RequestQuery(typed, past=True)))
    none = _("There is no request “{name}”. List them with “coorddesk purchase list requests”.", name=typed)
    same = [row for row in rows.values() if fold(row.reference) == fold(typed)] or list(rows.values())
    return rows[only_one([Option(row.id, row.called) for row in same], typed, none)]


def order_meant(session: Session, typed: str) -> OrderRow:
    """The order of a reference, or the only one with such words."""
    from coorddesk.purchasing.queries import OrderQuery, order_ids, orders_page

    rows = orders_page(session, order_ids(session, OrderQuery(typed, past=True)))
    none = _("There is no order “{name}”. List them with “coorddesk purchase list”.", name=typed)
    same = [row for row in rows.values() if fold(row.reference) == fold(typed)] or list(rows.values())
    return rows[only_one([Option(row.id, row.called) for row in same], typed, none)]


def invoice_meant(session: Session, typed: str) -> InvoiceRow:
    """The invoice of a number, or the only one with such words."""
    from coorddesk.purchasing.queries import InvoiceQuery, invoice_ids, invoices_page

    rows = invoices_page(session, invoice_ids(session, InvoiceQuery(typed, past=True)))
    none = _("There is no invoice “{name}”. List them with “coorddesk purchase list invoices”.", name=typed)
    same = [row for row in rows.values() if fold(row.number) == fold(typed)] or list(rows.values())
    return rows[only_one([Option(row.id, row.called) for row in same], typed, none)]


def lines_typed(session: Session, run: Run, typed: Sequence[str]) -> list[TypedLine]:
    """Lines of a document: what, how many, the price of one, the rate in percent, the budget line of today's year."""
    return [_line(session, text, run.clock.today()) for text in typed]


def whole_typed(text: str) -> int:
    """A number from 1 on."""
    number = row_number(text.strip())
    if not number:
        raise UserError(_("“{value}” is no whole number from 1 on", value=text.strip()))
    return number


def _line(session: Session, text: str, today: date) -> TypedLine:
    parts = [part.strip() for part in text.split(";")]
    label, quantity, price, rate, line = (*parts, "", "", "", "", "")[:5]
    if not label or len(parts) > len(TypedLine._fields):
        raise UserError(_("Write a line like this: “{example}”.", example="Tablette; 12; 199,90; 20; 011-60632"))
    return TypedLine(
        label,
        whole_typed(quantity) if quantity else 1,
        cents_meant(price) if price else 0,
        cents_meant(rate.removesuffix("%")) if rate else _STANDARD_RATE,
        line_meant(session, line, year_meant(session, None, today)).id if line else None,
    )


def dated(verb: Verb) -> Verb:
    """A verb that says when something was."""
    return verb.takes("--day", metavar=_p("argument", "DAY"), explanation=_("when it was, if not today"))


def warn(run: Run, overspent: Sequence[Overspent]) -> None:
    """Say which budget lines have less than nothing left."""
    for each in overspent:
        run.say(_("The budget line “{name}” is overspent.", name=each.name))
