"""Fills a desk with tickets; the devices, rooms, people and opening hours are there already."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.agenda.queries import opening_hours
from coorddesk.core.access import actor_of
from coorddesk.core.clock import start_of_day
from coorddesk.core.messages import _
from coorddesk.helpdesk.demo.asking import add_asking
from coorddesk.helpdesk.demo.house import Device, House, Known, read_house
from coorddesk.helpdesk.demo.known import add_known
from coorddesk.helpdesk.demo.lives import Life, first_minute, live, live_until
from coorddesk.helpdesk.demo.outage import outage
from coorddesk.helpdesk.demo.ready import add_ready
from coorddesk.helpdesk.demo.telling import tell_of_tickets
from coorddesk.helpdesk.demo.words import MONDAYS, NOW, SEASONS, SOURCES, STORIES, Now, Story
from coorddesk.helpdesk.demo.writing import Draft, write_tickets
from coorddesk.helpdesk.rules import Source, Status, priority_of
from coorddesk.inventory.models import Category

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from coorddesk.core.working_time import OpeningHours
    from coorddesk.feature import DemoDesk

_SEED = 2026
_TICKETS = 1_480
_BACK = 730
"""Days that the demo's tickets go back."""
_OUTAGE = 205
"""How many open days ago the great outage was."""
_ANSWER = {5: 10, 4: 28, 3: 60, 2: 130, 1: 240}
"""Minutes until somebody answers, half of the time, by priority."""


def fill(session: Session, demo: DemoDesk) -> None:
    """Fifteen hundred tickets of two years, some of them open: one is urgent, one overdue."""
    demo.progress(0, 1, _("Opening tickets"))
    house = read_house(session)
    if not house.staff or not house.rooms or not house.technicians:
        return
    categories = dict(session.execute(select(Category.name, Category.id)).all())
    team = add_ready(session, house, demo.today, categories)
    hours = opening_hours(session)
    maker = _Maker(house, hours, demo.clock.now(), actor_of(session).name, team)
    days = list(_open_days(hours, demo))
    drafts = [draft for day, opening in _dealt(days) if (draft := maker.usual(day, opening)) is not None]
    drafts += [draft for each in NOW if (draft := maker.of_today(each, days)) is not None]
    if len(days) > _OUTAGE:
        drafts += outage(maker.draft, days[-_OUTAGE][1], house)
    write_tickets(session, demo, hours, sorted(drafts, key=lambda draft: draft.opened_at))
    tell_of_tickets(session, demo)
    add_known(session, house)
    add_asking(session, house, team)


class _Maker:
    """Makes tickets, the same each time."""

    def __init__(self, house: House, hours: OpeningHours, now: datetime, actor: str, team: int) -> None:
        self._house, self._hours, self._now, self._actor, self._team = house, hours, now, actor, team
        self._random = Random(_SEED)  # noqa: S311 - believable, not secret
        self._weights = [story.weight for story in STORIES]

    def usual(self, day: date, opening: datetime) -> Draft | None:
        """Something that came up on a day that began at a moment; None if that is still to come."""
        chance = self._random
        story = chance.choices(STORIES, self._weights)[0]
        moment = self._hours.after(opening, int(440 * chance.random() ** 1.4) + 1)
        if moment > self._now:
            return None
        urgency = max(1, min(5, story.urgency + chance.choice((-1, 0, 0, 0, 1))))
        draft = self.draft(story, chance.choice(story.titles), moment, urgency=urgency, impact=story.impact, day=day)
        if draft.source is Source.KIOSK and chance.random() < 0.06:
            draft.echoes = tuple(each.name for each in chance.sample(self._house.staff, 2))
        live(draft.life, story, answer=_ANSWER[draft.priority])
        return draft

    def of_today(self, now: Now, days: list[tuple[date, datetime]]) -> Draft | None:
        """One of those that are open today."""
        if len(days) <= now.days:
            return None
        day, opening = days[-1 - now.days]
        moment = self._hours.after(opening, now.minutes)
        if moment > self._now:
            moment = opening
        about = {"urgency": now.urgency, "impact": now.impact}
        draft = self.draft(STORIES[now.story], now.title, moment, **about, day=day)
        draft.is_major = now.is_major
        live_until(draft.life, Status(now.until))
        return draft

    def draft(
        self, story: Story, title: str, moment: datetime, *, urgency: int, impact: int, day: date | None = None
    ) -> Draft:
        """A ticket that has just come in."""
        chance = self._random
        device = self._house.device(story.devices, day or moment.date(), chance) if story.devices else None
        handler = self._house.technicians[min(int(chance.expovariate(1.1)), len(self._house.technicians) - 1)]
        life = Life(self._hours, chance, self._now, handler.name, moment)
        requester = chance.choice(self._house.staff)
        source = chance.choices([each for each, _w in SOURCES], [weight for _s, weight in SOURCES])[0]
        if source is Source.ROUND and device is None:
            source = Source.COUNTER
        draft = Draft(
            story=story,
            title=title,
            life=life,
            opened_at=moment,
            urgency=urgency,
            impact=impact,
            source=source,
            category_id=self._house.category(story.category),
            place_id=self._place(device),
            device=device,
            requester=None if source in {Source.KIOSK, Source.ROUND} and chance.random() < 0.6 else requester,
            handler=handler,
            team_id=self._team,
            cause_id=self._house.cause(chance.choice(story.causes)),
            provider_id=self._provider(story),
        )
        life.opened("", self._opener(source, requester), priority_of(urgency, impact), handler.name)
        return draft

    def _place(self, device: Device | None) -> int:
        if device is not None and device.place_id is not None:
            return device.place_id
        return self._random.choice(self._house.rooms)

    def _opener(self, source: Source, requester: Known) -> str:
        return requester.name if source is Source.MAIL else self._actor

    def _provider(self, story: Story) -> int | None:
        """Somebody from outside, where one is needed."""
        is_outside = story.provider != "" and self._random.random() < 0.16
        return self._house.suppliers.get(story.provider) if is_outside else None


def _open_days(hours: OpeningHours, demo: DemoDesk) -> Iterator[tuple[date, datetime]]:
    """The days of two years on which the desk is open, each with its first minute; none that is still to begin."""
    for back in range(_BACK, -1, -1):
        day = demo.today - timedelta(days=back)
        opening = first_minute(hours, start_of_day(demo.clock, day))
        if opening is not None and opening < demo.clock.now():
            yield day, opening


def _dealt(days: list[tuple[date, datetime]]) -> Iterator[tuple[date, datetime]]:
    """Each day as often as a ticket came in on it, by the season and the day of the week."""
    weights = [SEASONS[day.month] * (MONDAYS if day.weekday() == 0 else 1) for day, _opening in days]
    whole, dealt, run = sum(weights), 0, 0.0
    for each, weight in zip(days, weights, strict=True):
        run += weight
        count = round(_TICKETS * run / whole) - dealt
        dealt += count
        yield from [each] * count
