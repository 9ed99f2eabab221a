"""A kind of ticket of the demo that asks its own questions and brings its own steps, and one ticket of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.helpdesk.models import CategoryQuestion
from coorddesk.helpdesk.rules import Source, TicketKind
from coorddesk.helpdesk.service import (
    CategoryDetails,
    NewTicket,
    Question,
    Save,
    TicketDetails,
    open_ticket,
    save_choice,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.helpdesk.demo.house import House

_ASKED = "\N{NARROW NO-BREAK SPACE}?"
_QUESTIONS = (
    Question(f"Pour quel jour et à quelle heure{_ASKED}", is_required=True),
    Question(f"Combien de personnes sont attendues{_ASKED}", ("moins de 20", "de 20 à 50", "plus de 50")),
    Question(f"Faut-il un micro{_ASKED}", ("oui", "non")),
)
_ANSWERS = ("samedi à 15 h", "de 20 à 50", "oui")
_STEPS = (
    "Réserver l’enceinte et le micro",
    "Essayer le son la veille",
    "Installer une heure avant",
    "Ranger et recharger",
)


def add_asking(session: Session, house: House, team: int) -> None:
    """Write both."""
    details = CategoryDetails(
        "Sonorisation d’une animation",
        kind=TicketKind.REQUEST,
        team_id=team,
        questions=_QUESTIONS,
        checklist=_STEPS,
    )
    category = save_choice(session, Save(details))
    asked = select(CategoryQuestion.id).where(CategoryQuestion.category_id == category)
    ids = session.scalars(asked.order_by(CategoryQuestion.position)).all()
    requester = house.staff[0]
    wanted = TicketDetails(
        "Micro et enceinte pour l’heure du conte",
        kind=TicketKind.REQUEST,
        category_id=category,
        place_id=house.rooms[0],
        requester_id=requester.id,
    )
    answers = tuple(zip(ids, _ANSWERS, strict=True))
    open_ticket(session, NewTicket(wanted, source=Source.COUNTER, answers=answers))
