from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QTableView

from coorddesk.core.messages import verbatim
from coorddesk.core.resources import resource
from coorddesk.importing.kind import ImportField
from coorddesk.importing.plan import Verdict
from coorddesk.shell.import_wizard.plan_rows import STATUS, Mark
from coorddesk.shell.import_wizard.steps import Step
from coorddesk.shell.import_wizard.wizard import ImportWizard
from coorddesk.shell.import_wizard.words import Fate, Word, guessed
from coorddesk.shell.import_wizard.words_model import Told
from tests.factories import make_place
from tests.shell.import_wizard.hands import Hands, table, write
from tests.windows import press

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.orm import Session

SAMPLE = resource("samples/inventaire.xlsx")


def _make_room(name: str, session: Session) -> None:
    make_place(session, name)


@pytest.fixture
def rooms(hands: Hands) -> Hands:
    """The desk knows two rooms."""
    operations = hands.windows.desk.operations
    for name in ("Médiathèque", "Salle 12"):
        operations.change(hands.wizard, partial(_make_room, name))
    hands.windows.settle()
    return hands


def in_rooms(folder: Path, *names: str) -> Path:
    """A new device in each room."""
    rows = [(f"PC-{number}", "Portable", name) for number, name in enumerate(names, start=20)]
    return write(folder / "rooms.csv", ("N° inventaire", "Nom", "Salle"), *rows)


def marks(hands: Hands, number: int) -> list[Mark]:
    """What the cells of a row of the file look like, the row's own first."""
    model = hands.wizard.steps.plan.grid.plan
    row = model.row_of(number)
    assert row is not None
    return [model.cell_at(row, column).mark for column in range(model.columnCount())]


def stand_at(hands: Hands, number: int, column: int) -> None:
    """Give the keyboard to a cell of the grid."""
    grid = hands.wizard.steps.plan.grid
    row = grid.plan.row_of(number)
    assert row is not None
    hands.come_forward()
    grid.setFocus()
    grid.stand_at(row, column)


def correct(hands: Hands, text: str) -> None:
    """F2, type, Enter."""
    grid = hands.wizard.steps.plan.grid
    press(grid, Qt.Key.Key_F2)
    (line,) = grid.viewport().findChildren(QLineEdit)
    line.setText(text)
    press(line, Qt.Key.Key_Return)
    hands.windows.settle()


def test_every_row_is_shown_with_its_verdict(hands: Hands, sheet: Path) -> None:
    hands.plan(sheet)
    assert hands.step is Step.PLAN
    assert hands.counts() == ["1 new", "1 changed", "1 unchanged", "1 refused"]
    assert hands.wizard.foot.next.text() == "Import 2 rows"
    model = hands.wizard.steps.plan.grid.plan
    assert [row[1:] for row in table(model, 4)] == [
        ["PC-1", "Portable de la direction", ""],
        ["PC-9", "Tablette", "04/03/2024"],
        ["PC-8", "Écran", "31/02/2024"],
        ["PC-2", "Poste du CDI", ""],
    ]
    assert [marks(hands, number) for number in (2, 3, 4, 5)] == [
        [Mark.CHANGED, Mark.PLAIN, Mark.CHANGED, Mark.PLAIN],
        [Mark.NEW] * 4,
        [Mark.REFUSED, Mark.PLAIN, Mark.PLAIN, Mark.REFUSED],
        [Mark.SAME] * 4,
    ]
    changed = model.cell_at(0, 2)
    assert (changed.old, changed.tip) == (
        "Portable du directeur",
        "now “Portable du directeur”, then “Portable de la direction”",
    )
    assert model.cell_at(2, STATUS).text.startswith("Date d'achat: ")
    assert [model.headerData(row, Qt.Orientation.Vertical) for row in range(4)] == ["2", "3", "4", "5"]


def test_rows_of_one_verdict_are_shown_alone(hands: Hands, sheet: Path) -> None:
    hands.plan(sheet)
    bar, model = hands.wizard.steps.plan._bar, hands.wizard.steps.plan.grid.plan
    QTest.mouseClick(bar._buttons[Verdict.REFUSED], Qt.MouseButton.LeftButton)
    assert [row[1] for row in table(model, 2)] == ["PC-8"]
    QTest.mouseClick(bar.all, Qt.MouseButton.LeftButton)
    assert model.rowCount() == 4


