from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import text

from coorddesk.inventory.queries import findings
from coorddesk.inventory.rules import CustomType, DataWiped, DisposalReason
from coorddesk.inventory.service import Chosen, FieldDetails, Retirement, create_field, retire_assets
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


def test_values_that_no_field_took_are_found(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        system = create_field(session, FieldDetails("Système", CustomType.CHOICE, ("Linux", "Android")))
        bought = create_field(session, FieldDetails("Reçu le", CustomType.DATE))
        custom = {system: "Linux", bought: date(2026, 9, 1)}
        assets = [make_asset(session, f"CD-{number}", custom=custom) for number in range(4)]
        write = session.connection().execute
        spoil = "UPDATE custom_value SET {} WHERE asset_id = :asset AND field_id = :field"
        write(text(spoil.format("text = 'Windows', folded = 'windows'")), {"asset": assets[0], "field": system})
        write(text(spoil.format("folded = 'x'")), {"asset": assets[1], "field": system})
        write(text(spoil.format("day = NULL")), {"asset": assets[2], "field": bought})
    with desk.reading() as session:
        found = sorted((texts.say(finding.text), finding.subject) for finding in findings(session))
    assert found == [
        ("What a device says in “Reçu le” is not what this field takes.", ("asset", assets[2])),
        ("What a device says in “Système” is not what this field takes.", ("asset", assets[0])),
        ("What a device says in “Système” is not what this field takes.", ("asset", assets[1])),
    ]
