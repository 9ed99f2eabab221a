"""The words of a sheet that the desk does not know, and what people say becomes of each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from coorddesk.core.fold import fold
from coorddesk.importing.options import NameFate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coorddesk.importing.kind import ImportField
    from coorddesk.importing.options import Options
    from coorddesk.importing.plan import Summary

_CERTAIN_LENGTH = 6  # letters of a word of which two may be swapped


class Fate(StrEnum):
    """What becomes of a word: the same as of any name that no record has, or a known one is used in its place."""

    CREATE = NameFate.CREATE
    EMPTY = NameFate.EMPTY
    REFUSE = NameFate.REFUSE
    USE = "use"


@dataclass(frozen=True)
class Word:
    """A text that is no known name or word of a field, in how many rows it stands, and what becomes of it.

    `nearest` are known names, the best first; `meant` is the one to use in its place.
    """

    field: ImportField
    text: str
    count: int
    first_row: int
    nearest: tuple[str, ...]
    fate: Fate
    meant: str = ""

    @cached_property
    def place(self) -> tuple[str, str]:
        """What tells it from others: its field and its folded text."""
        return self.field.key, fold(self.text)

    @property
    def is_creatable(self) -> bool:
        """Whether a record may be made of it."""
        return self.field.link is not None


def words_of(fields: Iterable[ImportField], summary: Summary, options: Options, before: Iterable[Word]) -> list[Word]:
    """The words of a plan with what was said of them; those decided before stay, though the plan knows them by now."""
    by_key = {field.key: field for field in fields}
    words: dict[tuple[str, str], Word] = {}
    for key, unknowns in summary.unknowns.items():
        for each in unknowns:
            word = Word(by_key[key], each.text, each.count, each.first_row, each.nearest, Fate.REFUSE)
            words[word.place] = _decided(word, options)
    for word in before:
        if word.place not in words and word.place[1] in options.values.get(word.field.key, {}):
            words[word.place] = _decided(word, options)
    order = {key: number for number, key in enumerate(by_key)}
    return sorted(words.values(), key=lambda word: (order[word.field.key], -word.count, word.first_row))


def by_field(words: Iterable[Word]) -> dict[str, list[Word]]:
    """The words of each field."""
    found: dict[str, list[Word]] = {}
    for word in words:
        found.setdefault(word.field.key, []).append(word)
    return found


def guessed(word: Word) -> Word:
    """Stand at a near name if it is certain that it is the one: the same but for signs, or for two letters swapped."""
    certain = [name for name in word.nearest if _is_same(word.text, name)]
    if len(certain) != 1 or word.fate is Fate.USE:
        return word
    return replace(word, fate=Fate.USE, meant=certain[0])


def said(words: Iterable[Word], options: Options) -> Options:
    """The options that say all of it: word by word what differs from what becomes of a field's other words."""
    values = {key: dict(texts) for key, texts in options.values.items()}
    unknown = dict(options.unknown)
    for key, of_field in by_field(words).items():
        rest = _rest(of_field, unknown.get(key, Fate.CREATE))
        if of_field[0].is_creatable and rest != unknown.get(key, Fate.CREATE):
            unknown[key] = rest.value
        texts = values.setdefault(key, {})
        for word in of_field:
            text = _text(word)
            if text is None or word.fate is rest:
                texts.pop(word.place[1], None)
            else:
                texts[word.place[1]] = text
    return replace(options, values={key: texts for key, texts in values.items() if texts}, unknown=unknown)


def _rest(of_field: list[Word], before: str) -> Fate:
    """What becomes of words that nothing is said of: they are refused as soon as one of those shown is to be."""
    if not of_field[0].is_creatable or any(word.fate is Fate.REFUSE for word in of_field):
        return Fate.REFUSE
    return Fate(before)


def _text(word: Word) -> str | None:
    """What is read in place of a word; None where the word is refused."""
    match word.fate:
        case Fate.CREATE:
            return word.text
        case Fate.USE:
            return word.meant
        case Fate.EMPTY:
            return ""
    return None


def _decided(word: Word, options: Options) -> Word:
    """What the options say of a word."""
    key, folded = word.place
    text = options.values.get(key, {}).get(folded)
    if text is None:
        rest = options.unknown.get(key, Fate.CREATE) if word.is_creatable else Fate.REFUSE
        return replace(word, fate=Fate(rest), meant="")
    if not text:
        return replace(word, fate=Fate.EMPTY, meant="")
    created = word.is_creatable and fold(text) == folded
    return replace(word, fate=Fate.CREATE, meant="") if created else replace(word, fate=Fate.USE, meant=text)


def _is_same(text: str, name: str) -> bool:
    """A letter too many or too few is not enough: "Martine" is not "Martin"."""
    one, other = ("".join(filter(str.isalnum, fold(each))) for each in (text, name))
    if len(one) != len(other):
        return False
    apart = [place for place, (this, that) in enumerate(zip(one, other, strict=True)) if this != that]
    swapped = len(apart) == 2 and apart[1] == apart[0] + 1 and sorted(one) == sorted(other)
    letters = not any(one[place].isdigit() for place in apart)
    return not apart or (swapped and letters and len(one) >= _CERTAIN_LENGTH)
