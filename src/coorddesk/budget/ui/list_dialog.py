"""A dialog around one list of records with its verbs: years, funding sources, accounts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from coorddesk.core.messages import Message, _p
from coorddesk.widgets.actions import ActionBar, tool_button
from coorddesk.widgets.controls import button, label
from coorddesk.widgets.on_screen import resize_on_screen
from coorddesk.widgets.search_field import SearchField
from coorddesk.widgets.table.record_list import RecordList
from coorddesk.widgets.tokens import HAIR, ROOM, TIGHT, WIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from coorddesk.core.database import Changes
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.empty import Emptiness
    from coorddesk.widgets.record_verbs import RecordVerbs
    from coorddesk.widgets.table.source import Source

_SIZE = (980, 560)


class ListDialog(QDialog):
    """A subclass makes the list (`make_list`), then its verbs, and hands both to `build`."""

    kinds: frozenset[str] = frozenset()
    """The tables whose change makes what is shown out of date."""

    def __init__(self, desk: Desk, owner: QWidget, title: Message) -> None:
        """Build nothing yet; `open` shows it and reads the list."""
        super().__init__(owner)
        self.desk, self._title = desk, title
        self.setWindowTitle(desk.texts.say(title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list: RecordList
        self._is_read = False
        resize_on_screen(self, *_SIZE)

    def first_query(self) -> Any:
        """What the list shows at first; each dialog says it."""
        raise NotImplementedError

    def open(self) -> None:
        """Show it, and read the list."""
        super().open()
        self.list.show_query(self.first_query())
        self.list.setFocus()

    def make_list(self, name: str, source: Source[Any, Any], emptiness: tuple[Emptiness, Emptiness]) -> RecordList:
        """The list; `name` is its key in the desk's memory."""
        self.list = RecordList(self.desk, name, source, self._title, emptiness)
        return self.list

    def build(
        self, verbs: RecordVerbs, hint: Message, aside: Sequence[QAction] = (), search: Message | None = None
    ) -> None:
        """Put the parts together, `aside` below the list; with `search`, there is a line to search in."""
        bar = ActionBar(self.desk, verbs.new, verbs.for_one(), [])
        close = button(self.desk, _p("dismiss a message", "Close"))
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setContentsMargins(ROOM, 0, WIDE, 0)
        foot.setSpacing(HAIR)
        for action in aside:
            foot.addWidget(tool_button(action))
        said = label(self.desk, hint, kind="muted")
        said.setContentsMargins(TIGHT, 0, TIGHT, 0)
        foot.addWidget(said)
        foot.addStretch()
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, TIGHT, 0, ROOM)
        layout.setSpacing(TIGHT)
        layout.addWidget(bar)
        if search is not None:
            layout.addLayout(self._search_line(search))
        layout.addWidget(self.list, 1)
        layout.addLayout(foot)
        self.list.menu_actions = verbs.for_one()
        self.list.model.arrived.connect(self._on_arrived)
        self.list.model.arrived.connect(verbs.refresh)
        verbs.added.connect(lambda record_id: self.list.select([record_id]))
        self.desk.operations.committed.connect(self._on_committed)

    def _search_line(self, search: Message) -> QHBoxLayout:
        self.search = SearchField(self.desk, search)
        self.search.searched.connect(self._on_searched)
        self.search.left.connect(self.list.setFocus)
        line = QHBoxLayout()
        line.setContentsMargins(ROOM, 0, ROOM, 0)
        line.addWidget(self.search)
        return line

    def _on_searched(self, text: str) -> None:
        self.list.show_query(replace(self.list.query or self.first_query(), text=text))

    def _on_arrived(self) -> None:
        """The verbs are for one record: at first, it is the first one."""
        if self.list.model.ids and not self._is_read:
            self.list.select([self.list.model.ids[0]])
        self._is_read = True

    def _on_committed(self, changes: Changes) -> None:
        if changes.kinds & self.kinds and self.list.query is not None:
            self.list.reload()
