"""The questionnaires there are, their questions, and how often each was answered."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from coorddesk.core.fold import fold
from coorddesk.core.matching import contains_all
from coorddesk.core.messages import _, _p
from coorddesk.core.options import Option
from coorddesk.core.tables import Column, Kind
from coorddesk.surveys.models import Question, Questionnaire, SurveyResponse
from coorddesk.surveys.rules import LANGUAGE_TITLES, STAGE_TITLES, Asked, Language, Stage

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class QuestionnaireQuery:
    """Which questionnaires, and in which order: `sort` is the key of one of QUESTIONNAIRE_COLUMNS."""

    text: str = ""
    sort: str = "name"
    descending: bool = False
    moment: Stage | None = None
    language: Language | None = None
    archived: bool | None = False


@dataclass(frozen=True)
class QuestionnaireRow:
    """A questionnaire, how long it is, and how often it was answered."""

    id: int
    version: int
    name: str
    moment: Stage
    language: Language
    intro: str
    is_anonymous: bool
    archived: bool
    questions: int
    responses: int
    last_on: date | None


@dataclass(frozen=True)
class QuestionRow(Asked):
    """A question of a questionnaire, for forms and paper."""

    is_required: bool = False


QUESTIONNAIRE_COLUMNS: tuple[Column[QuestionnaireRow], ...] = (
    Column("name", _("Name"), lambda row: row.name, width=30),
    Column("moment", _p("survey", "When"), lambda row: STAGE_TITLES[row.moment], Kind.CHOICE, 12),
    Column("language", _("Language"), lambda row: LANGUAGE_TITLES[row.language], Kind.CHOICE, 10),
    Column("questions", _p("survey", "Questions"), lambda row: row.questions, Kind.NUMBER, 10),
    Column("responses", _p("survey", "Answered"), lambda row: row.responses, Kind.NUMBER, 10),
    Column("last_on", _p("survey", "Last answered on"), lambda row: row.last_on, Kind.DATE, 14),
    Column("is_anonymous", _p("survey", "Anonymous"), lambda row: row.is_anonymous, Kind.YES_NO, 10),
    Column("archived", _p("survey", "Archived"), lambda row: row.archived, Kind.YES_NO, 10),
)


def questionnaires(session: Session) -> tuple[QuestionnaireRow, ...]:
    """All of them by name; there are a handful."""
    sizes = select(Question.questionnaire_id, func.count()).group_by(Question.questionnaire_id)
    lengths = dict(session.execute(sizes).all())
    answered = select(SurveyResponse.questionnaire_id, func.count(), func.max(SurveyResponse.answered_on))
    grouped = answered.group_by(SurveyResponse.questionnaire_id)
    known = {row_id: (count, last) for row_id, count, last in session.execute(grouped)}
    columns = (
        Questionnaire.id,
        Questionnaire.version,
        Questionnaire.name,
        Questionnaire.moment,
        Questionnaire.language,
        Questionnaire.intro,
        Questionnaire.is_anonymous,
        Questionnaire.archived,
    )
    rows = session.execute(select(*columns).order_by(Questionnaire.name_folded))
    return tuple(QuestionnaireRow(*row, lengths.get(row.id, 0), *known.get(row.id, (0, None))) for row in rows)


def questionnaire_ids(session: Session, query: QuestionnaireQuery = QuestionnaireQuery()) -> array[int]:
    """The questionnaires that a query means, sorted here: they are few."""
    named = set(session.scalars(select(Questionnaire.id).where(contains_all(Questionnaire.name_folded, query.text))))
    rows = [row for row in questionnaires(session) if row.id in named and _is_meant(row, query)]
    keyed = [(_key(row, query.sort), row.id) for row in rows]
    filled, blank = [each for each in keyed if each[0] is not None], [each for each in keyed if each[0] is None]
    filled.sort(key=lambda each: each[0], reverse=query.descending)
    return array("q", (row_id for _value, row_id in [*filled, *blank]))


def questionnaire_page(session: Session, ids: Sequence[int]) -> dict[int, QuestionnaireRow]:
    """The questionnaires of these ids."""
    wanted = set(ids)
    return {row.id: row for row in questionnaires(session) if row.id in wanted}


def questionnaire_row(session: Session, questionnaire_id: int) -> QuestionnaireRow | None:
    """One questionnaire; None if it is no longer there."""
    return questionnaire_page(session, [questionnaire_id]).get(questionnaire_id)


def questions(session: Session, questionnaire_id: int) -> tuple[QuestionRow, ...]:
    """What a questionnaire asks, in order."""
    asked = select(Question).where(Question.questionnaire_id == questionnaire_id)
    rows = session.scalars(asked.order_by(Question.position, Question.id))
    return tuple(
        QuestionRow(row.id, row.section, row.kind, row.text, tuple(row.choices), row.is_required) for row in rows
    )


def questionnaire_options(session: Session, text: str, limit: int) -> Sequence[Option]:
    """Questionnaires to choose from, without the archived ones."""
    offered = (row for row in questionnaires(session) if not row.archived and fold(text) in fold(row.name))
    return [Option(row.id, row.name) for row in offered][:limit]


def usual_questionnaire(session: Session, language: str) -> int | None:
    """The one for the end of a session in a language, the first that was written; any other one where there is none."""
    rows = [row for row in questionnaires(session) if not row.archived]
    rows.sort(key=lambda row: (row.language != language, row.moment is not Stage.HOT, row.id))
    return rows[0].id if rows else None


@dataclass(frozen=True)
class QuestionnaireCounts:
    """How many questionnaires each filter would show."""

    moments: Mapping[Stage, int]
    languages: Mapping[Language, int]
    archived: int


def questionnaire_counts(session: Session) -> QuestionnaireCounts:
    """What the side bar of the list says beside each value."""
    rows = questionnaires(session)
    offered = [row for row in rows if not row.archived]
    return QuestionnaireCounts(
        {each: sum(row.moment is each for row in offered) for each in Stage},
        {each: sum(row.language is each for row in offered) for each in Language},
        len(rows) - len(offered),
    )


def _is_meant(row: QuestionnaireRow, query: QuestionnaireQuery) -> bool:
    return (
        query.moment in {None, row.moment}
        and query.language in {None, row.language}
        and query.archived in {None, row.archived}
    )


def _key(row: QuestionnaireRow, sort: str) -> Any:
    match sort:
        case "moment":
            return list(Stage).index(row.moment)
        case "language":
            return list(Language).index(row.language)
        case "questions" | "responses" | "last_on" | "is_anonymous" | "archived":
            return getattr(row, sort)
    return fold(row.name)
