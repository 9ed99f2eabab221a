"""Records that may be one: written almost alike, or sharing what one alone should have."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import TypeVar

from coorddesk.core.fold import fold
from coorddesk.core.merging import Likely, Named
from coorddesk.core.messages import Message, _

Found = tuple[int, int, Message]
"""The ids of two records that may be one, and why."""

K = TypeVar("K", bound=Hashable)

ALMOST = _("One letter apart")
_WRITTEN = _("The same but for blanks and signs")
_SHORTEST = 5
_CROWD = 20
"""What more records than this have in common is no slip: a series of rooms, the e-mail of the whole school."""


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


def sharing(values: Mapping[int, str], why: Message) -> Iterator[Found]:
    """The pairs of records that have the same value; blanks are none."""
    having: dict[str, list[int]] = {}
    for row_id, value in values.items():
        if value:
            having.setdefault(value, []).append(row_id)
    for ids in having.values():
        if len(ids) <= _CROWD:
            yield from ((one, other, why) for one, other in combinations(ids, 2))


def written_alike(bare_names: Mapping[int, str]) -> Iterator[Found]:
    """The pairs of records whose bare names are the same, then those whose names are one letter apart."""
    yield from sharing(bare_names, _WRITTEN)
    yield from ((one, other, ALMOST) for one, other in near_pairs(bare_names))


def likely(named: Mapping[int, Named], found: Iterable[Found]) -> list[Likely]:
    """Each pair once, for the first reason found, the older record first."""
    pairs: dict[tuple[int, int], Message] = {}
    for one, other, why in found:
        pairs.setdefault((min(one, other), max(one, other)), why)
    return [Likely(named[one], named[other], why) for (one, other), why in pairs.items()]


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())
