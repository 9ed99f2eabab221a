"""The single door of the ledger: every document writes its moves here, and no line takes more than it bears."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from coorddesk.budget.models import BudgetLine, BudgetMove, FiscalYear
from coorddesk.budget.queries.sums import figures_of_lines
from coorddesk.budget.rules.ledger import COMMITMENTS, Entry, Overspent, Posted, Posting
from coorddesk.budget.rules.limits import verdict
from coorddesk.budget.rules.situation import NOTHING, Figures, figures_of
from coorddesk.budget.rules.words import MoveKind, OnOverspending, YearState
from coorddesk.budget.rules.years import Span, trouble_with_day
from coorddesk.core.access import actor_of, allowed
from coorddesk.core.bulk import insert_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Money, _
from coorddesk.core.money import LARGEST
from coorddesk.core.tidy import tidy_lines
from coorddesk.directory.service import EDITORS

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@allowed(*EDITORS)
def post(session: Session, postings: Sequence[Posting]) -> Posted:
    """Write what documents mean, all together; the deed is the caller's to name.

    Refused on a line of a closed year, on one that refuses overspending where less than nothing would be free, and
    where more of a commitment would be used up than there is.
    Transactions write one after the other, so that of two programs the second sees what the first has taken.
    """
    session.flush()
    entries = [entry for posting in postings for entry in posting.entries]
    lines = _lines(session, {entry.line_id for entry in entries})
    years = _years(session, {line.year_id for line in lines.values()})
    for entry in entries:
        _refuse_wrong(entry, years[lines[entry.line_id].year_id])
    rows = [_row(posting, entry) for posting in postings for entry in posting.entries]
    _refuse_used_up(session, rows)
    overspent = _overspent(session, lines, entries)
    said = {"moment": clock_of(session).now(), "actor": actor_of(session).name}
    written = insert_rows(session, table_named(BudgetMove.__tablename__), [row | said for row in rows])
    return Posted(tuple(written), overspent)


@allowed(*EDITORS)
def refuse_closed(session: Session, year_id: int) -> FiscalYear:
    """The year, if it still takes moves and its lines may be changed."""
    return _years(session, {year_id})[year_id]


def _lines(session: Session, ids: Collection[int]) -> dict[int, BudgetLine]:
    found = session.scalars(select(BudgetLine).where(BudgetLine.id.in_(ids))).all()
    if len(found) < len(ids):
        raise UserError(_("This budget line is no longer there. Choose another."), field="line")
    return {line.id: line for line in found}


def _years(session: Session, ids: Collection[int]) -> dict[int, FiscalYear]:
    found = session.scalars(select(FiscalYear).where(FiscalYear.id.in_(ids))).all()
    if len(found) < len(ids):
        raise UserError(_("This is no longer there: somebody deleted it."))
    for year in found:
        if year.state is YearState.CLOSED:
            raise UserError(_("The fiscal year {name} is closed. Reopen it, or choose another.", name=year.name))
    return {year.id: year for year in found}


def _refuse_wrong(entry: Entry, year: FiscalYear) -> None:
    trouble = trouble_with_day(Span(year.first_day, year.last_day), entry.day)
    if trouble is not None:
        raise UserError(trouble, field="day")
    if entry.cents == 0 or abs(entry.cents) > LARGEST:
        raise UserError(_("Say how much: not nothing, and not that much."), field="cents")


def _refuse_used_up(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Of no commitment is more used up on a line than was promised there; what it was, `rows` name."""
    changed: defaultdict[tuple[Any, ...], int] = defaultdict(int)
    for row in rows:
        if row["kind"] in COMMITMENTS:
            changed[tuple(row[each] for each in _OF)] += row["cents"]
    lowered = {of: cents for of, cents in changed.items() if cents < 0}
    if not lowered:
        return
    of = [getattr(BudgetMove, each) for each in _OF]
    wanted = select(*of, func.sum(BudgetMove.cents)).where(
        BudgetMove.commitment_id.in_({key[-1] for key in lowered}),
        BudgetMove.commitment_kind.in_({key[-2] for key in lowered}),
    )
    there = {tuple(row[:-1]): int(row[-1]) for row in session.execute(wanted.group_by(*of))}
    if any(there.get(key, 0) + cents < 0 for key, cents in lowered.items()):
        raise UserError(_("More of a commitment would be used up than there is."), field="cents")


def _overspent(session: Session, lines: dict[int, BudgetLine], entries: Sequence[Entry]) -> tuple[Overspent, ...]:
    """What is to be warned of, each line once; raises `UserError` where a line refuses."""
    there = figures_of_lines(session, lines)
    by_line: defaultdict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_line[entry.line_id].append(entry)
    found = []
    for line_id, added in by_line.items():
        line, before = lines[line_id], there.get(line_id, NOTHING)
        after = before + _figures(added)
        said = verdict(line.on_overspending, before, after, {entry.kind for entry in added})
        if said is OnOverspending.BLOCK:
            refusal = _(
                "The budget line “{name}” does not bear this: {missing} is missing. Open credits, or choose another.",
                name=_name(line),
                missing=Money(-after.free),
            )
            raise UserError(refusal, field="line")
        if said is OnOverspending.WARN:
            found.append(Overspent(line_id, _name(line), after.free))
    return tuple(found)


def _figures(entries: Sequence[Entry]) -> Figures:
    sums: defaultdict[MoveKind, int] = defaultdict(int)
    for entry in entries:
        sums[entry.kind] += entry.cents
    return figures_of(sums)


def _name(line: BudgetLine) -> str:
    return f"{line.code} {line.label}"


_OF = ("line_id", "kind", "commitment_kind", "commitment_id")
"""What tells a commitment from others: it may stand on several lines, once it was carried forward."""


def _row(posting: Posting, entry: Entry) -> dict[str, Any]:
    of = entry.commitment or (posting.document if entry.kind in COMMITMENTS else None)
    return {
        "line_id": entry.line_id,
        "kind": entry.kind,
        "cents": entry.cents,
        "day": entry.day,
        "document_kind": posting.document[0],
        "document_id": posting.document[1],
        "document_label": posting.label,
        "commitment_kind": None if of is None else of[0],
        "commitment_id": None if of is None else of[1],
        "counter_of_id": entry.counter_of,
        "words": tidy_lines(entry.words),
    }
