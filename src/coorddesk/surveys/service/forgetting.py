"""Forgetting who answered, where names are no longer kept: what the answers came to stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.access import Role, allowed
from coorddesk.core.bulk import update_rows
from coorddesk.core.forgetting import FORGOTTEN, Forgotten
from coorddesk.core.history_rows import table_named
from coorddesk.surveys.models import SurveyAnswer, SurveyResponse

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject


@allowed(Role.COORDINATOR)
def forget_answerers(session: Session, about: Subject) -> tuple[Forgotten, ...]:
    """Let nobody be named who answered about a record, as a part of another deed; returns what the history forgets.

    What they wrote goes too: it may tell who they are.
    """
    named = select(SurveyResponse.id).where(
        SurveyResponse.about_kind == about[0],
        SurveyResponse.about_id == about[1],
        SurveyResponse.person_id.is_not(None),
    )
    ids = session.scalars(named.order_by(SurveyResponse.id)).all()
    written = select(SurveyAnswer.id).where(SurveyAnswer.response_id.in_(ids), SurveyAnswer.words != "")
    answers = session.scalars(written.order_by(SurveyAnswer.id)).all()
    return (
        _forgotten(session, SurveyResponse.__tablename__, ids, {"person_id": None}),
        _forgotten(session, SurveyAnswer.__tablename__, answers, {"words": FORGOTTEN}),
    )


def _forgotten(session: Session, table: str, ids: Any, instead: dict[str, Any]) -> Forgotten:
    rows = dict.fromkeys(ids, instead)
    update_rows(session, table_named(table), list(rows.items()))
    return Forgotten(table, rows)
