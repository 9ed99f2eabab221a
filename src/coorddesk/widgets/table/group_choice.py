"""By which column a list is put under headings: chosen in a menu, remembered for the next time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from coorddesk.core.messages import Message, _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.table.headings import Headings
    from coorddesk.widgets.table.source import Source

_NONE = ""


class GroupChoice(QObject):
    """Keeps the choice under the key "group.NAME".

    Signals:
        changed: the list is to be read under other headings, or without any.
        records_wanted: the ids of the records below a heading, to be selected.
    """

    changed = Signal()
    records_wanted = Signal(object)

    def __init__(self, desk: Desk, name: str, source: Source[Any, Any], headings: Headings, parent: QObject) -> None:
        """Start as the list was left."""
        super().__init__(parent)
        self._desk = desk
        self._source = source
        self._headings = headings
        self._key = ""
        self._by = _NONE
        self.use(name, None)

    @property
    def by(self) -> str | None:
        """The key of the column, None without headings."""
        return self._by if self._by in self._source.groupable else None

    @property
    def title(self) -> Message | None:
        """What the groups are."""
        return None if self.by is None else self._source.column(self.by).title

    def use(self, name: str, first: str | None) -> None:
        """Go by another name in the memory; `first` is chosen until somebody chooses there."""
        self._key = f"group.{name}"
        self._by = self._desk.settings.recall(self._key, first or _NONE)

    def forget(self) -> None:
        """Remember nothing under this name any more."""
        self._desk.settings.remember(self._key, None)

    def choose(self, by: str | None) -> None:
        """Put the list under headings by a column, or under none."""
        if by != self.by:
            self._by = by or _NONE
            self._desk.settings.remember(self._key, self._by)
            self.changed.emit()

    def menu(self, owner: QWidget) -> QMenu:
        """A new menu: no headings, or by each column that offers them; and to fold them all."""
        menu = QMenu(owner)
        group = QActionGroup(menu)
        offered = [(None, _("No groups")), *((key, self._source.column(key).title) for key in self._source.groupable)]
        for key, title in offered:
            action = menu.addAction(self._say(title))
            action.setCheckable(True)
            action.setChecked(key == self.by)
            group.addAction(action)
            action.triggered.connect(lambda _checked=False, key=key: self.choose(key))
        if self._headings.are_shown:
            menu.addSeparator()
            self._add_folding(menu)
        return menu

    def heading_menu(self, number: int, owner: QWidget) -> QMenu:
        """A new menu of a heading: to select its records, to fold it, and to fold them all."""
        menu = QMenu(owner)
        records = self._headings.records(number)
        what = self._source.noun(len(records))
        menu.addAction(self._say(_("Select these ({what})", what=what)), lambda: self.records_wanted.emit(records))
        fold = _("Unfold") if self._headings.is_folded(number) else _("Fold")
        menu.addAction(self._say(fold), lambda: self._headings.press(number))
        menu.addSeparator()
        self._add_folding(menu)
        return menu

    def _add_folding(self, menu: QMenu) -> None:
        menu.addAction(self._say(_("Fold all groups")), lambda: self._headings.fold_all(folded=True))
        menu.addAction(self._say(_("Unfold all groups")), lambda: self._headings.fold_all(folded=False))

    def _say(self, text: Message) -> str:
        return self._desk.texts.say(text).replace("&", "&&")
