"""The verbs on questionnaires; what was answered keeps its question."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import delete_rows, insert_rows, update_rows
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.core.versions import raise_versions, refuse_stale
from coorddesk.directory.service import (
    EDITORS,
    Deletion,
    delete_unused,
    rename_named,
    row_as_seen,
    row_there,
)
from coorddesk.surveys.models import Question, Questionnaire, SurveyAnswer, SurveyResponse
from coorddesk.surveys.rules import LANGUAGE_TITLES, STAGE_TITLES, Language, QuestionKind, Stage

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_TABLE = Questionnaire.__tablename__
_LEAST_CHOICES = 2


@dataclass(frozen=True)
class QuestionDetails:
    """A question; `id` is that of one that is asked already."""

    kind: QuestionKind
    text: str
    section: str = ""
    choices: tuple[str, ...] = ()
    is_required: bool = False
    id: int | None = None


@dataclass(frozen=True)
class QuestionnaireDetails:
    """A questionnaire with its questions in order."""

    name: str
    moment: Stage = Stage.OTHER
    language: Language = Language.FRENCH
    questions: tuple[QuestionDetails, ...] = ()
    intro: str = ""
    is_anonymous: bool = True
    archived: bool = False


@dataclass(frozen=True)
class QuestionnaireEdit:
    """A questionnaire said anew, and the version its author saw."""

    id: int
    version: int
    details: QuestionnaireDetails


@dataclass(frozen=True)
class QuestionnaireCopy:
    """A questionnaire to begin another one with, and what that is called."""

    id: int
    name: str


@allowed(*EDITORS)
def create_questionnaire(session: Session, wish: QuestionnaireDetails) -> int:
    """Add a questionnaire; returns its id."""
    row = add_questionnaire(session, wish)
    record(session, _("Add the questionnaire “{name}”", name=row.name), (_TABLE, row.id))
    return row.id


@allowed(*EDITORS)
def edit_questionnaire(session: Session, wish: QuestionnaireEdit) -> None:
    """Change a questionnaire; a question that was answered stays what it is, though its words may be mended."""
    row = row_there(session, Questionnaire, wish.id)
    refuse_stale(row, wish.version, _TITLES, _as_read(wish.details), _as_read(details_of(session, row)))
    rewrite_questionnaire(session, row, wish.details)
    record(session, _("Edit the questionnaire “{name}”", name=row.name), (_TABLE, row.id))


@allowed(*EDITORS)
def copy_questionnaire(session: Session, wish: QuestionnaireCopy) -> int:
    """Begin a questionnaire with the questions of another one; returns the id of the new one."""
    source = row_there(session, Questionnaire, wish.id)
    details = details_of(session, source)
    questions = tuple(replace(each, id=None) for each in details.questions)
    row = add_questionnaire(session, replace(details, name=wish.name, questions=questions, archived=False))
    deed = _("Copy the questionnaire “{name}” as “{copy}”", name=source.name, copy=row.name)
    record(session, deed, (_TABLE, row.id))
    return row.id


@allowed(*EDITORS)
def delete_questionnaire(session: Session, wish: Deletion) -> None:
    """Delete a questionnaire that nobody answered; one that was answered is archived."""
    row = row_as_seen(session, Questionnaire, wish.id, wish.version)
    name = row.name
    count = _answered_times(session, row.id)
    if count:
        said = _n(
            "“{name}” was answered {count} time and is kept. Archive it, and it is offered no more.",
            "“{name}” was answered {count} times and is kept. Archive it, and it is offered no more.",
            count,
            name=name,
        )
        raise UserError(said)
    delete_rows(session, table_named(Question.__tablename__), list(_questions(session, row.id)))
    delete_unused(session, session.get_one(Questionnaire, wish.id), name)
    record(session, _("Delete the questionnaire “{name}”", name=name), (_TABLE, wish.id))


@allowed(*EDITORS)
def add_questionnaire(session: Session, wish: QuestionnaireDetails) -> Questionnaire:
    """Write a new questionnaire; the deed is the caller's."""
    questions = tuple(map(_tidied, wish.questions))
    _refuse_unsaid(questions)
    row = Questionnaire()
    _write(session, row, wish)
    session.add(row)
    session.flush()
    rows = [_columns(row.id, place, each) for place, each in enumerate(questions)]
    insert_rows(session, table_named(Question.__tablename__), rows)
    return row


@allowed(*EDITORS)
def rewrite_questionnaire(session: Session, row: Questionnaire, details: QuestionnaireDetails) -> None:
    """Let a questionnaire ask what it should; the deed is the caller's."""
    known = details_of(session, row).questions
    questions = tuple(map(_tidied, details.questions))
    _refuse_unsuitable(session, row, details, questions)
    _write(session, row, details)
    session.flush()
    if questions != known:
        _rewrite_questions(session, row.id, questions, known)


@allowed(*EDITORS)
def details_of(session: Session, row: Questionnaire) -> QuestionnaireDetails:
    """A questionnaire as it stands."""
    questions = tuple(_questions(session, row.id).values())
    return QuestionnaireDetails(
        row.name, row.moment, row.language, questions, row.intro, row.is_anonymous, row.archived
    )


