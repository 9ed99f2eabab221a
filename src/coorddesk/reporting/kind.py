"""What a feature says about a report that it offers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.reporting.blocks import Document
    from coorddesk.reporting.report import Report


def about_nothing(_subject: Subject) -> None:
    """The choice of a report that is about no record in particular."""


@dataclass(frozen=True)
class ReportKind:
    """A report that a feature offers.

    `build(session, choice)` reads the database; `choice` is the feature's own filter, None for all.
    `choose(subject)` is the choice that means one record, None if the report cannot be about it; the cards of the
    kinds of record named by `cards` offer it. `of_the_moment` says that its title and columns are never the same
    twice: only its paper is worth remembering. `dated(choice, day)` is the same choice as of a day, where that may be
    asked for; None where it is of one already. `on_screen(choice)` says where the same is shown on screen: a kind of
    record, on whose page, and what that page is asked to show (`Page.show_alert`).
    """

    key: str
    title: Message
    explanation: Message
    build: Callable[[Session, Any], Report[Any] | Document] = field(repr=False)
    choose: Callable[[Subject], Any] = field(default=about_nothing, repr=False)
    cards: frozenset[str] = frozenset()
    of_the_moment: bool = False
    dated: Callable[[Any, date], Any] | None = field(default=None, repr=False)
    on_screen: Callable[[Any], tuple[str, str]] | None = field(default=None, repr=False)
