"""What devices say in the desk's own fields: written, changed, erased, undone, refused; alike on both databases."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from coorddesk.core.criteria import Ask, Criterion
from coorddesk.core.errors import Difference, StaleWrite, UserError
from coorddesk.core.history import record
from coorddesk.core.messages import verbatim
from coorddesk.core.query_state import query_from, query_state
from coorddesk.core.undo import next_to_undo, redo, undo
from coorddesk.core.views import NewView, save_view, views
from coorddesk.inventory.queries import AssetQuery, asset_ids, asset_page, custom_fields, custom_uses, custom_values
from coorddesk.inventory.rules import CustomType
from coorddesk.inventory.service import (
    AssetDetails,
    AssetEdit,
    FieldDeletion,
    FieldDetails,
    FieldEdit,
    Standing,
    create_category,
    create_field,
    delete_field,
    edit_asset,
    edit_field,
    order_fields,
    write_custom,
)
from tests.factories import make_asset

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coorddesk.core.database import Database

SYSTEMS = ("Windows 11", "Linux", "Android")


def field(desk: Database, name: str = "Système", kind: CustomType = CustomType.CHOICE, **values: Any) -> int:
    """A new field; one of choices takes SYSTEMS."""
    choices = SYSTEMS if kind is CustomType.CHOICE else ()
    with desk.transaction() as session:
        return create_field(session, FieldDetails(name, kind, **{"choices": choices, "everywhere": True} | values))


def device(desk: Database, tag: str = "CD-1", custom: Mapping[int, Any] | None = None, **values: Any) -> int:
    with desk.transaction() as session:
        return make_asset(session, tag, custom=custom or {}, **values)


def edit(desk: Database, asset: int, custom: Mapping[int, Any], version: int | None = None, tag: str = "CD-1") -> None:
    with desk.transaction() as session:
        row = asset_page(session, [asset])[asset]
        details = AssetDetails(tag, name="Portable", custom=custom)
        edit_asset(session, AssetEdit(asset, version or row.version, details, Standing(1)))


def said(desk: Database, asset: int) -> dict[int, Any]:
    with desk.reading() as session:
        return custom_values(session, [asset]).get(asset, {})


def take_back(desk: Database) -> int:
    with desk.transaction() as session:
        change_set = next_to_undo(session)
        assert change_set is not None
        undo(session, change_set)
    return change_set


EVERY: tuple[tuple[CustomType, Any, Any], ...] = (
    (CustomType.TEXT, "00:1B:44", "00:1C:45"),
    (CustomType.NUMBER, 16_000, 15_625),
    (CustomType.AMOUNT, 12_000, -500),
    (CustomType.DATE, date(2026, 9, 1), date(2027, 1, 31)),
    (CustomType.YES_NO, False, True),
    (CustomType.CHOICE, "Linux", "Windows 11"),
    (CustomType.LINK, "https://example.fr/a", "https://example.fr/b"),
)


@pytest.mark.parametrize(("kind", "first", "then"), EVERY)
def test_a_value_is_entered_changed_erased_and_undone(desk: Database, kind: CustomType, first: Any, then: Any) -> None:
    one = field(desk, "Champ", kind)
    asset = device(desk, custom={one: first})
    assert said(desk, asset) == {one: first}
    edit(desk, asset, {one: then})
    assert said(desk, asset) == {one: then}
    edit(desk, asset, {one: None})
    assert said(desk, asset) == {}
    undone = take_back(desk)
    assert said(desk, asset) == {one: then}
    take_back(desk)
    assert said(desk, asset) == {one: first}
    with desk.transaction() as session:
        redo(session, undone - 1)
    assert said(desk, asset) == {one: then}


def test_what_is_not_mentioned_stays(desk: Database) -> None:
    system, memory = field(desk), field(desk, "Mémoire", CustomType.NUMBER)
    asset = device(desk, custom={system: "Linux", memory: 8_000})
    edit(desk, asset, {memory: 16_000})
    edit(desk, asset, {})
    assert said(desk, asset) == {system: "Linux", memory: 16_000}


def test_another_value_alone_is_another_version(desk: Database) -> None:
    system = field(desk)
    asset = device(desk, custom={system: "Linux"})
    versions = []
    for value in ("Linux", "Android", "android"):
        edit(desk, asset, {system: value})
        with desk.reading() as session:
            versions.append(asset_page(session, [asset])[asset].version)
    assert versions == [1, 2, 2]


def test_a_stale_edit_names_the_fields_that_differ(desk: Database) -> None:
    system, memory = field(desk), field(desk, "Mémoire", CustomType.NUMBER)
    asset = device(desk, custom={system: "Linux", memory: 8_000})
    edit(desk, asset, {system: "Android", memory: 8_000})
    with pytest.raises(StaleWrite) as stale:
        edit(desk, asset, {system: "Windows 11", memory: 8_000}, version=1)
    assert stale.value.differences == (Difference(verbatim("Système"), "Windows 11", "Android", f"custom:{system}"),)
    edit(desk, asset, {system: "Android"}, version=1)  # nothing is overwritten
    assert said(desk, asset) == {system: "Android", memory: 8_000}


def test_a_value_that_its_field_does_not_take_is_refused_there(desk: Database) -> None:
    system = field(desk)
    asset = device(desk)
    for wish in ({system: "Windows 95"}, {99: "x"}):
        with pytest.raises(UserError) as refused:
            edit(desk, asset, wish)
        assert refused.value.field == f"custom:{next(iter(wish))}"
    with pytest.raises(UserError):
        device(desk, "CD-2", {system: "Windows 95"})
    assert said(desk, asset) == {}


def test_many_at_once_tell_which_changed(desk: Database) -> None:
    system = field(desk)
    assets = [device(desk, f"CD-{number}", {system: "Linux"} if number % 2 else {}) for number in range(6)]
    with desk.transaction() as session:
        changed = write_custom(session, {asset: {system: "Linux"} for asset in assets} | {assets[1]: {system: None}})
        record(session, verbatim("x"))
    assert changed == {assets[0], assets[1], assets[2], assets[4]}
    assert [said(desk, asset) for asset in assets] == [{system: "Linux"}, {}, *[{system: "Linux"}] * 4]


@pytest.mark.parametrize(
    ("kind", "values", "upwards"),
    [
        (CustomType.TEXT, ("b", "Éa", None, "c"), [0, 3, 1, 2]),
        (CustomType.NUMBER, (2_000, -500, None, 10_000), [1, 0, 3, 2]),
        (CustomType.AMOUNT, (2_000, 500, None, 10_000), [1, 0, 3, 2]),
        (CustomType.DATE, (date(2026, 2, 1), date(2025, 12, 1), None, date(2026, 10, 1)), [1, 0, 3, 2]),
        (CustomType.YES_NO, (True, False, None, True), [1, 0, 3, 2]),
        (CustomType.CHOICE, ("Linux", "Windows 11", None, "Android"), [1, 0, 3, 2]),
        (CustomType.LINK, ("https://b.fr", "https://a.fr", None, "https://c.fr"), [1, 0, 3, 2]),
    ],
)
@pytest.mark.parametrize("narrowed", [False, True])
def test_the_list_is_sorted_by_a_field(
    desk: Database, kind: CustomType, values: tuple[Any, ...], upwards: list[int], narrowed: bool
) -> None:
    one, other = field(desk, "Champ", kind), field(desk, "Autre", CustomType.TEXT)
    assets = [
        device(desk, f"CD-{place}", {one: value, other: "x"} if value is not None else {other: "x"})
        for place, value in enumerate(values)
    ]
    query = AssetQuery("portable" if narrowed else "", sort=f"custom:{one}")
    with desk.reading() as session:
        found = [assets.index(asset) for asset in asset_ids(session, query)]
        down = [assets.index(i) for i in asset_ids(session, AssetQuery(query.text, query.sort, descending=True))]
    assert found == upwards
    last = [place for place, value in enumerate(values) if value is None]
    equal = kind is CustomType.YES_NO
    assert down == ([3, 0, 1, 2] if equal else [*reversed([i for i in upwards if i not in last]), *last])


def test_a_list_sorted_by_a_field_that_is_gone_is_by_number(desk: Database) -> None:
    assets = [device(desk, tag) for tag in ("CD-2", "CD-1")]
    with desk.reading() as session:
        assert list(asset_ids(session, AssetQuery(sort="custom:99"))) == assets[::-1]


def test_devices_are_found_by_what_they_say(desk: Database) -> None:
    mac, memory = field(desk, "Adresse MAC", CustomType.TEXT), field(desk, "Mémoire", CustomType.NUMBER)
    one, _other = device(desk, "CD-1", {mac: "00:1B:44:É1"}), device(desk, "CD-2", {memory: 16_000})
    with desk.reading() as session:
        assert list(asset_ids(session, AssetQuery("1b:44:e portable"))) == [one]


def test_fields_stand_in_the_desks_order_with_their_categories(desk: Database) -> None:
    with desk.transaction() as session:
        laptop = create_category(session, "Portable")
    system = field(desk, everywhere=False, categories=frozenset({laptop}))
    memory = field(desk, "Mémoire", CustomType.NUMBER)
    with desk.transaction() as session:
        order_fields(session, [memory])
    with desk.reading() as session:
        rows = custom_fields(session)
    told = [(row.id, row.name, row.choices, row.everywhere, row.categories) for row in rows]
    assert told == [
        (memory, "Mémoire", (), True, frozenset()),
        (system, "Système", SYSTEMS, False, frozenset({laptop})),
    ]
    assert [row.is_of(laptop) for row in rows] == [True, True]
    assert [row.is_of(None) for row in rows] == [True, False]


def test_a_field_is_renamed_with_its_choices_and_what_devices_say_follows(desk: Database) -> None:
    system = field(desk)
    one, other = device(desk, "CD-1", {system: "Linux"}), device(desk, "CD-2", {system: "Android"})
    new = FieldDetails("OS", CustomType.CHOICE, ("Android", "Linux", "Windows"), everywhere=True)
    renamed = {"Linux": "Android", "Android": "Linux", "Windows 11": "Windows"}  # both ways at once
    with desk.transaction() as session:
        edit_field(session, FieldEdit(system, 1, new, renamed))
    assert [said(desk, one), said(desk, other)] == [{system: "Android"}, {system: "Linux"}]
    take_back(desk)
    assert [said(desk, one), said(desk, other)] == [{system: "Linux"}, {system: "Android"}]


def test_saved_views_ask_for_a_choice_in_its_new_words(desk: Database) -> None:
    system = field(desk)

    def query(chosen: str) -> AssetQuery:
        asked = (
            Criterion(f"custom:{system}", Ask.IS, (chosen, "Android")),
            Criterion(f"custom:{system}", Ask.CONTAINS, ("Linux",)),
        )
        return AssetQuery(criteria=asked)

    def shown() -> AssetQuery:
        with desk.reading() as session:
            (view,) = views(session, "inventory")
            return query_from(AssetQuery, view.state["query"])[0]

    with desk.transaction() as session:
        save_view(session, NewView("inventory", "Salle 12", {"query": query_state(query("linux"))}))
    new = FieldDetails("Système", CustomType.CHOICE, ("Android", "Debian", "Windows 11"))
    with desk.transaction() as session:
        edit_field(session, FieldEdit(system, 1, new, {"Linux": "Debian"}))
    assert shown() == query("Debian")
    take_back(desk)
    assert shown() == query("linux")


def test_a_choice_that_devices_have_is_not_taken_away(desk: Database) -> None:
    system = field(desk)
    device(desk, "CD-1", {system: "Linux"})
    with desk.transaction() as session, pytest.raises(UserError) as refused:
        edit_field(session, FieldEdit(system, 1, FieldDetails("Système", CustomType.CHOICE, ("Android",))))
    assert refused.value.field == "choices"
    with desk.transaction() as session:
        edit_field(session, FieldEdit(system, 1, FieldDetails("Système", CustomType.CHOICE, ("Linux",))))


def test_a_field_in_use_stays_of_its_type(desk: Database) -> None:
    memory = field(desk, "Mémoire", CustomType.NUMBER)
    wish = FieldEdit(memory, 1, FieldDetails("Mémoire", CustomType.TEXT, everywhere=True))
    asset = device(desk, "CD-1", {memory: 8_000})
    with desk.transaction() as session, pytest.raises(UserError) as refused:
        edit_field(session, wish)
    assert refused.value.field == "type"
    edit(desk, asset, {memory: None})
    with desk.transaction() as session:
        edit_field(session, wish)
    edit(desk, asset, {memory: "huit"})


def test_two_fields_have_two_names_and_choices_are_needed(desk: Database) -> None:
    field(desk)
    wrong = {
        "name": FieldDetails("SYSTEME", CustomType.TEXT),
        "choices": FieldDetails("Autre", CustomType.CHOICE),
        "categories": FieldDetails("Autre", CustomType.TEXT, categories=frozenset({99})),
    }
    for key, wish in wrong.items():
        with pytest.raises(UserError) as refused, desk.transaction() as session:
            create_field(session, wish)
        assert refused.value.field == key


def test_a_stale_edit_of_a_field_says_what_differs(desk: Database) -> None:
    system = field(desk)
    with desk.transaction() as session:
        laptop = create_category(session, "Portable")
        of_laptops = FieldDetails("Système", CustomType.CHOICE, SYSTEMS, categories=frozenset({laptop}))
        edit_field(session, FieldEdit(system, 1, of_laptops))
    with pytest.raises(StaleWrite) as stale, desk.transaction() as session:
        edit_field(session, FieldEdit(system, 1, FieldDetails("OS", CustomType.CHOICE, SYSTEMS, everywhere=True)))
    assert [difference.field for difference in stale.value.differences] == ["name", "everywhere", "categories"]


def test_other_categories_alone_are_another_version_of_a_field(desk: Database) -> None:
    system = field(desk, everywhere=False)
    with desk.transaction() as session:
        laptop, tablet = create_category(session, "Portable"), create_category(session, "Tablette")
    first, second = (
        FieldDetails("Système", CustomType.CHOICE, SYSTEMS, categories=frozenset({category}))
        for category in (laptop, tablet)
    )
    with desk.transaction() as session:
        edit_field(session, FieldEdit(system, 1, first))
    with pytest.raises(StaleWrite) as stale, desk.transaction() as session:
        edit_field(session, FieldEdit(system, 1, second))
    assert [difference.field for difference in stale.value.differences] == ["categories"]


def test_a_field_with_values_is_deleted_only_by_who_knows_of_them(desk: Database) -> None:
    with desk.transaction() as session:
        laptop = create_category(session, "Portable")
    system = field(desk, everywhere=False, categories=frozenset({laptop}))
    asset = device(desk, custom={system: "Linux"})
    with pytest.raises(UserError), desk.transaction() as session:
        delete_field(session, FieldDeletion(system, 1))
    with desk.transaction() as session:
        assert custom_uses(session) == {system: 1}
        delete_field(session, FieldDeletion(system, 1, values=1))
    with desk.reading() as session:
        assert (custom_fields(session), custom_uses(session)) == ((), {})
    take_back(desk)
    assert said(desk, asset) == {system: "Linux"}
    with desk.reading() as session:
        (row,) = custom_fields(session)
    assert row.categories == {laptop}
