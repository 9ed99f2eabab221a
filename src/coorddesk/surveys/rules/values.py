"""What may be answered to a question: numbers as they are printed on the form and typed from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, digits, verbatim
from coorddesk.surveys.rules.words import SCALE_TITLES, YES_NO_TITLES, QuestionKind

if TYPE_CHECKING:
    from collections.abc import Sequence

_HIGHEST_NPS = 10


def values_of(kind: QuestionKind, choices: Sequence[str] = ()) -> tuple[int, ...]:
    """The numbers that answer a question, in the order in which they are shown; none where words do."""
    match kind:
        case QuestionKind.SCALE:
            return tuple(SCALE_TITLES)
        case QuestionKind.YES_NO:
            return tuple(YES_NO_TITLES)
        case QuestionKind.CHOICE:
            return tuple(range(1, len(choices) + 1))
        case QuestionKind.NPS:
            return tuple(range(_HIGHEST_NPS + 1))
        case QuestionKind.TEXT:
            return ()


def said_value(kind: QuestionKind, choices: Sequence[str], value: int) -> Message:
    """What a number means; the number itself where it means no more."""
    if kind is QuestionKind.SCALE and value in SCALE_TITLES:
        return SCALE_TITLES[value]
    if kind is QuestionKind.YES_NO and value in YES_NO_TITLES:
        return YES_NO_TITLES[value]
    if kind is QuestionKind.CHOICE and 0 < value <= len(choices):
        return verbatim(choices[value - 1])
    return digits(value)


def is_whole(typed: str, kind: QuestionKind, choices: Sequence[str] = ()) -> bool:
    """Whether what was typed answers the question and no further digit could: the grid goes on by itself.

    "1" waits where "10" is an answer too.
    """
    values = set(map(str, values_of(kind, choices)))
    return typed in values and not any(each != typed and each.startswith(typed) for each in values)


def may_become(typed: str, kind: QuestionKind, choices: Sequence[str] = ()) -> bool:
    """Whether what was typed answers the question or begins an answer to it."""
    return any(str(each).startswith(typed) for each in values_of(kind, choices))
