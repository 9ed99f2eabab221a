"""The verbs by which kiosks ask people to fill in a questionnaire, and ask no more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.messages import Message, _
from coorddesk.core.tidy import tidy
from coorddesk.directory.service import EDITORS, Deletion, row_as_seen
from coorddesk.kiosk.models import Kiosk, KioskSurvey
from coorddesk.kiosk.rules import MOST_NAME
from coorddesk.surveys.models import Questionnaire

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

_QUESTIONNAIRE = Questionnaire.__tablename__


@dataclass(frozen=True)
class Asking:
    """A questionnaire to show at a kiosk, at every one without `kiosk_id`; `title` is what people read it is about.

    `id` is that of what is asked already, and asked otherwise from now on.
    """

    questionnaire_id: int
    kiosk_id: int | None = None
    about: Subject | None = None
    title: str = ""
    last_on: date | None = None
    id: int | None = None


@allowed(*EDITORS)
def ask_at_kiosk(session: Session, wish: Asking) -> int:
    """Let a kiosk ask; where it asks the same already, its words and its last day change. Returns the id."""
    questionnaire = session.get(Questionnaire, wish.questionnaire_id)
    kiosk = None if wish.kiosk_id is None else session.get(Kiosk, wish.kiosk_id)
    if questionnaire is None:
        raise UserError(_("This questionnaire is no longer there."), field="questionnaire")
    if wish.kiosk_id is not None and kiosk is None:
        raise UserError(_("What was chosen here is no longer there. Choose again."), field="kiosk")
    if wish.last_on is not None and wish.last_on < clock_of(session).today():
        raise UserError(_("This day is over: nobody would be asked."), field="last_on")
    kind, record_id = wish.about or ("", None)
    what = {"questionnaire_id": questionnaire.id, "kiosk_id": wish.kiosk_id, "about_kind": kind, "about_id": record_id}
    same = select(KioskSurvey).filter_by(**what) if wish.id is None else select(KioskSurvey).filter_by(id=wish.id)
    row = session.scalars(same).first()
    if row is None:
        row = KioskSurvey(**what)
        session.add(row)
    row.questionnaire_id, row.kiosk_id = questionnaire.id, wish.kiosk_id
    row.title, row.last_on = tidy(wish.title)[:MOST_NAME], wish.last_on
    session.flush()
    subjects = [(_QUESTIONNAIRE, questionnaire.id), *([] if wish.about is None else [wish.about])]
    record(session, _deed(questionnaire, kiosk), *subjects)
    return row.id


@allowed(*EDITORS)
def stop_asking(session: Session, wish: Deletion) -> None:
    """Let a kiosk ask no more; what was answered stays."""
    row = row_as_seen(session, KioskSurvey, wish.id, wish.version)
    questionnaire = session.get_one(Questionnaire, row.questionnaire_id)
    session.delete(row)
    session.flush()
    deed = _("Show “{name}” at the kiosk no more", name=questionnaire.name)
    record(session, deed, (_QUESTIONNAIRE, questionnaire.id))


def _deed(questionnaire: Questionnaire, kiosk: Kiosk | None) -> Message:
    if kiosk is None:
        return _("Show “{name}” at every kiosk", name=questionnaire.name)
    return _("Show “{name}” at the kiosk “{kiosk}”", name=questionnaire.name, kiosk=kiosk.name)
