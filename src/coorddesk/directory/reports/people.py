"""Address lists of people: all, class by class, department by department."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _, _n, verbatim
from coorddesk.directory.queries import (
    PERSON_COLUMNS,
    PersonQuery,
    PersonRow,
    departments,
    person_ids,
    person_page,
    said_person_criteria,
)
from coorddesk.directory.queries.groups import group
from coorddesk.directory.rules import PERSON_KIND_TITLES, Presence, class_order, natural_order
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.page import UPRIGHT
from coorddesk.reporting.report import Group, Report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

Choice = PersonQuery | Sequence[int] | None
"""The people of a list as it is filtered, those that were selected, or all who are here."""

_READ_AT_ONCE = 5000
_ALL = ("last_name", "first_name", "group", "department", "phone", "email")
_IN_CLASS = ("last_name", "first_name", "phone", "email")
_IN_DEPARTMENT = ("last_name", "first_name", "role", "phone", "email")


def people(session: Session, choice: Choice) -> Report[PersonRow]:
    """People in the order of the query."""
    return _report(session, choice, _("Address list"), _ALL, [Group(None, _rows(session, choice))])


def people_by_class(session: Session, choice: Choice) -> Report[PersonRow]:
    """People class by class as schools do, the CP before the CE1; those who are in none are left out."""
    groups = _groups(_rows(session, choice), lambda row: row.group, class_order)
    report = _report(session, choice, _("People by class"), _IN_CLASS, groups, _("Class or group"))
    return replace(report, filters=(*report.filters, _("People without a class left out")))


def people_by_department(session: Session, choice: Choice) -> Report[PersonRow]:
    """People department by department; those who are in none are left out."""
    groups = _groups(_rows(session, choice), lambda row: row.department or "", natural_order)
    report = _report(session, choice, _("People by department"), _IN_DEPARTMENT, groups, _("Department"))
    return replace(report, filters=(*report.filters, _("People without a department left out")))


def _choose(subject: Subject) -> PersonQuery | None:
    kind, record_id = subject
    match kind:
        case "department":
            return PersonQuery(department=record_id)
        case "person_group":
            return PersonQuery(group=record_id)
    return None


PEOPLE = (
    ReportKind("people", _("Address list"), _("The people as they are filtered, to be reached."), people, _choose),
    ReportKind(
        "people-by-class",
        _("People by class"),
        _("Who is in each class, with the ways to reach them."),
        people_by_class,
        _choose,
    ),
    ReportKind(
        "people-by-department",
        _("People by department"),
        _("Who works in each department, with the ways to reach them."),
        people_by_department,
        _choose,
    ),
)


def _rows(session: Session, choice: Choice) -> list[PersonRow]:
    query = PersonQuery() if choice is None else choice
    ids = person_ids(session, query) if isinstance(query, PersonQuery) else query
    rows: list[PersonRow] = []
    for start in range(0, len(ids), _READ_AT_ONCE):
        part = ids[start : start + _READ_AT_ONCE]
        page = person_page(session, part)
        rows += [page[person_id] for person_id in part if person_id in page]
    return rows


def _groups(
    rows: Sequence[PersonRow], by: Callable[[PersonRow], str], order: Callable[[str], Any]
) -> list[Group[PersonRow]]:
    found: dict[str, list[PersonRow]] = {}
    for row in rows:
        if by(row):
            found.setdefault(by(row), []).append(row)
    ordered = sorted(found, key=lambda name: (order(fold(name)), name))
    return [Group(verbatim(name), found[name]) for name in ordered]


def _report(
    session: Session,
    choice: Choice,
    title: Message,
    keys: Sequence[str],
    groups: Sequence[Group[PersonRow]],
    grouped_by: Message | None = None,
) -> Report[PersonRow]:
    by_key = {column.key: column for column in PERSON_COLUMNS}
    query = PersonQuery() if choice is None else choice
    return Report(
        title=title,
        columns=tuple(by_key[key] for key in keys),
        groups=tuple(groups),
        noun=lambda count: _n("{count} person", "{count} people", count),
        filters=_stated(session, query) if isinstance(query, PersonQuery) else (_("Chosen by hand"),),
        grouped_by=grouped_by,
        page=UPRIGHT,
        offered=PERSON_COLUMNS,
    )


def _stated(session: Session, query: PersonQuery) -> tuple[Message, ...]:
    """Every filter of a query, each in a few words."""
    said: list[Message] = []
    if query.text.strip():
        said.append(_("Search: “{text}”", text=query.text.strip()))
    if query.department is not None:
        names = {row.id: row.name for row in departments(session)}
        said.append(_("Department: {name}", name=names.get(query.department, "")))
    if query.group is not None:
        row = group(session, query.group)
        said.append(_("Class or group: {name}", name="" if row is None else row.title))
    if query.kind is not None:
        said.append(PERSON_KIND_TITLES[query.kind])
    if query.presence is Presence.LEFT:
        said.append(_("Only those who have left"))
    elif query.presence is Presence.ALL:
        said.append(_("With those who have left"))
    return (*said, *said_person_criteria(session, query.criteria))
