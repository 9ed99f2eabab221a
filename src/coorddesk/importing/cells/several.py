"""Cells with more than one name or number in them, where a record has one: refused, never taken for one long name."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from coorddesk.core.messages import Message
from coorddesk.importing.reading.sheet import Cell
from coorddesk.importing.values.refusal import CellRefused
from coorddesk.importing.values.words import read_code, read_text

_BETWEEN_CODES = re.compile(r"\s*[\n;|]\s*")
_MAYBE_BETWEEN_CODES = re.compile(r"\s*[,/+&]\s*|\s+(?:et|and)\s+")
_BETWEEN_NAMES = re.compile(r"\s*[\n;|]\s*|\s+/\s+")
_MAYBE_BETWEEN_NAMES = re.compile(r"\s*[,&+]\s*|\s+(?:et|and)\s+", re.IGNORECASE)
_PLAIN = re.compile(r"[0-9A-Za-z][0-9A-Za-z_.-]*")
_LETTERS = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+")
_LONG = 5  # digits: a number that is not part of another

Read = Callable[[Any], Any]


def are_codes(text: str) -> bool:
    """Whether a text is several identifiers: "SN1 / SN2 / SN3", two lines; not one like "INV/2024/0012"."""
    parts = [part for part in _BETWEEN_CODES.split(text) if part]
    if len(parts) > 1:
        return all(_DIGITS.search(part) for part in parts)
    parts = _MAYBE_BETWEEN_CODES.split(text)
    shapes = {_DIGITS.sub("9", _LETTERS.sub("A", part)) for part in parts}
    if len(parts) < 2 or len(shapes) > 1 or not _DIGITS.search(parts[0]):
        return False
    return bool(_LETTERS.search(parts[0])) or (" " in text and all(len(part) >= _LONG for part in parts))


def are_names(text: str) -> bool:
    """Whether a text is several people: "Inès Moreau / Zoé Petit"; not "Moreau, Inès", nor "Accueil et secrétariat"."""
    if len([part for part in _BETWEEN_NAMES.split(text) if part]) > 1:
        return True
    parts = _MAYBE_BETWEEN_NAMES.split(text)
    return len(parts) > 1 and all(len(part.split()) > 1 for part in parts)


def single_code_reader(reason: Message) -> Read:
    """Reads an identifier as `read_code` does; several in one cell are refused for that reason."""

    def read_single(cell: Cell) -> str | None:
        if isinstance(cell, str) and _PLAIN.fullmatch(cell):
            return cell
        code = read_code(cell)
        if code is not None and isinstance(cell, str) and are_codes(cell.strip()):
            raise CellRefused(reason)
        return code

    return read_single


def single_name_reader(read: Read, knows: Callable[[str], bool], reason: Message) -> Read:
    """Reads a name as `read` does; several in one cell are refused for that reason, unless all of it is known."""

    def read_single(cell: Cell) -> Any:
        text = read_text(cell)
        if text is not None and are_names(text) and not knows(text):
            raise CellRefused(reason)
        return read(cell)

    return read_single
