"""The people: staff, pupils, patrons, and what each of them holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _n, verbatim
from coorddesk.directory.queries import (
    PERSON_COLUMNS,
    DepartmentRow,
    GroupRow,
    PersonQuery,
    PersonRow,
    departments,
    groups,
    person_ids,
    person_page,
)
from coorddesk.directory.service import Deletion, create_department, delete_department, rename_department
from coorddesk.directory.ui.cards import person_card
from coorddesk.directory.ui.record_verbs import PEOPLE, RecordVerbs
from coorddesk.widgets.actions import ActionBar, make_action
from coorddesk.widgets.card import Card
from coorddesk.widgets.chips import Chip
from coorddesk.widgets.empty import Emptiness, Offer
from coorddesk.widgets.filter_tree import Choice, Choices, FilterTree
from coorddesk.widgets.list_page import ListPage
from coorddesk.widgets.names_dialog import Name, Names, NamesDialog
from coorddesk.widgets.table.record_list import RecordList
from coorddesk.widgets.table.source import Source

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.feature import Subject
    from coorddesk.widgets.desk import Desk

Offered = tuple[tuple[DepartmentRow, ...], tuple[GroupRow, ...]]


_DEPARTMENTS = Names(
    _("Departments"),
    read=lambda session: [Name(row.id, row.version, row.name, row.people) for row in departments(session)],
    rename=lambda session, each, name: rename_department(session, each.id, each.version, name),
    delete=lambda session, each: delete_department(session, Deletion(each.id, each.version)),
    create=lambda session, name, _kind: create_department(session, name),
)


class People(Source[PersonRow, PersonQuery]):
    """People as rows of a table."""

    columns = PERSON_COLUMNS
    shown = ("last_name", "first_name", "group", "department", "role", "email", "phone")

    def noun(self, count: int) -> Message:
        """How many people."""
        return _n("{count} person", "{count} people", count)

    def ids(self, session: Session, query: PersonQuery) -> Sequence[int]:
        """The people that a query means."""
        return person_ids(session, query)

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, PersonRow]:
        """Their rows."""
        return person_page(session, ids)

    def is_narrowed(self, query: PersonQuery) -> bool:
        """Whether people are left out."""
        return bool(query.text) or query.department is not None or query.group is not None


class PeoplePage(ListPage):
    """Departments and classes narrow the list; what somebody holds is on their card."""

    title = _("People")
    is_timeless = True
    kinds = frozenset({"person", "department", "asset"})

    def __init__(self, desk: Desk) -> None:
        """Build everything, unread."""
        super().__init__(desk, "people")
        listing = RecordList(desk, "people", People(), _("People"), (self._none_yet(), self._none_found()))
        self.verbs = RecordVerbs(desk, self, listing, PEOPLE)
        make_action(desk, self, _("{list}…", list=_DEPARTMENTS.title), "list", "", self._open_departments)
        self._filters = FilterTree(desk, "people")
        features, texts = desk.features, desk.texts
        card = Card(
            desk,
            "person",
            lambda session, person_id: person_card(session, person_id, features, texts),
            [self.verbs.edit],
            [self.verbs.delete],
        )
        bar = ActionBar(desk, self.verbs.new, self.verbs.for_one(), [])
        self.build(bar, _("Search by name, class, identifier…"), listing, card, self._filters)
        listing.menu_actions = self.verbs.for_one()
        self.verbs.added.connect(self.open_card)
        self._filters.toggled.connect(self._on_filter_toggled)
        self.chips.removed.connect(self.show_query)
        self.chips.cleared.connect(self._show_everyone)

    def first_query(self) -> PersonQuery:
        """Everyone."""
        return PersonQuery()

    def show_query(self, query: Any) -> None:
        """Show the people that a query means, and what it is."""
        super().show_query(query)
        self.desk.operations.read(self, _read_offered, self._show_offered, replaces="filters")

    def open_record(self, subject: Subject) -> None:
        """Show the card of a person; a list that leaves them out is widened."""
        super().open_record(subject)
        if self.list.selected_ids() != [subject[1]]:
            self._show_everyone()
            self.list.select([subject[1]])

    def open_list(self, about: Subject) -> None:
        """Show the people of a department."""
        self.show_query(replace(self.query, text="", department=about[1], group=None))

    def reload(self) -> None:
        """Read everything shown again."""
        super().reload()
        self.desk.operations.read(self, _read_offered, self._show_offered, replaces="filters")

    def _none_yet(self) -> Emptiness:
        return Emptiness(
            "users",
            _("Nobody yet"),
            _("Staff, pupils or patrons: whoever may hold a device. A list from another program comes in as it is."),
            (
                Offer(_("Import a sheet"), lambda: self.desk.start_import("people"), "file-spreadsheet"),
                Offer(_("Add a person"), lambda: self.verbs.new.trigger(), "plus"),  # noqa: PLW0108 - not there yet
            ),
        )

    def _none_found(self) -> Emptiness:
        return Emptiness("search", _("Nobody is like that"), None, (Offer(_("Show everyone"), self._show_everyone),))

    def _show_everyone(self) -> None:
        self.show_query(replace(self.query, text="", department=None, group=None))

    def _open_departments(self) -> None:
        NamesDialog(self.desk, self, _DEPARTMENTS).open()

    def _on_filter_toggled(self, key: Sequence[Any]) -> None:
        field, value = key
        is_on = getattr(self.query, field) == value
        self.show_query(replace(self.query, **{field: None if is_on else value}))

    def _show_offered(self, offered: Offered) -> None:
        query: PersonQuery = self.query
        known, in_use = offered
        of_department = tuple(
            Choice(("department", row.id), verbatim(row.name), row.people, query.department == row.id) for row in known
        )
        of_group = tuple(
            Choice(("group", row.name), verbatim(row.name), row.people, query.group == row.name) for row in in_use
        )
        self._filters.show_choices(
            [
                Choices("department", _("Department"), of_department),
                Choices("group", _("Class or group"), of_group),
            ]
        )
        self.chips.show_chips(_chips(query, known))


def _read_offered(session: Session) -> Offered:
    """In the lane."""
    return departments(session), groups(session)


def _chips(query: PersonQuery, known: Sequence[DepartmentRow]) -> list[Chip]:
    department = next((row.name for row in known if row.id == query.department), None)
    filters = (
        (department, _("Department: {name}", name=department or ""), replace(query, department=None)),
        (query.group, _("Class or group: {name}", name=query.group or ""), replace(query, group=None)),
    )
    return [Chip(text, without) for value, text, without in filters if value is not None]
