"""What surveys tell: questionnaires found by a search, their story, answers about other records, what is broken."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import case, select

from coorddesk.core.fold import fold
from coorddesk.core.matching import contains_all, starts_with, words
from coorddesk.core.messages import _, _n
from coorddesk.core.records import Belongings, Entry, Finding, Hit
from coorddesk.core.story import of_subject
from coorddesk.notes.rules import TABLES as TOLD_BY_NOTES
from coorddesk.surveys.models import Question, Questionnaire, SurveyAnswer, SurveyResponse
from coorddesk.surveys.queries.answers import piles
from coorddesk.surveys.rules import STAGE_TITLES, QuestionKind, values_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

_KEPT = 200
_QUESTIONNAIRE = Questionnaire.__tablename__
_STARTS, _HOLDS = 1, 2


def hits(session: Session, text: str, limit: int) -> Sequence[Hit]:
    """Questionnaires whose name holds every word of a text."""
    if not words(text):
        return ()
    rank = case((starts_with(Questionnaire.name_folded, " ".join(words(text))), _STARTS), else_=_HOLDS)
    found = select(Questionnaire.id, Questionnaire.name, Questionnaire.moment, rank.label("rank"))
    wanted = found.where(contains_all(Questionnaire.name_folded, text))
    rows = session.execute(wanted.order_by(rank, Questionnaire.name_folded).limit(limit))
    return [Hit((_QUESTIONNAIRE, row.id), row.name, STAGE_TITLES[row.moment], row.rank) for row in rows]


def names(session: Session, kind: str, ids: Collection[int]) -> Mapping[int, str]:
    """What questionnaires are called, and sheets by the code of their page."""
    if kind == _QUESTIONNAIRE:
        named = select(Questionnaire.id, Questionnaire.name).where(Questionnaire.id.in_(ids))
        return dict(session.execute(named).all())
    if kind == SurveyResponse.__tablename__:
        sheets = (
            select(SurveyResponse.id, SurveyResponse.sheet, Questionnaire.name)
            .join(Questionnaire, Questionnaire.id == SurveyResponse.questionnaire_id)
            .where(SurveyResponse.id.in_(ids))
        )
        return {row_id: sheet or name for row_id, sheet, name in session.execute(sheets)}
    return {}


def timeline(session: Session, subject: Subject) -> Sequence[Entry]:
    """The deeds on a questionnaire."""
    if subject[0] != _QUESTIONNAIRE:
        return ()
    deeds = of_subject(session, subject, _KEPT)
    return [Entry(each.moment, each.deed, each.actor) for each in deeds if not each.kinds <= TOLD_BY_NOTES]


def belongings(session: Session, subject: Subject, limit: int) -> Sequence[Belongings]:
    """The questionnaires that were answered about a record."""
    if subject[0] == _QUESTIONNAIRE:
        return ()
    found = piles(session, subject)
    if not found:
        return ()
    total = sum(count for _id, _name, count in found)
    first = tuple(
        Hit((_QUESTIONNAIRE, row_id), name, _n("{count} answer", "{count} answers", count))
        for row_id, name, count in found[:limit]
    )
    title = _n("{count} answered questionnaire", "{count} answered questionnaires", total)
    return (Belongings(title, _QUESTIONNAIRE, first),)


def findings(session: Session) -> Sequence[Finding]:
    """Names that would not be found, and answers that no form offers."""
    wrong = [
        Finding(_("The questionnaire “{name}” would not be found.", name=row.name), (_QUESTIONNAIRE, row.id))
        for row in session.scalars(select(Questionnaire))
        if row.name_folded != fold(row.name)
    ]
    asked = {row.id: row for row in session.scalars(select(Question))}
    given = select(SurveyAnswer.question_id, SurveyAnswer.value, SurveyAnswer.words != "").distinct()
    for question_id, value, is_said in session.execute(given.order_by(SurveyAnswer.question_id, SurveyAnswer.value)):
        question = asked[question_id]
        is_text = question.kind is QuestionKind.TEXT
        if is_said != is_text or (value is None) != is_text or (value is not None and value not in _values(question)):
            said = _("“{question}” has an answer that its form does not offer.", question=question.text)
            wrong.append(Finding(said, (_QUESTIONNAIRE, question.questionnaire_id)))
    return list(dict.fromkeys(wrong))


def _values(question: Question) -> tuple[int, ...]:
    return values_of(question.kind, question.choices)
