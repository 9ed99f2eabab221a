"""The picture of a record: small beside the title or wide above the facts; a click opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton

from coorddesk.core.messages import _
from coorddesk.widgets.tokens import RADIUS

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from coorddesk.notes.queries import AttachmentRow
    from coorddesk.notes.ui.thumbnails import Thumbnails
    from coorddesk.widgets.desk import Desk


class Picture(QAbstractButton):
    """Takes room only once it has something to show.

    Signals:
        opened: the `AttachmentRow` that was clicked.
    """

    opened = Signal(object)

    def __init__(self, desk: Desk, thumbnails: Thumbnails, width: int, height: int) -> None:
        """Fit into `width` by `height`."""
        super().__init__()
        self._desk = desk
        self._thumbnails = thumbnails
        self._most = QSize(width, height)
        self._row: AttachmentRow | None = None
        self._pixmap = QPixmap()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(self.sizePolicy().Policy.Fixed, self.sizePolicy().Policy.Fixed)
        self.clicked.connect(lambda: self.opened.emit(self._row))
        self.hide()

    def show_row(self, row: AttachmentRow | None) -> None:
        """Show a picture, or none."""
        if row is None:
            self._row = None
            self._set(QPixmap())
            return
        if self._row is None or self._row.file != row.file:
            self._set(QPixmap())
        self._row = row
        name = self._desk.texts.say(_("Picture: {name}", name=row.name))
        self.setAccessibleName(name)
        self.setToolTip(name)
        edge = max(self._most.width(), self._most.height())
        self._thumbnails.show(self, [row.file], edge, lambda found: self._on_found(row.file, found.get(row.file)))

    def _on_found(self, file_hash: str, pixmap: QPixmap | None) -> None:
        if pixmap is not None and self._row is not None and self._row.file == file_hash:
            self._set(pixmap)

    def _set(self, pixmap: QPixmap) -> None:
        self._pixmap = pixmap
        self.setVisible(not pixmap.isNull())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As large as the picture within its bounds."""
        size = self._pixmap.deviceIndependentSize().toSize()
        return size.scaled(size.boundedTo(self._most), Qt.AspectRatioMode.KeepAspectRatio)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Round corners, and a frame while it has the keyboard."""
        with QPainter(self) as painter:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
            outline = QPainterPath()
            outline.addRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
            painter.setClipPath(outline)
            painter.drawPixmap(self.rect(), self._pixmap)
            if self.hasFocus():
                painter.strokePath(outline, self._pen())

    def _pen(self) -> QPen:
        return QPen(self._desk.theme.colour("accent"), 4)
