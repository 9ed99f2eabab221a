"""The desk goes round its kiosks' folders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.undo import next_to_undo
from coorddesk.helpdesk.queries import ticket_card
from coorddesk.kiosk.imports.desk_round import Round, go_round
from coorddesk.kiosk.imports.shared_folder import KioskSide
from coorddesk.kiosk.rules import EMPTY
from coorddesk.kiosk.service import KioskDetails, create_kiosk
from tests.factories import make_place
from tests.kiosk.test_intake import count, report

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.database import Database


def test_every_folder_is_emptied_and_told_what_there_is_to_show(desk: Database, tmp_path: Path) -> None:
    near, far = tmp_path / "near", tmp_path / "far"
    near.mkdir()
    with desk.transaction() as session:
        create_kiosk(session, KioskDetails("CDI", folder=str(near)))
        create_kiosk(session, KioskDetails("Hall", folder=str(far)))
        create_kiosk(session, KioskDetails("On the server"))
    assert go_round(desk) == Round(0, ("Hall",))
    assert not far.exists()
    kiosk = KioskSide(near)
    assert kiosk.catalogue() == EMPTY
    kiosk(report())
    with desk.transaction() as session:
        make_place(session, "Reading room")
    with desk.reading() as session:
        mine = next_to_undo(session, desk.actor.name)
    assert go_round(desk) == Round(1, ("Hall",))
    assert (count(desk), kiosk.number_of(report().key)) == (1, 1)
    shown = kiosk.catalogue()
    assert shown is not None
    assert [each.name for each in shown.rooms] == ["Reading room"]
    with desk.reading() as session:
        assert next_to_undo(session, desk.actor.name) == mine  # what a kiosk did is not taken back by Ctrl+Z here
        card = ticket_card(session, 1)
        assert card is not None
        assert {each.actor for each in card.log} == {"CDI"}
    before = (near / "catalogue.json").stat().st_mtime_ns
    far.mkdir()
    assert go_round(desk) == Round(0, ())
    assert (near / "catalogue.json").stat().st_mtime_ns == before
