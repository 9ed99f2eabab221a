"""The fields of tickets by which they are filtered."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, true

from coorddesk.core.criteria import Criterion, said_criterion
from coorddesk.core.criteria_sql import Claim, Ground, claims, folded, own, own_text, record
from coorddesk.core.fields import Field, named_by
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.tables import Kind
from coorddesk.directory.models import Person, Place, Supplier
from coorddesk.directory.queries import person_options, place_options, places_below, supplier_options
from coorddesk.directory.rules import PersonName
from coorddesk.helpdesk.models import Cause, Problem, Team, Ticket, TicketCategory, TicketDevice
from coorddesk.helpdesk.queries.options import category_options, cause_options, problem_options, team_options
from coorddesk.helpdesk.queries.targets import category_parents
from coorddesk.helpdesk.rules import (
    IMPACT_TITLES,
    PRIORITY_TITLES,
    RESOLUTION_TITLES,
    SOURCE_TITLES,
    STATUS_TITLES,
    TICKET_KIND_TITLES,
    URGENCY_TITLES,
    category_chain,
)
from coorddesk.inventory.models import Asset
from coorddesk.maintenance.queries import asset_options

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session


def ticket_claims(session: Session, criteria: Sequence[Criterion]) -> list[Claim]:
    """What a ticket must be like for all criteria."""
    return claims(session, criteria, _GROUNDS) if criteria else []


def said_ticket_criteria(session: Session, criteria: Sequence[Criterion]) -> list[Message]:
    """Each criterion in a few words."""
    fields = {field.key: field for field in FIELDS_OF_TICKETS}
    return [said_criterion(session, criterion, fields.get(criterion.field)) for criterion in criteria]


def categories_below(session: Session, category_id: int) -> list[int]:
    """A kind of ticket, and all that are inside it."""
    parents = category_parents(session)
    return [each for each in parents if category_id in category_chain(parents, each)] or [category_id]


def _words(titles: Mapping[Any, Message]) -> tuple[tuple[str, Message], ...]:
    return tuple((word.value, title) for word, title in titles.items())


def _person_name(session: Session, person_id: int) -> str | None:
    row = session.get(Person, person_id)
    return None if row is None else PersonName(row.last_name, row.first_name).full


def _places(session: Session, chosen: Collection[Any]) -> list[int]:
    return [inside for place_id in chosen for inside in places_below(session, place_id)]


def _categories(session: Session, chosen: Collection[Any]) -> list[int]:
    return [inside for category_id in chosen for inside in categories_below(session, category_id)]


def _of_device(claim: Claim) -> Claim:
    about = select(TicketDevice.ticket_id).join(Asset, Asset.id == TicketDevice.asset_id)
    return Ticket.id.in_(about.where(claim).correlate(None))


FIELDS_OF_TICKETS: tuple[Field, ...] = (
    Field("title", _p("ticket", "Title")),
    Field("description", _("Description")),
    Field("status", _p("ticket", "Status"), Kind.CHOICE, _words(STATUS_TITLES)),
    Field("kind", _p("ticket", "Kind"), Kind.CHOICE, _words(TICKET_KIND_TITLES)),
    Field("priority", _("Priority"), Kind.CHOICE, tuple(PRIORITY_TITLES.items())),
    Field("urgency", _("Urgency"), Kind.CHOICE, tuple(URGENCY_TITLES.items())),
    Field("impact", _("Impact"), Kind.CHOICE, tuple(IMPACT_TITLES.items())),
    Field("is_major", _("Major incident"), Kind.YES_NO),
    Field("source", _p("ticket", "Came in by"), Kind.CHOICE, _words(SOURCE_TITLES)),
    Field("origin", _p("ticket", "Came from")),
    Field("category", _p("ticket", "Category"), search=category_options, name=named_by(TicketCategory, "path")),
    Field("device", _("Device"), search=asset_options, name=named_by(Asset, "tag")),
    Field("place", _("Place"), search=place_options, name=named_by(Place, "path")),
    Field("requester", _("Requester"), search=person_options, name=_person_name),
    Field("requester_name", _("Name of the requester")),
    Field("assignee", _("Assigned to"), search=person_options, name=_person_name),
    Field("team", _("Team"), search=team_options, name=named_by(Team)),
    Field("provider", _("Provider"), search=supplier_options, name=named_by(Supplier)),
    Field("provider_reference", _("Provider's reference"), Kind.CODE),
    Field("planned_on", _("Planned for"), Kind.DATE),
    Field("waiting_reason", _("Waits for")),
    Field("remind_on", _("Look again on"), Kind.DATE),
    Field("cause", _p("ticket", "Cause"), search=cause_options, name=named_by(Cause)),
    Field("resolution", _p("ticket", "Resolution"), Kind.CHOICE, _words(RESOLUTION_TITLES)),
    Field("solution", _("Solution")),
    Field("problem", _("Problem"), search=problem_options, name=named_by(Problem)),
)
"""Every field of tickets in the order of their form; when one was opened or resolved is asked by days of the query."""

_GROUNDS: dict[str, Ground] = {
    "title": own_text(Ticket.id, Ticket.title, Ticket.search),
    "description": own_text(Ticket.id, Ticket.description, Ticket.search),
    "status": Ground(true(), Ticket.status),
    "kind": Ground(true(), Ticket.kind),
    "priority": Ground(true(), Ticket.priority),
    "urgency": Ground(true(), Ticket.urgency),
    "impact": Ground(true(), Ticket.impact),
    "is_major": Ground(true(), Ticket.is_major),
    "source": Ground(true(), Ticket.source),
    "origin": own_text(Ticket.id, Ticket.origin),
    "category": replace(
        record(Ticket.category_id, select(TicketCategory.id), TicketCategory.path_folded), spread=_categories
    ),
    "device": Ground(true(), Asset.id, folded(Asset.search), around=_of_device),
    "place": replace(record(Ticket.place_id, select(Place.id), Place.path_folded), spread=_places),
    "requester": record(Ticket.requester_id, select(Person.id), Person.search),
    "requester_name": own_text(Ticket.id, Ticket.requester_name, Ticket.search),
    "assignee": record(Ticket.assignee_id, select(Person.id), Person.search),
    "team": record(Ticket.team_id, select(Team.id), Team.name_folded),
    "provider": record(Ticket.provider_id, select(Supplier.id), Supplier.name_folded),
    "provider_reference": own_text(Ticket.id, Ticket.provider_reference, Ticket.search),
    "planned_on": own(Ticket.planned_on),
    "waiting_reason": own_text(Ticket.id, Ticket.waiting_reason),
    "remind_on": own(Ticket.remind_on),
    "cause": record(Ticket.cause_id, select(Cause.id), Cause.name_folded),
    "resolution": own(Ticket.resolution),
    "solution": own_text(Ticket.id, Ticket.solution, Ticket.search),
    "problem": record(Ticket.problem_id, select(Problem.id), Problem.name_folded),
}
