"""The editor of a logo: a picture chosen from a file and shown as it will be, or none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _
from coorddesk.widgets.controls import button, icon_button
from coorddesk.widgets.forms.editor import Editor
from coorddesk.widgets.messages import warn

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Look

_WIDTH, _HEIGHT = 80, 44
_LARGEST = 5_000_000
_PATTERNS = "*.png *.jpg *.jpeg"


class LogoEditor(Editor):
    """A picture; its value is the bytes of a PNG or JPEG file, None for no logo."""

    def __init__(self, look: Look) -> None:
        """Start without a picture."""
        choose = button(look, _("Choose a picture…"), icon="image")
        self._remove = icon_button(look, "x", _("No logo"))
        self._shown = QLabel()
        self._shown.setFixedSize(_WIDTH, _HEIGHT)
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._shown.setProperty("kind", "picture")
        super().__init__(look, choose, self._remove, self._shown)
        self._picture: bytes | None = None
        choose.clicked.connect(self._on_choose_clicked)
        self._remove.clicked.connect(lambda: self._on_chosen(None))
        self.set_value(None)

    def value(self) -> bytes | None:
        """The picture."""
        return self._picture

    def set_value(self, value: Any) -> None:
        """Show a picture."""
        self._picture = value
        self._remove.setVisible(value is not None)
        self._shown.setVisible(value is not None)
        if value is not None:
            self._shown.setPixmap(scaled(value, _WIDTH, _HEIGHT, self.devicePixelRatio()))

    def state(self) -> object:
        """The picture."""
        return self._picture

    def set_state(self, state: Any) -> None:
        """Show the picture again."""
        self.set_value(state)

    def _on_choose_clicked(self) -> None:
        say = self.look.texts.say
        pictures = say(_("Pictures (PNG, JPEG)"))
        name, _filter = QFileDialog.getOpenFileName(self, say(_("Choose the logo")), "", f"{pictures} ({_PATTERNS})")
        if not name:
            return
        try:
            self._on_chosen(read_picture(Path(name)))
        except UserError as error:
            warn(self.look, self, error)

    def _on_chosen(self, picture: bytes | None) -> None:
        self.set_value(picture)
        self.changed.emit()


def read_picture(path: Path) -> bytes:
    """The bytes of a picture's file. Raises `UserError` if it cannot be read, or is too large or no picture."""
    try:
        if path.stat().st_size > _LARGEST:
            raise UserError(_("The logo is too large. Choose a picture of less than 5 MB."), field="logo")
        picture = path.read_bytes()
    except OSError as error:
        raise UserError(_("{name} cannot be read ({reason}).", name=path.name, reason=str(error.strerror))) from error
    if not QPixmap().loadFromData(picture):
        raise UserError(_("{name} is no picture that can be shown. Choose a PNG or JPEG.", name=path.name))
    return picture


def scaled(picture: bytes, width: int, height: int, ratio: float) -> QPixmap:
    """The picture within a size in device-independent pixels, sharp at `ratio`; a null one where it is none."""
    pixmap = QPixmap()
    if not pixmap.loadFromData(picture):
        return pixmap
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    pixmap = pixmap.scaled(round(width * ratio), round(height * ratio), keep, smooth)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
