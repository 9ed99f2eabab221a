"""Messages: what people are to be told, and what was told to whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.notices.queries import NOTICE_COLUMNS, NoticeQuery, NoticeRow, notice_ids, notice_page
from coorddesk.notices.rules import State
from coorddesk.notices.ui.card import STATE_TONES, notice_card
from coorddesk.notices.ui.filters import NARROWING, everything
from coorddesk.notices.ui.verbs import NoticeVerbs
from coorddesk.widgets.actions import ActionBar, part
from coorddesk.widgets.card import Card
from coorddesk.widgets.empty import Emptiness, Offer
from coorddesk.widgets.filtered_page import FilteredPage
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.table.record_list import RecordList
from coorddesk.widgets.table.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.widgets.desk import Desk


class Notices(Source[NoticeRow, NoticeQuery]):
    """Messages as rows of a table."""

    columns = NOTICE_COLUMNS
    shown = ("recipient", "title", "state", "occasion", "drafted_at")
    groupable = ("state", "occasion")

    def noun(self, count: int) -> Message:
        """How many messages."""
        return _n("{count} message", "{count} messages", count)

    def ids(self, session: Session, query: NoticeQuery) -> Sequence[int]:
        """The messages that a query means."""
        return notice_ids(session, query)

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, NoticeRow]:
        """Their rows."""
        return notice_page(session, ids)

    def stated(self, session: Session, query: NoticeQuery) -> tuple[Message, ...]:
        """The filters, as the chips say them."""
        return (*super().stated(session, query), *query.said.values())

    def is_narrowed(self, query: NoticeQuery) -> bool:
        """Whether messages are left out."""
        return everything(query) != query

    def dots(self) -> Mapping[str, Callable[[NoticeRow], Tone | None]]:
        """How far each is, at a glance."""
        return {"state": lambda row: STATE_TONES[row.state] if row.trouble is None else Tone.DANGER}


_BY_THEMSELVES = _("Messages come by themselves: whoever asked is told when a ticket is opened, answered or resolved.")


class MessagesPage(FilteredPage):
    """What waits comes first; what left stays as a log."""

    title = _("Messages")
    whole = _p("view", "What waits")
    kinds = frozenset({"notice"})
    narrowing = NARROWING

    def __init__(self, desk: Desk) -> None:
        """Build everything, unread."""
        super().__init__(desk, "notices")
        listing = RecordList(desk, "notices", Notices(), _("Messages"), (self._none_yet(), self._none_waits()))
        verbs = self.verbs = NoticeVerbs(desk, self, listing)
        features, texts = desk.features, desk.texts
        part(self)
        card = Card(
            desk,
            "notice",
            lambda session, notice_id: notice_card(session, notice_id, features, texts),
            [verbs.send, verbs.open, verbs.edit],
            [verbs.printed, verbs.arrived, verbs.back, verbs.drop],
        )
        bar = ActionBar(desk, verbs.send, verbs.for_some()[1:], [], icon="mail")
        self.build_filtered(bar, _("Search in recipients and subjects…"), listing, card)
        listing.menu_actions = verbs.for_some()

    def first_query(self) -> NoticeQuery:
        """What waits."""
        return NoticeQuery(state=State.DRAFT)

    def open_list(self, about: Subject) -> None:
        """Show the messages about a record."""
        self.show_query(NoticeQuery(subject=about))

    def show_alert(self, key: str) -> None:
        """Show what waits, or what may have left."""
        self.show_narrowed(state=State(key))

    def _none_yet(self) -> Emptiness:
        return Emptiness("mail", _("No message yet"), _BY_THEMSELVES)

    def _none_waits(self) -> Emptiness:
        show = Offer(_("Show every message"), lambda: self.show_query(everything(self.query)))
        return Emptiness("mail", _("No message waits here"), _BY_THEMSELVES, (show,))
