"""What a kiosk's PC keeps of itself: three answers, given once."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

_ADDRESS, _FILE = "://", ".sqlite"


@dataclass(frozen=True)
class KioskPlace:
    """What it is called, where its desk is (a folder that both PCs see, a server's address or a file), and its PIN.

    `pin` is what `locked_with` made of the digits; nothing where it can be left by anybody.
    """

    name: str
    desk: str
    pin: str = ""

    @property
    def has_folder(self) -> bool:
        """Whether reports travel as files."""
        return _ADDRESS not in self.desk and not self.desk.endswith(_FILE)


def stored_place(place: KioskPlace) -> dict[str, str]:
    """A place as the settings keep it."""
    return asdict(place)


def recalled_place(kept: Any) -> KioskPlace | None:
    """The place that the settings keep; None for what is none."""
    match kept:
        case {"name": str(name), "desk": str(desk), "pin": str(pin)} if name and desk:
            return KioskPlace(name, desk, pin)
    return None
