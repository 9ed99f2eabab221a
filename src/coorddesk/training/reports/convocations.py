"""Invitation notices: a letter to each who is registered for a session, on paper or as the draft of an e-mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message, _, _p, verbatim
from coorddesk.core.organisation import organisation
from coorddesk.core.tables import Column, Kind
from coorddesk.reporting.blocks import (
    Beside,
    Document,
    Fact,
    Facts,
    Listing,
    Paragraph,
    Sheet,
    Title,
    Typed,
    TypedText,
)
from coorddesk.reporting.kind import ReportKind
from coorddesk.training.reports.reading import KIND, Choice, choose, dated, read
from coorddesk.training.reports.saying import day_said, facts_of, times_said
from coorddesk.training.reports.sheets import list_of
from coorddesk.training.rules.words import HALF_TITLES

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.texts import Texts
    from coorddesk.reporting.mail import DraftFile
    from coorddesk.reporting.report import Stamp
    from coorddesk.training.queries.papers import HalfDayOn, Participant, SessionPapers

_ADDRESS = 80  # millimetres, for whom it is to
_TITLE = _("Invitation notices")
_HALF_DAYS: tuple[Column[HalfDayOn], ...] = (
    Column("day", _("Date"), lambda row: day_said(row.day), Kind.CHOICE, 24),
    Column("half", _p("training", "Half-day"), lambda row: HALF_TITLES[row.half], Kind.CHOICE, 16),
    Column("times", _p("training session", "Times"), lambda row: times_said(row.times), width=24),
)


def convocations(session: Session, choice: Choice) -> Document:
    """A letter to each who is registered for the sessions that were chosen, or for today's."""
    signed = [part for part in (session.info["actor"].name, organisation(session).name) if part]
    return convocations_of(read(session, choice), clock_of(session).today(), signed)


def convocations_of(papers: Sequence[SessionPapers], today: date, signed: Sequence[str]) -> Document:
    """The same of papers that were read."""
    return Document(
        title=_TITLE,
        sheets=tuple(_sheet(each, who, today, signed) for each in papers for who in each.people),
        table=list_of(papers, _TITLE),
        typed=_typed(),
    )


def invitation_drafts(session: Session, texts: Texts, stamp: Stamp, choice: Choice) -> list[DraftFile]:
    """A draft for each who is registered and has an e-mail address, with the letter attached."""
    from coorddesk.reporting.document import write_document  # with reportlab, on first use
    from coorddesk.reporting.mail import DraftFile, draft

    document, papers = convocations(session, choice), read(session, choice)
    written = [(each, who) for each in papers for who in each.people]
    drafts: list[DraftFile] = []
    for (each, who), sheet in zip(written, document.sheets, strict=True):
        if who.email:
            stream = BytesIO()
            write_document(replace(document, sheets=(sheet,)), stream, stamp, texts)
            name = texts.say(_("Invitation {reference} {name}", reference=each.reference, name=who.listed))
            about = texts.say(_("Invitation: {title}", title=each.title))
            text = "\n\n".join(texts.say(part) for part in _letter(document, each, who, stamp))
            drafts.append(
                DraftFile(f"{name}.eml", draft(about, f"{text}\n", f"{name}.pdf", stream.getvalue(), [who.email]))
            )
    return drafts


CONVOCATIONS = ReportKind(
    "training-invitations",
    _TITLE,
    _("A letter to each who is registered for a session: where, when, and what to do who cannot come."),
    convocations,
    choose,
    frozenset({KIND}),
    dated=dated,
)


def _sheet(papers: SessionPapers, who: Participant, today: date, signed: Sequence[str]) -> Sheet:
    to = "\n".join(part for part in (who.name.full, who.department) if part)
    where, _dates, given, length = facts_of(papers)
    return Sheet(
        name=verbatim(who.listed),
        blocks=(
            Beside((Facts((Fact(_("Date"), today, Kind.DATE),)),), (Paragraph(verbatim(to)),), _ADDRESS),
            Title(verbatim(papers.title), _("Invitation to the session {reference}", reference=papers.reference)),
            Paragraph(_hello(who)),
            Typed("opening"),
            Facts((where, given, length)),
            Listing(papers.half_days, None, _("The dates will follow."), _HALF_DAYS),
            Typed("request"),
            Typed("greeting"),
            Paragraph(verbatim("\n".join(signed))),
        ),
    )


def _letter(document: Document, papers: SessionPapers, who: Participant, stamp: Stamp) -> list[Message]:
    """What the e-mail says, without the letter that is attached to it."""
    when = [_("{day}, {times}", day=day_said(each.day), times=times_said(each.times)) for each in papers.half_days]
    where = facts_of(papers)[0].value
    signed = "\n".join(part for part in (stamp.author, stamp.organisation) if part)
    return [
        _hello(who),
        document.text_of("opening"),
        verbatim(papers.title),
        *when,
        *((verbatim(where),) if where else ()),
        document.text_of("request"),
        document.text_of("greeting"),
        verbatim(signed),
    ]


def _hello(who: Participant) -> Message:
    return _("Dear {name},", name=who.name.full)


def _typed() -> tuple[TypedText, ...]:
    return (
        TypedText(
            "opening", _("Opening"), _("You are registered for the session below. We look forward to seeing you.")
        ),
        TypedText(
            "request",
            _("What is asked"),
            _(
                "Please come a few minutes early, to sign the attendance sheet. If you cannot come, tell us as soon as "
                "you can: somebody else may be waiting for the place."
            ),
        ),
        TypedText("greeting", _("Closing"), _("With kind regards")),
    )
