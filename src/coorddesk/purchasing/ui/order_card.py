"""What the card of an order says, put together in the reading lane."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, Money, _, _n, _p, number
from coorddesk.feature import Feature, belongings, story
from coorddesk.purchasing.queries import OrderCard, OrderLineRow, OrderRow, ReceiptRow, order_card
from coorddesk.purchasing.rules.words import (
    LINE_KIND_TITLES,
    ORDER_STATE_TITLES,
    RECEIVED_KINDS,
    LineKind,
    OrderState,
    OrderStepKind,
)
from coorddesk.purchasing.ui.told_part import Told, ToldSection
from coorddesk.purchasing.ui.tones import ORDER_TONES
from coorddesk.widgets.card import CardContent
from coorddesk.widgets.facts import Fact, Section
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.texts import Texts

_FIRST = 12
_NO_TITLE = Message("")
_STEP_TITLES = {
    OrderStepKind.SENT: _p("purchase order", "Sent"),
    OrderStepKind.CANCELLED: _p("purchase order", "Cancelled"),
    OrderStepKind.REOPENED: _p("purchase order", "Reopened"),
}


def read_order_card(session: Session, order_id: int, features: Sequence[Feature], texts: Texts) -> CardContent | None:
    """The card of an order; None if it is no longer there."""
    card = order_card(session, order_id)
    if card is None:
        return None
    row, subject = card.row, ("purchase_order", order_id)
    return CardContent(
        title=row.label or row.reference,
        caption=row.reference,
        badges=tuple(_badges(card)),
        sections=(
            Section(None, tuple(_money(card, texts))),
            Section(None, tuple(_who(row, texts))),
            Section(_p("purchase order", "Its way"), tuple(_steps(card, texts))),
            Section(_("Notes"), (Fact(_NO_TITLE, row.notes),)),
        ),
        belongings=belongings(session, features, subject, _FIRST),
        story=story(session, features, subject),
    )


def told_order(session: Session, order_id: int, texts: Texts) -> Sequence[ToldSection]:
    """In the lane: its lines and how far each is, what came, what was invoiced and how that differs."""
    card = order_card(session, order_id)
    if card is None:
        return ()
    state = card.row.state
    lines = tuple(_line(line, state, texts) for line in card.lines)
    receipts = tuple(_receipt(receipt, texts) for receipt in card.receipts)
    differences: dict[int, list[tuple[Message, Tone]]] = {}
    for match in card.differences:
        differences.setdefault(match.invoice_id, []).append((match.text, Tone.WARNING))
    invoices = tuple(
        Told(
            invoice.number,
            texts.money(invoice.amount.gross),
            ((invoice.hit.detail, Tone.MUTED), *differences.get(invoice.id, ())),
            invoice.hit.subject,
        )
        for invoice in card.invoices
    )
    return (
        ToldSection(_p("purchase", "Lines"), lines, texts.money(card.amount.gross)),
        ToldSection(_p("purchase order", "Receipts"), receipts),
        ToldSection(_("Invoices"), invoices),
    )


def _badges(card: OrderCard) -> Iterator[tuple[Message, Tone]]:
    row = card.row
    yield ORDER_STATE_TITLES[row.state], ORDER_TONES[row.state]
    if row.late:
        yield _n("{count} day late", "{count} days late", row.late), Tone.DANGER
    if card.differences:
        count = len(card.differences)
        yield _n("{count} difference", "{count} differences", count), Tone.WARNING


def _line(line: OrderLineRow, state: OrderState, texts: Texts) -> Told:
    price = _("{count} × {price} excl. VAT", count=number(line.quantity), price=Money(line.unit_price))
    said: list[tuple[Message, Tone]] = [(price, Tone.MUTED)]
    if line.kind is not LineKind.GOODS:
        said = [(_("{one} · {other}", one=price, other=LINE_KIND_TITLES[line.kind]), Tone.MUTED)]
    said.append((_("{name}", name=line.budget_line), Tone.MUTED))
    if state is not OrderState.DRAFT:
        said += _progress(line)
    return Told(line.label, texts.money(line.amount.gross), tuple(said))


def _progress(line: OrderLineRow) -> Iterator[tuple[Message, Tone]]:
    standing = line.standing
    if line.kind in RECEIVED_KINDS and standing.kept:
        came = _("{received} of {count} received", received=number(standing.received), count=number(standing.kept))
        yield came, Tone.MUTED if not standing.to_receive else Tone.WARNING
    if line.cut:
        yield _n("{count} cancelled", "{count} cancelled", line.cut), Tone.MUTED
    if line.is_settled:
        yield _("Nothing more is to be invoiced"), Tone.MUTED
    elif standing.remaining:
        yield _("{amount} still committed", amount=Money(standing.remaining)), Tone.MUTED


def _receipt(receipt: ReceiptRow, texts: Texts) -> Told:
    name = receipt.number or texts.date(receipt.day)
    said: list[tuple[Message, Tone]] = []
    if receipt.number:
        said.append((_("{day}", day=receipt.day), Tone.MUTED))
    for line in receipt.lines:
        came = _("{count} × {what}", count=number(line.quantity), what=line.label)
        if line.lot_id is not None:
            came = _("{one} · in the inventory: {lot}", one=came, lot=line.lot)
        said.append((came, Tone.MUTED))
    known = [line.lot_id is not None for line in receipt.lines]
    deeds = ("print", *(() if all(known) else ("link",)), *(() if any(known) else ("take_back",)))
    return Told(name, "", tuple(said), deeds=deeds, about=receipt)


def _money(card: OrderCard, texts: Texts) -> Iterator[Fact]:
    row = card.row
    yield Fact(_p("purchase", "Total excl. VAT"), texts.money(card.amount.net))
    yield Fact(_p("purchase", "Total incl. VAT"), texts.money(card.amount.gross))
    if row.state is OrderState.DRAFT:
        yield Fact(_p("purchase order", "Committed"), texts.say(_("nothing until it is sent")), tone=Tone.MUTED)
        return
    yield Fact(_p("purchase order", "Invoiced"), texts.money(row.invoiced))
    yield Fact(_p("purchase order", "Still committed"), texts.money(row.remaining))
    yield Fact(_p("purchase order", "Paid"), texts.money(row.paid))


def _who(row: OrderRow, texts: Texts) -> Iterator[Fact]:
    yield Fact(_("Supplier"), row.supplier, ("supplier", row.supplier_id))
    yield Fact(_p("purchase order", "Day"), texts.date(row.day))
    expected = "" if row.expected_on is None else texts.date(row.expected_on)
    yield Fact(_p("purchase order", "Expected on"), expected, tone=Tone.DANGER if row.late else Tone.TEXT)
    place = None if row.place_id is None else ("place", row.place_id)
    yield Fact(_("Delivered to"), row.place, place)
    yield Fact(_("Engagement number"), row.engagement_number)
    request = None if row.request_id is None else ("purchase_request", row.request_id)
    yield Fact(_("Purchase request"), row.request, request)
    if row.is_chorus:
        yield Fact(_("Invoice"), texts.say(_("through Chorus Pro")))


def _steps(card: OrderCard, texts: Texts) -> Iterator[Fact]:
    for step in card.steps:
        said = _("{day}, {name}", day=step.day, name=step.actor)
        if step.words:
            said = _("{day}, {name}: {words}", day=step.day, name=step.actor, words=step.words)
        tone = Tone.DANGER if step.kind is OrderStepKind.CANCELLED else Tone.TEXT
        yield Fact(_STEP_TITLES[step.kind], texts.say(said), tone=tone)
