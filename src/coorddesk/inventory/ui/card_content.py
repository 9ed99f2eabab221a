"""What the card of a device says, put together in the reading lane."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.core.records import Subject
from coorddesk.core.tables import value_text
from coorddesk.feature import Feature, belongings, costs, story
from coorddesk.inventory.queries import AssetCard, AssetRow, FieldRow, asset_card
from coorddesk.inventory.queries.configurations import configurations
from coorddesk.inventory.queries.lives import lived
from coorddesk.inventory.queries.lots import lot_of
from coorddesk.inventory.queries.network import interfaces
from coorddesk.inventory.queries.plans import fiscal_year
from coorddesk.inventory.rules import CustomType
from coorddesk.inventory.ui.card_around import Around, address_fact, configuration_facts, life_facts
from coorddesk.inventory.ui.source import CONDITION_TONES, STATUS_TONES
from coorddesk.widgets.card import CardContent
from coorddesk.widgets.facts import Fact, Section
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.texts import Texts

_FIRST = 8
_SOON = 90
_SAID_IN_DAYS = 92
_SAID_IN_MONTHS = 24


def device_card(session: Session, asset_id: int, features: Sequence[Feature], texts: Texts) -> CardContent | None:
    """The card of a device; None if it is no longer there."""
    card = asset_card(session, asset_id)
    if card is None:
        return None
    subject: Subject = ("asset", asset_id)
    today = clock_of(session).today()
    return CardContent(
        title=card.row.name or _made_of(card.row) or card.row.category or card.title,
        caption=" · ".join(part for part in (card.row.tag or "", card.row.category or "") if part),
        badges=_badges(card.row),
        sections=tuple(_sections(card, texts, today, _around(session, card, features, texts, today))),
        belongings=belongings(session, features, subject, _FIRST),
        story=story(session, features, subject),
        pictured=() if card.model_id is None else (("model", card.model_id),),
    )


def warranty_left(end: date, today: date) -> tuple[Message, Tone]:
    """How long a warranty that ends on a day still lasts, or how long it has been over, and how urgent that is."""
    days = (end - today).days
    if days == 0:
        return _("ends today"), Tone.WARNING
    months = _months(*sorted((end, today)))
    if days < 0:
        return _ago(-days, months), Tone.MUTED
    return _left(days, months), Tone.WARNING if days <= _SOON else Tone.TEXT


def _left(days: int, months: int) -> Message:
    if days <= _SAID_IN_DAYS:
        return _n("{count} day left", "{count} days left", days)
    if months < _SAID_IN_MONTHS:
        return _n("{count} month left", "{count} months left", months)
    return _n("{count} year left", "{count} years left", months // 12)


def _ago(days: int, months: int) -> Message:
    if days <= _SAID_IN_DAYS:
        return _n("ended {count} day ago", "ended {count} days ago", days)
    if months < _SAID_IN_MONTHS:
        return _n("ended {count} month ago", "ended {count} months ago", months)
    return _n("ended {count} year ago", "ended {count} years ago", months // 12)


def _months(start: date, end: date) -> int:
    """Whole months from one day to a later one."""
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


def _badges(row: AssetRow) -> tuple[tuple[Message, Tone], ...]:
    badges = [(row.status, STATUS_TONES[row.meta])]
    if row.condition is not None and row.condition_title is not None:
        badges.append((row.condition_title, CONDITION_TONES.get(row.condition, Tone.MUTED)))
    if row.deleted_at is not None:
        badges.append((_("In the bin"), Tone.DANGER))
    return tuple(badges)


def _sections(card: AssetCard, texts: Texts, today: date, around: Around) -> Sequence[Section]:
    row = card.row
    where = (
        _linked(_("Place"), row.place, "place", card.place_id),
        _linked(_("Holder"), row.holder, "person", card.holder_id),
        Fact(_("Department"), row.department or ""),
    )
    what = (
        Fact(_("Inventory number"), row.tag or ""),
        Fact(_("Serial number"), row.serial or ""),
        Fact(_("Category"), row.category or ""),
        Fact(_("Model"), _made_of(row)),
        Fact(_("Model number"), row.model_number or ""),
        Fact(_("Quantity"), texts.number(row.quantity) if row.quantity != 1 else ""),
    )
    return (
        Section(None, where),
        Section(None, what),
        Section(None, tuple(_custom(field, row, texts) for field in card.own_fields)),
        Section(_("Other fields"), tuple(_custom(field, row, texts) for field in card.other_fields)),
        Section(_("Network"), around.network),
        Section(_("Purchase and warranty"), (*_purchase(card, texts, today), *around.lot)),
        Section(_("Life and value"), around.life),
        Section(_p("device", "Retired"), _disposal(card, texts)),
        Section(_("Notes"), (Fact(Message(""), row.notes),)),
    )


def _around(session: Session, card: AssetCard, features: Sequence[Feature], texts: Texts, today: date) -> Around:
    """What is kept of a device in tables of their own."""
    lot = lot_of(session, card.row.id)
    paid = costs(session, features, ("asset", card.row.id))
    return Around(
        network=(
            *(address_fact(row, texts) for row in interfaces(session, card.row.id)),
            *configuration_facts(configurations(session, card.row.id), texts),
        ),
        lot=() if lot is None else (Fact(_("Lot"), lot[1], ("lot", lot[0])),),
        life=life_facts(
            lived(session, [card.row.id])[card.row.id],
            [cost.cents for cost in paid],
            texts,
            today,
            fiscal_year(session),
        ),
    )


def _custom(field: FieldRow, row: AssetRow, texts: Texts) -> Fact:
    value = row.custom.get(field.id)
    if field.type is CustomType.LINK and isinstance(value, str):
        return Fact(field.title, value.removeprefix("mailto:").removeprefix("https://"), address=value)
    return Fact(field.title, value_text(value, field.kind, texts))


def _purchase(card: AssetCard, texts: Texts, today: date) -> tuple[Fact, ...]:
    row = card.row
    warranty = Fact(_("Warranty"), "")
    if row.warranty_end is not None:
        left, tone = warranty_left(row.warranty_end, today)
        warranty = Fact(
            _("Warranty"), texts.say(_("until {day} ({left})", day=row.warranty_end, left=left)), None, tone
        )
    elif row.warranty_months is not None:
        warranty = Fact(_("Warranty"), texts.say(_n("{count} month", "{count} months", row.warranty_months)))
    price = "" if row.price is None else texts.money(row.price)
    if row.price is not None and row.value is not None and row.quantity > 1:
        price = texts.say(_("{price} each, {value} in all", price=price, value=texts.money(row.value)))
    return (
        Fact(_("Bought"), "" if row.purchase_date is None else texts.date(row.purchase_date)),
        Fact(_("Price"), price),
        _linked(_("Supplier"), row.supplier, "supplier", card.supplier_id),
        warranty,
        Fact(_("Order number"), row.order_number),
        Fact(_("Invoice number"), row.invoice_number),
    )


def _disposal(card: AssetCard, texts: Texts) -> tuple[Fact, ...]:
    gone = card.disposal
    if gone is None:
        return ()
    return (
        Fact(_("Reason"), texts.say(gone.reason_title)),
        Fact(_("Day"), texts.date(gone.day)),
        Fact(_("Recipient"), gone.recipient),
        Fact(_("Certificate"), gone.certificate),
        Fact(_("Data wiped"), texts.say(gone.data_wiped_title)),
        Fact(_("Notes"), gone.notes),
    )


def _linked(title: Message, name: str | None, kind: str, record_id: int | None) -> Fact:
    if name is None or record_id is None:
        return Fact(title, "")
    return Fact(title, name, (kind, record_id))


def _made_of(row: AssetRow) -> str:
    return " ".join(part for part in (row.manufacturer, row.model) if part)
