"""The licences by keyboard: seats given and taken back, the key shown on purpose alone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from coorddesk.core.story import change_sets
from coorddesk.directory.rules import GroupKind
from coorddesk.directory.service import GroupDetails, Members, add_members, create_group
from coorddesk.licences.queries import licence_row, product_key, seats_of
from coorddesk.licences.rules import LicenceKind
from coorddesk.licences.service import SeatsGiven, give_seats
from coorddesk.licences.ui.key_dialog import KeyDialog
from coorddesk.licences.ui.licence_dialog import LicenceDialog
from coorddesk.licences.ui.page import LicencesPage
from coorddesk.licences.ui.seats_dialog import GiveSeatsDialog, SeatsDialog
from coorddesk.widgets.empty import EmptyState
from tests.factories import make_asset, make_licence, make_person

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.screens import Driver

KEY = "ZXQ7-KEY8-SECRET"


def ids_shown(page: LicencesPage) -> list[int]:
    return list(page.list.table.model().ids)  # type: ignore[attr-defined]  # a RecordModel


def words(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]


def test_an_empty_desk_says_what_to_do_and_a_licence_is_entered(driver: Driver) -> None:
    page = driver.open(LicencesPage)
    (empty,) = [state for state in page.list.findChildren(EmptyState) if state.isVisible()]
    add, sheet = empty.findChildren(QPushButton)
    driver.click(sheet)
    driver.click(add)
    dialog = driver.dialog(LicenceDialog)
    driver.type(dialog, name="Antivirus", seats="60", expiry="31/08/2099", product_key=KEY, price="899")
    dialog.form.editor("kind").set_value(LicenceKind.SUBSCRIPTION)
    driver.save(dialog)
    (licence,) = ids_shown(page)
    row = driver.read(lambda s: licence_row(s, licence))
    assert row is not None
    assert (row.name, row.seats, row.expiry, row.price) == ("Antivirus", 60, date(2099, 8, 31), 89900)
    assert driver.read(lambda s: product_key(s, licence)) == KEY
    assert page.card._title.text() == "Antivirus"
    assert KEY not in "".join(words(page))
    assert driver.said == [("import", "licences"), ("say", "“Antivirus” added.")]


def test_the_key_is_shown_and_copied_on_purpose(driver: Driver) -> None:
    licence = driver.do(lambda s: make_licence(s, product_key=KEY))
    bare = driver.do(lambda s: make_licence(s, "Sans clé"))
    page = driver.open(LicencesPage)
    page.list.select([bare])
    driver.settle()
    assert not page.verbs.key.isEnabled()
    page.list.select([licence])
    driver.settle()
    driver.keys(page.list.table, Qt.Key.Key_K)
    dialog = driver.dialog(KeyDialog)
    assert dialog.text.toPlainText() == KEY
    deed = driver.read(lambda s: change_sets(s, limit=1))[0]
    assert (driver.desk.texts.say(deed.deed), deed.direction) == ("Look at the key of “LibreOffice+”", "told")
    assert KEY not in repr(deed)
    driver.click(dialog.copy)
    assert QGuiApplication.clipboard().text() == KEY
    assert driver.said == [("say", "The key of “LibreOffice+” is in the clipboard.")]
    driver.keys(page.list.table, Qt.Key.Key_F2)
    form = driver.dialog(LicenceDialog)
    assert form.form.editor("product_key").value() == ""
    driver.type(form, seats="9")
    driver.save(form)
    assert driver.read(lambda s: product_key(s, licence)) == KEY
    driver.keys(page.list.table, Qt.Key.Key_F2)
    form = driver.dialog(LicenceDialog)
    form.form.editor("forget_key").set_value(True)
    driver.save(form)
    assert driver.read(lambda s: product_key(s, licence)) == ""


def test_seats_go_to_people_a_class_and_devices_at_once(driver: Driver) -> None:
    def begin(session: Session) -> int:
        people = (make_person(session, "Diallo", "Awa"), make_person(session, "Tran", "Bao"))
        group = create_group(session, GroupDetails("Atelier", GroupKind.GROUP))
        add_members(session, Members(group, people))
        make_person(session)
        make_asset(session, "PC-1")
        return make_licence(session, seats=3)

    licence = driver.do(begin)
    page = driver.open(LicencesPage)
    page.list.select([licence])
    driver.settle()
    driver.keys(page.list.table, Qt.Key.Key_G)
    dialog = driver.dialog(GiveSeatsDialog)
    driver.pick(dialog, "people", "Moreau")
    driver.pick(dialog, "devices", "PC-1")
    driver.pick(dialog, "group", "Atelier")
    driver.save(dialog)
    said = "“LibreOffice+” has 3 free seats, not 4. Take seats back first, or buy more."
    assert said in words(dialog)
    dialog.form.editor("even_over").set_value(True)
    driver.save(dialog)
    assert driver.said == [("say", "“LibreOffice+”: 4 seats given.")]
    called = driver.read(lambda s: [seat.called for seat in seats_of(s, licence)])
    assert called == ["PC-1", "Awa Diallo", "Bao Tran", "Inès Moreau"]


def test_seats_come_back_many_at_once(driver: Driver) -> None:
    def begin(session: Session) -> int:
        licence = make_licence(session)
        people = (make_person(session), make_person(session, "Diallo", "Awa"), make_person(session, "Tran", "Bao"))
        give_seats(session, SeatsGiven(licence, people))
        return licence

    licence = driver.do(begin)
    page = driver.open(LicencesPage)
    page.list.select([licence])
    driver.settle()
    driver.keys(page.list.table, Qt.Key.Key_S)
    dialog = driver.dialog(SeatsDialog)
    dialog.list.select([1, 3])
    driver.settle()
    del dialog.list.model.pages._rows[3]  # as if it had never been painted
    driver.keys(dialog.list.table, Qt.Key.Key_Delete)
    driver.settle()
    assert [seat.called for seat in driver.read(lambda s: seats_of(s, licence))] == ["Awa Diallo"]
    dialog.past.setChecked(True)
    driver.settle()
    assert len(dialog.list.table.model().ids) == 3  # type: ignore[attr-defined]  # a RecordModel
    driver.keys(dialog.list.table, Qt.Key.Key_Escape)


def test_what_wants_a_look_is_a_click_away(driver: Driver) -> None:
    def begin(session: Session) -> tuple[int, int, int, int]:
        today = session.info["clock"].today()
        over = make_licence(session, "Over", seats=1)
        person, left = make_person(session), make_person(session, "Diallo", "Awa", left_on=date(2020, 1, 1))
        give_seats(session, SeatsGiven(over, (person, left), even_over=True))
        ending = make_licence(session, "Ending", expiry=today + timedelta(days=9))
        old = make_licence(session, "Old", expiry=date(2020, 1, 1))
        give_seats(session, SeatsGiven(old, (person,), since=date(2019, 1, 1)))
        make_licence(session, "Older", expiry=date(2019, 1, 1))
        return over, ending, old, make_licence(session, "Plain")

    over, ending, old, plain = driver.do(begin)
    page = driver.open(LicencesPage)
    assert ids_shown(page) == [ending, over, plain]
    for key, found in (("ending", [ending]), ("over", [over]), ("reclaim", [over]), ("expired", [old])):
        page.show_alert(key)
        driver.settle()
        assert ids_shown(page) == found, key
    page.open_record(("licence", old))
    driver.settle()
    assert page.list.selected_ids() == [old]
