"""Header words: which field a column's header means, however it is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from coorddesk.core.fold import fold
from coorddesk.core.texts import Texts
from coorddesk.importing.kind import ImportField

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")  # "purchaseDate"
_ENDING = re.compile(r"\((?:e|s|es|x|ne|nes|trice|trices)\)")  # "Né(e)", "Commentaire(s)"
_NUMBER = re.compile(r"n°|\bno\b|\bnum\b|#")
_IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^]]*\]")
_BETWEEN_WORDS = re.compile(r"[^0-9a-z]+")
_DIGITS = re.compile(r"\d+")
_FILLERS = frozenset({"", "d", "de", "du", "des", "l", "la", "le", "les", "of", "the"})

_NEAR = 90  # out of 100; "Né(e) le" scores 85 against "Adresse e-mail" by a laxer measure
_SHORTEST_NEAR = 7
_AFTER_SPELLINGS = 1000  # ranks


@dataclass(frozen=True)
class Match:
    """A field that a header means; the lower the rank, the surer. `part` is the place among the field's parts."""

    field: ImportField
    rank: int
    part: int | None = None
    near: bool = False


class HeaderWords:
    """The words by which a kind's fields are known, in every language that the desk speaks."""

    def __init__(self, fields: Sequence[ImportField], languages: Sequence[Texts]) -> None:
        """Gather title, key, spellings and parts of each field; where two fields share a word, the first has it."""
        self._words: dict[str, Match] = {}
        self._spelt: list[str] = []
        for field in fields:
            titles = [texts.say(field.title) for texts in languages]
            for rank, word in enumerate([*titles, field.key, *field.spellings]):
                self._words.setdefault(folded_header(word), Match(field, rank))
                self._spelt.append(" ".join(_folded_words(word)))
            for place, word in enumerate(field.parts):
                self._words.setdefault(folded_header(word), Match(field, _AFTER_SPELLINGS, place))

    def match(self, header: str) -> Match | None:
        """The field that a header names, exactly or but for what it says in brackets ("Prix (€)")."""
        exact = self._words.get(folded_header(header))
        if exact:
            return exact
        bare = self._words.get(folded_header(_IN_BRACKETS.sub(" ", header)))
        return replace(bare, rank=bare.rank + _AFTER_SPELLINGS) if bare else None

    def near(self, header: str) -> Match | None:
        """The only field with a word that is a slip of the finger away; short words and other numbers never are."""
        # rapidfuzz is loaded for the first header that nobody knows
        from rapidfuzz import fuzz, process

        folded = " ".join(_folded_words(header))
        if len(folded) < _SHORTEST_NEAR:
            return None
        found = process.extract(folded, self._spelt, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=None)
        near = [word for word, _, _ in found if _same_shape(word, folded)]
        matches = {match.field.key: match for word in reversed(near) if (match := self.match(word))}
        if len(matches) != 1:
            return None
        (match,) = matches.values()
        return replace(match, rank=match.rank + 2 * _AFTER_SPELLINGS, near=True)


def _same_shape(one: str, other: str) -> bool:
    """Whether as many words and the same numbers make them up: "Is manufacturer" is no manufacturer."""
    return one.count(" ") == other.count(" ") and _DIGITS.findall(one) == _DIGITS.findall(other)


def folded_header(header: str) -> str:
    """What is left of a header for comparison: "N° d’inventaire" and "numero_inventaire" are one."""
    return "".join(_folded_words(header)).replace("number", "numero")


def _folded_words(header: str) -> list[str]:
    text = fold(_HUMP.sub(" ", header.replace("№", "n°").replace("_", " ")))
    text = _NUMBER.sub(" numero ", _ENDING.sub("", text))
    words = [word for word in _BETWEEN_WORDS.split(text) if word not in _FILLERS]
    return [word.removesuffix("s") if len(word) > 3 else word for word in words]
