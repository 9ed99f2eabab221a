"""What a query for loans says, filter by filter, in a few words each: for papers and chips."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _
from coorddesk.directory.models import Person, PersonGroup
from coorddesk.directory.rules import PersonName, group_title
from coorddesk.inventory.models import Asset, Model
from coorddesk.inventory.rules import called
from coorddesk.lending.models import Kit
from coorddesk.lending.queries.criteria import said_loan_criteria
from coorddesk.lending.queries.lists import LoanQuery
from coorddesk.lending.rules import STANDING_TITLES, Standing

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def stated(session: Session, query: LoanQuery) -> tuple[Message, ...]:
    """Every filter of a query."""
    own = (*_words(session, query), *_links(session, query), *_days(session, query))
    return (*own, *said_loan_criteria(session, query.criteria))


def _words(_session: Session, query: LoanQuery) -> Iterator[Message]:
    if query.text.strip():
        yield _("Search: “{text}”", text=query.text.strip())
    for standing in sorted(query.standings, key=list(Standing).index):
        yield STANDING_TITLES[standing]
    if query.past and not query.standings:
        yield _("With those that are over")


def _links(session: Session, query: LoanQuery) -> Iterator[Message]:
    person = None if query.person is None else session.get(Person, query.person)
    if person is not None:
        yield _("Borrower: {name}", name=PersonName(person.last_name, person.first_name).full)
    group = None if query.group is None else session.get(PersonGroup, query.group)
    if group is not None:
        yield _("Class or group: {name}", name=group_title(group.name, group.year))
    asset = None if query.asset is None else session.get(Asset, query.asset)
    if asset is not None:
        yield _("Device: {name}", name=called(asset.tag, asset.serial, asset.name, asset.id))
    model = None if query.model is None else session.get(Model, query.model)
    if model is not None:
        yield _("Model: {name}", name=f"{model.name} {model.number}".strip())
    kit = None if query.kit is None else session.get(Kit, query.kit)
    if kit is not None:
        yield _("Kit: {name}", name=kit.name)


def _days(_session: Session, query: LoanQuery) -> Iterator[Message]:
    if query.due_from is not None:
        yield _("Due from {day} on", day=query.due_from)
    if query.due_to is not None:
        yield _("Due until {day}", day=query.due_to)
    if query.day is not None:
        yield _("Needed on {day}", day=query.day)
