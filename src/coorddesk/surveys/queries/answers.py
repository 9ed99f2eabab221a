"""What was answered: sheet by sheet for those who type it, and together for all others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, func, select

from coorddesk.core.messages import verbatim
from coorddesk.surveys.models import Question, Questionnaire, SurveyAnswer, SurveyResponse
from coorddesk.surveys.queries.questionnaires import questionnaire_row, questions
from coorddesk.surveys.rules import (
    Channel,
    QuestionKind,
    Satisfaction,
    Scales,
    Synthesis,
    is_shown,
    page_of,
    satisfied_with,
    synthesis,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject


@dataclass(frozen=True)
class AnswerQuery:
    """Which answers to a questionnaire: about a record or any of a kind's, from a day to a day, both included."""

    questionnaire_id: int
    about_kind: str = ""
    about_ids: tuple[int, ...] | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class TypedSheet:
    """A sheet as it was typed, by the ids of its questions; `number` is that on its page."""

    id: int
    version: int
    sheet: str | None
    number: int | None
    answered_on: date
    answers: Mapping[int, int | str]


def typed_sheets(session: Session, questionnaire_id: int, about: Subject | None) -> tuple[TypedSheet, ...]:
    """The sheets of a pile in the order in which they were typed; what came by screen is shown to nobody one by one."""
    kind, record_id = about or ("", None)
    wanted = select(SurveyResponse).where(
        SurveyResponse.questionnaire_id == questionnaire_id,
        SurveyResponse.channel == Channel.PAPER,
        SurveyResponse.about_kind == kind,
        SurveyResponse.about_id.is_(None) if record_id is None else SurveyResponse.about_id == record_id,
    )
    rows = session.scalars(wanted.order_by(SurveyResponse.id)).all()
    answered: dict[int, dict[int, int | str]] = defaultdict(dict)
    ids = wanted.with_only_columns(SurveyResponse.id)
    columns = (SurveyAnswer.response_id, SurveyAnswer.question_id, SurveyAnswer.value, SurveyAnswer.words)
    for response_id, question_id, value, words in session.execute(
        select(*columns).where(SurveyAnswer.response_id.in_(ids))
    ):
        answered[response_id][question_id] = words if value is None else value
    return tuple(
        TypedSheet(row.id, row.version, row.sheet, _number(row.sheet), row.answered_on, answered[row.id])
        for row in rows
    )


def next_number(session: Session, questionnaire_id: int, about: Subject | None) -> int:
    """The number of the first page of a pile after those that were typed."""
    numbers = [each.number for each in typed_sheets(session, questionnaire_id, about) if each.number is not None]
    return max(numbers, default=0) + 1


def synthesis_of(session: Session, query: AnswerQuery) -> Synthesis | None:
    """What answers came to; None if the questionnaire is gone. Too few anonymous ones are only counted."""
    row = questionnaire_row(session, query.questionnaire_id)
    if row is None:
        return None
    meant = _meant(query)
    count = session.scalar(select(func.count()).select_from(SurveyResponse).where(*meant)) or 0
    asked = questions(session, query.questionnaire_id)
    if not is_shown(count, is_anonymous=row.is_anonymous):
        return Synthesis(verbatim(row.name), count, is_shown=False)
    counted = _of_answers(SurveyAnswer.question_id, SurveyAnswer.value, func.count())
    numbers = counted.where(*meant, SurveyAnswer.value.is_not(None))
    counts: dict[int, dict[int, int]] = defaultdict(dict)
    for question_id, value, many in session.execute(numbers.group_by(SurveyAnswer.question_id, SurveyAnswer.value)):
        counts[question_id][value] = many
    written = _of_answers(SurveyAnswer.question_id, SurveyAnswer.words)
    words: dict[int, list[str]] = defaultdict(list)
    for question_id, said in session.execute(written.where(*meant, SurveyAnswer.words != "")):
        words[question_id].append(said)
    return synthesis(
        verbatim(row.name), count, is_anonymous=row.is_anonymous, questions=asked, counts=counts, words=words
    )


