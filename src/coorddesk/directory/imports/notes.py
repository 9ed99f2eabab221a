"""The field "Notes" of any sheet: several columns may feed it, one below the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _
from coorddesk.directory.imports.spellings import NOTES, NOTES_JOINT, NOTES_PARTS
from coorddesk.importing.kind import ImportField

if TYPE_CHECKING:
    from collections.abc import Sequence


def notes_field(example: Message, spellings: Sequence[str] = NOTES) -> ImportField:
    """What somebody wrote down about a record; `example` is what a template shows."""
    words = tuple(spellings)
    return ImportField("notes", _("Notes"), spellings=words, parts=NOTES_PARTS, joint=NOTES_JOINT, example=example)
