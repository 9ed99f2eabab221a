"""What the card of a request says, put together in the reading lane."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message, Money, _, _n, _p, number, verbatim
from coorddesk.feature import Feature, belongings, story
from coorddesk.purchasing.queries import NeedRow, QuoteRow, RequestCard, RequestRow, quotes_compared, request_card
from coorddesk.purchasing.rules.words import REQUEST_STATE_TITLES, RequestState
from coorddesk.purchasing.ui.told_part import Told, ToldSection
from coorddesk.purchasing.ui.tones import REQUEST_TONES
from coorddesk.widgets.card import CardContent
from coorddesk.widgets.facts import Fact, Section
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.texts import Texts

_FIRST = 12
_NO_TITLE = Message("")


def read_request_card(
    session: Session, request_id: int, features: Sequence[Feature], texts: Texts
) -> CardContent | None:
    """The card of a request; None if it is no longer there."""
    card = request_card(session, request_id)
    if card is None:
        return None
    row, subject = card.row, ("purchase_request", request_id)
    return CardContent(
        title=row.title,
        caption=row.reference,
        badges=((REQUEST_STATE_TITLES[row.state], REQUEST_TONES[row.state]),),
        sections=(
            Section(_p("purchase request", "Why"), (Fact(_NO_TITLE, row.justification),)),
            Section(None, tuple(_who(row, texts))),
            Section(_p("purchase request", "Its way"), tuple(_steps(card, texts))),
            Section(_("Notes"), (Fact(_NO_TITLE, row.notes),)),
        ),
        belongings=belongings(session, features, subject, _FIRST),
        story=story(session, features, subject),
    )


def told_request(session: Session, request_id: int, texts: Texts) -> Sequence[ToldSection]:
    """In the lane: its lines, the quotes for them, and the orders that came of it."""
    card = request_card(session, request_id)
    if card is None:
        return ()
    amount = card.row.amount
    lines = tuple(_line(line, card.row.state, texts) for line in card.lines)
    orders = tuple(
        Told(order.reference, texts.money(order.ordered.gross), ((order.hit.detail, Tone.MUTED),), order.hit.subject)
        for order in card.orders
    )
    return (
        ToldSection(_p("purchase request", "What is needed"), lines, texts.money(amount.gross)),
        ToldSection(_p("purchase request", "Quotes"), _quotes(session, card, texts)),
        ToldSection(_("Orders"), orders),
    )


def _line(line: NeedRow, state: RequestState, texts: Texts) -> Told:
    price = _("{count} × {price} excl. VAT", count=number(line.quantity), price=Money(line.unit_price))
    said = [(price, Tone.MUTED)]
    if line.budget_line:
        said.append((verbatim(line.budget_line), Tone.MUTED))
    elif state is not RequestState.REFUSED:
        said.append((_("On no budget line yet"), Tone.WARNING))
    if state is RequestState.APPROVED:
        left = line.to_order
        told = _n("{count} to be ordered", "{count} to be ordered", left) if left else _("ordered")
        said.append((told, Tone.WARNING if left else Tone.MUTED))
    return Told(line.label, texts.money(line.amount.gross), tuple(said))


def _quotes(session: Session, card: RequestCard, texts: Texts) -> tuple[Told, ...]:
    compared = quotes_compared(session, card.row.id, clock_of(session).today())
    return tuple(
        Told(
            each.quote.called,
            texts.money(each.quote.amount.gross),
            tuple(_about(each.quote, is_whole=each.is_whole, is_cheapest=each.is_cheapest)),
            deeds=() if each.quote.is_chosen else ("choose", "edit", "delete"),
            about=each.quote,
            is_strong=each.quote.is_chosen,
        )
        for each in compared.quotes
    )


def _about(quote: QuoteRow, *, is_whole: bool, is_cheapest: bool) -> Iterator[tuple[Message, Tone]]:
    if quote.is_chosen:
        yield _p("quote", "Chosen"), Tone.SUCCESS
    if is_cheapest:
        yield _p("quote", "The cheapest for all of it"), Tone.SUCCESS
    if not is_whole:
        yield _p("quote", "Leaves lines out"), Tone.WARNING
    if quote.is_expired:
        yield _("Expired on {day}", day=quote.valid_until), Tone.WARNING
    elif quote.valid_until is not None:
        yield _("Valid until {day}", day=quote.valid_until), Tone.MUTED


def _who(row: RequestRow, texts: Texts) -> Iterator[Fact]:
    person = None if row.requester_id is None else ("person", row.requester_id)
    yield Fact(_p("purchase request", "Asked by"), row.requester, person)
    needed = "" if row.needed_by is None else texts.date(row.needed_by)
    yield Fact(_p("purchase request", "Needed by"), needed)
    yield Fact(_p("purchase", "Total excl. VAT"), texts.money(row.amount.net))


def _steps(card: RequestCard, texts: Texts) -> Iterator[Fact]:
    for step in card.steps:
        said = _("{day}, {name}", day=step.day, name=step.actor)
        if step.words:
            said = _("{day}, {name}: {words}", day=step.day, name=step.actor, words=step.words)
        tone = Tone.DANGER if step.state is RequestState.REFUSED else Tone.TEXT
        yield Fact(REQUEST_STATE_TITLES[step.state], texts.say(said), tone=tone)
