from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history import record
from coorddesk.core.messages import _
from coorddesk.core.options import Option
from coorddesk.directory.models import Supplier
from coorddesk.widgets.forms.picker import Maker, RecordPicker
from tests.widgets.sample import SampleDesk, add_suppliers, search_suppliers

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database


def make_supplier(session: Session, name: str) -> Option:
    if name == "Forbidden":
        raise UserError(_("That name is forbidden."))
    row = Supplier(name=name, name_folded=fold(name))
    session.add(row)
    session.flush()
    record(session, _("Create {name}", name=name), ("supplier", row.id))
    return Option(row.id, row.name)


MAKER = Maker(lambda name: _("Create “{name}”", name=name), make_supplier)


class Scene:
    """A picker in a window, and what somebody does with it."""

    def __init__(self, desk: SampleDesk, qtbot: QtBot, maker: Maker | None) -> None:
        self.desk = desk
        self.qtbot = qtbot
        self.window = QWidget()
        self.picker = RecordPicker(desk, search_suppliers, maker)
        QVBoxLayout(self.window).addWidget(self.picker)
        qtbot.addWidget(self.window)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.picker.setFocus()
        qtbot.waitUntil(self.picker.line.hasFocus)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.picker.line, text)

    def wait_for(self, *lines: str) -> None:
        model = self.picker.popup.model()
        assert model is not None
        self.qtbot.waitUntil(
            lambda: (
                self.picker.popup.isVisible()
                and [model.index(row, 0).data() for row in range(model.rowCount())] == list(lines)
            )
        )

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            target = self.picker.popup if self.picker.popup.isVisible() else self.picker.line
            QTest.keyClick(target, key)

    def trouble(self) -> str:
        with pytest.raises(UserError) as caught:
            self.picker.value()
        return self.desk.texts.say(caught.value.message)


@pytest.fixture
def scene(desk: SampleDesk, desk_database: Database, qtbot: QtBot) -> Scene:
    with desk_database.transaction(_("Prepare")) as session:
        add_suppliers(session, ["Alpha", "Beta", "Béta Plus", "Gamma"])
    return Scene(desk, qtbot, MAKER)


def test_typing_searches_and_the_keyboard_chooses(scene: Scene) -> None:
    scene.type("bet")
    scene.wait_for("Beta", "Béta Plus", "Create “bet”")
    scene.press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert (scene.picker.value(), scene.picker.line.text()) == (3, "Béta Plus")


def test_down_shows_what_there_is(scene: Scene) -> None:
    scene.press(Qt.Key.Key_Down)
    scene.wait_for("Alpha", "Beta", "Béta Plus", "Gamma")
    scene.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert scene.picker.value() == 1
    scene.press(Qt.Key.Key_Down)
    scene.wait_for("Alpha", "Beta", "Béta Plus", "Gamma")
    scene.press(Qt.Key.Key_Escape)
    assert scene.picker.value() == 1


def test_a_record_that_is_not_there_yet_is_made_at_once(scene: Scene, desk_database: Database) -> None:
    scene.type("Salle 12")
    scene.wait_for("Create “Salle 12”")
    scene.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    scene.qtbot.waitUntil(lambda: scene.picker.line.text() == "Salle 12" and scene.picker.isEnabled())
    scene.qtbot.waitUntil(lambda: scene.picker.state() != (None, "Salle 12"))
    assert scene.picker.value() == 5
    with desk_database.reading() as session:
        made = session.get(Supplier, 5)
        assert made is not None
        assert made.name == "Salle 12"


def test_one_that_is_there_is_not_offered_to_be_made(scene: Scene) -> None:
    scene.type("BÉTA plus")
    scene.wait_for("Béta Plus")


def test_what_cannot_be_made_is_told_and_stays_typed(scene: Scene) -> None:
    heard: list[str] = []
    scene.desk.operations.refused.connect(lambda _owner, error: heard.append(error.message.text))
    scene.type("Forbidden")
    scene.wait_for("Create “Forbidden”")
    scene.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    scene.qtbot.waitUntil(lambda: heard == ["That name is forbidden."])
    assert scene.picker.isEnabled()
    assert scene.picker.line.text() == "Forbidden"


def test_a_name_typed_in_full_needs_no_choosing(scene: Scene) -> None:
    scene.type("gamma")
    scene.wait_for("Gamma")
    scene.press(Qt.Key.Key_Escape)
    scene.picker.line.editingFinished.emit()
    assert (scene.picker.value(), scene.picker.line.text()) == (4, "Gamma")


def test_what_was_typed_and_not_chosen_is_no_value(scene: Scene) -> None:
    scene.type("bet")
    assert scene.trouble() == "“bet” is not known. Choose from the list, or create it there."
    scene.picker.line.editingFinished.emit()
    assert scene.trouble() == "“bet” is not known. Choose from the list, or create it there."


def test_emptying_the_line_chooses_none(scene: Scene) -> None:
    scene.picker.set_value(Option(2, "Beta"))
    assert scene.picker.value() == 2
    scene.picker.line.selectAll()
    scene.press(Qt.Key.Key_Delete)
    assert scene.picker.value() is None


def test_without_a_maker_nothing_is_made(desk: SampleDesk, desk_database: Database, qtbot: QtBot) -> None:
    scene = Scene(desk, qtbot, None)
    scene.type("x")
    qtbot.wait(200)
    assert not scene.picker.popup.isVisible()
    assert scene.trouble() == "“x” is not known. Choose from the list."


def test_an_answer_that_comes_after_the_field_was_left_opens_nothing(scene: Scene) -> None:
    scene.type("bet")
    scene.window.setFocus()
    scene.picker.line.clearFocus()
    scene.qtbot.wait(250)
    assert not scene.picker.popup.isVisible()


def test_the_details_are_heard(scene: Scene) -> None:
    scene.type("alp")
    scene.wait_for("Alpha", "Create “alp”")
    model = scene.picker.popup.model()
    assert model is not None
    heard = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in (0, 1)]
    assert heard == ["Alpha Contact 1", "Create “alp”"]
    assert not scene.picker.popup.grab().isNull()
    scene.press(Qt.Key.Key_Escape)


def test_of_a_path_that_is_too_long_the_end_is_seen(desk: SampleDesk, qtbot: QtBot) -> None:
    scene = Scene(desk, qtbot, None)
    picker = scene.picker
    picker.set_value(Option(1, "École Les Tilleuls / Bâtiment A / Rez-de-chaussée / Salle 12"))
    assert picker.line.cursorPosition() == len(picker.line.text())
    assert picker.line.toolTip() == "École Les Tilleuls / Bâtiment A / Rez-de-chaussée / Salle 12"
    picker.set_value(Option(2, "Bibliothèque municipale et archives de la ville"))
    assert picker.line.cursorPosition() == 0
