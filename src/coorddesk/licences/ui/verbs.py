"""What can be done with licences: the actions behind the page's bar, its menus, its card and its keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coorddesk.core.messages import _
from coorddesk.directory.service import Deletion
from coorddesk.licences.queries import LicenceRow
from coorddesk.licences.service import delete_licence
from coorddesk.licences.service.merging import LICENCE_MERGE
from coorddesk.licences.ui.key_dialog import show_key
from coorddesk.licences.ui.licence_dialog import LicenceDialog
from coorddesk.licences.ui.seats_dialog import GiveSeatsDialog, SeatsDialog
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.record_verbs import RecordVerbs, Ways

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from sqlalchemy.orm import Session

    from coorddesk.core.editing import EditKind


class LicenceVerbs(RecordVerbs):
    """Seats and keys, besides what is done with any record."""

    def make_own(self) -> None:
        """Those on seats, and the one that shows a key."""
        new = partial(make_action, self.desk, self.page)
        self.give = new(_("Give seats…"), "user", "G", self._on_give)
        self.seats = new(_("Seats…"), "list", "S", self._on_seats)
        self.key = new(_("Show the key…"), "key-round", "K", self._on_key)

    def of_own(self) -> list[QAction]:
        """The most usual first."""
        return [self.give, self.seats, self.key]

    def refresh(self) -> None:
        """Offer what fits the selection: only a key that is kept can be shown."""
        super().refresh()
        row: LicenceRow | None = self.selected()
        self.key.setEnabled(row is not None and row.has_key)

    def _on_give(self) -> None:
        row: LicenceRow | None = self.selected()
        if row is not None:
            GiveSeatsDialog(self.desk, self.page, row).open()

    def _on_seats(self) -> None:
        row: LicenceRow | None = self.selected()
        if row is not None:
            SeatsDialog(self.desk, self.page, row).open()

    def _on_key(self) -> None:
        row: LicenceRow | None = self.selected()
        if row is not None:
            show_key(self.desk, self.page, row)


def _delete(session: Session, row: LicenceRow) -> None:
    delete_licence(session, Deletion(row.id, row.version))


def edits_of_licences() -> EditKind:
    """Loaded once somebody edits many at once."""
    from coorddesk.licences.service.bulk_edit import LICENCE_EDITS  # the list is there without it

    return LICENCE_EDITS


LICENCES = Ways(_("New licence"), LicenceRow, LicenceDialog, _delete, lambda row: str(row.name), LICENCE_MERGE)