def test_a_correction_mends_a_refused_row(hands: Hands, sheet: Path) -> None:
    hands.plan(sheet)
    stand_at(hands, 4, 3)
    correct(hands, "28/02/2024")
    assert hands.counts() == ["2 new", "1 changed", "1 unchanged"]
    assert marks(hands, 4) == [Mark.NEW] * 4
    assert hands.wizard.foot.next.text() == "Import 3 rows"
    hands.next()
    assert hands.wizard.steps.result._title.text() == "3 rows were taken in"
    assert hands.windows.find(QTableView).model().rowCount() == 4


def test_a_letter_begins_a_correction_and_escape_leaves_it(hands: Hands, sheet: Path) -> None:
    hands.plan(sheet)
    stand_at(hands, 3, 2)
    grid = hands.wizard.steps.plan.grid
    QTest.keyClicks(grid, "X")
    (line,) = grid.viewport().findChildren(QLineEdit)
    press(line, Qt.Key.Key_Escape)
    hands.windows.settle()
    assert grid.plan.cell_at(1, 2).text == "Tablette"
    assert hands.wizard.isVisible()


def test_a_correction_stays_when_one_goes_back(hands: Hands, sheet: Path) -> None:
    hands.plan(sheet)
    stand_at(hands, 4, 3)
    correct(hands, "28/02/2024")
    hands.wizard.foot.back.click()
    assert hands.wizard.steps.columns.grid.sheet.cell_at(3, 2).text == "28/02/2024"
    hands.next()
    assert hands.counts() == ["2 new", "1 changed", "1 unchanged"]


def test_corrected_cells_are_not_lost_without_a_question(hands: Hands, sheet: Path) -> None:
    hands.plan(sheet)
    stand_at(hands, 4, 3)
    correct(hands, "28/02/2024")
    hands.wizard.reject()
    assert hands.windows.take_heard() == ["Leave the import?"]
    assert hands.wizard.isVisible()
    hands.windows.answer = True
    hands.wizard.reject()
    assert hands.windows.take_heard() == ["Leave the import?"]
    assert hands.windows.gone(ImportWizard)


def test_one_goes_from_trouble_to_trouble_by_keys(hands: Hands, tmp_path: Path) -> None:
    rows = [(f"PC-{number}", "Portable", "31/02/2024" if number % 10 == 5 else "") for number in range(10, 40)]
    hands.plan(write(tmp_path / "troubles.csv", ("N° inventaire", "Nom", "Date d'achat"), *rows))
    grid = hands.wizard.steps.plan.grid
    seen = []
    for key, modifier in [
        (Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier),
        (Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier),
    ]:
        hands.come_forward()
        press(hands.wizard, key, modifier)
        index = grid.currentIndex()
        seen.append((grid.plan.number_at(index.row()), index.column()))
    assert seen == [(7, 3), (17, 3), (7, 3), (27, 3)]
    assert grid.hasFocus()
    assert "31/02/2024" in hands.wizard.steps.plan._detail.text()


def test_unknown_words_come_first_and_all_are_created_unless_said_otherwise(rooms: Hands, tmp_path: Path) -> None:
    rooms.plan(in_rooms(tmp_path, "Salle 99", "Salle 12"))
    step = rooms.wizard.steps.plan
    assert step._bar.words.isChecked()
    assert step.words.table.isVisible()
    assert table(step.words.model, 4) == [["Place", "Salle 99", "1", "Create “Salle 99”"]]
    assert rooms.wizard.foot.next.text() == "Import 2 rows"


def test_a_name_that_is_certain_stands_there_already(rooms: Hands, tmp_path: Path) -> None:
    rooms.plan(in_rooms(tmp_path, "Médiahtèque", "Médiahtèque"))
    assert table(rooms.wizard.steps.plan.words.model, 4) == [["Place", "Médiahtèque", "2", "Use “Médiathèque”"]]
    assert rooms.wizard.foot.next.text() == "See what it would do"
    rooms.next()
    assert rooms.wizard._flow.plan_shown.summary.creates == {}
    rooms.next()
    assert rooms.wizard.steps.result._title.text() == "2 rows were taken in"


def test_a_decision_is_not_guessed_away(rooms: Hands, tmp_path: Path) -> None:
    rooms.plan(in_rooms(tmp_path, "Médiahtèque"))
    rooms.wizard.steps.plan.words.model.take(0, Fate.CREATE)
    rooms.wizard.foot.back.click()
    rooms.next()
    assert table(rooms.wizard.steps.plan.words.model, 4) == [["Place", "Médiahtèque", "1", "Create “Médiahtèque”"]]
    assert rooms.wizard.foot.next.text() == "Import 1 row"


