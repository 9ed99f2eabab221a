"""Certificates: which there are, their numbers, and what is frozen in one when it is issued."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _
from coorddesk.training.rules.names import guest_listed
from coorddesk.training.rules.words import DocumentKind, Mode, Result

if TYPE_CHECKING:
    from collections.abc import Mapping


_SERIES = {DocumentKind.ATTENDANCE: "AP", DocumentKind.COMPLETION: "AF", DocumentKind.DELIVERY: "CR"}


@dataclass(frozen=True)
class Skill:
    """A skill that was taught, and how far somebody has it."""

    words: str
    result: Result = Result.ACQUIRED


@dataclass(frozen=True)
class Certificate:
    """All that a certificate says, as it stood when it was issued; durations are minutes.

    `half_days` are expected and `attended` those to which they came.
    """

    holder: str
    department: str
    title: str
    reference: str
    objectives: str
    mode: Mode
    place: str
    days: tuple[date, ...]
    half_days: int
    attended: int
    minutes_planned: int
    minutes_there: int
    trainers: tuple[str, ...]
    skills: tuple[Skill, ...] = ()


def series_of(kind: DocumentKind, year: int) -> str:
    """The series in which the numbers of a kind of certificate are drawn, anew each year."""
    return f"{_SERIES[kind]}-{year}"


def document_number(kind: DocumentKind, year: int, drawn: int) -> str:
    """The number on a certificate: "AP-2026-0001"."""
    return f"{series_of(kind, year)}-{drawn:04}"


def why_not(kind: DocumentKind, said: Certificate) -> Message | None:
    """Why somebody cannot be given a certificate yet."""
    if not said.attended:
        return _("{name} never came", name=said.holder)
    if kind is DocumentKind.COMPLETION and said.objectives and not said.skills:
        return _("what {name} has learnt is not said", name=said.holder)
    return None


def says_the_same(issued: Certificate, now: Certificate) -> bool:
    """Whether another certificate would say no more than the one that was issued, which may name "Zoé PETIT"."""
    return now in (issued, replace(issued, holder=guest_listed(issued.holder)))


def frozen(said: Certificate) -> dict[str, Any]:
    """A certificate as it is kept."""
    kept = asdict(said)
    return {**kept, "days": [day.isoformat() for day in said.days], "trainers": list(said.trainers)}


def thawed(kept: Mapping[str, Any]) -> Certificate:
    """A certificate as it was issued; what later versions say more of is not in it."""
    known = {each.name for each in fields(Certificate)}
    said = {key: value for key, value in kept.items() if key in known}
    skills = tuple(Skill(each["words"], Result(each["result"])) for each in said.get("skills", ()))
    days = tuple(date.fromisoformat(day) for day in said["days"])
    return Certificate(
        **{**said, "mode": Mode(said["mode"]), "days": days, "trainers": tuple(said["trainers"]), "skills": skills}
    )
