from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk.core.access import Actor
from coorddesk.core.codes import code_of
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.messages import _
from coorddesk.core.story import change_sets
from coorddesk.directory.service import Deletion
from coorddesk.inventory.queries import asset_page
from coorddesk.inventory.rules import Condition, DataWiped, DisposalReason
from coorddesk.inventory.service import Chosen, Move, Retirement, delete_assets, move_assets, retire_assets
from coorddesk.stocktaking.queries import LineQuery, findings, line_ids, line_page, sittings_of
from coorddesk.stocktaking.rules import Counts, Verdict
from coorddesk.stocktaking.service import (
    Codes,
    LineEdit,
    Lines,
    NewStocktake,
    Scan,
    Scope,
    Sighted,
    count_all,
    count_devices,
    delete_stocktake,
    edit_line,
    look_again,
    mark_missing,
    move_found,
    open_stocktake,
    scan,
    scan_codes,
    take_back,
)
from tests.counting import statements
from tests.factories import make_asset

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from sqlalchemy.orm import Session

    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts
    from tests.stocktaking.conftest import House


def deeds(desk: Database, texts: Texts, limit: int) -> list[str]:
    with desk.reading() as session:
        assert list(findings(session)) == []
        return [texts.say(row.deed) for row in change_sets(session, limit=limit)]


def test_the_list_is_frozen_at_the_opening(house: House, texts: Texts) -> None:
    with house.desk.transaction() as session:
        make_asset(session, "CD-6", place_id=house.room)
        move_assets(session, Move(Chosen(house.assets[:1]), house.store))
    assert house.lines(texts, "state", "number", "expected_place", "value") == [
        ("To find", "CD-1", "Bâtiment A / Salle 101", "100.00"),
        ("To find", "CD-2", "Bâtiment A / Salle 101", "200.00"),
        ("To find", "CD-3", "Bâtiment A / Salle 101", "300.00"),
        ("To find", "CD-4", "Bâtiment A / Salle 102", "400.00"),
    ]
    assert (house.counts(), house.counts(house.room)) == (Counts(to_find=4), Counts(to_find=3))


def test_a_room_is_scanned_then_things(house: House, texts: Texts) -> None:
    outcomes = [
        house.scan(code_of(("place", house.room))),
        house.scan("cd-1"),
        house.scan("SN4"),
        house.scan("CD-5"),
        house.scan("OLD 77"),
        house.scan("CD-1"),
        house.scan("CD-1", house.other),
        house.scan("old77"),
        house.scan("Salle 102"),
        house.scan(code_of(("person", house.person))),
    ]
    told = [(o.verdict, o.called, o.room, o.expected, o.remark and texts.say(o.remark)) for o in outcomes]
    room, other = "Bâtiment A / Salle 101", "Bâtiment A / Salle 102"
    assert told == [
        (Verdict.ROOM, room, room, "", None),
        (Verdict.FOUND, "CD-1", room, room, None),
        (Verdict.MISPLACED, "CD-4", room, other, None),
        (Verdict.MISPLACED, "CD-5", room, "Réserve", "It is not on the list of this stocktake."),
        (Verdict.UNKNOWN, "OLD 77", room, "", None),
        (Verdict.AGAIN, "CD-1", room, room, None),
        (Verdict.ELSEWHERE, "CD-1", other, room, None),
        (Verdict.AGAIN, "old77", room, "", None),
        (Verdict.ROOM, other, other, "", None),
        (Verdict.OTHER, "Inès Moreau", "", "", None),
    ]
    assert outcomes[5].counted is not None
    assert outcomes[5].counted[1:] == ("Camille Martin", room)
    assert house.lines(texts, "state", "number", "found_place", "found_by") == [
        ("Found", "CD-1", room, "Camille Martin"),
        ("To find", "CD-2", "", ""),
        ("To find", "CD-3", "", ""),
        ("Misplaced", "CD-4", room, "Camille Martin"),
        ("Misplaced", "CD-5", room, "Camille Martin"),
        ("Unknown", "OLD 77", room, "Camille Martin"),
    ]
    assert house.counts(house.room) == Counts(to_find=2, found=1, misplaced=2, unknown=1)
    assert house.counts(house.other) == Counts()
    assert deeds(house.desk, texts, 2) == [
        "Count OLD 77 in Bâtiment A / Salle 101 (“Bâtiment A 2026”)",
        "Count CD-5 in Bâtiment A / Salle 101 (“Bâtiment A 2026”)",
    ]


def test_what_was_counted_elsewhere_can_be_counted_anew(house: House, texts: Texts) -> None:
    house.scan("CD-1")
    assert house.scan("CD-1", house.other, anew=True).verdict is Verdict.MISPLACED
    assert house.lines(texts, "state", "found_place", text="cd-1") == [("Misplaced", "Bâtiment A / Salle 102")]


def test_what_moved_on_record_since_is_where_it_ought_to_be(house: House) -> None:
    with house.desk.transaction() as session:
        move_assets(session, Move(Chosen(house.assets[:1]), house.other))
    assert house.scan("CD-1", house.other).verdict is Verdict.FOUND


