"""Pickers of a form of the budget: its lines, accounts, people, and where money comes from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.budget.queries import accounts, fiscal_years, funding_sources, lines_to_choose
from coorddesk.budget.queries.line_list import (
    shown_year,
)
from coorddesk.budget.service import FundingDetails, create_funding
from coorddesk.core.fold import fold
from coorddesk.core.messages import Money, _
from coorddesk.core.options import Option
from coorddesk.directory.queries import person_options, supplier_options
from coorddesk.widgets.forms.editors import LineEditor
from coorddesk.widgets.forms.picker import Maker, RecordPicker

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from coorddesk.core.messages import Message
    from coorddesk.core.texts import Texts
    from coorddesk.widgets.desk import Desk


def line_picker(desk: Desk, year_id: int | None) -> RecordPicker:
    """A line of a year, or of any open one, with what is free on it."""
    return RecordPicker(desk, partial(_lines, year_id, desk.texts), hint=_("Type a code or a label"))


def year_picker(desk: Desk) -> RecordPicker:
    """A fiscal year."""
    return RecordPicker(desk, _years, hint=_("Type its name"))


def account_picker(desk: Desk, year_id: int | None) -> RecordPicker:
    """An account of the plan of a year, by number or label."""
    today = desk.clock.today()
    return RecordPicker(desk, partial(_accounts, year_id, today), hint=_("Type a number or a label"))


def person_picker(desk: Desk) -> RecordPicker:
    """Somebody in charge."""
    return RecordPicker(desk, person_options, hint=_("Name, class or identifier"))


def funder_picker(desk: Desk) -> RecordPicker:
    """A funder of the directory."""
    return RecordPicker(desk, supplier_options, hint=_("A supplier or partner of the directory"))


def funding_picker(desk: Desk) -> RecordPicker:
    """A funding source; one that is not there yet is made."""
    return RecordPicker(desk, _fundings, Maker(_create, _make_funding), _("Own means, a grant…"))


class TagsEditor(LineEditor):
    """Tags in a line, with commas between them; the value is a tuple."""

    def value(self) -> tuple[str, ...]:
        """The tags."""
        return tuple(" ".join(each.split()) for each in self.line.text().split(",") if each.strip())

    def shown(self, value: Any) -> str:
        """The tags as they are typed."""
        return value if isinstance(value, str) else ", ".join(value or ())


def _lines(year_id: int | None, texts: Texts, session: Session, text: str, limit: int) -> Sequence[Option]:
    words = fold(text).split()
    found = [
        Option(each.id, each.name, texts.say(_("{amount} free", amount=Money(each.free))))
        for each in lines_to_choose(session, year_id=year_id)
        if all(word in fold(each.name) for word in words)
    ]
    return found[:limit]


def _years(session: Session, text: str, limit: int) -> Sequence[Option]:
    found = [Option(each.id, each.name) for each in fiscal_years(session) if fold(text) in fold(each.name)]
    return found[:limit]


def _accounts(year_id: int | None, today: date, session: Session, text: str, limit: int) -> Sequence[Option]:
    year = shown_year(session, year_id, today)
    words = fold(text).split()
    found = [] if year is None else accounts(session, year.chart)
    named = [Option(each.id, f"{each.number} {each.label}") for each in found]
    wanted = [each for each in named if all(word in fold(each.name) for word in words)]
    return sorted(wanted, key=lambda each: not fold(each.name).startswith(fold(text)))[:limit]


def _fundings(session: Session, text: str, limit: int) -> Sequence[Option]:
    words = fold(text).split()
    offered = [Option(each.id, each.name, each.funder) for each in funding_sources(session) if not each.is_archived]
    return [each for each in offered if all(word in fold(f"{each.name} {each.detail}") for word in words)][:limit]


def _create(name: str) -> Message:
    return _("Create “{name}”", name=name)


def _make_funding(session: Session, name: str) -> Option:
    return Option(create_funding(session, FundingDetails(name)), name)
