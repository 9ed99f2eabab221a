from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from coorddesk.core.bulk import insert_rows
from coorddesk.core.criteria import Ask, Criterion, asks_of
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _
from coorddesk.inventory.models import CustomField, CustomValue
from coorddesk.inventory.queries import (
    ASSET_SORTS,
    AssetQuery,
    asset_fields,
    asset_ids,
    asset_page,
    default_labels,
    said_criteria,
    stated,
)
from coorddesk.inventory.rules import Condition, CustomType, MetaStatus
from coorddesk.inventory.service import find_or_create_category
from tests.factories import make_asset, make_person, make_place, make_supplier

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts

CASES: dict[str, tuple[tuple[object, ...], str]] = {
    "tag contains": (("tag", Ask.CONTAINS, "C- 1"), "PC-10"),
    "tag is, whatever the case": (("tag", Ask.IS, "pc-2"), "PC-2"),
    "tag is not": (("tag", Ask.IS_NOT, "pc-2"), "PC-10 TAB"),
    "tag empty": (("tag", Ask.EMPTY), "TAB"),
    "tag filled": (("tag", Ask.FILLED), "PC-10 PC-2"),
    "tag begins": (("tag", Ask.BEGINS, "PC"), "PC-10 PC-2"),
    "serial empty": (("serial", Ask.EMPTY), "TAB"),
    "name without accents": (("name", Ask.CONTAINS, "ecran"), "PC-2"),
    "name lacks": (("name", Ask.LACKS, "ÉCRAN"), "PC-10 TAB"),
    "category is": (("category", Ask.IS, "laptops"), "PC-10"),
    "category is one of": (("category", Ask.IS, "laptops", "screens"), "PC-10 PC-2"),
    "category is not takes in the blank": (("category", Ask.IS_NOT, "laptops"), "PC-2 TAB"),
    "category's name": (("category", Ask.BEGINS, "ecr"), "PC-2"),
    "category empty": (("category", Ask.EMPTY), "TAB"),
    "manufacturer's name": (("manufacturer", Ask.CONTAINS, "dell"), "PC-10"),
    "manufacturer lacks": (("manufacturer", Ask.LACKS, "dell"), "PC-2 TAB"),
    "manufacturer empty": (("manufacturer", Ask.EMPTY), "TAB"),
    "model's name": (("model", Ask.CONTAINS, "latitude"), "PC-10"),
    "model filled": (("model", Ask.FILLED), "PC-10"),
    "model empty, where only its maker is known": (("model", Ask.EMPTY), "PC-2 TAB"),
    "model number": (("model_number", Ask.IS, "l54"), "PC-10"),
    "status is": (("status", Ask.IS, "repair"), "PC-2"),
    "status is not": (("status", Ask.IS_NOT, "repair"), "PC-10 TAB"),
    "condition is one of": (("condition", Ask.IS, Condition.GOOD.value, Condition.DEAD.value), "PC-10"),
    "condition is not": (("condition", Ask.IS_NOT, "good"), "PC-2 TAB"),
    "place takes in what is inside": (("place", Ask.IS, "building"), "PC-10 PC-2"),
    "place is not": (("place", Ask.IS_NOT, "building"), "TAB"),
    "place's path": (("place", Ask.CONTAINS, "salle 9"), "PC-10"),
    "holder is": (("holder", Ask.IS, "ines"), "PC-10"),
    "holder's name": (("holder", Ask.CONTAINS, "MOREAU"), "PC-10"),
    "holder empty": (("holder", Ask.EMPTY), "PC-2 TAB"),
    "supplier": (("supplier", Ask.CONTAINS, "ldlc"), "PC-10"),
    "bought from": (("purchase_date", Ask.AT_LEAST, date(2026, 8, 1)), "PC-10"),
    "bought until": (("purchase_date", Ask.AT_MOST, date(2023, 5, 1)), "PC-2"),
    "bought between": (("purchase_date", Ask.BETWEEN, date(2023, 1, 1), date(2023, 12, 31)), "PC-2"),
    "bought on": (("purchase_date", Ask.IS, date(2023, 5, 1)), "PC-2"),
    "bought in the last days": (("purchase_date", Ask.LAST_DAYS, 30), "PC-10"),
    "warranty in the next days": (("warranty_end", Ask.NEXT_DAYS, 7), "TAB"),
    "price at least": (("price", Ask.AT_LEAST, 90000), "PC-10"),
    "price between": (("price", Ask.BETWEEN, 1, 89999), "PC-2"),
    "price is not": (("price", Ask.IS_NOT, 50000), "PC-10 TAB"),
    "price empty": (("price", Ask.EMPTY), "TAB"),
    "value of all of them": (("value", Ask.IS, 150000), "PC-2"),
    "quantity": (("quantity", Ask.AT_LEAST, 2), "PC-2"),
    "months": (("warranty_months", Ask.FILLED), "PC-10"),
    "order number": (("order_number", Ask.BEGINS, "bc"), "PC-10"),
    "notes, folded": (("notes", Ask.CONTAINS, "pret"), "TAB"),
    "notes lack": (("notes", Ask.LACKS, "prêt"), "PC-10 PC-2"),
    "notes empty": (("notes", Ask.EMPTY), "PC-10 PC-2"),
    "custom number": (("custom:memory", Ask.AT_LEAST, 16000), "PC-10"),
    "custom number is not": (("custom:memory", Ask.IS_NOT, 8000), "PC-10 TAB"),
    "custom number empty": (("custom:memory", Ask.EMPTY), "TAB"),
    "custom text": (("custom:host", Ask.CONTAINS, "cdi"), "PC-10"),
    "custom yes": (("custom:wiped", Ask.IS, True), "PC-10"),
    "custom no": (("custom:wiped", Ask.IS, False), "PC-2"),
    "custom day": (("custom:checked", Ask.LAST_DAYS, 10), "PC-2"),
    "custom choice": (("custom:colour", Ask.IS, "Noir", "Gris"), "PC-10"),
    "a custom field that is gone": (("custom:999", Ask.FILLED), ""),
    "a field that never was": (("colour", Ask.FILLED), ""),
}