def _write(session: Session, row: Questionnaire, details: QuestionnaireDetails) -> None:
    with session.no_autoflush:
        rename_named(session, row, details.name)
    row.moment, row.language, row.intro = details.moment, details.language, tidy_lines(details.intro)
    row.is_anonymous, row.archived = details.is_anonymous, details.archived


def _rewrite_questions(
    session: Session, row_id: int, wanted: tuple[QuestionDetails, ...], known: tuple[QuestionDetails, ...]
) -> None:
    table = table_named(Question.__tablename__)
    placed = [_columns(row_id, place, each) for place, each in enumerate(wanted)]
    kept = {each.id for each in wanted if each.id is not None}
    delete_rows(session, table, [each.id for each in known if each.id is not None and each.id not in kept])
    pairs = list(zip(wanted, placed, strict=True))
    update_rows(session, table, [(each.id, columns) for each, columns in pairs if each.id is not None])
    insert_rows(session, table, [columns for each, columns in pairs if each.id is None])
    raise_versions(session, table_named(_TABLE), [row_id])


def _columns(row_id: int, place: int, question: QuestionDetails) -> dict[str, Any]:
    return {
        "questionnaire_id": row_id,
        "position": place,
        "section": question.section,
        "kind": question.kind,
        "text": question.text,
        "choices": list(question.choices),
        "is_required": question.is_required,
    }


def _tidied(question: QuestionDetails) -> QuestionDetails:
    choices = tuple(filter(None, map(tidy, question.choices))) if question.kind is QuestionKind.CHOICE else ()
    return replace(question, text=tidy(question.text), section=tidy(question.section), choices=choices)


def _refuse_unsaid(questions: tuple[QuestionDetails, ...]) -> None:
    if not questions:
        raise UserError(_("Ask at least one question."), field="questions")
    for number, question in enumerate(questions, start=1):
        if not question.text:
            raise UserError(_("Say what question {number} asks.", number=number), field="questions")
        if question.kind is QuestionKind.CHOICE and len(set(question.choices)) < max(
            len(question.choices), _LEAST_CHOICES
        ):
            said = _("“{question}” needs at least two choices, none of them twice.", question=question.text)
            raise UserError(said, field="questions")


def _refuse_unsuitable(
    session: Session, row: Questionnaire, details: QuestionnaireDetails, wanted: tuple[QuestionDetails, ...]
) -> None:
    """Those who answered were told that nobody would know, and answered the questions that stood there."""
    _refuse_unsaid(wanted)
    if row.is_anonymous and not details.is_anonymous and _answered_times(session, row.id):
        said = _("Those who answered were told that nobody would know it was them: it stays anonymous.")
        raise UserError(said, field="is_anonymous")
    known, by_id = _questions(session, row.id), {each.id: each for each in wanted if each.id is not None}
    if not by_id.keys() <= known.keys():
        raise UserError(_("A question was deleted meanwhile. Open the questionnaire again."), field="questions")
    highest = select(SurveyAnswer.question_id, func.max(SurveyAnswer.value)).group_by(SurveyAnswer.question_id)
    for question_id, most in session.execute(highest.where(SurveyAnswer.question_id.in_(known))):
        old, new = known[question_id], by_id.get(question_id)
        if new is None or new.kind is not old.kind or (old.choices and len(new.choices) < (most or 0)):
            said = _(
                "“{question}” was answered: it stays as it is, but for its words."
                " To ask something else, copy the questionnaire.",
                question=old.text,
            )
            raise UserError(said, field="questions")


def _answered_times(session: Session, row_id: int) -> int:
    count = select(func.count()).where(SurveyResponse.questionnaire_id == row_id)
    return session.scalar(count) or 0


def _questions(session: Session, row_id: int) -> dict[int, QuestionDetails]:
    """The questions in their order, by their ids."""
    of_row = select(Question).where(Question.questionnaire_id == row_id).order_by(Question.position, Question.id)
    return {
        row.id: QuestionDetails(row.kind, row.text, row.section, tuple(row.choices), row.is_required, row.id)
        for row in session.scalars(of_row)
    }


def _as_read(details: QuestionnaireDetails) -> dict[str, object]:
    """What is compared where somebody changed it too: of the questions, only whether they are others."""
    return {
        "name": details.name,
        "moment": STAGE_TITLES[details.moment],
        "language": LANGUAGE_TITLES[details.language],
        "intro": details.intro,
        "questions": tuple(map(_tidied, details.questions)),
        "is_anonymous": details.is_anonymous,
        "archived": details.archived,
    }


_TITLES: dict[str, Message] = {
    "name": _("Name"),
    "moment": _p("survey", "When"),
    "language": _("Language"),
    "intro": _p("survey", "Introduction"),
    "questions": _p("survey", "Questions"),
    "is_anonymous": _p("survey", "Anonymous"),
    "archived": _p("survey", "Archived"),
}
