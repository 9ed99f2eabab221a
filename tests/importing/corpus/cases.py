"""Sheets with some quirks: one, two that may meet, or a crowd."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from tests.importing.corpus.cell_quirks import CELL_QUIRKS
from tests.importing.corpus.draft import PLAIN, Draft
from tests.importing.corpus.quirk import FAMILIES, Quirk
from tests.importing.corpus.row_quirks import ROW_QUIRKS
from tests.importing.corpus.sheet_quirks import SHEET_QUIRKS
from tests.importing.corpus.writing import FORMS, as_text

QUIRKS = (*ROW_QUIRKS, *CELL_QUIRKS, *SHEET_QUIRKS)

CLASHES = {
    frozenset({"a day that is none", "days as 1/31/2024"}): "a 31st of the second month proves the day first",
    frozenset({"counts beside without a header", "rows that end early"}): "a row longer than its headers is damage",
}
"""Two quirks of which one changes what the other means, and why."""


@dataclass(frozen=True)
class Case:
    """Some quirks together in a file of a kind."""

    kind: str
    quirks: tuple[Quirk, ...]

    @property
    def name(self) -> str:
        """What to call it."""
        return f"{self.kind}: {' + '.join(quirk.name for quirk in self.quirks)}"

    @property
    def pairs(self) -> Iterator[tuple[Quirk, Quirk]]:
        """Each two of its quirks."""
        return combinations(self.quirks, 2)

    @property
    def draft(self) -> Draft:
        """The sheet, with all that must become of it."""
        draft = PLAIN.formed(**FORMS[self.kind].__dict__)
        for quirk in sorted(self.quirks, key=lambda quirk: quirk.step):
            draft = quirk.change(draft)
        return draft


def pairs() -> Iterator[Case]:
    """Each two quirks of different families, in one of the kinds of file that may have both, in turn."""
    turn = 0
    for one, other in combinations(QUIRKS, 2):
        kinds = [kind for kind in one.kinds if kind in other.kinds]
        if one.family == other.family or not kinds or frozenset((one.name, other.name)) in CLASHES:
            continue
        turn += 1
        case = Case(kinds[turn % len(kinds)], (one, other))
        if "encoding" not in {one.family, other.family} or _can_be_written(case.draft):
            yield case


@cache
def crowds(kind: str) -> tuple[Case, ...]:
    """Files of a kind with many quirks each, so that every quirk and every pair of `pairs` is in one of them.

    Greedy: the first pair that no file has yet, and then of each other family the quirk that brings most new pairs.
    """
    crowd: list[Case] = []
    lonely = {quirk for quirk in QUIRKS if kind in quirk.kinds}
    missing = {frozenset(case.quirks): case.quirks for case in pairs() if case.kind == kind}
    while missing:
        chosen = list(next(iter(missing.values())))
        for family in FAMILIES:
            free = [quirk for quirk in QUIRKS if quirk.family == family and kind in quirk.kinds]
            if not free or family in {quirk.family for quirk in chosen}:
                continue
            best = max(free, key=lambda quirk: _brings(quirk, chosen, missing))
            if _brings(best, chosen, missing) > 0 and _can_be_written(Case(kind, (*chosen, best)).draft):
                chosen.append(best)
        crowd.append(Case(kind, tuple(chosen)))
        lonely.difference_update(chosen)
        for pair in combinations(chosen, 2):
            missing.pop(frozenset(pair), None)
    return (*crowd, *(Case(kind, (quirk,)) for quirk in QUIRKS if quirk in lonely))


def _brings(quirk: Quirk, chosen: Sequence[Quirk], missing: Container[frozenset[Quirk]]) -> int:
    """How many missing pairs a quirk would bring; below zero if it clashes with one that is there."""
    if any(frozenset((quirk.name, other.name)) in CLASHES for other in chosen):
        return -1
    return sum(frozenset((quirk, other)) in missing for other in chosen)


def _can_be_written(draft: Draft) -> bool:
    """Whether an encoding has all the characters of a sheet."""
    try:
        for row in draft.grid():
            "".join(map(as_text, row)).encode(draft.form.encoding)
    except UnicodeEncodeError:
        return False
    return True
