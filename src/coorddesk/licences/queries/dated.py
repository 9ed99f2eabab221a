"""Licences in the agenda: when they begin, when they end, and when to ask for the renewal of a subscription."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from coorddesk.core.clock import clock_of
from coorddesk.core.dated import Dated, DatedKind, DatedState, Period, state_on
from coorddesk.core.messages import Message, _
from coorddesk.licences.models import Licence
from coorddesk.licences.rules import AHEAD, LicenceKind

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

_LICENCES = DatedKind("licence", _("Licences"), "key-round")


def events(session: Session, period: Period) -> Sequence[Dated]:
    """One statement."""
    near = or_(
        Licence.start.between(period.first, period.last),
        Licence.expiry.between(period.first, period.last + AHEAD),
    )
    columns = (Licence.id, Licence.name, Licence.kind, Licence.start, Licence.expiry)
    today = clock_of(session).today()
    found = session.execute(select(*columns).where(near))
    return [each for row in found for each in _days_of(row, today) if period.holds(each.first)]


def _days_of(row: Any, today: date) -> Iterator[Dated]:
    if row.start is not None:
        begun = DatedState.DONE if row.start < today else DatedState.TO_COME
        yield _dated(row, "begins", row.start, _("{name} begins", name=row.name), begun)
    if row.expiry is not None:
        yield _dated(row, "ends", row.expiry, _("{name} ends", name=row.name), state_on(row.expiry, today))
        asked = row.expiry - AHEAD
        if row.kind is LicenceKind.SUBSCRIPTION and (row.start is None or asked > row.start):
            state = DatedState.DONE if asked < today else DatedState.TO_COME
            yield _dated(row, "renewal", asked, _("Ask for the renewal of {name}", name=row.name), state)


def _dated(row: Any, mark: str, day: date, title: Message, state: DatedState) -> Dated:
    return Dated(_LICENCES, title, day, day, ("licence", row.id), mark, state=state)