def make_estate(session: Session) -> dict[str, int]:
    """Three devices: a laptop with everything, a screen with some, a tablet with next to nothing."""
    building = make_place(session, "Bât A")
    ids = {
        "laptops": find_or_create_category(session, "Ordinateur portable"),
        "screens": find_or_create_category(session, "Écran"),
        "building": building,
        "ines": make_person(session),
        "repair": default_labels(session)[MetaStatus.UNDER_REPAIR],
    }
    laptop = make_asset(
        session,
        "PC-10",
        serial="Z9",
        category_id=ids["laptops"],
        model=("Dell", "Latitude 5440", "L54"),
        place="Bât A / Salle 9",
        holder_id=ids["ines"],
        condition=Condition.GOOD,
        purchase_date=date(2026, 9, 1),
        price=90000,
        warranty_months=36,
        order_number="BC-7",
        supplier_id=make_supplier(session),
    )
    screen = make_asset(
        session,
        "PC-2",
        serial="A1",
        name="Écran de la salle 10",
        category_id=ids["screens"],
        model=("HP",),
        place="Bât A / Salle 10",
        status_label_id=ids["repair"],
        condition=Condition.NEW,
        purchase_date=date(2023, 5, 1),
        price=50000,
        quantity=3,
    )
    make_asset(session, None, name="TAB", warranty_end=date(2026, 9, 10), notes="Prêté à l’accueil")
    return ids | make_fields(session, laptop, screen)


def make_fields(session: Session, laptop: int, screen: int) -> dict[str, int]:
    """Fields of the desk's own, filled in for two of the devices."""
    ids = {}
    for key, kind, of_laptop, of_screen in (
        ("memory", CustomType.NUMBER, {"number": 16000}, {"number": 8000}),
        ("host", CustomType.TEXT, {"text": "CDI-01", "folded": "cdi-01"}, {"text": "Salle", "folded": "salle"}),
        ("wiped", CustomType.YES_NO, {"number": 1}, {"number": 0}),
        ("checked", CustomType.DATE, {"day": date(2020, 1, 1)}, {"day": date(2026, 9, 1)}),
        ("colour", CustomType.CHOICE, {"text": "Noir", "folded": "noir"}, {"text": "Blanc", "folded": "blanc"}),
    ):
        field = CustomField(name=key, name_folded=key, type=kind, choices=["Noir", "Gris", "Blanc"], everywhere=True)
        session.add(field)
        session.flush()
        session.add_all(
            CustomValue(asset_id=asset_id, field_id=field.id, **values)
            for asset_id, values in ((laptop, of_laptop), (screen, of_screen))
        )
        ids[key] = field.id
    session.flush()
    return ids


