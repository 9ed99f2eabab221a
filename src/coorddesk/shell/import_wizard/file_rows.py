"""The rows of a file as they stand in it: read a page at a time when they are painted, and kept for a while."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from coorddesk.core.messages import _
from coorddesk.importing.reading.pasted import called
from coorddesk.shell.import_wizard.work import is_same_file, reading_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coorddesk.core.errors import UserError
    from coorddesk.shell.import_wizard.work import Looked
    from coorddesk.widgets.operations import Operations

PAGE_ROWS = 128
_KEPT_ROWS = 64 * PAGE_ROWS
_PAGES_AT_ONCE = 4

Texts = tuple[str, ...]
"""The cells of a row as people see them."""


class FileRows(QObject):
    """Hands out rows by their number in the file.

    Signals:
        arrived: the numbers of the rows that were read.
    """

    arrived = Signal(object)

    def __init__(self, operations: Operations, parent: QObject) -> None:
        """Start without a file."""
        super().__init__(parent)
        self._operations = operations
        self._looked: Looked | None = None
        self._rows: dict[int, Texts] = {}
        self._wanted: dict[int, None] = {}
        self._edition = 0
        self._is_fetching = False
        self._has_failed = False
        self._fetch_soon = QTimer(self, interval=0, singleShot=True)
        self._fetch_soon.timeout.connect(self._fetch)

    def follow(self, looked: Looked) -> None:
        """Read from another look at a file; rows that were read stay if only what is thought of them has changed."""
        if not is_same_file(self._looked, looked):
            self._rows = {}
            self._edition += 1
        self._looked = looked
        self._has_failed = False
        self._wanted.clear()
        self._rows |= looked.first_rows

    def row(self, number: int) -> Texts | None:
        """The cells of a row; None while they are not here: they are asked for, and told by `arrived`."""
        row = self._rows.get(number)
        if row is None:
            self._miss(number)
        return row

    def correct(self, number: int, place: int, text: str) -> None:
        """Show what was typed in place of a cell."""
        row = list(self._rows.get(number, ()))
        row += [""] * (place + 1 - len(row))
        row[place] = text
        self._rows[number] = tuple(row)
        self.arrived.emit([number])

    def _miss(self, number: int) -> None:
        page = (number - 1) // PAGE_ROWS
        self._wanted.pop(page, None)
        self._wanted[page] = None  # the one asked for last stands last
        if not (self._is_fetching or self._has_failed):
            self._fetch_soon.start()

    def _fetch(self) -> None:
        """Read the pages asked for last: while the scroll bar is dragged, those before are out of sight again."""
        if self._looked is None:
            return
        pages = sorted(list(self._wanted)[-_PAGES_AT_ONCE:])
        self._wanted.clear()
        numbers = [
            number
            for page in pages
            for number in range(page * PAGE_ROWS + 1, (page + 1) * PAGE_ROWS + 1)
            if number not in self._rows
        ]
        if not numbers:
            return
        self._is_fetching = True
        reading = reading_rows(self._looked, numbers)
        done = partial(self._on_read, self._edition)
        title = _("Reading rows of {file}", file=called(self._looked.origin))
        self._operations.job(self, title, reading, done, self._on_failed, settled=self._on_settled)

    def _on_settled(self) -> None:
        self._is_fetching = False
        if self._wanted and not self._has_failed:
            self._fetch_soon.start()

    def _on_read(self, edition: int, rows: Mapping[int, Texts]) -> None:
        if edition != self._edition:
            return
        self._rows |= rows
        for number in list(self._rows)[: max(0, len(self._rows) - _KEPT_ROWS)]:
            del self._rows[number]
        self.arrived.emit(list(rows))

    def _on_failed(self, _error: UserError) -> None:
        """Leave them blank: whoever goes on with the file is told what is wrong with it."""
        self._has_failed = True


def spread(row: Sequence[str] | None, column: int) -> str:
    """A cell of a row that may be short, or not here yet."""
    return row[column] if row is not None and column < len(row) else ""
