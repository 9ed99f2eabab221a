"""What the cards of people and places say."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coorddesk import features
from coorddesk.directory.queries import hits
from coorddesk.directory.rules import GroupKind, PersonKind, PlaceKind
from coorddesk.directory.service import (
    ContactDetails,
    GroupDetails,
    Members,
    add_members,
    create_group,
    put_in_classes,
)
from coorddesk.directory.ui.cards import person_card
from coorddesk.directory.ui.places_page import PlacesPage
from coorddesk.feature import belongings
from tests.factories import make_person, make_place, make_supplier

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts
    from tests.screens import Driver


def pupil(session: Session) -> int:
    linh = make_person(
        session,
        "Nguyen",
        "Linh",
        kind=PersonKind.PUPIL,
        birth_date=date(2015, 9, 8),
        left_on=date(2026, 12, 18),
        email="linh@ecole.example",
        phone="04 78",
    )
    put_in_classes(session, 2025, {linh: "CM1 A"})
    put_in_classes(session, 2026, {linh: "CM2 A"})
    add_members(session, Members(create_group(session, GroupDetails("Chorale", GroupKind.GROUP)), (linh,)))
    return linh


def test_a_persons_card_tells_all_their_classes_their_age_and_when_they_leave(
    desk_database: Database, texts: Texts
) -> None:
    with desk_database.transaction() as session:
        linh = pupil(session)
    with desk_database.reading() as session:
        card = person_card(session, linh, (), texts)
        nobody = person_card(session, 99, (), texts)
    assert nobody is None
    assert card is not None
    assert (card.title, card.caption) == ("Linh Nguyen", "CM2 A")
    assert [texts.say(word) for word, _tone in card.badges] == ["Pupil", "Leaves on 18/12/2026"]
    said = {texts.say(fact.title): (fact.text, fact.address) for section in card.sections for fact in section.facts}
    assert {title: told for title, told in said.items() if told[0]} == {
        "E-mail": ("linh@ecole.example", "mailto:linh@ecole.example"),
        "Telephone": ("04 78", "tel:0478"),
        "Date of birth": ("08/09/2015 (10 years old)", ""),  # eleven tomorrow
        "2026-2027": ("CM2 A", ""),
        "2025-2026": ("CM1 A", ""),
        "Group": ("Chorale", ""),
    }


def test_a_place_tells_what_is_right_inside_it_in_the_order_of_numbers(desk_database: Database, texts: Texts) -> None:
    with desk_database.transaction() as session:
        wing = make_place(session, "Aile", kind=PlaceKind.BUILDING)
        for name in ("Salle 10", "Salle 9", "Salle 11"):
            make_place(session, name, inside=wing)
    with desk_database.reading() as session:
        (inside, devices) = belongings(session, features.load(), ("place", wing), 2)
        empty = belongings(session, features.load(), ("place", 2), 2)
    assert (texts.say(inside.title), [hit.title for hit in inside.first]) == (
        "3 places inside it",
        ["Salle 9", "Salle 10"],
    )
    assert [each.kind for each in empty] == [devices.kind] == ["asset"]


def test_show_in_the_list_unfolds_a_place(driver: Driver) -> None:
    around = None
    for name in ("Site", "Bâtiment", "Étage", "Salle"):
        around = driver.do(lambda s, name=name, around=around: make_place(s, name, inside=around))  # type: ignore[misc]
    page = driver.open(PlacesPage)
    page.open_list(("place", 3))
    assert page.tree._items[3].isExpanded()
    assert page.tree.current_id() == 3


def test_a_contact_is_found_by_name_and_leads_to_their_supplier(desk_database: Database, texts: Texts) -> None:
    with desk_database.transaction() as session:
        ldlc = make_supplier(session, "LDLC Pro", contacts=(ContactDetails("Zoé Wéber"),))
    with desk_database.reading() as session:
        found = [(hit.subject, hit.title, texts.say(hit.detail)) for hit in hits(session, "weber", 5)]
    assert found == [(("supplier", ldlc), "Zoé Wéber", "LDLC Pro")]
