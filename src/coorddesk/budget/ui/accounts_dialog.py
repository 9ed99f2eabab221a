"""The accounts of a plan: laid down at once, imported, or written one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.budget.queries import AccountRow, account_as_written, accounts
from coorddesk.budget.rules.words import CHART_TITLES, SECTION_TITLES, Chart, Section
from coorddesk.budget.service import (
    AccountDetails,
    AccountEdit,
    create_account,
    delete_account,
    edit_account,
    lay_down_plan,
)
from coorddesk.budget.ui.list_dialog import ListDialog
from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.service import Deletion
from coorddesk.widgets.actions import make_action, menu_action
from coorddesk.widgets.empty import Emptiness
from coorddesk.widgets.forms.editors import ChoiceEditor, TextEditor
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog
from coorddesk.widgets.record_verbs import RecordVerbs, Ways
from coorddesk.widgets.table.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form


@dataclass(frozen=True)
class AccountQuery:
    """Those of all plans whose number or label has a text in it."""

    text: str = ""
    sort: str = "number"
    descending: bool = False


_COLUMNS: tuple[Column[AccountRow], ...] = (
    Column("number", _p("account", "Number"), lambda row: row.number, Kind.CODE, 12),
    Column("label", _("Label"), lambda row: row.label, width=44),
    Column("chart", _("Plan of accounts"), lambda row: CHART_TITLES[row.chart], Kind.CHOICE, 24),
    Column("section", _("Section"), lambda row: SECTION_TITLES[row.section], Kind.CHOICE, 17),
    Column("chapter", _p("budget", "Chapter"), lambda row: row.chapter, Kind.CODE, 10),
)


class Accounts(Source[AccountRow, AccountQuery]):
    """Accounts as rows of a table."""

    columns = _COLUMNS
    groupable = ("chart", "section")

    def noun(self, count: int) -> Message:
        """How many accounts."""
        return _n("{count} account", "{count} accounts", count)

    def ids(self, session: Session, query: AccountQuery) -> Sequence[int]:
        """Those that a query means, in its order."""
        column = self.column(query.sort)
        words = fold(query.text).split()
        found = [row for row in _all(session) if all(word in fold(f"{row.number} {row.label}") for word in words)]
        order = sorted(found, key=lambda row: (_key(column, row), row.number), reverse=query.descending)
        return [row.id for row in order]

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, AccountRow]:
        """Their rows."""
        wanted = set(ids)
        return {row.id: row for row in _all(session) if row.id in wanted}

    def is_narrowed(self, query: AccountQuery) -> bool:
        """Whether some are left out by a search."""
        return bool(query.text)


class AccountsDialog(ListDialog):
    """Enter changes an account."""

    kinds = frozenset({"account"})

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        """Build it; `open` reads the accounts."""
        super().__init__(desk, owner, _("Plans of accounts"))
        hint = _("Lay down the usual accounts of a plan, import your own, or write them one by one.")
        none = Emptiness("list-checks", _("No account yet"), hint)
        listing = self.make_list("accounts", Accounts(), (none, Emptiness("search", _("No account is like that"))))
        ways = Ways(_("New account"), AccountRow, AccountDialog, _delete, _name)
        self.verbs = RecordVerbs(desk, self, listing, ways)
        plans = [
            make_action(desk, self, CHART_TITLES[chart], "list-checks", "", partial(self._on_plan, chart))
            for chart in Chart
            if chart is not Chart.OWN
        ]
        self.plans = menu_action(desk, self, _("Lay down a plan"), "list-checks", plans)
        self.take = make_action(desk, self, _("Import a plan…"), "file-spreadsheet", "Ctrl+I", self._on_import)
        self.build(self.verbs, _("Enter changes an account."), [self.plans, self.take], _("Search by number or label…"))
        listing.activated.connect(lambda _id: self.verbs.edit.trigger())

    def first_query(self) -> AccountQuery:
        """All of them by number."""
        return AccountQuery()

    def _on_plan(self, chart: Chart) -> None:
        self.desk.operations.change(self, partial(_lay_down, chart), said=_said_laid)

    def _on_import(self) -> None:
        self.accept()
        self.desk.start_import("accounts")


class AccountDialog(RecordDialog):
    """Adds an account or changes one."""

    def __init__(self, desk: Desk, owner: QWidget, edited: AccountRow | None) -> None:
        """`edited` is the one to change, None for a new one."""
        self._edited = edited
        title = _("New account") if edited is None else _("Edit “{title}”", title=f"{edited.number} {edited.label}")
        super().__init__(desk, owner, title, _("Add") if edited is None else _("Save"))

    def build(self, form: Form) -> None:
        """Every field."""
        desk = self.desk
        form.add("number", _p("account", "Number"), TextEditor(desk), required=True)
        form.add("chart", _("Plan of accounts"), ChoiceEditor(desk, list(CHART_TITLES.items()))).set_value(Chart.OWN)
        form.add("label", _("Label"), TextEditor(desk), required=True, wide=True)
        form.add("section", _("Section"), ChoiceEditor(desk, list(SECTION_TITLES.items()))).set_value(Section.OPERATING)
        hint = _("In which its lines usually stand")
        form.add("chapter", _p("budget", "Chapter"), TextEditor(desk), hint=hint)

    def loading(self) -> Callable[[Session], Loaded] | None:
        """The one to change."""
        return None if self._edited is None else partial(_load, self._edited)

    def data(self) -> AccountDetails | AccountEdit:
        """The wish."""
        details = AccountDetails(**self.form.values())
        if self._edited is None:
            return details
        assert self.version is not None
        return AccountEdit(self._edited.id, self.version, details)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_save, wish)

    def said(self, result: Any) -> Message:
        """That it is there, or as it should be."""
        name = self.form.editor("number").value()
        return _("“{name}” added.", name=name) if self._edited is None else _("“{name}” saved.", name=name)


def _all(session: Session) -> list[AccountRow]:
    """The accounts of every plan, each once."""
    rows = {row.id: row for chart in Chart for row in accounts(session, chart)}
    return sorted(rows.values(), key=lambda row: (row.number, row.id))


def _key(column: Column[AccountRow], row: AccountRow) -> Any:
    if column.key == "chart":
        return list(Chart).index(row.chart)
    if column.key == "section":
        return list(Section).index(row.section)
    return fold(str(column.value(row)))


def _said_laid(count: int) -> Message:
    return _n("{count} account laid down.", "{count} accounts laid down.", count)


def _lay_down(chart: Chart, session: Session) -> int:
    """In the lane."""
    return lay_down_plan(session, chart)


def _load(edited: AccountRow, session: Session) -> Loaded:
    """In the lane."""
    details = account_as_written(session, edited.id)
    return Loaded(edited.version, {key: getattr(details, key) for key in AccountDetails.__dataclass_fields__})


def _save(wish: AccountDetails | AccountEdit, session: Session) -> int:
    """In the lane."""
    if isinstance(wish, AccountDetails):
        return create_account(session, wish)
    edit_account(session, wish)
    return wish.id


def _delete(session: Session, row: AccountRow) -> None:
    delete_account(session, Deletion(row.id, row.version))


def _name(row: AccountRow) -> str:
    return f"{row.number} {row.label}"
