"""The papers of rounds, as they read, on both databases."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coorddesk.core.tables import cell_text
from coorddesk.reporting.report import Report
from coorddesk.rounds.queries import checks
from coorddesk.rounds.reports import REPORTS, RoundChoice
from coorddesk.rounds.rules import Outcome
from coorddesk.rounds.service import Fault, Look, RoundDetails, Stop, begin_tour, create_round, look, report_fault
from tests.factories import make_asset, make_place

if TYPE_CHECKING:
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts

KINDS = {kind.key: kind for kind in REPORTS}


def rows_of(desk: Database, key: str, choice: object, texts: Texts) -> list[list[str]]:
    with desk.reading() as session:
        made = KINDS[key].build(session, choice)
    assert isinstance(made, Report)
    return [
        [cell_text(column.value(row), column.kind, texts) for column in made.columns]
        for group in made.groups
        for row in group.rows
    ]


def test_availability_and_the_record_of_tours(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        room = make_place(session, "CDI")
        stops = (Stop(make_asset(session, "CD-1", place_id=room)), Stop(place_id=room))
        matin = create_round(session, RoundDetails("Matin", stops=stops))
        soir = create_round(session, RoundDetails("Soir", stops=stops[1:]))
        first, second = (each.id for each in checks(session, begin_tour(session, matin)))
    with desk.transaction() as session:
        report_fault(session, Fault(first, "Noir"))
        look(session, Look(second, Outcome.OK, "Lampe changée"))
    assert rows_of(desk, "round-availability", None, texts) == [
        ["CD-1", "Portable", "CDI", "07/09/2026", "0", "1", "1", "0"],
        ["CDI", "", "", "", "100", "1", "0", "0"],
    ]
    assert rows_of(desk, "round-tours", [matin], texts) == [
        ["07/09/2026 10:30", "CD-1", "Portable", "CDI", "Fault", "Noir", "1"],
        ["07/09/2026 10:30", "CDI", "", "", "OK", "Lampe changée", ""],
    ]
    for choice in ((soir,), RoundChoice(matin, date(2026, 9, 6)), RoundChoice(matin, date(2027, 12, 6))):
        assert [rows_of(desk, kind.key, choice, texts) for kind in REPORTS] == [[], []]
    for kind in REPORTS:
        assert kind.choose(("round", matin)) == RoundChoice(matin)
        assert kind.dated is not None
        assert kind.dated(RoundChoice(matin), date(2026, 1, 1)) == RoundChoice(matin, date(2026, 1, 1))
        assert kind.dated((soir,), date(2026, 1, 1)) == RoundChoice(soir, date(2026, 1, 1))
