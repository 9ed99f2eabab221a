"""What answers came to, on paper with charts and as rows for a sheet; nothing of fewer than five anonymous ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n, _p, number, verbatim
from coorddesk.core.resources import texts_for
from coorddesk.core.tables import Column, Kind
from coorddesk.reporting.blocks import Bar, Bars, Block, Document, Heading, Listing, Paragraph, Sheet
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.report import Group, Report
from coorddesk.surveys.queries import (
    AnswerQuery,
    questionnaire_ids,
    questionnaire_page,
    questionnaire_row,
    synthesis_of,
)
from coorddesk.surveys.rules import LEAST, Answered, QuestionKind, Result, Synthesis, percent, said_value

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.core.texts import Texts

_TITLE = _("Synthesis of answers")
_THOUSANDTHS = 1000
_PROMOTERS, _DETRACTORS = range(9, 11), range(7)


@dataclass(frozen=True)
class SynthesisChoice:
    """Which answers, and what they are about in words: the title of a session, "Atelier tablettes"."""

    query: AnswerQuery
    about_title: str = ""


Choice = SynthesisChoice | Sequence[int] | None
"""One questionnaire with its filters, those that were selected in a list, or each that was answered."""


@dataclass(frozen=True)
class Line:
    """An answer that may be given to a question, and how often it was; or words that somebody wrote."""

    section: str
    question: str
    answer: Message | None
    count: int | None
    percent: int | None
    asked: int | None
    mean: int | None = None
    recommended: int | None = None


def synthesis_report(session: Session, choice: Choice) -> Document:
    """All that may be shown, a sheet for each questionnaire."""
    sheets: list[Sheet] = []
    groups: list[Group[Line]] = []
    meant = _meant(session, choice)
    for each in meant:
        row, found = questionnaire_row(session, each.query.questionnaire_id), synthesis_of(session, each.query)
        if row is not None and found is not None:
            texts = texts_for(row.language)
            name = verbatim(row.name)
            sheets.append(Sheet(name, tuple(_blocks(found, texts)), title=name, lines=tuple(stated(each))))
            lines = tuple(line for answered in found.answered for line in lines_of(answered, texts))
            groups.append(Group(name, lines))
    filters = tuple(stated(meant[0])) if len(meant) == 1 else ()
    table = Report(_TITLE, _COLUMNS, tuple(groups), _answers, filters, grouped_by=_p("survey", "Questionnaire"))
    return Document(title=_TITLE, sheets=tuple(sheets), table=table)


def stated(choice: SynthesisChoice) -> Iterator[Message]:
    """The filters, in words."""
    if choice.about_title:
        yield verbatim(choice.about_title)
    query = choice.query
    if query.since is not None and query.until is not None:
        yield _("{first} to {last}", first=query.since, last=query.until)
    elif query.since is not None:
        yield _("From {day} on", day=query.since)
    elif query.until is not None:
        yield _("Until {day}", day=query.until)


def lines_of(each: Answered, texts: Texts) -> Iterator[Line]:
    """What was answered to a question, row by row; one that says so where too few answered."""
    asked = each.asked
    if asked.kind is QuestionKind.TEXT:
        for words in each.words:
            yield Line(asked.section, asked.text, verbatim(words), None, None, None)
    elif each.result is None:
        yield Line(asked.section, asked.text, TOO_FEW, None, None, None)
    else:
        known = each.result
        for value, count in known.counts:
            said = verbatim(texts.say(said_value(asked.kind, asked.choices, value)))
            part = known.percent(value)
            yield Line(asked.section, asked.text, said, count, part, known.count, known.mean, known.recommended)


def said_mean(mean: int) -> Message:
    """A mean in words: 3.42 of 4."""
    whole, rest = divmod(mean, _THOUSANDTHS)
    return _p("mean", "{whole}.{rest} of 4", whole=whole, rest=f"{rest // 10:02}")


def _meant(session: Session, choice: Choice) -> tuple[SynthesisChoice, ...]:
    if isinstance(choice, SynthesisChoice):
        return (choice,)
    ids = choice
    if ids is None:
        rows = questionnaire_page(session, questionnaire_ids(session))
        ids = [row.id for row in rows.values() if row.responses]
    return tuple(SynthesisChoice(AnswerQuery(each)) for each in ids)


def _blocks(found: Synthesis, texts: Texts) -> Iterator[Block]:
    if not found.is_shown:
        yield Paragraph(_n("{count} answered questionnaire.", "{count} answered questionnaires.", found.responses))
        yield Paragraph(TOO_FEW)
        return
    yield Listing(tuple(_summed(found)), None, verbatim(""), _SUMMARY)
    for section, every in groupby(found.answered, key=lambda each: each.asked.section):
        yield from _section(section, list(every), texts)
    yield Paragraph(EXPLAINED, quiet=True)


def _section(section: str, every: Sequence[Answered], texts: Texts) -> Iterator[Block]:
    """The scales in one chart, then a chart of each other question, then what was written."""
    charts = [each for each in every if each.asked.kind is not QuestionKind.TEXT]
    if charts:
        yield Heading(verbatim(section) if section else _p("survey", "Questions"))
    scales = [(each, each.result) for each in charts if _is_scale(each) and each.result is not None]
    if scales:
        yield Bars(tuple(_scale_bar(each.asked.text, known) for each, known in scales), whole=100)
    for each in charts:
        if not _is_scale(each) or each.result is None:
            yield from _question(each, texts)
    for each in every:
        if each.asked.kind is QuestionKind.TEXT:
            yield from _written(each)


def _is_scale(each: Answered) -> bool:
    return each.asked.kind is QuestionKind.SCALE


@dataclass(frozen=True)
class _Sum:
    title: Message
    said: Message


_SUMMARY: tuple[Column[_Sum], ...] = (
    Column("title", _p("figures", "Figure"), lambda row: row.title, Kind.CHOICE, 44),
    Column("said", _p("figures", "Value"), lambda row: row.said, Kind.CHOICE, 30),
)


def _summed(found: Synthesis) -> Iterator[_Sum]:
    yield _Sum(_p("survey", "Answered questionnaires"), number(found.responses))
    rate = found.satisfaction
    if rate is not None and rate.percent is not None:
        said = _(
            "{percent}% ({count} of {total} answers)", percent=rate.percent, count=rate.satisfied, total=rate.answers
        )
        yield _Sum(_("Rate of satisfaction"), said)
    for each in found.answered:
        if each.result is not None and each.result.recommended is not None:
            yield _Sum(_("Recommendation (NPS)"), _signed(each.result.recommended))


def _signed(value: int) -> Message:
    return number(value) if value <= 0 else _("+{number}", number=value)


def _scale_bar(text: str, known: Result) -> Bar:
    """A bar as long as the share of the satisfied."""
    counts = dict(known.counts)
    share = percent(counts[4] + counts[3], known.count) or 0
    said = _("{percent}% · {mean} · n = {count}", percent=share, mean=said_mean(known.mean or 0), count=known.count)
    return Bar(verbatim(text), share, said)


def _question(each: Answered, texts: Texts) -> Iterator[Block]:
    asked, known = each.asked, each.result
    if known is None:
        yield Paragraph(verbatim(asked.text))
        yield Paragraph(TOO_FEW, quiet=True)
        return
    counts = ((verbatim(texts.say(said_value(asked.kind, asked.choices, value))), many) for value, many in known.counts)
    shown = _leanings(known) if asked.kind is QuestionKind.NPS else counts
    bars = tuple(Bar(title, many, _part(many, known.count)) for title, many in shown)
    yield Bars(bars, known.count, verbatim(asked.text))


def _written(each: Answered) -> Iterator[Block]:
    yield Heading(verbatim(each.asked.text))
    lines = "\n".join(_said_by(words, many) for words, many in Counter(each.words).items())
    yield Paragraph(verbatim(lines)) if lines else Paragraph(_("Nobody wrote anything here."), quiet=True)


def _said_by(words: str, many: int) -> str:
    """What was written, once, and how often it was."""
    return f"• {words}" if many == 1 else f"• {words} (×\N{NO-BREAK SPACE}{many})"


def _leanings(known: Result) -> Iterator[tuple[Message, int]]:
    counts = dict(known.counts)
    for title, values in (
        (_("Promoters (9 and 10)"), _PROMOTERS),
        (_("Undecided (7 and 8)"), range(7, 9)),
        (_("Critics (0 to 6)"), _DETRACTORS),
    ):
        yield title, sum(counts[value] for value in values)


def _part(count: int, among: int) -> Message:
    return _("{count} ({percent}%)", count=count, percent=percent(count, among) or 0)


_COLUMNS: tuple[Column[Line], ...] = (
    Column("section", _p("survey", "Section"), lambda row: row.section, width=20),
    Column("question", _p("survey", "Question"), lambda row: row.question, width=40),
    Column("answer", _p("survey", "Answer"), lambda row: row.answer, Kind.CHOICE, 44),
    Column("count", _p("survey", "How often"), lambda row: row.count, Kind.NUMBER, 10),
    Column("percent", _p("survey", "%"), lambda row: row.percent, Kind.NUMBER, 8),
    Column("asked", _p("survey", "n"), lambda row: row.asked, Kind.NUMBER, 8),
    Column("mean", _p("survey", "Mean"), lambda row: row.mean, Kind.DECIMAL, 8),
    Column("recommended", _p("survey", "NPS"), lambda row: row.recommended, Kind.NUMBER, 8),
)


def _answers(count: int) -> Message:
    return _n("{count} line", "{count} lines", count)


TOO_FEW = _n(
    "Nothing is shown of fewer than {count} anonymous answer.",
    "Nothing is shown of fewer than {count} anonymous answers.",
    LEAST,
)
EXPLAINED = _(
    "n is how many answered a question. The rate of satisfaction is the share of “satisfied” and “very satisfied” among"
    " all answers on scales. The recommendation (NPS) is the share of 9 and 10 less that of 0 to 6, from -100 to +100."
    " Free texts stand in the order of the alphabet."
)


def _choose(subject: Subject) -> Choice:
    kind, record_id = subject
    return SynthesisChoice(AnswerQuery(record_id)) if kind == "questionnaire" else None


def _dated(choice: Choice, day: date) -> Choice:
    if not isinstance(choice, SynthesisChoice) or choice.query.until is not None:
        return None
    return replace(choice, query=replace(choice.query, until=day))


SYNTHESIS = ReportKind(
    "survey-synthesis",
    _("Synthesis of a questionnaire"),
    _("How many answered, the rate of satisfaction, a chart of each question, and what was written."),
    synthesis_report,
    _choose,
    frozenset({"questionnaire"}),
    dated=_dated,
)
