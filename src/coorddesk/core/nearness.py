"""Names that are written almost alike: a slip of the finger, a blank, a hyphen, an accent."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from itertools import combinations
from typing import TypeVar

from coorddesk.core.fold import fold

K = TypeVar("K", bound=Hashable)

_SHORTEST = 5
_CROWD = 50
"""Names that are alike but for one letter are looked at up to so many: more is a series, not a slip."""


def bare(text: str) -> str:
    """The folded letters and digits of a name, one after the other: "Salle-12" and "salle 12" are "salle12"."""
    return "".join(letter for letter in fold(text) if letter.isalnum())


def one_apart(one: str, other: str) -> bool:
    """Whether a letter more, less, other or swapped tells two bare names apart; numbers are never a slip."""
    # rapidfuzz is loaded where names are compared
    from rapidfuzz.distance import OSA

    if min(len(one), len(other)) < _SHORTEST or _digits(one) != _digits(other):
        return False
    return OSA.distance(one, other, score_cutoff=1) == 1


def near_pairs(names: Mapping[K, str]) -> Iterator[tuple[K, K]]:
    """The pairs of keys whose bare names are one letter apart; many names take no longer than each of them."""
    around: dict[str, list[K]] = {}
    for key, name in names.items():
        if len(name) >= _SHORTEST:
            for shorter in {name, *(name[:place] + name[place + 1 :] for place in range(len(name)))}:
                around.setdefault(shorter, []).append(key)
    seen: set[tuple[K, K]] = set()
    for keys in around.values():
        if len(keys) > _CROWD:
            continue
        for pair in combinations(keys, 2):
            if pair not in seen and one_apart(names[pair[0]], names[pair[1]]):
                seen.add(pair)
                yield pair


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())
