"""The codes on our own papers and labels: short words that a scanner types and that lead to one record.

Letters that move between keyboards (A, M, Q, W, Z) stand in none, so that a scanner set to another keyboard still says
the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coorddesk.core.records import Subject

_MARK = "CD"
_LETTERS = {
    "person": "U",
    "place": "P",
    "loan": "L",
    "kit": "K",
    "stock_item": "S",
    "stocktake": "T",
    "repair": "R",
    "asset": "D",
    "lot": "B",
    "ticket": "H",
    "training_session": "F",
}
CODED = tuple(_LETTERS)
"""The kinds of records that have codes."""
_KINDS = {letter: kind for kind, letter in _LETTERS.items()}
_MOST_DIGITS = 18  # 64 bits hold them all


def code_of(subject: Subject) -> str:
    """The code of a record: CDP12 leads to place 12; a `KeyError` for a kind that has none."""
    kind, record_id = subject
    return f"{_MARK}{_LETTERS[kind]}{record_id}"


def subject_of(code: str) -> Subject | None:
    """The record that a code leads to; None for any other text. Nobody has looked whether it is still there."""
    text = code.strip().upper()
    kind, number = _KINDS.get(text[len(_MARK) : len(_MARK) + 1]), text[len(_MARK) + 1 :]
    if not text.startswith(_MARK) or kind is None or not (number.isascii() and number.isdecimal()):
        return None
    return (kind, int(number)) if len(number) <= _MOST_DIGITS else None