def test_a_misplaced_device_is_moved_with_one_key(house: House, texts: Texts) -> None:
    line = house.scan("CD-4").line_id
    assert line is not None
    with house.desk.transaction() as session:
        move_found(session, Lines(house.stocktake, (line,)))
    with house.desk.reading() as session:
        assert asset_page(session, [house.assets[3]])[house.assets[3]].place == "Bâtiment A / Salle 101"
    assert house.lines(texts, "state", "correction", text="cd-4") == [("Misplaced", "Moved here")]
    assert deeds(house.desk, texts, 1) == ["Move CD-4 to Bâtiment A / Salle 101"]
    for left in ("", None):
        with house.desk.transaction() as session:
            take_back(session, house.stocktake)
        with house.desk.reading() as session:
            assert asset_page(session, [house.assets[3]])[house.assets[3]].place == "Bâtiment A / Salle 102"
        state = "To find" if left is None else "Misplaced"
        assert house.lines(texts, "state", "correction", text="cd-4") == [(state, "")]


def test_everybody_takes_back_their_own_last_scan(
    house: House, address: str, texts: Texts, open_desk: Callable[..., Database]
) -> None:
    house.scan("CD-1")
    house.scan("X1")
    other = open_desk(address, actor=Actor("Awa"))
    with other.transaction() as session:
        scan(session, Scan(house.stocktake, house.room, "CD-2"))
    with house.desk.transaction() as session:
        assert texts.say(take_back(session, house.stocktake)) == (
            "Count X1 in Bâtiment A / Salle 101 (“Bâtiment A 2026”)"
        )
    with house.desk.transaction() as session:
        take_back(session, house.stocktake)
    with pytest.raises(UserError) as refused, house.desk.transaction() as session:
        take_back(session, house.stocktake)
    assert texts.say(refused.value.message) == "There is nothing of yours to take back in “Bâtiment A 2026”."
    assert [row[0] for row in house.lines(texts, "state")] == ["To find", "Found", "To find", "To find"]


def test_what_is_scanned_twice_where_it_does_not_belong_may_still_be_moved(house: House) -> None:
    first, again = house.scan("CD-4"), house.scan("CD-4")
    assert (first.verdict, again.verdict, again.is_astray) == (Verdict.MISPLACED, Verdict.AGAIN, True)
    assert again.line_id is not None
    with house.desk.transaction() as session:
        move_found(session, Lines(house.stocktake, (again.line_id,)))
    assert house.scan("CD-4").is_astray is False
    assert [house.scan("CD-1").is_astray for _time in range(2)] == [False, False]


def test_a_list_of_codes_is_counted_room_by_room_as_one_change(house: House, texts: Texts) -> None:
    codes = ("CD-1", " ", code_of(("place", house.other)), "CD-4", "CD-4", "Z9")
    with house.desk.transaction() as session:
        outcomes = scan_codes(session, Codes(house.stocktake, house.room, codes))
    assert [(o.verdict, o.room.rpartition(" ")[2]) for o in outcomes] == [
        (Verdict.FOUND, "101"),
        (Verdict.ROOM, "102"),
        (Verdict.FOUND, "102"),
        (Verdict.AGAIN, "102"),
        (Verdict.UNKNOWN, "102"),
    ]
    assert deeds(house.desk, texts, 1) == ["Count 3 things (“Bâtiment A 2026”)"]
    with house.desk.transaction() as session:
        take_back(session, house.stocktake)
    assert house.counts() == Counts(to_find=4)


def test_devices_without_a_label_are_counted_by_hand(house: House, texts: Texts) -> None:
    with house.desk.transaction() as session:
        wish = Sighted(house.stocktake, house.room, house.assets[:2], Condition.DAMAGED, " écran  fendu ")
        assert [o.verdict for o in count_devices(session, wish)] == [Verdict.FOUND] * 2
    assert house.lines(texts, "condition", "note", text="cd-2") == [("Damaged", "écran fendu")]


def test_without_a_room_a_thing_is_found_where_it_was_expected(house: House) -> None:
    with house.desk.transaction() as session:
        outcomes = scan_codes(session, Codes(house.stocktake, None, ("CD-1", "CD-5")))
    assert [o.verdict for o in outcomes] == [Verdict.FOUND, Verdict.FOUND]


def test_what_is_retired_or_in_the_bin_says_so(house: House, texts: Texts, clock: FixedClock) -> None:
    day: date = clock.today()
    with house.desk.transaction() as session:
        delete_assets(session, Chosen(house.assets[:1]))
        retire_assets(session, Retirement(Chosen(house.assets[1:2]), DisposalReason.SOLD, day, DataWiped.YES))
    told = [(o.verdict, o.remark and texts.say(o.remark)) for o in (house.scan("CD-1"), house.scan("CD-2"))]
    assert told == [
        (Verdict.FOUND, "It is in the bin: restore it if it is to stay."),
        (Verdict.FOUND, "It is retired: bring it back if it is in use again."),
    ]


