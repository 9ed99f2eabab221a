"""What the card of a stock item says, put together in the reading lane."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n, _p, verbatim
from coorddesk.feature import Feature, belongings, story
from coorddesk.stock.queries import KnownItem, StockRow, fitting_models, known_item, stock_row
from coorddesk.stock.rules import STOCK_KIND_TITLES, STOCK_STATE_TITLES, StockState
from coorddesk.widgets.card import CardContent
from coorddesk.widgets.facts import Fact, Section
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.texts import Texts

_FIRST = 12
STATE_TONES = {
    StockState.ENOUGH: Tone.SUCCESS,
    StockState.TO_ORDER: Tone.WARNING,
    StockState.NONE_LEFT: Tone.DANGER,
    StockState.DROPPED: Tone.MUTED,
}


def stock_card(session: Session, item_id: int, features: Sequence[Feature], texts: Texts) -> CardContent | None:
    """The card of an item; None if it is no longer there."""
    if stock_row(session, item_id) is None:
        return None
    item = known_item(session, item_id)
    row, subject = item.row, ("stock_item", item_id)
    return CardContent(
        title=row.name,
        caption=" · ".join(part for part in (row.category or "", row.reference) if part),
        badges=(
            (STOCK_STATE_TITLES[row.state], state_tone(row)),
            (STOCK_KIND_TITLES[row.kind], Tone.MUTED),
        ),
        sections=tuple(_sections(session, item, texts)),
        belongings=belongings(session, features, subject, _FIRST),
        story=story(session, features, subject),
    )


def _sections(session: Session, item: KnownItem, texts: Texts) -> Iterator[Section]:
    yield Section(None, _levels(item.row, texts))
    yield Section(_("Where they are"), tuple(_places(item, texts)))
    models = tuple(Fact(Message(""), each.name, ("model", each.id)) for each in fitting_models(session, item.row.id))
    yield Section(_("Goes into"), models)
    yield Section(_p("stock", "Buying"), _buying(item.row, texts))
    yield Section(_("With people"), tuple(_with_people(item, texts)))
    yield Section(_("Notes"), (Fact(Message(""), item.row.notes),))


def _levels(row: StockRow, texts: Texts) -> tuple[Fact, ...]:
    said = f"{texts.number(row.level)} × {row.unit}" if row.unit else texts.number(row.level)
    order = texts.number(row.to_order) if row.to_order else ""
    return (
        Fact(_("In stock"), said, tone=Tone.DANGER if row.level <= 0 else Tone.TEXT),
        Fact(_("To order"), order, tone=Tone.WARNING),
        Fact(_("Usual place"), row.place or "", None if row.place_id is None else ("place", row.place_id)),
    )


def _places(item: KnownItem, texts: Texts) -> Iterator[Fact]:
    """One place is said already, if it is where the item is usually kept."""
    if len(item.here) == 1 and item.here[0].place_id == item.row.place_id:
        return
    for each in item.here:
        title = _("No place") if each.place is None else verbatim(each.place)
        subject = None if each.place_id is None else ("place", each.place_id)
        yield Fact(title, texts.number(each.level), subject)


def _with_people(item: KnownItem, texts: Texts) -> Iterator[Fact]:
    """The first of those who have some, and how many more there are."""
    for each in item.lent[:_FIRST]:
        said = each.person if each.quantity == 1 else f"{each.person} ({texts.number(each.quantity)})"
        yield Fact(Message(""), said, ("person", each.person_id))
    more = len(item.lent) - _FIRST
    if more > 0:
        yield Fact(Message(""), texts.say(_n("and {count} more", "and {count} more", more)), tone=Tone.MUTED)
    if item.astray:
        astray = _("Given out to nobody in particular: {count}", count=item.astray)
        yield Fact(Message(""), texts.say(astray), tone=Tone.MUTED)


def state_tone(row: StockRow) -> Tone:
    """How an item stands, at a glance: of what is to be ordered, none left is worse than few."""
    return Tone.DANGER if row.state is StockState.TO_ORDER and row.level <= 0 else STATE_TONES[row.state]


def _buying(row: StockRow, texts: Texts) -> tuple[Fact, ...]:
    return (
        Fact(_("Order when there are only"), "" if row.threshold is None else texts.number(row.threshold)),
        Fact(_("Order up to"), "" if row.target is None else texts.number(row.target)),
        Fact(_("Supplier"), row.supplier or "", None if row.supplier_id is None else ("supplier", row.supplier_id)),
        Fact(_("Unit price"), "" if row.price is None else texts.money(row.price)),
        Fact(_p("stock", "Value"), "" if not row.worth else texts.money(row.worth)),
        Fact(_("Barcode"), row.barcode or ""),
    )
