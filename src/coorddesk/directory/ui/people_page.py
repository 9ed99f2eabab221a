"""The people: staff, pupils, patrons, and what each of them holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _n
from coorddesk.directory.queries import (
    FIELDS_OF_PEOPLE,
    PERSON_COLUMNS,
    PERSON_SORTS,
    PersonQuery,
    PersonRow,
    departments,
    person_ids,
    person_page,
)
from coorddesk.directory.reports import PEOPLE as PEOPLE_REPORTS
from coorddesk.directory.rules import Presence
from coorddesk.directory.service import Deletion, create_department, delete_department, rename_department
from coorddesk.directory.service.merge_kinds import DEPARTMENT_MERGE
from coorddesk.directory.ui.cards import person_card
from coorddesk.directory.ui.group_verbs import GroupVerbs
from coorddesk.directory.ui.people_filters import Offered, chips_of, choices_of, presence_of, read_offered, unfiltered
from coorddesk.directory.ui.record_verbs import PEOPLE, edits_of_people, widened
from coorddesk.widgets.actions import ActionBar, make_action, part
from coorddesk.widgets.card import Card
from coorddesk.widgets.empty import Emptiness, Offer
from coorddesk.widgets.filter_tree import FilterTree
from coorddesk.widgets.list_page import ListPage
from coorddesk.widgets.names_dialog import Name, Names, NamesDialog
from coorddesk.widgets.record_verbs import ManyVerbs, RecordVerbs
from coorddesk.widgets.report_menu import print_lists, print_records
from coorddesk.widgets.table.record_list import RecordList
from coorddesk.widgets.table.source import Source

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.widgets.desk import Desk

_DEPARTMENTS = Names(
    _("Departments"),
    read=lambda session: [Name(row.id, row.version, row.name, row.people) for row in departments(session)],
    rename=lambda session, each, name: rename_department(session, each.id, each.version, name),
    delete=lambda session, each: delete_department(session, Deletion(each.id, each.version)),
    create=lambda session, name, _kind: create_department(session, name),
    merges=DEPARTMENT_MERGE,
)


class People(Source[PersonRow, PersonQuery]):
    """People as rows of a table."""

    columns = PERSON_COLUMNS
    unsortable = frozenset(column.key for column in PERSON_COLUMNS if column.key not in PERSON_SORTS)
    shown = ("last_name", "first_name", "kind", "group", "department", "role", "email", "phone")
    groupable = ("kind", "group", "department", "role", "left_on")

    def noun(self, count: int) -> Message:
        """How many people."""
        return _n("{count} person", "{count} people", count)

    def ids(self, session: Session, query: PersonQuery) -> Sequence[int]:
        """The people that a query means."""
        return person_ids(session, query)

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, PersonRow]:
        """Their rows."""
        return person_page(session, ids)

    def stated(self, session: Session, query: PersonQuery) -> tuple[Message, ...]:
        """The filters, as the chips say them."""
        chips = chips_of(query, read_offered(query, session))
        return (*super().stated(session, query), *(chip.text for chip in chips))

    def is_narrowed(self, query: PersonQuery) -> bool:
        """Whether people are left out."""
        return replace(unfiltered(query), presence=query.presence) != query or query.presence is Presence.LEFT


class PeoplePage(ListPage):
    """Departments and classes narrow the list; what somebody holds is on their card."""

    title = _("People")
    kinds = frozenset({"person", "department", "person_group", "membership", "asset"})

    def __init__(self, desk: Desk) -> None:
        """Build everything, unread."""
        super().__init__(desk, "people")
        listing = RecordList(desk, "people", People(), _("People"), (self._none_yet(), self._none_found()))
        self.verbs = RecordVerbs(desk, self, listing, PEOPLE)
        groups = GroupVerbs(desk, self, listing)
        many = ManyVerbs(desk, self, FIELDS_OF_PEOPLE, edits_of_people, listing, widened)
        groups.list_asked.connect(lambda group_id: self.open_list(("person_group", group_id)))
        make_action(desk, self, _("{list}…", list=_DEPARTMENTS.title), "list", "", self._open_departments)
        self._filters = FilterTree(desk, "people")
        features, texts = desk.features, desk.texts
        part(self)
        offered_first = desk.offers(self, "person", listing.selected_ids, first=True)
        offered = desk.offers(self, "person", listing.selected_ids)
        printing = print_records(desk, self, "person", listing.selected_ids)
        card = Card(
            desk,
            "person",
            lambda session, person_id: person_card(session, person_id, features, texts),
            [*offered_first, self.verbs.edit],
            [*offered, self.verbs.delete, printing],
        )
        verbs = [*self.verbs.for_one(), many.together]
        paper = self.paper(print_lists(desk, self, PEOPLE_REPORTS, lambda: listing.query))
        bar = ActionBar(
            desk, self.verbs.new, [*verbs, groups.join], [many.by_field, groups.keep, groups.roll_over, paper]
        )
        self.build(bar, _("Search by name, class, identifier…"), listing, card, self._filters)
        listing.menu_actions = [*offered_first, *offered, *verbs, groups.join, printing]
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
        self._read_offered()

    def open_record(self, subject: Subject) -> None:
        """Show the card of a person; a list that leaves them out is widened. Of a group, show who is in it."""
        if subject[0] == "person_group":
            self.open_list(subject)
            return
        super().open_record(subject)
        if self.list.selected_ids() != [subject[1]]:
            work = partial(presence_of, subject[1])
            self.desk.operations.read(self, work, partial(self._open_widened, subject[1]), replaces="open")

    def _open_widened(self, person_id: int, presence: Presence) -> None:
        self.show_query(replace(unfiltered(self.query), presence=presence))
        self.list.select([person_id])

    def open_list(self, about: Subject) -> None:
        """Show the people of a department or a group."""
        self.views.leave()
        query, (kind, about_id) = unfiltered(self.query), about
        is_group = kind == "person_group"
        self.show_query(replace(query, group=about_id) if is_group else replace(query, department=about_id))

    def reload(self) -> None:
        """Read everything shown again."""
        super().reload()
        self._read_offered()

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
        self.show_query(unfiltered(self.query))

    def _open_departments(self) -> None:
        NamesDialog(self.desk, self, _DEPARTMENTS).open()

    def _on_filter_toggled(self, key: Sequence[Any]) -> None:
        field, value = key
        is_on = getattr(self.query, field) == value
        off = Presence.HERE if field == "presence" else None
        self.show_query(replace(self.query, **{field: off if is_on else value}))

    def _read_offered(self) -> None:
        work = partial(read_offered, self.query)
        self.desk.operations.read(self, work, self._show_offered, replaces="filters")

    def _show_offered(self, offered: Offered) -> None:
        query: PersonQuery = self.query
        self._filters.show_choices(choices_of(query, offered))
        self.chips.show_chips(chips_of(query, offered))
