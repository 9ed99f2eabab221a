"""Hours as certificates state them, in hundredths: 90 minutes are 1,50 h."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, verbatim

if TYPE_CHECKING:
    from coorddesk.core.texts import Texts


def hundredths(minutes: int) -> int:
    """Hours in hundredths, halves up; add minutes first, or the roundings add up."""
    if minutes < 0:
        raise ValueError("nobody stays for less than nothing")
    return (minutes * 100 + 30) // 60


def hours_text(minutes: int, texts: Texts) -> Message:
    """Hours as certificates write them: "7,00 h" where decimals have a comma."""
    return _("{hours} h", hours=verbatim(texts.amount(hundredths(minutes))))
