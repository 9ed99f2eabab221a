"""Known names that are nearest to a text: for people to choose from, never taken by themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from coorddesk.core.fold import fold
from coorddesk.core.texts import Texts
from coorddesk.importing.kind import Choice, FieldType, ImportField, Target
from coorddesk.importing.values.words import fold_word

_SHOWN = 5
COMPARED = 5_000_000
"""Names that are looked at for all texts of a field: a second or two at most."""

_NEAR, _NEAR_WITH_NUMBERS = 72, 55  # out of 100
_NEAR_BEGINNING = 88
_LONG_ENOUGH = 4  # letters of a word that may stand for a whole name
_BETWEEN_PARTS = " / "  # of a path

_NUMBERS = re.compile(r"0*(\d+) ?([a-z]?)(?![a-z0-9])|0*(\d+)")
_BETWEEN_WORDS = re.compile(r"[^0-9a-z]+")

Nearest = Callable[[str], tuple[str, ...]]
"""The names that are nearest to a text, the best first."""

Form = tuple[str, str]
"""A way of writing a name, folded, and the name."""


class Names:
    """The names that a field may mean; only those with the same numbers are ever near: "Salle 12" is no "Salle 121"."""

    def __init__(self, names: Iterable[str]) -> None:
        """Take in every name, and the last part of a path, by their numbers."""
        self._by_numbers: dict[tuple[str, ...], list[Form]] = {}
        self._left = COMPARED
        for name in names:
            for part in {name, without_last_part(name)[1]}:
                folded = fold(part)
                self._by_numbers.setdefault(_numbers(folded), []).append((_words(folded), name))

    def nearest(self, text: str) -> tuple[str, ...]:
        """The nearest names, the best first; none where so many were asked for that it would take long."""
        folded = fold(text)
        numbers = _numbers(folded)
        forms = self._by_numbers.get(numbers, [])
        self._left -= len(forms)
        if not forms or self._left < 0:
            return ()
        scores = _scores(_words(folded), [form for form, _name in forms], _NEAR_WITH_NUMBERS if numbers else _NEAR)
        if not scores and numbers and not any(map(str.isalpha, folded)):
            scores = dict.fromkeys(range(min(len(forms), _SHOWN)), 0.0)
        best = sorted(scores, key=lambda place: (-scores[place], forms[place][1]))
        return tuple(name for name in dict.fromkeys(forms[place][1] for place in best) if name != text)[:_SHOWN]


def without_last_part(name: str) -> tuple[str, str]:
    """What a path leads through, "" where it is none, and the name at its end."""
    around, _mark, last = name.rpartition(_BETWEEN_PARTS)
    return around, last


def nearest_in(field: ImportField, texts: Sequence[str], target: Target, languages: Sequence[Texts]) -> Nearest:
    """What finds the names or words of a field that are nearest to a text; `texts` are names in the same sheet."""
    match field.type:
        case FieldType.LINK:
            return Names([*target.names(field.key), *texts]).nearest
        case FieldType.CHOICE:
            return _nearest_choice(field.choices, languages[0])
        case FieldType.YES_NO:
            return lambda _text: (languages[0].yes_no(True), languages[0].yes_no(False))
    return lambda _text: ()


def _nearest_choice(choices: Sequence[Choice], texts: Texts) -> Nearest:
    """Choices that a word may mean, then those with a word that is near."""
    titles = {word: texts.say(choice.title) for choice in choices for word in (*choice.spellings, choice.value)}
    titles |= {title: title for title in titles.values()}
    names = Names(titles)

    def nearest(text: str) -> tuple[str, ...]:
        word = fold_word(text)
        likely = [texts.say(choice.title) for choice in choices if word in map(fold_word, choice.likely)]
        return tuple(dict.fromkeys([*likely, *(titles[near] for near in names.nearest(text))]))[:_SHOWN]

    return nearest


def _scores(text: str, forms: Sequence[str], cutoff: float) -> dict[int, float]:
    """How near the forms are, by their places: as they are written, in any order of words, or by how they begin."""
    # rapidfuzz is loaded for the first name that nobody knows
    from rapidfuzz import fuzz, process
    from rapidfuzz.distance import JaroWinkler

    scores: dict[int, float] = {}
    for scorer, wanted, most in (
        (fuzz.ratio, cutoff, 1.0),
        (fuzz.token_sort_ratio, cutoff, 1.0),
        (JaroWinkler.normalized_similarity, _NEAR_BEGINNING / 100, 100.0),
    ):
        for _form, score, place in process.extract(text, forms, scorer=scorer, score_cutoff=wanted, limit=_SHOWN):
            scores[place] = max(scores.get(place, 0.0), score * most)
    return scores or _with_all_words(text, forms)


def _with_all_words(text: str, forms: Sequence[str]) -> dict[int, float]:
    """The few forms that have all words of a text, or only words of it: "Petit" for "Zoé Petit"."""
    from rapidfuzz import fuzz, process

    if len(text) < _LONG_ENOUGH:
        return {}
    found = process.extract(text, forms, scorer=fuzz.token_set_ratio, score_cutoff=100, limit=_SHOWN + 1)
    return {} if len(found) > _SHOWN else {place: score / 2 for _form, score, place in found}


def _numbers(folded: str) -> tuple[str, ...]:
    """The numbers in a text with a letter right behind them, without leading zeros."""
    return tuple("".join(parts) for parts in _NUMBERS.findall(folded))


def _words(folded: str) -> str:
    return " ".join(_BETWEEN_WORDS.split(folded)).strip()
