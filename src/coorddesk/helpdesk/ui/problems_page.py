"""Problems as a list: what lies behind several tickets, how far it is, and how many tickets it has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.directory.service import Deletion
from coorddesk.helpdesk.queries import (
    PROBLEM_COLUMNS,
    PROBLEM_SORTS,
    ProblemQuery,
    ProblemRow,
    problem_counts,
    problem_ids,
    problem_page,
)
from coorddesk.helpdesk.rules import PROBLEM_STATE_TITLES, ProblemState
from coorddesk.helpdesk.service import ProblemDetails, delete_choice
from coorddesk.helpdesk.ui.problem_card import PROBLEM_TONES, problem_card
from coorddesk.helpdesk.ui.problem_dialogs import ProblemForm, ProblemTicketsDialog, SolveProblemDialog
from coorddesk.widgets.actions import ActionBar, make_action
from coorddesk.widgets.card import Card
from coorddesk.widgets.chips import Chip
from coorddesk.widgets.empty import Emptiness, Offer
from coorddesk.widgets.filter_tree import Choice, Choices
from coorddesk.widgets.filtered_page import FilteredPage, Narrowing
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.record_verbs import RecordVerbs, Ways
from coorddesk.widgets.table.record_list import RecordList
from coorddesk.widgets.table.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk


class Problems(Source[ProblemRow, ProblemQuery]):
    """Problems as rows of a table."""

    columns = PROBLEM_COLUMNS
    unsortable = frozenset(column.key for column in PROBLEM_COLUMNS) - PROBLEM_SORTS
    shown = ("name", "state", "tickets", "open_tickets", "is_announced", "opened_on", "solved_on")
    groupable = ("state",)

    def noun(self, count: int) -> Message:
        """How many problems."""
        return _n("{count} problem", "{count} problems", count)

    def ids(self, session: Session, query: ProblemQuery) -> Sequence[int]:
        """The problems that a query means."""
        return problem_ids(session, query)

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, ProblemRow]:
        """Their rows."""
        return problem_page(session, ids)

    def stated(self, session: Session, query: ProblemQuery) -> tuple[Message, ...]:
        """The filters, as the chips say them."""
        return (*super().stated(session, query), *_stated(query).values())

    def is_narrowed(self, query: ProblemQuery) -> bool:
        """Whether problems that stand are left out."""
        return replace(_unfiltered(query), past=query.past) != query

    def dots(self) -> Mapping[str, Callable[[ProblemRow], Tone | None]]:
        """How far each is, at a glance."""
        return {"state": lambda row: PROBLEM_TONES[row.state]}


class ProblemVerbs(RecordVerbs):
    """Its tickets and its end, besides what is done with any record."""

    def make_own(self) -> None:
        """A key for each."""
        new = partial(make_action, self.desk, self.page)
        self.show = new(_("Its tickets"), "list", "T", self._on_show)
        self.tickets = new(_("Add or take out tickets…"), "list-checks", "A", self._on_tickets)
        self.solve = new(_p("problem", "Solve…"), "circle-check", "R", self._on_solve)

    def of_own(self) -> list[QAction]:
        """The most usual first."""
        return [self.show, self.tickets, self.solve]

    def refresh(self) -> None:
        """What is solved is not solved again."""
        super().refresh()
        row = self.selected()
        self.solve.setEnabled(row is None or row.state is not ProblemState.SOLVED)
        if not self.list.selected_ids():
            self.solve.setEnabled(False)

    def _on_show(self) -> None:
        row = self.selected()
        if row is not None:
            self.desk.open_list("ticket", ("problem", row.id))

    def _on_tickets(self) -> None:
        row = self.selected()
        if row is not None:
            ProblemTicketsDialog(self.desk, self.page, row).open()

    def _on_solve(self) -> None:
        row = self.selected()
        if row is not None:
            SolveProblemDialog(self.desk, self.page, row).open()


class ProblemsPage(FilteredPage):
    """What stands comes first; those that are solved are a filter away."""

    title = _("Problems")
    whole = _p("view", "All that is not over")
    kinds = frozenset({"problem", "ticket"})

    def __init__(self, desk: Desk) -> None:
        """Build everything, unread."""
        super().__init__(desk, "problems")
        self.narrowing = _NARROWING
        empty = (self._none_yet(), self._none_found())
        listing = RecordList(desk, "problems", Problems(), self.title, empty)
        verbs = self.verbs = ProblemVerbs(desk, self, listing, PROBLEMS)
        features, texts = desk.features, desk.texts
        card = Card(
            desk,
            "problem",
            lambda session, problem_id: problem_card(session, problem_id, features, texts),
            [verbs.show, verbs.solve],
            [verbs.edit, verbs.tickets, verbs.delete],
        )
        bar = ActionBar(desk, verbs.new, verbs.for_one(), [self.paper()])
        self.build_filtered(bar, _("Search in problems, causes and workarounds…"), listing, card)
        listing.menu_actions = verbs.for_one()
        verbs.added.connect(self.open_card)

    def first_query(self) -> ProblemQuery:
        """What is not solved, the latest first."""
        return ProblemQuery()

    def _none_yet(self) -> Emptiness:
        return Emptiness(
            "folder",
            _("No problem stands"),
            _("Several tickets with one cause behind them? Select them, press Shift+B, and look into it once."),
            (Offer(_("Write a problem down"), lambda: self.verbs.new.trigger(), "plus"),),  # noqa: PLW0108 - not there yet
        )

    def _none_found(self) -> Emptiness:
        return Emptiness("search", _("No problem is like that"), None, (Offer(_("Show what stands"), self.show_all),))


@dataclass(frozen=True)
class _Offered:
    """How many problems are in each state."""

    counts: Mapping[ProblemState, int]


def _read_offered(query: ProblemQuery, session: Session) -> _Offered:
    """In the lane."""
    del query
    return _Offered(problem_counts(session))


def _unfiltered(query: ProblemQuery) -> ProblemQuery:
    """What stands, sorted as before."""
    return ProblemQuery(sort=query.sort, descending=query.descending)


def _choices(query: ProblemQuery, offered: _Offered) -> list[Choices]:
    states = [
        Choice(("state", each), title, offered.counts.get(each, 0), query.state is each, PROBLEM_TONES[each])
        for each, title in PROBLEM_STATE_TITLES.items()
    ]
    past = Choice(("past", True), _("Solved ones too"), None, query.past, Tone.MUTED)
    return [Choices("state", _p("problem", "State"), (*states, past))]


def _chips(query: ProblemQuery, offered: _Offered) -> list[Chip]:
    del offered
    return [Chip(said, _without(query, field)) for field, said in _stated(query).items()]


def _stated(query: ProblemQuery) -> dict[str, Message]:
    """Each filter of a query but its text, by the field that holds it."""
    if query.state is not None:
        return {"state": PROBLEM_STATE_TITLES[query.state]}
    return {"past": _("Solved ones too")} if query.past else {}


def _without(query: ProblemQuery, field: str) -> ProblemQuery:
    off: dict[str, Any] = {field: _OFF.get(field)}
    return replace(query, **off)


def _delete(session: Session, row: ProblemRow) -> None:
    delete_choice(session, ProblemDetails, Deletion(row.id, row.version))


_OFF: dict[str, Any] = {"past": False}
_NARROWING = Narrowing(
    _read_offered,
    _choices,
    _chips,
    _unfiltered,
    lambda query: replace(_unfiltered(query), past=True),
    _OFF,
)
PROBLEMS = Ways(_("New problem"), ProblemRow, ProblemForm, _delete, lambda row: str(row.name))
