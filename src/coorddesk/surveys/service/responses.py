"""The verbs on what was answered: one sheet is one response, and no sheet is typed twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Select, select

from coorddesk.core.access import Role, actor_of, allowed
from coorddesk.core.bulk import delete_rows, insert_rows, update_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _
from coorddesk.core.tidy import tidy_lines
from coorddesk.core.versions import raise_versions
from coorddesk.directory.models import Person
from coorddesk.directory.service import EDITORS, Deletion, delete_unused, row_as_seen
from coorddesk.surveys.models import Question, Questionnaire, SurveyAnswer, SurveyResponse
from coorddesk.surveys.rules import Channel, QuestionKind, page_of, values_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

_TABLE = SurveyResponse.__tablename__

Answer = int | str
"""A number as printed on the form, or words."""
_Said = tuple[int | None, str]
_NOTHING: _Said = (None, "")


@dataclass(frozen=True)
class NewResponse:
    """What one person answered, by the ids of the questions; `sheet` is the code of the printed page.

    A page's code says what it is about; without one, `about` does. The day is today unless another is said. `key` marks
    what was answered away from the desk: what had to be answered was seen to there.
    """

    questionnaire_id: int
    answers: Mapping[int, Answer] = field(hash=False)
    about: Subject | None = None
    channel: Channel = Channel.PAPER
    sheet: str = ""
    answered_on: date | None = None
    person_id: int | None = None
    key: str | None = None


@dataclass(frozen=True)
class Correction:
    """What a sheet really says, and the version its author saw."""

    id: int
    version: int
    answers: Mapping[int, Answer] = field(hash=False)


@allowed(*EDITORS, Role.KIOSK)
def answer(session: Session, wish: NewResponse) -> int:
    """Keep what somebody answered; returns the id of the response."""
    questionnaire = session.get(Questionnaire, wish.questionnaire_id)
    if questionnaire is None:
        raise UserError(_("This questionnaire is no longer there."))
    today = clock_of(session).today()
    day = wish.answered_on or today
    if day > today:
        raise UserError(_("Nobody answers tomorrow. Mend the day."), field="answered_on")
    sheet, about = _page(session, wish)
    if wish.person_id is not None and session.get(Person, wish.person_id) is None:
        raise UserError(_("What was chosen here is no longer there. Choose again."), field="person")
    is_whole = wish.channel is Channel.SCREEN and wish.key is None
    said = _said(session, questionnaire, wish.answers, is_whole=is_whole)
    row = SurveyResponse(
        questionnaire_id=questionnaire.id,
        about_kind="" if about is None else about[0],
        about_id=None if about is None else about[1],
        answered_on=day,
        channel=wish.channel,
        sheet=sheet,
        key=wish.key,
        person_id=None if questionnaire.is_anonymous else wish.person_id,
        actor=actor_of(session).name,
    )
    session.add(row)
    session.flush()
    _insert(session, row.id, said)
    record(session, _("Keep an answer: {about}", about=_called(questionnaire, sheet)), (_TABLE, row.id))
    return row.id


@allowed(*EDITORS)
def correct_response(session: Session, wish: Correction) -> int:
    """Mend what was typed from a sheet; returns its version by then."""
    row = row_as_seen(session, SurveyResponse, wish.id, wish.version)
    questionnaire = session.get_one(Questionnaire, row.questionnaire_id)
    said = _said(session, questionnaire, wish.answers, is_whole=False)
    known = {each.question_id: each for each in session.scalars(_answers_of(row.id))}
    if {question: (each.value, each.words) for question, each in known.items()} == said:
        return row.version
    table = table_named(SurveyAnswer.__tablename__)
    called = _called(questionnaire, row.sheet)
    gone = [each.id for question, each in known.items() if question not in said]
    kept = [(each.id, _columns(said[question])) for question, each in known.items() if question in said]
    delete_rows(session, table, gone)
    update_rows(session, table, kept)
    _insert(session, wish.id, {question: each for question, each in said.items() if question not in known})
    raise_versions(session, table_named(_TABLE), [wish.id])
    record(session, _("Mend an answer: {about}", about=called), (_TABLE, wish.id))
    return session.get_one(SurveyResponse, wish.id).version


@allowed(*EDITORS)
def delete_response(session: Session, wish: Deletion) -> None:
    """Take back what was typed; its sheet may be typed again."""
    row = row_as_seen(session, SurveyResponse, wish.id, wish.version)
    questionnaire = session.get_one(Questionnaire, row.questionnaire_id)
    name = questionnaire.name
    deed = _("Delete an answer: {about}", about=_called(questionnaire, row.sheet))
    answers = [each.id for each in session.scalars(_answers_of(row.id))]
    delete_rows(session, table_named(SurveyAnswer.__tablename__), answers)
    delete_unused(session, session.get_one(SurveyResponse, wish.id), name)
    record(session, deed, (_TABLE, wish.id))


def _page(session: Session, wish: NewResponse) -> tuple[str | None, Subject | None]:
    """The code of the page as it is kept, and what the answers are about. Raises `UserError` for a wrong one."""
    if not wish.sheet.strip():
        return None, wish.about
    page = page_of(wish.sheet)
    if page is None:
        raise UserError(_("“{code}” is no code of a page.", code=wish.sheet.strip()), field="sheet")
    if page.questionnaire_id != wish.questionnaire_id or (wish.about is not None and page.about != wish.about):
        raise UserError(_("Page {code} is of another pile.", code=page.code), field="sheet")
    if session.scalar(select(SurveyResponse.id).where(SurveyResponse.sheet == page.code)) is not None:
        raise UserError(_("Page {code} has been typed already.", code=page.code), field="sheet")
    return page.code, page.about


def _said(
    session: Session, questionnaire: Questionnaire, answers: Mapping[int, Answer], *, is_whole: bool
) -> dict[int, _Said]:
    """The value and the words of each answer. A sheet may leave out what it should not have: paper does not insist."""
    asked = select(Question).where(Question.questionnaire_id == questionnaire.id)
    questions = {row.id: row for row in session.scalars(asked.order_by(Question.position))}
    if not answers.keys() <= questions.keys():
        raise UserError(_("A question was deleted meanwhile. Open the questionnaire again."))
    given = {each: _one(question, answers.get(each, "")) for each, question in questions.items()}
    for each, question in questions.items():
        if is_whole and question.is_required and given[each] == _NOTHING:
            raise UserError(_("Please answer “{question}”.", question=question.text), field=str(each))
    said = {each: value for each, value in given.items() if value != _NOTHING}
    if not said:
        raise UserError(_("Nothing is answered."))
    return said


def _one(question: Question, given: Answer) -> _Said:
    if isinstance(given, int):
        if given not in values_of(question.kind, question.choices):
            refusal = _("{value} is no answer to “{question}”.", value=given, question=question.text)
            raise UserError(refusal, field=str(question.id))
        return given, ""
    words = tidy_lines(given)
    if words and question.kind is not QuestionKind.TEXT:
        raise UserError(_("“{question}” is answered with a number.", question=question.text), field=str(question.id))
    return None, words


def _insert(session: Session, response_id: int, said: Mapping[int, _Said]) -> None:
    rows = [{"response_id": response_id, "question_id": each, **_columns(value)} for each, value in said.items()]
    insert_rows(session, table_named(SurveyAnswer.__tablename__), rows)


def _columns(said: _Said) -> dict[str, int | str | None]:
    value, words = said
    return {"value": value, "words": words}


def _answers_of(response_id: int) -> Select[SurveyAnswer]:
    return select(SurveyAnswer).where(SurveyAnswer.response_id == response_id).order_by(SurveyAnswer.id)


def _called(questionnaire: Questionnaire, sheet: str | None) -> Message:
    if sheet is None:
        return _("“{name}”", name=questionnaire.name)
    return _("“{name}”, page {code}", name=questionnaire.name, code=sheet)
