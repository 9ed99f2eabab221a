from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QRadioButton, QWidget
from shiboken6 import isValid

from coorddesk.core.errors import Difference, StaleWrite, Surroundings, UserError
from coorddesk.core.fold import fold
from coorddesk.core.history import record
from coorddesk.core.messages import Message, _, verbatim
from coorddesk.core.versions import expect_version
from coorddesk.directory.models import Supplier
from coorddesk.widgets.forms.editors import NotesEditor, TextEditor
from coorddesk.widgets.forms.form import Form
from coorddesk.widgets.forms.merge_dialog import MergeDialog
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog
from tests.widgets.sample import SampleDesk, add_suppliers

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database

TITLES = {"name": _("Name"), "contact": _("Contact"), "notes": _("Notes")}


@dataclass(frozen=True)
class Wish:
    id: int | None
    version: int | None
    values: dict[str, Any]


def write_supplier(wish: Wish, session: Session) -> int:
    """The verb behind the dialog."""
    if wish.values["name"] == "Taken":
        raise UserError(_("There is one of this name."), field="name")
    if wish.values["name"] == "Stale":
        raise StaleWrite(_("Somebody changed something else."), ())
    if wish.values["name"] == "Full":
        raise Surroundings(_("The disk is full."))
    row = Supplier() if wish.id is None else session.get(Supplier, wish.id)
    assert row is not None
    if wish.version is not None:
        expect_version(row, wish.version, wish.values, TITLES)
    for key, value in wish.values.items():
        setattr(row, key, value)
    row.name_folded = fold(row.name)
    session.add(row)
    session.flush()
    record(session, _("Edit {name}", name=row.name), ("supplier", row.id))
    return row.id


def read_supplier(supplier_id: int, session: Session) -> Loaded:
    row = session.get(Supplier, supplier_id)
    if row is None:
        raise UserError(_("It is gone."))
    return Loaded(row.version, {key: getattr(row, key) for key in TITLES})


class SupplierDialog(RecordDialog):
    def __init__(self, desk: SampleDesk, owner: QWidget, supplier_id: int | None = None) -> None:
        self._id = supplier_id
        super().__init__(desk, owner, _("Supplier"))

    def build(self, form: Form) -> None:
        form.add("name", TITLES["name"], TextEditor(self.desk), required=True)
        form.add("contact", TITLES["contact"], TextEditor(self.desk))
        form.add("notes", TITLES["notes"], NotesEditor(self.desk), wide=True)

    def data(self) -> Wish:
        return Wish(self._id, self.version, self.form.values())

    def work(self, wish: Wish) -> Callable[[Session], int]:
        return partial(write_supplier, wish)

    def loading(self) -> Callable[[Session], Loaded] | None:
        return None if self._id is None else partial(read_supplier, self._id)

    def said(self, result: int) -> Message:
        return _("{name} saved", name=self.form.editor("name").value())


class Scene:
    """Opens dialogs over a window, and hears what comes of them."""

    def __init__(self, desk: SampleDesk, database: Database, qtbot: QtBot) -> None:
        self.desk = desk
        self.database = database
        self.qtbot = qtbot
        self.heard: list[Any] = []
        self.window = QWidget()
        qtbot.addWidget(self.window)
        with qtbot.waitExposed(self.window):
            self.window.show()
        desk.operations.told.connect(lambda message, undo: self.heard.append((desk.texts.say(message), undo)))
        with database.transaction(_("Prepare")) as session:
            add_suppliers(session, ["Alpha"])

    def open(self, supplier_id: int | None = None) -> SupplierDialog:
        dialog = SupplierDialog(self.desk, self.window, supplier_id)
        dialog.saved.connect(lambda value: self.heard.append(("saved", value)))
        dialog.open()
        self.qtbot.waitUntil(dialog.form.isEnabled)
        return dialog

    def stored(self, supplier_id: int) -> dict[str, Any]:
        with self.database.reading() as session:
            return dict(read_supplier(supplier_id, session).values)

    def somebody_else(self, **values: str) -> None:
        """Another program changes the supplier."""
        with self.database.transaction() as session:
            stands = {**read_supplier(1, session).values, **values}
            write_supplier(Wish(1, None, stands), session)

    def merge(self, *theirs: str, go_back: bool = False) -> None:
        """Answer the next merge dialog: take theirs for the titles named, then save, or go back."""

        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, MergeDialog):
                QTimer.singleShot(10, answer)
                return
            choices = [
                radio for radio in dialog.findChildren(QRadioButton) if "stands there now" in radio.accessibleName()
            ]
            self.heard.append([radio.accessibleName() for radio in choices])
            for radio in choices:
                if radio.accessibleName().split(",")[0] in theirs:
                    QTest.mouseClick(radio, Qt.MouseButton.LeftButton)
            dialog.reject() if go_back else dialog.accept()

        QTimer.singleShot(0, answer)


