"""The programmes: several courses in order, such as the path of a new colleague."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.directory.service import Deletion
from coorddesk.training.queries import (
    PROGRAMME_COLUMNS,
    ProgrammeQuery,
    ProgrammeRow,
    programme_counts,
    programme_ids,
    programme_page,
    stated_programmes,
)
from coorddesk.training.rules.words import PROGRAMME_KIND_TITLES, ProgrammeKind
from coorddesk.training.service import delete_programme
from coorddesk.training.ui.programme_card import KIND_TONES, read_programme_card
from coorddesk.training.ui.programme_dialog import ProgrammeDialog
from coorddesk.widgets.actions import ActionBar, make_action, part
from coorddesk.widgets.card import Card
from coorddesk.widgets.chips import Chip
from coorddesk.widgets.empty import Emptiness, Offer
from coorddesk.widgets.filter_tree import Choice, Choices
from coorddesk.widgets.filtered_page import FilteredPage, Narrowing
from coorddesk.widgets.record_verbs import RecordVerbs, Ways
from coorddesk.widgets.report_menu import print_records
from coorddesk.widgets.table.record_list import RecordList
from coorddesk.widgets.table.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.icons import Tone


class Programmes(Source[ProgrammeRow, ProgrammeQuery]):
    """Programmes as rows of a table."""

    columns = PROGRAMME_COLUMNS
    unsortable = frozenset({"notes"})
    shown = ("name", "kind", "courses", "minutes")
    groupable = ("kind",)

    def noun(self, count: int) -> Message:
        """How many programmes."""
        return _n("{count} programme", "{count} programmes", count)

    def ids(self, session: Session, query: ProgrammeQuery) -> Sequence[int]:
        """The programmes that a query means."""
        return programme_ids(session, query)

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, ProgrammeRow]:
        """Their rows."""
        return programme_page(session, ids)

    def stated(self, session: Session, query: ProgrammeQuery) -> tuple[Message, ...]:
        """The filters, as the chips say them."""
        return (*super().stated(session, query), *stated_programmes(session, query).values())

    def is_narrowed(self, query: ProgrammeQuery) -> bool:
        """Whether programmes are left out."""
        return _unfiltered(query) != query

    def dots(self) -> Mapping[str, Callable[[ProgrammeRow], Tone | None]]:
        """What each is for, at a glance."""
        return {"kind": lambda row: KIND_TONES[row.kind]}


class ProgrammeVerbs(RecordVerbs):
    """Who is how far, and its courses, besides what is done with any record."""

    def make_own(self) -> None:
        """A key for each."""
        new = partial(make_action, self.desk, self.page)
        self.walkers = new(_("Who is how far"), "footprints", "P", self._on_walkers)
        self.show = new(_("Its courses"), "list", "T", self._on_show)

    def of_own(self) -> list[QAction]:
        """The most usual first."""
        return [self.walkers, self.show]

    def _on_walkers(self) -> None:
        row = self.selected()
        if row is not None:
            from coorddesk.training.ui.walkers_dialog import show_walkers  # the list is there without any dialog

            show_walkers(self.desk, self.page, row.id)

    def _on_show(self) -> None:
        row = self.selected()
        if row is not None:
            self.desk.open_list("course", ("programme", row.id))


class ProgrammesPage(FilteredPage):
    """The card of a path says who is on the way."""

    title = _("Programmes")
    kinds = frozenset({"programme", "programme_course", "course", "training_session", "registration", "attendance"})

    def __init__(self, desk: Desk) -> None:
        """Build everything, unread."""
        super().__init__(desk, "programmes")
        self.narrowing = _NARROWING
        listing = RecordList(desk, "programmes", Programmes(), self.title, (self._none_yet(), self._none_found()))
        verbs = self.verbs = ProgrammeVerbs(desk, self, listing, PROGRAMMES)
        features, texts = desk.features, desk.texts
        part(self)
        printing = print_records(desk, self, "programme", listing.selected_ids)
        card = Card(
            desk,
            "programme",
            lambda session, programme_id: read_programme_card(session, programme_id, features, texts),
            [verbs.walkers, verbs.show],
            [verbs.edit, verbs.delete, printing],
        )
        bar = ActionBar(desk, verbs.new, verbs.for_one(), [self.paper()])
        self.build_filtered(bar, _("Search by name…"), listing, card)
        listing.menu_actions = [*verbs.for_one(), printing]
        verbs.added.connect(self.open_card)

    def first_query(self) -> ProgrammeQuery:
        """Every programme."""
        return ProgrammeQuery()

    def open_list(self, about: Subject) -> None:
        """Show the programmes of a course."""
        if about[0] == "course":
            self.show_narrowed(course=about[1])

    def _none_yet(self) -> Emptiness:
        return Emptiness(
            "layers",
            _("No programme yet"),
            _("Courses that follow one another: a workshop in three parts, or what every new colleague attends."),
            (Offer(_("Put a programme together"), lambda: self.verbs.new.trigger(), "plus"),),  # noqa: PLW0108 - not there yet
        )

    def _none_found(self) -> Emptiness:
        return Emptiness(
            "search", _("No programme is like that"), None, (Offer(_("Show every programme"), self.show_all),)
        )


@dataclass(frozen=True)
class _Offered:
    """How many programmes are of each kind, and what the list is narrowed to, in words."""

    counts: Mapping[ProgrammeKind, int]
    said: Mapping[str, Message]


def _read(query: ProgrammeQuery, session: Session) -> _Offered:
    """In the lane."""
    return _Offered(programme_counts(session), stated_programmes(session, query))


def _unfiltered(query: ProgrammeQuery) -> ProgrammeQuery:
    """Every programme, sorted as before."""
    return ProgrammeQuery(sort=query.sort, descending=query.descending)


def _choices(query: ProgrammeQuery, offered: _Offered) -> list[Choices]:
    kinds = tuple(
        Choice(("kind", each), title, offered.counts.get(each, 0), query.kind is each, KIND_TONES[each])
        for each, title in PROGRAMME_KIND_TITLES.items()
    )
    return [Choices("kind", _p("programme", "What for"), kinds)]


def _chips(query: ProgrammeQuery, offered: _Offered) -> list[Chip]:
    return [Chip(said, _without(query, field)) for field, said in offered.said.items()]


def _without(query: ProgrammeQuery, field: str) -> ProgrammeQuery:
    off: dict[str, Any] = {field: None}
    return replace(query, **off)


def _delete(session: Session, row: ProgrammeRow) -> None:
    delete_programme(session, Deletion(row.id, row.version))


_NARROWING = Narrowing(_read, _choices, _chips, _unfiltered, _unfiltered)
PROGRAMMES = Ways(_("New programme"), ProgrammeRow, ProgrammeDialog, _delete, lambda row: str(row.name))
