"""Every question of the desk as a column of a sheet of answers; what several questionnaires ask alike is one column."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.fold import fold
from coorddesk.core.messages import verbatim
from coorddesk.core.tidy import tidy_lines
from coorddesk.importing.kind import Choice, FieldType, ImportField
from coorddesk.surveys.imports.headers import OF_ANSWERS
from coorddesk.surveys.models import Question, Questionnaire
from coorddesk.surveys.rules import QuestionKind, said_value, values_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

PREFIX = "question:"


@dataclass(frozen=True)
class QuestionColumn:
    """A column: its title, how it is answered, the question that it means in each questionnaire, and its bare words."""

    title: str
    kind: QuestionKind
    choices: tuple[str, ...]
    questions: Mapping[int, int]
    asked: str

    @property
    def key(self) -> str:
        """What it is known by."""
        return f"{PREFIX}{self.title}"

    @property
    def field(self) -> ImportField:
        """What a sheet may bring in it: the words of a box or its number, or free text."""
        title = verbatim(self.title)
        if self.kind is QuestionKind.TEXT:
            return ImportField(self.key, title, spellings=(self.asked,), is_own=True, spelt=tidy_lines)
        boxes = tuple(map(self._box, values_of(self.kind, self.choices)))
        return ImportField(self.key, title, FieldType.CHOICE, (self.asked,), choices=boxes, is_own=True)

    def _box(self, value: int) -> Choice:
        others = OF_ANSWERS.get((self.kind, value), ())
        return Choice(str(value), said_value(self.kind, self.choices, value), (str(value), *others))


def question_columns(session: Session) -> tuple[QuestionColumn, ...]:
    """The columns in the order of the questionnaires and of what they ask."""
    alike: dict[str, dict[tuple[QuestionKind, tuple[str, ...]], list[tuple[Questionnaire, int, str]]]] = {}
    for whole, row, title in _titled(session):
        same = alike.setdefault(fold(title), defaultdict(list))
        same[row.kind, tuple(row.choices)].append((whole, row.id, title))
    columns = []
    for ways in alike.values():
        for (kind, choices), rows in ways.items():
            whole, _row_id, title = rows[0]
            if len(ways) > 1:  # asked otherwise elsewhere
                title = f"{whole.name}: {title}"
            meant = {each.id: row_id for each, row_id, _title in rows}
            columns.append(QuestionColumn(title, kind, choices, meant, rows[0][2]))
    return tuple(columns)


def own_fields(session: Session) -> tuple[ImportField, ...]:
    """What sheets of answers may bring on this desk."""
    return tuple(column.field for column in question_columns(session))


def _titled(session: Session) -> list[tuple[Questionnaire, Question, str]]:
    """Each question with its words; where one questionnaire has them twice, with its section or its number."""
    wanted = (
        select(Questionnaire, Question)
        .join(Question, Question.questionnaire_id == Questionnaire.id)
        .order_by(Questionnaire.id, Question.position, Question.id)
    )
    rows = session.execute(wanted).all()
    texts = Counter((whole.id, fold(row.text)) for whole, row in rows)
    sections = Counter((whole.id, fold(row.text), fold(row.section)) for whole, row in rows)
    titled = []
    for whole, row in rows:
        title = row.text
        if sections[whole.id, fold(row.text), fold(row.section)] > 1:
            title = f"{row.position + 1}. {title}"
        elif texts[whole.id, fold(row.text)] > 1:
            title = f"{row.section}: {title}"
        titled.append((whole, row, title))
    return titled