@pytest.mark.parametrize(
    ("text", "name", "certain"),
    [
        ("Salle-12", "Salle 12", True),
        ("Vidéoprojetceur", "Vidéoprojecteur", True),
        ("Martine", "Martin", False),
        ("Dupond", "Dupont", False),
        ("Salle 12", "Salle 21", False),
        ("Salle B", "Salle A", False),
    ],
)
def test_only_signs_and_swapped_letters_are_certain(text: str, name: str, certain: bool) -> None:
    word = Word(ImportField("place", verbatim("Place")), text, 1, 2, (name,), Fate.REFUSE)
    assert (guessed(word).fate is Fate.USE) is certain


def test_an_unknown_room_becomes_a_known_one_by_keys_alone(rooms: Hands, tmp_path: Path) -> None:
    rooms.plan(in_rooms(tmp_path, "Biblio", "Salle 12"))
    words = rooms.wizard.steps.plan.words
    rooms.come_forward()
    words.table.setFocus()
    press(words.table, Qt.Key.Key_Return)
    rooms.choose(words.table, "mediath")
    assert words.model.index(0, Told.FATE).data() == "Use “Médiathèque”"
    rooms.next()
    assert rooms.wizard._flow.plan_shown.summary.creates == {}
    assert words.model.index(0, Told.FATE).data() == "Use “Médiathèque”"
    assert rooms.wizard.steps.columns.options.values == {"place": {"biblio": "Médiathèque"}}


def test_all_unknown_words_of_a_field_are_decided_at_once(rooms: Hands, tmp_path: Path) -> None:
    rooms.plan(in_rooms(tmp_path, "Salle 98", "Salle 99", "Salle 12"))
    words = rooms.wizard.steps.plan.words
    words.for_all[Fate.REFUSE].click()
    rooms.next()
    assert rooms.counts() == ["1 new", "2 refused"]
    words.for_all[Fate.EMPTY].click()
    rooms.next()
    assert rooms.counts() == ["3 new"]
    assert rooms.wizard._flow.plan_shown.summary.creates == {}
    words.for_all[Fate.CREATE].click()
    rooms.next()
    assert sorted(rooms.wizard._flow.plan_shown.summary.creates["place"]) == ["Salle 98", "Salle 99"]


def test_one_word_is_refused_and_the_others_are_created(rooms: Hands, tmp_path: Path) -> None:
    rooms.plan(in_rooms(tmp_path, "Salle 98", "Salle 99"))
    rooms.wizard.steps.plan.words.model.take(0, Fate.REFUSE)
    rooms.next()
    assert rooms.counts() == ["1 new", "1 refused"]
    assert rooms.wizard._flow.plan_shown.summary.creates == {"place": ("Salle 99",)}
    assert [word.fate for word in rooms.wizard.steps.plan.words.words] == [Fate.REFUSE, Fate.CREATE]


def test_a_word_of_a_choice_is_taken_for_another(hands: Hands, tmp_path: Path) -> None:
    hands.plan(
        write(tmp_path / "states.csv", ("N° inventaire", "Nom", "État"), ("PC-7", "A", "nickel"), ("PC-8", "B", "Neuf"))
    )
    assert hands.counts() == ["1 new", "1 refused"]
    words = hands.wizard.steps.plan.words
    hands.come_forward()
    words.table.setFocus()
    press(words.table, Qt.Key.Key_F2)
    hands.choose(words.table, "good")
    hands.next()
    assert hands.counts() == ["2 new"]


def test_what_would_be_created_is_listed(hands: Hands) -> None:
    hands.plan(SAMPLE)
    model = hands.wizard.steps.plan._creations._tree.model()
    groups = {model.index(row, 0).data(): model.index(row, 0) for row in range(model.rowCount())}
    assert "Category (7)" in groups
    assert model.index(0, 0, groups["Category (7)"]).data() == "Borne de prêt"


def test_a_hundred_thousand_rows_are_shown_at_any_place(hands: Hands, tmp_path: Path) -> None:
    rows = [(f"PC-{number}", "Portable") for number in range(100, 100_100)]
    hands.plan(write(tmp_path / "large.csv", ("N° inventaire", "Nom"), *rows), "assets")
    grid = hands.wizard.steps.plan.grid
    assert grid.plan.rowCount() == 100_000
    grid.scrollToBottom()
    hands.windows.wait(lambda: grid.plan.cell_at(99_999, 1).text == "PC-100099")
    hands.windows.settle()
    assert grid.plan.cell_at(99_999, STATUS).mark is Mark.NEW
