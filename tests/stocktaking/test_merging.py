"""Two records become one: stocktakes follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk import features
from coorddesk.core.merging import Merge
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.directory.queries import place
from coorddesk.directory.service import merge_places
from coorddesk.stocktaking.queries import findings
from tests.undoing import rows

if TYPE_CHECKING:
    from coorddesk.core.texts import Texts
    from tests.stocktaking.conftest import House


def test_what_was_found_next_door_is_in_its_place_once_both_are_one(house: House, texts: Texts) -> None:
    house.scan("CD-4")
    before = rows(house.desk)
    with house.desk.transaction() as session:
        kept, gone = place(session, house.room), place(session, house.other)
        assert kept is not None
        assert gone is not None
        merge_places(session, Merge(kept.id, kept.version, gone.id, gone.version), features.load())
    assert house.lines(texts, "state", "expected_place", text="cd-4") == [("Found", "Bâtiment A / Salle 101")]
    with house.desk.reading() as session:
        assert list(findings(session)) == []
    with house.desk.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    assert rows(house.desk) == before
