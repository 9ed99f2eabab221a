"""The gallery: every widget with sample data, to be looked at and walked through by the accessibility test.

`python -m tests.widgets.gallery FOLDER` draws each in light and dark, French and English, at 100 % and 200 %.
"""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QCheckBox, QHBoxLayout, QMainWindow, QRadioButton, QVBoxLayout, QWidget

from coorddesk.core.access import Actor
from coorddesk.core.clock import FixedClock
from coorddesk.core.errors import Difference, UserError
from coorddesk.core.messages import Message, _, _n, verbatim
from coorddesk.core.options import Option
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.report import Group, Report, Stamp
from coorddesk.widgets.charts import BarChart, ColumnChart, ColumnSeries, FigureLine, FigureTable, Mark
from coorddesk.widgets.controls import ButtonKind, button, icon_button, label, rule
from coorddesk.widgets.empty import Emptiness, Offer
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import (
    AmountEditor,
    ChoiceEditor,
    CodeEditor,
    NotesEditor,
    NumberEditor,
    TextEditor,
    YesNoEditor,
)
from coorddesk.widgets.forms.form import Form
from coorddesk.widgets.forms.merge_dialog import MergeDialog
from coorddesk.widgets.forms.picker import Maker, RecordPicker
from coorddesk.widgets.forms.record_dialog import RecordDialog
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.job_bar import JobBar
from coorddesk.widgets.messages import MessageDialog
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.operations import Operations
from coorddesk.widgets.report_dialog import ReportDialog
from coorddesk.widgets.search_field import SearchField
from coorddesk.widgets.table.record_list import RecordList
from coorddesk.widgets.theme import Appearance, Theme, TypeScale
from coorddesk.widgets.toast import Toast
from tests.widgets.sample import (
    SUPPLIER_COLUMNS,
    SampleDesk,
    SupplierQuery,
    SupplierRow,
    Suppliers,
    add_suppliers,
    search_suppliers,
    suppliers_among,
    texts_in,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QBoxLayout
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.jobs import Progress

KINDS = ("Alpha", "Éditions Bleues", "Comptoir du", "Dépannage", "Étoile", "Fournitures", "Grand", "Hexagone")
TRADES = ("Équipements", "Multimédia", "Bureautique & Cie", "Services", "Scolaire")
NAMES = [f"{kind} {trade}" for trade in TRADES for kind in KINDS]


class DeviceDialog(RecordDialog):
    """A form with every kind of field."""

    def build(self, form: Form) -> None:
        desk = self.desk
        form.add("tag", _("Inventory number"), CodeEditor(desk), required=True, hint=_("As printed on the label"))
        form.add("serial", _("Serial number"), CodeEditor(desk))
        form.add("name", _("Name"), TextEditor(desk))
        conditions = [("new", _("New")), ("worn", _("Worn"))]
        form.add("condition", _("Condition"), ChoiceEditor(desk, conditions, blank=_("Not known")))
        form.section(_("Purchase"))
        form.add("purchase_date", _("Purchase date"), DateEditor(desk, desk.clock))
        form.add("price", _("Price"), AmountEditor(desk))
        maker = Maker(lambda name: _("Create “{name}”", name=name), lambda _session, name: Option(99, name))
        form.add("supplier", _("Supplier"), RecordPicker(desk, search_suppliers, maker))
        form.add("warranty", _("Warranty"), NumberEditor(desk, 0, 240, _("months")))
        form.add("wiped", _("Data wiped"), YesNoEditor(desk, _("Data wiped")))
        form.add("notes", _("Notes"), NotesEditor(desk), wide=True)


class Gallery:
    """Builds each exhibit over a window of its own, which `show` hands to whoever looks."""

    def __init__(self, desk: SampleDesk, window: QMainWindow) -> None:
        self._desk = desk
        self._window = window

    def exhibits(self) -> dict[str, Callable[[], QWidget]]:
        """What there is, by name."""
        return {
            "controls": self._controls,
            "list": self._list,
            "none-yet": lambda: self._empty_list("zzz"),
            "not-found": lambda: self._empty_list("zz"),
            "columns": self._column_menu,
            "form": self._form,
            "wrong-form": self._wrong_form,
            "merge": self._merge,
            "calendar": self._calendar,
            "suggestions": self._suggestions,
            "question": lambda: self._message(dangerous=False),
            "danger": lambda: self._message(dangerous=True),
            "trouble": self._trouble,
            "toast": self._toast,
            "jobs": self._jobs,
            "report": self._report,
            "charts": self._charts,
        }

    def _charts(self) -> QWidget:
        desk, page = self._desk, QWidget()
        column = QVBoxLayout(page)
        marks = [Mark(name, 40 - 3 * place, f"{40 - 3 * place} (5 %)", place) for place, name in enumerate(NAMES[:11])]
        steps = [f"{month:02}/2026" for month in range(1, 13)]
        series = [
            ColumnSeries(
                title,
                tuple(Mark(step, 7 * place % 31, "7", step) for place, step in enumerate(steps, shift)),
                shift > 1,
            )
            for shift, title in enumerate(("Received", "Resolved", "Open"))
        ]
        lines = [FigureLine("Received", "153", "121", 1), FigureLine("Cancelled", "0", "–")]
        for chart in (
            FigureTable(desk, ("Figure", "10/2026", "09/2026"), lines),
            ColumnChart(desk, "Month by month", steps, series),
            BarChart(desk, "Received by supplier", marks),
        ):
            column.addWidget(chart)
        self._window.setCentralWidget(page)
        self._window.show()
        return page

    def _controls(self) -> QWidget:
        desk = self._desk
        page = QWidget()
        column = QVBoxLayout(page)
        column.addWidget(label(desk, _("Title"), TypeScale.TITLE))
        column.addWidget(label(desk, _("Heading"), TypeScale.HEADING))
        column.addWidget(label(desk, _("Something less important"), kind="muted"))
        column.addWidget(rule())
        for enabled in (True, False):
            row = _row(column)
            for kind in ButtonKind:
                made = button(desk, verbatim(kind.value.capitalize()), kind, "printer")
                made.setEnabled(enabled)
                row.addWidget(made)
            row.addWidget(icon_button(desk, "refresh-cw", _("Reload")))
            row.addStretch()
        row = _row(column)
        row.addWidget(SearchField(desk, _("Filter the suppliers")))
        for on in (True, False):
            box, choice = QCheckBox("Check box"), QRadioButton("Radio button")
            box.setChecked(on)
            choice.setAutoExclusive(False)
            choice.setChecked(on)
            row.addWidget(box)
            row.addWidget(choice)
        for tone in (Tone.DANGER, Tone.WARNING, Tone.SUCCESS, Tone.ACCENT):
            notice = Notice(desk, tone)
            column.addWidget(notice)
            notice.say(_("Another device has this inventory number: PC-001. Give this one another."))
        column.addStretch()
        return self._shown(page)

    def _list(self) -> QWidget:
        made = self._record_list(SupplierQuery())
        made.select([3, 4, 5, 9])
        made.table.setFocus()
        return made

    def _empty_list(self, text: str) -> QWidget:
        return self._record_list(SupplierQuery(text=text))

    def _record_list(self, query: SupplierQuery) -> RecordList:
        none_yet = Emptiness(
            "package",
            _("No supplier yet"),
            _("Import a sheet with your suppliers, or create the first one by hand."),
            (Offer(_("Import a sheet"), bool, "plus"), Offer(_("New supplier"), bool, "plus")),
        )
        not_found = Emptiness("search", _("Nothing found"), None, (Offer(_("Show all"), bool),))
        emptiness = (none_yet, none_yet if query.text == "zzz" else not_found)
        made = RecordList(self._desk, "suppliers", Suppliers(), _("Suppliers"), emptiness)
        self._shown(made)
        made.show_query(query)
        settle(400)
        return made

    def _column_menu(self) -> QWidget:
        made = self._record_list(SupplierQuery())
        menu = made.columns.menu(0)
        menu.popup(made.mapToGlobal(made.rect().center()))
        return menu

    def _form(self) -> QWidget:
        dialog = DeviceDialog(self._desk, self._window, _("New device"))
        dialog.open()
        dialog.form.show_values(
            {"tag": "PC-0042", "name": "Portable salle 12", "condition": "new", "purchase_date": date(2025, 9, 1),
             "price": 89900, "supplier": Option(3, "Comptoir du Multimédia"), "warranty": 36, "wiped": True,
             "notes": "Prêté à la bibliothèque\njusqu'en juin."}
        )  # fmt: skip
        return dialog

    def _wrong_form(self) -> QWidget:
        dialog = DeviceDialog(self._desk, self._window, _("New device"))
        dialog.open()
        dialog.form.editor("price").set_state("12x")
        dialog.form.editor("purchase_date").set_state("31/2")
        dialog.form.show_error(UserError(_("This cannot be empty."), field="tag"))
        try:
            dialog.form.values()
        except UserError:
            dialog.show_error(UserError(_("Another device has this inventory number: PC-001.")))
        return dialog

    def _merge(self) -> QWidget:
        message = _("Somebody changed this since you opened it. Nothing was overwritten: compare, then decide.")
        differences = [
            Difference(_("Price"), "899,00", "799,00", "price"),
            Difference(_("Purchase date"), "01/09/2025", "", "purchase_date"),
            Difference(_("Name"), "Portable salle 12", "Portable de prêt de la salle des professeurs", "name"),
        ]
        merge = MergeDialog(self._desk, self._window, message, differences)
        merge.open()
        return merge

    def _calendar(self) -> QWidget:
        dialog = DeviceDialog(self._desk, self._window, _("New device"))
        dialog.open()
        editor = dialog.form.editor("purchase_date")
        assert isinstance(editor, DateEditor)
        editor.set_value(date(2026, 9, 7))
        return editor.open_calendar()

    def _suggestions(self) -> QWidget:
        dialog = DeviceDialog(self._desk, self._window, _("New device"))
        dialog.open()
        dialog.activateWindow()
        picker = dialog.form.editor("supplier")
        assert isinstance(picker, RecordPicker)
        picker.setFocus()
        settle(100)
        picker.line.setText("multi")
        picker.line.textEdited.emit("multi")
        settle(600)
        return picker.popup

    def _message(self, *, dangerous: bool) -> QWidget:
        question = _("Throw away what you typed?") if dangerous else _("Move 12 devices to Room 12?")
        icon = "triangle-alert" if dangerous else "circle-help"
        detail = _("They stand in three rooms now. You can undo this afterwards.")
        dialog = MessageDialog(self._desk, self._window, question, detail, icon)
        dialog.offer_back(_("Go back"))
        dialog.offer_yes(_("Throw away") if dangerous else _("Move"), dangerous=dangerous)
        dialog.open()
        return dialog

    def _trouble(self) -> QWidget:
        said = _("The disk is full: nothing was written and nothing was lost. Make some room, then try again.")
        dialog = MessageDialog(self._desk, self._window, said, None, "circle-alert")
        dialog.offer_back(_("Close"))
        dialog.open()
        return dialog

    def _toast(self) -> QWidget:
        self._list()
        Toast(self._desk, self._window).say(_("12 devices moved to Room 12"), 42)
        return self._window

    def _jobs(self) -> QWidget:
        bar = JobBar(self._desk, self._desk.operations)
        self._shown(bar)

        def work(_database: Database, progress: Progress) -> None:
            progress(7_000, 20_000)
            settle_in_worker()

        self._desk.operations.job(bar, _("Importing suppliers.xlsx"), work)
        self._desk.operations.job(bar, _("Backing up"), lambda _database, _progress: None)
        settle(600)
        return bar

    def _report(self) -> QWidget:
        def build(session: Session, _choice: object) -> Report[SupplierRow]:
            rows = suppliers_among(session, range(1, 41))
            groups = (Group(_("Room 12"), rows[:15]), Group(_("Room 14"), rows[15:]))
            return Report(
                _("Suppliers"), SUPPLIER_COLUMNS, groups, lambda n: _n("{count} supplier", "{count} suppliers", n)
            )

        def stamp_of(_session: Session) -> Stamp:
            moment = datetime(2026, 9, 7, 8, 30, tzinfo=UTC)
            return Stamp("Médiathèque Louise-Michel", "1 rue de la Paix\n75001 Paris", None, "Camille Martin", moment)

        kind = ReportKind("suppliers", _("Suppliers"), Message(""), build)
        dialog = ReportDialog(self._desk, self._window, kind, None, stamp_of)
        dialog.open()
        settle(2_500)
        return dialog

    def _shown(self, page: QWidget) -> QWidget:
        self._window.setCentralWidget(page)
        self._window.show()
        settle(50)
        return page


def settle(milliseconds: int) -> None:
    """Let the window work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def settle_in_worker() -> None:
    """Keep a job busy while it is looked at."""
    import time

    time.sleep(1)


def _row(column: QBoxLayout) -> QHBoxLayout:
    row = QHBoxLayout()
    column.addLayout(row)
    return row


def _draw(folder: Path, appearance: str, language: str) -> None:
    """Draw every exhibit in one appearance and language, at the scale that Qt was told."""
    from coorddesk.core.database import Database
    from coorddesk.core.schema import prepare

    app = QApplication([])
    app.setFont(QFont("DejaVu Sans", 10))
    clock = FixedClock(datetime(2026, 9, 7, 8, 30, tzinfo=UTC))
    path = folder / f"{appearance}-{language}.db"
    path.unlink(missing_ok=True)
    prepare(str(path), create=True, clock=clock)
    database = Database(str(path), actor=Actor("Camille Martin"), clock=clock)
    with database.transaction() as session:
        add_suppliers(session, [f"{name} {number}" for number in range(1, 31) for name in NAMES])
    operations = Operations()
    operations.open(operations, lambda: database)
    desk = SampleDesk(texts_in(language), operations, Theme(app, Appearance(appearance)))
    scale = os.environ.get("QT_SCALE_FACTOR", "1")
    window = QMainWindow()
    window.resize(960, 600)
    for name, make in Gallery(desk, window).exhibits().items():
        exhibit = make()
        settle(100)
        exhibit.grab().save(str(folder / f"{name}-{appearance}-{language}-{scale}.png"))
        if exhibit.window() is not window:
            exhibit.window().close()
        for dialog in window.findChildren(RecordDialog):
            dialog.deleteLater()
        settle(10)
    operations.close()
    path.unlink()


def _draw_all(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for appearance, language, scale in _variants():
        environment = os.environ | {"QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"}
        command = [sys.executable, "-m", "tests.widgets.gallery", str(folder), appearance, language]
        subprocess.run(command, env=environment, check=True)


def _variants() -> Iterator[tuple[str, str, str]]:
    return product(("light", "dark"), ("en", "fr"), ("1", "2"))


if __name__ == "__main__":
    if len(sys.argv) == 2:
        _draw_all(Path(sys.argv[1]))
    else:
        _draw(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
