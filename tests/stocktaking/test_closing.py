from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk.core.errors import UserError
from coorddesk.core.story import change_sets
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.directory.service import Deletion
from coorddesk.inventory.queries import asset_page, default_labels
from coorddesk.inventory.queries import findings as inventory_findings
from coorddesk.inventory.rules import Condition, MetaStatus
from coorddesk.inventory.service import Assignment, Chosen, assign_assets, delete_assets
from coorddesk.notes.service import About, NoteDetails, write_note
from coorddesk.stocktaking.queries import (
    ClosingPlan,
    StocktakeQuery,
    astray_lines,
    closing_plan,
    findings,
    hits,
    names,
    stocktake,
    stocktake_ids,
    stocktake_named,
    timeline,
)
from coorddesk.stocktaking.queries.rows import Stage
from coorddesk.stocktaking.rules import Counts
from coorddesk.stocktaking.service import (
    Closing,
    NewStocktake,
    Scope,
    StocktakeEdit,
    close_stocktake,
    delete_stocktake,
    edit_stocktake,
    open_stocktake,
)
from tests.factories import make_asset, make_person
from tests.undoing import rows

if TYPE_CHECKING:
    from coorddesk.core.clock import FixedClock
    from coorddesk.core.texts import Texts
    from tests.stocktaking.conftest import House


def stands(house: House) -> list[tuple[str | None, str | None, MetaStatus, Condition | None]]:
    with house.desk.reading() as session:
        assert [*findings(session), *inventory_findings(session)] == []
        page = asset_page(session, house.assets)
        return [(page[i].place, page[i].holder, page[i].meta, page[i].condition) for i in house.assets]


def close(house: House, **choices: object) -> None:
    with house.desk.transaction() as session:
        seen = stocktake(session, house.stocktake)
        assert seen is not None
        close_stocktake(session, Closing(seen.id, seen.version, **choices))  # type: ignore[arg-type]  # of any choice


@pytest.fixture
def counted(house: House) -> House:
    """CD-1 found damaged, CD-4 (held) and CD-5 misplaced in 101, CD-2 and CD-3 not found, one unknown thing."""
    with house.desk.transaction() as session:
        assign_assets(session, Assignment(Chosen(house.assets[3:4]), house.person))
    house.scan("CD-1", condition=Condition.DAMAGED)
    for code in ("CD-4", "CD-5", "OLD"):
        house.scan(code)
    return house


ROOM, OTHER, STORE = "Bâtiment A / Salle 101", "Bâtiment A / Salle 102", "Réserve"
STOCK, GIVEN, AWAY = MetaStatus.IN_STOCK, MetaStatus.ASSIGNED, MetaStatus.UNAVAILABLE


def test_closing_puts_right_what_is_wished_as_one_change(counted: House, texts: Texts) -> None:
    before = rows(counted.desk)
    with counted.desk.reading() as session:
        lost = default_labels(session)[AWAY]
        assert closing_plan(session, counted.stocktake) == ClosingPlan(2, 1, 2, 50_000, 1)
        assert [line.called for line in astray_lines(session, counted.stocktake)] == ["CD-4", "CD-5"]
    close(counted, frees_holders=True, missing_label_id=lost)
    assert stands(counted) == [
        (ROOM, None, STOCK, Condition.DAMAGED),
        (ROOM, None, AWAY, None),
        (ROOM, None, AWAY, None),
        (ROOM, None, STOCK, None),
        (ROOM, None, STOCK, None),
    ]
    assert counted.lines(texts, "state", "number", "correction") == [
        ("Found", "CD-1", ""),
        ("Missing", "CD-2", "Status changed"),
        ("Missing", "CD-3", "Status changed"),
        ("Misplaced", "CD-4", "Moved here, taken back"),
        ("Misplaced", "CD-5", "Moved here"),
        ("Unknown", "OLD", ""),
    ]
    with counted.desk.reading() as session:
        [latest] = change_sets(session, limit=1)
        assert texts.say(latest.deed) == "Close stocktake “Bâtiment A 2026”"
    with counted.desk.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    assert rows(counted.desk) == before


def test_closing_leaves_alone_what_is_not_wished(counted: House) -> None:
    before = stands(counted)
    close(counted, moves=False, takes_conditions=False)
    assert stands(counted) == before
    assert counted.counts() == Counts(found=1, misplaced=2, missing=2, unknown=1)


def test_lines_are_left_out_one_by_one(counted: House) -> None:
    line = counted.scan("CD-4").line_id
    assert line is not None
    close(counted, left_out=frozenset({line}))
    assert [row[:2] for row in stands(counted)[3:]] == [(OTHER, "Inès Moreau"), (ROOM, None)]


def test_what_is_in_the_bin_is_not_put_right(counted: House) -> None:
    with counted.desk.transaction() as session:
        delete_assets(session, Chosen(counted.assets[4:]))
        lost = default_labels(session)[AWAY]
    close(counted, missing_label_id=lost)
    assert stands(counted)[4] == (STORE, None, STOCK, None)


