"""The lists of maintenance: what their tables ask for, and in which colours they say how things stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _n
from coorddesk.maintenance.queries import (
    ENTRY_COLUMNS,
    ENTRY_SORTS,
    PLAN_COLUMNS,
    REPAIR_COLUMNS,
    REPAIR_SORTS,
    EntryQuery,
    EntryRow,
    PlanQuery,
    PlanRow,
    RepairQuery,
    RepairRow,
    all_stated,
    entry_ids,
    entry_page,
    plan_ids,
    plan_page,
    repair_ids,
    repair_page,
)
from coorddesk.maintenance.rules import (
    RepairState,
    Urgency,
    Verdict,
)
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.table.source import Source

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

URGENCY_TONES: dict[Urgency, Tone] = {
    Urgency.OVERDUE: Tone.DANGER,
    Urgency.DUE: Tone.WARNING,
    Urgency.COMING: Tone.MUTED,
}
STATE_TONES: dict[RepairState, Tone] = {
    RepairState.TO_SEND: Tone.WARNING,
    RepairState.LEFT: Tone.ACCENT,
    RepairState.AT_SUPPLIER: Tone.ACCENT,
    RepairState.READY: Tone.SUCCESS,
    RepairState.GIVEN_BACK: Tone.MUTED,
    RepairState.ABANDONED: Tone.MUTED,
}
VERDICT_TONES: dict[Verdict, Tone] = {
    Verdict.GOOD: Tone.SUCCESS,
    Verdict.RESERVES: Tone.WARNING,
    Verdict.BAD: Tone.DANGER,
}


class Plans(Source[PlanRow, PlanQuery]):
    """Schedules as rows of a table."""

    columns = PLAN_COLUMNS
    shown = ("name", "due", "urgency", "now", "target", "rhythm", "work")
    groupable = ("urgency", "work")

    def noun(self, count: int) -> Message:
        """How many schedules."""
        return _n("{count} maintenance schedule", "{count} maintenance schedules", count)

    def ids(self, session: Session, query: PlanQuery) -> Sequence[int]:
        """The schedules that a query means."""
        return plan_ids(session, query)

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, PlanRow]:
        """Their rows."""
        return plan_page(session, ids)

    def stated(self, session: Session, query: PlanQuery) -> tuple[Message, ...]:
        """The filters, as the chips say them."""
        return all_stated(session, query)

    def is_narrowed(self, query: PlanQuery) -> bool:
        """Whether schedules are left out."""
        return query != PlanQuery(sort=query.sort, descending=query.descending)

    def dots(self) -> Mapping[str, Callable[[PlanRow], Tone | None]]:
        """The colour of how near it is."""
        return {"urgency": lambda row: None if row.urgency is None else URGENCY_TONES[row.urgency]}


class Repairs(Source[RepairRow, RepairQuery]):
    """Repairs as rows of a table."""

    columns = REPAIR_COLUMNS
    shown = ("device", "state", "fault", "device_name", "since", "holder", "loan_device", "supplier")
    paths = frozenset({"place"})
    unsortable = frozenset(column.key for column in REPAIR_COLUMNS if column.key not in REPAIR_SORTS)
    groupable = ("state", "supplier", "holder", "category", "place")

    def noun(self, count: int) -> Message:
        """How many repairs."""
        return _n("{count} repair", "{count} repairs", count)

    def ids(self, session: Session, query: RepairQuery) -> Sequence[int]:
        """The repairs that a query means."""
        return repair_ids(session, query)

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, RepairRow]:
        """Their rows."""
        return repair_page(session, ids)

    def stated(self, session: Session, query: RepairQuery) -> tuple[Message, ...]:
        """The filters, as the chips say them."""
        return all_stated(session, query)

    def is_narrowed(self, query: RepairQuery) -> bool:
        """Whether repairs under way are left out."""
        return query != RepairQuery(sort=query.sort, descending=query.descending)

    def dots(self) -> Mapping[str, Callable[[RepairRow], Tone | None]]:
        """The colour of a state."""
        return {"state": lambda row: STATE_TONES[row.state]}


class Log(Source[EntryRow, EntryQuery]):
    """What was done, as rows of a table."""

    columns = ENTRY_COLUMNS
    shown = ("day", "device", "what", "device_name", "work", "supplier", "cost", "verdict")
    paths = frozenset({"place"})
    unsortable = frozenset(column.key for column in ENTRY_COLUMNS if column.key not in ENTRY_SORTS)
    groupable = ("day", "work", "category", "place", "supplier", "verdict", "plan")

    def noun(self, count: int) -> Message:
        """How many entries."""
        return _n("{count} entry", "{count} entries", count)

    def ids(self, session: Session, query: EntryQuery) -> Sequence[int]:
        """The entries that a query means."""
        return entry_ids(session, query)

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, EntryRow]:
        """Their rows."""
        return entry_page(session, ids)

    def stated(self, session: Session, query: EntryQuery) -> tuple[Message, ...]:
        """The filters, as the chips say them."""
        return all_stated(session, query)

    def is_narrowed(self, query: EntryQuery) -> bool:
        """Whether entries are left out."""
        return query != EntryQuery(sort=query.sort, descending=query.descending)

    def dots(self) -> Mapping[str, Callable[[EntryRow], Tone | None]]:
        """The colour of a verdict."""
        return {"verdict": lambda row: None if row.verdict is None else VERDICT_TONES[row.verdict]}
