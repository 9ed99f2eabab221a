"""What the card of a licence says, put together in the reading lane; of its key, that there is one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.core.tables import HIDDEN
from coorddesk.feature import Feature, belongings, story
from coorddesk.licences.queries import LicenceRow, SeatRow, licence_row, seats_of
from coorddesk.licences.rules import LICENCE_KIND_TITLES, LICENCE_STATE_TITLES, LicenceState
from coorddesk.widgets.card import CardContent
from coorddesk.widgets.facts import Fact, Section
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.texts import Texts

_FIRST = 12
STATE_TONES = {
    LicenceState.TO_COME: Tone.MUTED,
    LicenceState.VALID: Tone.SUCCESS,
    LicenceState.ENDING: Tone.WARNING,
    LicenceState.EXPIRED: Tone.DANGER,
}


def licence_card(session: Session, licence_id: int, features: Sequence[Feature], texts: Texts) -> CardContent | None:
    """The card of a licence; None if it is no longer there."""
    row = licence_row(session, licence_id)
    if row is None:
        return None
    subject = ("licence", licence_id)
    seats = seats_of(session, licence_id)
    return CardContent(
        title=row.name,
        caption=row.manufacturer or "",
        badges=tuple(_badges(row)),
        sections=tuple(_sections(row, seats, texts, clock_of(session).today())),
        belongings=belongings(session, features, subject, _FIRST),
        story=story(session, features, subject),
    )


def _badges(row: LicenceRow) -> Iterator[tuple[Message, Tone]]:
    yield LICENCE_STATE_TITLES[row.state], STATE_TONES[row.state]
    if row.is_overused:
        yield _("Too many seats taken"), Tone.DANGER
    yield LICENCE_KIND_TITLES[row.kind], Tone.MUTED


def _sections(row: LicenceRow, seats: Sequence[SeatRow], texts: Texts, today: date) -> Iterator[Section]:
    idle = _n("{count} to take back", "{count} to take back", row.idle) if row.idle else Message("")
    yield Section(
        None,
        (
            Fact(_("Seats"), texts.say(row.said_seats), tone=Tone.DANGER if row.is_overused else Tone.TEXT),
            Fact(_p("seats", "Idle"), texts.say(idle), tone=Tone.WARNING),
            Fact(_("Valid from"), "" if row.start is None else texts.date(row.start)),
            Fact(_("Valid until"), "" if row.expiry is None else _until(row.expiry, texts, today), tone=_tone(row)),
            Fact(_("Licence key"), HIDDEN if row.has_key else ""),
        ),
    )
    yield Section(_("Who or what has it"), tuple(_holders(seats, texts)))
    yield Section(_p("licence", "Buying"), _buying(row, texts))
    yield Section(_("Notes"), (Fact(Message(""), row.notes),))


def _until(expiry: date, texts: Texts, today: date) -> str:
    days = (expiry - today).days
    if days < 0:
        return texts.say(_n("{day} ({count} day ago)", "{day} ({count} days ago)", -days, day=expiry))
    return texts.say(_n("{day} (in {count} day)", "{day} (in {count} days)", days, day=expiry))


def _tone(row: LicenceRow) -> Tone:
    return Tone.TEXT if row.state in {LicenceState.VALID, LicenceState.TO_COME} else STATE_TONES[row.state]


def _holders(seats: Sequence[SeatRow], texts: Texts) -> Iterator[Fact]:
    """Those whose seats should come back first, then the others, the first of them."""
    in_order = sorted(seats, key=lambda seat: seat.idle is None)
    for seat in in_order[:_FIRST]:
        said = seat.called if seat.idle is None else f"{seat.called} ({texts.say(seat.idle)})"
        yield Fact(Message(""), said, seat.holder)
    more = len(seats) - _FIRST
    if more > 0:
        yield Fact(Message(""), texts.say(_n("and {count} more", "and {count} more", more)), tone=Tone.MUTED)


def _buying(row: LicenceRow, texts: Texts) -> tuple[Fact, ...]:
    return (
        Fact(_("Supplier"), row.supplier or "", None if row.supplier_id is None else ("supplier", row.supplier_id)),
        Fact(_("Purchase date"), "" if row.purchase_date is None else texts.date(row.purchase_date)),
        Fact(_("Price"), "" if row.price is None else texts.money(row.price)),
        Fact(_("Order number"), row.order_number),
        Fact(_("Invoice number"), row.invoice_number),
    )
