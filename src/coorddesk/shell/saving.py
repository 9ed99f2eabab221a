"""Where a file goes: as it was typed, with its ending, and never in the place of another without a word."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coorddesk.core.messages import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from coorddesk.widgets.desk import Desk


def with_ending(typed: str, endings: Sequence[str]) -> Path:
    """The path that was typed, with the first of the endings behind it where it has none of them."""
    path = Path(typed)
    return path if path.suffix.lower() in endings else path.with_name(path.name + endings[0])


def file_to_save(desk: Desk, owner: QWidget, typed: str, endings: Sequence[str]) -> Path | None:
    """The file to write; None where nothing was typed, or where another one is to stay.

    The system's dialog asks before it lets a file be replaced, but knows nothing of an ending that is added after it.
    """
    if not typed:
        return None
    path = with_ending(typed, endings)
    question = _("{name} is there already. Replace it?", name=path.name)
    if path != Path(typed) and path.exists() and not desk.ask(owner, question, None, _("Replace"), dangerous=True):
        return None
    return path
