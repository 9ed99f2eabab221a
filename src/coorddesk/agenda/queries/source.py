"""What calendars elsewhere need to know of a desk: which one it is, and which clock its times are on."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import select

from coorddesk.agenda.queries.hours import opening
from coorddesk.core.clock import clock_of
from coorddesk.core.dated import Dated, Period
from coorddesk.core.history_tables import ChangeSet
from coorddesk.core.organisation import organisation
from coorddesk.feature import Feature, events

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

OF_OTHERS = "calendar:"
"""What the key of a kind begins with whose things came out of somebody else's calendar."""


@dataclass(frozen=True)
class Source:
    """Where the things of a calendar come from: `mark` tells this desk from all others, and stays with its copies."""

    mark: str
    organisation: str
    zone: ZoneInfo
    moment: datetime

    @property
    def domain(self) -> str:
        """How the UIDs of its things end."""
        return f"@{self.mark}.coorddesk"


def source(session: Session) -> Source:
    """This desk; it is known by the moment at which it was begun."""
    begun = session.scalar(select(ChangeSet.moment).order_by(ChangeSet.id).limit(1))
    mark = sha256(repr(begun).encode()).hexdigest()[:12]
    return Source(mark, organisation(session).name, ZoneInfo(opening(session).zone), clock_of(session).now())


def things_of(
    session: Session, features: Sequence[Feature], period: Period, kinds: Collection[str] = ()
) -> tuple[Dated, ...]:
    """What stands on the days of a period, of some kinds (none: of all)."""
    return tuple(each for each in events(session, features, period) if not kinds or each.kind.key in kinds)
