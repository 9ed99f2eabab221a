"""What a year of 20,000 moves of money asks, on either database, beside bare SQL: the situation, the ledger, a deed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks.desks import on_both
from benchmarks.measuring import Ratio, bare_rows, seconds
from coorddesk.budget.queries import MoveQuery, SituationQuery, move_ids, move_sums, moves_page, situation
from coorddesk.budget.queries.findings import findings
from coorddesk.budget.rules.grouping import By
from coorddesk.budget.rules.words import CREDITS, DecisionKind, MoveKind
from coorddesk.budget.service import Decision, LineDetails, NewLine, Part, YearDetails, create_line, create_year, decide
from coorddesk.core.bulk import insert_rows
from coorddesk.core.history import record
from coorddesk.core.messages import verbatim
from coorddesk.core.orm import Base

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database

LIMIT = 2.0
MOVES, LINES = 20_000, 60
_PAGE, _RUNS = 128, 41
_FIRST, _NOON = date(2026, 1, 1), datetime(2026, 1, 1, 12, tzinfo=UTC)
_LEVELS = "SELECT line_id, kind, sum(cents) FROM budget_move WHERE {claim} GROUP BY line_id, kind"
_OF_YEAR = "line_id IN (SELECT id FROM budget_line WHERE year_id IN ({years}))"
_CHECKS = (
    (
        "SELECT kind, commitment_kind, commitment_id, sum(cents) FROM budget_move"
        " WHERE kind IN ('committed', 'pre_committed') GROUP BY 1, 2, 3 HAVING sum(cents) < 0"
    ),
    "SELECT document_id, sum(cents) FROM budget_move WHERE document_kind = 'budget_decision' GROUP BY 1",
)


def main() -> None:
    """Print a line for each ratio."""
    for name, database in on_both(fill_budget):
        with database.reading() as session:
            for ratio in measure(session, f"{name}, {MOVES:,} moves"):
                print(f"  {ratio}", flush=True)


def measure(session: Session, name: str) -> Iterator[Ratio]:
    """Every ratio on one desk; its second year goes on from its first, and each has half of all moves."""
    whole = _LEVELS.format(claim=_OF_YEAR.format(years="3"))
    both = _LEVELS.format(claim=_OF_YEAR.format(years="1, 2"))
    half = _LEVELS.format(claim=_OF_YEAR.format(years="3") + " AND day <= '2026-06-30'")
    for by in (By.LINE, By.CHAPTER, By.TAG):
        ours = partial(situation, session, SituationQuery(3, by=by))
        yield _ratio(session, f"{name}: a year by {by.value}", ours, (whole,))
    ours = partial(situation, session, SituationQuery(3, date(2026, 6, 30)))
    yield _ratio(session, f"{name}: a year on 30/06", ours, (half,))
    ours = partial(situation, session, SituationQuery(2))
    yield _ratio(session, f"{name}: with the year before", ours, (both,))
    ids = "SELECT m.id FROM budget_move m JOIN budget_line l ON l.id = m.line_id WHERE l.year_id = 3"
    query = MoveQuery(year=3)
    yield _ratio(session, f"{name}: the ledger", partial(move_ids, session, query), (f"{ids} ORDER BY m.day, m.id",))
    sums = ids.replace("m.id FROM", "count(*), sum(m.cents) FROM")
    yield _ratio(session, f"{name}: what it comes to", partial(move_sums, session, query), (sums,))
    page = list(move_ids(session, query))[:_PAGE]
    rows = f"SELECT * FROM budget_move WHERE id IN ({', '.join(map(str, page))})"
    yield _ratio(session, f"{name}: a page of {_PAGE}", partial(moves_page, session, page), (rows,), None)
    yield _ratio(session, f"{name}: all that is checked", partial(findings, session), _CHECKS, None)


def fill_budget(database: Database) -> None:
    """Write 20,000 moves on the lines of one year, and as many on those of two years in a row."""
    with database.transaction() as session:
        years = [_year(session, 2024, None), None, None]
        years[1] = _year(session, 2025, years[0])
        years[2] = _year(session, 2026, None)
        for number, (year_id, lines) in enumerate(filter(None, years)):
            decide(
                session,
                Decision(year_id, DecisionKind.INITIAL, "BP", _FIRST.replace(year=2024 + number), (Part(lines[0], 1),)),
            )
            count = MOVES if number == 2 else MOVES // 2
            moves = [_move(lines, each, 2024 + number) for each in range(count)]
            insert_rows(session, Base.metadata.tables["budget_move"], moves)
        record(session, verbatim("Make many moves"))
        session.flush()
        if session.connection().dialect.name == "postgresql":
            session.connection().exec_driver_sql("ANALYZE")  # a server would within a minute; SQLite's desk never does


def _year(session: Session, number: int, before: tuple[int, list[int]] | None) -> tuple[int, list[int]]:
    first, last = date(number, 1, 1), date(number, 12, 31)
    year = create_year(session, YearDetails(str(number), first, last, previous_id=before and before[0]))
    lines = []
    for place in range(LINES):
        previous = None if before is None else before[1][place]
        tags = (f"tag {place % 7}",)
        details = LineDetails(f"Ligne {place}", chapter=f"0{place % 9}", tags=tags, previous_id=previous)
        lines.append(create_line(session, NewLine(year, details)))
    return year, lines


def _move(lines: Sequence[int], number: int, year: int) -> dict[str, Any]:
    kind = tuple(MoveKind)[number % len(MoveKind)]
    day = _FIRST.replace(year=year) + timedelta(days=number * 7919 % 365)
    document = ("budget_decision", year - 2023) if kind in CREDITS else ("purchase_order", 1 + number // 4)
    commits = kind in {MoveKind.COMMITTED, MoveKind.PRE_COMMITTED}
    return {
        "line_id": lines[number * 31 % len(lines)],
        "kind": kind,
        "cents": 100 + number * 6151 % 99_991,
        "day": day,
        "moment": _NOON,
        "actor": "bench",
        "document_kind": document[0],
        "document_id": document[1],
        "document_label": f"BC-{year}-{number // 4:04}",
        "commitment_kind": "order_line" if commits else None,
        "commitment_id": number if commits else None,
        "counter_of_id": None,
        "words": "",
    }


def _ratio(session: Session, name: str, ours: Any, bare: Sequence[str], limit: float | None = LIMIT) -> Ratio:
    """Both in turns, so that what else the machine does slows down either."""
    floors = partial(_ask, session, bare)
    turns = [(seconds(ours), seconds(floors)) for _ in range(_RUNS)]
    took, floor = (median(each) for each in zip(*turns, strict=True))
    return Ratio(name, took, floor, limit)


def _ask(session: Session, statements: Sequence[str]) -> None:
    for sql in statements:
        bare_rows(session, sql)


if __name__ == "__main__":
    main()
