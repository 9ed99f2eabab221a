"""What the cards of a round and of a stop say, put together in the reading lane."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message, _, _n, _p, digits, verbatim
from coorddesk.feature import Feature, story
from coorddesk.helpdesk.rules import STATUS_TITLES
from coorddesk.rounds.queries import (
    Available,
    Insight,
    TourRow,
    available,
    insight,
    round_row,
    tours,
)
from coorddesk.rounds.rules import TODAY_TITLES, said_outcome, said_weekdays
from coorddesk.rounds.ui.sources import OUTCOME_TONES, TODAY_TONES
from coorddesk.widgets.card import CardContent
from coorddesk.widgets.facts import Fact, Section
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.texts import Texts

AVAILABLE_DAYS = 90
_TOURS, _WORST = 8, 12
_POOR = 0.9


def round_card(session: Session, round_id: int, features: Sequence[Feature], texts: Texts) -> CardContent | None:
    """The card of a round: its last tours, and how available each device was; None if it is no longer there."""
    row = round_row(session, round_id)
    if row is None:
        return None
    today = clock_of(session).today()
    worst = available(session, today - timedelta(days=AVAILABLE_DAYS), today, round_id=round_id)[:_WORST]
    made = tours(session, round_id=round_id, limit=_TOURS)
    return CardContent(
        title=row.name,
        caption=texts.say(said_weekdays(row.weekdays)),
        badges=((TODAY_TITLES[row.today], TODAY_TONES[row.today]),),
        sections=(
            Section(None, (Fact(_p("round", "Stops"), texts.number(row.stops)),)),
            Section(
                _("Last tours"), tuple(Fact(verbatim(texts.date(each.day)), said_tour(each, texts)) for each in made)
            ),
            Section(_("Availability over {days} days", days=AVAILABLE_DAYS), tuple(_shares(worst, texts))),
            Section(_("Notes"), (Fact(Message(""), row.notes),)),
        ),
        story=story(session, features, ("round", round_id)),
    )


def said_tour(row: TourRow, texts: Texts) -> str:
    """What a tour found: "11 OK · 1 fault · 2 skipped"."""
    counts = row.counts
    parts = [
        _p("round", "{number} OK", number=counts.ok),
        *([_p("round", "{number} at fault", number=counts.fault)] if counts.fault else []),
        *([_n("{count} skipped", "{count} skipped", counts.skipped)] if counts.skipped else []),
        *([_n("{count} not looked at", "{count} not looked at", counts.left)] if counts.left else []),
    ]
    return " · ".join(map(texts.say, parts))


def check_card(session: Session, check_id: int, texts: Texts) -> CardContent | None:
    """The card of a stop while the round is made; None if it is no longer there."""
    seen = insight(session, check_id)
    if seen is None:
        return None
    check = seen.check
    found = (Fact(_p("round", "Found"), check.note), _ticket_of(seen, texts), Fact(_p("round", "By"), check.actor))
    return CardContent(
        title=check.thing,
        caption=check.about if check.asset_id is not None else check.within,
        badges=((said_outcome(check.outcome), OUTCOME_TONES[check.outcome]),),
        sections=(
            Section(None, (Fact(_("Look at"), check.hint), *found)),
            Section(None, known_facts(seen, texts)),
            Section(_("Open tickets"), tuple(_open_tickets(seen))),
            Section(_("Last tickets"), tuple(_last_tickets(session, seen, texts))),
        ),
        pictured=() if check.asset_id is None else (("asset", check.asset_id),),
    )


def known_facts(seen: Insight, texts: Texts) -> tuple[Fact, ...]:
    """Where it is, whether it is under warranty, and who sold it."""
    supplier = " · ".join(part for part in (seen.supplier, seen.supplier_phone) if part)
    warranty = Fact(_("Warranty"), "")
    if seen.warranty_end is not None and seen.warranty_end < seen.today:
        warranty = Fact(_("Warranty"), texts.say(_("over since {day}", day=seen.warranty_end)), tone=Tone.WARNING)
    elif seen.warranty_end is not None:
        warranty = Fact(_("Warranty"), texts.say(_("until {day}", day=seen.warranty_end)))
    place = seen.check.place if seen.check.asset_id is not None else ""
    return (Fact(_("Place"), place), warranty, Fact(_("Supplier"), supplier))


def _ticket_of(seen: Insight, texts: Texts) -> Fact:
    check = seen.check
    if check.ticket_id is None or check.ticket_status is None:
        return Fact(_("Ticket"), "")
    said = texts.say(
        _("n° {number} · {status}", number=digits(check.ticket_id), status=STATUS_TITLES[check.ticket_status])
    )
    return Fact(_("Ticket"), said)


def _open_tickets(seen: Insight) -> Iterator[Fact]:
    yield from (Fact(verbatim(f"n° {each.id}"), each.title, tone=Tone.WARNING) for each in seen.reported)


def _last_tickets(session: Session, seen: Insight, texts: Texts) -> Iterator[Fact]:
    clock = clock_of(session)
    for each in seen.faults:
        day = texts.date(clock.local(each.opened_at).date())
        yield Fact(verbatim(day), f"{each.title} ({texts.say(STATUS_TITLES[each.status])})")


def _shares(rows: Sequence[Available], texts: Texts) -> Iterator[Fact]:
    for row in rows:
        looked = row.counts.ok + row.counts.fault
        if row.share is None:
            continue
        said = texts.say(_("{percent}% of {number} looks", percent=int(row.share * 100), number=looked))
        yield Fact(verbatim(row.thing.thing), said, tone=Tone.WARNING if row.share < _POOR else Tone.TEXT)
