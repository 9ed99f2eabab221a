"""Help given to one person in the demo: at the library without an appointment, and to colleagues who had asked."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.agenda.queries import opening_hours
from coorddesk.core.access import actor_of
from coorddesk.core.bulk import insert_rows
from coorddesk.core.history_rows import table_named
from coorddesk.directory.models import Person, Place
from coorddesk.directory.rules import PersonKind
from coorddesk.helpdesk.models import Ticket
from coorddesk.helpdesk.rules import OVER
from coorddesk.training.models import SupportLog
from coorddesk.training.rules.support import support_search
from coorddesk.training.rules.words import Audience

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.feature import DemoDesk
    from coorddesk.helpdesk.demo.house import House

_SEED, _BACK = 79, 730
_OFTEN, _NAMED = 0.6, 0.55
_COLLEAGUES = 14
_THEMES = (
    *("Démarche en ligne", "Courriel", "Smartphone", "Impression", "Compte perdu", "Photos", "Recherche d’emploi"),
    *("Achat en ligne", "Liseuse", "Visioconférence"),
)
_NEXT = ("", "", "", "Atelier Premiers pas à l’ordinateur", "France services", "Café numérique", "Mairie")
_MINUTES = (10, 15, 15, 20, 20, 30, 30, 45, 60)
_ROOM, _ASKED = "Espace numérique", "Help or training"
Row = dict[str, Any]


def help_people(session: Session, demo: DemoDesk, house: House) -> None:
    """Two a week of two years, some of whom nobody asked for a name."""
    chance = Random(_SEED)  # noqa: S311 - believable, not secret
    hours, actor = opening_hours(session), actor_of(session).name
    readers = session.scalars(
        select(Person.id).where(Person.kind == PersonKind.PATRON, Person.left_on.is_(None)).order_by(Person.id)
    ).all()
    room = session.scalar(select(Place.id).where(Place.name == _ROOM).order_by(Place.id).limit(1))
    rows: list[Row] = []
    for back in range(_BACK, 0, -1):
        day = demo.today - timedelta(days=back)
        if hours.slots(day) and chance.random() < _OFTEN:
            person_id = chance.choice(readers) if chance.random() < _NAMED else None
            audience = chance.choice((Audience.ADULTS, Audience.SENIORS, Audience.SENIORS, Audience.LITERACY))
            rows.append(
                _row(chance, day, person_id, audience) | {"place_id": room, "orientation": chance.choice(_NEXT)}
            )
    wanted = select(Ticket.id, Ticket.requester_id, Ticket.opened_at, Ticket.place_id).where(
        Ticket.category_id == house.category(_ASKED), Ticket.status.in_(OVER), Ticket.requester_id.is_not(None)
    )
    for ticket in session.execute(wanted.order_by(Ticket.id.desc()).limit(_COLLEAGUES)):
        day = min(demo.clock.local(ticket.opened_at).date() + timedelta(days=1), demo.today)
        said = _row(chance, day, ticket.requester_id, Audience.STAFF)
        rows.append(said | {"ticket_id": ticket.id, "place_id": ticket.place_id})
    rows.sort(key=lambda row: row["day"])
    for row in rows:
        row |= {"actor": actor, "search": support_search(row["theme"], "", row["orientation"], "")}
    insert_rows(session, table_named(SupportLog.__tablename__), rows)


def _row(chance: Random, day: date, person_id: int | None, audience: Audience) -> Row:
    said = {"day": day, "minutes": chance.choice(_MINUTES), "theme": chance.choice(_THEMES), "audience": audience}
    return {"version": 1, **said, "person_id": person_id, "name": "", "orientation": "", "ticket_id": None, "note": ""}
