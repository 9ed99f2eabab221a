"""Labels and signed pages from the window: its menu, its keys, what is dropped on it, what is searched for."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from reportlab.pdfgen.canvas import Canvas

from coorddesk.agenda.ui.taking_in import TakingInDialog
from coorddesk.inventory.ui.page import InventoryPage
from coorddesk.labels.service import Ahead, print_ahead
from coorddesk.labels.ui.ahead_dialog import AheadDialog
from coorddesk.labels.ui.filing_dialog import FilingDialog
from coorddesk.labels.ui.label_dialog import LabelDialog
from coorddesk.labels.ui.link_dialog import LinkDialog
from coorddesk.reporting.qr import draw_squares, squares
from coorddesk.shell.dropping import papers_in
from coorddesk.shell.plain_card import PlainCardDialog
from tests.agenda.test_imports import AUTUMN, calendar
from tests.windows import Windows

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def scan(path: Path, text: str) -> Path:
    out = BytesIO()
    canvas = Canvas(out, (595, 842))
    code = squares(text)
    assert code is not None
    draw_squares(canvas, code, 90, (430, 800))
    canvas.save()
    path.write_bytes(out.getvalue())
    return path


@pytest.mark.parametrize(
    ("names", "taken"),
    [(["a.pdf"], True), (["a.pdf", "b.JPG"], True), (["a.pdf", "b.xlsx"], False), (["a.xlsx"], False), ([], False)],
)
def test_scans_are_taken_where_there_is_nothing_else(names: list[str], taken: bool, tmp_path: Path) -> None:
    paths = [tmp_path / name for name in names]
    for path in paths:
        path.write_bytes(b"")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    assert papers_in(data) == (paths if taken else [])


def test_scans_dropped_anywhere_are_looked_at(opened: Windows, tmp_path: Path) -> None:
    native = opened.window.frame.windowHandle()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(scan(tmp_path / "scan.pdf", "PC-1")))])
    copy = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(5, 5), copy, data, LEFT, NONE)
    QCoreApplication.sendEvent(native, enter)
    assert enter.isAccepted()
    QCoreApplication.sendEvent(native, QDropEvent(QPointF(5, 5), copy, data, LEFT, NONE))
    opened.settle()
    dialog = opened.dialog(FilingDialog)
    item = dialog.list.topLevelItem(0)
    assert item is not None
    assert [item.text(column) for column in range(3)] == ["scan.pdf", "1", "PC-1"]
    dialog.close()
    asked = (opened.window.frame, [tmp_path / "scan.pdf"], ("training_session", 1), "F-2026-001")
    opened.window.desk.file_scans(*asked)  # as a screen asks, about its record
    opened.settle()
    dialog = opened.dialog(FilingDialog)
    assert dialog.own.text() == "It belongs to F-2026-001"
    dialog.close()


def test_a_calendar_dropped_anywhere_is_looked_at(opened: Windows, tmp_path: Path) -> None:
    native = opened.window.frame.windowHandle()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(calendar(tmp_path, AUTUMN)))])
    drop = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, LEFT, NONE)
    QCoreApplication.sendEvent(native, drop)
    opened.settle()
    dialog = opened.dialog(TakingInDialog)
    assert dialog.take.isEnabled()
    dialog.reject()


def test_the_menu_prints_labels_ahead(opened: Windows) -> None:
    opened.window.ask_for("labels_ahead")
    opened.dialog(AheadDialog).reject()


def test_q_prints_the_labels_of_what_is_selected(opened: Windows) -> None:
    page = opened.find(InventoryPage)
    page.list.table.selectAll()
    page.list.table.setFocus()
    QTest.keyClick(page.list.table, Qt.Key.Key_Q)
    opened.settle()
    dialog = opened.dialog(LabelDialog)
    assert len(dialog._ids) == 2
    dialog.close()


def test_a_label_that_is_on_no_device_yet_is_linked_from_its_card(opened: Windows) -> None:
    made: list[int] = []
    opened.desk.operations.change(opened.window, lambda session: print_ahead(session, Ahead(1)), made.extend)
    opened.settle()
    opened.desk.open_record(("printed_label", made[0]))
    opened.settle()
    card = opened.dialog(PlainCardDialog)
    (link,) = [action for action in card.findChildren(QAction) if action.text() == "Link to a device…"]
    link.trigger()
    opened.settle()
    opened.dialog(LinkDialog).reject()
    card.close()