@pytest.fixture
def scene(desk: SampleDesk, desk_database: Database, qtbot: QtBot) -> Scene:
    return Scene(desk, desk_database, qtbot)


def said(dialog: QDialog) -> list[str]:
    """Titles and troubles that can be seen."""
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible() and label.text()]


def button(dialog: QDialog, text: str) -> QPushButton:
    return next(button for button in dialog.findChildren(QPushButton) if button.text() == text)


def test_a_new_record_is_saved_told_with_its_undo_and_the_dialog_goes(scene: Scene) -> None:
    dialog = scene.open()
    dialog.form.editor("name").set_value("Beta")
    QTest.mouseClick(button(dialog, "Save"), Qt.MouseButton.LeftButton)
    scene.qtbot.waitUntil(lambda: len(scene.heard) == 2)
    assert [entry[0] for entry in scene.heard] == ["Beta saved", "saved"]
    assert scene.stored(2) == {"name": "Beta", "contact": "", "notes": ""}
    scene.qtbot.waitUntil(lambda: not isValid(dialog))


def test_the_record_to_change_is_read_first(scene: Scene) -> None:
    dialog = scene.open(1)
    assert dialog.form.values() == {"name": "Alpha", "contact": "Contact 1", "notes": ""}
    assert (dialog.version, dialog.form.touched()) == (1, [])
    dialog.reject()
    assert scene.desk.told == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_ctrl_enter_saves_from_anywhere(scene: Scene, key: Qt.Key) -> None:
    dialog = scene.open(1)
    notes = dialog.form.editor("notes")
    notes.set_value("By keyboard")
    dialog.activateWindow()
    notes.setFocus()
    scene.qtbot.waitUntil(notes.control.hasFocus)
    QTest.keyClick(notes.control, key, Qt.KeyboardModifier.ControlModifier)
    scene.qtbot.waitUntil(lambda: ("saved", 1) in scene.heard)
    assert scene.stored(1)["notes"] == "By keyboard"


def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(scene: Scene) -> None:
    dialog = scene.open(1)
    dialog.form.editor("name").set_value("Taken")
    dialog.form.editor("notes").set_value("Long and dear")
    QTest.mouseClick(button(dialog, "Save"), Qt.MouseButton.LeftButton)
    scene.qtbot.waitUntil(lambda: "There is one of this name." in said(dialog))
    assert dialog.form.isEnabled()
    assert button(dialog, "Save").isEnabled()
    assert dialog.form.values()["notes"] == "Long and dear"
    dialog.form.editor("name").set_value("")
    QTest.mouseClick(button(dialog, "Save"), Qt.MouseButton.LeftButton)
    assert "This cannot be empty." in said(dialog)
    scene.qtbot.wait(10)
    assert dialog._area.verticalScrollBar().maximum() == 0  # the trouble has room of its own
    dialog.form.settle()
    dialog.reject()


def test_trouble_about_no_field_is_said_above_the_form(scene: Scene) -> None:
    dialog = scene.open(1)
    dialog.form.editor("name").set_value("Full")
    QTest.mouseClick(button(dialog, "Save"), Qt.MouseButton.LeftButton)
    scene.qtbot.waitUntil(lambda: said(dialog)[0] == "The disk is full.")
    dialog.form.editor("name").set_value("Room again")
    QTest.mouseClick(button(dialog, "Save"), Qt.MouseButton.LeftButton)
    scene.qtbot.waitUntil(lambda: ("saved", 1) in scene.heard)


def test_esc_asks_before_it_throws_away_what_was_typed(scene: Scene) -> None:
    dialog = scene.open(1)
    dialog.form.editor("notes").set_value("Long and dear")
    scene.desk.answer = False
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.form.values()["notes"] == "Long and dear"
    dialog.close()
    assert dialog.isVisible()
    scene.desk.answer = True
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not isValid(dialog) or not dialog.isVisible()
    assert scene.desk.told == 3 * [("ask", "Throw away what you typed?")]


def test_esc_asks_nothing_where_nothing_was_typed(scene: Scene) -> None:
    dialog = scene.open(1)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not isValid(dialog) or not dialog.isVisible()
    assert scene.desk.told == []


