"""Header words: which field a column's header means, however it is written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from coorddesk.core.texts import Texts
from coorddesk.importing.headers import LONGEST, folded_header, header_words, unbracketed
from coorddesk.importing.kind import ImportField
from coorddesk.importing.splitting import Split

_DIGITS = re.compile(r"\d+")
_SCALED = re.compile(r"[(\[][^)\]]*(?:\bk ?(?:€|eur)|\bmillier|\bcent(?:ime)?s?\b)", re.IGNORECASE)  # "Prix (k€)"

_NEAR = 90  # out of 100; "Né(e) le" scores 85 against "Adresse e-mail" by a laxer measure
_SHORTEST_NEAR = 7
_SHORTEST_WORD = 3
_AFTER_SPELLINGS = 1000  # ranks


@dataclass(frozen=True)
class Match:
    """A field that a header means; the lower the rank, the surer.

    `part` is the place among the field's parts. With a `split` the column feeds several fields, of which this is one.
    """

    field: ImportField
    rank: int
    part: int | None = None
    near: bool = False
    split: Split | None = None


class HeaderWords:
    """The words by which a kind's fields are known, in every language that the desk speaks."""

    def __init__(self, fields: Sequence[ImportField], languages: Sequence[Texts], splits: Sequence[Split] = ()) -> None:
        """Gather title, key, spellings and parts of each field; where two fields share a word, the first has it."""
        self.languages = tuple(languages)
        self._words: dict[str, Match] = {}
        self._spelt: list[str] = []
        self._parts: dict[str, dict[str, int]] = {}
        by_key = {field.key: field for field in fields}
        for split in splits:
            for rank, word in enumerate(split.spellings, start=_AFTER_SPELLINGS // 2):
                self._know(word, Match(by_key[split.fields[0]], rank, split=split))
        self._know_own(fields)
        for field in fields:
            titles = [texts.say(field.title) for texts in languages]
            for rank, word in enumerate([*titles, field.key, *field.spellings]):
                self._know(word, Match(field, rank))
        for field in fields:
            for place, spellings in enumerate(field.parts):
                for word in (spellings,) if isinstance(spellings, str) else spellings:
                    self._words.setdefault(folded_header(word), Match(field, _AFTER_SPELLINGS, place))
                    self._parts.setdefault(folded_header(word), {})[field.key] = place

    def _know_own(self, fields: Sequence[ImportField]) -> None:
        """What users call the fields of their desk goes before spellings seen elsewhere, but not before titles."""
        titles = {
            folded_header(texts.say(field.title)) for field in fields if not field.is_own for texts in self.languages
        }
        for field in fields:
            for texts in self.languages if field.is_own else ():
                if folded_header(texts.say(field.title)) not in titles:
                    self._know(texts.say(field.title), Match(field, 0))

    def match(self, header: str) -> Match | None:
        """The field that a header names, exactly, but for what it says in brackets ("Prix (€)"), or in two words."""
        exact = self._words.get(folded_header(header))
        if exact or _SCALED.search(header[:LONGEST]):
            return exact
        bare = self._words.get(folded_header(unbracketed(header)))
        if bare:
            return replace(bare, rank=bare.rank + _AFTER_SPELLINGS)
        return self._same_twice(header) if "/" in header else None

    def parts(self, header: str) -> Mapping[str, int]:
        """Of which fields a header may name a part, by their keys, and which part; it may mean more than that."""
        return self._parts.get(folded_header(header)) or self._parts.get(folded_header(unbracketed(header))) or {}

    def says_something(self, header: str) -> bool:
        """Whether a header that means no field has a word of one all the same: "Ancienne salle", "Is manufacturer"."""
        vocabulary = self._vocabulary
        return any(word in vocabulary for word in header_words(header))

    def near(self, header: str) -> Match | None:
        """The only field with a word that is a slip of the finger away; short words and other numbers never are."""
        # rapidfuzz is loaded for the first header that nobody knows
        from rapidfuzz import fuzz, process

        folded = " ".join(header_words(header))
        if len(folded) < _SHORTEST_NEAR:
            return None
        found = process.extract(folded, self._spelt, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=None)
        near = [word for word, _, _ in found if _same_shape(word, folded)]
        matches = {match.field.key: match for word in reversed(near) if (match := self.match(word))}
        if len(matches) != 1:
            return None
        (match,) = matches.values()
        return replace(match, rank=match.rank + 2 * _AFTER_SPELLINGS, near=True)

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        return frozenset(word for words in self._spelt for word in words.split() if len(word) >= _SHORTEST_WORD)

    def _same_twice(self, header: str) -> Match | None:
        """The field that each of several words means: "Lieu / Salle", "N° de série / Service tag"."""
        bare = unbracketed(header)
        words = bare.split(" / " if " / " in bare else "/")
        matches = [self._words.get(folded_header(word)) for word in words]
        keys = {match and (match.field.key, match.part, match.split) for match in matches}
        first = matches[0]
        if len(keys) > 1 or first is None or first.part is not None or first.split is not None:
            return None
        return replace(first, rank=first.rank + _AFTER_SPELLINGS)

    def _know(self, word: str, match: Match) -> None:
        self._words.setdefault(folded_header(word), match)
        self._spelt.append(" ".join(header_words(word)))


def _same_shape(one: str, other: str) -> bool:
    """Whether as many words and the same numbers make them up: "Is manufacturer" is no manufacturer."""
    return one.count(" ") == other.count(" ") and _DIGITS.findall(one) == _DIGITS.findall(other)
