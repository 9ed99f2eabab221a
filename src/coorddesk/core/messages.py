"""Messages: what people will read, kept as an id and its values until somebody's language is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Money:
    """An amount of integer cents in a message, said with the currency of the desk."""

    cents: int


@dataclass(frozen=True)
class Message:
    """A text to be said later, in the reader's language.

    `text` is the English message id with `{name}` placeholders, `values` fill them (in pairs, so
    that messages compare and hash), numbers with the reader's separators. With `plural`, `count`
    chooses the form and fills `{count}`.
    """

    text: str
    values: tuple[tuple[str, Any], ...] = ()
    plural: str | None = None
    count: int = 0
    context: str | None = None


def _(text: str, /, **values: Any) -> Message:
    """Mark a message; the words around the values are translated, the values are not."""
    return Message(text, tuple(values.items()))


def _n(one: str, many: str, count: int, /, **values: Any) -> Message:
    """Mark a message that depends on a number; `{count}` is filled by it."""
    return Message(one, tuple(values.items()), many, count)


def _p(context: str, text: str, /, **values: Any) -> Message:
    """Mark a message whose English word has several meanings (gettext's msgctxt)."""
    return Message(text, tuple(values.items()), context=context)


def verbatim(text: str) -> Message:
    """Wrap text that is nobody's to translate: a name, a tag, a value as typed."""
    return Message("{verbatim}", (("verbatim", text),))


def digits(number: int) -> Message:
    """Wrap a number that names something, a row of a sheet or a change: no separators, so that it can be typed."""
    return verbatim(str(number))


def number(value: int) -> Message:
    """A number that stands by itself, with the reader's separators."""
    return Message("{verbatim}", (("verbatim", value),))


def joined(said: Sequence[Message], between: str = " · ") -> Message:
    """Messages one after the other, each in the reader's language; nothing of none."""
    places = between.join(f"{{said{place}}}" for place in range(len(said)))
    return Message(places, tuple((f"said{place}", each) for place, each in enumerate(said)))


def encode(message: Message) -> dict[str, Any]:
    """Turn a message into JSON-ready data, so that history reads in any language."""
    data: dict[str, Any] = {"text": message.text}
    if message.values:
        data["values"] = {key: _encode_value(value) for key, value in message.values}
    if message.plural is not None:
        data |= {"plural": message.plural, "count": message.count}
    if message.context is not None:
        data["context"] = message.context
    return data


def decode(data: dict[str, Any]) -> Message:
    """Read back what `encode` wrote."""
    return Message(
        data["text"],
        tuple((key, _decode_value(value)) for key, value in data.get("values", {}).items()),
        data.get("plural"),
        data.get("count", 0),
        data.get("context"),
    )


def _encode_value(value: Any) -> Any:
    match value:
        case Message():
            return {"message": encode(value)}
        case Money():
            return {"cents": value.cents}
        case datetime():
            return {"moment": value.isoformat()}
        case date():
            return {"date": value.isoformat()}
        case None | bool() | int() | str():
            return value
    raise TypeError(f"a message cannot carry {type(value).__name__}")


def _decode_value(value: Any) -> Any:
    match value:
        case {"message": data}:
            return decode(data)
        case {"cents": cents}:
            return Money(cents)
        case {"moment": text}:
            return datetime.fromisoformat(text)
        case {"date": text}:
            return date.fromisoformat(text)
    return value