@pytest.mark.parametrize("lanes", ["threads"], indirect=True)
def test_nothing_is_saved_twice_and_esc_waits_for_the_end(scene: Scene) -> None:
    dialog = scene.open()
    dialog.form.editor("name").set_value("Beta")
    save = button(dialog, "Save")
    QTest.mouseClick(save, Qt.MouseButton.LeftButton)
    assert not save.isEnabled()
    QTest.mouseClick(save, Qt.MouseButton.LeftButton)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    scene.qtbot.waitUntil(lambda: ("saved", 2) in scene.heard)
    assert scene.desk.told == []


@pytest.mark.parametrize("lanes", ["threads"], indirect=True)
def test_what_is_saved_as_it_stands_is_waited_for_too(scene: Scene) -> None:
    dialog = scene.open(1)
    QTest.mouseClick(button(dialog, "Save"), Qt.MouseButton.LeftButton)
    for _time in range(2):
        QTest.mouseClick(button(dialog, "Cancel"), Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    scene.qtbot.waitUntil(lambda: ("saved", 1) in scene.heard)
    assert [said for said, _undo in scene.heard] == ["Alpha saved", "saved"]


def test_a_record_that_is_gone_is_said_and_cannot_be_saved(scene: Scene) -> None:
    dialog = scene.open(99)
    assert said(dialog)[0] == "It is gone."
    assert not button(dialog, "Save").isEnabled()
    dialog.reject()


def test_two_people_s_changes_meet_field_by_field(scene: Scene) -> None:
    dialog = scene.open(1)
    dialog.form.editor("name").set_value("Mine")
    dialog.form.editor("contact").set_value("Mine too")
    scene.somebody_else(name="Theirs", contact="Theirs too", notes="Only theirs")
    scene.merge("Contact")
    QTest.mouseClick(button(dialog, "Save"), Qt.MouseButton.LeftButton)
    scene.qtbot.waitUntil(lambda: ("saved", 1) in scene.heard)
    assert scene.heard[0] == [
        "Name, what stands there now: Theirs",
        "Contact, what stands there now: Theirs too",
    ]
    assert scene.stored(1) == {"name": "Mine", "contact": "Theirs too", "notes": "Only theirs"}


def test_people_who_changed_different_fields_do_not_even_notice(scene: Scene) -> None:
    dialog = scene.open(1)
    dialog.form.editor("name").set_value("Mine")
    scene.somebody_else(notes="Theirs")
    QTest.mouseClick(button(dialog, "Save"), Qt.MouseButton.LeftButton)
    scene.qtbot.waitUntil(lambda: ("saved", 1) in scene.heard)
    assert scene.stored(1) == {"name": "Mine", "contact": "Contact 1", "notes": "Theirs"}


def test_going_back_from_a_meeting_overwrites_nothing_and_loses_nothing(scene: Scene) -> None:
    dialog = scene.open(1)
    dialog.form.editor("name").set_value("Mine")
    scene.somebody_else(name="Theirs")
    scene.merge(go_back=True)
    QTest.mouseClick(button(dialog, "Save"), Qt.MouseButton.LeftButton)
    scene.qtbot.waitUntil(lambda: bool(scene.heard) and dialog.form.isEnabled())
    assert scene.stored(1)["name"] == "Theirs"
    assert dialog.form.values()["name"] == "Mine"
    dialog.reject()


def test_a_refusal_for_something_else_that_changed_is_said(scene: Scene) -> None:
    dialog = scene.open(1)
    dialog.form.editor("name").set_value("Stale")
    QTest.mouseClick(button(dialog, "Save"), Qt.MouseButton.LeftButton)
    scene.qtbot.waitUntil(lambda: said(dialog)[0] == "Somebody changed something else.")
    dialog.form.settle()
    dialog.reject()


def test_the_words_choose_too(scene: Scene) -> None:
    met = [Difference(TITLES["notes"], "", "x" * 500, "notes")]
    merge = MergeDialog(scene.desk, scene.window, verbatim("Compare."), met)
    scene.qtbot.addWidget(merge)
    with scene.qtbot.waitExposed(merge):
        merge.show()
    words = [label for label in merge.findChildren(QLabel) if label.text().startswith("xxx")]
    assert words[0].text() == "x" * 300 + "…"
    assert "(nothing)" in said(merge)
    assert merge.data() == set()
    QTest.mouseClick(words[0], Qt.MouseButton.LeftButton)
    assert merge.data() == {"notes"}
    merge.close()