def test_what_is_given_up_can_still_turn_up(house: House, texts: Texts) -> None:
    with house.desk.reading() as session:
        ids = tuple(line_ids(session, LineQuery(house.stocktake, sort="number")))
    with house.desk.transaction() as session:
        mark_missing(session, Lines(house.stocktake, ids[:3]))
    with house.desk.transaction() as session:
        look_again(session, Lines(house.stocktake, ids[2:3]))
    assert house.counts() == Counts(to_find=2, missing=2)
    assert house.scan("CD-1").verdict is Verdict.FOUND
    assert house.counts() == Counts(to_find=2, missing=1, found=1)
    assert deeds(house.desk, texts, 3) == [
        "Count CD-1 in Bâtiment A / Salle 101 (“Bâtiment A 2026”)",
        "Look again for CD-3 (“Bâtiment A 2026”)",
        "Mark 3 devices as missing (“Bâtiment A 2026”)",
    ]


def test_a_thing_keeps_its_condition_and_note(house: House, texts: Texts) -> None:
    line_id = house.scan("OLD 77", condition=Condition.WORN).line_id
    assert line_id is not None
    with house.desk.reading() as session:
        seen = line_page(session, [line_id])[line_id]
    with house.desk.transaction() as session:
        edit_line(session, LineEdit(line_id, seen.version, None, "Vieux portable sans étiquette"))
    assert house.lines(texts, "condition", "note", text="old") == [("", "Vieux portable sans étiquette")]
    with pytest.raises(UserError) as refused, house.desk.transaction() as session:
        edit_line(session, LineEdit(line_id, seen.version, Condition.DEAD, "Autre"))
    assert texts.say(refused.value.message).startswith("Somebody changed this since you opened it.")


def test_several_sittings_are_told_apart(house: House, clock: FixedClock) -> None:
    house.scan("CD-1")
    clock.moment = clock.moment.replace(hour=14)
    house.scan("CD-2")
    house.scan("CD-3")
    with house.desk.reading() as session:
        assert [(each.actor, each.began.hour, each.scans) for each in sittings_of(session, house.stocktake)] == [
            ("Camille Martin", 8, 1),
            ("Camille Martin", 14, 2),
        ]


def test_what_cannot_be_counted_is_said(house: House, texts: Texts) -> None:
    found = house.scan("CD-1").line_id
    assert found is not None
    said = []
    verbs: tuple[Callable[[Session], object], ...] = (
        lambda session: scan_codes(session, Codes(house.stocktake, 99, ("CD-1",))),
        lambda session: scan_codes(session, Codes(99, house.room, ("CD-1",))),
        lambda session: count_devices(session, Sighted(house.stocktake, house.room, (99,))),
        lambda session: move_found(session, Lines(house.stocktake, (found,))),
        lambda session: mark_missing(session, Lines(house.stocktake, (found,))),
        lambda session: look_again(session, Lines(house.stocktake, (found,))),
        lambda session: mark_missing(session, Lines(house.stocktake, (99,))),
        lambda session: open_stocktake(session, NewStocktake("batiment a 2026")),
        lambda session: open_stocktake(session, NewStocktake(" ")),
        lambda session: open_stocktake(session, NewStocktake("B", Scope(place_id=99))),
        lambda session: delete_stocktake(session, Deletion(house.stocktake, 7)),
    )
    for verb in verbs:
        with pytest.raises(UserError) as refused, house.desk.transaction() as session:
            verb(session)
        said.append(texts.say(refused.value.message))
    with pytest.raises(UserError) as refused:
        house.scan("  ")
    assert [*said, texts.say(refused.value.message)] == [
        "What was chosen here is no longer there. Choose again.",
        "This is no longer there: somebody deleted it.",
        "One of these devices is no longer there. Select again.",
        "Only what is misplaced can be moved to where it was found.",
        "Only what is still to find can be marked as missing.",
        "This is not marked as missing.",
        "One of these lines is no longer there. Select again.",
        "There is already “Bâtiment A 2026”.",
        "A name is needed.",
        "What was chosen here is no longer there. Choose again.",
        "Somebody changed this since you opened it. Open it again to see the change.",
        "Scan or type a code first.",
    ]


def test_a_scan_asks_nothing_twice(house: House) -> None:
    """The stocktake with the room, what the code means, the device with its line; then the line is written."""
    with house.desk.transaction() as session, statements(session) as sent:
        scan(session, Scan(house.stocktake, house.room, "CD-1"))
        asked = [sql for sql in sent if sql.startswith("SELECT")]
    assert [sql.partition("FROM")[2].split()[0] for sql in asked] == ["stocktake", "asset", "asset", "stocktake_line"]


def test_a_sheet_asks_of_each_room_once(house: House) -> None:
    wishes = [Scan(house.stocktake, house.room, f"OLD-{number}") for number in range(10)]
    with house.desk.transaction() as session, statements(session) as sent:
        count_all(session, wishes)
        record(session, _("Import"))
    assert sum("FROM stocktake LEFT" in sql for sql in sent) == 1
