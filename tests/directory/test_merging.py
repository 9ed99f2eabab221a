"""Two records that are one: all that belonged to either belongs to the one, and an undo takes all of it back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from coorddesk import features
from coorddesk.core.access import Actor, Role
from coorddesk.core.errors import NotAllowed, StaleWrite, UserError
from coorddesk.core.history import record
from coorddesk.core.merging import Merge
from coorddesk.core.messages import verbatim
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.directory.models import Contact, Department, Membership, Person, PersonGroup, Place, Supplier
from coorddesk.directory.queries import (
    PERSON_FIELDS,
    PLACE_FIELDS,
    SUPPLIER_FIELDS,
    departments,
    findings,
    groups_of,
    person_consequences,
)
from coorddesk.directory.queries.merging import unasked_of_people
from coorddesk.directory.rules import GroupKind, PersonKind, PlaceKind
from coorddesk.directory.service import (
    ContactDetails,
    GroupDetails,
    Members,
    PersonDetails,
    PlaceDetails,
    SupplierDetails,
    SupplierEdit,
    add_members,
    create_department,
    create_group,
    edit_supplier,
    merge_departments,
    merge_people,
    merge_places,
    merge_suppliers,
    put_in_classes,
)
from coorddesk.feature import story
from coorddesk.inventory.models import Asset, AssetMovement
from coorddesk.inventory.queries import timeline as device_timeline
from coorddesk.inventory.service import Assignment, Chosen, Move, assign_assets, move_assets
from tests.factories import make_asset, make_person, make_place, make_supplier
from tests.undoing import undone_and_redone

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts
    from tests.desks import Desks

ALL = features.load()


def wish(session: Session, kind: type[Any], kept: int, gone: int, **chosen: set[str]) -> Merge:
    """Both as they stand."""
    versions = [session.get_one(kind, row_id).version for row_id in (kept, gone)]
    sides = {side: frozenset(keys) for side, keys in chosen.items()}
    return Merge(kept, versions[0], gone, versions[1], **sides)


def merged_undone_and_merged_again(desk: Database, merge: Callable[[Session], None]) -> None:
    assert undone_and_redone(desk, [merge]) == 1


def test_fields_are_those_of_the_forms() -> None:
    for fields, details in (
        (PERSON_FIELDS, PersonDetails),
        (PLACE_FIELDS, PlaceDetails),
        (SUPPLIER_FIELDS, SupplierDetails),
    ):
        missing = set(details.__dataclass_fields__) - {field.key for field in fields}
        assert missing <= {"contacts"}


def test_one_person_holds_what_two_held(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        kept = make_person(session, "Moreau", "Inès", notes="Mardi", phone="01")
        gone = make_person(session, "Inès", "Moreau", email="ines@ecole.example", notes="Clés", identifier="P12")
        laptop = make_asset(session, "PC-1", holder_id=kept)
        make_asset(session, "PC-2", holder_id=gone)
    with desk.transaction() as session:
        assign_assets(session, Assignment(Chosen((laptop,)), gone))
    merged_undone_and_merged_again(desk, lambda session: merge_people(session, wish(session, Person, kept, gone), ALL))
    with desk.reading() as session:
        row = session.get_one(Person, kept)
        assert (row.last_name, row.email, row.phone, row.identifier, row.notes) == (
            "Moreau", "ines@ecole.example", "01", "P12", "Mardi\nClés",
        )  # fmt: skip
        assert session.get(Person, gone) is None
        assert set(session.scalars(select(Asset.holder_id))) == {kept}
        assert set(session.scalars(select(AssetMovement.holder_id))) == {kept}
        told = [texts.say(entry.text) for entry in device_timeline(session, ("asset", laptop))]
        assert [line for line in told if "Given" in line] == ["Status: Assigned · Given to Inès Moreau"]


def test_a_person_is_in_each_group_once_and_in_one_class_a_year(desk: Database) -> None:
    with desk.transaction() as session:
        kept, gone = make_person(session), make_person(session, "Moreau", "Ines")
        chess = create_group(session, GroupDetails("Échecs", GroupKind.GROUP))
        choir = create_group(session, GroupDetails("Chorale", GroupKind.GROUP))
        add_members(session, Members(chess, (kept, gone)))
        add_members(session, Members(choir, (gone,)))
        put_in_classes(session, 2025, {gone: "CM1 A"})
        put_in_classes(session, 2026, {kept: "CM2 A", gone: "CM2 B"})
    merged_undone_and_merged_again(desk, lambda session: merge_people(session, wish(session, Person, kept, gone), ALL))
    with desk.reading() as session:
        names = select(PersonGroup.name).join(Membership).where(Membership.person_id == kept)
        assert sorted(session.scalars(names)) == ["CM1 A", "CM2 A", "Chorale", "Échecs"]
        assert session.get_one(Person, kept).group == "CM2 A"


def test_the_other_class_may_be_the_right_one(desk: Database) -> None:
    with desk.transaction() as session:
        kept, gone = make_person(session), make_person(session, "Moreau", "Ines", kind=PersonKind.PUPIL)
        put_in_classes(session, 2026, {kept: "CM2 A", gone: "CM2 B"})
    with desk.transaction() as session:
        merge_people(session, wish(session, Person, kept, gone, from_gone={"group", "first_name"}), ALL)
    with desk.reading() as session:
        row = session.get_one(Person, kept)
        assert (row.first_name, row.group, row.kind) == ("Ines", "CM2 B", PersonKind.PUPIL)
        assert list(findings(session)) == []


def test_classes_of_two_years_both_stay_and_that_is_said_before(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        kept, gone, other = (
            make_person(session),
            make_person(session, group="CM2 A"),
            make_person(session, group="CM2 B"),
        )
        put_in_classes(session, 2025, {kept: "CM1 A"})
        record(session, verbatim("Last year"))
    with desk.reading() as session:
        said = [person_consequences(session, *pair) for pair in ((kept, gone), (gone, other))]
    assert [[texts.say(each) for each in of_pair] for of_pair in said] == [
        ["Their classes are of two school years: both stay, and the later one is shown"],
        [],
    ]
    with desk.transaction() as session:
        merge_people(session, wish(session, Person, kept, gone), ALL)
    with desk.reading() as session:
        assert [row.title for row in groups_of(session, kept)] == ["CM2 A (2026-2027)", "CM1 A (2025-2026)"]
        assert session.get_one(Person, kept).group == "CM2 A"


def test_classes_are_a_choice_once_both_were_in_different_ones_of_a_year(desk: Database) -> None:
    with desk.transaction() as session:
        kept, gone = make_person(session), make_person(session, group="CM2 A")
        put_in_classes(session, 2025, {kept: "CM1 A", gone: "CM1 B"})
        record(session, verbatim("Last year"))
    with desk.reading() as session:
        assert (person_consequences(session, kept, gone), unasked_of_people(session, kept, gone)) == ((), frozenset())
    with desk.transaction() as session:
        put_in_classes(session, 2025, {gone: "CM1 A"})
        record(session, verbatim("The same one"))
    with desk.reading() as session:
        assert unasked_of_people(session, kept, gone) == {"group"}


def test_nobody_leaves_because_a_duplicate_did(desk: Database) -> None:
    with desk.transaction() as session:
        kept, gone = make_person(session), make_person(session, "Moreau", "Ines", left_on=date(2026, 7, 4))
    with desk.transaction() as session:
        merge_people(session, wish(session, Person, kept, gone), ALL)
    with desk.reading() as session:
        assert session.get_one(Person, kept).left_on is None


def test_two_identifiers_are_asked_about(database: Database, texts: Texts) -> None:
    with database.transaction() as session:
        kept = make_person(session, identifier="P12")
        gone = make_person(session, "Moreau", "Ines", identifier="P13")
    with pytest.raises(UserError) as refused, database.transaction() as session:
        merge_people(session, wish(session, Person, kept, gone), ALL)
    assert refused.value.field == "identifier"
    assert texts.say(refused.value.message) == "Identifier: “P12” or “P13”? Say which one stays."
    with database.transaction() as session:
        merge_people(session, wish(session, Person, kept, gone, from_gone={"identifier"}), ALL)
    with database.reading() as session:
        assert session.get_one(Person, kept).identifier == "P13"


def test_what_changed_meanwhile_is_not_merged(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_person(session), make_person(session, "Moreau", "Ines")
    for seen in (Merge(kept, 2, gone, 1), Merge(kept, 1, gone, 2)):
        with pytest.raises(StaleWrite), database.transaction() as session:
            merge_people(session, seen, ALL)
    with pytest.raises(UserError), database.transaction() as session:
        merge_people(session, Merge(kept, 1, 99, 1), ALL)
    with pytest.raises(UserError), database.transaction() as session:
        merge_people(session, Merge(kept, 1, kept, 1), ALL)


def test_a_merge_is_not_undone_under_what_was_done_since(desk: Database) -> None:
    with desk.transaction() as session:
        kept, gone = make_person(session), make_person(session, "Moreau", "Ines")
        room, laptop = make_place(session), make_asset(session, holder_id=gone)
    with desk.transaction() as session:
        merge_people(session, wish(session, Person, kept, gone), ALL)
        change_set = None
    with desk.reading() as session:
        change_set = next_to_undo(session) or 0
    with desk.transaction() as session:
        move_assets(session, Move(Chosen((laptop,)), room))
    with pytest.raises(UserError), desk.transaction() as session:
        undo(session, change_set)


def test_a_kiosk_merges_nobody(desks: Desks, open_desk: Callable[..., Database]) -> None:
    url = desks.fresh()
    with open_desk(url).transaction() as session:
        kept, gone = make_person(session), make_person(session, "Moreau", "Ines")
    with pytest.raises(NotAllowed), open_desk(url, actor=Actor("Borne", Role.KIOSK)).transaction() as session:
        merge_people(session, Merge(kept, 1, gone, 1), ALL)


def test_places_become_one_with_all_that_is_inside(desk: Database) -> None:
    with desk.transaction() as session:
        kept = make_place(session, "Bâtiment A", kind=PlaceKind.BUILDING)
        gone = make_place(session, "Bat. A", kind=PlaceKind.BUILDING, code="BA", notes="Clés à l’accueil")
        mine = make_place(session, "Salle 12", inside=kept, code="S12")
        theirs = make_place(session, "salle 12", inside=gone, notes="Vidéoprojecteur")
        cupboard = make_place(session, "Armoire", inside=theirs)
        attic = make_place(session, "Grenier", inside=gone)
        make_asset(session, "PC-1", place_id=mine)
        make_asset(session, "PC-2", place_id=theirs)
        make_asset(session, "PC-3", place_id=gone)
    merged_undone_and_merged_again(desk, lambda session: merge_places(session, wish(session, Place, kept, gone), ALL))
    with desk.reading() as session:
        paths = dict(session.execute(select(Place.id, Place.path)).all())
        assert paths == {
            kept: "Bâtiment A",
            mine: "Bâtiment A / Salle 12",
            cupboard: "Bâtiment A / Salle 12 / Armoire",
            attic: "Bâtiment A / Grenier",
        }
        room = session.get_one(Place, mine)
        assert (room.code, room.notes, session.get_one(Place, kept).code) == ("S12", "Vidéoprojecteur", "BA")
        assert list(session.scalars(select(Asset.place_id).order_by(Asset.id))) == [mine, mine, kept]


def test_a_place_takes_the_name_and_the_whereabouts_of_the_other(desk: Database) -> None:
    with desk.transaction() as session:
        site = make_place(session, "Site", kind=PlaceKind.SITE)
        kept, gone = make_place(session, "CDI"), make_place(session, "Médiathèque", inside=site)
        make_place(session, "Réserve", inside=kept)
    merged_undone_and_merged_again(
        desk,
        lambda session: merge_places(session, wish(session, Place, kept, gone, from_gone={"name", "parent_id"}), ALL),
    )
    with desk.reading() as session:
        assert sorted(session.scalars(select(Place.path))) == [
            "Site",
            "Site / Médiathèque",
            "Site / Médiathèque / Réserve",
        ]


def test_a_place_goes_into_the_one_around_it_but_not_into_its_own(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        outer = make_place(session, "Bâtiment", kind=PlaceKind.BUILDING)
        inner = make_place(session, "Salle 12", inside=outer)
        make_asset(session, place_id=inner)
    with pytest.raises(UserError) as refused, desk.transaction() as session:
        merge_places(session, wish(session, Place, inner, outer), ALL)
    assert texts.say(refused.value.message) == (
        "“Bâtiment / Salle 12” is inside “Bâtiment”, which cannot become part of it. "
        "Keep the outer one, or move the inner."
    )
    with pytest.raises(UserError), desk.transaction() as session:
        merge_places(session, wish(session, Place, outer, inner, from_gone={"parent_id"}), ALL)
    merged_undone_and_merged_again(desk, lambda session: merge_places(session, wish(session, Place, outer, inner), ALL))


def test_a_place_named_like_the_one_inside_it_is_told(desk: Database) -> None:
    with desk.transaction() as session:
        outer = make_place(session, "Bâtiment")
        inner = make_place(session, "Salle 12", inside=outer)
        make_place(session, "Salle 12", inside=inner)
    with pytest.raises(UserError), desk.transaction() as session:
        merge_places(session, wish(session, Place, outer, inner), ALL)


def test_no_contact_of_two_suppliers_is_lost(desk: Database) -> None:
    with desk.transaction() as session:
        kept = make_supplier(session, "LDLC Pro", contact="Nadia Ferrand", email="pro@ldlc.example")
        gone = make_supplier(session, "LDLC", contact="Paul Roux", phone="04", notes="Remise 3 %")
        for supplier, name in ((kept, "Ana Silva"), (gone, "ana silva"), (gone, "Ana Silva")):
            session.add(Contact(supplier_id=supplier, name=name, name_folded="ana silva", role="Facturation"))
        make_asset(session, supplier_id=gone)
    merged_undone_and_merged_again(
        desk, lambda session: merge_suppliers(session, wish(session, Supplier, kept, gone), ALL)
    )
    with desk.reading() as session:
        row = session.get_one(Supplier, kept)
        assert (row.name, row.contact, row.phone, row.notes) == ("LDLC Pro", "Nadia Ferrand", "04", "Remise 3 %")
        contacts = session.execute(select(Contact.name, Contact.phone).where(Contact.supplier_id == kept))
        assert sorted(map(tuple, contacts)) == [("Ana Silva", ""), ("Paul Roux", "04")]
        assert set(session.scalars(select(Asset.supplier_id))) == {kept}


@pytest.mark.parametrize(
    ("known", "left"),
    [
        (ContactDetails("paul roux", "Ventes"), [("paul roux", "paul@ldlc.example", "04", "Ventes")]),
        (ContactDetails("Paul Roux", phone="04"), [("Paul Roux", "paul@ldlc.example", "04", "")]),
        (
            ContactDetails("Paul Roux", phone="06"),
            [("Paul Roux", "", "06", ""), ("Paul Roux", "paul@ldlc.example", "04", "")],
        ),
    ],
)
def test_the_ways_to_a_first_contact_are_not_lost_because_the_name_is_known(
    desk: Database, known: ContactDetails, left: list[tuple[str, str, str, str]]
) -> None:
    with desk.transaction() as session:
        first = {"contact": "Nadia Ferrand", "email": "pro@ldlc.example", "phone": "01"}
        kept = make_supplier(session, "LDLC Pro", **first, contacts=(known,))
        gone = make_supplier(session, "LDLC", contact="Paul Roux", email="paul@ldlc.example", phone="04")
    merged_undone_and_merged_again(
        desk, lambda session: merge_suppliers(session, wish(session, Supplier, kept, gone), ALL)
    )
    with desk.reading() as session:
        said = session.execute(select(Contact.name, Contact.email, Contact.phone, Contact.role).order_by(Contact.id))
        assert list(map(tuple, said)) == left


def test_a_form_that_was_open_meanwhile_drops_none_of_the_contacts_that_came(desk: Database) -> None:
    with desk.transaction() as session:
        kept = make_supplier(session, "LDLC Pro")
        gone = make_supplier(session, "LDLC", contacts=(ContactDetails("Ana Silva"),))
    with desk.transaction() as session:
        merge_suppliers(session, wish(session, Supplier, kept, gone), ALL)
    with pytest.raises(StaleWrite), desk.transaction() as session:
        edit_supplier(session, SupplierEdit(kept, 1, SupplierDetails("LDLC Pro", contacts=())))


def test_a_supplier_may_take_the_name_of_the_one_that_goes(desk: Database) -> None:
    with desk.transaction() as session:
        kept, gone = make_supplier(session, "LDLC"), make_supplier(session, "LDLC Pro")
    merged_undone_and_merged_again(
        desk, lambda session: merge_suppliers(session, wish(session, Supplier, kept, gone, from_gone={"name"}), ALL)
    )
    with desk.reading() as session:
        assert list(session.scalars(select(Supplier.name))) == ["LDLC Pro"]


def test_departments_share_their_people_and_devices(desk: Database) -> None:
    with desk.transaction() as session:
        kept, gone = create_department(session, "Médiathèque"), create_department(session, "Mediathèques")
        make_person(session, department_id=kept)
        make_person(session, "Diallo", "Awa", department_id=gone)
        make_asset(session, department_id=gone)
    merged_undone_and_merged_again(
        desk, lambda session: merge_departments(session, wish(session, Department, kept, gone), ALL)
    )
    with desk.reading() as session:
        assert [(row.name, row.people) for row in departments(session)] == [("Médiathèque", 2)]


def test_the_story_of_the_one_tells_of_the_merge(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        kept, gone = make_person(session), make_person(session, "Moreau", "Ines")
    with desk.transaction() as session:
        merge_people(session, wish(session, Person, kept, gone), ALL)
    with desk.reading() as session:
        assert texts.say(story(session, ALL, ("person", kept))[0].text) == (
            "Merge person “Ines Moreau” into “Inès Moreau”"
        )
