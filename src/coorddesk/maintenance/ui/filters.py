"""How the lists of schedules, of repairs and of the log are narrowed: at their side, and by any field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _p
from coorddesk.maintenance.queries import (
    EntryQuery,
    PlanQuery,
    RepairQuery,
    entry_counts,
    plan_counts,
    repair_counts,
    said,
    stated,
)
from coorddesk.maintenance.rules import (
    CLOSED,
    REPAIR_STATE_TITLES,
    URGENCY_TITLES,
    VERDICT_TITLES,
    WORK_TITLES,
    RepairState,
)
from coorddesk.maintenance.ui.sources import STATE_TONES, URGENCY_TONES, VERDICT_TONES
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.chips import Chip
from coorddesk.widgets.filter_tree import Choice, Choices
from coorddesk.widgets.filtered_page import FilteredPage, Narrowing, criteria_chips

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from sqlalchemy.orm import Session

    from coorddesk.core.fields import Field
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.icons import Tone


@dataclass(frozen=True)
class Offered:
    """How many records each choice would show, and what the list is narrowed to, in words."""

    counts: Any
    said: Mapping[str, Message]
    criteria: Sequence[Message]


def by_field(desk: Desk, page: FilteredPage, fields: Sequence[Field]) -> QAction:
    """The way to filter a page by any of its fields."""

    def show() -> None:
        from coorddesk.widgets.criteria_dialog import CriteriaDialog  # the list is there without any dialog

        dialog = CriteriaDialog(desk, page, lambda _session: fields, page.query.criteria)
        dialog.chosen.connect(lambda criteria: page.show_query(replace(page.query, criteria=criteria)))
        dialog.open()

    return make_action(desk, page, _("Filter by any field…"), "list-filter", "F", show)


def _read(counts: Callable[[Session], Any], query: Any, session: Session) -> Offered:
    """In the lane."""
    return Offered(counts(session), stated(session, query), said(session, query))


def _chips(off: Mapping[str, Any], query: Any, offered: Offered) -> list[Chip]:
    chips = [Chip(words, replace(query, **{key: off.get(key)})) for key, words in offered.said.items()]
    return [*chips, *criteria_chips(query, offered.criteria)]


def _choices(
    query: Any, key: str, titles: Mapping[Any, Message], counts: Counter[Any], tones: Mapping[Any, Tone] | None = None
) -> tuple[Choice, ...]:
    chosen = getattr(query, key)
    return tuple(
        Choice((key, each), title, counts[each], chosen is each, *(() if tones is None else (tones[each],)))
        for each, title in titles.items()
    )


def _of_plans(query: PlanQuery, offered: Offered) -> list[Choices]:
    urgencies, works = offered.counts
    kinds = _choices(query, "work", WORK_TITLES, works)
    return [
        Choices(
            "urgency",
            _p("maintenance", "Urgency"),
            _choices(query, "urgency", URGENCY_TITLES, urgencies, URGENCY_TONES),
        ),
        Choices("work", _p("maintenance", "Kind"), tuple(each for each in kinds if each.count or each.is_on)),
    ]


def _of_repairs(query: RepairQuery, offered: Offered) -> list[Choices]:
    counts: Counter[RepairState] = offered.counts
    over, every = sum(counts[state] for state in CLOSED), counts.total()
    stages = (
        (False, _("Under way"), every - over),
        (True, _p("repair", "Over"), over),
        (None, _("All repairs"), every),
    )
    shown = tuple(
        Choice(("closed", stage), title, count, query.state is None and query.closed is stage)
        for stage, title, count in stages
    )
    states = _choices(query, "state", REPAIR_STATE_TITLES, counts, STATE_TONES)
    return [Choices("stage", _("Repairs"), shown), Choices("state", _p("repair", "State"), states)]


def _of_log(query: EntryQuery, offered: Offered) -> list[Choices]:
    works, verdicts = offered.counts
    found = _choices(query, "verdict", VERDICT_TITLES, verdicts, VERDICT_TONES)
    kinds = _choices(query, "work", WORK_TITLES, works)
    return [Choices("work", _p("maintenance", "Kind"), kinds), Choices("verdict", _("Verdict"), found)]


def _unfiltered(query: Any) -> Any:
    """What a list shows at first, sorted as before."""
    return type(query)(sort=query.sort, descending=query.descending)


_STAGES = {"closed": False}
OF_PLANS = Narrowing(partial(_read, plan_counts), _of_plans, partial(_chips, {}), _unfiltered, _unfiltered)
OF_REPAIRS = Narrowing(
    partial(_read, repair_counts),
    _of_repairs,
    partial(_chips, _STAGES),
    _unfiltered,
    lambda query: replace(_unfiltered(query), closed=None),
    _STAGES,
)
OF_LOG = Narrowing(partial(_read, entry_counts), _of_log, partial(_chips, {}), _unfiltered, _unfiltered)
