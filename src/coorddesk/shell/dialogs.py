"""The dialogs of the window, by the commands that open them; each is imported when it is first wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog

from coorddesk.core.messages import _
from coorddesk.shell.archiving import save_for_another_pc
from coorddesk.shell.backups import backing_up, told
from coorddesk.shell.bell import reminders_dialog
from coorddesk.shell.opening import Opening
from coorddesk.shell.papers import file_papers, print_labels_ahead

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from coorddesk.core.backup import Made
    from coorddesk.reporting.kind import ReportKind
    from coorddesk.shell.menus import Menus
    from coorddesk.shell.undoing import Undoing
    from coorddesk.shell.window_desk import WindowDesk

D = TypeVar("D", bound=QDialog)


class Dialogs(QObject):
    """Opens what the menus offer.

    Signals:
        opening_asked: an `Opening`, of another desk or of this one anew.
        language_chosen: 'fr' or 'en'.
        records_asked: the key of an import kind, whose records should be shown.
    """

    opening_asked = Signal(object)
    language_chosen = Signal(str)
    records_asked = Signal(str)
    _backed_up = Signal()

    def __init__(self, desk: WindowDesk, window: QWidget, undoing: Undoing, menus: Menus) -> None:
        """Open nothing yet."""
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._undoing = undoing
        self._menus = menus
        self._open = {
            "import": lambda: self.start_import("", None),
            "export": self._open_export,
            "labels_ahead": lambda: print_labels_ahead(desk, window),
            "file_papers": lambda: file_papers(desk, window),
            "back_up": self._back_up,
            "restore": lambda: self._open_settings("backups"),
            "archive": lambda: save_for_another_pc(desk, window),
            "other_desk": self._open_other_desk,
            "demo": self._open_demo,
            "kiosk": lambda: open_kiosk(desk, window),
            "history": self._open_history,
            "reminders": lambda: self._show_beside(lambda: reminders_dialog()(desk, window), reminders_dialog()),
            "shortcuts": self._open_shortcuts,
            "logs": self._open_logs,
            "about": self._open_about,
        }

    def open(self, key: str) -> None:
        """Carry out a command by its key."""
        command, _, name = key.partition(":")
        if command == "report":
            report = next(report for reports in self.reports() for report in reports if report.key == name)
            self.preview_report(report, None)
        elif command == "settings":
            self._open_settings(name or "general")
        else:
            self._open[command]()

    def reports(self) -> list[list[ReportKind]]:
        """What can be printed, feature by feature."""
        return [list(feature.reports) for feature in self._desk.features if feature.reports]

    def start_import_of(self, path: Path) -> None:
        """Take in a sheet of which only the file is known."""
        self.start_import("", path)

    def start_import(self, kind_key: str, path: Path | None) -> None:
        """Open the import wizard."""
        from coorddesk.shell.import_wizard.wizard import ImportWizard  # each dialog loads when it is first wanted

        def make() -> ImportWizard:
            wizard = ImportWizard(self._desk, self._window)
            wizard.records_asked.connect(self.records_asked)
            wizard.undo_asked.connect(self._undoing.undo_change_set)
            return wizard

        self._show_beside(make, ImportWizard).begin(kind_key, path)

    def preview_report(self, kind: ReportKind, choice: object) -> None:
        """Show a report before it is printed."""
        from coorddesk.opening import stamp_of
        from coorddesk.widgets.report_dialog import ReportDialog

        def show(meant: object) -> None:
            ReportDialog(self._desk, self._window, kind, meant, stamp_of).open()

        if kind.dated is not None and kind.dated(choice, self._desk.clock.today()) is not None:
            from coorddesk.widgets.day_dialog import DayDialog

            dated = kind.dated
            DayDialog(self._desk, self._window, kind.title, lambda day: show(dated(choice, day))).open()
        else:
            show(choice)

    def print_report(self, kind: ReportKind, choice: object) -> None:
        """Print a report at once on the usual printer; where there is none, show it."""
        from coorddesk.shell.quick_print import has_printer, print_at_once  # looks for printers

        if has_printer():
            print_at_once(self._desk, self._window, kind, choice)
        else:
            self.preview_report(kind, choice)

    def export_report(self, kind: ReportKind, choice: object) -> None:
        """Save a report as a file at once."""
        from coorddesk.opening import stamp_of
        from coorddesk.shell.report_export import ReportExport

        ReportExport(self._desk, self._window, kind, choice, stamp_of).open()

    def _open_export(self) -> None:
        from coorddesk.shell.export_dialog import ExportDialog

        ExportDialog(self._desk, self._window).open()

    def _open_history(self) -> None:
        from coorddesk.shell.history_dialog import HistoryDialog

        self._show_beside(lambda: HistoryDialog(self._desk, self._window, self._undoing), HistoryDialog)

    def _open_settings(self, part: str) -> None:
        from coorddesk.shell.settings.dialog import SettingsDialog

        dialog = SettingsDialog(self._desk, self._window)
        dialog.language_chosen.connect(self.language_chosen)
        dialog.backup_chosen.connect(lambda backup: self.opening_asked.emit(self._desk.opening.anew(backup=backup)))
        dialog.back_up_asked.connect(self._back_up)
        dialog.other_desk_asked.connect(self._open_other_desk)
        self._backed_up.connect(dialog.show_new_backup)
        dialog.author_changed.connect(lambda: self.opening_asked.emit(self._desk.opening.anew()))
        dialog.show_part(part)
        dialog.open()

    def _open_other_desk(self) -> None:
        from coorddesk.shell.other_desk import OtherDeskDialog

        dialog = OtherDeskDialog(self._desk, self._window)
        dialog.opening_asked.connect(self.opening_asked)
        dialog.open()

    def _open_demo(self) -> None:
        self.opening_asked.emit(Opening(str(self._desk.demo), create=True, demo=True))

    def _open_shortcuts(self) -> None:
        from coorddesk.shell.shortcuts_dialog import ShortcutsDialog

        ShortcutsDialog(self._desk, self._window, self._menus.keys()).open()

    def _open_about(self) -> None:
        from coorddesk.shell.about_dialog import AboutDialog

        AboutDialog(self._desk, self._window).open()

    def _open_logs(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._desk.folders.logs)))

    def _back_up(self) -> None:
        title = _("Backing up the desk")
        self._desk.operations.job(self._window, title, backing_up(self._desk), self._on_backed_up)

    def _on_backed_up(self, made: Made | None) -> None:
        assert made is not None
        self._desk.say(told(made))
        self._backed_up.emit()

    def _show_beside(self, make: Callable[[], D], kind: type[D]) -> D:
        """Show a dialog that stays open beside the window; a second one of its kind never comes."""
        open_ones = (dialog for dialog in self._window.findChildren(kind) if dialog.isVisible())  # others are going
        dialog = next(open_ones, None) or make()
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()
        return dialog


def open_kiosk(desk: WindowDesk, window: QWidget) -> None:
    """Ask what the kiosk on this PC is called, and open it."""
    from coorddesk.shell.kiosk_here import KioskHereDialog  # as above

    KioskHereDialog(desk, window).open()
