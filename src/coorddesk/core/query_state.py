"""A list's query as JSON can hold it, and back: a frozen dataclass of a feature, read strictly by its own types."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Query = TypeVar("Query")

_DAY = "day"


def query_state(query: Any) -> dict[str, Any]:
    """Every field of a query that is not as it is at first."""
    first = type(query)()
    values = ((field.name, getattr(query, field.name)) for field in fields(query))
    return {name: _plain(value) for name, value in values if value != getattr(first, name)}


def query_from(query_type: type[Query], state: Mapping[str, Any]) -> tuple[Query, bool]:
    """The query that a state means, and whether all of it was understood.

    A field that this version does not know, or a value that is not of its type, is left out: a newer version may have
    written it, and a list that shows more than was wanted says so rather than nothing at all.
    """
    hints = get_type_hints(query_type)
    known = {field.name for field in fields(query_type)}  # type: ignore[arg-type]  # a dataclass
    values: dict[str, Any] = {}
    for name, value in state.items():
        try:
            if name in known:
                values[name] = _typed(value, hints[name])
        except _Unreadable:
            continue
    return query_type(**values), len(values) == len(state)


class _Unreadable(Exception):
    """A value is not of the type that its field has."""


def _plain(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case date():
            return {_DAY: value.isoformat()}
        case frozenset():
            return sorted(map(_plain, value))
        case tuple():
            return list(map(_plain, value))
        case None | bool() | int() | str():
            return value
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"a view cannot keep {type(value).__name__}")


def _typed(value: Any, hint: Any) -> Any:
    origin = get_origin(hint)
    if origin in {Union, types.UnionType}:
        return _first_of(value, get_args(hint))
    if origin in {frozenset, tuple}:
        if not isinstance(value, list):
            raise _Unreadable
        members = [_typed(each, get_args(hint)[0]) for each in value]
        return origin(members)
    if hint in {str, int, bool, types.NoneType}:
        return _checked(value, type(value) is hint)
    if hint is date:
        day = value.get(_DAY) if isinstance(value, dict) else None
        return _called(date.fromisoformat, _checked(day, isinstance(day, str)))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _called(hint, value)
    if isinstance(hint, type) and is_dataclass(hint) and isinstance(value, dict):
        hints = get_type_hints(hint)
        known = {field.name for field in fields(hint)}
        return _called(lambda: hint(**{key: _typed(value[key], hints[key]) for key in known}))
    raise _Unreadable


def _first_of(value: Any, hints: tuple[Any, ...]) -> Any:
    for hint in hints:
        try:
            return _typed(value, hint)
        except _Unreadable:
            continue
    raise _Unreadable


def _checked(value: Any, is_right: bool) -> Any:
    if not is_right:
        raise _Unreadable
    return value


def _called(make: Callable[..., Any], *values: Any) -> Any:
    try:
        return make(*values)
    except (KeyError, TypeError, ValueError) as error:
        raise _Unreadable from error
