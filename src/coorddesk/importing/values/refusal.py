"""What a reader raises when it does not understand a cell, and the signs of damage that no field takes."""

from __future__ import annotations

from coorddesk.core.messages import Message, _
from coorddesk.importing.reading.sheet import ERROR_TEXTS, NOT_CALCULATED

_FIRST_OF_DAMAGE = frozenset("#E\0")
_OFFICE_ERROR = ("Err:5", "#ERR5")  # LibreOffice: "Err:502", "#ERR502!"


class CellRefused(Exception):
    """A cell that is not understood, with the reason."""

    def __init__(self, reason: Message) -> None:
        """Keep the reason."""
        super().__init__(reason.text)
        self.reason = reason


def refuse_damage(text: str) -> None:
    """Refuse the text of an error cell, and a formula whose result was not saved; `text` is not blank."""
    if text[0] not in _FIRST_OF_DAMAGE:
        return
    if text == NOT_CALCULATED:
        raise CellRefused(
            _("This formula was saved without its result. Open and save the file in a spreadsheet, then import it.")
        )
    if text in ERROR_TEXTS or text.startswith(_OFFICE_ERROR):
        raise CellRefused(_("The spreadsheet shows an error here, not a value."))
