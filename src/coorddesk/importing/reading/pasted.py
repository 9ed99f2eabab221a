"""Cells that were copied in a spreadsheet or on a web page: text of the clipboard, read like a file without a name."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from io import StringIO
from itertools import islice
from pathlib import Path

from coorddesk.core.messages import Message, _, verbatim

_LOOKED_AT = 1000  # rows


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


def is_regular(text: str) -> bool:
    """Whether tabs part the text into rows that all have as many cells, as spreadsheets copy them."""
    try:
        widths = {len(row) for row in islice(csv.reader(StringIO(text, newline=""), delimiter="\t"), _LOOKED_AT) if row}
    except csv.Error:
        return False
    return len(widths) == 1 and widths != {1}
