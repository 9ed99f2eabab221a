from __future__ import annotations

import email
from datetime import UTC, datetime
from email.policy import default
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QObject, QSizeF, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QPlainTextEdit, QPushButton, QToolButton, QWidget
from shiboken6 import isValid

from coorddesk.core.errors import UserError
from coorddesk.core.jobs import unwatched
from coorddesk.core.messages import Message, _, verbatim
from coorddesk.reporting.blocks import Document, Listing, Sheet, Typed, TypedText
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.page import MM, Page, PaperSize
from coorddesk.reporting.report import Group, Report, Stamp
from coorddesk.reporting.setup import Setup
from coorddesk.widgets import report_work
from coorddesk.widgets.printing import print_pages, printer_for
from coorddesk.widgets.report_dialog import ReportDialog
from tests.widgets.sample import SUPPLIER_COLUMNS, SampleDesk, add_suppliers, suppliers_among

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database

COUNT = 60
KEYS = tuple(column.key for column in SUPPLIER_COLUMNS)


def build(session: Session, choice: object) -> Report[Any] | Document:
    rows = suppliers_among(session, range(1, COUNT + 1))
    table = Report(_("Suppliers"), SUPPLIER_COLUMNS, (Group(None, rows),), noun, offered=SUPPLIER_COLUMNS)
    if choice is None:
        return table
    sheet = Sheet(verbatim("One"), (Typed("greeting"), Listing(rows[:3], noun, _("None"))))
    return Document(_("Suppliers"), (sheet,), table, (TypedText("greeting", _("Greeting"), verbatim("Good day")),))


def noun(count: int) -> Message:
    return verbatim(f"{count} suppliers")


def stamp_of(_session: Session) -> Stamp:
    return Stamp("Médiathèque", "", None, "Camille Martin", datetime(2026, 9, 7, 8, 30, tzinfo=UTC))


KIND = ReportKind("suppliers", _("Suppliers"), Message(""), build)


class Scene:
    """A report dialog over a window, and hands on its set-up."""

    def __init__(self, desk: SampleDesk, qtbot: QtBot, choice: object = None) -> None:
        self.desk = desk
        self.qtbot = qtbot
        self.window = QWidget()
        self.window.resize(1000, 800)
        self.window.show()
        self.dialog = ReportDialog(desk, self.window, KIND, choice, stamp_of)
        self.dialog.open()
        self.ready()
        self.dialog.activateWindow()
        qtbot.waitUntil(self.dialog.isActiveWindow)

    def ready(self) -> Scene:
        """Wait until what is shown is what was chosen."""
        self.qtbot.waitUntil(lambda: self.printing().isEnabled() and not self.dialog.view.is_blank())
        return self

    def printing(self) -> QPushButton:
        return next(each for each in self.dialog.findChildren(QPushButton) if each.text() == "Print…")

    def named(self, kind: type[Any], name: str) -> Any:
        return next(each for each in self.dialog.findChildren(kind) if each.accessibleName() == name)

    def chosen(self) -> Setup:
        """What the report that is shown was set by, once it is that."""
        self.qtbot.wait(500)
        self.ready()
        made = self.dialog._made
        assert made is not None
        return made.setup

    def made(self) -> report_work.Made:
        assert self.dialog._made is not None
        return self.dialog._made


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


def test_paper_title_and_margins_are_chosen_and_remembered(make: Callable[..., Scene]) -> None:
    scene = make()
    assert scene.named(QLineEdit, "Title").placeholderText() == "Suppliers"
    QTest.keyClicks(scene.named(QLineEdit, "Title"), "Who sells to us ")
    scene.named(QComboBox, "Paper").setCurrentText("A5")
    scene.named(QComboBox, "Direction").setCurrentText("Upright")
    scene.named(QComboBox, "Margins").setCurrentText("Narrow")
    wanted = Setup(title="Who sells to us", size=PaperSize.A5, landscape=False, margin=8)
    assert scene.chosen() == wanted
    assert scene.made().report.page == Page(PaperSize.A5, landscape=False, margin=8)
    assert scene.named(QLineEdit, "Title").text() == "Who sells to us "  # nothing is taken from under the cursor
    again = make()
    assert again.chosen() == wanted
    assert again.made().title == "Who sells to us"


