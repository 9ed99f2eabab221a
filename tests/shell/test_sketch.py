from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor

from coorddesk.shell.frame import Frame
from coorddesk.shell.memory import SKETCH
from coorddesk.shell.sketch import Sketch, remembered_sketch
from tests.widgets.sample import Memory

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.windows import Windows


def test_the_first_start_shows_a_frame_without_words() -> None:
    assert remembered_sketch(Memory(), "fr") == Sketch()


def test_a_sketch_in_another_language_keeps_its_colours_only() -> None:
    memory = Memory()
    memory.remember(SKETCH, Sketch("en", "#000001", organisation="School", search="Search")._asdict())
    assert remembered_sketch(memory, "en").search == "Search"
    assert remembered_sketch(memory, "fr") == Sketch("en", "#000001")


def test_a_sketch_of_another_version_is_left_alone() -> None:
    memory = Memory()
    memory.remember(SKETCH, {"colour of the moon": "#ffffff"})
    assert remembered_sketch(memory, "fr") == Sketch()


def test_the_window_is_sketched_before_it_is_furnished(qtbot: QtBot) -> None:
    sketch = Sketch("en", window="#112233", rail="#445566", tabs=[("laptop", "Inventory")], menus=["File"])
    frame = Frame(Memory(), sketch)
    frame.resize(600, 400)
    picture = frame.grab().toImage()
    assert picture.pixelColor(10, 395) == QColor("#445566")
    assert picture.pixelColor(590, 395) == QColor("#112233")


def test_the_window_leaves_a_sketch_of_itself(opened: Windows) -> None:
    opened.window.keep_sketch()
    sketch = remembered_sketch(opened.program.settings, "en")
    assert sketch.organisation == "École Les Tilleuls"
    assert [word for _icon, word in sketch.tabs] == ["Inventory", "Places", "People", "Suppliers"]
    assert list(sketch.menus) == ["File", "Edit", "View", "Help"]
