"""Statuses as a sheet says them: the desk's own words, and the standard ones for the first label of each meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.importing.kind import Choice
from coorddesk.inventory.imports.fields import STATUS_SPELLINGS
from coorddesk.inventory.queries import default_labels, status_labels

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class Labels:
    """The status labels of the desk, each by the value that stands for it in a sheet's field."""

    def __init__(self, session: Session) -> None:
        """Read all of them."""
        first = {label_id: meta for meta, label_id in default_labels(session).items()}
        labels = status_labels(session)
        self.values = {label.id: str(first.get(label.id, f"label:{label.id}")) for label in labels}
        self.ids = {value: label_id for label_id, value in self.values.items()}
        own = [Choice(self.values[label.id], label.title) for label in labels if label.id not in first]
        firsts = [
            Choice(label.meta, label.title, STATUS_SPELLINGS[label.meta]) for label in labels if label.id in first
        ]
        self.choices = (*own, *firsts)
        """What a cell may say: the desk's own words first, then the standard ones, in many spellings."""
