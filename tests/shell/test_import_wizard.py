from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QTableView

from coorddesk.core.resources import resource
from coorddesk.importing.plan import Verdict
from coorddesk.shell.import_wizard.columns_model import Shown
from coorddesk.shell.import_wizard.plan_model import OLD_ROLE
from coorddesk.shell.import_wizard.wizard import ImportWizard, Step
from tests.windows import Windows, press

if TYPE_CHECKING:
    from collections.abc import Sequence

SAMPLE = resource("samples/inventaire.xlsx")


@pytest.fixture
def wizard(opened: Windows) -> ImportWizard:
    opened.window.ask_for("import")
    return opened.dialog(ImportWizard)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """PC-1 with another name, a new device, one whose date there is not, and PC-2 as it is."""
    return write(
        tmp_path / "devices.csv",
        ("N° inventaire", "Nom", "Date d'achat", "Couleur"),
        ("PC-1", "Portable de la direction", "", "bleu"),
        ("PC-9", "Tablette", "04/03/2024", "noir"),
        ("PC-8", "Écran", "31/02/2024", ""),
        ("PC-2", "Poste du CDI", "", ""),
    )


def write(path: Path, *rows: Sequence[str]) -> Path:
    path.write_text("\n".join(";".join(row) for row in rows), "utf-8")
    return path


def look(windows: Windows, wizard: ImportWizard, path: Path, kind: str = "") -> None:
    wizard.begin(kind, path)
    windows.settle()


def plan(windows: Windows, wizard: ImportWizard, path: Path, kind: str = "") -> None:
    look(windows, wizard, path, kind)
    wizard._next.click()
    windows.settle()


def step(wizard: ImportWizard) -> Step:
    return Step(wizard._steps.currentIndex())


def counts(wizard: ImportWizard) -> list[str]:
    return [button.text() for button in wizard._plan._bar._buttons.values() if button.isEnabled()]


def table(model: object, columns: int) -> list[list[str]]:
    return [
        [model.index(row, column).data() for column in range(columns)]  # type: ignore[attr-defined]  # any model
        for row in range(model.rowCount())  # type: ignore[attr-defined]
    ]


def test_the_columns_found_are_shown_with_what_they_are_taken_as(
    opened: Windows, wizard: ImportWizard, sheet: Path
) -> None:
    look(opened, wizard, sheet)
    assert step(wizard) is Step.COLUMNS
    assert wizard._columns._found.text() == "Headers in row 1, then 4 rows; text in utf-8, separated by semicolons."
    assert [row[Shown.HEADER] + " -> " + row[Shown.FIELD] for row in table(wizard._columns._model, 3)] == [
        "N° inventaire  (A) -> Inventory number",
        "Nom  (B) -> Name",
        "Date d'achat  (C) -> Purchase date",
        "Couleur  (D) -> Left out",
    ]


def test_the_kind_is_known_by_the_headers(opened: Windows, wizard: ImportWizard, tmp_path: Path) -> None:
    people = write(tmp_path / "people.csv", ("Nom", "Prénom", "Courriel"), ("Moreau", "Inès", "i@example.org"))
    look(opened, wizard, people)
    assert wizard._columns._kind.currentData() == "people"


def test_another_kind_is_looked_at_anew(opened: Windows, wizard: ImportWizard, sheet: Path) -> None:
    look(opened, wizard, sheet)
    box = wizard._columns._kind
    box.setCurrentIndex(box.findData("places"))
    box.activated.emit(box.currentIndex())
    opened.settle()
    assert [row[Shown.FIELD] for row in table(wizard._columns._model, 3)][1] == "Name"
    assert wizard._columns._kind.currentData() == "places"


