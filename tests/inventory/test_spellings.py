"""What sheets call a status or a condition: certain words mean one thing, all others are asked about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest

from coorddesk.importing.values.words import fold_word
from coorddesk.inventory.imports.spellings import (
    CONDITION_LIKELY,
    CONDITION_SPELLINGS,
    STATUS_LIKELY,
    STATUS_SPELLINGS,
)
from coorddesk.inventory.rules import Condition, MetaStatus

WORDS = [
    pytest.param(STATUS_SPELLINGS, STATUS_LIKELY, id="status"),
    pytest.param(CONDITION_SPELLINGS, CONDITION_LIKELY, id="condition"),
]
Words = Mapping[Any, tuple[str, ...]]


@pytest.mark.parametrize(("certain", "likely"), WORDS)
def test_no_word_is_certain_and_means_two_things(certain: Words, likely: Words) -> None:
    meanings = Counter(folded for words in certain.values() for folded in {fold_word(word) for word in words})
    assert [word for word, count in meanings.items() if count > 1] == []
    assert [word for words in likely.values() for word in words if fold_word(word) in meanings] == []


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("EN PANNE", MetaStatus.UNDER_REPAIR),
        ("à réparer", MetaStatus.UNDER_REPAIR),
        ("réformée", MetaStatus.RETIRED),
        ("Réformé(e)", MetaStatus.RETIRED),
        ("rebut", MetaStatus.RETIRED),
        ("stock", MetaStatus.IN_STOCK),
        ("Dispo", MetaStatus.IN_STOCK),
        ("non affectés", MetaStatus.IN_STOCK),
        ("prêtée", MetaStatus.ON_LOAN),
        ("affectées", MetaStatus.ASSIGNED),
        ("volé", MetaStatus.UNAVAILABLE),
        ("en_panne", MetaStatus.UNDER_REPAIR),
        ("HS", None),
        ("sorti", None),
        ("réservé", None),
        ("prêt", None),
    ],
)
def test_words_of_real_files(word: str, meaning: MetaStatus | None) -> None:
    found = [meta for meta, words in STATUS_SPELLINGS.items() if fold_word(word) in map(fold_word, words)]
    assert found == ([] if meaning is None else [meaning])


def test_what_a_doubtful_word_may_mean_is_known() -> None:
    assert [meta for meta, words in STATUS_LIKELY.items() if "HS" in words] == [
        MetaStatus.UNDER_REPAIR,
        MetaStatus.UNAVAILABLE,
        MetaStatus.RETIRED,
    ]
    assert [worn for worn, words in CONDITION_LIKELY.items() if "À réparer" in words] == [
        Condition.DAMAGED,
        Condition.DEAD,
    ]
