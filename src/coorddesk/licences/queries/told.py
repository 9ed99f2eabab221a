"""What licences tell of themselves and of others' records: stories, belongings, what needs doing, what is found."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, func, select

from coorddesk.core.clock import clock_of, start_of_day
from coorddesk.core.criteria import Ask, Criterion
from coorddesk.core.fold import fold
from coorddesk.core.matching import contains_all, starts_with, words
from coorddesk.core.messages import Message, _, _n
from coorddesk.core.options import Option
from coorddesk.core.records import Alert, Belongings, Entry, Finding, Hit
from coorddesk.core.story import of_subject
from coorddesk.licences.models import Licence, LicenceSeat
from coorddesk.licences.queries.lists import LicenceQuery, all_licences, licence_ids
from coorddesk.licences.queries.rows import licence_page
from coorddesk.licences.queries.seats import seats_held
from coorddesk.licences.rules import LicenceState, licence_search
from coorddesk.notes.rules import TABLES as TOLD_BY_NOTES

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

KEPT = 200
_LICENCE = Licence.__tablename__
STARTS, HOLDS = 1, 2


def hits(session: Session, text: str, limit: int) -> Sequence[Hit]:
    """Licences that hold every word of a text; no key is ever looked at."""
    if not words(text):
        return ()
    rank = case((starts_with(Licence.name_folded, " ".join(words(text))), STARTS), else_=HOLDS)
    wanted = select(Licence.id, rank).where(contains_all(Licence.search, text))
    found = session.execute(wanted.order_by(rank, Licence.name_folded, Licence.id).limit(limit)).all()
    rows = licence_page(session, [licence_id for licence_id, _rank in found])
    return [Hit((_LICENCE, row_id), rows[row_id].name, rows[row_id].said_seats, fits) for row_id, fits in found]


def names(session: Session, kind: str, ids: Collection[int]) -> Mapping[int, str]:
    """What licences are called, those that are there."""
    if kind != _LICENCE:
        return {}
    return dict(session.execute(select(Licence.id, Licence.name).where(Licence.id.in_(ids))).all())


def licence_options(session: Session, text: str, limit: int = 20) -> tuple[Option, ...]:
    """Licences whose words hold all of a text, those that are valid first."""
    today = clock_of(session).today()
    wanted = select(Licence.id).where(contains_all(Licence.search, text))
    order = (func.coalesce(Licence.expiry < today, False), Licence.name_folded, Licence.id)
    ids = list(session.scalars(wanted.order_by(*order).limit(limit)))
    rows = licence_page(session, ids)
    return tuple(
        Option(row_id, rows[row_id].name, _seats_in_short(rows[row_id].taken, rows[row_id].seats)) for row_id in ids
    )


def _seats_in_short(taken: int, seats: int | None) -> str:
    return f"{taken} / {seats}" if seats is not None else str(taken)


def timeline(session: Session, subject: Subject) -> Sequence[Entry]:
    """The deeds on a licence; the seats that a person or a device was given, and gave back."""
    kind, _record_id = subject
    if kind == _LICENCE:
        deeds = of_subject(session, subject, KEPT)
        return [Entry(each.moment, each.deed, each.actor) for each in deeds if not each.kinds <= TOLD_BY_NOTES]
    return list(_seats_in_time(session, subject)) if kind in {"person", "asset"} else ()


def belongings(session: Session, subject: Subject, limit: int) -> Sequence[Belongings]:
    """The seats of a person or a device; the licences of a publisher or a supplier."""
    kind, record_id = subject
    match kind:
        case "person" | "asset":
            seats = seats_held(session, subject)
            found = tuple(Hit((_LICENCE, seat.licence_id), seat.licence, _since(seat.since)) for seat in seats)
        case "supplier":
            found = _licences(session, LicenceQuery(supplier=record_id))
        case "manufacturer":
            found = _licences(session, LicenceQuery(manufacturer=record_id))
        case _:
            return ()
    return (
        (Belongings(_n("{count} licence", "{count} licences", len(found)), _LICENCE, found[:limit]),) if found else ()
    )


def alerts(session: Session, today: date) -> Sequence[Alert]:
    """Licences that end soon or are used though they ended, with too many seats taken, or with seats to take back."""
    told = []
    gone = _count(session, "expired")
    if gone:
        text = _n("{count} licence expired and is still used", "{count} licences expired and are still used", gone)
        told.append(Alert("expired", _LICENCE, text, _("Renew it, or take its seats back."), is_urgent=True))
    ending = all_licences(session, LicenceQuery(**ALERTED["ending"]))
    if ending:
        first = min(row.expiry for row in ending if row.expiry is not None)
        text = _n("{count} licence ends soon", "{count} licences end soon", len(ending))
        advice = _("The first one ends on {day}: renew it, or let it go.", day=first)
        told.append(Alert("ending", _LICENCE, text, advice, is_urgent=(first - today).days <= _URGENT_DAYS))
    over = _count(session, "over")
    if over:
        text = _n(
            "{count} licence is used more than it was bought",
            "{count} licences are used more than they were bought",
            over,
        )
        told.append(Alert("over", _LICENCE, text, _("Take seats back, or buy more."), is_urgent=True))
    idle = _count(session, "reclaim")
    if idle:
        text = _n("{count} licence has seats to take back", "{count} licences have seats to take back", idle)
        told.append(Alert("reclaim", _LICENCE, text, _("Their holders left or were retired.")))
    return told


def _count(session: Session, alert: str) -> int:
    return len(licence_ids(session, LicenceQuery(**ALERTED[alert])))


ALERTED: Mapping[str, Mapping[str, Any]] = {
    "expired": {"state": LicenceState.EXPIRED, "criteria": (Criterion("taken", Ask.AT_LEAST, (1,)),)},
    "ending": {"state": LicenceState.ENDING},
    "over": {"over": True},
    "reclaim": {"reclaim": True},
}
"""What each alert asks of licences, for the alert and for the list that shows them."""
_URGENT_DAYS = 14


def findings(session: Session) -> Sequence[Finding]:
    """Licences that would not be found, or end before they begin, seats given back before they were given."""
    return [*_copies(session), *_seats_turned(session)]


def _copies(session: Session) -> Iterator[Finding]:
    for row in session.scalars(select(Licence)):
        found = licence_search(row.name, row.order_number, row.invoice_number)
        if (row.name_folded, row.search) != (fold(row.name), found):
            yield Finding(_("“{name}” would not be found by its name.", name=row.name), (_LICENCE, row.id))
        if row.start is not None and row.expiry is not None and row.expiry < row.start:
            yield Finding(_("“{name}” ends before it begins.", name=row.name), (_LICENCE, row.id))


def _seats_turned(session: Session) -> Iterator[Finding]:
    wanted = select(LicenceSeat.licence_id, Licence.name).join(Licence, Licence.id == LicenceSeat.licence_id)
    for licence_id, name in session.execute(wanted.where(LicenceSeat.until < LicenceSeat.since)):
        yield Finding(_("A seat of “{name}” was given back before it was given.", name=name), (_LICENCE, licence_id))


def _seats_in_time(session: Session, holder: Subject) -> Iterator[Entry]:
    clock = clock_of(session)
    for seat in seats_held(session, holder, also_past=True):
        about = (_LICENCE, seat.licence_id)
        given = _("Seat of “{licence}” given", licence=seat.licence)
        yield Entry(start_of_day(clock, seat.since), given, "", about, seat.note, whole_day=True)
        if seat.until is not None:
            back = _("Seat of “{licence}” taken back", licence=seat.licence)
            yield Entry(start_of_day(clock, seat.until), back, "", about, whole_day=True)


def _licences(session: Session, query: LicenceQuery) -> tuple[Hit, ...]:
    return tuple(Hit((_LICENCE, row.id), row.name, row.said_seats) for row in all_licences(session, query))


def _since(day: date) -> Message:
    return _("since {day}", day=day)