def satisfaction_of(
    session: Session, about_kind: str, about_ids: Sequence[int] | None = None, period: tuple[date, date] | None = None
) -> tuple[int, Satisfaction | None]:
    """Over every questionnaire about records of a kind: how many were answered, and how satisfied people were.

    None of too few to be shown; the scales of all questionnaires count alike.
    """
    query = AnswerQuery(
        0,
        about_kind,
        None if about_ids is None else tuple(about_ids),
        *(period if period is not None else (None, None)),
    )
    meant = [*_about(query), *_during(query)]
    count = session.scalar(select(func.count()).select_from(SurveyResponse).where(*meant)) or 0
    scales = (
        _of_answers(SurveyAnswer.value, func.count())
        .join(Question, Question.id == SurveyAnswer.question_id)
        .where(*meant, Question.kind == QuestionKind.SCALE)
        .group_by(SurveyAnswer.value)
    )
    return satisfied_with([Scales(count, dict(session.execute(scales).all()))])


def scales_about(session: Session, about_kind: str, about_ids: Sequence[int]) -> Mapping[int, Scales]:
    """What was answered about records of a kind, by their ids: of one alone mostly too little to be shown."""
    query = AnswerQuery(0, about_kind, tuple(about_ids))
    of = SurveyResponse.about_id
    counted: Select[*tuple[Any, ...]] = select(of, func.count()).where(*_about(query)).group_by(of)
    scales = (
        _of_answers(of, SurveyAnswer.value, func.count())
        .join(Question, Question.id == SurveyAnswer.question_id)
        .where(*_about(query), Question.kind == QuestionKind.SCALE)
        .group_by(of, SurveyAnswer.value)
    )
    counts: dict[Any, dict[int, int]] = defaultdict(dict)
    for record_id, value, count in session.execute(scales):
        counts[record_id][value] = count
    return {record_id: Scales(count, counts[record_id]) for record_id, count in session.execute(counted)}


def piles(session: Session, about: Subject) -> tuple[tuple[int, str, int], ...]:
    """The questionnaires that were answered about a record: the id and name of each, and how often."""
    counted = (
        select(Questionnaire.id, Questionnaire.name, func.count())
        .join(SurveyResponse, SurveyResponse.questionnaire_id == Questionnaire.id)
        .where(SurveyResponse.about_kind == about[0], SurveyResponse.about_id == about[1])
        .group_by(Questionnaire.id, Questionnaire.name, Questionnaire.name_folded)
        .order_by(Questionnaire.name_folded)
    )
    return tuple((row_id, name, count) for row_id, name, count in session.execute(counted))


def _of_answers(*columns: Any) -> Select[Any]:
    return (
        select(*columns).select_from(SurveyAnswer).join(SurveyResponse, SurveyResponse.id == SurveyAnswer.response_id)
    )


def _meant(query: AnswerQuery) -> list[ColumnElement[bool]]:
    return [SurveyResponse.questionnaire_id == query.questionnaire_id, *_about(query), *_during(query)]


def _about(query: AnswerQuery) -> list[ColumnElement[bool]]:
    claims: list[ColumnElement[bool]] = []
    if query.about_kind:
        claims.append(SurveyResponse.about_kind == query.about_kind)
    if query.about_ids is not None:
        claims.append(SurveyResponse.about_id.in_(query.about_ids))
    return claims


def _during(query: AnswerQuery) -> list[ColumnElement[bool]]:
    claims: list[ColumnElement[bool]] = []
    if query.since is not None:
        claims.append(SurveyResponse.answered_on >= query.since)
    if query.until is not None:
        claims.append(SurveyResponse.answered_on <= query.until)
    return claims


def _number(sheet: str | None) -> int | None:
    page = None if sheet is None else page_of(sheet)
    return None if page is None else page.number
