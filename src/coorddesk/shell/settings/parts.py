"""The parts of the settings, so that menus and the search can name them before any is built."""

from __future__ import annotations

from typing import NamedTuple

from coorddesk.core.messages import Message, _


class Part(NamedTuple):
    """A part by its key, with its title and the name of its icon."""

    key: str
    title: Message
    icon: str

    @property
    def command(self) -> str:
        """The command that the window opens it by."""
        return f"settings:{self.key}"


PARTS = (
    Part("general", _("General"), "settings"),
    Part("organisation", _("Organisation"), "building-2"),
    Part("hours", _("Hours and holidays"), "calendar-clock"),
    Part("helpdesk", _("Help desk"), "life-buoy"),
    Part("messages", _("Messages"), "mail"),
    Part("kiosks", _("Kiosks"), "laptop"),
    Part("scanner", _("Scanner"), "scan-barcode"),
    Part("backups", _("Backups"), "archive"),
    Part("desk", _("This desk"), "database"),
)
