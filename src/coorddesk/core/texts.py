"""Texts: says messages, dates, numbers and money in French or English (gettext and Babel)."""

from __future__ import annotations

import datetime
import gettext
from functools import cached_property
from typing import TYPE_CHECKING, Any

from coorddesk.core.languages import LANGUAGES, SOURCE_LANGUAGE
from coorddesk.core.messages import Message, Money

if TYPE_CHECKING:
    from pathlib import Path

    from babel import Locale

__all__ = ["LANGUAGES", "SOURCE_LANGUAGE", "Texts"]

_LOCALES = {"fr": "fr_FR", "en": "en_GB"}  # day before month in both, as the desk's readers write


class Texts:
    """One reader's language and time zone; handed to whatever shows or prints something."""

    def __init__(
        self, language: str, locale_folder: Path, *, zone: datetime.tzinfo | None = None, currency: str = "EUR"
    ) -> None:
        """Load the catalogue of `language` ('fr' or 'en') from a folder of `xx/LC_MESSAGES/coorddesk.mo`."""
        self.language = language
        self.currency = currency
        self._zone = zone
        self._catalogue = gettext.translation(
            "coorddesk", locale_folder, [language], fallback=language == SOURCE_LANGUAGE
        )

    def say(self, message: Message) -> str:
        """Render a message with its values, nested messages and dates included."""
        text = self._translated(message)
        if not message.values and message.plural is None:
            return text
        values = {key: self._value(value) for key, value in message.values}
        if message.plural is not None:
            values.setdefault("count", self.number(message.count))
        return text.format_map(values)

    def date(self, day: datetime.date) -> str:
        """A day in figures: 31/01/2026."""
        return f"{day.day:02}/{day.month:02}/{day.year:04}"

    def long_date(self, day: datetime.date) -> str:
        """A day in words: 31 janvier 2026, 1er janvier 2026."""
        from babel.dates import format_date  # 40 ms that the first paint does not need

        text = format_date(day, "long", self._locale)
        return f"1er{text[1:]}" if self.language == "fr" and day.day == 1 else text

    def month(self, day: datetime.date) -> str:
        """The month of a day and its year in words: Janvier 2026."""
        from babel.dates import format_date

        return _headed(format_date(day, "LLLL yyyy", self._locale))

    def weekday(self, day: datetime.date) -> str:
        """A day in words, with that of its week: Samedi 31 janvier 2026."""
        from babel.dates import format_date

        return _headed(f"{format_date(day, 'EEEE', self._locale)} {self.long_date(day)}")

    def moment(self, moment: datetime.datetime) -> str:
        """A UTC moment as local day and time: 31/01/2026 14:05."""
        local = self.local(moment)
        return f"{self.date(local.date())} {local.hour:02}:{local.minute:02}"

    def local(self, moment: datetime.datetime) -> datetime.datetime:
        """A UTC moment on the reader's clock."""
        return moment.astimezone(self._zone)

    def number(self, value: float, decimals: int = 0) -> str:
        """A number with the reader's separators: 1 234,5 or 1,234.5."""
        text = f"{value:z,.{decimals}f}"
        return text.translate(_FRENCH) if self.language == "fr" else text

    def money(self, cents: int) -> str:
        """An amount of integer cents with its currency: 1 234,50 € or €1,234.50."""
        amount, unit = self.amount(cents), self.currency_unit
        if self.language == "fr":
            return f"{amount}\N{NO-BREAK SPACE}{unit}"
        unit += "\N{NO-BREAK SPACE}" if unit.isalpha() else ""
        return f"-{unit}{amount[1:]}" if cents < 0 else f"{unit}{amount}"

    @property
    def currency_unit(self) -> str:
        """What stands beside amounts: €, or the three letters of a currency that has no sign of its own."""
        return _SIGNS.get(self.currency, self.currency)

    def amount(self, cents: int) -> str:
        """An amount of integer cents without its currency, for columns: 1 234,50."""
        sign, cents = ("-", -cents) if cents < 0 else ("", cents)
        return f"{sign}{self.number(cents // 100)}{',' if self.language == 'fr' else '.'}{cents % 100:02}"

    def decimal(self, thousandths: int) -> str:
        """A number of integer thousandths, with the decimals it has and no more: 1 234,5."""
        sign, thousandths = ("-", -thousandths) if thousandths < 0 else ("", thousandths)
        decimals = f"{thousandths % 1000:03}".rstrip("0")
        mark = "," if self.language == "fr" else "."
        return f"{sign}{self.number(thousandths // 1000)}{mark if decimals else ''}{decimals}"

    def percent(self, hundredths: int) -> str:
        """A rate of integer hundredths of a percent: 66,67 %."""
        return (
            f"{self.amount(hundredths)}\N{NO-BREAK SPACE}%" if self.language == "fr" else f"{self.amount(hundredths)}%"
        )

    def yes_no(self, value: bool) -> str:
        """A truth in one word."""
        return self._catalogue.gettext("Yes") if value else self._catalogue.gettext("No")

    @cached_property
    def _locale(self) -> Locale:
        from babel import Locale

        return Locale.parse(_LOCALES[self.language])

    def _translated(self, message: Message) -> str:
        if message.context is not None:
            return self._catalogue.pgettext(message.context, message.text)
        if message.plural is not None:
            return self._catalogue.ngettext(message.text, message.plural, message.count)
        return self._catalogue.gettext(message.text) if message.text else ""

    def _value(self, value: Any) -> str:
        match value:
            case Message():
                return self.say(value)
            case Money():
                return self.money(value.cents)
            case datetime.datetime():
                return self.moment(value)
            case datetime.date():
                return self.date(value)
            case bool():
                return self.yes_no(value)
            case int():
                return self.number(value)
            case None:
                return ""
        return str(value)


def _headed(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


_SIGNS = {"EUR": "€"}
_FRENCH = str.maketrans({",": "\N{NARROW NO-BREAK SPACE}", ".": ","})
