"""Opening another desk, exporting, dropping a sheet."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame

from coorddesk.core.resources import resource
from coorddesk.notes.queries import attachments_of
from coorddesk.shell.dropping import sheet_in
from coorddesk.shell.export_dialog import ExportDialog
from coorddesk.shell.import_wizard.steps import Step
from coorddesk.shell.import_wizard.wizard import ImportWizard
from coorddesk.shell.opening import Opening
from coorddesk.shell.other_desk import OtherDeskDialog
from coorddesk.widgets.card import Card
from tests.windows import Windows

SAMPLE = resource("samples/inventaire.xlsx")
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def other(opened: Windows) -> OtherDeskDialog:
    opened.window.ask_for("other_desk")
    return opened.dialog(OtherDeskDialog)


def test_a_file_is_opened_and_remembered(
    opened: Windows, other: OtherDeskDialog, desk_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = desk_file.with_name("copy.sqlite")
    copy.write_bytes(desk_file.read_bytes())
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(copy), ""))
    other._on_file_clicked()
    opened.settle()
    assert opened.desk.url == str(copy)
    assert opened.program.settings.desk == str(copy)
    assert opened.program.settings.recent("desk") == [str(copy)]


def test_a_new_desk_is_made_where_it_was_said(
    opened: Windows, other: OtherDeskDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "second 2.0"), ""))
    other._on_new_clicked()
    opened.settle()
    assert (tmp_path / "second 2.0.sqlite").exists()


def test_a_server_is_opened_by_its_address(opened: Windows, other: OtherDeskDialog) -> None:
    asked: list[Opening] = []
    other.opening_asked.disconnect()
    other.opening_asked.connect(asked.append)
    other._address.setText("postgresql://me@server/desk")
    other._address.returnPressed.emit()
    assert asked == [Opening("postgresql://me@server/desk", create=True, remember=True)]


def test_every_device_goes_into_a_sheet(opened: Windows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "devices"), "Excel (*.xlsx)"))
    opened.window.ask_for("export")
    opened.dialog(ExportDialog)._on_go_on_clicked()
    opened.settle()
    sheet = openpyxl.load_workbook(tmp_path / "devices.xlsx").active
    assert sheet is not None
    assert [row[0] for row in sheet.iter_rows(values_only=True)] == ["Inventory number", "PC-1", "PC-2"]
    assert opened.program.settings.recall("folder.exports") == str(tmp_path)


@pytest.mark.parametrize(
    ("names", "sheet"),
    [(["a.xlsx"], "a.xlsx"), (["a.CSV"], "a.CSV"), (["a.png"], None), (["a.xlsx", "b.xlsx"], None), ([], None)],
)
def test_one_sheet_is_taken_and_nothing_else(names: list[str], sheet: str | None, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in names])
    assert sheet_in(data) == (tmp_path / sheet if sheet else None)


def test_a_folder_is_taken(tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    assert sheet_in(data) == tmp_path


def test_a_sheet_dropped_anywhere_starts_its_import(opened: Windows) -> None:
    frame = opened.window.frame
    native = frame.windowHandle()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(SAMPLE))])
    copy = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(5, 5), copy, data, LEFT, NONE)
    QCoreApplication.sendEvent(native, enter)
    (veil,) = [each for each in frame.findChildren(QFrame) if each.objectName() == "drop_veil"]
    assert enter.isAccepted()
    assert veil.isVisible()
    QCoreApplication.sendEvent(native, QDragLeaveEvent())
    assert not veil.isVisible()
    QCoreApplication.sendEvent(native, QDropEvent(QPointF(5, 5), copy, data, LEFT, NONE))
    wizard = opened.dialog(ImportWizard)
    opened.settle()
    assert Step(wizard.steps.current) is Step.COLUMNS


def test_a_sheet_dropped_on_a_card_is_attached_there(opened: Windows) -> None:
    opened.desk.open_record(("asset", 1))
    opened.settle()
    frame, card = opened.window.frame, opened.find(Card)
    native = frame.windowHandle()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(SAMPLE))])
    copy = Qt.DropAction.CopyAction
    at = card.mapTo(frame, card.rect().center())
    QCoreApplication.sendEvent(native, QDragEnterEvent(at, copy, data, LEFT, NONE))
    QCoreApplication.sendEvent(native, QDropEvent(QPointF(at), copy, data, LEFT, NONE))
    opened.settle()
    found: list[str] = []
    opened.desk.operations.read(
        card, lambda session: [row.name for row in attachments_of(session, ("asset", 1))], found.extend
    )
    opened.settle()
    assert (found, opened.gone(ImportWizard)) == ([SAMPLE.name], True)
