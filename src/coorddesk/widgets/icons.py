"""Icons: Lucide's SVGs in resources/icons, drawn at any size in a colour of the theme as it is at that moment."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from coorddesk.core.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable

    from coorddesk.widgets.tokens import Colours


_DOT = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
    '<circle cx="12" cy="12" r="6" fill="currentColor"/></svg>'
)


class Tone(Enum):
    """Which colour of the theme an icon takes."""

    TEXT = "text"
    MUTED = "muted"
    ACCENT = "accent"
    ON_ACCENT = "on_accent"
    ON_ACCENT_SOFT = "on_accent_soft"
    ON_DANGER = "on_danger"
    ON_TOAST = "on_toast"
    DANGER = "danger"
    WARNING = "warning"
    SUCCESS = "success"


class Icons:
    """Makes icons whose colour is asked for when they are painted, so that a change of theme needs no one's help."""

    def __init__(self, colours: Callable[[], Colours]) -> None:
        """Ask `colours` at each painting."""
        self._colours = colours
        self._sources: dict[str, str] = {}
        self._icons: dict[tuple[str, Tone], QIcon] = {}
        self._renderers: dict[tuple[str, str], QSvgRenderer] = {}

    def icon(self, name: str, tone: Tone) -> QIcon:
        """The icon of that name and tone; a missing file is an error at once, not an empty square later."""
        key = (name, tone)
        if key not in self._icons:
            self._sources.setdefault(name, resource(f"icons/{name}.svg").read_text(encoding="utf-8"))
            self._icons[key] = QIcon(_SvgEngine(self, name, tone))
        return self._icons[key]

    def dot(self, tone: Tone) -> QIcon:
        """A filled round spot, for a status."""
        self._sources.setdefault("", _DOT)
        if ("", tone) not in self._icons:
            self._icons["", tone] = QIcon(_SvgEngine(self, "", tone))
        return self._icons["", tone]

    def draw(self, painter: QPainter, rect: QRectF, name: str, tone: Tone, *, enabled: bool = True) -> None:
        """Draw the icon in its present colour."""
        colours = self._colours()
        colour = str(getattr(colours, tone.value)) if enabled else colours.disabled
        renderer = self._renderers.get((name, colour))
        if renderer is None:
            source = self._sources[name].replace("currentColor", colour)
            renderer = self._renderers[name, colour] = QSvgRenderer(QByteArray(source.encode()))
            renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        renderer.render(painter, rect)


class _SvgEngine(QIconEngine):
    def __init__(self, icons: Icons, name: str, tone: Tone) -> None:
        super().__init__()
        self._icons = icons
        self._name = name
        self._tone = tone

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        enabled = mode is not QIcon.Mode.Disabled
        self._icons.draw(painter, QRectF(rect), self._name, self._tone, enabled=enabled)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap

    def scaledPixmap(  # noqa: N802 - Qt's name
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        pixmap = self.pixmap(size * scale, mode, state)
        pixmap.setDevicePixelRatio(scale)
        return pixmap

    def clone(self) -> QIconEngine:
        return _SvgEngine(self._icons, self._name, self._tone)
