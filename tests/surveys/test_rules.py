"""What answers come to, for any answers."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.surveys.rules import (
    LEAST,
    Asked,
    Page,
    QuestionKind,
    is_whole,
    may_become,
    page_of,
    percent,
    result,
    satisfaction,
    synthesis,
    values_of,
)

CHOICES = ("Le matin", "L’après-midi", "Le soir")
kinds = st.sampled_from([kind for kind in QuestionKind if kind is not QuestionKind.TEXT])
scales = st.lists(st.integers(1, 4), max_size=40)
recommendations = st.lists(st.integers(0, 10), min_size=1, max_size=40)


def test_what_may_be_answered_is_what_stands_on_the_form() -> None:
    assert values_of(QuestionKind.SCALE) == (4, 3, 2, 1)
    assert values_of(QuestionKind.YES_NO) == (1, 0)
    assert values_of(QuestionKind.CHOICE, CHOICES) == (1, 2, 3)
    assert values_of(QuestionKind.NPS) == tuple(range(11))
    assert values_of(QuestionKind.TEXT) == ()


@given(kind=kinds, data=st.data())
def test_every_answer_is_typed_and_nothing_else_is(kind: QuestionKind, data: st.DataObject) -> None:
    value = data.draw(st.sampled_from(values_of(kind, CHOICES)))
    typed = str(value)
    assert all(may_become(typed[:length], kind, CHOICES) for length in range(len(typed) + 1))
    assert is_whole(typed, kind, CHOICES) == (not (kind is QuestionKind.NPS and value == 1))
    assert not may_become(typed + "9", kind, CHOICES)


def test_the_recommendation_of_a_textbook() -> None:
    answered = Counter([10] * 3 + [9] * 2 + [8, 7] + [6] * 2 + [0])
    assert result(QuestionKind.NPS, (), answered).recommended == 20  # 50 % - 30 %


@given(answered=recommendations)
def test_a_recommendation_lies_between_all_against_and_all_for(answered: list[int]) -> None:
    found = result(QuestionKind.NPS, (), Counter(answered))
    assert found.count == len(answered)
    assert found.recommended is not None
    assert -100 <= found.recommended <= 100
    assert (found.recommended == 100) == (min(answered) >= 9)
    assert (found.recommended == -100) == (max(answered) <= 6)


@given(answered=scales)
def test_a_mean_is_that_of_the_answers(answered: list[int]) -> None:
    found = result(QuestionKind.SCALE, (), Counter(answered))
    assert found.count == sum(many for _value, many in found.counts) == len(answered)
    if not answered:
        assert found.mean is None
        return
    assert found.mean is not None
    assert abs(found.mean / 1000 - sum(answered) / len(answered)) <= 0.005 + 1e-9
    assert found.mean % 10 == 0


def test_a_choice_that_is_gone_is_no_longer_counted() -> None:
    assert result(QuestionKind.CHOICE, CHOICES, {1: 2, 9: 4}).count == 2


@given(part=st.integers(0, 300), rest=st.integers(0, 300))
def test_all_and_none_are_said_of_all_and_none_alone(part: int, rest: int) -> None:
    said = percent(part, part + rest)
    assert (said is None) == (part + rest == 0)
    if said is not None:
        assert (said == 100) == (rest == 0)
        assert (said == 0) == (part == 0)
        assert abs(said - 100 * part / (part + rest)) <= 1


@given(answered=st.lists(scales, max_size=5))
def test_satisfaction_counts_each_answer_once(answered: list[list[int]]) -> None:
    every = [value for question in answered for value in question]
    found = satisfaction([Counter(question) for question in answered])
    assert (found.satisfied, found.answers) == (sum(value > 2 for value in every), len(every))


asked_scale = Asked(1, "", QuestionKind.SCALE, "L’accueil")
asked_words = Asked(2, "", QuestionKind.TEXT, "Un mot")


@given(people=st.lists(st.tuples(st.integers(1, 4) | st.none(), st.text(max_size=3)), max_size=12))
def test_nothing_is_shown_of_too_few(people: list[tuple[int | None, str]]) -> None:
    values = [value for value, _word in people if value is not None]
    words = [word for _value, word in people if word]
    found = synthesis(
        "À chaud",
        len(people),
        is_anonymous=True,
        questions=(asked_scale, asked_words),
        counts={1: Counter(values)},
        words={2: words},
    )
    assert found.responses == len(people)
    assert found.is_shown == (len(people) >= LEAST)
    if not found.is_shown:
        assert (found.answered, found.satisfaction) == ((), None)
        return
    scale, said = found.answered
    assert (scale.result is None) == (len(values) < LEAST)
    assert (found.satisfaction is None) == (len(values) < LEAST)
    assert sorted(said.words) == sorted(words)


def test_words_do_not_stand_in_the_order_of_the_sheets() -> None:
    found = synthesis(
        "x", 5, is_anonymous=True, questions=(asked_words,), counts={}, words={2: ["Très bien", "à refaire", "Écran"]}
    )
    assert found.answered[0].words == ("à refaire", "Écran", "Très bien")


def test_who_is_known_is_shown_alone() -> None:
    found = synthesis("x", 1, is_anonymous=False, questions=(asked_scale,), counts={1: {4: 1}}, words={})
    assert found.answered[0].result is not None


subjects = st.none() | st.tuples(st.just("training_session"), st.integers(1, 10**6))


@given(questionnaire=st.integers(1, 10**6), number=st.integers(1, 99_999), about=subjects)
def test_the_code_of_a_page_leads_back_to_it(questionnaire: int, number: int, about: tuple[str, int] | None) -> None:
    page = Page(questionnaire, number, about)
    assert page_of(f" {page.code.lower()}\n") == page


@pytest.mark.parametrize("text", ["", "7", "7-0", "0-1", "CDX1-7-1", "CDF12-7", "CDF12", "7-003-4", "²-1"])
def test_any_other_text_is_no_page(text: str) -> None:
    assert page_of(text) is None
