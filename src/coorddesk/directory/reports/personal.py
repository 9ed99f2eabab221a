"""All that the desk keeps of one person, whatever feature keeps it: what the law lets them ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message, _, _n, verbatim
from coorddesk.core.records import Kept
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.models import Person
from coorddesk.feature import belongings, named, story
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.page import UPRIGHT
from coorddesk.reporting.report import Group, Report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.feature import Feature

_PERSON = Person.__tablename__
_MOST = 10_000
"""Of records of one kind that belong to somebody."""

_COLUMNS: tuple[Column[Kept], ...] = (
    Column("day", _("Date"), lambda row: row.day, Kind.DATE, 12),
    Column("what", _("What"), lambda row: row.what, Kind.CHOICE, 34),
    Column("says", _("What is kept"), lambda row: row.says, Kind.CHOICE, 60),
)


def reports_of_all(features: Sequence[Feature]) -> Sequence[ReportKind]:
    """The report, over what these features keep."""
    said = _("All that is kept of one person, to be handed to them when they ask for it.")
    build = partial(personal_data, features)
    return (ReportKind("personal-data", _("Personal data"), said, build, _choose, frozenset({_PERSON})),)


def personal_data(features: Sequence[Feature], session: Session, person_id: int | None) -> Report[Kept]:
    """Everything that is kept of a person, feature by feature; of nobody in particular, nothing."""
    title, groups = _("Personal data"), list[Group[Kept]]()
    filters: tuple[Message, ...] = (_("Nobody is chosen: it is asked for from the card of a person."),)
    if person_id is not None:
        rows = [*_kept(session, features, person_id), *_belongings(session, features, person_id)]
        rows += _story(session, features, person_id)
        groups = [Group(part, list(of_part)) for part, of_part in groupby(rows, lambda row: row.part)]
        filters = tuple(map(verbatim, named(session, features, [(_PERSON, person_id)]).values()))
    return Report(
        title=title,
        columns=_COLUMNS,
        groups=tuple(groups),
        noun=lambda n: _n("{count} entry", "{count} entries", n),
        filters=filters,
        grouped_by=_("Where it is kept"),
        page=UPRIGHT,
    )


def _choose(subject: Subject) -> int | None:
    return subject[1] if subject[0] == _PERSON else None


def _kept(session: Session, features: Iterable[Feature], person_id: int) -> Iterator[Kept]:
    for feature in features:
        if feature.kept is not None:
            yield from feature.kept(session, person_id)


def _belongings(session: Session, features: Sequence[Feature], person_id: int) -> Iterator[Kept]:
    for each in belongings(session, features, (_PERSON, person_id), _MOST):
        names = named(session, features, [hit.subject for hit in each.first if not hit.title])
        for hit in each.first:
            yield Kept(each.title, verbatim(hit.title or names.get(hit.subject, "")), hit.detail)


def _story(session: Session, features: Sequence[Feature], person_id: int) -> Iterator[Kept]:
    local = clock_of(session).local
    for entry in story(session, features, (_PERSON, person_id)):
        says = _("{text}\n{body}", text=entry.text, body=entry.body) if entry.body else entry.text
        yield Kept(_("History"), verbatim(entry.actor), says, local(entry.moment).date())
