"""Statuses as a sheet says them: the desk's own words, and the standard ones for the first label of each meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.importing.kind import Choice
from coorddesk.inventory.imports.spellings import STATUS_LIKELY, STATUS_SPELLINGS
from coorddesk.inventory.queries import default_labels, status_labels

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class Labels:
    """The status labels of the desk, each by the word that stands for it in a sheet's field.

    A label with a name is that word, one without is what it means; the first of each meaning is also known by the
    standard words, whatever it is called.
    """

    def __init__(self, session: Session) -> None:
        """Read all of them."""
        labels = status_labels(session)
        firsts = set(default_labels(session).values())
        self.firsts = {label.meta: label.id for label in labels if label.id in firsts}
        self.values: dict[int, str] = {label.id: label.name or label.meta.value for label in labels}
        self.ids = {value: label_id for label_id, value in self.values.items()}
        self.choices = tuple(
            Choice(
                self.values[label.id],
                label.title,
                (label.meta.value, *STATUS_SPELLINGS[label.meta]) if label.id in firsts else (),
                STATUS_LIKELY[label.meta] if label.id in firsts else (),
            )
            for label in sorted(labels, key=lambda label: label.id in firsts)
        )
        """What a cell may say; where a name of the desk's is a standard word as well, the name goes first."""


def own_statuses(session: Session) -> tuple[Choice, ...]:
    """The words of the desk for statuses."""
    return Labels(session).choices
