"""Verbs on purchases: listed and told; the verbs that ask, order, receive and pay stand beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coorddesk.cli import purchase_invoices, purchase_orders, purchase_requests, purchase_suppliers
from coorddesk.cli.purchase_meant import invoice_meant, order_meant, request_meant
from coorddesk.core.errors import UserError
from coorddesk.core.messages import _, _p
from coorddesk.core.tables import cell_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from coorddesk.cli.grammar import Verbs
    from coorddesk.cli.run import Run
    from coorddesk.core.tables import Column
    from coorddesk.purchasing.queries import InvoiceRow, OrderRow, RequestRow

_LISTS = ("orders", "requests", "invoices")
_SHOWN = {
    "orders": ("reference", "day", "supplier", "label", "state", "gross", "came", "remaining"),
    "requests": ("reference", "title", "state", "requester", "gross", "quotes"),
    "invoices": ("number", "day", "supplier", "orders", "gross", "left", "state", "due_on"),
}


def list_documents(run: Run) -> None:
    """Print orders, requests or invoices with which something is still to be done; with --all the others as well."""
    with run.desk() as database, database.reading() as session:
        rows, columns = _READ[run.options.what](session, run)
    if run.options.json:
        run.answer([_DATA[run.options.what](row) for row in rows])
        return
    _print_rows(run, rows, [column for column in columns if column.key in _SHOWN[run.options.what]])


def list_late(run: Run) -> None:
    """Print the orders that should have come, and by how many days they are late."""
    from coorddesk.purchasing.queries import OrderQuery, order_ids, orders_page  # SQL, which --help does not need
    from coorddesk.purchasing.rules.narrowing import OrderNeed

    query = OrderQuery(sort="expected_on", descending=False, need=OrderNeed.LATE)
    with run.desk() as database, database.reading() as session:
        ids = order_ids(session, query)
        page = orders_page(session, ids)
    rows = [page[order_id] for order_id in ids]
    if run.options.json:
        run.answer([_order(row) for row in rows])
        return
    for row in rows:
        print("\t".join((row.reference, row.supplier, _day(run, row.expected_on), str(row.late), row.label)))
    if not rows:
        run.say(_("No delivery is late."))


def show_document(run: Run) -> None:
    """Print a request, an order or an invoice with its lines, what came, what was invoiced, and what differs."""
    with run.desk() as database, database.reading() as session:
        for meant, show in ((order_meant, _show_order), (request_meant, _show_request), (invoice_meant, _show_invoice)):
            try:
                row = meant(session, run.options.document)
            except UserError:
                continue
            show(session, run, row.id)
            return
    raise UserError(_("There is no request, order or invoice “{name}”.", name=run.options.document))


def add_verbs(verbs: Verbs) -> None:
    """Declare them."""
    own = verbs.under("purchase", _("purchases: requests, quotes, orders, receipts, invoices and payments"))
    json, document = _("answer in JSON"), _p("argument", "DOCUMENT")
    (
        own.add("list", list_documents, _("list orders, requests or invoices"))
        .takes("what", metavar=_p("argument", "WHAT"), nargs="?", choices=_LISTS, default="orders", explanation=_WHAT)
        .takes("--text", metavar=_p("argument", "TEXT"), default="", explanation=_("words of it"))
        .takes("--need", metavar=_p("argument", "NEED"), explanation=_NEEDS)
        .flag("--all", _("those that are over as well"))
        .flag("--json", json)
    )
    own.add("late", list_late, _("list deliveries that are late")).flag("--json", json)
    (
        own.add("show", show_document, _("print a request, an order or an invoice"))
        .takes("document", metavar=document, explanation=_("its reference or its number"))
        .flag("--json", json)
    )
    purchase_requests.add_verbs(own)
    for each in (purchase_orders, purchase_invoices, purchase_suppliers):
        each.add_verbs(own)


_WHAT = _("orders, requests or invoices")
_NEEDS = _(
    "what is to be done: send, receive, late, invoice, pay (orders); approve, order, choose (requests); unpaid, due, "
    "overdue (invoices)"
)


def _orders(session: Session, run: Run) -> tuple[list[Any], Sequence[Column[Any]]]:
    from coorddesk.purchasing.queries import ORDER_COLUMNS, OrderQuery, order_ids, orders_page
    from coorddesk.purchasing.rules.narrowing import OrderNeed

    typed = run.options
    ids = order_ids(session, OrderQuery(typed.text, past=typed.all, need=_need(OrderNeed, typed.need)))
    page = orders_page(session, ids)
    return [page[order_id] for order_id in ids], ORDER_COLUMNS


def _requests(session: Session, run: Run) -> tuple[list[Any], Sequence[Column[Any]]]:
    from coorddesk.purchasing.queries import REQUEST_COLUMNS, RequestQuery, request_ids, requests_page
    from coorddesk.purchasing.rules.narrowing import RequestNeed

    typed = run.options
    ids = request_ids(session, RequestQuery(typed.text, past=typed.all, need=_need(RequestNeed, typed.need)))
    page = requests_page(session, ids)
    return [page[request_id] for request_id in ids], REQUEST_COLUMNS


def _invoices(session: Session, run: Run) -> tuple[list[Any], Sequence[Column[Any]]]:
    from coorddesk.purchasing.queries import INVOICE_COLUMNS, InvoiceQuery, invoice_ids, invoices_page
    from coorddesk.purchasing.rules.narrowing import InvoiceNeed

    typed = run.options
    ids = invoice_ids(session, InvoiceQuery(typed.text, past=typed.all, need=_need(InvoiceNeed, typed.need)))
    page = invoices_page(session, ids)
    return [page[invoice_id] for invoice_id in ids], INVOICE_COLUMNS


def _need(kind: Any, typed: str | None) -> Any:
    if typed is None:
        return None
    known = {each.value: each for each in kind}
    if typed not in known:
        raise UserError(_("“{typed}” is none of {names}.", typed=typed, names=", ".join(known)))
    return known[typed]


def _show_order(session: Session, run: Run, order_id: int) -> None:
    from coorddesk.purchasing.queries import ORDER_COLUMNS, order_card
    from coorddesk.purchasing.rules.words import RECEIVED_KINDS

    card = order_card(session, order_id)
    assert card is not None, "it was just found"
    differ = [run.texts.say(each.text) for each in card.differences]
    if run.options.json:
        lines = [_order_line(line) for line in card.lines]
        receipts = [{"number": e.number, "day": e.day.isoformat(), "count": len(e.lines)} for e in card.receipts]
        run.answer(_order(card.row) | {"lines": lines, "receipts": receipts, "differences": differ})
        return
    _print_fields(run, ORDER_COLUMNS, card.row)
    for place, line in enumerate(card.lines, 1):
        came = f"{line.standing.received} / {line.standing.kept}" if line.kind in RECEIVED_KINDS else ""
        print("\t".join((str(place), line.label, came, run.texts.money(line.amount.gross), line.budget_line)))
    print("\n".join(differ), end="\n" if differ else "")


def _show_request(session: Session, run: Run, request_id: int) -> None:
    from coorddesk.purchasing.queries import REQUEST_COLUMNS, request_card

    card = request_card(session, request_id)
    assert card is not None, "it was just found"
    if run.options.json:
        lines = [{"label": e.label, "quantity": e.quantity, "gross": e.amount.gross} for e in card.lines]
        quotes = [{"id": e.id, "supplier": e.supplier, "gross": e.amount.gross} for e in card.quotes]
        run.answer(_request(card.row) | {"lines": lines, "quotes": quotes})
        return
    _print_fields(run, REQUEST_COLUMNS, card.row)
    for line in card.lines:
        print("\t".join((line.label, str(line.quantity), run.texts.money(line.amount.gross), line.budget_line)))
    for quote in card.quotes:
        print("\t".join((f"quote:{quote.id}", quote.called, run.texts.money(quote.amount.gross))))


def _show_invoice(session: Session, run: Run, invoice_id: int) -> None:
    from coorddesk.purchasing.queries import INVOICE_COLUMNS, invoice_card

    card = invoice_card(session, invoice_id)
    assert card is not None, "it was just found"
    differ = [run.texts.say(each.text) for each in card.differences]
    if run.options.json:
        paid = [{"day": each.day.isoformat(), "cents": each.cents} for each in card.payments]
        run.answer(_invoice(card.row) | {"payments": paid, "differences": differ})
        return
    _print_fields(run, INVOICE_COLUMNS, card.row)
    for line in card.lines:
        print("\t".join((line.label, run.texts.money(line.amount.gross), line.budget_line)))
    for each in card.payments:
        print("\t".join((run.texts.date(each.day), run.texts.money(each.cents), each.reference)))
    print("\n".join(differ), end="\n" if differ else "")


def _print_fields(run: Run, columns: Sequence[Column[Any]], row: object) -> None:
    for column in columns:
        said = cell_text(column.value(row), column.kind, run.texts)
        if said:
            print(f"{run.texts.say(column.title)}\t{said}")


def _print_rows(run: Run, rows: Sequence[object], columns: Sequence[Column[Any]]) -> None:
    for row in rows:
        print("\t".join(cell_text(column.value(row), column.kind, run.texts) for column in columns))
    if not rows:
        run.say(_("There is none."))


def _order(row: OrderRow) -> dict[str, Any]:
    plain = ("id", "reference", "supplier", "label", "engagement_number", "to_receive", "remaining", "invoiced", "paid")
    days = {key: _iso(getattr(row, key)) for key in ("day", "expected_on", "sent_on")}
    own = {key: getattr(row, key) for key in plain} | {"late": row.late, "state": row.state.value}
    return own | days | {"net": row.ordered.net, "vat": row.ordered.vat, "gross": row.ordered.gross}


def _order_line(line: Any) -> dict[str, Any]:
    own = {key: getattr(line, key) for key in ("id", "label", "quantity", "unit_price", "vat_rate", "budget_line")}
    standing = {key: getattr(line.standing, key) for key in ("kept", "received", "to_receive", "remaining")}
    return own | standing | {"kind": line.kind.value, "gross": line.amount.gross}


def _request(row: RequestRow) -> dict[str, Any]:
    plain = ("id", "reference", "title", "requester", "justification", "quotes", "to_order")
    days = {key: _iso(getattr(row, key)) for key in ("needed_by", "asked_on", "decided_on")}
    own = {key: getattr(row, key) for key in plain} | {"state": row.state.value}
    return own | days | {"net": row.amount.net, "gross": row.amount.gross}


def _invoice(row: InvoiceRow) -> dict[str, Any]:
    own = {key: getattr(row, key) for key in ("id", "number", "supplier", "orders", "paid", "left", "late")}
    days = {key: _iso(getattr(row, key)) for key in ("day", "due_on", "paid_on")}
    amounts = {"net": row.amount.net, "vat": row.amount.vat, "gross": row.amount.gross}
    return own | days | amounts | {"kind": row.kind.value}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(run: Run, day: date | None) -> str:
    return "" if day is None else run.texts.date(day)


_READ: dict[str, Callable[[Session, Run], tuple[list[Any], Sequence[Column[Any]]]]] = {
    "orders": _orders,
    "requests": _requests,
    "invoices": _invoices,
}
_DATA: dict[str, Callable[[Any], dict[str, Any]]] = {"orders": _order, "requests": _request, "invoices": _invoice}
