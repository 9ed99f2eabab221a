"""What sheets may bring of questionnaires: a row for each question; a questionnaire is made with its first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, select

from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.importing.kind import Choice, FieldType, ImportField, ImportKind, Key, Known, Named, NewRows, RowChange
from coorddesk.importing.listing import joined, listed
from coorddesk.importing.simple_target import SimpleTarget
from coorddesk.surveys.imports import headers
from coorddesk.surveys.models import Question, Questionnaire, SurveyAnswer, SurveyResponse
from coorddesk.surveys.rules import KIND_TITLES, LANGUAGE_TITLES, STAGE_TITLES, Language, QuestionKind, Stage
from coorddesk.surveys.service import QuestionDetails, QuestionnaireDetails
from coorddesk.surveys.service.questionnaires import add_questionnaire, details_of, rewrite_questionnaire

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_OF_WHOLE = ("moment", "language", "intro", "is_anonymous")
_OF_QUESTION = ("section", "kind", "text", "choices", "is_required")
_FEWEST = 2
FIELDS = (
    ImportField(
        "questionnaire",
        _p("survey", "Questionnaire"),
        FieldType.LINK,
        headers.QUESTIONNAIRES,
        link=_p("survey", "Questionnaire"),
        required=True,
        example=_("What our patrons think"),
    ),
    ImportField(
        "moment",
        _p("survey", "When"),
        FieldType.CHOICE,
        headers.STAGES,
        choices=tuple(Choice(each.value, title, headers.OF_STAGES[each]) for each, title in STAGE_TITLES.items()),
        example=STAGE_TITLES[Stage.HOT],
    ),
    ImportField(
        "language",
        _("Language"),
        FieldType.CHOICE,
        headers.LANGUAGES,
        choices=tuple(Choice(each.value, title, (each.value,)) for each, title in LANGUAGE_TITLES.items()),
        example=LANGUAGE_TITLES[Language.ENGLISH],
    ),
    ImportField("intro", _p("survey", "Introduction"), spellings=headers.INTROS, spelt=tidy_lines),
    ImportField("is_anonymous", _p("survey", "Anonymous"), FieldType.YES_NO, headers.ANONYMOUS),
    ImportField("section", _p("survey", "Section"), spellings=headers.SECTIONS, spelt=tidy, example=_("Organisation")),
    ImportField(
        "text",
        _p("survey", "Question"),
        spellings=headers.QUESTIONS,
        required=True,
        spelt=tidy,
        example=_("Length and pace"),
    ),
    ImportField(
        "kind",
        _p("survey", "Kind"),
        FieldType.CHOICE,
        headers.KINDS,
        choices=tuple(Choice(each.value, title, headers.OF_KINDS[each]) for each, title in KIND_TITLES.items()),
        example=KIND_TITLES[QuestionKind.SCALE],
    ),
    ImportField(
        "choices",
        _p("survey", "Choices"),
        spellings=headers.CHOICES,
        spelt=lambda text: joined(listed(text)),
    ),
    ImportField("is_required", _p("survey", "Must be answered"), FieldType.YES_NO, headers.REQUIRED),
)


class _Answered(NamedTuple):
    """What a question is, and the highest number that was answered to it; 0 for words, None if nobody did."""

    kind: QuestionKind
    highest: int | None


class QuestionTarget(SimpleTarget):
    """The questions of all questionnaires, within one import."""

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        self._session = session
        rows = session.execute(select(Questionnaire.name_folded, Questionnaire.name, Questionnaire.id)).all()
        self._names = {folded: name for folded, name, _id in rows}
        self._ids = {folded: row_id for folded, _name, row_id in rows}

    def existing(self, fields: Sequence[str]) -> Iterator[Known]:
        """Every question."""
        for row, whole in self._session.execute(_QUESTIONS):
            values = _values(row, whole)
            yield Known(row.id, whole.version, tuple(values[key] for key in fields))

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """Every question, questionnaire by questionnaire."""
        for row, whole in self._session.execute(_QUESTIONS):
            yield _values(row, whole)

    def named(self, field_key: str, name: str) -> Named:
        """The questionnaire of a name, or a new one."""
        there = self._names.get(fold(name))
        return Named(tidy(name), exists=False) if there is None else Named(there, exists=True)

    def names(self, field_key: str) -> Iterable[str]:
        """What questionnaires are called."""
        return self._names.values()

    def refuse(self, values: Mapping[str, Any], known: Known | None) -> tuple[str, Message] | None:
        """A choice needs choices, and what was answered stays the question that it was."""
        if known is None:
            kind, choices = QuestionKind(values.get("kind") or QuestionKind.SCALE), values.get("choices")
            return _refused_choices(kind, choices or "")
        row = self._session.get_one(Question, known.id)
        kind = QuestionKind(values.get("kind") or row.kind)
        choices = listed(values["choices"]) if values.get("choices") else row.choices
        answered = self._answered(known.id)
        if answered.highest is not None and (kind is not row.kind or len(choices) < answered.highest):
            said = _("This was answered: it stays as it is. To ask something else, add another question.")
            return ("kind" if kind is not row.kind else "choices"), said
        if values.get("is_anonymous") is False and self._was_answered(row.questionnaire_id):
            said = _("Those who answered were told that nobody would know it was them: it stays anonymous.")
            return "is_anonymous", said
        return _refused_choices(kind, joined(choices))

    def accepts(self, rows: NewRows) -> bool:
        """Each question is looked at."""
        return False

    def insert(self, rows: NewRows) -> None:
        """Add questions behind those that are asked, and questionnaires with theirs."""
        together: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for row in rows:
            together[row["questionnaire"]].append(row)
        for name, listed_rows in together.items():
            asked = tuple(map(_question, listed_rows))
            whole = _whole(listed_rows)
            there = self._ids.get(fold(name))
            if there is None:
                made = add_questionnaire(self._session, QuestionnaireDetails(name, questions=asked, **whole))
                self._ids[fold(name)] = made.id
            else:
                details = self._details(there)
                self._rewrite(there, replace(details, questions=(*details.questions, *asked), **whole))

    def update(self, changes: Sequence[RowChange]) -> None:
        """Ask otherwise."""
        owners = select(Question.id, Question.questionnaire_id).where(Question.id.in_([each.id for each in changes]))
        owner: dict[int, int] = dict(self._session.execute(owners).all())
        together: dict[int, list[RowChange]] = defaultdict(list)
        for change in changes:
            together[owner[change.id]].append(change)
        for row_id, each in together.items():
            details = self._details(row_id)
            said = {change.id: change.values for change in each}
            asked = tuple(_changed(question, said.get(question.id or 0, {})) for question in details.questions)
            self._rewrite(row_id, replace(details, questions=asked, **_whole([change.values for change in each])))

    def _details(self, row_id: int) -> QuestionnaireDetails:
        return details_of(self._session, self._session.get_one(Questionnaire, row_id))

    def _rewrite(self, row_id: int, details: QuestionnaireDetails) -> None:
        rewrite_questionnaire(self._session, self._session.get_one(Questionnaire, row_id), details)

    def _answered(self, question_id: int) -> _Answered:
        found = select(func.count(), func.max(SurveyAnswer.value)).where(SurveyAnswer.question_id == question_id)
        count, highest = self._session.execute(found).one()
        row = self._session.get_one(Question, question_id)
        return _Answered(row.kind, (highest or 0) if count else None)

    def _was_answered(self, row_id: int) -> bool:
        one = select(SurveyResponse.id).where(SurveyResponse.questionnaire_id == row_id).limit(1)
        return self._session.scalar(one) is not None


def _refused_choices(kind: QuestionKind, choices: str) -> tuple[str, Message] | None:
    names = listed(choices)
    if kind is QuestionKind.CHOICE and len(set(names)) < max(len(names), _FEWEST):
        return "choices", _("Name at least two choices, none of them twice, with a semicolon between them.")
    return None


def _values(row: Question, whole: Questionnaire) -> dict[str, Any]:
    return {
        "questionnaire": whole.name,
        "moment": whole.moment.value,
        "language": whole.language.value,
        "intro": whole.intro or None,
        "is_anonymous": whole.is_anonymous,
        "section": row.section or None,
        "text": row.text,
        "kind": row.kind.value,
        "choices": joined(row.choices) or None,
        "is_required": row.is_required,
    }


def _question(said: Mapping[str, Any]) -> QuestionDetails:
    return _changed(QuestionDetails(QuestionKind.SCALE, said["text"]), said)


def _changed(question: QuestionDetails, said: Mapping[str, Any]) -> QuestionDetails:
    """A question with what a row says of it; a blank cell says nothing."""
    new = {key: said[key] for key in _OF_QUESTION if said.get(key) is not None}
    if "kind" in new:
        new["kind"] = QuestionKind(new["kind"])
    if "choices" in new:
        new["choices"] = tuple(listed(new["choices"]))
    return replace(question, **new)


def _whole(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What rows say of their questionnaire; the last one that says it counts."""
    said = {key: row[key] for row in rows for key in _OF_WHOLE if row.get(key) is not None}
    for key, kind in (("moment", Stage), ("language", Language)):
        if key in said:
            said[key] = kind(said[key])
    return said


_QUESTIONS = (
    select(Question, Questionnaire)
    .join(Questionnaire, Questionnaire.id == Question.questionnaire_id)
    .order_by(Questionnaire.name_folded, Question.position, Question.id)
)


def _rows(session: Session) -> Iterator[Mapping[str, Any]]:
    return QuestionTarget(session).rows()


def _deed(new: int, changed: int) -> Message:
    return _("Import questionnaires: {new} new, {changed} changed", new=new, changed=changed)


QUESTIONNAIRES = ImportKind(
    key="questionnaires",
    title=_("Questionnaires"),
    fields=FIELDS,
    keys=(Key(("text", "section", "questionnaire")),),
    open=QuestionTarget,
    deed=_deed,
    rows=_rows,
)
