"""Which questionnaires are asked at which kiosks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.core.clock import clock_of
from coorddesk.core.matching import contains_all
from coorddesk.core.options import Option
from coorddesk.core.orm import Base
from coorddesk.kiosk.models import Kiosk, KioskSurvey
from coorddesk.surveys.models import Questionnaire
from coorddesk.surveys.rules import Language
from coorddesk.training.models import SessionSlot, TrainingSession

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject


@dataclass(frozen=True)
class AskedRow:
    """A questionnaire at a kiosk by its name, at every one if None; `about` is a record, `title` what people read."""

    id: int
    version: int
    questionnaire_id: int
    name: str
    intro: str
    language: Language
    is_anonymous: bool
    kiosk: str | None
    about: Subject | None
    title: str
    last_on: date | None


def asked_at_kiosks(session: Session) -> tuple[AskedRow, ...]:
    """All of them, those that end first before those that go on; archived questionnaires are asked nowhere."""
    wanted = (
        select(KioskSurvey, Questionnaire, Kiosk.name)
        .join(Questionnaire, Questionnaire.id == KioskSurvey.questionnaire_id)
        .outerjoin(Kiosk, Kiosk.id == KioskSurvey.kiosk_id)
        .where(Questionnaire.archived.is_(False))
        .order_by(KioskSurvey.last_on.is_(None), KioskSurvey.last_on, KioskSurvey.id)
    )
    return tuple(
        AskedRow(
            *(row.id, row.version, asked.id, asked.name, asked.intro, asked.language, asked.is_anonymous, kiosk),
            None if row.about_id is None else (row.about_kind, row.about_id),
            *(row.title, row.last_on),
        )
        for row, asked, kiosk in session.execute(wanted)
    )


def is_there(session: Session, about: Subject) -> bool:
    """Whether a record is still there, of whatever kind."""
    kind, record_id = about
    table = Base.metadata.tables.get(kind)
    return table is not None and session.scalar(select(table.c.id).where(table.c.id == record_id)) is not None


def kiosk_options(session: Session, text: str, limit: int) -> Sequence[Option]:
    """Kiosks to choose from."""
    wanted = select(Kiosk.id, Kiosk.name).where(contains_all(Kiosk.name_folded, text))
    rows = session.execute(wanted.order_by(Kiosk.name_folded).limit(limit))
    return [Option(row_id, name) for row_id, name in rows]


def last_day_of(session: Session, about: Subject) -> date | None:
    """Until when people are usually asked about a record: the last day of a session, today if that is over."""
    kind, record_id = about
    if kind != TrainingSession.__tablename__:
        return None
    last = session.scalar(select(func.max(SessionSlot.day)).where(SessionSlot.session_id == record_id))
    today = clock_of(session).today()
    return today if last is None else max(last, today)
