"""What a report is, before anybody chooses pdf, xlsx or csv."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Generic, TypeVar

from coorddesk.core.messages import Message, _
from coorddesk.reporting.page import LYING, Page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coorddesk.core.tables import Column
    from coorddesk.core.texts import Texts

Row = TypeVar("Row")


@dataclass(frozen=True)
class Part(Generic[Row]):
    """What groups one after the other are parts of: a heading above the first of them, a sum below the last.

    `whole` is a row that says what they come to.
    """

    title: Message
    whole: Row


@dataclass(frozen=True)
class Group(Generic[Row]):
    """Rows under one heading (a room, a category); `title` is None where the report has no groups.

    `whole` is a row that says what they come to, where that is more than sums, and `part` what they are a part of.
    """

    title: Message | None
    rows: Sequence[Row]
    whole: Row | None = None
    part: Part[Row] | None = None


@dataclass(frozen=True)
class Report(Generic[Row]):
    """A table with its heading; totals are added up from the columns that say `total`.

    `noun` says what a number of rows is ("{count} device"), for the line under each group and the end.
    `grouped_by` says what the groups are ("Place"): the paper shows them as headings, sheets as one more column;
    `parted_by` what they are parts of.
    `offered` are all columns that people may choose from; none means that they take it as it is.
    `whole` is a row that says what all come to, where adding the rows up would not. With `has_subtotals` sheets have
    a line for what each group comes to, as the paper has.
    """

    title: Message
    columns: tuple[Column[Row], ...]
    groups: tuple[Group[Row], ...]
    noun: Callable[[int], Message]
    filters: tuple[Message, ...] = ()
    grouped_by: Message | None = None
    page: Page = LYING
    offered: tuple[Column[Row], ...] = ()
    whole: Row | None = None
    parted_by: Message | None = None
    has_subtotals: bool = False

    @property
    def count(self) -> int:
        """How many rows there are in all groups."""
        return sum(len(group.rows) for group in self.groups)

    def stated_filters(self, texts: Texts) -> str:
        """The filters in one line, for paper and sheets."""
        return texts.say(_("Filters: {filters}", filters=" · ".join(map(texts.say, self.filters))))


@dataclass(frozen=True)
class Stamp:
    """What every sheet of paper says about itself: whose it is, who made it and when (UTC)."""

    organisation: str
    address: str
    logo: bytes | None  # PNG or JPEG
    author: str
    moment: datetime

    @property
    def origin(self) -> Message:
        """When it was made and by whom, in one line."""
        if not self.author:
            return _("Produced on {moment}", moment=self.moment)
        return _("Produced on {moment} by {author}", moment=self.moment, author=self.author)
