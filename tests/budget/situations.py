"""A fiscal year that goes on from another, with all that its papers tell: sections, chapters, tags, a grant, moves."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from coorddesk.budget.models import Account
from coorddesk.budget.rules.ledger import Entry, Posting
from coorddesk.budget.rules.words import Chart, DecisionKind, MoveKind, Section
from coorddesk.budget.service import (
    Decision,
    FundingDetails,
    LineDetails,
    NewLine,
    Part,
    YearDetails,
    create_funding,
    create_line,
    create_year,
    decide,
    post,
)
from coorddesk.core.history import record
from tests.core.making import DEED

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

OPERATING, CAPITAL = Section.OPERATING, Section.CAPITAL
LINES = (
    (OPERATING, "011", "60632", "Fournitures de petit équipement", ("numérique",), 300_000),
    (OPERATING, "011", "6156", "Maintenance", ("numérique", "bornes"), 450_000),
    (OPERATING, "011", "6288", "Autres services extérieurs", (), 120_000),
    (OPERATING, "65", "6518", "Licences et logiciels", ("logiciels",), 280_050),
    (CAPITAL, "21", "2183", "Matériel informatique", ("numérique",), 1_500_000),
    (CAPITAL, "21", "2184", "Mobilier", (), 200_000),
)
"""Section, chapter, account, label, tags, cents voted."""


@dataclass
class Filled:
    """The ids of what is there."""

    before: int = 0
    year: int = 0
    grant: int = 0
    lines: list[int] = field(default_factory=list)
    lines_before: list[int] = field(default_factory=list)


def filled(session: Session) -> Filled:
    """2025 as it ended, and 2026 in the middle of its way: amended, transferred, ordered, invoiced, overspent."""
    made = Filled()
    accounts = [_account(session, row[2], row[3], row[1], row[0]) for row in LINES]
    made.grant = create_funding(
        session,
        FundingDetails(
            "Plan numérique",
            funder="Région",
            amount=1_000_000,
            conditions="Achats avant le 30/11",
            deadline=date(2026, 11, 30),
        ),
    )
    made.before = create_year(session, YearDetails("2025", date(2025, 1, 1), date(2025, 12, 31), chart=Chart.M57))
    made.lines_before = _lines(session, made.before, accounts, made.grant, [None] * len(LINES))
    _voted(session, made.before, made.lines_before, "BP 2025", date(2024, 12, 15), 90)
    _move(session, ("invoice", 1), made.lines_before[0], date(2025, 6, 1), (MoveKind.INVOICED, 210_010))
    _move(session, ("invoice", 2), made.lines_before[4], date(2025, 9, 1), (MoveKind.INVOICED, 1_200_000))
    details = YearDetails("2026", date(2026, 1, 1), date(2026, 12, 31), chart=Chart.M57, previous_id=made.before)
    made.year = create_year(session, details)
    made.lines = _lines(session, made.year, accounts, made.grant, [*made.lines_before])
    _voted(session, made.year, made.lines, "BP 2026", date(2025, 12, 15), 100)
    one, two, _three, four, five, six = made.lines
    decide(session, Decision(made.year, DecisionKind.AMENDMENT, "DM 1", date(2026, 3, 10), (Part(two, 50_000),)))
    parts = (Part(six, -60_000), Part(five, 60_000))
    decide(session, Decision(made.year, DecisionKind.TRANSFER, "Virement 1", date(2026, 4, 2), parts))
    _move(session, ("purchase_request", 1), four, date(2026, 2, 1), (MoveKind.PRE_COMMITTED, 40_000))
    _move(session, ("purchase_order", 1), five, date(2026, 5, 4), (MoveKind.COMMITTED, 1_250_033))
    using = ((MoveKind.INVOICED, 625_016), (MoveKind.COMMITTED, -625_016))
    _move(session, ("invoice", 3), five, date(2026, 6, 30), *using)
    _move(session, ("payment", 1), five, date(2026, 7, 20), (MoveKind.PAID, 625_016))
    _move(session, ("invoice", 4), one, date(2026, 7, 1), (MoveKind.INVOICED, 312_345))
    _move(session, ("purchase_order", 2), two, date(2026, 8, 1), (MoveKind.COMMITTED, 199_999))
    record(session, DEED)
    return made


def _account(session: Session, number: str, label: str, chapter: str, section: Section) -> int:
    row = Account(chart=Chart.M57, number=number, label=label, section=section, chapter=chapter)
    session.add(row)
    session.flush()
    return row.id


def _lines(session: Session, year: int, accounts: list[int], grant: int, previous: list[int | None]) -> list[int]:
    made = []
    for place, (section, chapter, _number, label, tags, _cents) in enumerate(LINES):
        details = LineDetails(
            label,
            section,
            chapter,
            accounts[place],
            tags=tags,
            funding_source_id=grant if section is CAPITAL else None,
            previous_id=previous[place],
        )
        made.append(create_line(session, NewLine(year, details)))
    return made


def _voted(session: Session, year: int, lines: list[int], label: str, day: date, percent: int) -> None:
    parts = tuple(Part(line, row[5] * percent // 100) for line, row in zip(lines, LINES, strict=True))
    decide(session, Decision(year, DecisionKind.INITIAL, label, day, parts))


def _move(session: Session, document: tuple[str, int], line: int, day: date, *moves: tuple[MoveKind, int]) -> None:
    of = ("order_line", line)
    promised = {MoveKind.COMMITTED, MoveKind.PRE_COMMITTED}
    entries = tuple(Entry(line, kind, cents, day, of if kind in promised else None) for kind, cents in moves)
    post(session, [Posting(document, f"{document[0]} {document[1]}", entries)])
