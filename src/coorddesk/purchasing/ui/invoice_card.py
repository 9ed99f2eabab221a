"""What the card of an invoice says, put together in the reading lane."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n, _p, number
from coorddesk.feature import Feature, belongings, story
from coorddesk.purchasing.queries import ChargeRow, InvoiceCard, InvoiceRow, PaymentRow, invoice_card
from coorddesk.purchasing.rules.words import INVOICE_KIND_TITLES, PAYMENT_MEANS_TITLES, InvoiceKind
from coorddesk.purchasing.ui.told_part import Told, ToldSection
from coorddesk.widgets.card import CardContent
from coorddesk.widgets.facts import Fact, Section
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.texts import Texts

_FIRST = 12
_NO_TITLE = Message("")


def read_invoice_card(
    session: Session, invoice_id: int, features: Sequence[Feature], texts: Texts
) -> CardContent | None:
    """The card of an invoice; None if it is no longer there."""
    card = invoice_card(session, invoice_id)
    if card is None:
        return None
    row, subject = card.row, ("invoice", invoice_id)
    return CardContent(
        title=row.number,
        caption=texts.say(_("{one} · {other}", one=INVOICE_KIND_TITLES[row.kind], other=row.supplier)),
        badges=tuple(_badges(card)),
        sections=(
            Section(_("Differences from the order"), tuple(_differences(card, texts))),
            Section(None, tuple(_money(row, texts))),
            Section(None, tuple(_who(card, texts))),
            Section(_("Notes"), (Fact(_NO_TITLE, row.notes),)),
        ),
        belongings=belongings(session, features, subject, _FIRST),
        story=story(session, features, subject),
    )


def told_invoice(session: Session, invoice_id: int, texts: Texts) -> Sequence[ToldSection]:
    """In the lane: its lines, and how it was paid."""
    card = invoice_card(session, invoice_id)
    if card is None:
        return ()
    lines = tuple(_line(line, texts) for line in card.lines)
    payments = tuple(_payment(payment, texts) for payment in card.payments)
    return (
        ToldSection(_p("purchase", "Lines"), lines, texts.money(card.row.amount.gross)),
        ToldSection(_("Payments"), payments, texts.money(card.row.paid)),
    )


def tone_of(row: InvoiceRow) -> Tone:
    """How an invoice stands, at a glance."""
    if row.kind is InvoiceKind.CREDIT_NOTE:
        return Tone.ACCENT if row.left else Tone.MUTED
    if row.late:
        return Tone.DANGER
    return Tone.WARNING if row.left else Tone.MUTED


def _badges(card: InvoiceCard) -> Iterator[tuple[Message, Tone]]:
    row = card.row
    yield row.said_state, tone_of(row)
    if row.late:
        yield _n("{count} day overdue", "{count} days overdue", row.late), Tone.DANGER
    if card.differences:
        count = len(card.differences)
        yield _n("{count} difference", "{count} differences", count), Tone.WARNING


def _differences(card: InvoiceCard, texts: Texts) -> Iterator[Fact]:
    for match in card.differences:
        yield Fact(_NO_TITLE, texts.say(match.text), tone=Tone.WARNING)


def _line(line: ChargeRow, texts: Texts) -> Told:
    said: list[tuple[Message, Tone]] = [(_("{name}", name=line.budget_line), Tone.MUTED)]
    if line.order:
        of = _("of the order {reference}", reference=line.order)
        if line.quantity:
            of = _("{count} of the order {reference}", count=number(line.quantity), reference=line.order)
        said.append((of, Tone.MUTED))
    if line.is_again:
        said.append((_("To be invoiced again"), Tone.MUTED))
    return Told(line.label, texts.money(line.amount.gross), tuple(said))


def _payment(payment: PaymentRow, texts: Texts) -> Told:
    said: list[tuple[Message, Tone]] = []
    if payment.means is not None:
        said.append((PAYMENT_MEANS_TITLES[payment.means], Tone.MUTED))
    if payment.reference:
        said.append((_("{name}", name=payment.reference), Tone.MUTED))
    return Told(texts.date(payment.day), texts.money(payment.cents), tuple(said), deeds=("take_back",), about=payment)


def _money(row: InvoiceRow, texts: Texts) -> Iterator[Fact]:
    yield Fact(_p("purchase", "Total excl. VAT"), texts.money(row.amount.net))
    yield Fact(_("VAT"), texts.money(row.amount.vat))
    yield Fact(_p("purchase", "Total incl. VAT"), texts.money(row.amount.gross))
    yield Fact(_p("invoice", "Left to pay"), texts.money(row.left), tone=Tone.WARNING if row.left else Tone.TEXT)


def _who(card: InvoiceCard, texts: Texts) -> Iterator[Fact]:
    row = card.row
    yield Fact(_("Supplier"), row.supplier, ("supplier", row.supplier_id))
    for order in card.orders:
        yield Fact(_p("invoice", "Order"), order.called, ("purchase_order", order.id))
    yield Fact(_p("invoice", "Day"), texts.date(row.day))
    due = "" if row.due_on is None else texts.date(row.due_on)
    yield Fact(_p("invoice", "Due on"), due, tone=Tone.DANGER if row.late else Tone.TEXT)
