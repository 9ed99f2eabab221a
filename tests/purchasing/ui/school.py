"""A school that buys: a year with four budget lines, suppliers, people and places, for screens to look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from coorddesk.budget.rules.words import DecisionKind, OnOverspending, Section
from coorddesk.budget.service import Decision, LineDetails, NewLine, Part, YearDetails, create_line, create_year, decide
from coorddesk.inventory.service import ModelWords, find_or_create_model
from coorddesk.purchasing.rules.words import LineKind
from coorddesk.purchasing.service import Item, Need, OrderDetails, RequestDetails, create_order, create_request
from tests.factories import make_person, make_place, make_supplier

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

TODAY = date(2026, 9, 7)
"""The day of the sample desk."""


@dataclass(frozen=True)
class School:
    """What is there, by id."""

    devices: int
    small: int
    postage: int
    work: int
    ldlc: int
    manutan: int
    bechtle: int
    room: int
    person: int
    laptop: int


def make_school(session: Session) -> School:
    """Devices refuse more than there is; small equipment only warns."""
    year = create_year(session, YearDetails("2026", date(2026, 1, 1), date(2026, 12, 31)))

    def line(code: str, label: str, cents: int, blocks: bool = False, section: Section = Section.OPERATING) -> int:
        on = OnOverspending.BLOCK if blocks else OnOverspending.WARN
        made = create_line(session, NewLine(year, LineDetails(label, section, code=code, on_overspending=on)))
        parts.append(Part(made, cents))
        return made

    parts: list[Part] = []
    found = School(
        line("21-2183", "Matériel informatique", 2_000_000, blocks=True, section=Section.CAPITAL),
        line("011-60632", "Petit équipement", 80_000),
        line("011-624", "Transports de biens", 15_000),
        line("011-611", "Prestations de services", 250_000),
        make_supplier(session, "LDLC Pro"),
        make_supplier(session, "Manutan Collectivités"),
        make_supplier(session, "Bechtle"),
        make_place(session, "Salle 12"),
        make_person(session),
        find_or_create_model(session, ModelWords("Dell", "Latitude 5440")) or 0,
    )
    decide(session, Decision(year, DecisionKind.INITIAL, "BP 2026", date(2026, 1, 1), tuple(parts)))
    return found


def an_order(session: Session, there: School, count: int = 8, **said: object) -> int:
    """Laptops, their bags, their installation and postage: four lines on four budget lines, a draft."""
    lines = (
        Item('Portable 14" i5 16 Go', there.devices, count, 74_900, warranty_months=36, model_id=there.laptop),
        Item('Sacoche 14"', there.small, count, 1_990),
        Item("Installation sur site", there.work, 1, 25_000, kind=LineKind.SERVICE),
        Item("Frais de port", there.postage, 1, 2_500, kind=LineKind.POSTAGE),
    )
    details = OrderDetails(there.ldlc, date(2026, 9, 1), lines, place_id=there.room, **said)  # type: ignore[arg-type]
    return create_order(session, details)


def a_request(session: Session, there: School) -> int:
    """Eight laptops and their bags."""
    lines = (
        Need('Portable 14"', 8, 75_000, budget_line_id=there.devices),
        Need('Sacoche 14"', 8, 2_000, budget_line_id=there.small),
    )
    why = "Ceux de la salle 12 ont sept ans : la batterie ne tient plus une heure."
    return create_request(session, RequestDetails("Portables de la salle 12", why, there.person, None, lines))
