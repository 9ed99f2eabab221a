"""The verbs on accounts: those of a plan are laid down at once, each may be written anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.budget.models import Account
from coorddesk.budget.queries.written import account_as_written
from coorddesk.budget.rules.accounts import AccountDetails, accounts_of
from coorddesk.budget.rules.words import CHART_TITLES, SECTION_TITLES, Chart
from coorddesk.core.access import allowed
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.tidy import tidy
from coorddesk.core.versions import refuse_stale
from coorddesk.directory.service import EDITORS, Deletion, delete_unused, row_as_seen, row_there

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_ACCOUNT = Account.__tablename__


@dataclass(frozen=True)
class AccountEdit:
    """An account said anew, and the version its author saw."""

    id: int
    version: int
    details: AccountDetails


@allowed(*EDITORS)
def create_account(session: Session, wish: AccountDetails) -> int:
    """Add an account; returns its id."""
    row = Account()
    write_account(session, row, wish)
    session.add(row)
    session.flush()
    record(session, _("Add the account {number} {label}", number=row.number, label=row.label), (_ACCOUNT, row.id))
    return row.id


@allowed(*EDITORS)
def edit_account(session: Session, wish: AccountEdit) -> None:
    """Change an account; the lines on it stay where they stand."""
    row = row_there(session, Account, wish.id)
    theirs = account_as_written(session, row.id)
    if wish.details == theirs:
        return
    refuse_stale(row, wish.version, _TITLES, _as_read(wish.details), _as_read(theirs))
    write_account(session, row, wish.details)
    session.flush()
    record(session, _("Edit the account {number} {label}", number=row.number, label=row.label), (_ACCOUNT, row.id))


@allowed(*EDITORS)
def delete_account(session: Session, wish: Deletion) -> None:
    """Delete an account that no line stands on."""
    row = row_as_seen(session, Account, wish.id, wish.version)
    number, label = row.number, row.label
    delete_unused(session, row, label)
    record(session, _("Delete the account {number} {label}", number=number, label=label), (_ACCOUNT, wish.id))


@allowed(*EDITORS)
def lay_down_plan(session: Session, chart: Chart) -> int:
    """Add the accounts of a plan that are not there yet; returns how many."""
    there = set(session.scalars(select(Account.number).where(Account.chart == chart)))
    new = [each for each in accounts_of(chart) if each.number not in there]
    for details in new:
        row = Account()
        write_account(session, row, details)
        session.add(row)
    session.flush()
    if new:
        record(session, _("Lay down the plan of accounts: {plan}", plan=CHART_TITLES[chart]))
    return len(new)


@allowed(*EDITORS)
def write_account(session: Session, row: Account, details: AccountDetails) -> None:
    """Let a row be an account as it is written, as a part of another deed."""
    number, label = tidy(details.number), tidy(details.label)
    if not number or not label:
        raise UserError(_("An account has a number and a label."), field="label" if number else "number")
    with session.no_autoflush:
        other = session.scalar(select(Account).where(Account.chart == details.chart, Account.number == number))
    if other is not None and other is not row:
        raise UserError(_("There is already the account {number}.", number=number), field="number")
    row.number, row.label, row.chart = number, label, details.chart
    row.section, row.chapter = details.section, tidy(details.chapter)


def _as_read(details: AccountDetails) -> dict[str, Any]:
    return {
        "number": details.number,
        "label": details.label,
        "chart": CHART_TITLES[details.chart],
        "section": SECTION_TITLES[details.section],
        "chapter": details.chapter or None,
    }


_TITLES: dict[str, Message] = {
    "number": _p("account", "Number"),
    "label": _("Label"),
    "chart": _("Plan of accounts"),
    "section": _("Section"),
    "chapter": _p("budget", "Chapter"),
}
