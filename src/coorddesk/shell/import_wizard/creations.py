"""What an import would create beside its own records: places, models, suppliers, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from coorddesk.core.messages import _
from coorddesk.widgets.controls import label
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import TIGHT

if TYPE_CHECKING:
    from coorddesk.shell.import_wizard.work import Planned
    from coorddesk.widgets.desk import Look

_WIDTH = 264
_NAMES_SHOWN = 300
_NAMES_OPEN = 12


class Creations(QWidget):
    """A group for each kind of record, opened where it is short; unseen while nothing would be created."""

    def __init__(self, look: Look) -> None:
        """Show nothing yet."""
        super().__init__()
        self._look = look
        title = _("Would be created too")
        self._tree = QTreeWidget()
        self._tree.setHeaderHidden(True)
        self._tree.setAccessibleName(look.texts.say(title))
        self.setFixedWidth(_WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TIGHT)
        layout.addWidget(label(look, title, TypeScale.STRONG))
        layout.addWidget(
            label(look, _("Check the spelling: a typing error makes a second one."), kind="muted", wrap=True)
        )
        layout.addWidget(self._tree, 1)

    def show_plan(self, planned: Planned) -> None:
        """List the names that a plan would create."""
        self._tree.clear()
        texts = self._look.texts
        for field in planned.looked.kind.fields:
            names = planned.summary.creates.get(field.key, ())
            if not names:
                continue
            title = texts.say(field.link or field.title)
            group = QTreeWidgetItem([f"{title} ({texts.number(len(names))})"])
            group.setFont(0, self._look.theme.font(TypeScale.STRONG))
            group.setIcon(0, self._look.theme.icon("circle-plus", Tone.SUCCESS))
            shown = [*sorted(names)[:_NAMES_SHOWN], *(["…"] if len(names) > _NAMES_SHOWN else [])]
            group.addChildren([QTreeWidgetItem([name]) for name in shown])
            self._tree.addTopLevelItem(group)
            group.setExpanded(len(names) <= _NAMES_OPEN)
        self.setVisible(self._tree.topLevelItemCount() > 0)
