"""Header texts: what is left of one for comparison, however it is written."""

from __future__ import annotations

import re
from functools import lru_cache

from coorddesk.core.fold import fold

LONGEST = 200  # characters; no header that means anything is longer, and cells of 100,000 are tried as well

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")  # "purchaseDate"
_ENDING = re.compile(r"\((?:e|s|es|x|ne|nes|trice|trices)\)")  # "Né(e)", "Commentaire(s)"
_NUMBER = re.compile(r"n°|\bno\b|\bnum\b|#")
_IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^]]*\]")
_BETWEEN_WORDS = re.compile(r"[^0-9a-z]+")
_NO_HEADER = re.compile(r"(?:colonne|column|col|champ|field|unnamed|sansnom|sanstitre|untitled|f|c)?\d*")
_ARTICLES = {"", "d", "de", "du", "des", "l", "la", "le", "les", "of", "the"}
_FILLERS = frozenset(_ARTICLES | {"et", "and", "euro", "euros", "eur"})


def folded_header(header: str) -> str:
    """What is left of a header for comparison: "N° d’inventaire" and "numero_inventaire" are one."""
    return "".join(header_words(header)).replace("number", "numero")


def means_nothing(header: str) -> bool:
    """Whether a header is blank, or what a program writes where there is none: "Colonne 3", "Unnamed: 2", "F4"."""
    return _NO_HEADER.fullmatch(folded_header(header)) is not None


def unbracketed(header: str) -> str:
    """A header without what it says in brackets."""
    return _IN_BRACKETS.sub(" ", header[:LONGEST])


def header_words(header: str) -> tuple[str, ...]:
    """The words that are left of a header."""
    return _folded(header[:LONGEST])


@lru_cache(maxsize=4096)  # a kind's own words, each time that one of its sheets is looked at
def _folded(header: str) -> tuple[str, ...]:
    text = fold(_HUMP.sub(" ", header.replace("№", "n°").replace("_", " ")))
    text = _NUMBER.sub(" numero ", _ENDING.sub("", text))
    first, *others = [word for word in _BETWEEN_WORDS.split(text) if word not in _FILLERS] or [""]
    words = [first, *(word for word in others if word != "en")]  # "Prix en euros"; "En service" is no "Service"
    return tuple(word.removesuffix("s") if len(word) > 3 else word for word in words)
