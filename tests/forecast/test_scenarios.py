"""The verbs on scenarios: kept by name, changed step by step, undone, and harmless to what they are about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from coorddesk.core.errors import StaleWrite, UserError
from coorddesk.core.history import record
from coorddesk.core.resources import texts_for
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.directory.service import Deletion
from coorddesk.forecast.feature import FORECAST
from coorddesk.forecast.queries.comparing import compared
from coorddesk.forecast.queries.plan import ForecastQuery, plan
from coorddesk.forecast.queries.scenarios import changes_of, changes_said, hits, scenario, scenarios
from coorddesk.forecast.rules.words import ChangeKind, Sort
from coorddesk.forecast.service import (
    Change,
    Changing,
    ScenarioCopy,
    ScenarioDetails,
    ScenarioEdit,
    TakingOff,
    add_change,
    copy_scenario,
    create_scenario,
    delete_scenario,
    edit_scenario,
    take_off_change,
)
from coorddesk.licences.models import Licence
from coorddesk.licences.service import delete_licence
from tests.core.making import DEED
from tests.forecast.ahead import Ahead, ahead

if TYPE_CHECKING:
    from coorddesk.core.database import Database

pytestmark = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
ENGLISH = texts_for("en")
LATER = ScenarioDetails("Laptops later", 200, "", "Wait.")


@pytest.fixture
def coming(desk: Database) -> Ahead:
    with desk.transaction() as session:
        return ahead(session)


def make(desk: Database, *changes: Change, name: str = "Laptops later") -> int:
    with desk.transaction() as session:
        made = create_scenario(session, replace(LATER, name=name, price_rise=0))
        for change in changes:
            add_change(session, Changing(made, change))
        return made


def test_a_scenario_stands_beside_things_as_they_are(desk: Database, coming: Ahead) -> None:
    later = Change(ChangeKind.DELAY, ("category", coming.laptops), years=1)
    dearer = Change(ChangeKind.PRICE, ("contract", coming.web), 2028, percent=1_000)
    made = make(desk, later, dearer)
    with desk.reading() as session:
        before, of = plan(session, ForecastQuery(2027)), plan(session, ForecastQuery(2027, made))
        told = compared(session, ForecastQuery(2027))
    assert of.base == before.items
    assert [of.table.cell(Sort.REPLACEMENT, year).cents for year in of.years] == [0, 80_000, 120_000, 0, 0]
    assert [of.table.cell(Sort.CONTRACT, year).cents for year in of.years] == [132_000, *[132_000] * 4]
    assert [option.id for option in told.options] == [0, made]
    assert told.options[1].cents == tuple(of.table.cell(None, year).cents for year in of.years)
    assert told.difference(told.options[1]) == 4 * 12_000


def test_it_is_edited_copied_and_deleted_as_seen_and_all_of_it_undone(desk: Database, coming: Ahead) -> None:
    made = make(desk, Change(ChangeKind.DROP, ("licence", coming.licence)))
    with desk.transaction() as session:
        version = session.get_one(Licence, coming.licence).version
        row = scenario(session, made)
        assert row is not None
        edit_scenario(session, ScenarioEdit(made, row.version, LATER))
        edit_scenario(session, ScenarioEdit(made, row.version, LATER))  # says what it says already
    with desk.transaction() as session:
        copy = copy_scenario(session, ScenarioCopy(made, "Another"))
        assert [change for _id, change in changes_of(session, copy)] == [
            Change(ChangeKind.DROP, ("licence", coming.licence))
        ]
        assert [(row.name, row.price_rise, row.changes) for row in scenarios(session)] == [
            ("Another", 200, 1),
            ("Laptops later", 200, 1),
        ]
        row = scenario(session, made)
        assert row is not None
    with pytest.raises(StaleWrite), desk.transaction() as session:
        edit_scenario(session, ScenarioEdit(made, row.version - 1, replace(LATER, notes="x")))
    with pytest.raises(UserError), desk.transaction() as session:
        copy_scenario(session, ScenarioCopy(made, "laptops LATER"))
    with desk.transaction() as session:
        delete_scenario(session, Deletion(made, row.version))
    with desk.transaction() as session:
        assert [row.name for row in scenarios(session)] == ["Another"]
        undo(session, next_to_undo(session) or 0)
    with desk.reading() as session:
        assert [change.target for _id, change in changes_of(session, made)] == [("licence", coming.licence)]
        assert session.get_one(Licence, coming.licence).version == version


def test_changes_are_refused_taken_off_and_lost_with_what_they_are_about(desk: Database, coming: Ahead) -> None:
    made = make(desk, Change(ChangeKind.DROP, ("licence", coming.licence)))
    for wrong, field in ((("licence", 999), "target"), (("person", 1), "target")):
        with pytest.raises(UserError) as refused, desk.transaction() as session:
            add_change(session, Changing(made, Change(ChangeKind.DROP, wrong)))
        assert refused.value.field == field
    with pytest.raises(UserError), desk.transaction() as session:
        take_off_change(session, TakingOff(made, 999))
    for wrong_rise in (10_001, -10_001):
        with pytest.raises(UserError) as refused, desk.transaction() as session:
            create_scenario(session, ScenarioDetails("Inflation", wrong_rise))
        assert refused.value.field == "price_rise"
    with desk.transaction() as session:
        added = Change(ChangeKind.ADD, year=2028, quantity=2, cents=5, words="Tablets")
        two = create_scenario(session, ScenarioDetails("Deflation", -10_000))
        add_change(session, Changing(two, added))
        (told,) = changes_said(session, two)
        assert ENGLISH.say(told.said) == "Add in 2028: 2 × Tablets at €0.05"
    with desk.transaction() as session:
        licence = session.get_one(Licence, coming.licence)
        delete_licence(session, Deletion(licence.id, licence.version))
    with desk.transaction() as session:
        (row,) = changes_said(session, made)
        assert row.said.text == "About something that is no longer there"
        assert plan(session, ForecastQuery(2027, made)).table.cells == plan(session, ForecastQuery(2027)).table.cells
        take_off_change(session, TakingOff(made, row.id))
        assert changes_of(session, made) == []


def test_merged_records_and_searches_find_their_scenarios(desk: Database, coming: Ahead) -> None:
    made = make(desk, Change(ChangeKind.DROP, ("category", coming.laptops)))
    assert FORECAST.repoint is not None
    with desk.transaction() as session:
        FORECAST.repoint(session, ("category", coming.laptops), ("category", coming.laptops + 1))
        record(session, DEED)
    with desk.reading() as session:
        assert [change.target for _id, change in changes_of(session, made)] == [("category", coming.laptops + 1)]
        assert [hit.subject for hit in hits(session, "later lap", 5)] == [("scenario", made)]
        assert hits(session, "nothing", 5) == []
        assert FORECAST.names is not None
        assert FORECAST.names(session, "scenario", [made, 99]) == {made: "Laptops later"}
        assert FORECAST.names(session, "asset", [made]) == {}
