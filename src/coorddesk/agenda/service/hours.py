"""The verb on opening hours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import select

from coorddesk.agenda.models import Opening
from coorddesk.agenda.queries import opening
from coorddesk.agenda.rules import Week, slots_text, stored_week
from coorddesk.core.access import Role, allowed
from coorddesk.core.errors import StaleWrite, UserError
from coorddesk.core.history import record
from coorddesk.core.messages import Message, _
from coorddesk.core.versions import refuse_stale
from coorddesk.core.working_time import WEEKDAYS, OpeningHours, regions

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.agenda.queries import OpeningRow

_FIELDS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_STALE = _("Somebody changed this since you opened it. Open it again to see the change.")


@dataclass(frozen=True)
class OpeningWish:
    """When the house is to be open, over the `version` that was seen (0: nothing was said)."""

    version: int
    week: Week
    zone: str
    region: str = ""
    on_public_holidays: bool = False
    in_school_holidays: bool = False


@allowed(Role.COORDINATOR)
def set_opening(session: Session, wish: OpeningWish) -> None:
    """Write down when the house is open. Raises `StaleWrite` if somebody changed it since."""
    said = opening(session)
    _check(wish, said.country)
    row = session.scalar(select(Opening))
    if row is None:
        if wish.version:
            raise StaleWrite(_STALE, ())
        row = Opening()
        session.add(row)
    else:
        refuse_stale(row, wish.version, _TITLES, _as_read(wish), _as_read(said))
    row.week, row.zone, row.region = stored_week(wish.week), wish.zone, wish.region
    row.on_public_holidays, row.in_school_holidays = wish.on_public_holidays, wish.in_school_holidays
    session.flush()
    record(session, _("Write down the opening hours"))


def _check(wish: OpeningWish, country: str) -> None:
    for field, day in zip(_FIELDS, wish.week, strict=True):
        try:
            OpeningHours((day,) * 7, ZoneInfo("UTC"))
        except UserError as error:
            raise UserError(error.message, field=field) from None
    if not any(wish.week):
        raise UserError(_("Write opening hours for at least one day, such as 8:00-12:00."), field="monday")
    try:
        ZoneInfo(wish.zone)
    except (ZoneInfoNotFoundError, ValueError):
        said = _("“{zone}” is no time zone. Write it like Europe/Paris.", zone=wish.zone)
        raise UserError(said, field="zone") from None
    if wish.region and wish.region not in regions(country):
        said = _("No public holidays are known for the region “{region}”.", region=wish.region)
        raise UserError(said, field="region")


def _as_read(said: OpeningWish | OpeningRow) -> dict[str, object]:
    """What is written down, as the form shows it."""
    days = {field: slots_text(day) for field, day in zip(_FIELDS, said.week, strict=True)}
    return days | {
        "zone": said.zone,
        "region": said.region,
        "on_public_holidays": said.on_public_holidays,
        "in_school_holidays": said.in_school_holidays,
    }


_TITLES: dict[str, Message] = dict(zip(_FIELDS, WEEKDAYS, strict=True)) | {
    "zone": _("Time zone"),
    "region": _("Region"),
    "on_public_holidays": _("Open on public holidays"),
    "in_school_holidays": _("Open in school holidays"),
}
