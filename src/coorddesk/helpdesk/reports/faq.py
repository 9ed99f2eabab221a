"""Questions and answers on what happens most: the causes of a year, each with the article that ends it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.core.clock import clock_of, start_of_day
from coorddesk.core.messages import Message, _, _n, _p, verbatim
from coorddesk.core.organisation import organisation
from coorddesk.core.tables import Column, Kind
from coorddesk.helpdesk.models import Cause, Ticket
from coorddesk.knowledge.queries import Tip, Trouble, tips
from coorddesk.knowledge.reports import paragraphs
from coorddesk.knowledge.rules import FITS, Language
from coorddesk.reporting.blocks import Block, Document, Heading, Paragraph, Sheet
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.report import Group, Report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_BACK = timedelta(days=365)
_MOST, _TITLES = 12, 5


@dataclass(frozen=True)
class _Answer:
    """A cause, how many tickets ended with it, and the article for everybody that fits it, if there is one."""

    cause: str
    tickets: int
    tip: Tip | None


def frequent_causes(session: Session, _choice: object) -> Document:
    """What ended most tickets of the last twelve months; an article that answers two causes stands there once."""
    answers = list(_answers(session))
    title = _("What happens most, and what helps")
    sheets = (Sheet(name=title, title=title, blocks=tuple(_blocks(answers))),) if answers else ()
    table = Report(title, _COLUMNS, (Group(None, answers),), lambda n: _n("{count} cause", "{count} causes", n))
    return Document(title=_("Knowledge base"), sheets=sheets, table=table)


def _answers(session: Session) -> Iterator[_Answer]:
    since = start_of_day(clock_of(session), clock_of(session).today() - _BACK)
    lately = (Ticket.resolved_at >= since, Ticket.merged_into_id.is_(None))
    count = func.count().label("count")
    counted = select(Cause.id, Cause.name, count).join(Ticket, Ticket.cause_id == Cause.id).where(*lately)
    most = counted.group_by(Cause.id, Cause.name).order_by(count.desc(), Cause.name).limit(_MOST)
    language = Language(organisation(session).language)
    for cause_id, name, tickets in session.execute(most).all():
        same = select(Ticket.title, count).where(*lately, Ticket.cause_id == cause_id).group_by(Ticket.title)
        said = session.execute(same.order_by(count.desc(), Ticket.title).limit(_TITLES)).all()
        votes: Counter[Tip] = Counter()
        for sentence, times in ((name, tickets), *said):
            fitting = tips(session, Trouble(sentence, language=language, for_everybody=True), 1, least=FITS)
            votes.update(dict.fromkeys(fitting, times))
        yield _Answer(name, tickets, next((tip for tip, _times in votes.most_common(1)), None))


def _blocks(answers: list[_Answer]) -> Iterator[Block]:
    causes: dict[Tip, list[_Answer]] = {}
    for each in answers:
        if each.tip is not None:
            causes.setdefault(each.tip, []).append(each)
    for tip, of_it in causes.items():
        yield Heading(verbatim(tip.title))
        yield from (Paragraph(_said(each)) for each in of_it)
        yield from paragraphs(tip.body)
    if missing := [each for each in answers if each.tip is None]:
        yield Heading(_("No article yet"))
        yield from (Paragraph(_said(each)) for each in missing)


def _said(answer: _Answer) -> Message:
    return _("{cause}: {tickets}", cause=answer.cause, tickets=_n("{count} ticket", "{count} tickets", answer.tickets))


_COLUMNS: tuple[Column[_Answer], ...] = (
    Column("cause", _p("ticket", "Cause"), lambda row: row.cause, width=28),
    Column("tickets", _("Tickets"), lambda row: row.tickets, Kind.NUMBER, 8),
    Column("article", _("Article"), lambda row: None if row.tip is None else row.tip.title, width=44),
)
FREQUENT_CAUSES = ReportKind(
    "frequent-causes",
    _("What happens most, and what helps"),
    _("The most frequent causes of twelve months, each with the article of the knowledge base that ends it."),
    frequent_causes,
)
