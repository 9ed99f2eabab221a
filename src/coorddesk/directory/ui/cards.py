"""What the cards of places, people and suppliers say, put together in the reading lane."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coorddesk.core.feature import Feature, belongings, story
from coorddesk.core.messages import Message, _, _p
from coorddesk.directory.queries import person, place, supplier
from coorddesk.directory.rules import PLACE_KIND_TITLES
from coorddesk.widgets.card import CardContent
from coorddesk.widgets.facts import Fact, Section
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.texts import Texts

_FIRST = 12


def place_card(session: Session, place_id: int, features: Sequence[Feature]) -> CardContent | None:
    """The card of a place; None if it is no longer there."""
    row = place(session, place_id)
    if row is None:
        return None
    facts = (
        Fact(_("Inside"), row.parent_path, None if row.parent_id is None else ("place", row.parent_id)),
        Fact(_("Code"), row.code),
        Fact(_("Address"), row.address),
    )
    return CardContent(
        title=row.name,
        badges=((PLACE_KIND_TITLES[row.kind], Tone.MUTED),),
        sections=(Section(None, facts), _notes(row.notes)),
        belongings=belongings(session, features, ("place", place_id), _FIRST),
        story=story(session, features, ("place", place_id)),
    )


def person_card(session: Session, person_id: int, features: Sequence[Feature], texts: Texts) -> CardContent | None:
    """The card of a person; None if it is no longer there."""
    row = person(session, person_id)
    if row is None:
        return None
    born = "" if row.birth_date is None else texts.date(row.birth_date)
    facts = (
        Fact(_("Department"), row.department or ""),
        Fact(_p("person", "Role"), row.role),
        Fact(_("Class or group"), row.group),
        Fact(_("E-mail"), row.email),
        Fact(_("Telephone"), row.phone),
        Fact(_("Identifier"), row.identifier or ""),
        Fact(_("Date of birth"), born),
    )
    return CardContent(
        title=row.full_name,
        caption=row.group or row.department or row.role,
        sections=(Section(None, facts), _notes(row.notes)),
        belongings=belongings(session, features, ("person", person_id), _FIRST),
        story=story(session, features, ("person", person_id)),
    )


def supplier_card(session: Session, supplier_id: int, features: Sequence[Feature]) -> CardContent | None:
    """The card of a supplier; None if it is no longer there."""
    row = supplier(session, supplier_id)
    if row is None:
        return None
    facts = (
        Fact(_("Contact"), row.contact),
        Fact(_("E-mail"), row.email),
        Fact(_("Telephone"), row.phone),
        Fact(_("Address"), row.address),
        Fact(_("Website"), row.website),
        Fact(_("Customer number"), row.customer_number),
    )
    return CardContent(
        title=row.name,
        sections=(Section(None, facts), _notes(row.notes)),
        belongings=belongings(session, features, ("supplier", supplier_id), _FIRST),
        story=story(session, features, ("supplier", supplier_id)),
    )


def _notes(text: str) -> Section:
    return Section(_("Notes"), (Fact(Message(""), text),))
