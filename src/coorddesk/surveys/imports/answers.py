"""What sheets may bring of answers: a row for each sheet of paper, or for each answer that another program collected.

A sheet is known by the code of its page, another row by its fingerprint: taken in twice, nothing is answered twice.
What anonymous people answered on a screen is told to nobody one by one, and so leaves the desk in no sheet.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from coorddesk.core.access import actor_of
from coorddesk.core.bulk import insert_rows, update_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.codes import code_of, subject_of
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.versions import raise_versions
from coorddesk.directory.imports import PersonLink
from coorddesk.importing.kind import (
    FINGERPRINT,
    FieldType,
    ImportField,
    ImportKind,
    Key,
    Known,
    Named,
    NewRows,
    RowChange,
)
from coorddesk.importing.simple_target import SimpleTarget
from coorddesk.surveys.imports import headers
from coorddesk.surveys.imports.columns import PREFIX, QuestionColumn, own_fields, question_columns
from coorddesk.surveys.models import Questionnaire, SurveyAnswer, SurveyResponse
from coorddesk.surveys.rules import Channel, QuestionKind, page_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

_PRINTED = "row:"
FIELDS = (
    ImportField(
        "questionnaire",
        _p("survey", "Questionnaire"),
        FieldType.LINK,
        headers.QUESTIONNAIRES,
        required=True,
        example=_("Immediate survey"),
    ),
    ImportField("sheet", _("Code of the page"), FieldType.CODE, headers.PAGES, example="CDF12-3-001"),
    ImportField("about", _("Code of the record"), FieldType.CODE, headers.RECORDS, example="CDF12"),
    ImportField("answered_on", _("Answered on"), FieldType.DATE, headers.DAYS, past=True, example=date(2026, 9, 7)),
    ImportField("person", _("Person"), FieldType.LINK, headers.PEOPLE),
)


class AnswerTarget(SimpleTarget):
    """What was answered, within one import."""

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        self._session = session
        self._today = clock_of(session).today()
        self._people = PersonLink(session)
        rows = session.scalars(select(Questionnaire)).all()
        self._by_name = {row.name_folded: row for row in rows}
        self._by_id = {row.id: row for row in rows}

    def existing(self, fields: Sequence[str]) -> Iterator[Known]:
        """Every answer that may be told."""
        for row, values in self._told():
            key = row.key or ""
            print_ = key.removeprefix(_PRINTED).partition("#")[0] if key.startswith(_PRINTED) else None
            said = values | {FINGERPRINT: print_}
            yield Known(row.id, row.version, tuple(said.get(key) for key in fields))

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """Every answer that may be told, in the order in which they came."""
        yield from (values for _row, values in self._told())

    def named(self, field_key: str, name: str) -> Named:
        """The questionnaire or the person of a name; a sheet of answers makes neither."""
        if field_key == "questionnaire":
            row = self._by_name.get(fold(name))
            if row is None:
                raise UserError(_("There is no questionnaire “{name}”.", name=name))
            return Named(row.name, exists=True)
        named = self._people.named(name)
        if not named.exists:
            raise UserError(_("There is no such person. Add them first."))
        return named

    def names(self, field_key: str) -> Iterable[str]:
        """What questionnaires or people are called."""
        if field_key == "questionnaire":
            return [row.name for row in self._by_id.values()]
        return self._people.names.values()

    def refuse(self, values: Mapping[str, Any], known: Known | None) -> tuple[str, Message] | None:
        """What no form would say: a box of another questionnaire, a page of another pile, nothing at all."""
        if known is not None:
            return self._refused_change(values, known.id)
        whole = self._by_name[fold(values["questionnaire"])]
        if values.get("person") and whole.is_anonymous:
            return "person", _("“{name}” is anonymous: leave out who answered.", name=whole.name)
        if (values.get("answered_on") or self._today) > self._today:
            return "answered_on", _("Nobody answers tomorrow. Mend the day.")
        return self._refused_codes(values, whole) or self._refused_answers(values, whole)

    def accepts(self, rows: NewRows) -> bool:
        """Each sheet is looked at."""
        return False

    def insert(self, rows: NewRows) -> None:
        """Keep sheets."""
        listed = list(rows)
        keys = self._keys(listed)
        responses, said = [], []
        actor = actor_of(self._session).name
        people = self._people.ids(row["person"] for row in listed if row.get("person"))
        for row, key in zip(listed, keys, strict=True):
            whole = self._by_name[fold(row["questionnaire"])]
            about, sheet = _about(row), row.get("sheet")
            responses.append(
                {
                    "questionnaire_id": whole.id,
                    "about_kind": "" if about is None else about[0],
                    "about_id": None if about is None else about[1],
                    "answered_on": row.get("answered_on") or self._today,
                    "channel": Channel.PAPER,
                    "sheet": sheet and _code(sheet),
                    "key": key,
                    "person_id": people[row["person"]] if row.get("person") else None,
                    "actor": actor,
                }
            )
            said.append(list(self._answers(row, whole.id)))
        ids = insert_rows(self._session, table_named(SurveyResponse.__tablename__), responses)
        answers = [{"response_id": row_id, **each} for row_id, every in zip(ids, said, strict=True) for each in every]
        insert_rows(self._session, table_named(SurveyAnswer.__tablename__), answers)

    def update(self, changes: Sequence[RowChange]) -> None:
        """Mend what was answered; a blank cell takes nothing back."""
        ids = [change.id for change in changes]
        kept = select(SurveyAnswer.response_id, SurveyAnswer.question_id, SurveyAnswer.id)
        known = {row[:2]: row[2] for row in self._session.execute(kept.where(SurveyAnswer.response_id.in_(ids)))}
        owners = select(SurveyResponse.id, SurveyResponse.questionnaire_id).where(SurveyResponse.id.in_(ids))
        asked = dict(self._session.execute(owners).all())
        changed, new, days = [], [], {}
        for change in changes:
            if "answered_on" in change.values:
                days[change.id] = {"answered_on": change.values["answered_on"]}
            for each in self._answers(change.values, asked[change.id]):
                answer_id = known.get((change.id, each["question_id"]))
                if answer_id is None:
                    new.append({"response_id": change.id, **each})
                else:
                    changed.append((answer_id, {"value": each["value"], "words": each["words"]}))
        answers, responses = map(table_named, (SurveyAnswer.__tablename__, SurveyResponse.__tablename__))
        update_rows(self._session, answers, changed)
        insert_rows(self._session, answers, new)
        update_rows(self._session, responses, list(days.items()))
        raise_versions(self._session, responses, [row_id for row_id in ids if row_id not in days])

    def _refused_change(self, values: Mapping[str, Any], response_id: int) -> tuple[str, Message] | None:
        other = next((key for key in ("questionnaire", "about", "person") if key in values), None)
        if other is not None:
            return other, _("This page was typed as something else. Delete it first.")
        if values.get("answered_on", self._today) > self._today:
            return "answered_on", _("Nobody answers tomorrow. Mend the day.")
        row = self._session.get_one(SurveyResponse, response_id)
        return self._misplaced(values, self._by_id[row.questionnaire_id])

    def _refused_codes(self, values: Mapping[str, Any], whole: Questionnaire) -> tuple[str, Message] | None:
        sheet, about = values.get("sheet"), values.get("about")
        if about and subject_of(about) is None:
            return "about", _("“{code}” is no code of ours.", code=about)
        if not sheet:
            return None
        page = page_of(sheet)
        if page is None:
            return "sheet", _("“{code}” is no code of a page.", code=sheet)
        if page.questionnaire_id != whole.id or (about and page.about != subject_of(about)):
            return "sheet", _("Page {code} is of another pile.", code=page.code)
        return None

    def _refused_answers(self, values: Mapping[str, Any], whole: Questionnaire) -> tuple[str, Message] | None:
        if not any(key.startswith(PREFIX) and value is not None for key, value in values.items()):
            return "questionnaire", _("Nothing is answered.")
        return self._misplaced(values, whole)

    def _misplaced(self, values: Mapping[str, Any], whole: Questionnaire) -> tuple[str, Message] | None:
        for key, value in values.items():
            column = self._columns.get(key)
            if column is not None and value is not None and whole.id not in column.questions:
                said = _("“{name}” does not ask “{question}”.", name=whole.name, question=column.title)
                return key, said
        return None

    def _answers(self, said: Mapping[str, Any], questionnaire_id: int) -> Iterator[dict[str, Any]]:
        for key, value in said.items():
            column = self._columns.get(key)
            if column is None or value is None:
                continue
            is_text = column.kind is QuestionKind.TEXT
            number, words = (None, value) if is_text else (int(value), "")
            yield {"question_id": column.questions[questionnaire_id], "value": number, "words": words}

    def _told(self) -> Iterator[tuple[SurveyResponse, dict[str, Any]]]:
        answers: dict[int, dict[str, Any]] = defaultdict(dict)
        titles = {row_id: column.key for column in self._columns.values() for row_id in column.questions.values()}
        told = select(SurveyResponse).join(Questionnaire).where(_MAY_BE_TOLD).order_by(SurveyResponse.id)
        kept = select(SurveyAnswer).join(SurveyResponse).join(Questionnaire).where(_MAY_BE_TOLD)
        for each in self._session.scalars(kept):
            answers[each.response_id][titles[each.question_id]] = each.words if each.value is None else str(each.value)
        for row in self._session.scalars(told):
            about = None if row.about_id is None else (row.about_kind, row.about_id)
            own = {
                "questionnaire": self._by_id[row.questionnaire_id].name,
                "sheet": row.sheet,
                "about": None if about is None else _said_about(about),
                "answered_on": row.answered_on,
                "person": None if row.person_id is None else self._people.names[row.person_id],
            }
            yield row, own | answers[row.id]

    @cached_property
    def _columns(self) -> dict[str, QuestionColumn]:
        return {column.key: column for column in question_columns(self._session)}

    def _keys(self, rows: Sequence[Mapping[str, Any]]) -> list[str | None]:
        """What a row without a page is known by when its sheet comes again; of rows alike, each has its own."""
        counted: Counter[str] = Counter()
        keys: list[str | None] = []
        for row in rows:
            print_ = row.get(FINGERPRINT)
            if not print_:
                keys.append(None)
                continue
            counted[print_] += 1
            keys.append(f"{_PRINTED}{print_}#{self._prints[print_] + counted[print_]}")
        self._prints.update(counted)
        return keys

    @cached_property
    def _prints(self) -> Counter[str]:
        """How often each fingerprint was kept so far: of rows alike the last number."""
        found: Counter[str] = Counter()
        for key in self._session.scalars(select(SurveyResponse.key).where(SurveyResponse.key.startswith(_PRINTED))):
            bare, _mark, number = (key or "").removeprefix(_PRINTED).partition("#")
            found[bare] = max(found[bare], int(number or 0))
        return found


def _about(row: Mapping[str, Any]) -> Subject | None:
    page = page_of(row["sheet"]) if row.get("sheet") else None
    if page is not None:
        return page.about
    return subject_of(row["about"]) if row.get("about") else None


def _code(sheet: str) -> str:
    page = page_of(sheet)
    return sheet if page is None else page.code


def _said_about(about: Subject) -> str | None:
    try:
        return code_of(about)
    except KeyError:
        return None


_MAY_BE_TOLD = or_(SurveyResponse.channel == Channel.PAPER, Questionnaire.is_anonymous.is_(False))


def _rows(session: Session) -> Iterator[Mapping[str, Any]]:
    return AnswerTarget(session).rows()


def _deed(new: int, changed: int) -> Message:
    return _("Import answers: {new} new, {changed} changed", new=new, changed=changed)


ANSWERS = ImportKind(
    key="survey-answers",
    title=_("Answers to questionnaires"),
    fields=FIELDS,
    keys=(Key(("sheet",)),),
    open=AnswerTarget,
    deed=_deed,
    rows=_rows,
    keyless=True,
    own_fields=own_fields,
)
