from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coorddesk.core.codes import code_of
from coorddesk.core.scanner import Wiring, readings
from coorddesk.directory.rules import GroupKind
from coorddesk.directory.service import GroupDetails, create_group
from coorddesk.inventory.queries.scanned import ASSETS, Scanned, scanned, scanned_as
from coorddesk.inventory.service import Chosen, delete_assets
from tests.counting import statements
from tests.factories import make_asset, make_person, make_place

if TYPE_CHECKING:
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts


def test_a_device_is_meant_by_its_number_before_anything_else(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        one = make_asset(session, "CD-1", serial="SN 77")
        make_asset(session, "X-1", serial="CD-1")
        binned = make_asset(session, "CD-3", name="")
        delete_assets(session, Chosen((binned,)))
    with desk.reading() as session, statements(session) as sent:
        assert scanned(session, " cd-1 ").subject == ("asset", one)
        assert len(sent) == 1
        assert scanned(session, "sn77").subject == ("asset", one)
        in_bin = scanned(session, "cd-3").hit
        assert in_bin is not None
        assert (in_bin.title, texts.say(in_bin.detail)) == ("CD-3", "In the bin")
        assert scanned(session, "  ") == Scanned("")


def test_codes_lead_to_records_that_are_there(desk: Database) -> None:
    with desk.transaction() as session:
        person, place = make_person(session), make_place(session)
        asset = make_asset(session, None)
    with desk.reading() as session:
        for subject in (("person", person), ("place", place), ("asset", asset)):
            found = scanned(session, code_of(subject).lower())
            assert (found.subject, found.is_code) == (subject, True)
        for gone in ("CDU999", "CDP999", "CDK999"):
            assert scanned(session, gone) == Scanned(gone, is_code=True)
        assert scanned(session, f"CDU0{person}") == Scanned(f"CDU0{person}")


def test_a_number_that_reads_like_a_code_leaves_the_choice(desk: Database) -> None:
    with desk.transaction() as session:
        place = make_place(session)
        asset = make_asset(session, f"CDP{place}")
    with desk.reading() as session:
        found = scanned(session, f"cdp{place}")
        assert [hit.subject for hit in found.candidates] == [("asset", asset), ("place", place)]
        assert found.subject is None


def test_people_are_meant_by_identifier_or_by_their_whole_name(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        ines = make_person(session, "Moreau", "Inès", identifier="A32")
        make_person(session, "Moreau-Blanc", "Inès", left_on=date(2026, 9, 1))
        make_place(session, "Salle Moreau")
    with desk.reading() as session:
        assert scanned(session, "a32").subject == ("person", ines)
        assert scanned(session, "moreau INES").subject == ("person", ines)
        several = scanned(session, "moreau")
        assert [(hit.title, texts.say(hit.detail)) for hit in several.candidates] == [
            ("Inès Moreau", "Person"),
            ("Inès Moreau-Blanc", "left on 01/09/2026"),
            ("Salle Moreau", "Salle Moreau"),
        ]
        assert [hit.title for hit in scanned(session, "moreau", by_name=("place",)).candidates] == ["Salle Moreau"]


def test_names_of_classes_and_devices_lead_to_them_if_only_one_bears_them(desk: Database) -> None:
    with desk.transaction() as session:
        group = create_group(session, GroupDetails("CM2 A", GroupKind.CLASS, 2026))
        create_group(session, GroupDetails("CM2 A", GroupKind.CLASS, 2025))
        robot = make_asset(session, "CD-1", name="Robot Thymio")
        make_asset(session, "CD-12", name="Robot")
    with desk.reading() as session:
        assert scanned(session, "cm2 a").subject == ("person_group", group)
        assert scanned(session, "thymio").subject == ("asset", robot)
        assert [hit.title for hit in scanned(session, "robot", by_name=(ASSETS,)).candidates] == ["CD-12", "CD-1"]
        assert scanned(session, "nobody at all") == Scanned("nobody at all")


def test_a_scanner_that_believes_in_another_keyboard_is_understood(desk: Database) -> None:
    with desk.transaction() as session:
        asset, person = make_asset(session, "PC-2026"), make_person(session, "Martin", "Zoé")
    typed, translated = readings("PC)éàé-"), readings("PC)éàé-", Wiring("us", "fr"))
    with desk.reading() as session:
        assert scanned_as(session, typed).subject == ("asset", asset)
        assert scanned_as(session, translated).subject == ("asset", asset)
        assert scanned_as(session, readings("Martin")).subject == ("person", person)
        assert scanned_as(session, readings(",qrtin")) == Scanned(",qrtin")
        assert scanned_as(session, readings("CDU999")) == Scanned("CDU999", is_code=True)
