"""The grid: the file's first rows and all the others, under a strip that says what each column is taken as."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from coorddesk.core.messages import _
from coorddesk.shell.import_wizard.opening_table import OpeningTable
from coorddesk.shell.import_wizard.sheet_delegate import SheetDelegate
from coorddesk.shell.import_wizard.sheet_model import SheetModel
from coorddesk.shell.import_wizard.strip_delegate import StripDelegate
from coorddesk.shell.import_wizard.strip_model import TITLES, Decided, StripModel
from coorddesk.shell.quiet_table import QuietTable
from coorddesk.widgets.focus import hand_focus_on
from coorddesk.widgets.tokens import CONTROL_HEIGHT, HAIR, ICON, ROW_HEIGHT, SNUG, TIGHT

if TYPE_CHECKING:
    from coorddesk.core.messages import Message
    from coorddesk.importing.kind import ImportKind
    from coorddesk.importing.look import Look
    from coorddesk.shell.import_wizard.file_rows import FileRows
    from coorddesk.widgets.desk import Look as Dress

_LEAST, _MOST = 14, 30  # letters of a column
_LEAST_ROWS = 5
_LINES = {Decided.FIELD: 1, Decided.WHY: 2, Decided.READS: 1}


class SheetGrid(QWidget):
    """The strip and the sheet scroll together sideways; the sheet alone goes down."""

    def __init__(self, dress: Dress, rows: FileRows) -> None:
        """Start without a sheet."""
        super().__init__()
        self._dress = dress
        self.sheet = SheetModel(dress, rows, self)
        self.strip = StripModel(dress, self.sheet, self)
        self.decisions = _Strip(dress, _("What each column is taken as"), self.strip)
        self.decisions.setItemDelegate(StripDelegate(dress, self.strip, self.decisions))
        self.cells = QuietTable(dress, _("The file, row by row"), self.sheet)
        self.cells.setItemDelegate(SheetDelegate(dress, self.sheet, self.cells))
        self._dress_cells()
        self._lay_out()
        hand_focus_on(self, lambda: self.decisions)

    def show_look(self, look: Look, kind: ImportKind, *, same: bool) -> None:
        """Show a look at a file; a look at the `same` cells leaves widths and scroll as they are."""
        self.sheet.show_look(look)
        self.strip.show_look(look, kind.fields)
        if not same:
            self._fit_columns(look)
            first = max(0, look.header_row - 3)
            self.cells.scrollTo(self.sheet.index(first, 0), QAbstractItemView.ScrollHint.PositionAtTop)
            self.decisions.setCurrentIndex(self.strip.index(Decided.FIELD, 0))

    def _dress_cells(self) -> None:
        self.cells.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.cells.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.cells.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # or the strip would be wider
        self.cells.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.cells.horizontalHeader().hide()
        for table in (self.cells, self.decisions):
            rows = table.verticalHeader()
            rows.show()
            rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            rows.setFixedWidth(self._margin())
            rows.setHighlightSections(False)
        self.cells.verticalHeader().setDefaultSectionSize(max(ROW_HEIGHT - HAIR, self.fontMetrics().height() + TIGHT))
        self.cells.setMinimumHeight(_LEAST_ROWS * self.cells.verticalHeader().defaultSectionSize())
        headers = self.decisions.horizontalHeader()
        headers.sectionResized.connect(lambda column, _old, new: self.cells.setColumnWidth(column, new))
        across, below = self.decisions.horizontalScrollBar(), self.cells.horizontalScrollBar()
        across.valueChanged.connect(below.setValue)
        below.valueChanged.connect(across.setValue)

    def _lay_out(self) -> None:
        over = QHBoxLayout()
        over.setSpacing(0)
        over.addWidget(self.decisions, 1)
        over.addSpacing(self.cells.verticalScrollBar().sizeHint().width())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(over)
        layout.addWidget(self.cells, 1)

    def _margin(self) -> int:
        """As wide as the widest word beside a row."""
        say, advance = self._dress.texts.say, self.fontMetrics().horizontalAdvance
        words = [say(title) for title in TITLES.values()] + [say(_("Headers {row}", row="0000"))]
        return max(map(advance, words)) + 2 * SNUG

    def _fit_columns(self, look: Look) -> None:
        letter = self.fontMetrics().horizontalAdvance("n")
        for column in look.columns:
            field = self.strip.index(Decided.FIELD, column.index).data()
            longest = max(map(len, (column.label, *column.examples, f"{field}  ")))  # with its mark and its arrow
            self.decisions.setColumnWidth(column.index, letter * min(_MOST, max(_LEAST, longest + 2)) + 2 * ICON)


class _Strip(OpeningTable):
    """As high as its lines."""

    def __init__(self, dress: Dress, name: Message, model: StripModel) -> None:
        super().__init__(dress, name, model)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCornerButtonEnabled(False)
        model.modelReset.connect(self._fit_rows)
        self._fit_rows()

    def _fit_rows(self) -> None:
        line = self.fontMetrics().height()
        heights = [lines * line + SNUG for lines in _LINES.values()]
        for decided, height in zip(_LINES, heights, strict=True):
            self.setRowHeight(decided, height)
        self.horizontalHeader().setFixedHeight(max(CONTROL_HEIGHT, line + SNUG))
        self.setFixedHeight(self.horizontalHeader().height() + sum(heights) + 1)
