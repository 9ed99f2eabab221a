"""A page: what stands to the right of the navigation, one for each tab."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from coorddesk.core.database import Changes
    from coorddesk.core.messages import Message
    from coorddesk.core.records import Subject
    from coorddesk.widgets.desk import Desk


class Page(QWidget):
    """A tab's page, built with the desk after the first paint.

    Its menu entries and shortcuts are its Qt actions (`addAction` when it is built, `actions()` to list them).

    Signals:
        turned: another part of it came forward, whose actions are others.
    """

    turned = Signal()

    title: Message
    is_timeless = False
    """Whether what it shows at first is the same on any day, so that yesterday's portrait of it may still be true."""

    def __init__(self, desk: Desk) -> None:
        """Keep the desk; a page builds its widgets here and reads nothing yet."""
        super().__init__()
        self.desk = desk

    def shown(self) -> None:
        """The page came to the front: read what it shows, the first time or if it was left stale."""

    def hold_back(self) -> None:
        """Read no more than what is shown at first: the window poses for its portrait."""

    def changed(self, changes: Changes) -> None:
        """Something was committed; called for hidden pages too, which remember that they are stale."""

    def open_record(self, subject: Subject) -> None:
        """Show the card of one of this page's records."""

    def open_list(self, about: Subject) -> None:
        """Show those of this page's records that belong to another record."""

    def open_list_of(self, kind: str, about: Subject) -> None:
        """The same, on a page of records of several kinds."""
        self.open_list(about)

    def open_view(self, kind: str, view_id: int) -> None:
        """Open a saved view of the list of a kind of record."""

    def show_alert(self, key: str) -> None:
        """Show the records that an alert is about."""

    def focus_search(self) -> None:
        """Put the cursor where this page's list is filtered."""

    def unfinished(self) -> Message | None:
        """Whether to leave all the same, as a question, where something would be lost with the window."""
        return None

    def reload(self) -> None:
        """Read everything shown again (F5)."""
