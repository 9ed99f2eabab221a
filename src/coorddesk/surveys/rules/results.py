"""What answers come to: how many, the mean of a scale, shares, recommendation; nothing of too few anonymous ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from coorddesk.core.fold import fold
from coorddesk.surveys.rules.values import values_of
from coorddesk.surveys.rules.words import QuestionKind

if TYPE_CHECKING:
    from coorddesk.core.messages import Message

LEAST = 5
"""Answers of anonymous people that may be shown; of fewer, somebody would guess whose they are."""
_SATISFIED = 3
_PROMOTER, _DETRACTOR = 9, 6
_FINENESS = 100  # a mean is rounded to hundredths
_THOUSANDTHS = 1000


@dataclass(frozen=True)
class Result:
    """What the answers to one question came to; `counts` by value, every value that may be answered, in its order.

    `mean` is in thousandths, `recommended` the share of promoters less that of detractors, -100 to 100.
    """

    count: int
    counts: tuple[tuple[int, int], ...] = ()
    mean: int | None = None
    recommended: int | None = None

    def percent(self, value: int) -> int | None:
        """How many in a hundred answered so; None where nobody answered."""
        return percent(dict(self.counts).get(value, 0), self.count)


def is_shown(count: int, *, is_anonymous: bool) -> bool:
    """Whether so many answers may be shown."""
    return count >= (LEAST if is_anonymous else 1)


def result(kind: QuestionKind, choices: Sequence[str], counts: Mapping[int, int]) -> Result:
    """What was answered so many times each came to; a value that may no longer be answered is left out."""
    each = tuple((value, counts.get(value, 0)) for value in values_of(kind, choices))
    count = sum(many for _value, many in each)
    if not count:
        return Result(0, each)
    if kind is QuestionKind.SCALE:
        mean = Fraction(sum(value * many for value, many in each), count)
        return Result(count, each, mean=_rounded(mean * _FINENESS) * (_THOUSANDTHS // _FINENESS))
    if kind is QuestionKind.NPS:
        ahead = sum(many * _leaning(value) for value, many in each)
        return Result(count, each, recommended=_rounded(Fraction(100 * ahead, count)))
    return Result(count, each)


@dataclass(frozen=True)
class Satisfaction:
    """Of so many answers on scales, how many were satisfied or very satisfied."""

    satisfied: int
    answers: int

    @property
    def percent(self) -> int | None:
        """The rate of satisfaction; None where nobody was asked."""
        return percent(self.satisfied, self.answers)


def satisfaction(scales: Sequence[Mapping[int, int]]) -> Satisfaction:
    """Over all scales, each answer counting once: how often each of 1 to 4 was answered to each question."""
    return Satisfaction(
        sum(many for counts in scales for value, many in counts.items() if value >= _SATISFIED),
        sum(many for counts in scales for many in counts.values()),
    )


@dataclass(frozen=True)
class Scales:
    """How many questionnaires were answered about a record, and how often each of 1 to 4 was answered in them."""

    responses: int
    counts: Mapping[int, int]


def satisfied_with(scales: Sequence[Scales]) -> tuple[int, Satisfaction | None]:
    """Over records together: how many questionnaires were answered, and how satisfied people were; None of too few."""
    count = sum(each.responses for each in scales)
    if not is_shown(count, is_anonymous=True):
        return count, None
    found = satisfaction([each.counts for each in scales])
    return count, found if is_shown(found.answers, is_anonymous=True) else None


def percent(part: int, among: int) -> int | None:
    """A whole number of percent; all and none only where it is all or none."""
    if not among:
        return None
    rounded = _rounded(Fraction(100 * part, among))
    return rounded if part in {0, among} else min(max(rounded, 1), 99)


@dataclass(frozen=True)
class Asked:
    """A question as a synthesis needs it."""

    id: int
    section: str
    kind: QuestionKind
    text: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answered:
    """What was answered to a question; `result` is None where too few answered to show it, `words` for free text."""

    asked: Asked
    result: Result | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Synthesis:
    """What a number of answered questionnaires came to; nothing but their number where they are too few to be shown."""

    title: str | Message
    responses: int
    is_shown: bool
    answered: tuple[Answered, ...] = ()
    satisfaction: Satisfaction | None = None


def synthesis(
    title: str | Message,
    responses: int,
    *,
    is_anonymous: bool,
    questions: Sequence[Asked],
    counts: Mapping[int, Mapping[int, int]],
    words: Mapping[int, Sequence[str]],
) -> Synthesis:
    """Put together what was answered, by the ids of the questions; words stand by the alphabet, not by the sheets."""
    if not is_shown(responses, is_anonymous=is_anonymous):
        return Synthesis(title, responses, is_shown=False)
    answered = tuple(
        _answered(asked, counts.get(asked.id, {}), words.get(asked.id, ()), is_anonymous) for asked in questions
    )
    scales = [
        dict(each.result.counts)
        for each in answered
        if each.asked.kind is QuestionKind.SCALE and each.result is not None
    ]
    total = satisfaction(scales)
    return Synthesis(title, responses, True, answered, total if total.answers else None)


def _answered(asked: Asked, counts: Mapping[int, int], words: Sequence[str], is_anonymous: bool) -> Answered:
    if asked.kind is QuestionKind.TEXT:
        return Answered(asked, None, tuple(sorted(words, key=fold)))
    found = result(asked.kind, asked.choices, counts)
    return Answered(asked, found if is_shown(found.count, is_anonymous=is_anonymous) else None)


def _leaning(value: int) -> int:
    return 1 if value >= _PROMOTER else -1 if value <= _DETRACTOR else 0


def _rounded(exact: Fraction) -> int:
    """To the nearest, a half away from zero, so that what is mirrored stays mirrored."""
    return floor(exact + Fraction(1, 2)) if exact >= 0 else -floor(-exact + Fraction(1, 2))
