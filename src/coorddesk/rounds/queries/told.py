"""What rounds add elsewhere: names, search, stories, what needs doing, and what must always be true."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import and_, or_, select

from coorddesk.core.fold import fold
from coorddesk.core.matching import contains_all, words
from coorddesk.core.messages import _, _n
from coorddesk.core.records import Alert, Entry, Finding, Hit
from coorddesk.core.story import of_subject
from coorddesk.rounds.models import Round, RoundCheck, RoundTour
from coorddesk.rounds.queries.rounds import rounds
from coorddesk.rounds.rules import Outcome, Today, said_weekdays

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

_KEPT = 200
_ICON = "footprints"


def names(session: Session, kind: str, ids: Collection[int]) -> Mapping[int, str]:
    """What rounds and tours are called, those that are there."""
    if kind == Round.__tablename__:
        return dict(session.execute(select(Round.id, Round.name).where(Round.id.in_(ids))).all())
    if kind == RoundTour.__tablename__:
        of_round = select(RoundTour.id, Round.name).join(Round, Round.id == RoundTour.round_id)
        return dict(session.execute(of_round.where(RoundTour.id.in_(ids))).all())
    return {}


def hits(session: Session, text: str, limit: int) -> Sequence[Hit]:
    """Rounds whose names hold every word."""
    if not words(text):
        return ()
    wanted = select(Round.id, Round.name, Round.weekdays).where(contains_all(Round.name_folded, text))
    rows = session.execute(wanted.order_by(Round.name_folded).limit(limit))
    return [Hit(("round", row_id), name, said_weekdays(weekdays), 2) for row_id, name, weekdays in rows]


def timeline(session: Session, subject: Subject) -> Sequence[Entry]:
    """The faults that rounds found at a device or a place, and the deeds on a round or a tour."""
    kind, record_id = subject
    if kind in {Round.__tablename__, RoundTour.__tablename__}:
        return [Entry(each.moment, each.deed, each.actor) for each in of_subject(session, subject, _KEPT)]
    if kind not in {"asset", "place"}:
        return ()
    column = RoundCheck.asset_id if kind == "asset" else RoundCheck.place_id
    wanted = (
        select(RoundCheck.moment, RoundCheck.actor, RoundCheck.note, RoundTour.round_id, Round.name)
        .join(RoundTour, RoundTour.id == RoundCheck.tour_id)
        .join(Round, Round.id == RoundTour.round_id)
        .where(column == record_id, RoundCheck.outcome == Outcome.FAULT)
        .order_by(RoundCheck.moment.desc(), RoundCheck.id.desc())
    )
    return [
        Entry(moment, _("Fault found on the round “{name}”", name=name), actor, ("round", round_id), note, _ICON)
        for moment, actor, note, round_id, name in session.execute(wanted.limit(_KEPT))
        if moment is not None
    ]


def alerts(session: Session, today: date) -> Sequence[Alert]:
    """The rounds of today that are not made yet, and those that were begun and not ended."""
    del today  # that of the clock, which begins tours
    standing = [row.today for row in rounds(session)]
    found: list[Alert] = []
    if count := standing.count(Today.DUE):
        text = _n("{count} round of today is not made yet", "{count} rounds of today are not made yet", count)
        found.append(Alert(Today.DUE.value, "round", text, _("Make it: one key for each stop.")))
    if count := standing.count(Today.GOING_ON):
        text = _n("{count} round is under way", "{count} rounds are under way", count)
        found.append(Alert(Today.GOING_ON.value, "round", text, _("Go on where it stopped, or end it.")))
    return found


def findings(session: Session) -> Sequence[Finding]:
    """Looks that contradict themselves, and copies that nobody would find."""
    return [*_looks(session), *_copies(session)]


def _looks(session: Session) -> Iterator[Finding]:
    unseen = and_(RoundCheck.moment.is_(None), RoundCheck.actor == "", RoundCheck.ticket_id.is_(None))
    seen = and_(RoundCheck.moment.is_not(None), RoundCheck.actor != "")
    told = or_(RoundCheck.ticket_id.is_(None), RoundCheck.outcome == Outcome.FAULT)
    right = or_(and_(RoundCheck.outcome.is_(None), unseen), and_(RoundCheck.outcome.is_not(None), seen, told))
    wrong = select(RoundTour.id, Round.name, RoundTour.day).join(Round, Round.id == RoundTour.round_id)
    wrong = wrong.where(RoundTour.id.in_(select(RoundCheck.tour_id).where(~right)))
    for tour_id, name, day in session.execute(wrong.order_by(RoundTour.id)):
        said = _("A look on the round “{name}” of {day} contradicts itself.", name=name, day=day)
        yield Finding(said, ("round_tour", tour_id))


def _copies(session: Session) -> Iterator[Finding]:
    for round_id, name, folded in session.execute(select(Round.id, Round.name, Round.name_folded)):
        if folded != fold(name):
            yield Finding(_("“{name}” would not be found by its name.", name=name), ("round", round_id))
