"""A part of every card: what belongs to a record whatever its kind, such as its files; the shell hands them in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject


class CardPart(Protocol):
    """Made once for a card, and shown one record after the other; its widgets hide while they have nothing to say."""

    @property
    def kinds(self) -> frozenset[str]:
        """The tables whose change makes it stale."""

    @property
    def actions(self) -> Sequence[QAction]:
        """Its verbs, shown on the card."""

    @property
    def aside(self) -> QWidget:
        """What stands beside the title."""

    @property
    def above(self) -> QWidget:
        """What stands over the facts."""

    @property
    def below(self) -> QWidget:
        """What stands between what belongs to the record and its history."""

    def reader(self) -> Callable[[Session, Subject, Sequence[Subject]], Any]:
        """What reads in the lane all that is shown of a record, and of those whose picture stands for it; no widget."""

    def show(self, subject: Subject, read: Any) -> None:
        """Show what was read."""

    def clear(self) -> None:
        """Show nothing: there is no record."""

    def opens(self, subject: Subject) -> bool:
        """Open one of its own records, if it is one."""

    def takes(self, data: QMimeData) -> bool:
        """Whether it would take what is dragged or in the clipboard."""

    def take(self, data: QMimeData) -> None:
        """Take it for the record that is shown."""
