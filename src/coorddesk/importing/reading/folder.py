"""A whole folder of sheets: which of its files are some, in the order in which people number them."""

from __future__ import annotations

import re
from pathlib import Path

from coorddesk.core.fold import fold

SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt", ".ofx"})
"""What the names of sheets end in."""

_LOCKS = ("~$", ".")  # "~$parc.xlsx" of Excel, ".~lock.parc.ods#" of LibreOffice
_DIGITS = re.compile(r"(\d+)")


def sheets_in(folder: Path) -> list[Path]:
    """The sheets of a folder, not of the folders in it: "salle 2.xlsx" comes before "salle 10.xlsx"."""
    return sorted(filter(_is_sheet, folder.iterdir()), key=lambda path: _natural(path.name))


def _is_sheet(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and not path.name.startswith(_LOCKS) and path.is_file()


def _natural(name: str) -> list[tuple[int, str]]:
    """Numbers count as numbers, words as words."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in _DIGITS.split(fold(name))]
