"""Merged categories, manufacturers and models; and any merge at all, undone in reverse, leaves every row as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from coorddesk import features
from coorddesk.core.criteria import Ask, Criterion
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.merging import Merge
from coorddesk.core.orm import Base
from coorddesk.core.query_state import query_from, query_state
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.core.views import NewView, save_view, views
from coorddesk.directory.service import create_department, put_in_classes
from coorddesk.inventory.models import (
    Asset,
    AssetMovement,
    Category,
    CategoryField,
    CustomField,
    Manufacturer,
    Model,
)
from coorddesk.inventory.queries import AssetQuery
from coorddesk.inventory.queries.merging import find_model, likely_categories, likely_manufacturers, likely_models
from coorddesk.inventory.rules import CustomType
from coorddesk.inventory.service import (
    Chosen,
    ModelWords,
    Move,
    create_category,
    create_manufacturer,
    create_model,
    move_assets,
)
from coorddesk.notes.models import Note
from coorddesk.notes.rules import NoteKind
from coorddesk.notes.service import About, NoteDetails, write_note
from tests.factories import make_asset, make_person, make_place, make_supplier
from tests.undoing import PROOF, rows, undone_and_redone

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.merging import MergeKind
    from tests.desks import Desks

ALL = features.load()
KINDS = {kind.kind: kind for feature in ALL for kind in feature.merges}


def wish(session: Session, kind: str, kept: int, gone: int, **chosen: Any) -> Merge | None:
    """Both as they stand, if they do; what must be said is said."""
    sides = [KINDS[kind].read(session, row_id) for row_id in (kept, gone)]
    one, other = sides
    if one is None or other is None:
        return None
    asked = frozenset(field.key for field in KINDS[kind].fields if field.asked)
    return Merge(kept, one.version, gone, other.version, **{"from_kept": asked} | chosen)


def merge(desk: Database, kind: str, kept: int, gone: int, **chosen: Any) -> None:
    with desk.transaction() as session:
        wanted = wish(session, kind, kept, gone, **chosen)
        assert wanted is not None
        KINDS[kind].merge(session, wanted, ALL)


def test_every_kind_that_may_be_merged_is_offered_once() -> None:
    assert sorted(KINDS) == [
        *("category", "department", "licence", "manufacturer", "model"),
        *("person", "place", "stock_item", "supplier"),
    ]


def test_a_category_takes_devices_fields_and_pattern(desk: Database) -> None:
    with desk.transaction() as session:
        kept, gone = create_category(session, "Portable"), create_category(session, "Portables")
        session.get_one(Category, gone).number_pattern = "PC-{YYYY}-{###}"
        for name in ("RAM", "Écran"):
            session.add(CustomField(name=name, name_folded=fold(name), type=CustomType.TEXT, choices=[]))
        session.flush()
        for category, field in ((kept, 1), (gone, 1), (gone, 2)):
            session.add(CategoryField(category_id=category, field_id=field))
        make_asset(session, category_id=gone)
    before = rows(desk)
    merge(desk, "category", kept, gone)
    with desk.reading() as session:
        assert session.get_one(Category, kept).number_pattern == "PC-{YYYY}-{###}"
        fields = select(CategoryField.category_id, CategoryField.field_id).order_by(CategoryField.field_id)
        assert [tuple(row) for row in session.execute(fields)] == [(kept, 1), (kept, 2)]
        assert list(session.scalars(select(Asset.category_id))) == [kept]
    with desk.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    assert rows(desk) == before


def test_models_of_one_name_become_one_with_their_manufacturers(desk: Database) -> None:
    with desk.transaction() as session:
        make_asset(session, "PC-1", model=("Dell", "Latitude", "5420"))
        make_asset(session, "PC-2", model=("DELL Inc.", "latitude", "5420"))
        make_asset(session, "PC-3", model=("DELL Inc.", "OptiPlex", ""))
    before = rows(desk)
    merge(desk, "manufacturer", 1, 2, from_gone=frozenset({"name"}))
    with desk.reading() as session:
        assert list(session.scalars(select(Manufacturer.name))) == ["DELL Inc."]
        assert sorted(session.scalars(select(Model.name))) == ["Latitude", "OptiPlex"]
        assert list(session.scalars(select(Asset.model_id).order_by(Asset.id))) == [1, 1, 3]
    with desk.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    assert rows(desk) == before


def test_a_model_fills_what_the_other_does_not_say(desk: Database) -> None:
    with desk.transaction() as session:
        kept = create_model(session, ModelWords(name="Latitude 5420"))
        gone = create_model(session, ModelWords("Dell", "Latitude", "5420"))
        make_asset(session, model=("Dell", "Latitude", "5420"))
    merge(desk, "model", kept, gone)
    with desk.reading() as session:
        row = session.get_one(Model, kept)
        assert (row.name, row.number, session.get_one(Manufacturer, row.manufacturer_id).name) == (
            "Latitude 5420", "5420", "Dell",
        )  # fmt: skip
        assert list(session.scalars(select(Asset.model_id))) == [kept]


def test_two_models_do_not_become_a_third(desk: Database) -> None:
    with desk.transaction() as session:
        kept = create_model(session, ModelWords("Dell", "Latitude", "1"))
        gone = create_model(session, ModelWords("Dell", "OptiPlex", "2"))
        create_model(session, ModelWords("Dell", "OptiPlex", "1"))
    with pytest.raises(UserError):
        merge(desk, "model", kept, gone, from_gone=frozenset({"name"}))


def test_what_is_written_almost_alike_is_found(desk: Database) -> None:
    with desk.transaction() as session:
        for name in ("Portable", "Portables", "Écran"):
            create_category(session, name)
        for name in ("Hewlett-Packard", "Hewlett Packard", "HP"):
            create_manufacturer(session, name)
        for words in (
            ("Dell", "Latitude", "5420"),
            ("Dell", "Latitude 5420"),
            ("HP", "Latitude 5420"),
            ("Dell", "5421"),
        ):
            create_model(session, ModelWords(*words))
    with desk.reading() as session:
        pairs = [
            [(each.one.name, each.other.name) for each in likely(session)]
            for likely in (likely_categories, likely_manufacturers, likely_models)
        ]
        assert pairs == [
            [("Portable", "Portables")],
            [("Hewlett-Packard", "Hewlett Packard")],
            [("Latitude 5420", "Latitude 5420")],
        ]


def test_a_script_says_which_model_it_means(desk: Database) -> None:
    with desk.transaction() as session:
        dell = create_model(session, ModelWords("Dell", "Latitude", "5420"))
        create_model(session, ModelWords("HP", "Latitude", "5420"))
    with desk.reading() as session:
        assert find_model(session, "dell latitude 5420") == dell
        assert find_model(session, "EliteBook") is None
        with pytest.raises(UserError):
            find_model(session, "Latitude")


def test_nothing_points_at_what_is_gone(desk: Database) -> None:
    """Every foreign key at a kind of record that may be merged is minded by some feature."""
    pointing = {
        (table.name, column.name)
        for table in Base.metadata.sorted_tables
        for column in table.c
        for key in column.foreign_keys
        if key.column.table.name in KINDS
    }
    modules = tuple(f"coorddesk.{feature.key}.models" for feature in ALL if feature.repoint is not None)
    minded = {
        (mapper.class_.__tablename__, column.name)
        for mapper in Base.registry.mappers
        if mapper.class_.__module__.startswith(modules)
        for column in mapper.local_table.c
        for key in column.foreign_keys
        if key.column.table.name in KINDS
    }
    assert pointing == minded


def test_saved_views_follow_what_they_show(desk: Database) -> None:
    with desk.transaction() as session:
        kept, gone = make_place(session, "Salle 12"), make_place(session, "Salle-12")
        one, other = create_category(session, "Portable"), create_category(session, "Portables")
        query = AssetQuery(
            place=gone,
            categories=frozenset({one, other}),
            criteria=(Criterion("category", Ask.IS, (other,)), Criterion("price", Ask.AT_LEAST, (other,))),
        )
        save_view(session, NewView("inventory", "Salle 12", {"query": query_state(query), "columns": []}))
    before = rows(desk)
    merge(desk, "place", kept, gone)
    merge(desk, "category", one, other)
    with desk.reading() as session:
        (view,) = views(session, "inventory")
        shown, is_whole = query_from(AssetQuery, view.state["query"])
        assert is_whole
        assert shown == AssetQuery(
            place=kept,
            categories=frozenset({one}),
            criteria=(Criterion("category", Ask.IS, (one,)), Criterion("price", Ask.AT_LEAST, (other,))),
        )
    for _merge in range(2):
        with desk.transaction() as session:
            undo(session, next_to_undo(session) or 0)
    assert rows(desk) == before


def test_what_is_noted_about_one_is_noted_about_the_other(desk: Database) -> None:
    with desk.transaction() as session:
        kept, gone = make_person(session), make_person(session, "Moreau", "Ines")
        write_note(session, About(("person", gone), "Ines Moreau"), NoteDetails("Rappeler", NoteKind.CALL))
    before = rows(desk)
    merge(desk, "person", kept, gone)
    with desk.reading() as session:
        assert list(session.scalars(select(Note.subject_id))) == [kept]
    with desk.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    assert rows(desk) == before


pairs = st.tuples(st.integers(1, 4), st.integers(1, 4)).filter(lambda pair: pair[0] != pair[1])


def _merging(kind: MergeKind, both: tuple[int, int], from_gone: list[str]) -> Callable[[Session], None]:
    def deed(session: Session) -> None:
        wanted = wish(session, kind.kind, *both, from_gone=frozenset(from_gone))
        if wanted is not None:
            kind.merge(session, wanted, ALL)

    return deed


merges = st.sampled_from(sorted(KINDS)).flatmap(
    lambda name: st.builds(
        lambda pair, keys: _merging(KINDS[name], pair, keys),
        pairs,
        st.lists(st.sampled_from([field.key for field in KINDS[name].fields]), unique=True, max_size=3),
    )
)
moves = st.builds(
    lambda asset, place: lambda session: move_assets(session, Move(Chosen((asset,)), place)),
    st.integers(1, 4),
    st.integers(1, 4),
)


def fill(session: Session) -> None:
    from coorddesk.inventory.service import seed_labels

    seed_labels(session)
    site = make_place(session, "Site")
    make_place(session, "Bâtiment", inside=site, code="B")
    make_place(session, "Batiment", inside=make_place(session, "Sites"))
    people = [make_person(session, "Moreau", name, identifier=f"P{place}") for place, name in enumerate("ABCD")]
    put_in_classes(session, 2025, dict(zip(people, ("6A", "6B", "6A", ""), strict=True)))
    put_in_classes(session, 2026, dict(zip(people, ("", "5B", "5A", "5A"), strict=True)))
    for place, name in enumerate(("Un", "Deux", "Trois", "Quatre"), 1):
        make_supplier(session, name, contact=f"Contact {place}", customer_number=f"C{place}")
        create_department(session, name)
        create_category(session, name)
        make_asset(
            session,
            f"PC-{place}",
            model=("Dell" if place % 2 else "HP", f"Modèle {place % 3}", ""),
            holder_id=people[place - 1],
            place_id=place,
            supplier_id=place,
            department_id=place,
            category_id=place,
        )


@PROOF
@given(todo=st.lists(merges | moves, min_size=1, max_size=6))
@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_merges_undone_in_reverse_leave_nothing(
    desks: Desks, open_desk: Callable[..., Database], todo: list[Callable[[Session], None]]
) -> None:
    desk = open_desk(desks.fresh())
    with desk.transaction() as session:
        fill(session)
    undone_and_redone(desk, todo)
    desk.close()


def test_a_movement_between_two_that_are_one_is_no_movement(desk: Database) -> None:
    with desk.transaction() as session:
        kept, gone = make_place(session, "Salle 12"), make_place(session, "Salle-12")
        laptop = make_asset(session, place_id=kept)
    with desk.transaction() as session:
        move_assets(session, Move(Chosen((laptop,)), gone, "Pour l’examen"))
    merge(desk, "place", kept, gone)
    with desk.reading() as session:
        assert set(session.scalars(select(AssetMovement.place_id))) == {kept}
        (inventory,) = [feature for feature in ALL if feature.key == "inventory"]
        assert inventory.timeline is not None
        told = [entry.text.values for entry in inventory.timeline(session, ("asset", laptop))]
        assert (("verbatim", "Pour l’examen"),) in told
