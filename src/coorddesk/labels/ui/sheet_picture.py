"""A picture of a sheet of labels: which are used up, which will be printed, and where to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from coorddesk.core.messages import _
from coorddesk.widgets.tokens import HAIR, LIGHT

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QPaintEvent

    from coorddesk.labels.rules import Run, SheetFormat
    from coorddesk.widgets.desk import Look

_STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_ROUND = 1.5  # millimetres, of labels that do not touch


class SheetPicture(QWidget):
    """Chosen by a click, or with the arrows, Home and End.

    Signals:
        chosen: the cell from which on is to be printed, counted from 1.
    """

    chosen = Signal(int)

    def __init__(self, look: Look, height: int, *, can_choose: bool = True) -> None:
        """Show no sheet yet; one that `can_choose` nothing is only looked at."""
        super().__init__()
        self._look = look
        self._sheet: SheetFormat | None = None
        self._start, self._count = 1, 0
        self._pointed: int | None = None
        self._height = height
        self._can_choose = can_choose
        if can_choose:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setMouseTracking(True)

    @property
    def start(self) -> int:
        """The cell from which on is printed."""
        return self._start

    def show_sheet(self, sheet: SheetFormat | None, start: int = 1, count: int = 0) -> None:
        """Show a sheet of which `count` labels will be printed from `start` on; None shows white paper."""
        self._sheet, self._count, self._pointed = sheet, count, None
        self._start = 1 if sheet is None else max(1, min(start, sheet.count))
        self._say()
        self.updateGeometry()
        self.update()

    def rect_of(self, cell: int) -> QRectF:
        """Where a cell is painted."""
        assert self._sheet is not None
        page, scale = self._page()
        box = self._sheet.box(cell)
        return QRectF(
            page.left() + box.left * scale, page.top() + box.top * scale, box.width * scale, box.height * scale
        )

    def _page(self) -> tuple[QRectF, float]:
        """Where the paper is painted, and how many pixels a hundredth of a millimetre takes."""
        width, height = self._sheet.paper if self._sheet is not None else (21_000, 29_700)
        scale = min((self.width() - 2 * HAIR) / width, (self.height() - 2 * HAIR) / height)
        size = QPointF(width * scale, height * scale)
        left, top = (self.width() - size.x()) / 2, (self.height() - size.y()) / 2
        return QRectF(left, top, size.x(), size.y()), scale

    def _cell_at(self, point: QPointF) -> int | None:
        if self._sheet is None or not self._can_choose:
            return None
        return next((cell for cell in range(1, self._sheet.count + 1) if self.rect_of(cell).contains(point)), None)

    def choose(self, cell: int | None) -> None:
        """Begin at a cell; where there is none, nothing changes."""
        if cell is not None and cell != self._start:
            self._start = cell
            self._say()
            self.update()
            self.chosen.emit(cell)

    def _say(self) -> None:
        if self._sheet is not None and self._can_choose:
            said = _("First free label: {number} of {count}", number=self._start, count=self._sheet.count)
            self.setAccessibleName(self._look.texts.say(said))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw paper as white in either appearance, the labels to be printed in the accent, used ones in grey."""
        colour = self._look.theme.colour
        page, scale = self._page()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour("outline"), 1))
            painter.setBrush(Qt.GlobalColor.white)
            painter.drawRect(page)
            if self._sheet is None:
                return
            painter.setClipRect(page.adjusted(-1, -1, 1, 1))
            apart = self._sheet.across > self._sheet.width or self._sheet.down > self._sheet.height
            radius = _ROUND * 100 * scale if apart else 0
            for cell in range(1, self._sheet.count + 1):
                self._paint_cell(painter, cell, radius)
            if self.hasFocus():
                painter.setClipping(False)
                painter.setPen(QPen(colour("accent"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _paint_cell(self, painter: QPainter, cell: int, radius: float) -> None:
        rect = self.rect_of(cell)
        is_printed = self._start <= cell < self._start + self._count
        is_used = self._can_choose and cell < self._start
        ground = LIGHT.accent if is_printed else LIGHT.line if is_used else "#ffffff"
        edge = LIGHT.accent if cell == self._pointed else LIGHT.outline  # the paper is white in either appearance
        painter.setPen(QPen(QColor(edge), 2 if cell == self._pointed else 0.8))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(rect, radius, radius)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin at the label that is clicked."""
        self.choose(self._cell_at(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say which label the pointer is on."""
        pointed = self._cell_at(event.position())
        if pointed != self._pointed:
            self._pointed = pointed
            self.update()
            if pointed is None:
                QToolTip.hideText()
            else:
                said = _("Begin with label {number}", number=pointed)
                QToolTip.showText(event.globalPosition().toPoint(), self._look.texts.say(said), self)

    def leaveEvent(self, event: QEvent) -> None:
        """Point at none."""
        self._pointed = None
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the neighbour, Home and End to the first and the last."""
        if self._sheet is None or not self._can_choose:
            super().keyPressEvent(event)
            return
        key = Qt.Key(event.key())
        row, column = divmod(self._start - 1, self._sheet.columns)
        if key in _STEPS:
            across, down = _STEPS[key]
            row, column = row + down, column + across
            if 0 <= row < self._sheet.rows and 0 <= column < self._sheet.columns:
                self.choose(row * self._sheet.columns + column + 1)
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self.choose(1 if key == Qt.Key.Key_Home else self._sheet.count)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """As high as it was asked for."""
        width, height = self._sheet.paper if self._sheet is not None else (21_000, 29_700)
        return QSize(round(self._height * width / height) + 2 * HAIR, self._height)

    def minimumSizeHint(self) -> QSize:
        """No smaller."""
        return self.sizeHint()


def draw_cells(page: QImage, run: Run) -> None:
    """Draw on a picture of a page where the labels lie, which paper does not show."""
    scale = page.width() / run.sheet.paper[0]
    pen = QPen(QColor(LIGHT.scroll), max(1.0, page.width() / 900), Qt.PenStyle.DotLine)
    with QPainter(page) as painter:
        painter.setPen(pen)
        for cell in range(1, run.sheet.count + 1):
            box = run.box(cell)
            painter.drawRect(QRectF(box.left * scale, box.top * scale, box.width * scale, box.height * scale))
