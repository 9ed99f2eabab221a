"""Certificates as they were issued: of attendance, of completion with what was learnt, and of delivery."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message, _, _n, _p, verbatim
from coorddesk.core.organisation import organisation
from coorddesk.core.tables import Column, Kind
from coorddesk.reporting.blocks import (
    Beside,
    Block,
    Document,
    Fact,
    Facts,
    Heading,
    Listing,
    Mark,
    Paragraph,
    Sheet,
    Signatures,
    Title,
    Typed,
    TypedText,
)
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.report import Group, Report
from coorddesk.training.queries.papers import IssuedRow, issued_of
from coorddesk.training.reports.reading import KIND
from coorddesk.training.reports.saying import dates_said
from coorddesk.training.rules.hours import hours_text
from coorddesk.training.rules.words import DOCUMENT_KIND_TITLES, MODE_TITLES, RESULT_TITLES, DocumentKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.training.rules.documents import Certificate, Skill

_MARK, _SIGNED = 45, 80
"""Millimetres, of what stands at the right."""


@dataclass(frozen=True)
class OfSessions:
    """All certificates that were issued for some sessions."""

    sessions: tuple[int, ...]


Choice = Sequence[int] | OfSessions | None
"""Issued documents by their ids, or those of sessions; None is nothing, for nobody prints all there ever were."""


def certificates(session: Session, choice: Choice) -> Document:
    """A page for each certificate, by number; one that was printed again says that it is a duplicate."""
    if isinstance(choice, OfSessions):
        rows = issued_of(session, sessions=choice.sessions)
    else:
        rows = issued_of(session, documents=choice or ())
    return certificates_of(rows, organisation(session).name, clock_of(session).local)


def certificates_of(rows: Sequence[IssuedRow], whose: str, local: Callable[[datetime], datetime]) -> Document:
    """The same of certificates that were read; `local` is the clock on the wall."""
    title = _("Certificates")
    table = Report(title, _COLUMNS, (Group(None, rows),), _certificates)
    signer = verbatim(whose) if whose else _("For the organisation")
    sheets = tuple(_sheet(row, signer, local(row.issued_at).date()) for row in rows)
    return Document(title, sheets, table, _typed())


def _choose(subject: Subject) -> Choice:
    kind, record_id = subject
    if kind == KIND:
        return OfSessions((record_id,))
    return (record_id,) if kind == "issued_document" else None


CERTIFICATES = ReportKind(
    "training-certificates",
    _("Certificates"),
    _("The certificates that were issued for a session, a page for each; what was printed before is a duplicate."),
    certificates,
    _choose,
    frozenset({KIND}),
)


_COLUMNS: tuple[Column[IssuedRow], ...] = (
    Column("number", _p("certificate", "Number"), lambda row: row.number, Kind.CODE, 16),
    Column("kind", _p("certificate", "Kind"), lambda row: DOCUMENT_KIND_TITLES[row.kind], Kind.CHOICE, 24),
    Column("holder", _("Name"), lambda row: row.said.holder, width=26),
    Column("reference", _("Reference"), lambda row: row.said.reference, Kind.CODE, 14),
    Column("title", _p("training session", "Title"), lambda row: row.said.title, width=32),
    Column(
        "hours", _p("certificate", "Hours attended"), lambda row: hours_text(row.said.minutes_there), Kind.CHOICE, 14
    ),
    Column("issued_at", _p("certificate", "Issued at"), lambda row: row.issued_at, Kind.MOMENT, 16),
)
_SKILLS: tuple[Column[Skill], ...] = (
    Column("words", _p("certificate", "Skill"), lambda row: row.words, width=60),
    Column("result", _p("certificate", "Assessment"), lambda row: RESULT_TITLES[row.result], Kind.CHOICE, 24),
)


def _sheet(row: IssuedRow, signer: Message, issued_on: date) -> Sheet:
    said = row.said
    title = Title(DOCUMENT_KIND_TITLES[row.kind], _("No. {number}", number=row.number))
    mark = (Mark(_("Duplicate")),) if row.reprints else ()
    learnt: tuple[Block, ...] = ()
    if row.kind is DocumentKind.COMPLETION and said.skills:
        learnt = (Heading(_("What was learnt")), Listing(said.skills, None, Message(""), _SKILLS))
    signed = Paragraph(_("Issued on {day}", day=issued_on))
    return Sheet(
        name=_("{number} {name}", number=row.number, name=said.holder),
        blocks=(
            Beside((title,), mark, _MARK),
            Typed("certified"),
            Title(verbatim(said.holder), verbatim(said.department) if said.department else None),
            Typed(row.kind),
            Facts(_facts(row.kind, said)),
            *learnt,
        ),
        foot=(Beside((signed, Typed("signatory")), (Signatures((signer,)),), _SIGNED),),
    )


def _facts(kind: DocumentKind, said: Certificate) -> tuple[Fact, ...]:
    whose = _p("training", "Trainer") if len(said.trainers) == 1 else _p("training", "Trainers")
    came = _n(
        "{attended} of {count} half-day", "{attended} of {count} half-days", said.half_days, attended=said.attended
    )
    if kind is DocumentKind.ATTENDANCE:
        about: tuple[Fact, ...] = ()
    else:
        about = (
            Fact(_p("certificate", "Nature"), _("Training course"), Kind.CHOICE),
            Fact(_("Objectives"), "" if said.skills else said.objectives),
            Fact(_p("training session", "Mode"), MODE_TITLES[said.mode], Kind.CHOICE),
        )
    return (
        Fact(_p("training session", "Title"), said.title),
        Fact(_("Reference"), said.reference, Kind.CODE),
        *about,
        Fact(_("Place"), said.place),
        Fact(_("Dates"), dates_said(said.days), Kind.CHOICE),
        Fact(whose, ", ".join(said.trainers)),
        Fact(_p("certificate", "Hours planned"), hours_text(said.minutes_planned), Kind.CHOICE),
        Fact(_p("certificate", "Hours attended"), hours_text(said.minutes_there), Kind.CHOICE),
        Fact(_("Attendance"), came, Kind.CHOICE),
    )


def _typed() -> tuple[TypedText, ...]:
    """What people may word for themselves: what a paper must say is theirs to know."""
    return (
        TypedText("certified", _p("certificate", "Opening"), _("The organisation named above certifies that")),
        TypedText(
            DocumentKind.ATTENDANCE,
            DOCUMENT_KIND_TITLES[DocumentKind.ATTENDANCE],
            _("took part in the session below, as the signed attendance sheets show."),
        ),
        TypedText(
            DocumentKind.COMPLETION,
            DOCUMENT_KIND_TITLES[DocumentKind.COMPLETION],
            _("followed the session below to its end, with the results stated here."),
        ),
        TypedText(
            DocumentKind.DELIVERY,
            DOCUMENT_KIND_TITLES[DocumentKind.DELIVERY],
            _("was given the training below, for the hours stated here."),
        ),
        TypedText("signatory", _p("certificate", "Who signs"), _("Name and function of who signs, and stamp:")),
    )


def _certificates(count: int) -> Message:
    return _n("{count} certificate", "{count} certificates", count)
