from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coorddesk.importing.plan import Verdict
from coorddesk.shell.import_wizard.choice_line import ChoiceLine
from coorddesk.shell.import_wizard.fixed_values import FixedValues
from coorddesk.shell.import_wizard.sheet_model import Part
from coorddesk.shell.import_wizard.steps import Step
from coorddesk.shell.import_wizard.strip_model import TWO, Decided
from coorddesk.shell.import_wizard.two_fields import TwoFieldsDialog
from tests.shell.import_wizard.hands import Hands, click, write
from tests.windows import part, press

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QComboBox

MESSY = (
    ("Lycée Jean Moulin", "", "", "", "", ""),
    ("", "", "", "", "", ""),
    ("N° inventaire", "Nom", "Date d'achat", "Couleur", "", "Salle"),
    ("PC-7", "Portable", "04/03/2024", "bleu", "", "CDI"),
    ("PC-8", "Écran", "13/03/2024", "noir", "", "CDI"),
)


def choose(box: QComboBox, key: object) -> None:
    """Choose as people do."""
    box.setCurrentIndex(box.findData(key))
    box.activated.emit(box.currentIndex())


def test_each_column_says_what_it_feeds_and_why(hands: Hands, sheet: Path) -> None:
    hands.look(sheet)
    assert hands.step is Step.COLUMNS
    assert (
        hands.wizard.steps.columns._found.text()
        == "Headers in row 1, then 4 rows; text in utf-8, separated by semicolons."
    )
    assert hands.line(Decided.FIELD) == ["Inventory number", "Name", "Purchase date", "Left out"]
    assert hands.line(Decided.WHY) == ["by its header", "by its header", "by its header", ""]


def test_the_grid_shows_the_file_as_it_is(hands: Hands, tmp_path: Path) -> None:
    hands.look(write(tmp_path / "messy.csv", *MESSY), "assets")
    model = hands.wizard.steps.columns.grid.sheet
    assert [model.cell_at(row, 0) for row in (0, 2, 3)] == [
        ("Lycée Jean Moulin", Part.OUTSIDE),
        ("N° inventaire", Part.HEADER),
        ("PC-7", Part.TABLE),
    ]
    assert [model.headerData(row, Qt.Orientation.Vertical) for row in (1, 2, 3)] == ["2", "Headers 3", "4"]
    assert model.cell_at(3, 3) == ("bleu", Part.LEFT_OUT)
    assert model.cell_at(5, 0) == ("", Part.OUTSIDE)
    assert model.index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "N° inventaire, header"


def test_a_field_is_found_by_a_few_letters_and_keys_alone(hands: Hands, sheet: Path) -> None:
    hands.look(sheet)
    hands.decide(3, "not")
    assert hands.line(Decided.FIELD)[3] == "Notes"
    assert hands.line(Decided.WHY)[3] == "as you say"
    assert hands.wizard.steps.columns.options.mapping == {"[D]": "notes"}


def test_a_click_opens_the_list_with_all_fields(hands: Hands, sheet: Path) -> None:
    hands.look(sheet)
    view = hands.wizard.steps.columns.grid.decisions
    click(view, view.model().index(Decided.FIELD, 3))
    line = part(view.viewport(), ChoiceLine)
    hands.windows.wait(line._popup.isVisible)
    assert line.offered[0] == "Left out"
    assert "Name" in line.offered
    press(line._popup, Qt.Key.Key_Escape)
    press(line, Qt.Key.Key_Escape)
    assert hands.line(Decided.FIELD)[3] == "Left out"
    assert hands.wizard.isVisible()


def test_a_field_leaves_the_column_that_fed_it(hands: Hands, sheet: Path) -> None:
    hands.look(sheet)
    hands.decide(3, "Name")
    assert hands.line(Decided.FIELD) == ["Inventory number", "Left out", "Purchase date", "Name"]


def test_two_columns_may_feed_one_field(hands: Hands, sheet: Path) -> None:
    hands.look(sheet)
    hands.decide(3, "name together")
    assert hands.line(Decided.FIELD) == ["Inventory number", "Name", "Purchase date", "Name"]
    hands.next()
    assert "Tablette noir" in [
        row.values.get("name") for row in hands.wizard._flow.plan_shown.summary.examples[Verdict.NEW]
    ]


def test_one_column_may_feed_two_fields(hands: Hands, tmp_path: Path) -> None:
    hands.look(write(tmp_path / "models.csv", ("N° inventaire", "Machine"), ("PC-7", "Dell / Latitude 5420")), "assets")
    hands.wizard.steps.columns.grid.strip.take(hands.wizard.steps.columns.grid.strip.index(Decided.FIELD, 1), TWO)
    dialog = hands.windows.dialog(TwoFieldsDialog)
    choose(dialog.first, "manufacturer")
    choose(dialog.rest, "model")
    dialog._take.click()
    hands.windows.settle()
    assert hands.line(Decided.FIELD)[1] == "Manufacturer + Model"
    hands.next()
    (new,) = hands.wizard._flow.plan_shown.summary.examples[Verdict.NEW]
    assert (new.values["manufacturer"], new.values["model"]) == ("Dell", "Latitude 5420")


