"""Verbs on orders: drawn up, sent, cut, cancelled and reopened, and what came of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coorddesk.cli.budget_meant import cents_meant, day_meant
from coorddesk.cli.purchase_meant import (
    LINE,
    OF_ORDER,
    ORDER,
    SUPPLIER,
    dated,
    lines_typed,
    order_meant,
    request_meant,
    warn,
    whole_typed,
)
from coorddesk.cli.records import day_typed, record_meant
from coorddesk.core.errors import UserError
from coorddesk.core.messages import _, _n, _p

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from coorddesk.budget.rules.ledger import Overspent
    from coorddesk.cli.grammar import Verbs
    from coorddesk.cli.run import Run
    from coorddesk.purchasing.queries import OrderRow
    from coorddesk.purchasing.rules.words import OrderStepKind
    from coorddesk.purchasing.service import NewDevices


def order(run: Run) -> None:
    """Draw an order up, and send it with --send."""
    from coorddesk.purchasing.queries import order_row  # SQL, which --help does not need
    from coorddesk.purchasing.service import Item, OrderDetails, create_order

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        items = []
        for line in lines_typed(session, run, typed.line):
            if line.budget_line_id is None:
                raise UserError(_("Say for each line on which budget line it stands."), field="lines")
            items.append(Item(line.label, line.budget_line_id, line.quantity, line.price, line.rate))
        wish = OrderDetails(
            record_meant(session, "supplier", typed.supplier)[1],
            day_meant(run),
            tuple(items),
            None if typed.request is None else request_meant(session, typed.request).id,
            discount=0 if typed.discount is None else cents_meant(typed.discount),
            engagement_number=typed.engagement or "",
            is_chorus=typed.chorus,
            place_id=None if typed.place is None else record_meant(session, "place", typed.place)[1],
            expected_on=None if typed.expected is None else day_typed(typed.expected),
        )
        row = order_row(session, create_order(session, wish))
        assert row is not None, "it was just written"
        overspent = _step(session, run, row, _kind("sent")) if typed.send else ()
    run.say(_("{document} is drawn up: {amount}.", document=row.reference, amount=run.texts.money(row.ordered.gross)))
    warn(run, overspent)


def send(run: Run) -> None:
    """Send orders, which commits them."""
    _steps(run, "sent")


def cancel(run: Run) -> None:
    """Cancel orders, which gives back what did not come."""
    _steps(run, "cancelled")


def reopen(run: Run) -> None:
    """Reopen orders that were cancelled."""
    _steps(run, "reopened")


def expect(run: Run) -> None:
    """Write down when an order is expected now, and its engagement number."""
    from coorddesk.purchasing.service import OrderNews, follow_order

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        row = order_meant(session, typed.order)
        engagement = row.engagement_number if typed.engagement is None else typed.engagement
        wish = OrderNews(row.id, row.version, day_typed(typed.expected), engagement, row.notes)
        follow_order(session, wish)
    run.say(_("{document} is expected on {day}.", document=row.reference, day=wish.expected_on))


def cut(run: Run) -> None:
    """Cancel so many of a line of an order, or say with --rest that nothing more of it is to be invoiced."""
    from coorddesk.purchasing.service import Cutting, cut_order

    typed = run.options
    if typed.rest == (typed.quantity is not None):
        raise UserError(_("Say how many are cancelled, or --rest."), field="quantity")
    quantity = None if typed.rest else whole_typed(typed.quantity)
    with run.desk() as database, database.transaction() as session:
        row = order_meant(session, typed.order)
        line_id = _line_of(session, row, typed.line)
        wish = Cutting(row.id, row.version, line_id, quantity, day_meant(run), typed.reason)
        overspent = cut_order(session, wish)
    run.say(_("A part of {document} is cancelled.", document=row.reference))
    warn(run, overspent)


def receive(run: Run) -> None:
    """Write down what came of an order: all that is still to come, or so many of some lines; devices with --lot."""
    from coorddesk.purchasing.queries import order_lines
    from coorddesk.purchasing.service import Came, Receiving, receive_order

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        row = order_meant(session, typed.order)
        lines = order_lines(session, row.id)
        wanted = {_line_of(session, row, each.partition("=")[0]): each.partition("=")[2] for each in typed.lines}
        left = {line.id: line.standing.to_receive for line in lines}
        counts = {line_id: whole_typed(text) if text else left[line_id] for line_id, text in wanted.items()} or left
        lot = _line_of(session, row, typed.lot) if typed.lot else None
        devices = _devices(session, run) if lot else None
        came = tuple(
            Came(line_id, count, devices if line_id == lot else None) for line_id, count in counts.items() if count
        )
        receive_order(session, Receiving(row.id, day_meant(run), came, typed.note or ""))
    said = sum(each.quantity for each in came)
    run.say(_n("{count} thing of {document} came.", "{count} things of {document} came.", said, document=row.reference))


def add_verbs(verbs: Verbs) -> None:
    """Declare them."""
    _order_verbs(verbs)
    _receipt_verb(verbs)


def _order_verbs(verbs: Verbs) -> None:
    text, day, line = _p("argument", "TEXT"), _p("argument", "DAY"), _p("argument", "LINE")
    (
        dated(verbs.add("order", order, _("draw a purchase order up")))
        .takes("supplier", **SUPPLIER)
        .takes("--line", metavar=line, action="append", default=[], explanation=LINE)
        .takes("--request", metavar=_p("argument", "REQUEST"), explanation=_("the request that it is for"))
        .takes("--discount", metavar=_p("argument", "RATE"), explanation=_("a discount on every line, in percent"))
        .takes("--engagement", metavar=text, explanation=_("its engagement number"))
        .takes("--place", metavar=_p("argument", "PLACE"), explanation=_("where it is delivered"))
        .takes("--expected", metavar=day, explanation=_("when it should come"))
        .flag("--chorus", _("the invoice is to be sent through Chorus Pro"))
        .flag("--send", _("send it at once"))
    )
    steps = (
        ("send", send, _("send orders, which commits them")),
        ("cancel", cancel, _("cancel orders")),
        ("reopen", reopen, _("reopen orders that were cancelled")),
    )
    for name, verb, said in steps:
        orders = dated(verbs.add(name, verb, said)).takes("orders", metavar=ORDER, nargs="+", explanation=OF_ORDER)
        orders.takes("--reason", metavar=text, default="", explanation=_("why"))
    (
        verbs.add("expect", expect, _("say when an order is expected now"))
        .takes("order", metavar=ORDER, explanation=OF_ORDER)
        .takes("expected", metavar=day, explanation=_("when it should come"))
        .takes("--engagement", metavar=text, explanation=_("its engagement number"))
    )
    (
        dated(verbs.add("cut", cut, _("cancel a part of an order")))
        .takes("order", metavar=ORDER, explanation=OF_ORDER)
        .takes("line", metavar=line, explanation=_OF_LINE)
        .takes("quantity", metavar=_p("argument", "COUNT"), nargs="?", explanation=_("how many"))
        .flag("--rest", _("nothing more of it is to be invoiced"))
        .takes("--reason", metavar=text, default="", explanation=_("why"))
    )


def _receipt_verb(verbs: Verbs) -> None:
    name, text = _p("argument", "NAME"), _p("argument", "TEXT")
    said = _("a line and how many of it: 1=8; without any, all that is still to come")
    (
        dated(verbs.add("receive", receive, _("write down what came of an order")))
        .takes("order", metavar=ORDER, explanation=OF_ORDER)
        .takes("lines", metavar=_p("argument", "LINE=COUNT"), nargs="*", explanation=said)
        .takes("--note", metavar=text, explanation=_("the number of the delivery note"))
        .takes("--lot", metavar=_p("argument", "LINE"), explanation=_("the line that becomes devices of the inventory"))
        .takes("--category", metavar=name, explanation=_("their category, if not that of the model"))
        .takes("--model", metavar=name, explanation=_("their model, if the order does not say it"))
        .takes(
            "--serials",
            metavar=_p("argument", "FILE"),
            type=Path,
            explanation=_("a file with their serial numbers, one to a line"),
        )
        .takes("--place", metavar=_p("argument", "PLACE"), explanation=_("where they stand: Building A / Store"))
    )


_OF_LINE = _("its number among the lines, from 1 on, or what it is called")


def _kind(word: str) -> OrderStepKind:
    from coorddesk.purchasing.rules.words import OrderStepKind

    return OrderStepKind(word)


def _steps(run: Run, word: str) -> None:
    from coorddesk.purchasing.queries import orders_page
    from coorddesk.purchasing.rules.words import ORDER_STATE_TITLES

    overspent: list[Overspent] = []
    with run.desk() as database, database.transaction() as session:
        rows = [order_meant(session, typed) for typed in run.options.orders]
        for row in rows:
            overspent.extend(_step(session, run, row, _kind(word)))
        page = orders_page(session, [row.id for row in rows])
    for row in rows:
        run.say(_("{document}: {state}", document=row.reference, state=ORDER_STATE_TITLES[page[row.id].state]))
    warn(run, overspent)


def _step(session: Session, run: Run, row: OrderRow, kind: OrderStepKind) -> Sequence[Overspent]:
    from coorddesk.purchasing.service import OrderDeed, step_order

    reason = getattr(run.options, "reason", "")
    return step_order(session, OrderDeed(row.id, row.version, kind, day_meant(run), reason))


def _line_of(session: Session, row: OrderRow, typed: str) -> int:
    """The line of an order by its place among them, or by what it is called."""
    from coorddesk.cli.records import only_one, row_number
    from coorddesk.core.fold import fold
    from coorddesk.core.options import Option
    from coorddesk.purchasing.queries import order_lines

    lines = order_lines(session, row.id)
    number = row_number(typed.strip())
    if number is not None and 1 <= number <= len(lines):
        return lines[number - 1].id
    found = [Option(line.id, line.label) for line in lines if fold(typed) in fold(line.label)]
    return only_one(found, typed, _("{document} has no line “{name}”.", document=row.reference, name=typed))


def _devices(session: Session, run: Run) -> NewDevices:
    """What the devices are of which a line becomes a lot."""
    from coorddesk.inventory.queries.merging import find_model
    from coorddesk.inventory.service import find_or_create_category
    from coorddesk.purchasing.service import NewDevices

    typed = run.options
    model_id = None if typed.model is None else find_model(session, typed.model)
    if typed.model is not None and model_id is None:
        raise UserError(_("There is no model “{name}”. Import or add the models first.", name=typed.model))
    serials = () if typed.serials is None else typed.serials.read_text(encoding="utf-8-sig").split("\n")
    return NewDevices(
        category_id=None if typed.category is None else find_or_create_category(session, typed.category),
        model_id=model_id,
        serials=tuple(serial.strip() for serial in serials if serial.strip()),
        place_id=None if typed.place is None else record_meant(session, "place", typed.place)[1],
    )
