"""Hours as certificates state them, in hundredths: 90 minutes are 1,50 h."""

from __future__ import annotations

from coorddesk.core.messages import Message, _, verbatim


def hundredths(minutes: int) -> int:
    """Hours in hundredths, halves up; add minutes first, or the roundings add up."""
    if minutes < 0:
        raise ValueError("nobody stays for less than nothing")
    return (minutes * 100 + 30) // 60


def hours_text(minutes: int) -> Message:
    """Hours as certificates write them: "1.50 h", and "1,50 h" where decimals have a comma."""
    hours, rest = divmod(hundredths(minutes), 100)
    return _("{hours}.{hundredths} h", hours=hours, hundredths=verbatim(f"{rest:02}"))
