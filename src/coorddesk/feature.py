"""The face of a feature: what it has to offer to the rest of the house, which knows no domain."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from sqlalchemy.orm import Session

    from coorddesk.core.clock import Clock
    from coorddesk.core.dated import Dated, Period
    from coorddesk.core.editing import EditKind
    from coorddesk.core.jobs import Progress
    from coorddesk.core.merging import MergeKind
    from coorddesk.core.records import Alert, Belongings, Cost, Entry, Finding, Hit, Kept, Subject, Tally
    from coorddesk.core.spending import Spent
    from coorddesk.core.texts import Texts
    from coorddesk.core.watched_views import WatchedList
    from coorddesk.importing.kind import ImportKind
    from coorddesk.reporting.kind import ReportKind


@dataclass(frozen=True)
class DemoDesk:
    """What demo data is made with: a fixed today, the language, and how far it is."""

    today: date
    clock: Clock
    texts: Texts
    progress: Progress


@dataclass(frozen=True)
class Feature:
    """A feature's offers; home, search, wizard, reports, command line and demo are loops over these.

    `timeline(session, subject)` tells what the feature knows of a record, its own or somebody else's;
    `belongings(session, subject, limit)` names its records that belong to somebody else's, the first `limit` of them;
    `tally(session, kind)` counts them for every record of a kind at once, None if there are never any;
    `costs(session, subject)` names what was paid for a record after it was bought, the latest first;
    `spent(session, period)` names all that was spent on devices and in places on the days of a period;
    `search(session, text, limit)` gets folded text;
    `alerts(session, today)` says what needs doing: it is asked after every change, so it must be quick;
    `events(session, period)` names what it has on the days of a period, in a bounded number of SQL statements;
    `names(session, kind, ids)` says what its records of a kind are called, those that are there;
    `kept(session, person_id)` tells all that it keeps of a person beyond what belongings and timeline say, for whoever
    asks what is known about them; `reports_of_all(features)` are reports on what every feature knows;
    `repoint(session, old, new)` lets its records that belong to one record belong to another of the same kind, where
    two are merged into one; the deed is the caller's. `merges` are the kinds of its own records that may be merged,
    `edits` those that may be edited many at once, `watched` its lists whose saved views may tell what is new in them.
    """

    key: str
    title: Message
    imports: Sequence[ImportKind] = ()
    reports: Sequence[ReportKind] = ()
    demo: Callable[[Session, DemoDesk], None] | None = field(default=None, repr=False)
    seed: Callable[[Session], None] | None = field(default=None, repr=False)  # what a new desk needs to work at all
    search: Callable[[Session, str, int], Sequence[Hit]] | None = field(default=None, repr=False)
    timeline: Callable[[Session, Subject], Sequence[Entry]] | None = field(default=None, repr=False)
    names: Callable[[Session, str, Collection[int]], Mapping[int, str]] | None = field(default=None, repr=False)
    belongings: Callable[[Session, Subject, int], Sequence[Belongings]] | None = field(default=None, repr=False)
    tally: Callable[[Session, str], Tally | None] | None = field(default=None, repr=False)
    costs: Callable[[Session, Subject], Sequence[Cost]] | None = field(default=None, repr=False)
    spent: Callable[[Session, Period], Sequence[Spent]] | None = field(default=None, repr=False)
    alerts: Callable[[Session, date], Sequence[Alert]] | None = field(default=None, repr=False)
    events: Callable[[Session, Period], Sequence[Dated]] | None = field(default=None, repr=False)
    kept: Callable[[Session, int], Sequence[Kept]] | None = field(default=None, repr=False)
    reports_of_all: Callable[[Sequence[Feature]], Sequence[ReportKind]] | None = field(default=None, repr=False)
    checks: Callable[[Session], Sequence[Finding]] | None = field(default=None, repr=False)
    repoint: Callable[[Session, Subject, Subject], None] | None = field(default=None, repr=False)
    merges: Sequence[MergeKind] = field(default=(), repr=False)
    edits: Sequence[EditKind] = field(default=(), repr=False)
    watched: Sequence[WatchedList] = field(default=(), repr=False)


def story(session: Session, features: Sequence[Feature], subject: Subject) -> tuple[Entry, ...]:
    """What all features tell of a record, newest first."""
    told = (feature.timeline(session, subject) for feature in features if feature.timeline is not None)
    return tuple(sorted(chain.from_iterable(told), key=lambda entry: entry.moment, reverse=True))


def named(session: Session, features: Sequence[Feature], subjects: Iterable[Subject]) -> dict[Subject, str]:
    """What records of any kind are called; those that are gone are left out."""
    wanted: dict[str, set[int]] = {}
    for kind, record_id in subjects:
        wanted.setdefault(kind, set()).add(record_id)
    return {
        (kind, record_id): name
        for kind, ids in wanted.items()
        for feature in features
        if feature.names is not None
        for record_id, name in feature.names(session, kind, ids).items()
    }


def belongings(session: Session, features: Sequence[Feature], subject: Subject, limit: int) -> tuple[Belongings, ...]:
    """What all features have that belongs to a record."""
    named = (feature.belongings(session, subject, limit) for feature in features if feature.belongings is not None)
    return tuple(chain.from_iterable(named))


def tallies(session: Session, features: Sequence[Feature], kind: str) -> tuple[Tally, ...]:
    """What all features count beside the records of a kind."""
    counted = (feature.tally(session, kind) for feature in features if feature.tally is not None)
    return tuple(tally for tally in counted if tally is not None)


def costs(session: Session, features: Sequence[Feature], subject: Subject) -> tuple[Cost, ...]:
    """What was paid for a record after it was bought, whatever the feature that knows it, the latest first."""
    told = (feature.costs(session, subject) for feature in features if feature.costs is not None)
    return tuple(sorted(chain.from_iterable(told), key=lambda cost: cost.day, reverse=True))


def spent(session: Session, features: Sequence[Feature], period: Period) -> tuple[Spent, ...]:
    """All that was spent on the days of a period, whatever the feature that knows it."""
    told = (feature.spent(session, period) for feature in features if feature.spent is not None)
    return tuple(chain.from_iterable(told))


def events(session: Session, features: Sequence[Feature], period: Period) -> tuple[Dated, ...]:
    """What stands on the days of a period, whatever feature it comes from, in the order in which a day shows it."""
    told = (feature.events(session, period) for feature in features if feature.events is not None)
    every = tuple(chain.from_iterable(told))
    asked = {each.subject for each in every if each.names_subject and each.subject is not None}
    names = named(session, features, asked)
    said = (replace(each, about=names.get(each.subject, "")) if each.subject in asked else each for each in every)
    return tuple(sorted(said, key=lambda each: each.order))


def watched_lists(features: Sequence[Feature]) -> tuple[WatchedList, ...]:
    """The lists of all features whose saved views may be watched."""
    return tuple(chain.from_iterable(feature.watched for feature in features))


def alerts(session: Session, features: Sequence[Feature], today: date) -> tuple[Alert, ...]:
    """What needs doing, whatever it is about; what is urgent first, what is new in watched views last."""
    from coorddesk.core.watched_views import alerts_of_views  # SQL: a feature's face is known before it

    told = (feature.alerts(session, today) for feature in features if feature.alerts is not None)
    every = (*chain.from_iterable(told), *alerts_of_views(session, watched_lists(features)))
    return tuple(sorted(every, key=lambda alert: not alert.is_urgent))
