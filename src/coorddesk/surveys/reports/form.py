"""A questionnaire on paper: numbered boxes as they are typed, and a code that says which page of which pile it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n, _p, digits, verbatim
from coorddesk.core.resources import texts_for
from coorddesk.core.tables import Column, Kind
from coorddesk.reporting.blocks import (
    Beside,
    Block,
    Code,
    Document,
    Heading,
    Paragraph,
    Sheet,
    Ticks,
    TickTable,
    Title,
    Writable,
)
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.report import Group, Report
from coorddesk.surveys.queries import QuestionnaireRow, QuestionRow, questionnaire_ids, questionnaire_row, questions
from coorddesk.surveys.rules import KIND_TITLES, Page, QuestionKind, said_value, values_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.core.texts import Texts

_CODE, _ASIDE = 20, 34  # millimetres: the side of the code, and the room for it with what it says
_WRITABLE = 24
_MOST = 500
_TITLE = _("Questionnaires on paper")
_Numbered = tuple[int, QuestionRow]


@dataclass(frozen=True)
class FormChoice:
    """So many pages of a questionnaire, the first with a number; `about` is a record, and what it is called."""

    questionnaire_id: int
    about: Subject | None = None
    about_title: str = ""
    count: int = 1
    first: int = 1


Choice = FormChoice | Sequence[int] | None
"""Pages of one questionnaire, one page of each that was selected in a list, or of each that is offered."""


def form(session: Session, choice: Choice) -> Document:
    """The pages, each with its own code. Raises `UserError` for too many."""
    sheets: list[Sheet] = []
    groups: list[Group[_Numbered]] = []
    for meant in _meant(session, choice):
        row = questionnaire_row(session, meant.questionnaire_id)
        if row is None:
            continue
        if not 0 < meant.count <= _MOST:
            raise UserError(_("Print 1 to {most} pages at once.", most=_MOST), field="count")
        asked = tuple(enumerate(questions(session, row.id), start=1))
        body = tuple(_body(asked, texts_for(row.language)))
        pages = (Page(row.id, meant.first + place, meant.about) for place in range(meant.count))
        sheets += (_sheet(row, page, meant.about_title, body) for page in pages)
        groups.append(Group(verbatim(row.name), asked))
    table = Report(_TITLE, _COLUMNS, tuple(groups), _questions, grouped_by=_p("survey", "Questionnaire"))
    return Document(title=groups[0].title or _TITLE if len(groups) == 1 else _TITLE, sheets=tuple(sheets), table=table)


def _meant(session: Session, choice: Choice) -> tuple[FormChoice, ...]:
    if isinstance(choice, FormChoice):
        return (choice,)
    return tuple(map(FormChoice, questionnaire_ids(session) if choice is None else choice))


def _sheet(row: QuestionnaireRow, page: Page, about: str, body: tuple[Block, ...]) -> Sheet:
    title: list[Block] = [Title(verbatim(row.name), verbatim(about) if about else None)]
    if row.intro:
        title.append(Paragraph(verbatim(row.intro)))
    head = Beside(tuple(title), (Code(page.code, _CODE),), _ASIDE)
    return Sheet(name=_("{name} · {code}", name=row.name, code=page.code), blocks=(head, *body))


def _body(asked: Sequence[_Numbered], texts: Texts) -> Iterator[Block]:
    """Questions one after the other that are answered the same way stand together, under the name of their section."""
    told = ""
    for (section, kind), alike in groupby(asked, key=lambda each: (each[1].section, each[1].kind)):
        title = verbatim(section) if section not in {"", told} else None
        told = section
        if kind in {QuestionKind.TEXT, QuestionKind.CHOICE}:
            if title is not None:
                yield Heading(title)
            yield from (_alone(number, row) for number, row in alike)
        else:
            yield _together(kind, list(alike), title, texts)


def _alone(number: int, row: QuestionRow) -> Block:
    if row.kind is QuestionKind.TEXT:
        return Writable(_said(number, row), _WRITABLE)
    boxes = tuple((str(value), verbatim(row.choices[value - 1])) for value in values_of(row.kind, row.choices))
    return Ticks(_said(number, row), boxes)


def _together(kind: QuestionKind, asked: Sequence[_Numbered], title: Message | None, texts: Texts) -> Block:
    """In columns, with heads in the language of the questionnaire; a number from 0 to 10 says enough."""
    values = values_of(kind)
    heads = (
        () if kind is QuestionKind.NPS else tuple(verbatim(texts.say(said_value(kind, (), each))) for each in values)
    )
    return TickTable(heads, tuple((_said(number, row), tuple(map(str, values))) for number, row in asked), title)


def _said(number: int, row: QuestionRow) -> Message:
    return _("{number}. {text}", number=digits(number), text=row.text)


def _choices(row: QuestionRow) -> str:
    return " · ".join(f"{value} {row.choices[value - 1]}" for value in values_of(row.kind, row.choices) if row.choices)


_COLUMNS: tuple[Column[_Numbered], ...] = (
    Column("number", _p("survey", "No."), lambda each: each[0], Kind.NUMBER, 6),
    Column("section", _p("survey", "Section"), lambda each: each[1].section, width=24),
    Column("text", _p("survey", "Question"), lambda each: each[1].text, width=50),
    Column("kind", _p("survey", "Kind"), lambda each: KIND_TITLES[each[1].kind], Kind.CHOICE, 20),
    Column("choices", _p("survey", "Choices"), lambda each: _choices(each[1]), width=40),
)


def _questions(count: int) -> Message:
    return _n("{count} question", "{count} questions", count)


def _choose(subject: Subject) -> Choice:
    kind, record_id = subject
    return FormChoice(record_id) if kind == "questionnaire" else None


FORM = ReportKind(
    "survey-form",
    _("Questionnaire on paper"),
    _("Boxes to tick, numbered as they are typed, and a code on each page, so that none is typed twice."),
    form,
    _choose,
    frozenset({"questionnaire"}),
)
