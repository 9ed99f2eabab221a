from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk.core.errors import StaleWrite, UserError
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.inventory.queries import asset_card
from coorddesk.inventory.queries.scanned import scanned
from coorddesk.inventory.service import (
    AssetDetails,
    CategoryDetails,
    Chosen,
    create_category,
    delete_assets,
    edit_category,
)
from coorddesk.inventory.service.catalogue import CategoryEdit
from coorddesk.labels.queries import findings, free_count, free_label, names, printed_labels
from coorddesk.labels.service import Ahead, Linking, NewLinked, discard_labels, enter_linked, link_label, print_ahead
from tests.factories import make_asset

if TYPE_CHECKING:
    from coorddesk.core.database import Database


def drawn(desk: Database, count: int = 3, category_id: int | None = None) -> list[int]:
    with desk.transaction() as session:
        return print_ahead(session, Ahead(count, category_id))


def numbers(desk: Database, *, free_only: bool = True) -> list[str]:
    with desk.reading() as session:
        return [row.number for row in printed_labels(session, free_only=free_only)]


def test_numbers_are_drawn_one_after_the_other_and_devices_get_the_next(desk: Database) -> None:
    drawn(desk)
    assert numbers(desk) == ["CD-00001", "CD-00002", "CD-00003"]
    with desk.transaction() as session:
        asset_id = make_asset(session, None, draw_tag=True)
        card = asset_card(session, asset_id)
    assert card is not None
    assert card.row.tag == "CD-00004"


def test_numbers_follow_the_pattern_of_a_category(desk: Database) -> None:
    with desk.transaction() as session:
        category_id = create_category(session, "Tablette")
        edit_category(session, CategoryEdit(category_id, 1, CategoryDetails("Tablette", "TAB-{###}")))
    drawn(desk, 2, category_id)
    assert numbers(desk) == ["TAB-001", "TAB-002"]


def test_a_number_is_never_drawn_again_not_even_after_an_undo(desk: Database) -> None:
    drawn(desk)
    with desk.reading() as session:
        change_set = next_to_undo(session)
    assert change_set is not None
    with desk.transaction() as session:
        undo(session, change_set)
    assert numbers(desk) == []
    drawn(desk, 1)
    assert numbers(desk) == ["CD-00004"]


@pytest.mark.parametrize("count", [0, 1001])
def test_no_more_than_a_ream_is_printed_ahead(desk: Database, count: int) -> None:
    with pytest.raises(UserError) as refused:
        drawn(desk, count)
    assert refused.value.field == "count"


def test_a_scan_of_a_free_label_is_known_as_one_until_a_device_bears_its_number(desk: Database) -> None:
    drawn(desk, 1)
    with desk.reading() as session:
        found = free_label(session, " cd-00001 ")
        assert found is not None
        assert names(session, "printed_label", [found.id]) == {found.id: "CD-00001"}
        assert scanned(session, "CD-00001").subject == ("printed_label", found.id)
    with desk.transaction() as session:
        asset_id = make_asset(session, "cd-00001")
    with desk.reading() as session:
        assert free_label(session, "CD-00001") is None
        assert free_count(session) == 0
        assert scanned(session, "CD-00001").subject == ("asset", asset_id)
    assert numbers(desk, free_only=False) == ["CD-00001"]


def test_a_label_is_linked_to_a_device_that_had_no_number(desk: Database) -> None:
    drawn(desk, 1)
    with desk.transaction() as session:
        asset_id = make_asset(session, None, name="Projecteur", serial="X4UA2")
    with desk.transaction() as session:
        link_label(session, Linking("CD-00001", asset_id, 1))
    with desk.reading() as session:
        card = asset_card(session, asset_id)
        assert card is not None
        assert card.row.tag == "CD-00001"
        assert scanned(session, "cd00001").subject is None
        assert scanned(session, "CD-00001").subject == ("asset", asset_id)
        assert findings(session) == []


def test_a_device_gives_its_number_up_only_where_that_is_said(desk: Database) -> None:
    drawn(desk, 1)
    with desk.transaction() as session:
        asset_id = make_asset(session, "OLD-7")
    with desk.transaction() as session, pytest.raises(UserError) as refused:
        link_label(session, Linking("CD-00001", asset_id, 1))
    assert refused.value.field == "asset"
    with desk.transaction() as session:
        link_label(session, Linking("CD-00001", asset_id, 1, renumbers=True))
    with desk.reading() as session:
        card = asset_card(session, asset_id)
    assert card is not None
    assert card.row.tag == "CD-00001"


def test_a_link_carries_the_version_of_the_device(desk: Database) -> None:
    drawn(desk, 1)
    with desk.transaction() as session:
        asset_id = make_asset(session, None)
    with desk.transaction() as session, pytest.raises(StaleWrite):
        link_label(session, Linking("CD-00001", asset_id, 2))


def test_a_label_is_linked_once(desk: Database) -> None:
    drawn(desk, 1)
    with desk.transaction() as session:
        one, other = make_asset(session, None), make_asset(session, None)
        link_label(session, Linking("CD-00001", one, 1))
    with desk.transaction() as session, pytest.raises(UserError) as refused:
        link_label(session, Linking("CD-00001", other, 1))
    assert refused.value.field == "number"


def test_a_device_in_the_bin_gets_no_label(desk: Database) -> None:
    drawn(desk, 1)
    with desk.transaction() as session:
        asset_id = make_asset(session, None)
        delete_assets(session, Chosen((asset_id,)))
    with desk.transaction() as session, pytest.raises(UserError):
        link_label(session, Linking("CD-00001", asset_id, 2))


def test_a_new_device_is_entered_under_the_number_that_was_scanned(desk: Database) -> None:
    drawn(desk, 1)
    with desk.transaction() as session:
        asset_id = enter_linked(session, NewLinked("cd-00001", AssetDetails(name="Tablette")))
    with desk.reading() as session:
        card = asset_card(session, asset_id)
        assert card is not None
        assert (card.row.tag, card.row.name) == ("CD-00001", "Tablette")
        assert free_count(session) == 0


def test_spoilt_labels_are_thrown_away_but_not_those_on_devices(desk: Database) -> None:
    ids = drawn(desk)
    with desk.transaction() as session:
        make_asset(session, "CD-00002")
    with desk.transaction() as session:
        discard_labels(session, ids)
    assert numbers(desk, free_only=False) == ["CD-00002"]
    with desk.transaction() as session, pytest.raises(UserError):
        discard_labels(session, ids)
