"""What saved views need of the page that has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _p
from coorddesk.widgets.page import Page

if TYPE_CHECKING:
    from coorddesk.widgets.table.record_list import RecordList
    from coorddesk.widgets.views.codec import QueryCodec


class ViewedPage(Page):
    """A page around a list that can be shown in several ways."""

    list: RecordList
    whole: Message = _p("view", "Everything")
    """What the first of its views is called, which shows what the list shows at first."""
    codec: QueryCodec | None = None
    """What saved views keep of a query; a page whose filters follow the calendar sets its own before it is built."""

    @property
    def query(self) -> Any:
        """What the list shows, or would show at first."""
        return self.first_query() if self.list.query is None else self.list.query

    def first_query(self) -> Any:
        """What the list shows at first; the feature's page says it."""
        raise NotImplementedError

    def show_query(self, query: Any) -> None:
        """Let the page show a query."""
        raise NotImplementedError