def test_the_plan_counts_and_shows_each_cell(opened: Windows, wizard: ImportWizard, sheet: Path) -> None:
    plan(opened, wizard, sheet)
    assert step(wizard) is Step.PLAN
    assert counts(wizard) == ["1 new", "1 changed", "1 unchanged", "1 refused"]
    assert wizard._next.text() == "Import 2 rows"
    bar, model = wizard._plan._bar, wizard._plan._model
    assert table(model, 4) == [["3", "PC-9", "Tablette", "04/03/2024"]]
    bar._buttons[Verdict.CHANGED].click()
    changed = model.index(0, model.columnCount() - 1)
    assert (changed.data(OLD_ROLE), changed.data()) == ("Portable du directeur", "Portable de la direction")
    bar._buttons[Verdict.REFUSED].click()
    assert model.index(0, 0).data() == "4"
    assert model.index(0, 1).data().startswith("Date d'achat: ")
    grounds = [
        model.index(0, column).data(Qt.ItemDataRole.BackgroundRole) is not None for column in range(model.columnCount())
    ]
    assert grounds == [False, False, False, False, True, False]
    bar._buttons[Verdict.UNCHANGED].click()
    assert wizard._plan._words.text().endswith("5")


def test_a_column_taken_as_something_else_changes_the_plan(opened: Windows, wizard: ImportWizard, sheet: Path) -> None:
    look(opened, wizard, sheet)
    model = wizard._columns._model
    model.setData(model.index(3, Shown.FIELD), "notes")
    model.setData(model.index(2, Shown.FIELD), "")
    wizard._next.click()
    opened.settle()
    assert counts(wizard) == ["2 new", "1 changed", "1 unchanged"]
    titles = [wizard._plan._model.headerData(column, Qt.Orientation.Horizontal) for column in range(4)]
    assert titles == ["Row", "Inventory number", "Name", "Notes"]


def test_one_field_is_fed_by_one_column(opened: Windows, wizard: ImportWizard, sheet: Path) -> None:
    look(opened, wizard, sheet)
    model = wizard._columns._model
    model.setData(model.index(3, Shown.FIELD), "name")
    assert [row[Shown.FIELD] for row in table(model, 3)] == ["Inventory number", "Left out", "Purchase date", "Name"]


def test_the_field_is_chosen_in_place_by_keyboard(opened: Windows, wizard: ImportWizard, sheet: Path) -> None:
    look(opened, wizard, sheet)
    shown, model = wizard._columns._table, wizard._columns._model
    wizard.activateWindow()
    opened.wait(wizard.isActiveWindow)
    shown.setFocus()
    shown.setCurrentIndex(model.index(3, Shown.FIELD))
    press(shown, Qt.Key.Key_F2)
    (box,) = shown.viewport().findChildren(QComboBox)
    opened.wait(box.view().isVisible)
    box.setCurrentIndex(box.findData("notes"))
    press(box.view(), Qt.Key.Key_Return)
    opened.wait(lambda: model.field_at(3) == "notes")


def test_what_was_shown_is_done_and_taken_back(opened: Windows, wizard: ImportWizard, sheet: Path) -> None:
    plan(opened, wizard, sheet)
    wizard._next.click()
    opened.settle()
    assert step(wizard) is Step.RESULT
    assert wizard._result._title.text() == "2 rows were taken in"
    rows = opened.find(QTableView).model()
    assert rows.rowCount() == 3
    assert opened.program.settings.recent("sheet") == [str(sheet)]
    wizard._result._undo.click()
    opened.wait(lambda: rows.rowCount() == 2)
    assert opened.gone(ImportWizard)


