"""A page of paper on screen: fitted to the room there is, or larger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from coorddesk.widgets.tokens import WIDE

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from coorddesk.widgets.desk import Look

ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
"""Offered besides fitting the page; 1.0 is about the size of the paper."""

_PIXELS_PER_POINT = 96 / 72
_SAME_POINTS = 5  # a small picture tells the size of its page only roughly


class PageView(QScrollArea):
    """Shows one picture of a page.

    Signals:
        scale_changed: the page should be drawn again, with `scale()` pixels to the point.
        turned: the wheel went on beyond the page's end: one page on (1) or back (-1).
    """

    scale_changed = Signal()
    turned = Signal(int)

    def __init__(self, look: Look) -> None:
        """Show nothing yet."""
        super().__init__()
        self._sheet = _Sheet(look)
        self._zoom: float | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWidget(self._sheet)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def zoom(self) -> float | None:
        """The zoom chosen; None while the page is fitted to the room."""
        return self._zoom

    def show_page(self, image: QImage, points: QSizeF) -> None:
        """Show a picture of a page that is `points` large on paper."""
        before = self._sheet.points
        self._sheet.image = image
        if max(abs(points.width() - before.width()), abs(points.height() - before.height())) > _SAME_POINTS:
            self._sheet.points = points
            self.scale_changed.emit()
        self._resize_sheet()

    def is_blank(self) -> bool:
        """Whether no page was shown yet."""
        return self._sheet.image.isNull()

    def page_points(self) -> QSizeF:
        """How large the page shown is on paper, in points."""
        return self._sheet.points

    def zoom_to(self, zoom: float | None) -> None:
        """Enlarge to a zoom; None fits the page to the room."""
        self._zoom = zoom
        self._resize_sheet()
        self.scale_changed.emit()

    def zoom_by(self, steps: int) -> None:
        """Go to the next larger or smaller zoom; 0 steps fit the page to the room."""
        if steps == 0:
            self.zoom_to(None)
            return
        now = self._per_point() / _PIXELS_PER_POINT
        larger = [zoom for zoom in ZOOMS if zoom > now * 1.01]
        smaller = [zoom for zoom in ZOOMS if zoom < now * 0.99]
        wanted = larger[:1] if steps > 0 else smaller[-1:]
        if wanted:
            self.zoom_to(wanted[0])

    def scale(self) -> float:
        """Device pixels to the point."""
        return self._per_point() * self.devicePixelRatioF()

    def _per_point(self) -> float:
        if self._zoom is not None:
            return self._zoom * _PIXELS_PER_POINT
        room, points = self.viewport().size(), self._sheet.points
        return max(0.1, min((room.width() - 2 * WIDE) / points.width(), (room.height() - 2 * WIDE) / points.height()))

    def _resize_sheet(self) -> None:
        per_point, points = self._per_point(), self._sheet.points
        self._sheet.resize(round(points.width() * per_point) + 2 * WIDE, round(points.height() * per_point) + 2 * WIDE)
        self._sheet.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page to the new room."""
        super().resizeEvent(event)
        if self._zoom is None:
            self._resize_sheet()
            self.scale_changed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn the page at its end; with Ctrl, zoom."""
        steps = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if steps > 0 else -1)
            return
        bar = self.verticalScrollBar()
        if steps < 0 and bar.value() == bar.maximum():
            self.turned.emit(1)
        elif steps > 0 and bar.value() == bar.minimum():
            self.turned.emit(-1)
        else:
            super().wheelEvent(event)


class _Sheet(QWidget):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._theme = look.theme
        self.image = QImage()
        self.points = QSizeF(595, 842)  # A4 until told otherwise

    def sizeHint(self) -> QSize:
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page as white paper in either appearance, with a line around it."""
        page = QRectF(self.rect()).adjusted(WIDE, WIDE, -WIDE, -WIDE)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.fillRect(page, Qt.GlobalColor.white)
            if not self.image.isNull():
                painter.drawImage(page, self.image)
            painter.setPen(self._theme.colour("line"))
            painter.drawRect(page.adjusted(-0.5, -0.5, 0.5, 0.5))
