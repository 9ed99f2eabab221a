"""Icons: Lucide's SVGs in resources/icons, drawn at any size in a colour of the theme as it is at that moment."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QCoreApplication, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from coorddesk.core.resources import resource

if TYPE_CHECKING:
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
    """Makes icons whose colour is looked up when they are painted, so that a change of theme needs no one's help."""

    def __init__(self, colours: Colours) -> None:
        """Begin with these colours."""
        self._drawing = _Drawing(colours)
        self._icons: dict[tuple[str, Tone], QIcon] = {}

    def dress(self, colours: Colours) -> None:
        """Let every icon have these colours from its next painting on."""
        self._drawing.colours = colours

    def icon(self, name: str, tone: Tone) -> QIcon:
        """The icon of that name and tone; a missing file is an error at once, not an empty square later."""
        if (name, tone) not in self._icons:
            self._drawing.learn(name)
            self._icons[name, tone] = QIcon(self._drawing.engine(name, tone))
        return self._icons[name, tone]

    def dot(self, tone: Tone) -> QIcon:
        """A filled round spot, for a status."""
        return self.icon("", tone)


class _Drawing(QObject):
    """Draws icons in the present colours.

    It knows nothing of who makes icons: Qt may paint one after whoever made it is gone, and Python must not take what
    draws it for litter. So it belongs to the application, and keeps every engine that Qt may still have.
    """

    def __init__(self, colours: Colours) -> None:
        super().__init__(QCoreApplication.instance())
        self.colours = colours
        self._engines: list[QIconEngine] = []
        self._sources = {"": _DOT}
        self._renderers: dict[tuple[str, str], QSvgRenderer] = {}

    def learn(self, name: str) -> None:
        """Read the file of an icon."""
        if name not in self._sources:
            self._sources[name] = resource(f"icons/{name}.svg").read_text(encoding="utf-8")

    def engine(self, name: str, tone: Tone) -> QIconEngine:
        """What draws an icon for Qt."""
        made = _SvgEngine(self, name, tone)
        self._engines.append(made)
        return made

    def draw(self, painter: QPainter, rect: QRectF, name: str, tone: Tone, *, enabled: bool = True) -> None:
        """Draw the icon in its present colour."""
        colour = str(getattr(self.colours, tone.value)) if enabled else self.colours.disabled
        renderer = self._renderers.get((name, colour))
        if renderer is None:
            source = self._sources[name].replace("currentColor", colour)
            renderer = self._renderers[name, colour] = QSvgRenderer(QByteArray(source.encode()))
            renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        renderer.render(painter, rect)


class _SvgEngine(QIconEngine):
    def __init__(self, drawing: _Drawing, name: str, tone: Tone) -> None:
        super().__init__()
        self._drawing = drawing
        self._name = name
        self._tone = tone

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        enabled = mode is not QIcon.Mode.Disabled
        self._drawing.draw(painter, QRectF(rect), self._name, self._tone, enabled=enabled)

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
        return self._drawing.engine(self._name, self._tone)
