"""Qt's own words in the language of the window: its catalogue, and what that lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QTranslator

from coorddesk.core.messages import _p

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from coorddesk.core.texts import Texts

_LACKING = {
    "&Look in:": _p("file dialog", "&Look in:"),
    "Files of &type:": _p("file dialog", "Files of &type:"),
}
"""Qt 6.11 gave them other mnemonics, and its catalogues did not follow."""


class QtWords(QTranslator):
    """Is installed in the application, and says what Qt asks it."""

    def __init__(self, parent: QObject, texts: Texts) -> None:
        """Load Qt's own catalogue."""
        super().__init__(parent)
        self._lacking = {source: texts.say(said) for source, said in _LACKING.items()}
        self.has_words = self.load(
            f"qtbase_{texts.language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        )

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        """A word of Qt's; none where nobody knows better than Qt itself."""
        known = super().translate(context, source, disambiguation, n)
        return known or self._lacking.get(source)  # type: ignore[return-value]  # None is Qt's null string, "" would be shown
