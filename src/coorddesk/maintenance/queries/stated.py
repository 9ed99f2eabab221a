"""The filters of the lists of maintenance in words: for chips and for the heads of papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coorddesk.core.fields import GONE
from coorddesk.core.messages import Message, _, verbatim
from coorddesk.directory.models import Place, Supplier
from coorddesk.maintenance.models import MaintenancePlan
from coorddesk.maintenance.queries.criteria import (
    FIELDS_OF_ENTRIES,
    FIELDS_OF_PLANS,
    FIELDS_OF_REPAIRS,
    said_criteria,
)
from coorddesk.maintenance.queries.entries import EntryQuery
from coorddesk.maintenance.queries.options import asset_called
from coorddesk.maintenance.queries.plans import PlanQuery
from coorddesk.maintenance.queries.repairs import RepairQuery
from coorddesk.maintenance.rules import REPAIR_STATE_TITLES, URGENCY_TITLES, VERDICT_TITLES, WORK_TITLES

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Query = PlanQuery | RepairQuery | EntryQuery


def all_stated(session: Session, query: Query) -> tuple[Message, ...]:
    """Each filter and each criterion of a query; of repairs also that those that are over are left out."""
    text = (_("Search: “{text}”", text=query.text.strip()),) if query.text.strip() else ()
    is_under_way = isinstance(query, RepairQuery) and query.state is None and query.closed is False
    left_out = (_("Repairs that are over left out"),) if is_under_way else ()
    return (*text, *stated(session, query).values(), *left_out, *said(session, query))


def stated(session: Session, query: Query) -> dict[str, Message]:
    """Each filter of a query but its text and its criteria, by the field that holds it."""
    match query:
        case PlanQuery():
            return _of(("urgency", query.urgency, URGENCY_TITLES), ("work", query.work, WORK_TITLES))
        case EntryQuery():
            found = _of(("work", query.work, WORK_TITLES), ("verdict", query.verdict, VERDICT_TITLES))
            return found | _records(session, query) | _days(query)
    found = _of(("state", query.state, REPAIR_STATE_TITLES))
    if query.state is None and query.closed is not False:
        found["closed"] = _("Only repairs that are over") if query.closed else _("All repairs")
    return found | _records(session, query)


def said(session: Session, query: Query) -> tuple[Message, ...]:
    """Each criterion of a query."""
    fields = FIELDS_OF_PLANS if isinstance(query, PlanQuery) else FIELDS_OF_REPAIRS
    return said_criteria(session, query.criteria, FIELDS_OF_ENTRIES if isinstance(query, EntryQuery) else fields)


def _of(*chosen: tuple[str, Any, dict[Any, Message]]) -> dict[str, Message]:
    return {key: titles[value] for key, value, titles in chosen if value is not None}


def _days(query: EntryQuery) -> dict[str, Message]:
    found: dict[str, Message] = {}
    if query.since is not None:
        found["since"] = _("From {day} on", day=query.since)
    if query.until is not None:
        found["until"] = _("Until {day}", day=query.until)
    return found


def _records(session: Session, query: RepairQuery | EntryQuery) -> dict[str, Message]:
    """Whose repairs or entries they are."""
    found: dict[str, Message] = {}
    if query.asset is not None:
        found["asset"] = _("Device: {name}", name=_or_gone(asset_called(session, query.asset)))
    if query.supplier is not None:
        supplier = session.get(Supplier, query.supplier)
        found["supplier"] = _("Supplier: {name}", name=_or_gone(None if supplier is None else supplier.name))
    if query.place is not None:
        place = session.get(Place, query.place)
        found["place"] = _("Place: {name}", name=_or_gone(None if place is None else place.path))
    if isinstance(query, EntryQuery) and query.plan is not None:
        plan = session.get(MaintenancePlan, query.plan)
        found["plan"] = _("Schedule: {name}", name=_or_gone(None if plan is None else plan.name))
    return found


def _or_gone(name: str | None) -> Message:
    return GONE if name is None else verbatim(name)
