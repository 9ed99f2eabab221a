from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import text

from coorddesk.inventory.queries import findings
from coorddesk.inventory.rules import DataWiped, DisposalReason
from coorddesk.inventory.service import Chosen, Retirement, retire_assets
from tests.factories import make_asset, make_place

if TYPE_CHECKING:
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts


def test_what_was_spoilt_behind_our_back_is_found(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        strays = [make_asset(session, f"CD-{number}", model=("Dell",)) for number in range(4)]
        gone = make_asset(session, "CD-9")
        place = make_place(session)
    with desk.transaction() as session:
        retire_assets(session, Retirement(Chosen((gone,)), DisposalReason.LOST, date(2026, 1, 1), DataWiped.NO))
        write = session.connection().execute
        write(text("UPDATE asset SET place_id = :place WHERE id = :id"), {"place": place, "id": strays[0]})
        write(text("UPDATE asset_movement SET status_label_id = 2 WHERE asset_id = :id"), {"id": strays[1]})
        write(text("DELETE FROM asset_movement WHERE asset_id = :id"), {"id": strays[2]})
        write(text("UPDATE asset SET search = 'x' WHERE id = :id"), {"id": strays[3]})
        write(text("UPDATE asset SET status_label_id = 1 WHERE id = :id"), {"id": gone})
        write(text("UPDATE asset_movement SET status_label_id = 1 WHERE asset_id = :id"), {"id": gone})
        write(text("UPDATE manufacturer SET name_folded = 'x'"))
    with desk.reading() as session:
        found = sorted((texts.say(finding.text), finding.subject) for finding in findings(session))
    assert found == [
        ("CD-0 stands elsewhere than its last movement left it.", ("asset", strays[0])),
        ("CD-1 stands elsewhere than its last movement left it.", ("asset", strays[1])),
        ("CD-2 stands elsewhere than its last movement left it.", ("asset", strays[2])),
        ("CD-3 would not be found by its name.", ("asset", strays[3])),
        ("CD-9 has left, says its disposal, but is in use.", ("asset", gone)),
        ("“Dell” would not be found by its name.", ("manufacturer", 1)),
    ]
