"""A budget on screen: a year with lines of two sections, what was promised on them and what was spent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import coorddesk.migrations.models  # noqa: F401 - every table is known: lines point to people, deletions look everywhere
from coorddesk.budget.rules.ledger import Entry, Posting
from coorddesk.budget.rules.words import DecisionKind, MoveKind, Section
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

DAY = date(2026, 3, 2)
VOTED = 500_000


@dataclass(frozen=True)
class Budget:
    """The ids of a year and of its lines: paper, software, projectors (overspent by 1 000 euros)."""

    year: int
    paper: int
    software: int
    projectors: int

    @property
    def lines(self) -> tuple[int, int, int]:
        """All of them in their order."""
        return self.paper, self.software, self.projectors


def write(session: Session, line: int, kind: MoveKind, cents: int, label: str, day: date = DAY) -> None:
    """A move of a document "FA-3", whose number is its id; what is committed is of the order line with this number."""
    number = int(label.split("-")[1])
    document = ("invoice" if kind in {MoveKind.INVOICED, MoveKind.PAID} else "purchase_order", number)
    of = ("order_line", number) if kind is MoveKind.COMMITTED else None
    post(session, [Posting(document, label, (Entry(line, kind, cents, day, of),))])
    record(session, DEED)


def a_budget(session: Session) -> Budget:
    """Three lines of 5 000 euros each, two of them used."""
    year = create_year(session, YearDetails("2026", date(2026, 1, 1), date(2026, 12, 31)))
    grant = create_funding(session, FundingDetails("Subvention", amount=VOTED, deadline=date(2026, 12, 1)))
    spec = (
        ("Papier", Section.OPERATING, ("CDI",), None),
        ("Logiciels", Section.OPERATING, ("CDI", "Salles"), None),
        ("Projecteurs", Section.CAPITAL, ("Salles",), grant),
    )
    lines = [
        create_line(
            session,
            NewLine(year, LineDetails(label, section, "011", tags=tags, funding_source_id=funding, code=f"L{place}")),
        )
        for place, (label, section, tags, funding) in enumerate(spec, 1)
    ]
    decide(
        session,
        Decision(year, DecisionKind.INITIAL, "BP", date(2025, 12, 15), tuple(Part(each, VOTED) for each in lines)),
    )
    write(session, lines[0], MoveKind.COMMITTED, 120_000, "BC-1")
    write(session, lines[0], MoveKind.INVOICED, 80_000, "FA-2", date(2026, 8, 3))
    write(session, lines[2], MoveKind.INVOICED, 600_000, "FA-3")
    return Budget(year, *lines)
