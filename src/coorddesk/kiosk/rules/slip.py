"""What stands on the slip of a report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from coorddesk.core.codes import code_of


@dataclass(frozen=True)
class Slip:
    """What was reported, where and when. Without a `number`, `provisional` is the one to ask by. It names nobody."""

    organisation: str
    kiosk: str
    moment: datetime
    provisional: str
    number: int | None
    where: str
    what: str

    @property
    def code(self) -> str:
        """What a scanner types at the desk."""
        return self.provisional if self.number is None else code_of(("ticket", self.number))