def criterion_of(case: tuple[object, ...], ids: dict[str, int]) -> Criterion:
    """The criterion of a case, names of records replaced by their ids."""
    field, ask, *values = case
    assert isinstance(field, str)
    assert isinstance(ask, Ask)
    kind, _colon, name = field.partition(":")
    field = f"{kind}:{ids.get(name, name)}" if name else field
    return Criterion(field, ask, tuple(ids.get(value, value) for value in values))  # type: ignore[call-overload]


def test_a_spoilt_criterion_is_refused() -> None:
    for ask, values in (
        (Ask.IS, ()),
        (Ask.BETWEEN, (1,)),
        (Ask.EMPTY, (1,)),
        (Ask.LAST_DAYS, ("x",)),
        (Ask.AT_LEAST, (1, 2)),
    ):
        with pytest.raises(ValueError, match="take"):
            Criterion("price", ask, values)


def test_each_field_can_be_asked_for_anything(desk: Database) -> None:
    with desk.transaction() as session:
        ids = make_estate(session)
    found = {}
    with desk.reading() as session:
        for name, (case, _expected) in CASES.items():
            rows = asset_ids(session, AssetQuery(criteria=(criterion_of(case, ids),)))
            page = asset_page(session, rows)
            found[name] = " ".join(page[row].tag or page[row].name for row in rows)
    assert found == {name: expected for name, (_case, expected) in CASES.items()}


def test_papers_say_by_what_a_list_is_filtered(desk: Database, texts: Texts) -> None:
    criteria = (Criterion("price", Ask.AT_LEAST, (10000,)), Criterion("notes", Ask.EMPTY))
    with desk.reading() as session:
        said = stated(session, AssetQuery("salle", criteria=criteria))
    assert [texts.say(each) for each in said] == ["Search: “salle”", "Price: at least 100.00", "Notes: empty"]


def test_all_criteria_must_hold(desk: Database) -> None:
    with desk.transaction() as session:
        ids = make_estate(session)
    criteria = (Criterion("price", Ask.FILLED), Criterion("category", Ask.IS_NOT, (ids["laptops"],)))
    with desk.reading() as session:
        found = asset_ids(session, AssetQuery("salle", criteria=criteria))
        assert [row.tag for row in asset_page(session, found).values()] == ["PC-2"]


def test_every_field_takes_every_question_that_it_offers(desk: Database) -> None:
    """Nothing that can be built in the window is refused by a database."""
    values: dict[str, tuple[Any, ...]] = {"date": (date(2026, 1, 1), date(2026, 2, 1)), "yes_no": (True,)}
    with desk.transaction() as session:
        make_estate(session)
    with desk.reading() as session:
        for field in asset_fields(session):
            of_field = values.get(field.kind.value, (1, 2) if not field.is_text else ("a",))
            for ask in asks_of(field):
                many: dict[Ask, tuple[Any, ...]] = {Ask.BETWEEN: of_field, Ask.LAST_DAYS: (3,), Ask.NEXT_DAYS: (3,)}
                said = many.get(ask, of_field[:1] if ask not in {Ask.FILLED, Ask.EMPTY} else ())
                said = tuple(map(str, said)) if field.choices and field.key != "status" else said
                sort = field.key if field.key in ASSET_SORTS else "tag"
                asset_ids(session, AssetQuery(sort=sort, criteria=(Criterion(field.key, ask, said),)))


