"""Which article a sentence of trouble calls for."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.knowledge.rules import fitness, is_due, telling_words


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Le son ne marche pas !", ("son",)),
        ("L’imprimante fait des bourrages", ("imprimante", "des", "bourrages")),
        ("My screen doesn't work", ("screen",)),
        ("", ()),
        ("?!", ()),
        ("wifi WIFI Wi-Fi", ("wifi",)),
    ],
)
def test_words_that_tell_nothing_are_left_out(sentence: str, words: tuple[str, ...]) -> None:
    assert telling_words(sentence) == words


def test_a_title_counts_more_than_a_text() -> None:
    wanted = telling_words("bourrage imprimante")
    assert fitness(wanted, "Bourrage de papier", "", "Ouvrez l'imprimante.") == 4 + 1
    assert fitness(wanted, "Le Wi-Fi", "bourrage", "") == 4
    assert fitness(wanted, "Le Wi-Fi", "", "") == 0


@pytest.mark.parametrize(
    ("one", "other", "fits"),
    [
        ("écran", "écrans", True),
        ("imprimantes", "imprimante", True),
        ("son", "sonde", False),
        ("prise", "priseuse", False),
    ],
)
def test_a_plural_is_the_same_word(one: str, other: str, *, fits: bool) -> None:
    assert (fitness(telling_words(one), other, "", "") > 0) is fits


@given(st.text(), st.text(), st.text(), st.text())
def test_what_is_typed_never_makes_trouble(sentence: str, title: str, keywords: str, body: str) -> None:
    wanted = telling_words(sentence)
    assert 0 <= fitness(wanted, title, keywords, body) <= 4 * len(wanted)


def test_an_article_without_a_day_is_never_due() -> None:
    today = date(2026, 9, 7)
    assert [is_due(day, today) for day in (None, date(2026, 9, 8), today)] == [False, False, True]