def test_columns_are_ticked_and_moved_by_the_keyboard(make: Callable[..., Scene]) -> None:
    scene = make()
    columns = scene.named(QListWidget, "Columns")
    columns.setFocus()
    QTest.keyClick(columns, Qt.Key.Key_Space)
    QTest.keyClick(columns, Qt.Key.Key_Down)
    QTest.keyClick(columns, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    _first, second, third, *rest = KEYS
    assert scene.chosen().columns == (third, second, *rest)
    assert [column.key for column in scene.made().report.columns] == [third, second, *rest]  # type: ignore[union-attr]
    QTest.mouseClick(scene.named(QToolButton, "Move the column up (Alt+Up)"), Qt.MouseButton.LeftButton)
    assert scene.chosen().columns == (second, third, *rest)


def test_what_is_typed_stands_on_the_paper_and_goes_back_to_the_first(make: Callable[..., Scene]) -> None:
    scene = make(choice="sheets")
    field = scene.named(QPlainTextEdit, "Greeting")
    assert field.toPlainText() == "Good day"
    field.setPlainText("Hello\nthere")
    assert scene.chosen().texts == (("greeting", "Hello\nthere"),)
    field.setPlainText("")
    assert scene.chosen().texts == (("greeting", ""),)
    reset = next(each for each in scene.dialog.findChildren(QPushButton) if each.text() == "As it was at first")
    QTest.mouseClick(reset, Qt.MouseButton.LeftButton)
    assert scene.chosen() == Setup()
    assert (field.toPlainText(), reset.isEnabled()) == ("Good day", False)


def test_the_set_up_can_be_put_away_for_good(make: Callable[..., Scene]) -> None:
    scene = make()
    assert scene.named(QLineEdit, "Title").isVisible()
    QTest.mouseClick(scene.named(QToolButton, "Page set-up"), Qt.MouseButton.LeftButton)
    assert not scene.named(QLineEdit, "Title").isVisible()
    assert not make().named(QLineEdit, "Title").isVisible()


@pytest.mark.parametrize("lanes", ["threads"], indirect=True)
def test_the_latest_of_many_changes_holds(make: Callable[..., Scene]) -> None:
    scene = make()
    for name in ("A5", "A3", "US Letter"):
        scene.named(QComboBox, "Paper").setCurrentText(name)
        scene.qtbot.wait(470)
    assert scene.chosen() == Setup(size=PaperSize.LETTER)


class Opener(QObject):
    """What the system does with a file: keeps its address."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def opener(qapp: object) -> Iterator[Opener]:
    opener = Opener()
    QDesktopServices.setUrlHandler("file", opener, "take")  # type: ignore[arg-type]  # the stubs ask for bytes, Qt for str
    yield opener
    QDesktopServices.unsetUrlHandler("file")


def test_an_e_mail_is_drafted_with_the_file_attached(
    make: Callable[..., Scene], opener: Opener, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    scene = make()
    button = next(each for each in scene.dialog.findChildren(QPushButton) if each.text() == "E-mail")
    button.menu().actions()[1].trigger()
    qtbot.waitUntil(lambda: bool(opener.opened))
    (file,) = opener.opened
    assert [each.name for each in file.parent.iterdir()] == ["Suppliers 2026-09-07.eml"]
    mail = email.message_from_bytes(file.read_bytes(), policy=default)
    assert (mail["Subject"], mail["X-Unsent"], mail["To"]) == ("Suppliers", "1", None)
    body, attached = mail.iter_parts()
    assert body.get_content().splitlines() == ["Please find attached: Suppliers.", "", "Camille Martin", "Médiathèque"]
    assert attached.get_filename() == "Suppliers 2026-09-07.xlsx"
    assert attached.get_content()[:2] == b"PK"


def test_a_machine_that_opens_no_drafts_says_so(
    make: Callable[..., Scene], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    scene = make()
    scene.dialog.outlet.mail(".pdf")
    said = "No program here opens drafts of e-mails. Save the report, and attach it to a message yourself."
    qtbot.waitUntil(lambda: scene.dialog._notice.accessibleName() == said)


@pytest.mark.parametrize("lanes", ["immediate"], indirect=True)
@pytest.mark.parametrize("size", list(PaperSize))
@pytest.mark.parametrize("landscape", [False, True])
def test_every_paper_prints_at_its_true_size(
    desk: SampleDesk,
    desk_database: Database,
    make: Callable[..., Scene],
    tmp_path: Path,
    size: PaperSize,
    landscape: bool,
) -> None:
    """A rule that is as long as the paper is wide, less its margins, comes out so long."""
    from PIL import ImageOps
    from pypdfium2 import PdfDocument

    page = Page(size, landscape=landscape)
    order = report_work.Order(KIND, None, stamp_of, desk.texts, Setup(size=size, landscape=landscape))
    made = report_work.make(order, desk_database, unwatched)
    printer = printer_for(QSizeF(*made.report.page.points), "Suppliers")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    print_pages(made.pdf, printer, unwatched)
    with PdfDocument(tmp_path / "printed.pdf") as printed:
        assert printed[0].get_size() == pytest.approx(page.points, abs=1)
        picture = printed[0].render(scale=2).to_pil().convert("L")
    marked = ImageOps.invert(picture).point(lambda dot: 255 if dot > 60 else 0).getbbox()
    assert marked is not None
    left, _top, right, _bottom = marked
    assert left / 2 == pytest.approx(page.margin * MM, abs=1)
    assert right / 2 == pytest.approx(page.points[0] - page.margin * MM, abs=1)


def test_trouble_with_a_choice_is_said_once(make: Callable[..., Scene], monkeypatch: pytest.MonkeyPatch) -> None:
    scene = make()
    tried: list[Setup] = []

    def refuse(_made: object, setup: Setup, *_others: object) -> None:
        tried.append(setup)
        raise UserError(verbatim("Out of ink."))

    monkeypatch.setattr(report_work, "arrange", refuse)
    scene.named(QComboBox, "Paper").setCurrentText("A5")
    scene.qtbot.waitUntil(lambda: scene.dialog._notice.accessibleName() == "Out of ink.")
    scene.qtbot.wait(50)
    assert tried == [Setup(size=PaperSize.A5)]
    assert not scene.printing().isEnabled()
