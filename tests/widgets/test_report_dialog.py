from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, QSizeF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QToolButton, QWidget
from shiboken6 import isValid

from coorddesk.core.errors import Cancelled, Surroundings, UserError
from coorddesk.core.jobs import unwatched
from coorddesk.core.messages import Message, _, _n, verbatim
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.preview import page_count
from coorddesk.reporting.report import Group, Report, Stamp
from coorddesk.widgets import report_work
from coorddesk.widgets.printing import print_pages, printer_for
from coorddesk.widgets.report_dialog import ReportDialog
from coorddesk.widgets.report_outlet import _file_name
from coorddesk.widgets.report_work import Order
from tests.widgets.sample import SUPPLIER_COLUMNS, SampleDesk, SupplierRow, add_suppliers, suppliers_among

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database

COUNT = 60


def build(session: Session, choice: object) -> Report[SupplierRow]:
    if choice == "trouble":
        raise UserError(verbatim("There is nothing to print."))
    rows = suppliers_among(session, range(1, COUNT + 1))
    groups = (Group(None, rows),)
    return Report(
        _("Suppliers: all/none"),
        SUPPLIER_COLUMNS,
        groups,
        lambda n: _n("{count} supplier", "{count} suppliers", n),
        offered=SUPPLIER_COLUMNS,
    )


def stamp_of(_session: Session) -> Stamp:
    return Stamp("Médiathèque", "", None, "Camille Martin", datetime(2026, 9, 7, 8, 30, tzinfo=UTC))


KIND = ReportKind("suppliers", _("Suppliers: all/none"), Message(""), build)


class Scene:
    """A report dialog over a window."""

    def __init__(self, desk: SampleDesk, qtbot: QtBot, choice: object = None) -> None:
        self.desk = desk
        self.qtbot = qtbot
        self.window = QWidget()
        self.window.resize(1000, 800)
        self.window.show()
        self.dialog = ReportDialog(desk, self.window, KIND, choice, stamp_of)
        self.dialog.open()

    def ready(self) -> Scene:
        self.qtbot.waitUntil(lambda: self.dialog.view.isVisible() and not self.dialog.view.is_blank())
        self.dialog.activateWindow()
        self.qtbot.waitUntil(self.dialog.isActiveWindow)
        return self

    def said(self) -> list[str]:
        """What can be read, the number of the page first."""
        read = [label.text() for label in self.dialog.findChildren(QLabel) if label.isVisible() and label.text()]
        return sorted(read, key=lambda text: not text.startswith("Page "))

    def press(self, name: str) -> None:
        kinds: tuple[type[QPushButton | QToolButton], ...] = (QPushButton, QToolButton)
        buttons = [button for kind in kinds for button in self.dialog.findChildren(kind)]
        button = next(button for button in buttons if name in {button.text(), button.accessibleName()})
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def make(desk: SampleDesk, desk_database: Database, qtbot: QtBot) -> Iterator[Callable[..., Scene]]:
    with desk_database.transaction(_("Prepare")) as session:
        add_suppliers(session, [f"Supplier {number:03}" for number in range(1, COUNT + 1)])
    made: list[Scene] = []

    def make(**choice: object) -> Scene:
        made.append(Scene(desk, qtbot, **choice))
        return made[-1]

    yield make
    for scene in made:
        if isValid(scene.dialog):
            scene.dialog.reject()
        scene.window.close()
        scene.window.deleteLater()


def test_a_report_is_seen_page_by_page(make: Callable[..., Scene]) -> None:
    scene = make().ready()
    assert scene.said()[0] == "Page 1 of 3"
    scene.press("Next page")
    assert scene.said()[0] == "Page 2 of 3"
    QTest.keyClick(scene.dialog, Qt.Key.Key_PageDown)
    QTest.keyClick(scene.dialog, Qt.Key.Key_PageDown)
    assert scene.said()[0] == "Page 3 of 3"
    QTest.keyClick(scene.dialog, Qt.Key.Key_PageUp)
    assert scene.said()[0] == "Page 2 of 3"
    scene.press("Previous page")
    assert scene.dialog.view.accessibleName() == "Suppliers: all/none, Page 1 of 3"


