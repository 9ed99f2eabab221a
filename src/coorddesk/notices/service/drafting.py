"""Drafting what somebody is to be told, in the very transaction of what it is about, and taking it back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import Role, actor_of, allowed
from coorddesk.core.clock import clock_of
from coorddesk.core.fold import fold
from coorddesk.core.organisation import organisation
from coorddesk.core.tidy import tidy
from coorddesk.directory.service import EDITORS
from coorddesk.notices.models import Notice
from coorddesk.notices.queries.templates import template_for
from coorddesk.notices.rules import Occasion, State, filled

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

DRAFTERS = (*EDITORS, Role.KIOSK)
"""Whoever may do what people are told of."""


@dataclass(frozen=True)
class Draft:
    """What is to be told to whom: `cause` names what happened, so that it is told once.

    Without an `address` it is printed. `values` fill the placeholders of the template, but for those of the recipient
    and of the organisation.
    """

    cause: str
    occasion: Occasion
    subject: Subject
    recipient: str
    address: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


@allowed(*DRAFTERS)
def draft(session: Session, wish: Draft) -> int | None:
    """Draft a message; the deed is the caller's. Returns its id: that of the first where the same cause comes again.

    None where the desk does not tell of such things.
    """
    there = session.scalar(select(Notice.id).where(Notice.cause == wish.cause))
    if there is not None:
        return there
    ours = organisation(session)
    template = template_for(session, wish.occasion, ours.language)
    if not template.is_on:
        return None
    values = {**wish.values, "requester": wish.recipient, "organisation": ours.name}
    row = Notice(
        cause=wish.cause,
        occasion=wish.occasion,
        subject_kind=wish.subject[0],
        subject_id=wish.subject[1],
        recipient=tidy(wish.recipient),
        address=tidy(wish.address),
        title=tidy(filled(template.subject, values)),
        body=filled(template.body, values),
        state=State.DRAFT,
        drafted_at=clock_of(session).now(),
        search="",
    )
    row.search = fold(f"{row.recipient} {row.address} {row.title}")
    session.add(row)
    session.flush()
    return row.id


@allowed(*DRAFTERS)
def take_back(session: Session, subject: Subject, causes: Collection[str]) -> None:
    """Drop what was drafted about a record and is true no longer; the deed is the caller's.

    `causes` are beginnings of the causes that are meant; what left already cannot be taken back.
    """
    wanted = select(Notice).where(Notice.subject_kind == subject[0], Notice.subject_id == subject[1])
    for row in session.scalars(wanted.where(Notice.state == State.DRAFT).order_by(Notice.id)):
        if row.cause.startswith(tuple(causes)):
            row.state, row.trouble = State.DROPPED, None
            row.handled_at, row.handled_by = clock_of(session).now(), actor_of(session).name
    session.flush()
