"""The verbs on budget lines: where money stands, what for, and who is in charge of it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from coorddesk.budget.models import Account, BudgetLine, FundingSource
from coorddesk.budget.queries.written import line_as_written
from coorddesk.budget.rules.lines import LineDetails, line_search, proposed_code, tidy_tags
from coorddesk.budget.rules.words import ON_OVERSPENDING_TITLES, SECTION_TITLES
from coorddesk.budget.service.posting import refuse_closed
from coorddesk.budget.service.years import YEAR
from coorddesk.core.access import allowed
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history import record
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.core.versions import refuse_stale
from coorddesk.directory.models import Person
from coorddesk.directory.service import EDITORS, Deletion, delete_unused, refuse_gone, row_as_seen, row_there

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

LINE = BudgetLine.__tablename__


@dataclass(frozen=True)
class NewLine:
    """A line to add at the end of a year's budget."""

    year_id: int
    details: LineDetails


@dataclass(frozen=True)
class LineEdit:
    """A budget line said anew, and the version its author saw."""

    id: int
    version: int
    details: LineDetails


@dataclass(frozen=True)
class LineOrder:
    """The lines of a year in the order in which they are to stand."""

    year_id: int
    lines: tuple[int, ...]


@allowed(*EDITORS)
def create_line(session: Session, wish: NewLine) -> int:
    """Add a budget line; returns its id."""
    row = add_line(session, wish)
    record(session, _("Add the budget line “{code} {label}”", code=row.code, label=row.label), (LINE, row.id))
    return row.id


@allowed(*EDITORS)
def add_line(session: Session, wish: NewLine) -> BudgetLine:
    """A new budget line, as a part of another deed."""
    refuse_closed(session, wish.year_id)
    last = session.scalar(select(func.max(BudgetLine.position)).where(BudgetLine.year_id == wish.year_id))
    row = BudgetLine(year_id=wish.year_id, position=0 if last is None else last + 1)
    write_line(session, row, wish.details)
    session.add(row)
    session.flush()
    return row


@allowed(*EDITORS)
def edit_line(session: Session, wish: LineEdit) -> None:
    """Change a budget line of a year that is open; its moves stay as they are."""
    row = row_there(session, BudgetLine, wish.id)
    theirs = line_as_written(session, row.id)
    if wish.details == theirs:
        return
    refuse_stale(row, wish.version, _TITLES, _as_read(session, wish.details), _as_read(session, theirs))
    refuse_closed(session, row.year_id)
    write_line(session, row, wish.details)
    session.flush()
    record(session, _("Edit the budget line “{code} {label}”", code=row.code, label=row.label), (LINE, row.id))


@allowed(*EDITORS)
def order_lines(session: Session, wish: LineOrder) -> None:
    """Let the lines of a year stand in this order; those that are not named follow."""
    year = refuse_closed(session, wish.year_id)
    rows = session.scalars(
        select(BudgetLine).where(BudgetLine.year_id == wish.year_id).order_by(BudgetLine.position, BudgetLine.id)
    )
    places = {line_id: place for place, line_id in enumerate(wish.lines)}
    for place, row in enumerate(sorted(rows, key=lambda each: places.get(each.id, len(places)))):
        row.position = place
    session.flush()
    record(session, _("Order the budget lines of {name}", name=year.name), (YEAR, year.id))


@allowed(*EDITORS)
def delete_line(session: Session, wish: Deletion) -> None:
    """Delete a budget line that nothing was ever written on."""
    row = row_as_seen(session, BudgetLine, wish.id, wish.version)
    refuse_closed(session, row.year_id)
    code, label = row.code, row.label
    delete_unused(session, row, label)
    record(session, _("Delete the budget line “{code} {label}”", code=code, label=label), (LINE, wish.id))


@allowed(*EDITORS)
def write_line(session: Session, row: BudgetLine, details: LineDetails) -> None:
    """Let a row be a budget line as it is written, as a part of another deed."""
    row.label = tidy(details.label)
    if not row.label:
        raise UserError(_("A label is needed."), field="label")
    links = (("account", Account, details.account_id), ("person", Person, details.person_id))
    funding = ("funding_source", FundingSource, details.funding_source_id)
    refuse_gone(session, [*links, funding, ("previous", BudgetLine, details.previous_id)])
    row.section, row.chapter, row.account_id = details.section, tidy(details.chapter), details.account_id
    row.code = _code(session, row, tidy(details.code))
    row.code_folded = fold(row.code)
    row.tags = list(tidy_tags(details.tags))
    row.funding_source_id, row.person_id = details.funding_source_id, details.person_id
    row.on_overspending, row.previous_id = details.on_overspending, details.previous_id
    row.notes = tidy_lines(details.notes)
    row.search = line_search(row.code, row.chapter, row.label, row.tags, row.notes)


def _code(session: Session, row: BudgetLine, said: str) -> str:
    """The code as it was said, or the first free one of chapter and account."""
    with session.no_autoflush:
        others = select(BudgetLine.id, BudgetLine.code_folded).where(BudgetLine.year_id == row.year_id)
        taken = {code for line_id, code in session.execute(others) if line_id != row.id}
        account = None if row.account_id is None else session.get(Account, row.account_id)
    if said:
        if fold(said) in taken:
            raise UserError(_("There is already a budget line “{code}” in this year.", code=said), field="code")
        return said
    number = "" if account is None else account.number
    proposals = (proposed_code(row.chapter, number, row.label, turn) for turn in count(1))
    return next(code for code in proposals if fold(code) not in taken)


def _as_read(session: Session, details: LineDetails) -> dict[str, Any]:
    account = None if details.account_id is None else session.get(Account, details.account_id)
    funding = None if details.funding_source_id is None else session.get(FundingSource, details.funding_source_id)
    person = None if details.person_id is None else session.get(Person, details.person_id)
    previous = None if details.previous_id is None else session.get(BudgetLine, details.previous_id)
    return {
        "label": details.label,
        "section": SECTION_TITLES[details.section],
        "chapter": details.chapter or None,
        "account": None if account is None else f"{account.number} {account.label}",
        "code": details.code or None,
        "tags": ", ".join(details.tags) or None,
        "funding_source": None if funding is None else funding.name,
        "person": None if person is None else f"{person.first_name} {person.last_name}".strip(),
        "on_overspending": ON_OVERSPENDING_TITLES[details.on_overspending],
        "previous": None if previous is None else f"{previous.code} {previous.label}",
        "notes": details.notes or None,
    }


_TITLES: dict[str, Message] = {
    "label": _("Label"),
    "section": _("Section"),
    "chapter": _p("budget", "Chapter"),
    "account": _p("budget", "Account"),
    "code": _("Allocation code"),
    "tags": _p("budget", "Analytic tags"),
    "funding_source": _("Funding source"),
    "person": _("In charge"),
    "on_overspending": _("Overspending"),
    "previous": _("Line of the year before"),
    "notes": _("Notes"),
}
