"""What bears the names of who takes part: badges, table tents, and the poster at the door."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coorddesk.core.codes import code_of
from coorddesk.core.messages import Message, _, _p, verbatim
from coorddesk.core.organisation import organisation
from coorddesk.core.tables import Column, Kind
from coorddesk.reporting.blocks import (
    Banner,
    Block,
    Card,
    Cards,
    Code,
    Document,
    Listing,
    Sheet,
    Title,
    Typed,
    TypedText,
)
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.page import UPRIGHT
from coorddesk.training.reports.reading import KIND, Choice, choose, dated, read
from coorddesk.training.reports.saying import day_said, days_of, trainers_said, where
from coorddesk.training.reports.sheets import TRAINER, list_of

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from coorddesk.directory.rules import PersonName
    from coorddesk.training.queries.papers import SessionPapers

_BADGE = (85, 54)
"""Millimetres: as a bank card, which every holder takes."""
_TENT = (210, 148.5)
"""Millimetres: two of an upright A4, each folded to stand half as high."""
_POSTER_CODE = 65  # millimetres
_FEW_DAYS = 4
"""Days that stand large on a poster; more are listed."""


def badges(session: Session, choice: Choice) -> Document:
    """Badges of all who come to a session and of who gives it, to be cut out."""
    whose = organisation(session).name
    return badges_of(read(session, choice), whose)


def badges_of(papers: Sequence[SessionPapers], whose: str) -> Document:
    """The same of papers that were read."""
    sheets = [(each, _cards(each, verbatim(whose), verbatim(each.title))) for each in papers]
    return _cut_out(_("Name badges"), sheets, _BADGE)


def tents(session: Session, choice: Choice) -> Document:
    """A name to stand before each who comes to a session and before who gives it, to be cut and folded."""
    return tents_of(read(session, choice))


def tents_of(papers: Sequence[SessionPapers]) -> Document:
    """The same of papers that were read."""
    sheets = [(each, _cards(each, verbatim(each.title), None)) for each in papers]
    return _cut_out(_("Table tents"), sheets, _TENT, folded=True)


def posters(session: Session, choice: Choice) -> Document:
    """What hangs at the door of a session: what is held there, when, and the code that leads to it."""
    return posters_of(read(session, choice))


def posters_of(papers: Sequence[SessionPapers]) -> Document:
    """The same of papers that were read."""
    title = _("Room posters")
    return Document(
        title,
        tuple(map(_poster, papers)),
        list_of(papers, title),
        (TypedText("welcome", _("What is said at the door"), _("Welcome! Please sign the sheet when you come in.")),),
    )


BADGES = ReportKind(
    "training-badges",
    _("Name badges"),
    _("A badge for each who comes to a session and who gives it, ten on a sheet, to be cut out."),
    badges,
    choose,
    frozenset({KIND}),
    dated=dated,
)
TENTS = ReportKind(
    "training-tents",
    _("Table tents"),
    _("A name to stand on the table before each, two on a sheet, to be cut and folded."),
    tents,
    choose,
    frozenset({KIND}),
    dated=dated,
)
POSTERS = ReportKind(
    "training-posters",
    _("Room posters"),
    _("What is held in a room and when, to hang at its door, with the code of the session."),
    posters,
    choose,
    frozenset({KIND}),
    dated=dated,
)


def _cards(papers: SessionPapers, above: Message, below: Message | None) -> tuple[Card, ...]:
    """First who gives it, then who comes to it."""
    given = [(each.name, TRAINER) for each in papers.trainers]
    come = [(each.name, verbatim(each.department)) for each in papers.people]
    return tuple(_card(name, about, above, below) for name, about in (*given, *come))


def _card(name: PersonName, about: Message, above: Message, below: Message | None) -> Card:
    last = verbatim(name.last.upper()) if name.first else None
    return Card(verbatim(name.first or name.last), last, about, above, below)


def _cut_out(
    title: Message,
    sheets: Sequence[tuple[SessionPapers, tuple[Card, ...]]],
    size: tuple[float, float],
    *,
    folded: bool = False,
) -> Document:
    return Document(
        title=title,
        sheets=tuple(
            Sheet(verbatim(each.reference), (Cards(cards, *size, folded),), is_bare=True)
            for each, cards in sheets
            if cards
        ),
        table=list_of([each for each, _cards in sheets], title),
        page=UPRIGHT,
    )


_DAYS: tuple[Column[tuple[date, str]], ...] = (
    Column("day", _("Date"), lambda row: day_said(row[0]), Kind.CHOICE, 24),
    Column("times", _p("training session", "Times"), lambda row: row[1], width=30),
)


def _poster(papers: SessionPapers) -> Sheet:
    days = list(days_of(papers.half_days))
    when: tuple[Block, ...] = tuple(Title(verbatim(times), day_said(day)) for day, times in days)
    if len(days) > _FEW_DAYS:
        when = (Listing(days, None, Message(""), _DAYS),)
    place = where(papers)
    whose = trainers_said(papers)
    return Sheet(
        name=verbatim(papers.reference),
        blocks=(
            Banner(verbatim(papers.title)),
            *when,
            *((Title(verbatim(place), _("Place")),) if place else ()),
            *((Title(verbatim(whose), _p("training", "With")),) if whose else ()),
            Typed("welcome", framed=True),
        ),
        foot=(Code(code_of((KIND, papers.id)), _POSTER_CODE),),
    )
