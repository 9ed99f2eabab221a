"""The desk as a screen sees it: what it is handed, and what it may ask of the window around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from coorddesk.core.access import Actor
    from coorddesk.core.clock import Clock
    from coorddesk.core.errors import UserError
    from coorddesk.core.messages import Message
    from coorddesk.core.records import Alert, Subject
    from coorddesk.core.texts import Texts
    from coorddesk.feature import Feature
    from coorddesk.reporting.kind import ReportKind
    from coorddesk.widgets.card_part import CardPart
    from coorddesk.widgets.operations import Operations
    from coorddesk.widgets.theme import Theme


class Look(Protocol):
    """What a widget needs to show itself, even where no desk is open yet."""

    @property
    def texts(self) -> Texts:
        """The reader's language."""

    @property
    def theme(self) -> Theme:
        """Colours, fonts and icons."""


class Memory(Protocol):
    """Choices kept from one run to the next: columns, sort, filters, folders. Values are what JSON can hold."""

    def recall(self, key: str, default: Any = None) -> Any:
        """The value remembered under a key such as "table.inventory"."""

    def remember(self, key: str, value: Any) -> None:
        """Keep a value."""


class Desk(Look, Protocol):
    """Implemented by the shell and handed to every page and dialog."""

    @property
    def operations(self) -> Operations:
        """The way to the database."""

    @property
    def actor(self) -> Actor:
        """Who sits at the window."""

    @property
    def clock(self) -> Clock:
        """What day it is."""

    @property
    def settings(self) -> Memory:
        """What was chosen before."""

    @property
    def features(self) -> Sequence[Feature]:
        """What every feature offers; asked for once the desk is open."""

    def say(self, message: Message, undo: int | None = None) -> None:
        """Show a quiet line for a while; with `undo`, the change set that a button beside it takes back."""

    def warn(self, owner: QWidget | None, error: UserError) -> None:
        """Show the user's trouble, in words, beside what they did."""

    def ask(
        self, owner: QWidget, question: Message, detail: Message | None, yes: Message, *, dangerous: bool = False
    ) -> bool:
        """Ask a question whose answer is the button `yes` or going back; True for yes."""

    def card_parts(self, card: QWidget) -> Sequence[CardPart]:
        """What stands on a card whatever its record: made for this one."""

    def offers(
        self, owner: QWidget, kind: str, chosen: Callable[[], Sequence[int]], *, first: bool = False
    ) -> list[QAction]:
        """What other features offer to do with the records of a kind chosen on a page, which lists the actions.

        `first` gives those that stand on a card itself, otherwise those of its menu.
        """

    def open_record(self, subject: Subject) -> None:
        """Show a record's card in the tab where it lives, or in a dialog of its own: a model, a category."""

    def open_list(self, kind: str, about: Subject) -> None:
        """Show every record of a kind (the name of its table) that belongs to another: the devices of a room."""

    def show_alert(self, alert: Alert) -> None:
        """Show the records that an alert is about, in the tab where they live."""

    def start_import(self, kind_key: str, path: Path | None = None) -> None:
        """Open the import wizard for a kind of record, at a file where one is known."""

    def file_scans(self, owner: QWidget, paths: Sequence[Path], about: Subject, called: str) -> None:
        """Show where signed pages would be filed by the codes on them; without paths, they are asked for.

        A page without a code may be given to the record `about`, which is called so.
        """

    def preview_report(self, kind: ReportKind, choice: object) -> None:
        """Show a report on paper before it is printed or saved; `choice` is the feature's own filter."""

    def print_report(self, kind: ReportKind, choice: object) -> None:
        """Print a report at once on the usual printer; where there is none, show it."""

    def export_report(self, kind: ReportKind, choice: object) -> None:
        """Save a report as a file at once, without looking at it on paper first."""
