"""The pictures that the tiles of a kiosk may have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox

from coorddesk.core.messages import Message, _p
from coorddesk.widgets.forms.editors import ChoiceEditor

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Look

PICTURES: dict[str, Message] = {
    "power": _p("picture", "Power button"),
    "circle-x": _p("picture", "Cross"),
    "image": _p("picture", "Image"),
    "volume-2": _p("picture", "Loudspeaker"),
    "volume-x": _p("picture", "Loudspeaker without sound"),
    "wifi-off": _p("picture", "No Wi-Fi"),
    "external-link": _p("picture", "Way out"),
    "clock": _p("picture", "Clock"),
    "printer": _p("picture", "Printer"),
    "scan-barcode": _p("picture", "Barcode"),
    "triangle-alert": _p("picture", "Warning sign"),
    "keyboard": _p("picture", "Keyboard"),
    "laptop": _p("picture", "Laptop"),
    "phone": _p("picture", "Telephone"),
    "mail": _p("picture", "Letter"),
    "file-text": _p("picture", "Sheet"),
    "hard-drive": _p("picture", "Disk"),
    "key-round": _p("picture", "Key"),
    "lock": _p("picture", "Padlock"),
    "bug": _p("picture", "Insect"),
    "wrench": _p("picture", "Spanner"),
    "life-buoy": _p("picture", "Lifebelt"),
    "circle-help": _p("picture", "Question mark"),
}


class PictureEditor(ChoiceEditor):
    """One of the pictures, each shown beside its word; its value is the name of the icon, '' for none."""

    def __init__(self, look: Look) -> None:
        """Show them."""
        super().__init__(look, [("", _p("picture", "None")), *PICTURES.items()])

    def _add(self, value: Any, title: Message) -> None:
        super()._add(value, title)
        box = self.control
        if value in PICTURES and isinstance(box, QComboBox):
            box.setItemIcon(box.count() - 1, self.look.theme.icon(value))
