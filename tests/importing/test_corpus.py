"""Every quirk of the sheets that people bring, alone and with every other: what becomes of each row is what was meant.

In files of many quirks at once each pair meets somewhere; `COORDDESK_PROOF=whole` also makes a file of each pair alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coorddesk.inventory.imports import ASSETS
from tests.importing.corpus.cases import QUIRKS, Case, crowds, pairs
from tests.importing.corpus.quirk import FAMILIES
from tests.importing.corpus.writing import FORMS
from tests.importing.proving import prove, prove_with_undo
from tests.thoroughness import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coorddesk.core.database import Database

ON_SQLITE = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)


def troubles(proved: Iterable[tuple[Case, list[str]]]) -> dict[str, list[str]]:
    """Whatever is wrong, by the name of the case."""
    return {case.name: told for case, told in proved if told}


@ON_SQLITE
@pytest.mark.parametrize("family", FAMILIES)
def test_a_quirk_alone(ready: Database, folder: Path, family: str) -> None:
    """In each kind of file in turn; each finds the desk as empty as the one before found it."""
    quirks = [(turn, quirk) for turn, quirk in enumerate(QUIRKS) if quirk.family == family]
    cases = [Case(quirk.kinds[turn % len(quirk.kinds)], (quirk,)) for turn, quirk in quirks]
    assert troubles((case, prove_with_undo(ready, ASSETS, case.draft, folder)) for case in cases) == {}


@ON_SQLITE
@pytest.mark.parametrize("kind", FORMS)
def test_every_two_quirks_in_a_crowd(ready: Database, folder: Path, kind: str) -> None:
    assert troubles((case, prove(ready, ASSETS, case.draft, folder)) for case in crowds(kind)) == {}


@pytest.mark.skipif(not WHOLE, reason="COORDDESK_PROOF=whole takes minutes")
@pytest.mark.timeout(1800)
@ON_SQLITE
@pytest.mark.parametrize("kind", FORMS)
def test_every_two_quirks_alone(ready: Database, folder: Path, kind: str) -> None:
    cases = (case for case in pairs() if case.kind == kind)
    assert troubles((case, prove(ready, ASSETS, case.draft, folder)) for case in cases) == {}


def test_each_quirk_and_each_pair_is_in_a_crowd() -> None:
    there = {(quirk, kind) for kind in FORMS for case in crowds(kind) for quirk in case.quirks}
    assert {(quirk.name, kind) for quirk in QUIRKS for kind in quirk.kinds if (quirk, kind) not in there} == set()
    met = {frozenset(two) for kind in FORMS for case in crowds(kind) for two in case.pairs}
    assert {case.name for case in pairs() if frozenset(case.quirks) not in met} == set()
