"""Conditions and settings as scripts type them, "place=Salle 12", "price>=100", read strictly by what a field holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import reduce
from typing import TYPE_CHECKING

from coorddesk.core.criteria import OF_WORDS, Ask, Criterion, asks_of
from coorddesk.core.decimals import thousandths_typed
from coorddesk.core.editing import Setting
from coorddesk.core.errors import UserError
from coorddesk.core.fields import Field, Value, Way
from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _, joined
from coorddesk.core.money import cents_typed
from coorddesk.core.tables import Kind
from coorddesk.importing.values.dates import Order, date_reader
from coorddesk.importing.values.refusal import CellRefused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.texts import Texts

_CONDITION = re.compile(r"\s*(?P<field>[^=!~<>^]+?)\s*(?P<sign>!=|!~|\^=|>=|<=|=|~)\s*(?P<value>.*?)\s*", re.DOTALL)
_ASKS = {
    "=": Ask.IS,
    "!=": Ask.IS_NOT,
    "~": Ask.CONTAINS,
    "!~": Ask.LACKS,
    "^=": Ask.BEGINS,
    ">=": Ask.AT_LEAST,
    "<=": Ask.AT_MOST,
}
_SEVERAL, _TO = "|", ".."
_MOST_FOUND = 10_000
"""Records that are looked through for the one of a name: many rooms hold "Salle" and "1"."""
_MOST_DIGITS = 9
_YES, _NO = frozenset({"yes", "oui", "true", "1"}), frozenset({"no", "non", "false", "0"})
_read_date = date_reader(Order.DAY_FIRST, epoch_1904=False)


class Reader:
    """Reads what is typed about the fields of one kind of record, by their keys or by their titles in any language."""

    def __init__(self, session: Session, fields: Sequence[Field], languages: Sequence[Texts]) -> None:
        """Names of records are looked up through `session`."""
        self._session = session
        self._languages = languages
        self._fields: dict[str, Field] = {}
        for field in reversed(fields):
            for name in (*(texts.say(field.title) for texts in languages), field.key):
                self._fields[fold(name)] = field

    def criterion(self, typed: str) -> Criterion:
        """A condition: FIELD=VALUE, !=, ~ (contains), !~, ^= (begins with), >=, <=.

        No value is empty, or with != filled in; "a|b" is one of them, "a..b" between them. Raises `UserError`.
        """
        field, ask, text = self._taken_apart(typed)
        if not text:
            blank = {Ask.IS: Ask.EMPTY, Ask.IS_NOT: Ask.FILLED}.get(ask)
            if blank is None:
                raise UserError(_("“{text}” says no value.", text=typed))
            return Criterion(field.key, blank)
        low, to, high = text.partition(_TO)
        if to and ask is Ask.IS and Ask.BETWEEN in asks_of(field):
            return Criterion(field.key, Ask.BETWEEN, (self._value(field, low), self._value(field, high)))
        if ask not in asks_of(field) and not (ask is Ask.IS_NOT and Ask.IS in asks_of(field)):
            raise UserError(_("{field} cannot be asked like that: {text}", field=field.title, text=typed))
        if ask in OF_WORDS:
            return Criterion(field.key, ask, (text,))
        texts = text.split(_SEVERAL) if ask in {Ask.IS, Ask.IS_NOT} else [text]
        return Criterion(field.key, ask, tuple(self._value(field, each) for each in texts))

    def setting(self, typed: str) -> Setting:
        """What a field becomes: FIELD=VALUE; no value erases it. Raises `UserError`."""
        field, text = self._assigned(typed)
        if not text:
            return Setting(field.key, Way.ERASE)
        return Setting(field.key, Way.SET, self._value(field, text))

    def addition(self, typed: str) -> Setting:
        """What a field gets added: FIELD=TEXT. Raises `UserError`."""
        field, text = self._assigned(typed)
        return Setting(field.key, Way.ADD, text)

    def _assigned(self, typed: str) -> tuple[Field, str]:
        name, sign, text = typed.partition("=")
        if not sign:
            raise UserError(_("“{text}” is not FIELD=VALUE.", text=typed))
        return self._field(name), text.strip()

    def _taken_apart(self, typed: str) -> tuple[Field, Ask, str]:
        found = _CONDITION.fullmatch(typed)
        if found is None:
            raise UserError(_("“{text}” is not FIELD=VALUE.", text=typed))
        return self._field(found["field"]), _ASKS[found["sign"]], found["value"]

    def _field(self, name: str) -> Field:
        """By its whole name, or by the beginning of one that no other begins with: "class" for "Class or group"."""
        word = fold(name)
        fields = list(reversed(self._fields.items()))
        found = {each.key: each for known, each in fields if known == word}
        found = found or {each.key: each for known, each in fields if known.startswith(word)}
        if len(found) == 1:
            return next(iter(found.values()))
        names = joined([self._called(key) for key in found or {each.key: each for _known, each in fields}], ", ")
        if found:
            raise UserError(_("“{name}” may be any of these fields: {names}.", name=name.strip(), names=names))
        raise UserError(_("There is no field “{name}”. There are: {keys}.", name=name.strip(), keys=names))

    def _called(self, key: str) -> Message:
        """What can be typed: a key with its title; of the desk's own fields, whose keys are numbers, the title."""
        title = self._fields[fold(key)].title
        return title if ":" in key else _("{what} ({name})", what=key, name=title)

    def _value(self, field: Field, text: str) -> Value:
        text = text.strip()
        if field.search is not None:
            return self._record(field, text)
        if field.choices:
            return self._choice(field, text)
        if field.kind in {Kind.TEXT, Kind.CODE}:
            return text
        value = _READERS[field.kind](text)
        if value is None:
            raise UserError(_("{field}: “{text}” cannot be read.", field=field.title, text=text), field=field.key)
        return value

    def _choice(self, field: Field, text: str) -> Value:
        for value, title in field.choices:
            names = {fold(str(value)), *(fold(texts.say(title)) for texts in self._languages)}
            if fold(text) in names:
                return value
        titles = reduce(lambda one, other: _("{one}, {other}", one=one, other=other), dict(field.choices).values())
        said = _("{field}: “{text}” is none of {choices}.", field=field.title, text=text, choices=titles)
        raise UserError(said, field=field.key)

    def _record(self, field: Field, text: str) -> int:
        """The one record of that name; a person's in any order, a place's by the end of its path."""
        assert field.search is not None
        options = field.search(self._session, text, _MOST_FOUND)
        for fits in (_same, _same_words, _same_end):
            found = [option for option in options if fits(fold(option.name), fold(text))]
            if len(found) == 1:
                return found[0].id
            if found:
                names = ", ".join(option.name for option in found)
                said = _("{field}: “{text}” may be any of {names}.", field=field.title, text=text, names=names)
                raise UserError(said, field=field.key)
        raise UserError(_("{field}: there is no “{text}”.", field=field.title, text=text), field=field.key)


def _same(name: str, text: str) -> bool:
    return name == text


def _same_words(name: str, text: str) -> bool:
    return sorted(name.split()) == sorted(text.split())


def _same_end(name: str, text: str) -> bool:
    return name.endswith(f"/ {text}")


def _day(text: str) -> date | None:
    try:
        return _read_date(text)
    except CellRefused as refused:
        raise UserError(refused.reason) from refused


def _truth(text: str) -> bool | None:
    word = fold(text)
    return word in _YES if word in _YES | _NO else None


def _whole(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else None


_READERS: dict[Kind, Callable[[str], Value | None]] = {
    Kind.AMOUNT: cents_typed,
    Kind.DECIMAL: thousandths_typed,
    Kind.NUMBER: _whole,
    Kind.DATE: _day,
    Kind.YES_NO: _truth,
}
