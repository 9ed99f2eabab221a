"""Records that may be one: written almost alike, or sharing what one alone should have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from coorddesk.core.fold import fold
from coorddesk.core.merging import Likely
from coorddesk.core.messages import Message, _
from coorddesk.core.options import Option

Found = tuple[int, int, Message]
"""The ids of two records that may be one, and why."""

ALMOST = _("One letter apart")
_WRITTEN = _("The same but for blanks and signs")
_RUN = re.compile(r"\d+|[^\W\d_]+")
_SHORTEST = 5
_CROWD = 20
"""What more records than this have in common is no slip: a series of rooms, the e-mail of the whole school."""


def bare(text: str) -> str:
    """The folded letters and digits of a name, one after the other: "Salle-12" and "salle 12" are "salle12"."""
    return "".join(letter for letter in fold(text) if letter.isalnum())


def one_apart(one: str, other: str) -> bool:
    """Whether a letter more, less, other or swapped tells two names apart.

    Numbers and letters that stand alone are never a slip: "Room 12" and "Room 13", "Wing A" and "Wing B".
    """
    # rapidfuzz is loaded where names are compared
    from rapidfuzz.distance import OSA

    bares = bare(one), bare(other)
    if min(map(len, bares)) < _SHORTEST or _marks(one) != _marks(other):
        return False
    return OSA.distance(*bares, score_cutoff=1) == 1


def near_pairs(names: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    """The pairs of records whose names are one letter apart; a thousand names take a thousand times as long as one."""
    around: dict[str, list[int]] = {}
    for row_id, name in names.items():
        text = bare(name)
        if len(text) >= _SHORTEST:
            shortened = (text[:place] + text[place + 1 :] for place in range(len(text)))
            for shorter in dict.fromkeys((text, *shortened)):
                around.setdefault(shorter, []).append(row_id)
    seen: set[tuple[int, int]] = set()
    for ids in around.values():
        for pair in combinations(ids, 2) if len(ids) <= _CROWD else ():
            if pair not in seen:
                seen.add(pair)
                if one_apart(names[pair[0]], names[pair[1]]):
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


def written_alike(names: Mapping[int, str]) -> Iterator[Found]:
    """The pairs of records whose names are the same but for blanks and signs, then those that are a letter apart."""
    yield from sharing({row_id: bare(name) for row_id, name in names.items()}, _WRITTEN)
    yield from ((one, other, ALMOST) for one, other in near_pairs(names))


def likely(named: Mapping[int, Option], found: Iterable[Found]) -> list[Likely]:
    """Each pair once, for the first reason found, the older record first."""
    pairs: dict[tuple[int, int], Message] = {}
    for one, other, why in found:
        pairs.setdefault((min(one, other), max(one, other)), why)
    return [Likely(named[one], named[other], why) for (one, other), why in pairs.items()]


def _marks(text: str) -> list[str]:
    """What tells records of a series apart: numbers, and letters that stand alone or beside one."""
    return [run for run in _RUN.findall(fold(text)) if run.isdigit() or len(run) == 1]
