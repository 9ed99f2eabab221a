"""Cells that were copied in a spreadsheet or on a web page: text of the clipboard, read like a file without a name."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from coorddesk.core.messages import Message, _, verbatim


@dataclass(frozen=True)
class Pasted:
    """What the clipboard holds: cells with tabs between them, and the same as a web page where there is one."""

    text: str
    page: str = field(default="", repr=False)


Origin = Path | Pasted
"""Where a sheet comes from."""


def called(origin: Origin) -> Message:
    """What messages call it."""
    return verbatim(origin.name) if isinstance(origin, Path) else _("the pasted cells")
