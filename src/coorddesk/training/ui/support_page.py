"""One-to-one support: what people were helped with, how long it took, and where they were sent on to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n
from coorddesk.directory.service import Deletion
from coorddesk.training.queries import (
    SUPPORT_COLUMNS,
    SupportQuery,
    SupportRow,
    stated_support,
    support_ids,
    support_page,
)
from coorddesk.training.service import delete_support
from coorddesk.training.ui.support_card import read_support_card
from coorddesk.training.ui.support_dialog import Begun, SupportDialog, again
from coorddesk.training.ui.support_filters import NARROWING, unfiltered
from coorddesk.widgets.actions import ActionBar, make_action, part
from coorddesk.widgets.card import Card
from coorddesk.widgets.empty import Emptiness, Offer
from coorddesk.widgets.filtered_page import FilteredPage
from coorddesk.widgets.record_verbs import RecordVerbs, Ways
from coorddesk.widgets.report_menu import print_records
from coorddesk.widgets.table.record_list import RecordList
from coorddesk.widgets.table.source import Source

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.widgets.desk import Desk


class Support(Source[SupportRow, SupportQuery]):
    """Help to one person as rows of a table; minutes add up below it."""

    columns = SUPPORT_COLUMNS
    unsortable = frozenset({"note"})
    shown = ("day", "minutes", "theme", "name", "audience", "orientation", "place", "ticket")
    groupable = ("audience", "theme", "orientation", "place", "actor")
    paths = frozenset({"place"})

    def noun(self, count: int) -> Message:
        """How much help."""
        return _n("{count} one-to-one support", "{count} one-to-one supports", count)

    def ids(self, session: Session, query: SupportQuery) -> Sequence[int]:
        """The help that a query means."""
        return support_ids(session, query)

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, SupportRow]:
        """Their rows."""
        return support_page(session, ids)

    def stated(self, session: Session, query: SupportQuery) -> tuple[Message, ...]:
        """The filters, as the chips say them."""
        return (*super().stated(session, query), *stated_support(session, query).values())

    def is_narrowed(self, query: SupportQuery) -> bool:
        """Whether some is left out."""
        return unfiltered(query) != query


class SupportVerbs(RecordVerbs):
    """The same again, and its ticket, besides what is done with any record."""

    def make_own(self) -> None:
        """A key for each."""
        new = partial(make_action, self.desk, self.page)
        self.again = new(_("The same again…"), "copy", "C", self._on_again)
        self.ticket = new(_("Its ticket"), "life-buoy", "T", self._on_ticket)

    def of_own(self) -> list[QAction]:
        """The most usual first."""
        return [self.again, self.ticket]

    def refresh(self) -> None:
        """Not all help was asked for by a ticket."""
        super().refresh()
        row = self.selected()
        if row is not None and row.ticket_id is None:
            self.ticket.setEnabled(False)

    def _on_again(self) -> None:
        row = self.selected()
        if row is not None:
            self.desk.operations.read(self, partial(again, row), self._open, replaces="again")

    def _open(self, begun: Begun) -> None:
        dialog = SupportDialog(self.desk, self.page, None, begun)
        dialog.saved.connect(self.added)
        dialog.open()

    def _on_ticket(self) -> None:
        row = self.selected()
        if row is not None and row.ticket_id is not None:
            self.desk.open_record(("ticket", row.ticket_id))


class SupportPage(FilteredPage):
    """Nobody need be named; what was logged stays in the list, the latest first."""

    title = _("One-to-one support")
    kinds = frozenset({"support_log", "person", "place", "ticket"})
    narrowing = NARROWING

    def __init__(self, desk: Desk) -> None:
        """Build everything, unread."""
        super().__init__(desk, "support")
        listing = RecordList(desk, "support", Support(), self.title, (self._none_yet(), self._none_found()))
        verbs = self.verbs = SupportVerbs(desk, self, listing, SUPPORT)
        features, texts = desk.features, desk.texts
        part(self)
        printing = print_records(desk, self, "support_log", listing.selected_ids)
        card = Card(
            desk,
            "support_log",
            lambda session, support_id: read_support_card(session, support_id, features, texts),
            [verbs.again, verbs.edit],
            [verbs.ticket, verbs.delete, printing],
        )
        bar = ActionBar(desk, verbs.new, verbs.for_one(), [self.paper()])
        self.build_filtered(bar, _("Search by subject, name, note…"), listing, card)
        listing.menu_actions = [*verbs.for_one(), printing]
        verbs.added.connect(lambda support_id: listing.select([support_id]))

    def first_query(self) -> SupportQuery:
        """All of it, the latest first."""
        return SupportQuery()

    def open_list(self, about: Subject) -> None:
        """Show the help given to a person, in a place, or that a ticket asked for."""
        kind, record_id = about
        if kind in {"person", "place", "ticket"}:
            self.show_narrowed(**{kind: record_id})

    def _none_yet(self) -> Emptiness:
        return Emptiness(
            "life-buoy",
            _("No one-to-one support yet"),
            _("Somebody came for ten minutes of help? Log it in seconds: it counts in the figures of the year."),
            (Offer(_("Log support"), lambda: self.verbs.new.trigger(), "plus"),),  # noqa: PLW0108 - not there yet
        )

    def _none_found(self) -> Emptiness:
        return Emptiness("search", _("No support is like that"), None, (Offer(_("Show all of it"), self.show_all),))


def _delete(session: Session, row: SupportRow) -> None:
    delete_support(session, Deletion(row.id, row.version))


SUPPORT = Ways(_("Log support"), SupportRow, SupportDialog, _delete, lambda row: str(row.theme))
