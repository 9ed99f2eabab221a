"""A year of a budget to write on: what money there is, and where."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import pytest

import coorddesk.migrations.models  # noqa: F401 - every table is known: lines point to people, deletions look everywhere
from coorddesk.budget.queries import figures_of_lines
from coorddesk.budget.rules.ledger import Entry, Posted, Posting
from coorddesk.budget.rules.situation import NOTHING, Figures
from coorddesk.budget.rules.words import DecisionKind, MoveKind, OnOverspending
from coorddesk.budget.service import (
    Decision,
    LineDetails,
    NewLine,
    Part,
    YearDetails,
    create_line,
    create_year,
    decide,
    post,
)
from coorddesk.core.history import record
from tests.core.making import DEED

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database

DAY = date(2026, 9, 7)
VOTED = 500_000


@dataclass
class Budget:
    """The year 2026 with three lines of 5 000 euros each, the last of which refuses overspending."""

    database: Database
    year: int = 0
    lines: list[int] = field(default_factory=list)

    def figures(self, line: int = 0) -> Figures:
        """The figures of a line by its place."""
        with self.database.reading() as session:
            return figures_of_lines(session, self.lines).get(self.lines[line], NOTHING)

    def posts(self, document: tuple[str, int], *moves: tuple[MoveKind, int], line: int = 0, of: int = 1) -> Posted:
        """Write moves of a document on a line; what is committed is of the order line with this number."""
        entries = tuple(
            Entry(self.lines[line], kind, cents, DAY, ("order_line", of) if kind is MoveKind.COMMITTED else None)
            for kind, cents in moves
        )
        with self.database.transaction() as session:
            posted = post(session, [Posting(document, f"{document[0]} {document[1]}", entries)])
            record(session, DEED)
        return posted


def a_year(session: Session, blocks: tuple[bool, ...] = (False, False, True)) -> tuple[int, list[int]]:
    """A fiscal year and its lines, all voted."""
    year = create_year(session, YearDetails("2026", date(2026, 1, 1), date(2026, 12, 31)))
    lines = [
        create_line(
            session,
            NewLine(
                year,
                LineDetails(
                    f"Ligne {place}",
                    chapter="011",
                    on_overspending=OnOverspending.BLOCK if is_blocking else OnOverspending.WARN,
                ),
            ),
        )
        for place, is_blocking in enumerate(blocks)
    ]
    parts = tuple(Part(line, VOTED) for line in lines)
    decide(session, Decision(year, DecisionKind.INITIAL, "BP 2026", date(2025, 12, 15), parts))
    return year, lines


@pytest.fixture
def budget(database: Database) -> Budget:
    """A budget that was voted."""
    made = Budget(database)
    with database.transaction() as session:
        made.year, made.lines = a_year(session)
    return made
