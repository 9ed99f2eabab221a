"""Tidying: what people write enters the desk without what cannot be seen, and which databases and sheets refuse."""

from __future__ import annotations

_DROPPED = (
    *range(9),  # controls, but not tab and line feed; PostgreSQL takes no NUL
    *range(14, 32),
    *range(127, 133),
    *range(134, 160),
    0x200B,  # no width at all
    *range(0xD800, 0xE000),  # halves of characters, which no file can hold
    0xFEFF,
)
INVISIBLE: dict[int, str | None] = dict.fromkeys(_DROPPED) | {11: "\n", 12: "\n", 13: "\n"}
"""For `str.translate`: what nobody meant to write goes, and every break of a line is one."""


def tidy(text: str) -> str:
    """One line without needless blanks."""
    return " ".join(_seen(text).split())


def tidy_lines(text: str) -> str:
    """Lines as they were written, without blanks around them."""
    return _seen(text).strip()


def _seen(text: str) -> str:
    return text if text.isprintable() else text.replace("\r\n", "\n").translate(INVISIBLE)