def test_refused_rows_are_saved_with_their_reasons(
    opened: Windows, wizard: ImportWizard, sheet: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan(opened, wizard, sheet)
    wizard._next.click()
    opened.settle()
    target = tmp_path / "to mend"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    wizard._result._save.click()
    opened.settle()
    saved = openpyxl.load_workbook(target.with_suffix(".xlsx")).active
    assert saved is not None
    (_titles, row) = saved.iter_rows(values_only=True)
    assert row[0] == "PC-8"
    assert wizard._result.saved.isVisible()


def test_the_records_taken_in_are_shown(opened: Windows, wizard: ImportWizard, tmp_path: Path) -> None:
    places = write(tmp_path / "places.csv", ("Nom", "Type"), ("Salle 12", "Salle"))
    plan(opened, wizard, places, "places")
    wizard._next.click()
    opened.settle()
    wizard._result._records.click()
    opened.settle()
    assert opened.program.settings.recall("navigation.tab") == "places"
    assert opened.gone(ImportWizard)


def test_what_would_be_created_is_listed(opened: Windows, wizard: ImportWizard) -> None:
    plan(opened, wizard, SAMPLE)
    model = wizard._plan._creations._tree.model()
    groups = {model.index(row, 0).data(): model.index(row, 0) for row in range(model.rowCount())}
    assert "Category (7)" in groups
    assert model.index(0, 0, groups["Category (7)"]).data() == "Borne de prêt"


def test_the_same_sheet_again_has_nothing_to_do(opened: Windows, wizard: ImportWizard) -> None:
    plan(opened, wizard, SAMPLE)
    wizard._next.click()
    opened.settle()
    plan(opened, wizard, SAMPLE)
    assert counts(wizard) == ["57 unchanged", "2 refused"]
    assert wizard._next.text() == "Nothing to import"
    assert not wizard._next.isEnabled()


def test_a_file_that_is_no_sheet_is_said_where_it_was_chosen(
    opened: Windows, wizard: ImportWizard, tmp_path: Path
) -> None:
    web_page = tmp_path / "page.xls"
    web_page.write_text("<html></html>")
    look(opened, wizard, web_page)
    assert step(wizard) is Step.FILE
    assert wizard._file.trouble.isVisible()
    assert "page.xls" in wizard._file.trouble.accessibleName()


def test_a_missing_file_is_said(opened: Windows, wizard: ImportWizard, tmp_path: Path) -> None:
    look(opened, wizard, tmp_path / "gone.xlsx")
    assert "gone.xlsx" in wizard._file.trouble.accessibleName()


def test_a_desk_that_changed_meanwhile_is_looked_at_again(opened: Windows, wizard: ImportWizard, sheet: Path) -> None:
    from tests.factories import make_asset

    plan(opened, wizard, sheet)
    opened.desk.operations.change(opened.window, lambda session: make_asset(session, "PC-9", name="Tablette"))
    opened.settle()
    wizard._next.click()
    opened.settle()
    assert step(wizard) is Step.PLAN
    assert wizard._plan.trouble.isVisible()
    assert opened.find(QTableView).model().rowCount() == 3


def test_back_keeps_what_was_said(opened: Windows, wizard: ImportWizard, sheet: Path) -> None:
    look(opened, wizard, sheet)
    model = wizard._columns._model
    model.setData(model.index(3, Shown.FIELD), "notes")
    wizard._next.click()
    opened.settle()
    wizard._back.click()
    assert step(wizard) is Step.COLUMNS
    assert model.field_at(3) == "notes"


def test_the_file_dialog_hands_over_what_was_chosen(
    opened: Windows, wizard: ImportWizard, sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(sheet), ""))
    wizard._file._choose.click()
    opened.settle()
    assert step(wizard) is Step.COLUMNS


def test_looking_at_a_large_file_can_be_stopped(opened: Windows, wizard: ImportWizard, tmp_path: Path) -> None:
    rows = [("PC-1", "Portable")] * 60_000
    wizard.begin("assets", write(tmp_path / "large.csv", ("N° inventaire", "Nom"), *rows))
    opened.wait(lambda: wizard._busy.is_busy)
    press(wizard, Qt.Key.Key_Escape)
    opened.settle()
    assert wizard.isVisible()
    assert step(wizard) is Step.FILE
    wizard.reject()
    assert opened.gone(ImportWizard)


def test_closing_while_it_is_written_lets_it_be_written(opened: Windows, wizard: ImportWizard) -> None:
    plan(opened, wizard, SAMPLE)
    wizard._next.click()
    wizard.reject()
    opened.settle()
    assert opened.gone(ImportWizard)
    opened.wait(lambda: opened.find(QTableView).model().rowCount() == 59)
