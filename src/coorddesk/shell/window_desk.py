"""The desk that screens are handed: what they need to work, and the window as the one that speaks for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from coorddesk.core.access import Actor
from coorddesk.core.clock import Clock
from coorddesk.core.folders import Folders
from coorddesk.core.settings import Settings
from coorddesk.core.texts import Texts
from coorddesk.features import Features
from coorddesk.shell.memory import APPEARANCE
from coorddesk.shell.offers import make_offers
from coorddesk.shell.tabs import TABS
from coorddesk.widgets import messages
from coorddesk.widgets.operations import Operations
from coorddesk.widgets.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from coorddesk.core.errors import UserError
    from coorddesk.core.messages import Message
    from coorddesk.core.records import Alert, Subject
    from coorddesk.feature import Feature
    from coorddesk.importing.kind import ImportKind
    from coorddesk.notes.ui.on_cards import OnCards
    from coorddesk.reporting.kind import ReportKind
    from coorddesk.shell.opening import Opening
    from coorddesk.widgets.card_part import CardPart
    from coorddesk.widgets.theme import Appearance
    from coorddesk.widgets.toast import Toast


_MOST_USUAL = ("assets", "places", "people", "suppliers")
"""What a sheet is taken for where it might be something else as well: a list of pupils rather than of borrowers."""


class Shown(Protocol):
    """What of the window shows records: its pages."""

    def place(self) -> QRect:
        """Where they stand in their window."""

    def open_record(self, subject: Subject) -> None:
        """Show a record's card."""

    def open_list(self, kind: str, about: Subject) -> None:
        """Show every record of a kind that belongs to another."""

    def show_alert(self, alert: Alert) -> None:
        """Show the records that an alert is about."""


class Opened(Protocol):
    """What of the window opens dialogs, and prints."""

    def start_import(self, kind_key: str, path: Path | None) -> None:
        """Open the import wizard."""

    def preview_report(self, kind: ReportKind, choice: object) -> None:
        """Show a report before it is printed."""

    def print_report(self, kind: ReportKind, choice: object) -> None:
        """Print a report at once."""

    def export_report(self, kind: ReportKind, choice: object) -> None:
        """Save a report as a file at once."""


@dataclass(frozen=True)
class Host:
    """The parts of the window that speak for it."""

    toast: Toast
    pages: Shown
    dialogs: Opened


@dataclass
class WindowDesk:
    """Implements `widgets.desk.Desk`; `host` is the window, once that is built."""

    texts: Texts
    theme: Theme
    operations: Operations
    actor: Actor
    clock: Clock
    settings: Settings
    opening: Opening
    folders: Folders
    host: Host | None = None
    _on_cards: OnCards | None = None

    @property
    def features(self) -> Sequence[Feature]:
        """What every feature offers, loaded when it is looked at: better in a lane."""
        return Features()

    @property
    def import_kinds(self) -> list[ImportKind]:
        """What sheets may bring: the most usual, what each tab is about, then what belongs to it."""
        first, others = ([key for tab in TABS for key in tab.imports[part]] for part in (slice(1), slice(1, None)))
        order = [*_MOST_USUAL, *first, *others]
        kinds = [kind for feature in self.features for kind in feature.imports]
        return sorted(kinds, key=lambda kind: order.index(kind.key) if kind.key in order else len(order))

    @property
    def url(self) -> str:
        """The path or address of the desk that is open."""
        return self.opening.url

    @property
    def demo(self) -> Path:
        """Where the demo's desk lies, apart from the user's own."""
        return self.folders.data / "demo" / "demo.sqlite"

    def choose_appearance(self, appearance: Appearance) -> None:
        """Change between light and dark, now and at the next start."""
        self.theme.choose(appearance)
        self.settings.remember(APPEARANCE, appearance.value)

    def say(self, message: Message, undo: int | None = None) -> None:
        """Show a quiet line for a while; `undo` is the change set that a button beside it takes back."""
        self._host().toast.say(message, undo)

    def warn(self, owner: QWidget | None, error: UserError) -> None:
        """Show the user's trouble, in words."""
        messages.warn(self, owner, error)

    def ask(
        self, owner: QWidget, question: Message, detail: Message | None, yes: Message, *, dangerous: bool = False
    ) -> bool:
        """Ask a question; True for yes."""
        return messages.ask(self, owner, question, detail, yes, dangerous=dangerous)

    def card_parts(self, card: QWidget) -> Sequence[CardPart]:
        """Notes, reminders and files; loaded with the first record that is shown."""
        if self._on_cards is None:
            from coorddesk.notes.ui.on_cards import OnCards  # a start needs none

            self._on_cards = OnCards(self, self.operations)
        return [self._on_cards.part_for(card)]

    def offers(
        self, owner: QWidget, kind: str, chosen: Callable[[], Sequence[int]], *, first: bool = False
    ) -> list[QAction]:
        """What other features offer to do with records of a kind."""
        return make_offers(self, owner, kind, chosen, first=first)

    def open_record(self, subject: Subject) -> None:
        """Show a record's card, whatever tab it lives in."""
        self._host().pages.open_record(subject)

    def open_list(self, kind: str, about: Subject) -> None:
        """Show every record of a kind that belongs to another."""
        self._host().pages.open_list(kind, about)

    def show_alert(self, alert: Alert) -> None:
        """Show the records that an alert is about, in the tab where they live."""
        self._host().pages.show_alert(alert)

    def start_import(self, kind_key: str, path: Path | None = None) -> None:
        """Open the import wizard."""
        self._host().dialogs.start_import(kind_key, path)

    def file_scans(self, owner: QWidget, paths: Sequence[Path], about: Subject, called: str) -> None:
        """Show where signed pages would be filed, or ask for them."""
        from coorddesk.shell.papers import file_papers

        file_papers(self, owner, paths or None, (about, called))

    def preview_report(self, kind: ReportKind, choice: object) -> None:
        """Show a report on paper before it is printed or saved."""
        self._host().dialogs.preview_report(kind, choice)

    def print_report(self, kind: ReportKind, choice: object) -> None:
        """Print a report at once on the usual printer; where there is none, show it."""
        self._host().dialogs.print_report(kind, choice)

    def export_report(self, kind: ReportKind, choice: object) -> None:
        """Save a report as a file at once."""
        self._host().dialogs.export_report(kind, choice)

    def _host(self) -> Host:
        assert self.host is not None, "a page was built before its window"
        return self.host