@pytest.mark.parametrize("kind", CustomType)
@pytest.mark.parametrize(
    ("ask", "values"),
    [
        (Ask.IS, ("noir",)),
        (Ask.IS, (3,)),
        (Ask.IS, (True,)),
        (Ask.IS, (date(2026, 9, 1),)),
        (Ask.CONTAINS, ("noir",)),
        (Ask.AT_LEAST, (3,)),
        (Ask.AT_MOST, (date(2026, 9, 1),)),
        (Ask.BETWEEN, ("a", "b")),
        (Ask.LAST_DAYS, (3,)),
    ],
)
def test_a_question_kept_from_when_the_field_was_of_another_type_finds_nothing_rather_than_fail(
    desk: Database, texts: Texts, kind: CustomType, ask: Ask, values: tuple[Any, ...]
) -> None:
    with desk.transaction() as session:
        make_asset(session)
        field = CustomField(name="once", name_folded="once", type=kind, choices=["a"], everywhere=True)
        session.add(field)
    criteria = (Criterion(f"custom:{field.id}", ask, values),)
    with desk.reading() as session:
        assert list(asset_ids(session, AssetQuery(criteria=criteria))) == []
        assert [texts.say(each).partition(":")[0] for each in said_criteria(session, criteria)] == ["once"]


def test_criteria_are_said_in_a_few_words(desk: Database, texts: Texts) -> None:
    cases = {
        "Category: Ordinateur portable, Écran": ("category", Ask.IS, "laptops", "screens"),
        "Category: not Écran": ("category", Ask.IS_NOT, "screens"),
        "Category: deleted": ("category", Ask.IS, 999),
        "Status: Under repair": ("status", Ask.IS, "repair"),
        "Condition: Good": ("condition", Ask.IS, "good"),
        "Name: with “écran”": ("name", Ask.CONTAINS, "écran"),
        "Name: without “écran”": ("name", Ask.LACKS, "écran"),
        "Name: begins with “é”": ("name", Ask.BEGINS, "é"),
        "Price: at least 100.00": ("price", Ask.AT_LEAST, 10000),
        "Price: 0.05 to 100.00": ("price", Ask.BETWEEN, 5, 10000),
        "Quantity: at most 1,000": ("quantity", Ask.AT_MOST, 1000),
        "Notes: empty": ("notes", Ask.EMPTY),
        "Notes: filled in": ("notes", Ask.FILLED),
        "Purchase date: from 01/09/2026": ("purchase_date", Ask.AT_LEAST, date(2026, 9, 1)),
        "Purchase date: until 01/09/2026": ("purchase_date", Ask.AT_MOST, date(2026, 9, 1)),
        "Purchase date: 01/09/2026": ("purchase_date", Ask.IS, date(2026, 9, 1)),
        "Purchase date: in the last 30 days": ("purchase_date", Ask.LAST_DAYS, 30),
        "End of warranty: in the next day": ("warranty_end", Ask.NEXT_DAYS, 1),
        "Place: Bât A": ("place", Ask.IS, "building"),
        "Holder: Inès Moreau": ("holder", Ask.IS, "ines"),
        "Holder: with “more”": ("holder", Ask.CONTAINS, "more"),
        "Place: without “annexe”": ("place", Ask.LACKS, "annexe"),
        "memory: at most 1.5": ("custom:memory", Ask.AT_MOST, 1500),
        "memory: -16": ("custom:memory", Ask.IS, -16000),
        "wiped: Yes": ("custom:wiped", Ask.IS, True),
        "A filter by a field that was deleted": ("custom:999", Ask.FILLED),
    }
    with desk.transaction() as session:
        ids = make_estate(session)
    with desk.reading() as session:
        said: list[Message] = said_criteria(session, [criterion_of(case, ids) for case in cases.values()])
    assert [texts.say(message) for message in said] == list(cases)


@pytest.mark.parametrize("count", [1, 33_000])
def test_words_in_notes_find_any_number_of_devices(desk: Database, count: int) -> None:
    """More ids than a statement takes values."""
    with desk.transaction(_("Add many")) as session:
        label = default_labels(session)[MetaStatus.IN_STOCK]
        row = {"status_label_id": label, "notes": "Élève", "search": "", "name": "x", "version": 1}
        insert_rows(session, table_named("asset"), [row] * count)
    with desk.reading() as session:
        criteria = (Criterion("notes", Ask.CONTAINS, ("eleve",)),)
        assert len(asset_ids(session, AssetQuery(criteria=criteria))) == count
