"""What lies ready on the demo's help desk: a team, promises, a rule, templates and macros."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.helpdesk.demo.words import PLEDGES
from coorddesk.helpdesk.rules import Every, Resolution, Status, Trigger
from coorddesk.helpdesk.service import (
    DiagnosisDetails,
    MacroDetails,
    RecurringDetails,
    RuleDetails,
    Save,
    TargetDetails,
    TeamDetails,
    TemplateDetails,
    save_choice,
)

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from coorddesk.helpdesk.demo.house import House

_TEAM = "Assistance"


def add_ready(session: Session, house: House, today: date, devices: dict[str, int]) -> int:
    """Write what lies ready; returns the team. `devices` are categories of devices by name."""
    people = tuple(each.id for each in house.technicians)
    team = save_choice(session, Save(TeamDetails(_TEAM, people)))
    for priority, (respond, resolve) in PLEDGES.items():
        save_choice(session, Save(TargetDetails(respond, resolve, priority)))
    first = people[0] if people else None
    unanswered = "Sans réponse au bout d’une heure"
    save_choice(session, Save(RuleDetails(unanswered, Trigger.UNANSWERED, 60, 4, assignee_id=first, team_id=team)))
    _add_macros(session, house)
    template = TemplateDetails(
        "Compteurs des copieurs",
        "Relever les compteurs des copieurs",
        category_id=house.category("Printer or copier"),
        team_id=team,
        checklist=("Compteur noir et blanc", "Compteur couleur", "Envoi au fournisseur"),
    )
    start = today.replace(day=1)
    start = start.replace(month=start.month % 12 + 1, year=start.year + start.month // 12)
    template_id = save_choice(session, Save(template))
    save_choice(session, Save(RecurringDetails(template.name, template_id, start, Every.MONTH)))
    points = ("Voyant de la lampe", "Câble HDMI aux deux bouts", "Source choisie", "Heures de lampe")
    if "Vidéoprojecteur" in devices:
        save_choice(session, Save(DiagnosisDetails(devices["Vidéoprojecteur"], points)))
    return team


def _add_macros(session: Session, house: House) -> None:
    macros = (
        MacroDetails("Nous passons aujourd’hui", "Nous passons aujourd’hui.", status=Status.IN_PROGRESS),
        MacroDetails(
            "Pièce commandée",
            "La pièce est commandée.",
            status=Status.WAITING,
            waiting_reason="Pièce commandée",
            remind_days=7,
        ),
        MacroDetails(
            "Mot de passe remis",
            "Votre mot de passe a été remis à zéro.",
            status=Status.RESOLVED,
            cause_id=house.cause("Handling"),
            resolution=Resolution.FIXED,
        ),
    )
    for macro in macros:
        save_choice(session, Save(macro))
