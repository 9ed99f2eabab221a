"""The card of a device says everything that is known, in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from coorddesk.core.messages import Message
from coorddesk.inventory.rules import Condition, CustomType, DataWiped, DisposalReason
from coorddesk.inventory.service import (
    Chosen,
    FieldDetails,
    Move,
    Retirement,
    create_category,
    create_field,
    delete_assets,
    move_assets,
    retire_assets,
)
from coorddesk.inventory.ui.card_content import device_card, warranty_left
from coorddesk.widgets.icons import Tone
from tests.factories import make_asset, make_person, make_place, make_supplier

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.texts import Texts
    from coorddesk.widgets.card import CardContent
    from tests.screens import Driver

TODAY = date(2026, 9, 7)


def card_of(driver: Driver, asset_id: int) -> CardContent:
    card = driver.read(lambda s: device_card(s, asset_id, driver.desk.features, driver.desk.texts))
    assert card is not None
    return card


def facts(driver: Driver, card: CardContent) -> dict[str, str]:
    say = driver.desk.texts.say
    return {say(fact.title): fact.text for section in card.sections for fact in section.facts if fact.text}


def words(driver: Driver, messages: list[Message]) -> list[str]:
    return [driver.desk.texts.say(message) for message in messages]


def test_a_device_with_everything(driver: Driver) -> None:
    place, holder, supplier = driver.do(make_place), driver.do(make_person), driver.do(make_supplier)
    asset_id = driver.do(
        lambda s: make_asset(
            s,
            "CD-1",
            serial="SN-1",
            name="Portable du CDI",
            model=("Dell", "Latitude", "5420"),
            condition=Condition.DAMAGED,
            place_id=place,
            holder_id=holder,
            supplier_id=supplier,
            purchase_date=date(2025, 9, 8),
            price=9900,
            quantity=3,
            warranty_months=12,
            order_number="BC-1",
            invoice_number="F-1",
            notes="Housse bleue",
        )
    )
    card = card_of(driver, asset_id)
    assert (card.title, card.caption) == ("Portable du CDI", "CD-1")
    assert [(driver.desk.texts.say(word), tone) for word, tone in card.badges] == [
        ("Assigned", Tone.ACCENT),
        ("Damaged", Tone.DANGER),
    ]
    assert facts(driver, card) == {
        "Place": "Salle 12",
        "Holder": "Inès Moreau",
        "Inventory number": "CD-1",
        "Serial number": "SN-1",
        "Model": "Dell Latitude",
        "Model number": "5420",
        "Quantity": "3",
        "Bought": "08/09/2025",
        "Price": "€99.00 each, €297.00 in all",
        "Supplier": "LDLC Pro",
        "Warranty": "until 07/09/2026 (ends today)",
        "Order number": "BC-1",
        "Invoice number": "F-1",
        "Replacement": "2029",
        "": "Housse bleue",
    }
    subjects = [fact.subject for section in card.sections for fact in section.facts if fact.subject]
    assert subjects == [("place", place), ("person", holder), ("supplier", supplier)]


def test_a_device_of_which_only_its_kind_is_known(driver: Driver) -> None:
    asset_id = driver.do(lambda s: make_asset(s, None, name="", model=("Dell", "Latitude", ""), warranty_months=24))
    card = card_of(driver, asset_id)
    assert (card.title, card.caption) == ("Dell Latitude", "")
    assert facts(driver, card) == {"Model": "Dell Latitude", "Warranty": "24 months"}


def test_why_a_device_left_stands_on_its_card(driver: Driver) -> None:
    asset_id = driver.do(make_asset)
    wish = Retirement(
        Chosen((asset_id,)), DisposalReason.SOLD, date(2026, 1, 2), DataWiped.YES, "Emmaüs", "BSD-1", "Vu"
    )
    driver.do(lambda s: retire_assets(s, wish))
    driver.do(lambda s: delete_assets(s, Chosen((asset_id,))))
    card = card_of(driver, asset_id)
    assert facts(driver, card) == {
        "Inventory number": "CD-1",
        "Reason": "Sold",
        "Day": "02/01/2026",
        "Recipient": "Emmaüs",
        "Certificate": "BSD-1",
        "Data wiped": "Yes",
        "Notes": "Vu",
    }
    assert words(driver, [word for word, _tone in card.badges]) == ["Retired", "In the bin"]


def test_the_story_is_told_newest_first(driver: Driver) -> None:
    place = driver.do(make_place)
    asset_id = driver.do(make_asset)
    driver.do(lambda s: move_assets(s, Move(Chosen((asset_id,)), place)))
    told = words(driver, [entry.text for entry in card_of(driver, asset_id).story])
    assert [text for text in told if "Salle 12" in text][:1] == ["Moved to Salle 12"]


def test_there_is_no_card_of_what_is_gone(driver: Driver) -> None:
    assert driver.read(lambda s: device_card(s, 999, driver.desk.features, driver.desk.texts)) is None


@pytest.mark.parametrize(
    ("end", "said", "tone"),
    [
        (date(2026, 9, 8), "1 day left", Tone.WARNING),
        (date(2026, 12, 6), "90 days left", Tone.WARNING),
        (date(2026, 12, 7), "91 days left", Tone.TEXT),
        (date(2026, 12, 9), "3 months left", Tone.TEXT),
        (date(2028, 9, 6), "23 months left", Tone.TEXT),
        (date(2028, 9, 7), "2 years left", Tone.TEXT),
        (date(2026, 9, 7), "ends today", Tone.WARNING),
        (date(2026, 9, 6), "ended 1 day ago", Tone.MUTED),
        (date(2026, 5, 7), "ended 4 months ago", Tone.MUTED),
        (date(2021, 9, 8), "ended 4 years ago", Tone.MUTED),
    ],
)
def test_how_long_a_warranty_lasts_is_said_in_words(texts: Texts, end: date, said: str, tone: Tone) -> None:
    left, urgent = warranty_left(end, TODAY)
    assert (texts.say(left), urgent) == (said, tone)


def test_the_desks_own_fields_stand_on_the_card_and_a_link_opens(driver: Driver) -> None:
    def make(session: Session) -> int:
        laptop = create_category(session, "Portable")
        kinds = {
            "Site": CustomType.LINK,
            "Mémoire": CustomType.NUMBER,
            "Caution": CustomType.AMOUNT,
            "Chiffré": CustomType.YES_NO,
            "Vide": CustomType.TEXT,
        }
        of = frozenset({laptop})
        ids = {name: create_field(session, FieldDetails(name, kind, categories=of)) for name, kind in kinds.items()}
        ids["Lampe"] = create_field(session, FieldDetails("Lampe", CustomType.DATE))
        said = {"Site": "https://a.fr/x", "Mémoire": 16_000, "Caution": 12_050, "Chiffré": False}
        custom = {ids[name]: value for name, value in said.items()} | {ids["Lampe"]: date(2026, 9, 1)}
        return make_asset(session, "CD-1", category_id=laptop, custom=custom)

    card = card_of(driver, driver.do(make))
    sections = [
        (section.title and driver.desk.texts.say(section.title), [(fact.text, fact.address) for fact in section.facts])
        for section in card.sections[2:4]
    ]
    assert sections == [
        (None, [("a.fr/x", "https://a.fr/x"), ("16", ""), ("€120.50", ""), ("No", ""), ("", "")]),
        ("Other fields", [("01/09/2026", "")]),
    ]
