"""What sheets may bring of budgets: a row for each line, with what was voted on it.

Amounts become decisions, all of a year in one: the initial budget where there is none, an amendment after that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from coorddesk.budget.imports import headers
from coorddesk.budget.imports.line_target import BudgetLineTarget
from coorddesk.budget.imports.words import OVERSPENDING_CHOICES, SECTION_CHOICES, chapter_spelt
from coorddesk.budget.rules.lines import tidy_tags
from coorddesk.budget.rules.words import ON_OVERSPENDING_TITLES, SECTION_TITLES, OnOverspending, Section
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.importing.kind import FieldType, ImportField, ImportKind, Key
from coorddesk.importing.listing import joined, listed

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def _tags(text: str) -> str:
    return joined(tidy_tags(listed(text)))


FIELDS = (
    ImportField("year", _("Fiscal year"), FieldType.LINK, headers.YEARS, example="2026"),
    ImportField("code", _("Allocation code"), FieldType.CODE, headers.CODES, example="011-60632"),
    ImportField(
        "section",
        _("Section"),
        FieldType.CHOICE,
        headers.SECTIONS,
        choices=SECTION_CHOICES,
        example=SECTION_TITLES[Section.OPERATING],
    ),
    ImportField("chapter", _p("budget", "Chapter"), spellings=headers.CHAPTERS, spelt=chapter_spelt, example="011"),
    ImportField(
        "account", _p("budget", "Account"), FieldType.LINK, headers.ACCOUNTS, link=_("Accounts"), example="60632"
    ),
    ImportField("account_label", _("Label of the account"), spellings=headers.ACCOUNT_LABELS, aside=True, spelt=tidy),
    ImportField(
        "label",
        _("Label"),
        spellings=headers.LABELS,
        spelt=tidy,
        required=True,
        example=_("Small equipment"),
    ),
    ImportField("credits", _p("budget column", "Voted and amended"), FieldType.AMOUNT, headers.CREDITS, example=500000),
    ImportField("opened", _p("budget column", "Opened"), FieldType.AMOUNT, headers.OPENED),
    ImportField(
        "tags", _p("budget", "Analytic tags"), spellings=headers.TAGS, spelt=_tags, example=_("digital; library")
    ),
    ImportField("funding", _("Funding source"), FieldType.LINK, headers.FUNDING, link=_("Funding sources")),
    ImportField("person", _("In charge"), FieldType.LINK, headers.PEOPLE),
    ImportField(
        "on_overspending",
        _("Overspending"),
        FieldType.CHOICE,
        headers.ON_OVERSPENDING,
        choices=OVERSPENDING_CHOICES,
        example=ON_OVERSPENDING_TITLES[OnOverspending.WARN],
    ),
    ImportField("notes", _("Notes"), spellings=headers.NOTES, spelt=tidy_lines),
)


def _rows(session: Session) -> Iterable[Mapping[str, Any]]:
    return _each(BudgetLineTarget(session))


def _each(target: BudgetLineTarget) -> Iterator[Mapping[str, Any]]:
    yield from (values for _row, values in target.told(None))


def _deed(new: int, changed: int) -> Message:
    return _("Import budget lines: {new} new, {changed} changed", new=new, changed=changed)


def _standing(*fields: str) -> tuple[Key, Key]:
    """A line by its label and where it stands, as far as a sheet says so: in its year, or in the current one."""
    unsaid = tuple(each for each in ("account", "chapter") if each not in fields)
    of_year = Key(("label", *fields, "year"), unique=False, shared=True, without=unsaid)
    return of_year, Key(("label", *fields), unique=False, shared=True, without=(*unsaid, "year"))


_KEYS = (
    Key(("code", "year")),
    Key(("code",), without=("year",)),
    *_standing("account", "chapter"),
    *_standing("account"),
    *_standing("chapter"),
    *_standing(),
)

BUDGET_LINES = ImportKind(
    key="budget-lines",
    title=_("Budget lines"),
    fields=FIELDS,
    keys=_KEYS,
    open=BudgetLineTarget,
    deed=_deed,
    rows=_rows,
)
