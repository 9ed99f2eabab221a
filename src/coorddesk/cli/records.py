"""What words of the command line mean: a record, by its number in its table or by what it is called; a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.codes import CODED
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _, _p, verbatim

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from coorddesk.core.merging import MergeKind
    from coorddesk.core.options import Option
    from coorddesk.core.records import Subject

_LOOKED_THROUGH = 10_000
"""How many records of a name are told apart by it."""
_SAID = 5
_MOST_DIGITS = 18  # 64 bits hold them all
_KINDS: dict[str, Message] = {
    "asset": _p("kinds of records", "devices"),
    "person": _p("kinds of records", "people"),
    "person_group": _p("kinds of records", "groups"),
    "place": _p("kinds of records", "places"),
    "supplier": _p("kinds of records", "suppliers"),
    "department": _p("kinds of records", "departments"),
    "category": _p("kinds of records", "categories"),
    "manufacturer": _p("kinds of records", "manufacturers"),
    "model": _p("kinds of records", "models"),
    "stock_item": _p("kinds of records", "stock items"),
    "licence": _p("kinds of records", "licences"),
    "loan": _p("kinds of records", "loans"),
    "kit": _p("kinds of records", "kits"),
    "stocktake": _p("kinds of records", "stocktakes"),
    "repair": _p("kinds of records", "repairs"),
    "lot": _p("kinds of records", "lots"),
    "ticket": _p("kinds of records", "tickets"),
    "training_session": _p("kinds of records", "training sessions"),
    "fiscal_year": _p("kinds of records", "fiscal years"),
    "budget_line": _p("kinds of records", "budget lines"),
    "funding_source": _p("kinds of records", "funding sources"),
    "purchase_request": _p("kinds of records", "purchase requests"),
    "purchase_order": _p("kinds of records", "purchase orders"),
    "invoice": _p("kinds of records", "invoices"),
    "contract": _p("kinds of records", "contracts"),
}
"""What is said of records of each kind that may be meant."""


def row_number(text: str) -> int | None:
    """The number of a row that a text is; None where it is no number that any row could have."""
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else None


def record_meant(session: Session, kind: str, name: str) -> Subject:
    """The record of a kind (the name of its table) that a number or a name means.

    What is called so goes before the record of that number ("42" or "asset:42"); a part of a name is enough where only
    one has it, or one ends with it: the room itself, and not what is inside ("Site / Building / Room 12").
    """
    from coorddesk import features  # SQL, which --help does not need
    from coorddesk.feature import named

    name = name.removeprefix(f"{kind}:")
    hits = [hit for hit in features.find_everywhere(session, name, _LOOKED_THROUGH) if hit.subject[0] == kind]
    titles = {hit.subject: hit.title for hit in hits} or _chosen_from(session, kind, name)
    same = {subject: title for subject, title in titles.items() if fold(title) == fold(name)}
    number = row_number(name)
    if not same and number is not None and named(session, features.load(), [(kind, number)]):
        return kind, number
    same = same or titles
    ending = {subject: title for subject, title in same.items() if fold(title).endswith(f" {fold(name)}")}
    same = ending if len(ending) == 1 else same
    if not same:
        known = dict.fromkeys(("asset", *_merge_kinds(), *CODED))
        if kind not in known and kind not in _KINDS:
            raise UserError(_("Which kind? There are: {names}.", names=", ".join(known)))
        kinds = _KINDS.get(kind, verbatim(kind))
        said = _("None of the {kinds} is called “{name}”. Find it with “coorddesk search”.", kinds=kinds, name=name)
        raise UserError(said)
    if len(same) > 1:
        several = ", ".join(f"{kind}:{record_id} ({title})" for (_kind, record_id), title in list(same.items())[:_SAID])
        raise UserError(_("“{name}” may be several. Say which by its number: {several}.", name=name, several=several))
    return next(iter(same))


def _merge_kinds() -> dict[str, MergeKind]:
    from coorddesk import features  # SQL, which --help does not need

    return {merge.kind: merge for feature in features.load() for merge in feature.merges}


def _chosen_from(session: Session, kind: str, name: str) -> dict[Subject, str]:
    """What is no record of its own that search would find, but chosen from a list: categories, makers, models."""
    merge = _merge_kinds().get(kind)
    found = () if merge is None else merge.options(session, name, _LOOKED_THROUGH)
    exact = {(kind, each.id): each.name for each in found if fold(each.name) == fold(name)}
    return exact if len(exact) == 1 else {(kind, each.id): f"{each.detail} {each.name}".strip() for each in found}


def only_one(options: Sequence[Option], typed: str, none: Message) -> int:
    """The record that was typed, of those whose names hold it: the one that is called so, or the only one."""
    same = [option for option in options if fold(option.name) == fold(typed)] or options
    if not same:
        raise UserError(none)
    if len(same) > 1:
        several = ", ".join(f"{option.id} ({option.name})" for option in same[:_SAID])
        raise UserError(_("“{name}” may be several. Say which by its number: {several}.", name=typed, several=several))
    return same[0].id


def day_typed(text: str) -> date:
    """A day as people write it, day before month."""
    from coorddesk.importing.values.dates import Order, date_reader
    from coorddesk.importing.values.refusal import CellRefused

    try:
        day = date_reader(Order.DAY_FIRST, epoch_1904=False)(text)
    except CellRefused as refused:
        raise UserError(refused.reason) from refused
    if day is None:
        raise UserError(_("Say on which day."))
    return day
