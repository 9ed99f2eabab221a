"""What the counting screen answers to a scan: a tone, a sentence, a second one, and what one key would do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from coorddesk.core.messages import Message, _
from coorddesk.stocktaking.rules import Verdict
from coorddesk.stocktaking.service import Outcome
from coorddesk.widgets.icons import Tone


class Remedy(Enum):
    """What the key beside the answer does: nothing, move a misplaced device here, or count a thing here anew."""

    NONE = None
    MOVE = _("Move it here")
    ANEW = _("It is here now")


@dataclass(frozen=True)
class Answer:
    """What is said, how, and what may be done."""

    tone: Tone
    said: Message
    detail: Message | None = None
    remedy: Remedy = Remedy.NONE


def answer(outcome: Outcome) -> Answer:
    """The answer to one scan."""
    match outcome.verdict:
        case Verdict.ROOM:
            return Answer(Tone.ACCENT, _("Now in {place}", place=outcome.room), _("Scan what stands here."))
        case Verdict.FOUND:
            return Answer(Tone.SUCCESS, _("{thing}: found", thing=outcome.called), outcome.remark)
        case Verdict.MISPLACED:
            return _misplaced(outcome)
        case Verdict.UNKNOWN:
            said = _("{thing}: nobody knows this code", thing=outcome.called)
            return Answer(Tone.MUTED, said, _("It is kept: say with F2 what it is, and add a photo on the right."))
        case Verdict.AGAIN:
            remedy = Remedy.MOVE if outcome.is_astray else Remedy.NONE
            return Answer(Tone.ACCENT, _("{thing}: counted already", thing=outcome.called), _before(outcome), remedy)
        case Verdict.ELSEWHERE:
            said = _("{thing}: counted in another room already", thing=outcome.called)
            return Answer(Tone.WARNING, said, _before(outcome), Remedy.ANEW)
    return Answer(Tone.DANGER, _("“{thing}” is neither a device nor a place", thing=outcome.called))


def _misplaced(outcome: Outcome) -> Answer:
    if outcome.expected:
        detail = _("It belongs in {place}.", place=outcome.expected)
        if outcome.remark is not None:
            detail = _("{one} {other}", one=detail, other=outcome.remark)
    else:
        detail = outcome.remark or _("It has no place yet.")
    return Answer(Tone.WARNING, _("{thing}: not in its place", thing=outcome.called), detail, Remedy.MOVE)


def _before(outcome: Outcome) -> Message | None:
    if outcome.counted is None:
        return None
    moment, actor, place = outcome.counted
    if not place:
        return _("On {moment}, by {person}.", moment=moment, person=actor)
    return _("On {moment} in {place}, by {person}.", moment=moment, place=place, person=actor)
