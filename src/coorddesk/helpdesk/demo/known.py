"""The problem of the demo that is still being looked into: the Wi-Fi that fails, and what helps meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.helpdesk.models import Ticket
from coorddesk.helpdesk.rules import OPEN, ProblemState
from coorddesk.helpdesk.service import FoundProblem, ProblemDetails, Seen, found_problem

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.helpdesk.demo.house import House

_CATEGORY = "Wi-Fi"
_TICKETS = 4
_KNOWN = ProblemDetails(
    "Coupures du Wi-Fi au premier étage",
    ProblemState.KNOWN,
    description="La connexion tombe plusieurs fois par heure dès qu’une classe entière se connecte.",
    root_cause="La borne du couloir ne tient pas plus de vingt appareils à la fois.",
    workaround="Brancher le poste de l’enseignant au câble ; ne connecter les tablettes que par demi-classe.",
    action="Devis demandé pour une seconde borne.",
    is_announced=True,
)


def add_known(session: Session, house: House) -> None:
    """Behind the latest tickets about the Wi-Fi, where one of them is open."""
    of_wifi = select(Ticket.id, Ticket.status).where(Ticket.category_id == house.category(_CATEGORY))
    latest = session.execute(of_wifi.order_by(Ticket.id.desc()).limit(_TICKETS)).all()
    if any(row.status in OPEN for row in latest):
        found_problem(session, FoundProblem(_KNOWN, tuple(Seen(row.id) for row in reversed(latest))))
