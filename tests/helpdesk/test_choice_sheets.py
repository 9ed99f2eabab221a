"""Sheets of kinds of tickets and of causes: they come, change, leave and come back unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from coorddesk.helpdesk.imports import CAUSES, TICKET_CATEGORIES
from coorddesk.helpdesk.models import Cause, TicketCategory
from coorddesk.helpdesk.queries.findings import findings
from coorddesk.helpdesk.service import Question
from tests.factories import make_person
from tests.helpdesk.asked import make_category, make_cause
from tests.sheets import LANGUAGES, counts, make_csv, send_out, take_back, take_in, there_and_back
from tests.undoing import rows

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.database import Database

pytestmark = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)


def test_kinds_of_tickets_come_with_those_around_them(desk: Database, tmp_path: Path) -> None:
    with desk.transaction() as session:
        make_person(session)
        make_category(session, "Matériel", questions=(Question("Depuis quand ?"),))
    before = rows(desk)
    sheet = make_csv(
        tmp_path,
        "Type de ticket;Nature;Urgence;Technicien;Équipe;Points à vérifier",
        "Réseau > Wi-Fi;Incident;Haute;moreau ines;Support;Borne, câble",
        "Réseau;Demande;;;;",
        "MATÉRIEL;;Basse;;;",
    )
    assert counts(take_in(desk, TICKET_CATEGORIES, sheet)) == {"new": 2, "changed": 1}
    with desk.reading() as session:
        assert list(findings(session)) == []
        stored = session.scalars(select(TicketCategory).order_by(TicketCategory.path_folded)).all()
        assert [(row.path, row.kind, row.urgency, row.assignee_id, row.checklist) for row in stored] == [
            ("Matériel", None, 2, None, []),
            ("Réseau", "request", None, None, []),
            ("Réseau / Wi-Fi", "incident", 4, 1, ["Borne", "câble"]),
        ]
    assert counts(take_in(desk, TICKET_CATEGORIES, sheet)) == {"unchanged": 3}
    for place, reader in enumerate(LANGUAGES):
        suffix = ("csv", "xlsx")[place]
        assert there_and_back(desk, TICKET_CATEGORIES, tmp_path / f"kinds.{suffix}", reader) == ({"unchanged": 3}, 3)
    take_back(desk)
    assert rows(desk) == before


def test_causes_come_last_in_the_order_of_their_sheet(desk: Database, tmp_path: Path) -> None:
    with desk.transaction() as session:
        make_cause(session, "Usure")
    sheet = make_csv(tmp_path, "Cause", "Vol", "usure", "Casse")
    assert counts(take_in(desk, CAUSES, sheet)) == {"new": 2, "unchanged": 1}
    with desk.reading() as session:
        assert list(session.scalars(select(Cause.name).order_by(Cause.position))) == ["Usure", "Vol", "Casse"]
    for suffix in ("csv", "xlsx"):
        path = send_out(desk, CAUSES, tmp_path / f"causes.{suffix}", LANGUAGES[0])
        assert counts(take_in(desk, CAUSES, path)) == {"unchanged": 3}
