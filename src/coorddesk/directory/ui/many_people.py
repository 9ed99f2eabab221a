"""What is done with many people at once: finding them by any field, and editing them together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coorddesk.core.messages import _
from coorddesk.directory.queries import FIELDS_OF_PEOPLE, PersonQuery
from coorddesk.directory.rules import Presence
from coorddesk.widgets.actions import make_action

if TYPE_CHECKING:
    from coorddesk.core.criteria import Criterion
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.list_page import ListPage
    from coorddesk.widgets.table.record_list import RecordList


class ManyPeople(QObject):
    """Makes both actions and keeps them in step with what is selected."""

    def __init__(self, desk: Desk, page: ListPage, listing: RecordList) -> None:
        """`page` lists the actions and owns their dialogs."""
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._list = listing
        self.by_field = make_action(desk, page, _("Filter by any field…"), "list-filter", "F", self._on_by_field)
        self.together = make_action(desk, page, _("Edit together…"), "square-pen", "E", self._on_together)
        listing.selection_changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        self.together.setEnabled(bool(self._list.selected_ids()))

    def _on_by_field(self) -> None:
        from coorddesk.widgets.criteria_dialog import CriteriaDialog  # the list is there without any dialog

        query: PersonQuery = self._page.query
        dialog = CriteriaDialog(self._desk, self._page, lambda _session: FIELDS_OF_PEOPLE, query.criteria)
        dialog.chosen.connect(self._on_chosen)
        dialog.open()

    def _on_chosen(self, criteria: tuple[Criterion, ...]) -> None:
        """Whoever asks when people left means those who did."""
        query = replace(self._page.query, criteria=criteria)
        asks_for_left = any(criterion.field == "left_on" for criterion in criteria)
        self._page.show_query(replace(query, presence=Presence.ALL) if asks_for_left else query)

    def _on_together(self) -> None:
        from coorddesk.directory.service.bulk_people import PERSON_EDITS  # as above
        from coorddesk.widgets.bulk_edit_dialog import BulkEditDialog

        BulkEditDialog(self._desk, self._page, PERSON_EDITS, self._list.selected_ids()).open()
