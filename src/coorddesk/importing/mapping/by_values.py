"""Which field a column feeds by what its values are, where no header says it.

A column of names or words that are nearly all known of one free field feeds it; one that only looks like something
(serial numbers, amounts) does so where its header says nothing at all. Whatever is less sure is offered, and left to
people: a column is never read as something that its header, or half of its values, speak against.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from coorddesk.core.fold import fold_all
from coorddesk.core.messages import Message, _
from coorddesk.importing.finding.table import Header, Table
from coorddesk.importing.headers import means_nothing
from coorddesk.importing.kind import FieldType, ImportField, Target
from coorddesk.importing.likeness import Likeness, alike
from coorddesk.importing.values.words import show
from coorddesk.importing.words import HeaderWords

LOOKED_AT = 2000
"""Rows whose values are looked at."""

NEARLY_ALL = 0.95
"""Share of a column's different values that must be known, or look alike, to feed a field."""

PERHAPS = 0.6
"""Share from which on a field is offered."""

FEWEST = 3
"""Different values that must be known, or look alike; two words are enough where a field has only a few."""

_WORDS = re.compile(r"\w+")
_LONGEST = 120  # letters: a remark is no name
_FEWEST_WORDS = 2
_NEVER_SURE = frozenset({Likeness.DATE})  # of a day nobody can tell what happened on it


@dataclass(frozen=True)
class Guess:
    """A field that a column may feed, why, and whether that is sure enough to do it."""

    header: Header
    field: ImportField
    why: Message
    sure: bool
    share: float


def texts_of(table: Table, headers: Sequence[Header]) -> dict[Header, list[str]]:
    """The different texts of some columns, as far as they are looked at; blanks left out."""
    rows = list(islice(table.rows(), LOOKED_AT))
    return {
        header: list(dict.fromkeys(text for row in rows if (text := show(row[header.index]).strip())))
        for header in headers
    }


class ByValues:
    """Compares the values of columns with what fields know and take."""

    def __init__(self, words: HeaderWords, target: Target | None) -> None:
        """Ask `target` for names; without one, only the words of choices and what values look like are told."""
        self._words = words
        self._target = target
        self._known: dict[str, frozenset[str]] = {}

    def guesses(self, texts: Mapping[Header, Sequence[str]], free: Sequence[ImportField]) -> list[Guess]:
        """At most one guess for each column and for each field, the surest first; of two alike, neither is sure."""
        found: list[Guess] = []
        for header, values in texts.items():
            if values and max(map(len, values)) <= _LONGEST:
                found += _of_one_column(list(self._of_column(header, values, free)))
        found.sort(key=lambda guess: (not guess.sure, -guess.share, guess.header.index))
        best: dict[str, Guess] = {}
        for guess in found:
            first = best.setdefault(guess.field.key, guess)
            if first is not guess and guess.sure:
                best[guess.field.key] = _doubted(first)
        return list(best.values())

    def means_rather(self, values: Sequence[str], other: ImportField, usual: ImportField) -> Message | None:
        """Why a column feeds another field than its header usually means; None if it does not."""
        folded = frozenset(map(_in_any_order, fold_all(values)))
        count, usually = (sum(1 for text in folded if text in self._known_of(field)) for field in (other, usual))
        if count < max(FEWEST, NEARLY_ALL * len(folded)) or usually >= PERHAPS * len(folded):
            return None
        said = {"known": count, "count": len(folded), "field": other.title}
        return _("by its values: {known} of {count} are known as “{field}”", **said)

    def _of_column(self, header: Header, values: Sequence[str], free: Sequence[ImportField]) -> Iterator[Guess]:
        folded = frozenset(map(_in_any_order, fold_all(values)))
        for field in free:
            known = self._known_of(field)
            if known:
                yield from self._by_names(header, field, folded, known)
            elif field.like is not None:
                yield from self._by_looks(header, field, values, field.like)

    def _by_names(
        self, header: Header, field: ImportField, folded: Collection[str], known: Collection[str]
    ) -> Iterator[Guess]:
        count = sum(1 for text in folded if text in known)
        share = count / len(folded)
        if share < PERHAPS or count < (_FEWEST_WORDS if field.type is FieldType.CHOICE else FEWEST):
            return
        # people stand in many columns, as who repaired it, and so do "OK" and "HS": a header must not speak at all
        anywhere = field.several is not None or field.type is FieldType.CHOICE
        unsaid = means_nothing(header.text)
        sure = share >= NEARLY_ALL and (unsaid or not (anywhere or self._words.says_something(header.text)))
        values = {"known": count, "count": len(folded), "field": field.title}
        if sure:
            yield Guess(
                header, field, _("by its values: {known} of {count} are known as “{field}”", **values), sure, share
            )
        else:
            why = _("perhaps “{field}”: {known} of {count} values are known there", **values)
            yield Guess(header, field, why, sure, share)

    def _by_looks(self, header: Header, field: ImportField, values: Sequence[str], like: Likeness) -> Iterator[Guess]:
        count = alike(values, like)
        share = count / len(values)
        if share < PERHAPS or count < FEWEST:
            return
        sure = share >= NEARLY_ALL and means_nothing(header.text) and like not in _NEVER_SURE
        said = {"known": count, "count": len(values), "field": field.title}
        if sure:
            yield Guess(header, field, _("by its values: {known} of {count} look like “{field}”", **said), sure, share)
        elif share >= NEARLY_ALL or not self._words.says_something(header.text):
            why = _("perhaps “{field}”: {known} of {count} values look like it", **said)
            yield Guess(header, field, why, sure, share)

    def _known_of(self, field: ImportField) -> frozenset[str]:
        if field.key not in self._known:
            self._known[field.key] = frozenset(map(_in_any_order, fold_all(list(self._names(field)))))
        return self._known[field.key]

    def _names(self, field: ImportField) -> Iterator[str]:
        if field.type is FieldType.CHOICE:
            for choice in field.choices:
                titles = (texts.say(choice.title) for texts in self._words.languages)
                yield from (*choice.spellings, choice.value, *titles)
        elif field.type is FieldType.LINK and self._target is not None:
            for name in self._target.names(field.key):
                yield name
                if field.joint != " " and field.joint in name:  # the end of a path is a name as well
                    yield name.rpartition(field.joint)[2]


def _in_any_order(folded: str) -> str:
    """The words of a folded name, sorted: "MOREAU Inès" is "Inès Moreau"."""
    return " ".join(sorted(_WORDS.findall(folded)))


def _of_one_column(guesses: list[Guess]) -> list[Guess]:
    """The best guess for one column; it is not sure where another field knows the same values."""
    if not guesses:
        return []
    best, *others = sorted(guesses, key=lambda guess: -guess.share)
    return [_doubted(best) if any(guess.share >= NEARLY_ALL for guess in others) else best]


def _doubted(guess: Guess) -> Guess:
    why = _("perhaps “{field}”, as another column or field might be", field=guess.field.title)
    return Guess(guess.header, guess.field, why, sure=False, share=guess.share) if guess.sure else guess
