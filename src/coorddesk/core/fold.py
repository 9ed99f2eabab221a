"""Folding: the copy of a text that is sorted and searched, without accents or case, alike on both databases."""

from __future__ import annotations

import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "’": "'"})


def fold(text: str) -> str:
    """Lower case, no accents, ligatures opened, white space single: 'Élève  Œuvre' -> 'eleve oeuvre'."""
    if text.isascii():
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def fold_code(text: str) -> str:
    """Fold an identifier for comparison: tags and serials that differ only in case or spaces are one."""
    return fold(text).replace(" ", "")