def test_a_page_is_fitted_enlarged_and_fitted_again(make: Callable[..., Scene], qtbot: QtBot) -> None:
    scene = make().ready()
    view = scene.dialog.view
    assert view.zoom is None
    assert view.page_points().toSize() in (QSize(842, 595), QSize(842, 596))
    fitted = view.scale()
    scene.press("Larger")
    larger = view.scale()
    assert larger > fitted
    QTest.keyClick(scene.dialog, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.scale() > larger
    scene.press("Smaller")
    assert view.scale() == larger
    scene.press("Whole page")
    assert view.scale() == fitted
    scene.dialog.resize(600, 500)
    qtbot.waitUntil(lambda: view.scale() < fitted)
    view.zoom_to(3.0)
    view.zoom_by(1)
    assert view.zoom == 3.0


def test_the_wheel_turns_the_page_at_its_end_and_zooms_with_ctrl(make: Callable[..., Scene]) -> None:
    scene = make().ready()
    view = scene.dialog.view

    def turn(by: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        place = QPointF(view.viewport().rect().center())
        there = QPointF(view.viewport().mapToGlobal(place.toPoint()))
        none = (Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False)
        event = QWheelEvent(place, there, QPoint(), QPoint(0, by), *none)
        QApplication.sendEvent(view.viewport(), event)

    turn(-120)
    assert scene.said()[0] == "Page 2 of 3"
    turn(120)
    turn(120)
    assert scene.said()[0] == "Page 1 of 3"
    turn(120, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom is not None
    view.zoom_to(3.0)
    turn(-120)
    assert scene.said()[0] == "Page 1 of 3"
    assert view.verticalScrollBar().value() > 0


@pytest.mark.parametrize("suffix", [".pdf", ".xlsx", ".csv"])
def test_a_report_is_saved_and_told(make: Callable[..., Scene], qtbot: QtBot, tmp_path: Path, suffix: str) -> None:
    scene = make().ready()
    path = tmp_path / f"report{suffix}"
    told: list[str] = []
    scene.desk.operations.told.connect(lambda message, _undo: told.append(scene.desk.texts.say(message)))
    scene.dialog.save(path)
    qtbot.waitUntil(lambda: told == [f"Saved as report{suffix}"])
    assert path.stat().st_size > 500


def test_the_folder_and_a_plain_name_are_offered_and_the_folder_is_remembered(
    make: Callable[..., Scene], qtbot: QtBot, tmp_path: Path
) -> None:
    scene = make().ready()
    scene.desk.settings.remember("folder.reports", str(tmp_path))
    scene.press("Excel")
    chooser = scene.dialog.findChild(QFileDialog)
    assert isinstance(chooser, QFileDialog)
    assert [Path(file) for file in chooser.selectedFiles()] == [tmp_path / "Suppliers all none 2026-09-07.xlsx"]
    other = tmp_path / "other"
    other.mkdir()
    chooser.fileSelected.emit(str(other / "mine.xlsx"))
    chooser.close()
    qtbot.waitUntil((other / "mine.xlsx").exists)
    assert scene.desk.settings.recall("folder.reports") == str(other)


def test_a_long_title_makes_a_name_that_systems_take(tmp_path: Path) -> None:
    name = _file_name("é" * 200, date(2026, 9, 1), ".xlsx")
    (tmp_path / name).touch()
    assert (len(name), name[-16:]) == (86, " 2026-09-01.xlsx")


def test_trouble_with_saving_is_said_and_the_report_stays(
    make: Callable[..., Scene], qtbot: QtBot, tmp_path: Path
) -> None:
    scene = make().ready()
    scene.dialog.save(tmp_path / "missing" / "report.pdf")
    qtbot.waitUntil(lambda: any("there is no folder" in text for text in scene.said()))
    assert scene.dialog.view.isVisible()


def test_a_report_that_cannot_be_made_says_why(make: Callable[..., Scene], qtbot: QtBot) -> None:
    scene = make(choice="trouble")
    qtbot.waitUntil(lambda: "There is nothing to print." in scene.said())
    assert not scene.dialog.view.isVisible()
    assert not any(button.isEnabled() for button in scene.dialog.findChildren(QPushButton) if button.text() == "PDF")


@pytest.mark.parametrize("lanes", ["threads"], indirect=True)
def test_closing_stops_a_report_that_is_not_made_yet(make: Callable[..., Scene], qtbot: QtBot) -> None:
    scene = make()
    told: list[UserError] = []
    scene.desk.operations.refused.connect(lambda _owner, error: told.append(error))
    scene.dialog.reject()
    qtbot.waitUntil(lambda: scene.desk.operations.jobs == ())
    qtbot.wait(20)
    assert told == []


@pytest.mark.parametrize("lanes", ["threads"], indirect=True)
def test_a_report_cancelled_in_the_job_bar_closes_its_dialog(make: Callable[..., Scene], qtbot: QtBot) -> None:
    scene = make()
    scene.desk.operations.jobs[0].cancel()
    qtbot.waitUntil(lambda: not isValid(scene.dialog) or not scene.dialog.isVisible())


def test_nothing_is_left_behind_on_disk(make: Callable[..., Scene]) -> None:
    before = set(Path(gettempdir()).glob("coorddesk-report-*"))
    scene = make().ready()
    scene.press("Next page")
    assert set(Path(gettempdir()).glob("coorddesk-report-*")) == before
    scene.dialog.reject()


def test_printing_asks_for_the_printer_and_tells(
    make: Callable[..., Scene], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = make().ready()
    printed = tmp_path / "printed.pdf"

    def choose(dialog: QPrintDialog) -> int:
        printer = dialog.printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(printed))
        return QPrintDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", choose)
    told: list[str] = []
    scene.desk.operations.told.connect(lambda message, _undo: told.append(scene.desk.texts.say(message)))
    scene.press("Print…")
    qtbot.waitUntil(lambda: told == ["“Suppliers: all/none” went to the printer"], timeout=20_000)
    assert page_count(printed) == 3


class TestPaper:
    """Pages on a printer that is a file."""

    @pytest.fixture
    def pdf(self, desk: SampleDesk, desk_database: Database, make: Callable[..., Scene]) -> bytes:
        order = Order(KIND, None, stamp_of, desk.texts)
        return report_work.make(order, desk_database, unwatched).pdf

    @pytest.fixture
    def printer(self, tmp_path: Path) -> QPrinter:
        printer = printer_for(QSizeF(842, 595.5), "Suppliers")
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))
        return printer

    def test_a_page_has_its_true_size(self, pdf: bytes, printer: QPrinter, tmp_path: Path) -> None:
        from pypdfium2 import PdfDocument

        print_pages(pdf, printer, unwatched)
        with PdfDocument(tmp_path / "printed.pdf") as printed, PdfDocument(pdf) as original:
            assert len(printed) == len(original) == 3
            for mine, theirs in zip(printed[0].get_size(), original[0].get_size(), strict=True):
                assert mine == pytest.approx(theirs, abs=1)
            marks = [obj.get_bounds() for obj in printed[0].get_objects()]
            assert marks[0] == pytest.approx((0, 0, *original[0].get_size()), abs=1)

    def test_the_pages_chosen_are_printed(self, pdf: bytes, printer: QPrinter, tmp_path: Path) -> None:
        printer.setFromTo(2, 9)
        heard: list[tuple[int, int | None]] = []

        def hear(done: int, total: int | None = None, doing: Message | None = None) -> None:
            heard.append((done, total))

        print_pages(pdf, printer, hear)
        assert page_count(tmp_path / "printed.pdf") == 2
        assert heard == [(0, 2), (1, 2)]

    def test_printing_can_be_cancelled(self, pdf: bytes, printer: QPrinter) -> None:
        def stop(done: int, total: int | None = None, doing: Message | None = None) -> None:
            raise Cancelled

        with pytest.raises(Cancelled):
            print_pages(pdf, printer, stop)

    @pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
    def test_a_printer_that_does_not_answer_is_said(self, pdf: bytes, printer: QPrinter, tmp_path: Path) -> None:
        printer.setOutputFileName(str(tmp_path / "missing" / "printed.pdf"))
        with pytest.raises(Surroundings):
            print_pages(pdf, printer, unwatched)

    def test_portrait_paper_stays_upright(self) -> None:
        page = printer_for(QSizeF(595, 842), "x").pageLayout()
        assert page.pageSize().key() == "A4"
        assert page.orientation() is page.Orientation.Portrait


@pytest.mark.parametrize("lanes", ["immediate"], indirect=True)
def test_a_paper_that_is_shown_on_screen_too_leads_there(desk: SampleDesk) -> None:
    owner = QWidget()
    kind = replace(KIND, on_screen=lambda choice: ("ticket", f"figures:{choice}"))
    dialog = ReportDialog(desk, owner, kind, "june", stamp_of)
    seen = [button for button in dialog.findChildren(QPushButton) if button.text() == "On screen"]
    QTest.mouseClick(seen[0], Qt.MouseButton.LeftButton)
    assert desk.told == [("alert", "figures:june")]
    owner.deleteLater()
