"""Quick entry by keyboard: one field that understands, what is reported already, and a draft that is never lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from coorddesk.helpdesk.queries import ticket_card
from coorddesk.helpdesk.rules import Source, TicketKind
from coorddesk.helpdesk.service import Question, Save, TemplateDetails, save_choice
from coorddesk.helpdesk.ui.entry_dialog import EntryDialog
from coorddesk.helpdesk.ui.offers import report_devices, report_for, report_place
from coorddesk.helpdesk.ui.page import HelpdeskPage
from coorddesk.knowledge.rules import Audience, Language
from coorddesk.knowledge.service import ArticleDetails, create_article
from tests.factories import make_asset, make_person, make_place
from tests.helpdesk.asked import make_category, make_ticket, there
from tests.screens import write

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.screens import Driver


def begun(driver: Driver) -> EntryDialog:
    page = driver.open(HelpdeskPage)
    driver.keys(page.list.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    return driver.dialog(EntryDialog)


def name(driver: Driver, dialog: EntryDialog, text: str) -> None:
    """Type or scan into the first field, and Enter."""
    line = dialog.about.picker.line
    line.setFocus()
    write(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)
    driver.settle()


def test_one_field_takes_a_device_a_person_and_a_place(driver: Driver) -> None:
    def begin(session: Session) -> tuple[int, int, int]:
        return make_asset(session, "PC-12"), make_person(session), make_place(session)

    device, person, place = driver.do(begin)
    dialog = begun(driver)
    for text in ("pc-12", "Moreau", "Salle 12"):
        name(driver, dialog, text)
    assert dialog.about.subjects == (("asset", device), ("person", person), ("place", place))
    driver.type(dialog, title="Screen stays black")
    driver.save(dialog)
    row = driver.read(lambda s: there(s, 1))
    assert (row.devices, row.requester_id, row.place_id, row.source) == (
        ((device, "PC-12"),),
        person,
        place,
        Source.TELEPHONE,
    )
    assert driver.said == [("say", "Ticket 1 opened.")]


def test_who_is_in_no_list_is_named_and_of_several_one_chooses(driver: Driver) -> None:
    def begin(session: Session) -> int:
        make_person(session)
        return make_person(session, "Moreau", "Paul")

    paul = driver.do(begin)
    dialog = begun(driver)
    driver.pick(dialog, "about", "Nobody Known")
    assert [each.name for each in dialog.about.people] == ["Nobody Known"]
    driver.pick(dialog, "about", "Moreau", steps=2)
    assert dialog.about.subjects == (("person", paul),)
    driver.pick(dialog, "about", "A Guest")
    driver.type(dialog, title="Lost key")
    driver.save(dialog)
    row = driver.read(lambda s: there(s, 1))
    assert (row.requester_id, row.requester) == (None, "A Guest")


def test_what_was_not_understood_is_not_thrown_away(driver: Driver) -> None:
    dialog = begun(driver)
    line = dialog.about.picker.line
    write(line, "PC-99")
    driver.type(dialog, title="Noise")
    driver.save(dialog)
    said = "“PC-99” is not known. Choose from the list."
    assert said in [label.text() for label in dialog.findChildren(QLabel)]
    driver.desk.answer = False
    dialog.reject()
    assert dialog.isVisible()
    driver.desk.answer = True
    dialog.reject()
    assert not dialog.isVisible()
    assert driver.said == [("ask", "Throw away what you typed?")] * 2


def test_what_is_reported_already_gets_a_me_too(driver: Driver) -> None:
    def begin(session: Session) -> tuple[int, int]:
        device = make_asset(session, "PC-12")
        make_person(session)
        return device, make_ticket(session, devices=(device,))

    _device, ticket = driver.do(begin)
    dialog = begun(driver)
    name(driver, dialog, "PC-12")
    name(driver, dialog, "Moreau")
    driver.bot.waitUntil(dialog.beside.isVisible)
    (me_too,) = dialog.beside.findChildren(QPushButton)
    driver.keys(me_too, Qt.Key.Key_Return)
    card = driver.read(lambda s: ticket_card(s, ticket))
    assert card is not None
    assert (card.row.me_too, card.log[0].after) == (1, "Inès Moreau")
    assert driver.said == [("say", f"Ticket {ticket}: one more says “me too”.")]


def test_articles_that_may_help_stand_below(driver: Driver) -> None:
    article = ArticleDetails("No sound from the projector", "Press Mute.", Language.ENGLISH, Audience.STAFF)
    driver.do(lambda s: create_article(s, article))
    dialog = begun(driver)
    driver.type(dialog, title="projector has no sound")
    driver.bot.waitUntil(dialog.beside.isVisible)
    assert "Press Mute." in [label.text() for label in dialog.beside.findChildren(QLabel)]
    dialog.reject()


def test_the_questions_of_a_category_are_asked(driver: Driver) -> None:
    questions = (Question("Since when?", is_required=True), Question("Which side?", ("left", "right")))
    driver.do(lambda s: make_category(s, questions=questions))
    dialog = begun(driver)
    driver.type(dialog, title="Black")
    driver.pick(dialog, "category", "Screen")
    driver.save(dialog)
    assert "Answer this: Since when?" in [label.text() for label in dialog.findChildren(QLabel)]
    driver.type(dialog, **{"question:1": "noon"})
    dialog.form.editor("question:2").set_value("left")
    driver.save(dialog)
    card = driver.read(lambda s: ticket_card(s, 1))
    assert card is not None
    assert card.answers == (("Since when?", "noon"), ("Which side?", "left"))


def test_records_offer_to_report_what_is_wrong_with_them(driver: Driver) -> None:
    def begin(session: Session) -> tuple[int, int, int]:
        return make_asset(session), make_place(session), make_person(session)

    device, place, person = driver.do(begin)
    page = driver.open(HelpdeskPage)
    for report, kind, record in (
        (report_devices, "asset", device),
        (report_place, "place", place),
        (report_for, "person", person),
    ):
        report(driver.desk, page, [record])
        dialog = driver.dialog(EntryDialog)
        assert dialog.about.subjects == ((kind, record),)
        dialog.reject()
    assert driver.said == []


def test_the_backspace_key_takes_the_last_one_out_and_tab_goes_on(driver: Driver) -> None:
    device = driver.do(lambda s: make_asset(s, "PC-12"))
    driver.do(make_person)
    dialog = begun(driver)
    name(driver, dialog, "PC-12")
    name(driver, dialog, "Moreau")
    driver.keys(dialog.about.picker.line, Qt.Key.Key_Backspace)
    assert dialog.about.subjects == (("asset", device),)
    driver.keys(dialog.about.picker.line, Qt.Key.Key_Tab)
    assert dialog.form.editor("title").control.hasFocus()
    dialog.reject()


def test_a_draft_outlives_the_program(driver: Driver) -> None:
    device = driver.do(lambda s: make_asset(s, "PC-12"))
    dialog = begun(driver)
    name(driver, dialog, "PC-12")
    driver.type(dialog, title="Black", requester_phone="0102")
    driver.bot.waitUntil(lambda: bool((driver.desk.settings.recall("helpdesk.draft") or {}).get("requester_phone")))
    kept = dict(driver.desk.settings.kept)
    dialog.reject()
    assert driver.desk.settings.recall("helpdesk.draft") is None
    driver.desk.settings.kept = kept  # as if it had never been closed
    again = begun(driver)
    assert again.about.subjects == (("asset", device),)
    assert (again.form.editor("title").value(), again.form.editor("requester_phone").value()) == ("Black", "0102")
    driver.save(again)
    assert driver.desk.settings.recall("helpdesk.draft") is None
    assert driver.said == [
        ("ask", "Throw away what you typed?"),
        ("say", "Your draft is here again."),
        ("say", "Ticket 1 opened."),
    ]


def test_an_older_draft_outlives_a_report_about_a_device(driver: Driver) -> None:
    device = driver.do(make_asset)
    page = driver.open(HelpdeskPage)
    draft = {"title": "Black", "description": "", "requester_phone": "", "about": []}
    driver.desk.settings.remember("helpdesk.draft", draft)
    report_devices(driver.desk, page, [device])
    dialog = driver.dialog(EntryDialog)
    driver.type(dialog, title="Noise")
    driver.save(dialog)
    assert driver.read(lambda s: there(s, 1)).title == "Noise"
    assert driver.desk.settings.recall("helpdesk.draft") == draft


def test_a_template_fills_in_what_is_still_empty(driver: Driver) -> None:
    def begin(session: Session) -> tuple[int, int]:
        category, place = make_category(session), make_place(session)
        details = TemplateDetails("New pupil", "Account", "Name, class", TicketKind.REQUEST, category, place, urgency=2)
        details = replace(details, checklist=("Account", "Card"))
        save_choice(session, Save(details))
        return category, place

    category, place = driver.do(begin)
    dialog = begun(driver)
    driver.type(dialog, title="Account for Awa")
    driver.pick(dialog, "template", "pupil")
    driver.save(dialog)
    card = driver.read(lambda s: ticket_card(s, 1))
    assert card is not None
    row = card.row
    assert (row.title, row.description, row.urgency) == ("Account for Awa", "Name, class", 2)
    assert (row.category_id, row.place_id, row.kind) == (category, place, TicketKind.REQUEST)
    assert [step.what for step in card.steps] == ["Account", "Card"]
