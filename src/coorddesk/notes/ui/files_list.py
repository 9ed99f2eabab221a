"""The files of a record: each with a small picture or an icon, opened by a click, and what else can be done with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from coorddesk.core.messages import _, _n
from coorddesk.notes.rules import ATTACHMENT_KIND_TITLES, AttachmentKind, is_picture_name, size_said
from coorddesk.widgets.controls import ButtonKind, button, icon_button, label, rule
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.link import link
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, ICON, RADIUS, SNUG, TIGHT

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from coorddesk.core.messages import Message
    from coorddesk.notes.queries import AttachmentRow
    from coorddesk.notes.ui.thumbnails import Thumbnails
    from coorddesk.widgets.desk import Desk

_EDGE = 40
_AT_FIRST = 6


@dataclass(frozen=True)
class FileVerb:
    """What can be done with a file, by the name under which it is asked for."""

    key: str
    text: Message
    icon: str
    of_pictures: bool = False


FILE_VERBS = (
    FileVerb("open", _("Open"), "external-link"),
    FileVerb("save", _("Save a copy…"), "download"),
    FileVerb("edit", _("Rename…"), "pencil"),
    FileVerb("picture", _("Show as the picture"), "image", of_pictures=True),
    FileVerb("remove", _("Remove"), "trash-2"),
)


class FilesList(QWidget):
    """A heading, the first few files below, and the rest when asked.

    Signals:
        asked: the key of a `FileVerb`, and the `AttachmentRow` that it is asked of.
        adding_wanted: more files should be attached.
    """

    asked = Signal(str, object)
    adding_wanted = Signal()

    def __init__(self, desk: Desk, thumbnails: Thumbnails) -> None:
        """Start without any."""
        super().__init__()
        self._desk = desk
        self._thumbnails = thumbnails
        self._rows: tuple[AttachmentRow, ...] = ()
        self._lines: list[_Line] = []
        self._title = label(desk, _("Files"), TypeScale.STRONG)
        more = button(desk, _("Attach…"), ButtonKind.LINK)
        more.clicked.connect(self.adding_wanted)
        head = QHBoxLayout()
        head.setContentsMargins(0, SNUG - HAIR, 0, 0)
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(more)
        self._rest = button(desk, _("Show all"), ButtonKind.LINK)
        self._rest.clicked.connect(lambda: self._fill(len(self._rows)))
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(HAIR)
        self._layout.addWidget(rule())
        self._layout.addLayout(head)
        self._layout.addWidget(self._rest, alignment=Qt.AlignmentFlag.AlignLeft)
        self._rest.hide()
        self.hide()

    def show_rows(self, rows: Sequence[AttachmentRow]) -> None:
        """Show these in place of those before; without any, the way to attach some."""
        self.show()
        if tuple(rows) == self._rows:
            return
        self._rows = tuple(rows)
        while self._lines:
            line = self._lines.pop()
            line.hide()
            line.deleteLater()
        count = _n("{count} file", "{count} files", len(rows))
        self._title.setText(self._desk.texts.say(count if rows else _("Files")))
        self._fill(_AT_FIRST if len(rows) > _AT_FIRST + 1 else len(rows))

    def _fill(self, count: int) -> None:
        for row in self._rows[len(self._lines) : count]:
            line = _Line(self._desk, row)
            line.asked.connect(self.asked)
            self._layout.insertWidget(self._layout.count() - 1, line)
            self._lines.append(line)
        self._rest.raise_()  # behind the lines, for Tab as for the eye
        self._rest.setVisible(len(self._lines) < len(self._rows))
        pictures = [row.file for row in self._rows[: len(self._lines)] if is_picture_name(row.name)]
        self._thumbnails.show(self, pictures, _EDGE, self._show_thumbnails)

    def _show_thumbnails(self, found: Mapping[str, QPixmap]) -> None:
        for line in self._lines:
            line.show_thumbnail(found.get(line.row.file))


class _Line(QWidget):
    """One file."""

    asked = Signal(str, object)

    def __init__(self, desk: Desk, row: AttachmentRow) -> None:
        super().__init__()
        self._desk = desk
        self.row = row
        self._small = _Small(desk, row)
        say = desk.texts.say
        name = link(desk, row.name, lambda: self.asked.emit("open", row))
        about = [say(size_said(row.size)), desk.texts.date(desk.texts.local(row.moment).date())]
        if row.kind is AttachmentKind.PLAN:
            about.insert(0, say(ATTACHMENT_KIND_TITLES[row.kind]))
        caption = label(desk, None, TypeScale.CAPTION, kind="muted")
        caption.setText(" · ".join(about))
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addStretch()
        said.addWidget(name)
        said.addWidget(caption)
        said.addStretch()
        self._more = icon_button(desk, "ellipsis", _("More to do with {name}", name=row.name))
        self._more.clicked.connect(lambda: self._show_menu(self._more.mapToGlobal(QPoint(0, self._more.height()))))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TIGHT)
        layout.addWidget(self._small)
        layout.addLayout(said, 1)
        layout.addWidget(self._more)

    def show_thumbnail(self, pixmap: QPixmap | None) -> None:
        """Show a small picture once it is there."""
        if pixmap is not None:
            self._small.show_pixmap(pixmap)

    def menu(self) -> QMenu:
        """What can be done with the file."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for verb in FILE_VERBS:
            if verb.of_pictures and not is_picture_name(self.row.name):
                continue
            if verb.key == "remove":
                menu.addSeparator()
            action = menu.addAction(self._desk.theme.icon(verb.icon), self._desk.texts.say(verb.text))
            action.triggered.connect(lambda _checked=False, key=verb.key: self.asked.emit(key, self.row))
        return menu

    def _show_menu(self, at: QPoint) -> None:
        self.menu().popup(at)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The same menu under the pointer."""
        self._show_menu(event.globalPos())


class _Small(QWidget):
    """A square with a small picture, or with an icon on a quiet ground."""

    def __init__(self, desk: Desk, row: AttachmentRow) -> None:
        super().__init__()
        self._theme = desk.theme
        self._icon = desk.theme.icon("image" if is_picture_name(row.name) else "file-text", Tone.MUTED)
        self._pixmap = QPixmap()
        self.setFixedSize(_EDGE, _EDGE)

    def show_pixmap(self, pixmap: QPixmap) -> None:
        self._pixmap = pixmap
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
            shape = QPainterPath()
            shape.addRoundedRect(QRectF(self.rect()), RADIUS - 2, RADIUS - 2)
            painter.setClipPath(shape)
            painter.fillPath(shape, self._theme.colour("raised"))
            if self._pixmap.isNull():
                inset = (_EDGE - ICON) // 2
                self._icon.paint(painter, self.rect().adjusted(inset, inset, -inset, -inset))
                return
            size = self._pixmap.deviceIndependentSize()
            size.scale(self.width(), self.height(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
            room = QRectF(
                (self.width() - size.width()) / 2, (self.height() - size.height()) / 2, size.width(), size.height()
            )
            painter.drawPixmap(room, self._pixmap, QRectF(self._pixmap.rect()))
