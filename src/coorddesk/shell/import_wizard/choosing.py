"""Which file is taken in: one, or those of a folder one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coorddesk.shell.import_wizard.files import Files

if TYPE_CHECKING:
    from coorddesk.importing.kind import ImportKind
    from coorddesk.importing.reading.pasted import Origin
    from coorddesk.shell.import_wizard.file_step import FileStep
    from coorddesk.shell.import_wizard.flow import ImportFlow


class Choosing(QObject):
    """Follows the page where a file is chosen, and has the flow look at it.

    Signals:
        begun: the next file of a folder is being looked at.
        over: its last file is behind.
    """

    begun = Signal()
    over = Signal()

    def __init__(self, flow: ImportFlow, page: FileStep, kinds: Sequence[ImportKind]) -> None:
        """`kinds` are all that may be taken in."""
        super().__init__(page)
        self._flow = flow
        self._page = page
        self._kinds = kinds
        self._wanted = kinds
        self.files = Files()
        page.chosen.connect(self.choose)
        page.template_asked.connect(lambda key, path: flow.save_template(self.kind(key), path))
        flow.listed.connect(self._on_listed)

    def kind(self, key: str) -> ImportKind:
        """The kind of a key."""
        return next(kind for kind in self._kinds if kind.key == key)

    def want(self, key: str) -> None:
        """Look for one kind alone; for all of them where there is none of that key."""
        self._wanted = [kind for kind in self._kinds if kind.key == key] or self._kinds

    def choose(self, origin: Origin) -> None:
        """Take in a file, what was pasted, or the sheets of a folder."""
        self._page.show_trouble(None)
        self.files = Files()
        if isinstance(origin, Path) and origin.is_dir():
            self._flow.list_folder(origin)
        else:
            self._flow.look_at(origin, self._wanted)

    def go_on(self) -> None:
        """Go on with the folder."""
        sheet = self.files.next()
        if sheet is None:
            self.over.emit()
            return
        self._flow.stop()
        self._page.show_trouble(None)
        self.begun.emit()
        self._flow.look_at(sheet, self._wanted)

    def start_anew(self) -> None:
        """Forget the folder: another file will be chosen."""
        self.files = Files()

    def _on_listed(self, sheets: Sequence[Path]) -> None:
        self.files = Files(sheets)
        self.go_on()
