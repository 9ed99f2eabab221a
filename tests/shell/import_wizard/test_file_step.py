from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from coorddesk.shell.import_wizard.file_step import _DropPlace
from coorddesk.shell.import_wizard.steps import Step
from coorddesk.shell.import_wizard.strip_model import Decided
from coorddesk.shell.import_wizard.wizard import ImportWizard
from tests.shell.import_wizard.hands import Hands, write
from tests.windows import part, press

if TYPE_CHECKING:
    from collections.abc import Iterator

CELLS = "N° inventaire\tNom\tDate d'achat\nPC-7\tPortable\t04/03/2024\nPC-8\tÉcran\t13/03/2024\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three sheets and a picture."""
    folder = tmp_path / "rooms"
    folder.mkdir()
    for number in (2, 10, 1):
        rows = [(f"R{number}-{count}", "Portable") for count in range(number)]
        write(folder / f"room {number}.csv", ("N° inventaire", "Nom"), *rows)
    (folder / "plan.png").write_bytes(b"\x89PNG")
    return folder


@pytest.fixture
def _empty_clipboard(hands: Hands) -> Iterator[None]:
    QGuiApplication.clipboard().clear()
    yield
    QGuiApplication.clipboard().clear()


def title(hands: Hands) -> str:
    return hands.wizard.steps.columns._file.text()


def test_the_file_dialog_hands_over_what_was_chosen(hands: Hands, sheet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(sheet), ""))
    hands.wizard.steps.file._choose.click()
    hands.windows.settle()
    assert hands.step is Step.COLUMNS


@pytest.mark.usefixtures("_empty_clipboard")
def test_copied_cells_are_pasted_by_keys(hands: Hands) -> None:
    QGuiApplication.clipboard().setText(CELLS)
    hands.come_forward()
    press(hands.wizard, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    hands.windows.settle()
    assert hands.step is Step.COLUMNS
    assert title(hands) == "the pasted cells"
    assert hands.line(Decided.FIELD) == ["Inventory number", "Name", "Purchase date"]
    hands.next()
    hands.next()
    assert hands.wizard.steps.result._title.text() == "2 rows were taken in"
    assert hands.windows.program.settings.recent("sheet") == []


@pytest.mark.usefixtures("_empty_clipboard")
def test_a_file_that_was_copied_is_taken(hands: Hands, sheet: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(sheet))])
    QGuiApplication.clipboard().setMimeData(data)
    hands.wizard.steps.file._paste.click()
    hands.windows.settle()
    assert title(hands) == "devices.csv"


@pytest.mark.usefixtures("_empty_clipboard")
def test_nothing_copied_is_said(hands: Hands) -> None:
    hands.wizard.steps.file._paste.click()
    assert hands.wizard.steps.file.trouble.accessibleName().startswith("Nothing was copied.")


def test_a_sheet_is_dropped(hands: Hands, sheet: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(sheet))])
    place, copy = part(hands.wizard.steps.file, _DropPlace), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), copy, data, left, none)
    QApplication.sendEvent(place, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(place, QDropEvent(QPointF(5, 5), copy, data, left, none))
    hands.windows.settle()
    assert title(hands) == "devices.csv"


def test_a_folder_is_taken_in_file_by_file(hands: Hands, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(folder))
    hands.wizard.steps.file._folder.click()
    hands.windows.settle()
    assert (title(hands), hands.wizard.foot.where.text()) == ("room 1.csv", "File 1 of 3")
    hands.wizard.foot.skip.click()
    hands.windows.settle()
    assert (title(hands), hands.wizard.foot.where.text()) == ("room 2.csv", "File 2 of 3")
    hands.next()
    hands.next()
    assert hands.wizard.steps.result._title.text() == "2 rows were taken in"
    assert hands.wizard.foot.next.text() == "Next file"
    hands.next()
    assert title(hands) == "room 10.csv"
    hands.next()
    hands.next()
    assert not hands.wizard.foot.next.isVisible()
    assert hands.windows.program.settings.recent("sheet") == [str(folder / "room 10.csv"), str(folder / "room 2.csv")]


def test_a_file_of_a_folder_that_is_no_sheet_is_skipped(hands: Hands, folder: Path) -> None:
    (folder / "room 1.csv").write_bytes(b"%PDF-1.7")
    hands.look(folder)
    assert hands.step is Step.FILE
    assert hands.wizard.steps.file.trouble.isVisible()
    hands.wizard.foot.skip.click()
    hands.windows.settle()
    assert title(hands) == "room 2.csv"


def test_skipping_the_last_file_ends_the_import(hands: Hands, folder: Path) -> None:
    hands.look(folder)
    for _file in range(3):
        hands.wizard.foot.skip.click()
        hands.windows.settle()
    assert hands.windows.gone(ImportWizard)


def test_undoing_one_file_of_a_folder_goes_on_with_the_next(hands: Hands, folder: Path) -> None:
    hands.apply(folder)
    hands.wizard.steps.result._undo.click()
    hands.windows.settle()
    hands.next()
    assert title(hands) == "room 2.csv"


def test_a_folder_without_sheets_is_said(hands: Hands, tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    hands.look(tmp_path / "bare")
    assert hands.wizard.steps.file.trouble.accessibleName() == "There is no sheet in the folder bare."


def test_an_empty_sheet_is_saved_and_filled_in(hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "places"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    hands.wizard.steps.file._empty.click()
    (menu,) = [each for each in hands.wizard.steps.file.findChildren(QMenu) if each.isVisible()]
    titles = [action.text() for action in menu.actions()]
    menu.actions()[titles.index("Places")].trigger()
    menu.close()
    hands.windows.settle()
    assert hands.wizard.steps.file.saved.isVisible()
    book = openpyxl.load_workbook(path.with_suffix(".xlsx"))
    assert book.worksheets[0]["A1"].value == "Name"
    book.worksheets[0]["A2"] = "Salle 99"
    book.save(path.with_suffix(".xlsx"))
    hands.plan(path.with_suffix(".xlsx"))
    assert hands.counts() == ["1 new"]
