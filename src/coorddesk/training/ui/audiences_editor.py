"""The editor of whom a course is for: a tick for each audience, beside one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.training.rules.words import AUDIENCE_TITLES
from coorddesk.training.ui.ticks_editor import TicksEditor

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Look

_COLUMNS = 4


class AudiencesEditor(TicksEditor):
    """Its value is a tuple of `Audience`, in their own order."""

    def __init__(self, look: Look) -> None:
        """Tick none."""
        super().__init__(look, tuple(AUDIENCE_TITLES.items()), _COLUMNS)