def test_what_is_closed_stays_as_it_is(counted: House, texts: Texts) -> None:
    with counted.desk.transaction() as session:
        retired = default_labels(session)[MetaStatus.RETIRED]
    for label, said in (
        (retired, "A device is retired with a reason and a date: use “Retire”."),
        (99, "This status is no longer there. Choose another."),
    ):
        with pytest.raises(UserError) as refused:
            close(counted, missing_label_id=label)
        assert texts.say(refused.value.message) == said
    close(counted)
    with pytest.raises(UserError) as refused:
        counted.scan("CD-2")
    said = texts.say(refused.value.message)
    assert said == "The stocktake “Bâtiment A 2026” is closed: nothing more can be counted in it."
    with pytest.raises(UserError):
        close(counted)


def test_what_is_away_is_not_expected_unless_it_is_wished(house: House) -> None:
    with house.desk.transaction() as session:
        label = default_labels(session)[MetaStatus.UNDER_REPAIR]
        make_asset(session, "CD-9", place_id=house.room, status_label_id=label, holder_id=house.person)
        scopes = (
            Scope(place_id=house.room),
            Scope(place_id=house.room, with_away=True),
            Scope(holder_id=house.person),
            Scope(),
            Scope(place_id=house.room, category_id=None, holder_id=make_person(session, "Diallo")),
        )
    counts = []
    for number, scope in enumerate(scopes):
        with house.desk.transaction() as session:
            opened = open_stocktake(session, NewStocktake(f"N° {number}", scope))
            row = stocktake(session, opened)
            assert row is not None
            counts.append(row.counts.to_find)
    assert counts == [3, 4, 1, 5, 0]


def test_the_story_of_a_device_and_a_place_tells_of_it(counted: House, texts: Texts) -> None:
    def told(kind: str, record_id: int) -> list[str]:
        with counted.desk.reading() as session:
            return [texts.say(entry.text) for entry in timeline(session, (kind, record_id))]

    close(counted)
    name = "(stocktake “Bâtiment A 2026”)"
    assert [told("asset", i) for i in counted.assets] == [
        [f"Found in {ROOM} {name}"],
        [f"Missing {name}"],
        [f"Missing {name}"],
        [f"Found in {ROOM}, expected in {OTHER} {name}"],
        [f"Found in {ROOM}, not expected there {name}"],
    ]
    assert told("place", counted.building) == [f"4 things counted here {name}"]
    assert told("place", counted.store) == []
    assert told("stocktake", counted.stocktake) == [
        "Close stocktake “Bâtiment A 2026”",
        "Open stocktake “Bâtiment A 2026”",
    ]


def test_a_stocktake_is_renamed_listed_and_found(house: House, texts: Texts, clock: FixedClock) -> None:
    clock.moment = clock.moment.replace(hour=10)
    with house.desk.transaction() as session:
        other = open_stocktake(session, NewStocktake("Réserve", Scope(place_id=house.store)))
        row = stocktake(session, house.stocktake)
        assert row is not None
        edit_stocktake(session, StocktakeEdit(row.id, row.version, "Bâtiment A, été", "Avec Léo"))
    with house.desk.reading() as session:
        assert list(stocktake_ids(session)) == [other, house.stocktake]
        assert list(stocktake_ids(session, StocktakeQuery("ete", stage=Stage.OPEN))) == [house.stocktake]
        assert list(stocktake_ids(session, StocktakeQuery(stage=Stage.CLOSED))) == []
        for sort in ("name", "scope", "stage", "devices", "opened_by", "closed_at", "notes"):
            assert len(stocktake_ids(session, StocktakeQuery(sort=sort))) == 2
        assert [stocktake_named(session, name) for name in ("RÉSERVE", "99")] == [other, None]
        found = [(hit.title, texts.say(hit.detail), hit.rank) for hit in hits(session, f"cdt{other}", 5)]
        assert found == [("Réserve", "Open", 0)]
        assert [hit.title for hit in hits(session, "bat", 5)] == ["Bâtiment A, été"]
        assert names(session, "stocktake", [other]) == {other: "Réserve"}
        assert names(session, "stocktake_line", [1]) == {1: "CD-1"}
        seen = stocktake(session, house.stocktake)
        assert seen is not None
        assert (texts.say(seen.scope), seen.notes, seen.counts) == ("Bâtiment A", "Avec Léo", Counts(to_find=4))


def test_deleting_forgets_what_was_noted_about_its_things(counted: House) -> None:
    line = counted.scan("OLD").line_id
    assert line is not None
    with counted.desk.transaction() as session:
        write_note(session, About(("stocktake_line", line), "OLD"), NoteDetails("Sous le bureau"))
    before = rows(counted.desk)
    with counted.desk.transaction() as session:
        seen = stocktake(session, counted.stocktake)
        assert seen is not None
        delete_stocktake(session, Deletion(seen.id, seen.version))
    after = rows(counted.desk)
    assert {"stocktake", "stocktake_line", "note"} & after.keys() == set()  # tables without a row are not named
    with counted.desk.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    assert rows(counted.desk) == before