def test_headers_are_where_people_say(hands: Hands, tmp_path: Path) -> None:
    hands.look(write(tmp_path / "messy.csv", *MESSY), "assets")
    bar = hands.wizard.steps.columns._bar
    bar._header.setValue(4)
    hands.windows.settle()
    assert hands.wizard.steps.columns.grid.sheet.headerData(3, Qt.Orientation.Vertical) == "Headers 4"
    assert hands.wizard.steps.columns._again.isVisible()
    hands.wizard.steps.columns._again.click()
    hands.windows.settle()
    assert bar._header.value() == 3


def test_the_table_ends_where_people_say(hands: Hands, sheet: Path) -> None:
    hands.look(sheet)
    hands.wizard.steps.columns._bar._last.setValue(3)
    hands.windows.settle()
    hands.next()
    assert hands.counts() == ["1 new", "1 changed"]


def test_letters_and_delimiters_are_those_that_people_say(hands: Hands, sheet: Path) -> None:
    hands.look(sheet)
    bar = hands.wizard.steps.columns._bar
    choose(bar._delimiter, ",")
    hands.windows.settle()
    assert hands.wizard.steps.columns.grid.sheet.columnCount() == 1
    choose(bar._delimiter, ";")
    choose(bar._encoding, "cp1252")
    hands.windows.settle()
    assert hands.wizard.steps.columns.grid.sheet.cell_at(0, 0).text == "NÂ° inventaire"


def test_days_are_read_in_the_order_that_people_say(hands: Hands, tmp_path: Path) -> None:
    hands.look(write(tmp_path / "days.csv", ("N° inventaire", "Nom", "Date d'achat"), ("PC-7", "A", "04/03/2024")))
    hands.decide(2, "month", Decided.READS)
    hands.next()
    (new,) = hands.wizard._flow.plan_shown.summary.examples[Verdict.NEW]
    assert new.values["purchase_date"].isoformat() == "2024-04-03"


def test_a_missing_field_is_named_and_given_for_all_rows(hands: Hands, tmp_path: Path) -> None:
    hands.look(write(tmp_path / "places.csv", ("Code", "Étage"), ("S12", "1"), ("S13", "1")), "places")
    step = hands.wizard.steps.columns
    assert "Name" in step._missing.accessibleName()
    line = part(step, FixedValues)._lines["name"]
    line.setText("Salle")
    line.editingFinished.emit()
    hands.windows.settle()
    assert not step._missing.isVisible()
    assert step.options.fixed == {"name": "Salle"}


def test_a_value_for_all_rows_fills_what_they_do_not_say(hands: Hands, sheet: Path) -> None:
    hands.look(sheet)
    fixed = part(hands.wizard.steps.columns, FixedValues)
    fixed.ask_for("notes")
    QTest.keyClicks(fixed._lines["notes"], "old stock")
    press(fixed._lines["notes"], Qt.Key.Key_Return)
    hands.windows.settle()
    hands.next()
    (new,) = hands.wizard._flow.plan_shown.summary.examples[Verdict.NEW]
    assert new.values["notes"] == "old stock"
    assert hands.wizard.steps.columns.options.fixed == {"notes": "old stock"}


def test_what_was_said_last_time_counts_until_it_is_forgotten(hands: Hands, sheet: Path) -> None:
    hands.look(sheet)
    assert not hands.wizard.steps.columns._forget.isVisible()
    hands.decide(3, "not")
    hands.next()
    hands.next()
    hands.look(sheet)
    assert hands.line(Decided.FIELD)[3] == "Notes"
    assert hands.line(Decided.WHY)[3] == "as last time"
    hands.wizard.steps.columns._forget.click()
    hands.windows.settle()
    assert hands.line(Decided.FIELD)[3] == "Left out"
    assert not hands.wizard.steps.columns._forget.isVisible()


def test_another_kind_keeps_where_the_table_is(hands: Hands, tmp_path: Path) -> None:
    hands.look(write(tmp_path / "messy.csv", *MESSY), "assets")
    hands.wizard.steps.columns._bar._last.setValue(4)
    hands.windows.settle()
    choose(hands.wizard.steps.columns._kind, "places")
    hands.windows.settle()
    assert hands.line(Decided.FIELD)[1] == "Name"
    assert hands.wizard.steps.columns._bar._last.value() == 4


def test_rows_far_down_are_read_when_they_are_scrolled_to(hands: Hands, tmp_path: Path) -> None:
    rows = [(f"PC-{number}", f"Portable {number}") for number in range(3000)]
    hands.look(write(tmp_path / "long.csv", ("N° inventaire", "Nom"), *rows), "assets")
    grid = hands.wizard.steps.columns.grid
    grid.cells.scrollToBottom()
    hands.windows.wait(lambda: grid.sheet.cell_at(3000, 1).text == "Portable 2999")
    hands.windows.settle()
    assert grid.cells.verticalScrollBar().value() == grid.cells.verticalScrollBar().maximum()


def test_enter_in_a_number_does_not_go_on(hands: Hands, sheet: Path) -> None:
    hands.look(sheet)
    hands.come_forward()
    hands.wizard.steps.columns._more.click()
    hands.wizard.steps.columns._bar._last.setFocus()
    press(hands.wizard.steps.columns._bar._last, Qt.Key.Key_Return)
    hands.windows.settle()
    assert hands.step is Step.COLUMNS
