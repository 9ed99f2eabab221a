"""What cells of a grid mean: texts, whole numbers, amounts, rates, and things chosen by a part of their name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _
from coorddesk.core.money import cents_typed

if TYPE_CHECKING:
    from coorddesk.core.texts import Texts

_HUNDRED_PERCENT = 10_000


class Cells:
    """A line of text; the ground of all others. `read` gives None for nothing, and raises `UserError`."""

    is_right = False

    def read(self, text: str) -> Any:
        """The value of what is typed."""
        return " ".join(text.split()) or None

    def write(self, value: Any, texts: Texts) -> str:
        """A value as it would be typed."""
        del texts
        return "" if value is None else str(value)

    def options(self) -> Sequence[Choice]:
        """What there is to choose from; none where it is typed freely."""
        return ()


@dataclass(frozen=True)
class Choice:
    """Something to choose: its value, its name, and what is said beside it, paler."""

    value: Any
    name: str
    detail: str = ""


class WholeCells(Cells):
    """Whole numbers between two bounds."""

    is_right = True

    def __init__(self, least: int = 0, most: int = 1_000_000) -> None:
        """Both bounds are allowed."""
        self._least, self._most = least, most

    def read(self, text: str) -> int | None:
        """The number."""
        plain = "".join(text.split())
        if not plain:
            return None
        if not (plain.isdecimal() and self._least <= int(plain) <= self._most):
            said = _("Write a whole number from {least} to {most}.", least=self._least, most=self._most)
            raise UserError(said)
        return int(plain)


class AmountCells(Cells):
    """Integer cents, typed as people do."""

    is_right = True

    def __init__(self, *, may_be_negative: bool = False) -> None:
        """Amounts below zero are refused unless they may be."""
        self._may_be_negative = may_be_negative

    def read(self, text: str) -> int | None:
        """The cents."""
        cents = cents_typed(text)
        if cents is not None and cents < 0 and not self._may_be_negative:
            raise UserError(_("An amount here cannot be less than zero."))
        return cents

    def write(self, value: Any, texts: Texts) -> str:
        """Cents with a decimal mark."""
        return texts.amount(value) if isinstance(value, int) else super().write(value, texts)


class RateCells(Cells):
    """Percents in integer hundredths: "20" is 2000, "5,5 %" is 550."""

    is_right = True

    def read(self, text: str) -> int | None:
        """The rate, from 0 to 100 %."""
        rate = cents_typed(text.replace("%", ""))
        if rate is not None and not 0 <= rate <= _HUNDRED_PERCENT:
            raise UserError(_("A rate is between 0 and 100%."))
        return rate

    def write(self, value: Any, texts: Texts) -> str:
        """The rate with the decimals it has."""
        return texts.decimal(value * 10) if isinstance(value, int) else super().write(value, texts)


class ChoiceCells(Cells):
    """One of a few things, by any part of its name; `choices` may come later, once they are read."""

    def __init__(self, choices: Sequence[Choice] = (), unknown: Message | None = None) -> None:
        """`unknown` is what to say of a name that is none of theirs."""
        self._choices: Sequence[Choice] = choices
        self._unknown = unknown or _("This is not known. Choose from the list.")

    def offer(self, choices: Sequence[Choice]) -> None:
        """Let these be chosen from now on."""
        self._choices = choices

    def options(self) -> Sequence[Choice]:
        """All of them."""
        return self._choices

    def matching(self, text: str) -> list[Choice]:
        """Those whose name has every word typed, those that begin so first."""
        words = fold(text).split()
        found = [each for each in self._choices if all(word in fold(each.name) for word in words)]
        return sorted(found, key=lambda each: not fold(each.name).startswith(fold(text)))

    def read(self, text: str) -> Any:
        """The value of the only one that is meant, or that is called so in full."""
        if not text.strip():
            return None
        called_so = [each for each in self._choices if fold(each.name) == fold(text)]
        found = called_so or self.matching(text)
        if len(found) != 1:
            raise UserError(self._unknown)
        return found[0].value

    def write(self, value: Any, texts: Texts) -> str:
        """The name of a value."""
        return next((each.name for each in self._choices if each.value == value), "") if value is not None else ""


@dataclass(frozen=True)
class GridColumn:
    """A column: its key, its heading and its cells; `width` in pixels, 0 for what is left over.

    Enter goes from cell to cell of the `is_main` columns. A column with `told` is never typed: it says what the other
    values of a line, those that are understood, come to; one that `is_fixed` says what the line was shown with. What
    `follows` from the other values is written as they are typed, until something else is typed in its place.
    """

    key: str
    title: Message
    cells: Cells
    width: int = 0
    is_main: bool = True
    told: Callable[[Mapping[str, Any], Texts], str] | None = None
    first: Any = None
    """What a new line has."""
    repeats: bool = False
    """Whether a line that is begun takes over what stands above."""
    is_fixed: bool = False
    converts: Callable[[str, Mapping[str, Any], Texts], str] | None = None
    """What is meant by what is typed, in view of the other values of the line, before it is read."""
    follows: Callable[[Mapping[str, Any]], Any] | None = None

    @property
    def is_typed(self) -> bool:
        """Whether it is typed into."""
        return self.told is None and not self.is_fixed
