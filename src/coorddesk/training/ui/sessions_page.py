"""The sessions: what is held next comes first, and is opened, filled, printed and closed from here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n
from coorddesk.training.queries import (
    FIELDS_OF_SESSIONS,
    SESSION_COLUMNS,
    SESSION_SORTS,
    SessionQuery,
    SessionRow,
    said_session_criteria,
    session_ids,
    sessions_page,
    stated_sessions,
)
from coorddesk.training.reports.sheets import SHEETS, SHEETS_OF_WEEK
from coorddesk.training.rules.narrowing import Need
from coorddesk.training.ui.session_card import STATE_TONES, read_session_card
from coorddesk.training.ui.session_filters import NARROWING, unfiltered
from coorddesk.training.ui.session_verbs import SESSIONS, SessionVerbs
from coorddesk.training.ui.tasks_part import TasksPart
from coorddesk.widgets.actions import ActionBar, part
from coorddesk.widgets.card import Card
from coorddesk.widgets.empty import Emptiness, Offer
from coorddesk.widgets.filtered_page import FilteredPage
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.record_verbs import find_by_fields
from coorddesk.widgets.report_menu import print_lists, print_records
from coorddesk.widgets.table.record_list import RecordList
from coorddesk.widgets.table.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.widgets.desk import Desk


class Sessions(Source[SessionRow, SessionQuery]):
    """Sessions as rows of a table."""

    columns = SESSION_COLUMNS
    unsortable = frozenset(column.key for column in SESSION_COLUMNS) - SESSION_SORTS
    shown = ("when", "title", "state", "taken", "waiting", "place", "trainers", "tasks")
    paths = frozenset({"place"})
    groupable = ("state", "course", "place")

    def noun(self, count: int) -> Message:
        """How many sessions."""
        return _n("{count} session", "{count} sessions", count)

    def ids(self, session: Session, query: SessionQuery) -> Sequence[int]:
        """The sessions that a query means."""
        return session_ids(session, query)

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, SessionRow]:
        """Their rows."""
        return sessions_page(session, ids)

    def stated(self, session: Session, query: SessionQuery) -> tuple[Message, ...]:
        """The filters, as the chips say them."""
        criteria = said_session_criteria(session, query.criteria)
        return (*super().stated(session, query), *stated_sessions(session, query).values(), *criteria)

    def is_narrowed(self, query: SessionQuery) -> bool:
        """Whether sessions are left out that are not over."""
        return replace(unfiltered(query), past=query.past) != query

    def dots(self) -> Mapping[str, Callable[[SessionRow], Tone | None]]:
        """How far each is, at a glance; a waiting list stands out."""
        return {"state": lambda row: STATE_TONES[row.state], "waiting": _waits}


class SessionsPage(FilteredPage):
    """Sessions to come, from their planning to their signed sheet."""

    title = _("Sessions")
    kinds = frozenset(
        {
            "training_session",
            "session_slot",
            "session_trainer",
            "session_partner",
            "session_task",
            "registration",
            "attendance",
            "headcount",
            "issued_document",
            "course",
            "place",
            "person",
            "loan",
        }
    )
    narrowing = NARROWING

    def __init__(self, desk: Desk) -> None:
        """Build everything, unread."""
        super().__init__(desk, "sessions")
        listing = RecordList(desk, "sessions", Sessions(), self.title, (self._none_yet(), self._none_found()))
        verbs = self.verbs = SessionVerbs(desk, self, listing, SESSIONS)
        part(self)
        criteria = find_by_fields(desk, self, FIELDS_OF_SESSIONS, lambda query: replace(query, past=True))
        printing = print_records(desk, self, "training_session", listing.selected_ids)
        offered = desk.offers(self, "training_session", listing.selected_ids)
        features, texts = desk.features, desk.texts
        self.tasks = TasksPart(desk, self)
        card = Card(
            desk,
            "training_session",
            lambda session, session_id: read_session_card(session, session_id, features, texts),
            [verbs.people, verbs.sheet, verbs.edit],
            [verbs.attendance, verbs.write, *verbs.way, verbs.copy, verbs.delete, printing, *offered],
            [self.tasks],
        )
        papers = print_lists(desk, self, (SHEETS, SHEETS_OF_WEEK), lambda: None)
        bar = ActionBar(desk, verbs.new, verbs.daily(), [criteria, self.paper(papers)])
        self.build_filtered(bar, _("Search by title, reference, place, trainer…"), listing, card)
        listing.menu_actions = [*verbs.for_one(), *verbs.way, printing, *offered]
        verbs.added.connect(self.open_card)

    def first_query(self) -> SessionQuery:
        """Every session that is not over, the earliest first."""
        return SessionQuery()

    def open_list(self, about: Subject) -> None:
        """Show the sessions of a record, those that are over too."""
        query = SessionQuery.about(about)
        if query is not None:
            self.views.leave()
            self.show_query(query)

    def show_alert(self, key: str) -> None:
        """Show the sessions that need something."""
        if key in set(Need):
            self.show_narrowed(need=Need(key))

    def _none_yet(self) -> Emptiness:
        return Emptiness(
            "graduation-cap",
            _("No session is planned"),
            _("Say what, when and where: dates are drawn up around holidays, and the sheet to sign prints itself."),
            (
                Offer(_("Plan a session"), lambda: self.verbs.new.trigger(), "plus"),  # noqa: PLW0108 - not there yet
                Offer(_("Show past sessions"), self._show_past, "history"),
                Offer(_("Import a sheet"), lambda: self.desk.start_import("sessions"), "file-spreadsheet"),
            ),
        )

    def _none_found(self) -> Emptiness:
        offers = (Offer(_("Show every session"), self.show_all), Offer(_("Show past sessions"), self._show_past))
        return Emptiness("search", _("No session is like that"), None, offers)

    def _show_past(self) -> None:
        self.show_query(replace(unfiltered(self.query), past=True, descending=True))


def _waits(row: SessionRow) -> Tone | None:
    return Tone.WARNING if row.places.waiting else None
