from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from coorddesk.directory.queries import timeline as directory_timeline
from coorddesk.directory.service import find_or_create_department
from coorddesk.inventory.queries import AssetQuery, belongings, tally
from tests.factories import make_asset, make_person, make_supplier

if TYPE_CHECKING:
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts


@pytest.mark.parametrize("kind", ["place", "person", "department", "supplier"])
def test_a_record_names_the_devices_that_belong_to_it(desk: Database, texts: Texts, kind: str) -> None:
    with desk.transaction() as session:
        ways: dict[str, dict[str, Any]] = {
            "person": {"holder_id": make_person(session)},
            "department": {"department_id": find_or_create_department(session, "École")},
            "supplier": {"supplier_id": make_supplier(session)},
            "place": {"place": "Site / Salle 1"},
        }
        for number in range(3):
            make_asset(session, f"CD-{number}", model=("Dell", "Latitude"), **ways[kind])
        make_asset(session, "CD-9")
    with desk.reading() as session:
        (found,) = belongings(session, (kind, 1), 2)
        told = directory_timeline(session, (kind, 1))
    assert (texts.say(found.title), [(hit.title, texts.say(hit.detail)) for hit in found.first]) == (
        "3 devices",
        [("CD-0", "Portable Dell Latitude"), ("CD-1", "Portable Dell Latitude")],
    )
    assert [entry.actor for entry in told] == ["Camille Martin"]


def test_nothing_belongs_to_what_has_no_devices(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        make_person(session)
    with desk.reading() as session:
        (nothing,) = belongings(session, ("person", 1), 5)
        assert (texts.say(nothing.title), list(nothing.first)) == ("No device", [])
        assert (list(belongings(session, ("asset", 1), 5)), AssetQuery.about(("asset", 1))) == ([], None)
        assert list(directory_timeline(session, ("asset", 1))) == []


def test_places_are_told_how_many_devices_they_hold(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        make_asset(session, place="Site / Salle 1")
        make_asset(session, "CD-2")
    with desk.reading() as session:
        counted = tally(session, "place")
        assert tally(session, "person") is None
    assert counted is not None
    assert (texts.say(counted.title), counted.counts) == ("Devices", {1: 1, 2: 1})
