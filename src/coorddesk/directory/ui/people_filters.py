"""What narrows the list of people: kinds, classes by school year, groups, departments, and whether they left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message, _, _p, verbatim
from coorddesk.directory.queries import (
    DepartmentRow,
    GroupRow,
    PersonQuery,
    count_left,
    departments,
    groups,
    kind_counts,
    person,
    said_person_criteria,
)
from coorddesk.directory.rules import (
    PERSON_KIND_TITLES,
    GroupKind,
    PersonKind,
    Presence,
    school_year_of,
    school_year_title,
)
from coorddesk.widgets.chips import Chip
from coorddesk.widgets.filter_tree import Choice, Choices

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_GROUP_TITLES = {GroupKind.GROUP: _p("people", "Groups"), GroupKind.CONTACTS: _("Contact groups")}


@dataclass(frozen=True)
class Offered:
    """All that the list can be narrowed to, with how many people each would show; `year` is the one that is on.

    `said` are the query's criteria in words.
    """

    year: int
    kinds: Mapping[PersonKind, int]
    groups: Sequence[GroupRow]
    departments: Sequence[DepartmentRow]
    left: int
    said: Sequence[Message] = ()


def read_offered(query: PersonQuery, session: Session) -> Offered:
    """In the lane."""
    return Offered(
        school_year_of(clock_of(session).today()),
        kind_counts(session, query.presence),
        groups(session, query.presence),
        departments(session, query.presence),
        count_left(session),
        said_person_criteria(session, query.criteria),
    )


def presence_of(person_id: int, session: Session) -> Presence:
    """In the lane: whom the list must show for somebody to be among them."""
    row, today = person(session, person_id), clock_of(session).today()
    has_left = row is not None and row.left_on is not None and row.left_on <= today
    return Presence.ALL if has_left else Presence.HERE


def unfiltered(query: PersonQuery) -> PersonQuery:
    """Everyone who is here, sorted as before."""
    return PersonQuery(sort=query.sort, descending=query.descending)


def choices_of(query: PersonQuery, offered: Offered) -> list[Choices]:
    """The filters in their order; one that would tell nobody apart is left out."""
    kinds = tuple(
        Choice(("kind", kind), title, offered.kinds.get(kind, 0), query.kind is kind)
        for kind, title in PERSON_KIND_TITLES.items()
    )
    of_department = tuple(
        Choice(("department", row.id), verbatim(row.name), row.people, query.department == row.id)
        for row in offered.departments
    )
    left = (
        Choice(("presence", Presence.LEFT), _("People who left"), offered.left, query.presence is Presence.LEFT),
        Choice(("presence", Presence.ALL), _("Also those who left"), None, query.presence is Presence.ALL),
    )
    every = [
        Choices("kind", _("Kind of person"), kinds if offered.kinds or query.kind else ()),
        *_of_groups(query, offered),
        Choices("department", _("Department"), of_department),
        Choices("left", _p("filter", "Left"), left if offered.left or query.presence is not Presence.HERE else ()),
    ]
    return [each for each in every if each.values]


def chips_of(query: PersonQuery, offered: Offered) -> list[Chip]:
    """What the list is narrowed to."""
    chips = []
    if query.kind is not None:
        kind = _("Kind of person: {kind}", kind=PERSON_KIND_TITLES[query.kind])
        chips.append(Chip(kind, replace(query, kind=None)))
    group = next((row for row in offered.groups if row.id == query.group), None)
    if group is not None:
        chips.append(Chip(_chip_of(group), replace(query, group=None)))
    department = next((row.name for row in offered.departments if row.id == query.department), None)
    if department is not None:
        chips.append(Chip(_("Department: {name}", name=department), replace(query, department=None)))
    if query.presence is not Presence.HERE:
        said = _("People who left") if query.presence is Presence.LEFT else _("Also those who left")
        chips.append(Chip(said, replace(query, presence=Presence.HERE)))
    if len(offered.said) == len(query.criteria):  # else they are of the query before
        for place, criterion in enumerate(offered.said):
            left = query.criteria[:place] + query.criteria[place + 1 :]
            chips.append(Chip(criterion, replace(query, criteria=left)))
    return chips


def _of_groups(query: PersonQuery, offered: Offered) -> list[Choices]:
    """Classes by school year, of which only the latest is open, then groups, then contact groups."""
    found = []
    for (kind, year), rows in groupby(offered.groups, key=lambda row: (row.kind, row.year)):
        values = tuple(Choice(("group", row.id), verbatim(row.name), row.people, query.group == row.id) for row in rows)
        if kind is GroupKind.CLASS:
            title, is_open = _("Classes {year}", year=school_year_title(year)), year >= offered.year
            found.append(Choices(f"class.{year}", title, values, is_open))
        else:
            found.append(Choices(kind.value, _GROUP_TITLES[kind], values))
    return found


def _chip_of(group: GroupRow) -> Message:
    if group.kind is GroupKind.CLASS:
        return _("Class: {name}", name=group.title)
    return _("Group: {name}", name=group.name)
