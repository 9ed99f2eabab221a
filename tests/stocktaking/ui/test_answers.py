from __future__ import annotations

from datetime import UTC, datetime

import pytest

from coorddesk.core.messages import verbatim
from coorddesk.core.texts import Texts
from coorddesk.stocktaking.rules import Verdict
from coorddesk.stocktaking.service import Outcome
from coorddesk.stocktaking.ui.answers import Remedy, answer
from coorddesk.widgets.icons import Tone

AT = datetime(2026, 7, 3, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("outcome", "tone", "said", "detail", "remedy"),
    [
        (
            Outcome(Verdict.ROOM, "CDP2", "A / 12", room_id=2, room="A / 12"),
            Tone.ACCENT,
            "Now in A / 12",
            "Scan what stands here.",
            Remedy.NONE,
        ),
        (Outcome(Verdict.FOUND, "PC-1", "PC-1"), Tone.SUCCESS, "PC-1: found", None, Remedy.NONE),
        (
            Outcome(Verdict.MISPLACED, "PC-1", "PC-1", expected="A / 13", remark=verbatim("It is retired.")),
            Tone.WARNING,
            "PC-1: not in its place",
            "It belongs in A / 13. It is retired.",
            Remedy.MOVE,
        ),
        (
            Outcome(Verdict.MISPLACED, "PC-1", "PC-1"),
            Tone.WARNING,
            "PC-1: not in its place",
            "It has no place yet.",
            Remedy.MOVE,
        ),
        (
            Outcome(Verdict.UNKNOWN, "X", "X"),
            Tone.MUTED,
            "X: nobody knows this code",
            "It is kept: say with F2 what it is, and add a photo on the right.",
            Remedy.NONE,
        ),
        (
            Outcome(Verdict.AGAIN, "PC-1", "PC-1", counted=(AT, "Awa", "A / 12")),
            Tone.ACCENT,
            "PC-1: counted already",
            "On 03/07/2026 14:30 in A / 12, by Awa.",
            Remedy.NONE,
        ),
        (
            Outcome(Verdict.AGAIN, "PC-1", "PC-1", is_astray=True),
            Tone.ACCENT,
            "PC-1: counted already",
            None,
            Remedy.MOVE,
        ),
        (
            Outcome(Verdict.ELSEWHERE, "PC-1", "PC-1", counted=(AT, "Awa", "")),
            Tone.WARNING,
            "PC-1: counted in another room already",
            "On 03/07/2026 14:30, by Awa.",
            Remedy.ANEW,
        ),
        (
            Outcome(Verdict.OTHER, "U1", "Inès"),
            Tone.DANGER,
            "“Inès” is neither a device nor a place",
            None,
            Remedy.NONE,
        ),
    ],
)
def test_every_scan_is_answered_in_colour_and_words(
    texts: Texts, outcome: Outcome, tone: Tone, said: str, detail: str | None, remedy: Remedy
) -> None:
    told = answer(outcome)
    assert (told.tone, texts.say(told.said), told.detail and texts.say(told.detail), told.remedy) == (
        tone,
        said,
        detail,
        remedy,
    )
