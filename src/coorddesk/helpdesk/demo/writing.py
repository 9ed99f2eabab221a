"""Writes the tickets of the demo, in bulk: rows, logs, devices, work, links and ratings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from coorddesk.core.bulk import insert_rows
from coorddesk.core.history_rows import table_named
from coorddesk.core.working_time import OpeningHours
from coorddesk.helpdesk.demo.lives import Life
from coorddesk.helpdesk.demo.words import BLAME, KIOSKS, PRAISE, Story
from coorddesk.helpdesk.models import Rating, Ticket, TicketDevice, TicketEvent, TicketLink, TicketWork
from coorddesk.helpdesk.rules import (
    OVER,
    EventKind,
    LinkKind,
    ProblemState,
    RatingSource,
    Source,
    Status,
    TicketKind,
    deadlines_of,
    derived,
    priority_of,
    ticket_search,
)
from coorddesk.helpdesk.rules.texts import Linked, stored_link
from coorddesk.helpdesk.service import ProblemDetails, Save, save_choice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.orm import Session

    from coorddesk.feature import DemoDesk
    from coorddesk.helpdesk.demo.house import Device, Known

_SEED = 7
_LETTERS = "23456789BCDFGHJKLNPRSTVX"  # as those of kiosks
_Row = dict[str, Any]


@dataclass
class Draft:
    """A ticket of the demo before it has a number."""

    story: Story
    title: str
    life: Life
    opened_at: datetime
    urgency: int
    impact: int
    source: Source
    category_id: int | None
    place_id: int | None
    device: Device | None
    requester: Known | None
    handler: Known
    team_id: int
    cause_id: int | None
    provider_id: int | None
    reference: str = ""
    is_major: bool = False
    problem: str = ""
    duplicate_of: Draft | None = None
    echoes: tuple[str, ...] = ()
    number: int = 0

    @property
    def priority(self) -> int:
        """As the matrix has it."""
        return priority_of(self.urgency, self.impact)

    @property
    def origin(self) -> str:
        """At which kiosk it was reported, and under which provisional number."""
        if self.source is not Source.KIOSK:
            return ""
        value, number = int(self.opened_at.timestamp()) // 60, ""
        kiosk = KIOSKS[value % len(KIOSKS)]
        for _place in range(4):
            value, at = divmod(value, len(_LETTERS))
            number += _LETTERS[at]
        return f"{kiosk} · P-{number}"


def write_tickets(session: Session, demo: DemoDesk, hours: OpeningHours, drafts: Sequence[Draft]) -> None:
    """Number them in this order, and write everything on them."""
    chance = Random(_SEED)  # noqa: S311 - believable, not secret
    problems = {
        name: save_choice(
            session, Save(ProblemDetails(name, ProblemState.SOLVED, root_cause="Fibre coupée dans la rue"))
        )
        for name in {draft.problem for draft in drafts if draft.problem}
    }
    rows = [_ticket(draft, hours, demo, problems.get(draft.problem)) for draft in drafts]
    numbers = insert_rows(session, table_named(Ticket.__tablename__), rows)
    for draft, number in zip(drafts, numbers, strict=True):
        draft.number = number
    parts = (
        (TicketEvent, [row for draft in drafts for row in _events(draft)]),
        (TicketDevice, [{"ticket_id": each.number, "asset_id": each.device.id} for each in drafts if each.device]),
        (TicketLink, [row for draft in drafts for row in _links(draft)]),
        (TicketWork, [row for draft in drafts for row in _work(draft, hours, chance)]),
        (Rating, sorted((row for draft in drafts for row in _ratings(draft, demo, chance)), key=_moment)),
    )
    for table, written in parts:
        insert_rows(session, table_named(table.__tablename__), written)


def _ticket(draft: Draft, hours: OpeningHours, demo: DemoDesk, problem_id: int | None) -> _Row:
    life, events = draft.life, [line.event for line in draft.life.lines]
    told = derived(events)
    deadlines = deadlines_of(events, hours, demo.clock.now())
    ending = life.ending if told.status in OVER else None
    solution = "" if ending is None else ending[1]
    is_waiting, is_planned = told.status is Status.WAITING, told.status is Status.PLANNED
    return {
        "version": 1,
        "kind": _kind(draft),
        "status": told.status,
        "source": draft.source,
        "origin": draft.origin,
        "title": draft.title,
        "category_id": draft.category_id,
        "place_id": draft.place_id,
        "requester_id": None if draft.requester is None else draft.requester.id,
        "urgency": draft.urgency,
        "impact": draft.impact,
        "priority": draft.priority,
        "is_major": draft.is_major,
        "assignee_id": draft.handler.id,
        "team_id": draft.team_id,
        "provider_id": draft.provider_id,
        "provider_reference": draft.reference,
        "opened_at": draft.opened_at,
        "planned_on": demo.today + timedelta(days=3) if is_planned else None,
        "waiting_reason": life.waits_for if is_waiting else "",
        "remind_on": demo.today + timedelta(days=2) if is_waiting else None,
        "respond_by": deadlines.response.due,
        "resolve_by": deadlines.resolution.due,
        "responded_at": told.responded_at,
        "resolved_at": told.resolved_at,
        "closed_at": told.closed_at,
        "cause_id": None if ending is None else draft.cause_id,
        "resolution": None if ending is None else ending[0],
        "solution": solution,
        "problem_id": problem_id,
        "search": ticket_search(draft.title, "", "", draft.reference, solution, draft.origin),
    }


def _kind(draft: Draft) -> TicketKind:
    wanted = {"Account and password", "Loan of a device", "Installation", "Help or training", "Supplies"}
    return TicketKind.REQUEST if draft.story.category in wanted else TicketKind.INCIDENT


def _events(draft: Draft) -> Iterator[_Row]:
    for line in draft.life.lines:
        yield {
            "ticket_id": draft.number,
            "moment": line.moment,
            "actor": line.who,
            "kind": line.kind,
            "before": line.before,
            "after": line.after,
            "body": line.body,
            "is_public": line.is_public,
        }
    said = {"actor": draft.life.lines[0].who, "before": "", "body": "", "is_public": False}
    for who in draft.echoes:
        echo = {"ticket_id": draft.number, "moment": draft.opened_at + timedelta(minutes=6), "kind": EventKind.ME_TOO}
        yield said | echo | {"after": who}
    if (first := draft.duplicate_of) is not None:
        for one, other, is_back in ((draft, first, False), (first, draft, True)):
            link = stored_link(Linked(LinkKind.DUPLICATE_OF, other.number, is_back))
            when = {"ticket_id": one.number, "moment": draft.opened_at, "kind": EventKind.LINKED}
            yield said | when | {"after": link}


def _links(draft: Draft) -> Iterator[_Row]:
    if draft.duplicate_of is not None:
        yield {"from_id": draft.number, "to_id": draft.duplicate_of.number, "kind": LinkKind.DUPLICATE_OF}


def _work(draft: Draft, hours: OpeningHours, chance: Random) -> Iterator[_Row]:
    """Time of those here, and what a provider was paid."""
    if draft.life.ending is None or draft.duplicate_of is not None:
        return
    day = draft.life.moment.astimezone(hours.zone).date()
    row = {"version": 1, "ticket_id": draft.number, "day": day, "minutes": 0, "cents": None, "person_id": None}
    row |= {"supplier_id": None, "what": ""}
    if chance.random() < 0.7:
        minutes = 5 * max(1, round(chance.lognormvariate(1.4, 0.6)))
        yield row | {"minutes": minutes, "person_id": draft.handler.id}
    if draft.provider_id is not None and draft.story.cents:
        yield row | {"cents": draft.story.cents, "supplier_id": draft.provider_id, "what": "Déplacement et pièce"}


def _ratings(draft: Draft, demo: DemoDesk, chance: Random) -> Iterator[_Row]:
    """A third of them say how it was; those who waited long are harder."""
    resolved = [line.moment for line in draft.life.lines if line.after == Status.RESOLVED.value]
    if not resolved or draft.duplicate_of is not None or chance.random() > 0.34:
        return
    moment = resolved[-1] + timedelta(minutes=chance.randint(20, 300))
    if moment > demo.clock.now():
        return
    was_long = resolved[-1] - draft.opened_at > timedelta(days=5)
    score = chance.choices((4, 3, 2, 1), (20, 40, 28, 12) if was_long else (66, 27, 5, 2))[0]
    comment = chance.choice(PRAISE if score > 2 else BLAME)
    source = RatingSource.KIOSK if draft.source is Source.KIOSK else chance.choice(list(RatingSource))
    yield {"ticket_id": draft.number, "moment": moment, "score": score, "comment": comment, "source": source}


def _moment(row: _Row) -> datetime:
    moment: datetime = row["moment"]
    return moment
