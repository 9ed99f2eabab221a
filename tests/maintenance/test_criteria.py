"""Filters by any field of schedules, repairs and the log: each finds what it says, on both databases."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from coorddesk.core.criteria import VALUES_OF, Ask, Criterion, asks_of
from coorddesk.core.fields import Field
from coorddesk.core.tables import Kind
from coorddesk.inventory.service import find_or_create_category
from coorddesk.maintenance.queries import (
    FIELDS_OF_ENTRIES,
    FIELDS_OF_PLANS,
    FIELDS_OF_REPAIRS,
    EntryQuery,
    PlanQuery,
    RepairQuery,
    all_stated,
    entry_ids,
    plan_ids,
    repair_ids,
)
from coorddesk.maintenance.rules import RepairState, Rhythm, Verdict, Work
from coorddesk.maintenance.service import LendMeanwhile, lend_meanwhile
from tests.factories import make_asset, make_person, make_supplier
from tests.maintenance.making import TODAY, make_checklist, make_entry, make_plan, make_repair

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts

LISTS: tuple[tuple[str, Any, Any, tuple[Field, ...]], ...] = (
    ("plans", plan_ids, PlanQuery(), FIELDS_OF_PLANS),
    ("repairs", repair_ids, RepairQuery(closed=None), FIELDS_OF_REPAIRS),
    ("log", entry_ids, EntryQuery(), FIELDS_OF_ENTRIES),
)
QUERIES = {name: (ids, query) for name, ids, query, _fields in LISTS}


def live(session: Session) -> None:
    """Two of each kind: the first says something in every field, the second as little as it can."""
    category, supplier, person = find_or_create_category(session, "Écran"), make_supplier(session), make_person(session)
    first = make_asset(session, "PC-1", category_id=category, place="Collège / Salle 1", holder_id=person)
    second, lent = make_asset(session, "PC-2"), make_asset(session, "PC-3")
    words = {"done_by": "Denis", "documents": "F-1", "notes": "Vu", "supplier_id": supplier}
    plan = make_plan(
        session, "Lampes", category_id=category, supplier_id=supplier, checklist_id=make_checklist(session)
    )
    make_plan(session, "Dates", asset_id=second, rhythm=Rhythm(date(2026, 1, 1), days=((9, 1),)))
    make_entry(session, first, "Lampe changée", cost=900, downtime=3, verdict=Verdict.GOOD, **words)
    make_entry(session, second, "Dépoussiéré", work=Work.INSPECTION, day=date(2026, 9, 1))
    repair = make_repair(session, first, "Écran cassé", reference="RMA 7", quote=5_000, supplier_id=supplier)
    make_repair(session, second, "Bruit", state=RepairState.LEFT, day=date(2026, 9, 1))
    lend_meanwhile(session, LendMeanwhile(repair, 1, lent))
    assert plan == 1


def values(field: Field, ask: Ask) -> tuple[Any, ...]:
    """Any values that may be asked of a field."""
    one: Any = "x"
    if ask in {Ask.LAST_DAYS, Ask.NEXT_DAYS}:
        one = 3
    elif field.is_record and ask in {Ask.IS, Ask.IS_NOT}:
        one = 1
    elif field.choices:
        one = field.choices[0][0]
    elif field.kind in {Kind.NUMBER, Kind.AMOUNT}:
        one = 1
    elif field.kind is Kind.DATE:
        one = TODAY
    elif field.kind is Kind.YES_NO:
        one = True
    return (one,) * VALUES_OF.get(ask, 1)


@pytest.mark.parametrize(("name", "ids", "query", "fields"), LISTS, ids=[each[0] for each in LISTS])
def test_each_ask_of_each_field_parts_the_list(
    desk: Database, texts: Texts, name: str, ids: Any, query: Any, fields: Sequence[Field]
) -> None:
    with desk.transaction() as session:
        live(session)
    opposites = ((Ask.FILLED, Ask.EMPTY), (Ask.IS, Ask.IS_NOT), (Ask.CONTAINS, Ask.LACKS))
    with desk.reading() as session:
        for field in fields:
            found = {}
            for ask in asks_of(field):
                asked = type(query)(**{**query.__dict__, "criteria": (Criterion(field.key, ask, values(field, ask)),)})
                found[ask] = set(ids(session, asked))
                assert texts.say(all_stated(session, asked)[-1]).startswith(texts.say(field.title))
            for one, other in opposites:
                if one in found and other in found:
                    assert (found[one] | found[other], found[one] & found[other]) == ({1, 2}, set()), (name, field.key)


@pytest.mark.parametrize(
    ("name", "criterion", "expected"),
    [
        ("plans", Criterion("category", Ask.CONTAINS, ("ecran",)), [1]),
        ("plans", Criterion("months", Ask.AT_LEAST, (12,)), [1]),
        ("plans", Criterion("months", Ask.EMPTY), [2]),
        ("plans", Criterion("checklist", Ask.IS, (1,)), [1]),
        ("plans", Criterion("start", Ask.AT_LEAST, (date(2026, 1, 1),)), [2]),
        ("repairs", Criterion("state", Ask.IS, ("left",)), [2]),
        ("repairs", Criterion("since", Ask.AT_MOST, (date(2026, 9, 1),)), [2]),
        ("repairs", Criterion("fault", Ask.CONTAINS, ("ECRAN",)), [1]),
        ("repairs", Criterion("reference", Ask.IS, ("rma 7",)), [1]),
        ("repairs", Criterion("quote", Ask.BETWEEN, (4_000, 6_000)), [1]),
        ("repairs", Criterion("holder", Ask.CONTAINS, ("moreau",)), [1]),
        ("repairs", Criterion("loan_device", Ask.IS, (3,)), [1]),
        ("repairs", Criterion("loan_device", Ask.EMPTY), [2]),
        ("repairs", Criterion("place", Ask.IS, (1,)), [1]),
        ("log", Criterion("device", Ask.IS, (2,)), [2]),
        ("log", Criterion("cost", Ask.AT_LEAST, (900,)), [1]),
        ("log", Criterion("downtime", Ask.IS, (3,)), [1]),
        ("log", Criterion("verdict", Ask.FILLED), [1]),
        ("log", Criterion("work", Ask.IS_NOT, ("upkeep",)), [2]),
        ("log", Criterion("done_by", Ask.BEGINS, ("den",)), [1]),
        ("log", Criterion("day", Ask.LAST_DAYS, (3,)), [1]),
        ("log", Criterion("gone", Ask.FILLED), []),
    ],
)
def test_a_filter_finds_what_it_says(desk: Database, name: str, criterion: Criterion, expected: list[int]) -> None:
    with desk.transaction() as session:
        live(session)
    ids, query = QUERIES[name]
    with desk.reading() as session:
        asked = type(query)(**{**query.__dict__, "criteria": (criterion,)})
        assert sorted(ids(session, asked)) == expected


def test_filters_say_whose_records_they_are(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        live(session)
    with desk.reading() as session:
        query = EntryQuery(asset=1, supplier=1, place=1, plan=1, since=TODAY, work=Work.UPKEEP)
        assert [texts.say(each) for each in all_stated(session, query)] == [
            "Upkeep",
            "Device: PC-1",
            "Supplier: LDLC Pro",
            "Place: Collège",
            "Schedule: Lampes",
            "From 07/09/2026 on",
        ]
        said = [texts.say(each) for each in all_stated(session, RepairQuery("pc", asset=99))]
        assert said == ["Search: “pc”", "Device: deleted", "Repairs that are over left out"]
        left = all_stated(session, RepairQuery(state=RepairState.LEFT, closed=None))
        assert [texts.say(each) for each in left] == ["Left"]
