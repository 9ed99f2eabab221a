"""The theme: light or dark as the system says or the user chose, and the fonts and icons that go with it."""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPalette
from PySide6.QtWidgets import QStyleFactory

from coorddesk.widgets.icons import Icons, Tone
from coorddesk.widgets.style_sheet import style_sheet
from coorddesk.widgets.tokens import DARK, LIGHT, Colours

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


class Appearance(StrEnum):
    """What the user chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class TypeScale(Enum):
    """The sizes of text, as factors of the system's own, and their weights."""

    CAPTION = (0.9, QFont.Weight.Normal)
    BODY = (1.0, QFont.Weight.Normal)
    STRONG = (1.0, QFont.Weight.DemiBold)
    HEADING = (1.2, QFont.Weight.DemiBold)
    TITLE = (1.6, QFont.Weight.DemiBold)
    DISPLAY = (2.2, QFont.Weight.Light)


class Theme(QObject):
    """Dresses the application.

    Signals:
        changed: colours are others now; icons, palettes and style sheets have followed by themselves.
    """

    changed = Signal()

    def __init__(self, app: QApplication, appearance: Appearance = Appearance.SYSTEM) -> None:
        """Put on the chosen appearance, and follow the system where it leads."""
        super().__init__(app)
        self._app = app
        self._appearance = appearance
        self._body = QFont(app.font())
        self._system_is_dark = _is_dark(app.styleHints().colorScheme(), app.palette())
        self.colours: Colours = LIGHT
        self._icons = Icons(self.colours)
        app.setStyle(QStyleFactory.create("Fusion"))
        self._ask_system(appearance)
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        self._dress()

    @property
    def appearance(self) -> Appearance:
        """What the user chose."""
        return self._appearance

    @property
    def is_dark(self) -> bool:
        """Whether light text stands on a dark ground."""
        return self.colours is DARK

    def choose(self, appearance: Appearance) -> None:
        """Change to an appearance, at once."""
        self._appearance = appearance
        self._ask_system(appearance)
        self._dress()

    def icon(self, name: str, tone: Tone = Tone.TEXT) -> QIcon:
        """An icon by its name in resources/icons, drawn in a colour of the theme, whichever that is by then."""
        return self._icons.icon(name, tone)

    def dot(self, tone: Tone) -> QIcon:
        """A round spot in a colour of the theme, to stand before a status."""
        return self._icons.dot(tone)

    def font(self, scale: TypeScale) -> QFont:
        """The system's font in one of our sizes."""
        factor, weight = scale.value
        font = QFont(self._body)
        font.setPointSizeF(self._body.pointSizeF() * factor)
        font.setWeight(weight)
        return font

    def colour(self, name: str) -> QColor:
        """A colour of the present appearance by its name in `Colours`."""
        return QColor(getattr(self.colours, name))

    def _ask_system(self, appearance: Appearance) -> None:
        """Let title bars and native dialogs follow what was chosen."""
        match appearance:
            case Appearance.LIGHT:
                self._app.styleHints().setColorScheme(Qt.ColorScheme.Light)
            case Appearance.DARK:
                self._app.styleHints().setColorScheme(Qt.ColorScheme.Dark)
            case Appearance.SYSTEM:
                self._app.styleHints().unsetColorScheme()

    def _on_scheme_changed(self, scheme: Qt.ColorScheme) -> None:
        if self._appearance is Appearance.SYSTEM:
            self._system_is_dark = _is_dark(scheme, self._app.palette())
            self._dress()

    def _dress(self) -> None:
        self.colours = DARK if self._wants_dark() else LIGHT
        self._icons.dress(self.colours)
        self._app.setPalette(_palette(self.colours))
        self._app.setStyleSheet(style_sheet(self.colours, "dark" if self.is_dark else "light"))
        self.changed.emit()

    def _wants_dark(self) -> bool:
        if self._appearance is Appearance.SYSTEM:
            return self._system_is_dark
        return self._appearance is Appearance.DARK


def _is_dark(scheme: Qt.ColorScheme, palette: QPalette) -> bool:
    """What a system says; one that says nothing shows it by its own palette."""
    if scheme is Qt.ColorScheme.Unknown:
        return palette.color(QPalette.ColorRole.Window).lightnessF() < 0.5
    return scheme is Qt.ColorScheme.Dark


def _palette(colours: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for which, name in {
        role.Window: colours.window,
        role.WindowText: colours.text,
        role.Base: colours.surface,
        role.AlternateBase: colours.raised,
        role.Text: colours.text,
        role.PlaceholderText: colours.muted,
        role.Button: colours.surface,
        role.ButtonText: colours.text,
        role.BrightText: colours.danger,
        role.Highlight: colours.accent_soft,
        role.HighlightedText: colours.on_accent_soft,
        role.Accent: colours.accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.ToolTipBase: colours.toast,
        role.ToolTipText: colours.on_toast,
        role.Light: colours.raised,
        role.Midlight: colours.raised,
        role.Mid: colours.line,
        role.Dark: colours.outline,
        role.Shadow: colours.shadow,
    }.items():
        palette.setColor(which, QColor(name))
    for which in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.disabled))
    return palette
