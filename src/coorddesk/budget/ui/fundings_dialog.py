"""Where the money comes from: grants with their conditions and deadlines, own means, and what is left of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.budget.queries import FundingRow, funding_as_written, funding_sources
from coorddesk.budget.reports import GRANTS
from coorddesk.budget.service import FundingDetails, FundingEdit, create_funding, delete_funding, edit_funding
from coorddesk.budget.ui.line_picker import funder_picker
from coorddesk.budget.ui.list_dialog import ListDialog
from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.core.options import Option
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.service import Deletion
from coorddesk.feature import named
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.empty import Emptiness, Offer
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import AmountEditor, NotesEditor, TextEditor, YesNoEditor
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.record_verbs import RecordVerbs, Ways
from coorddesk.widgets.table.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.core.clock import Clock
    from coorddesk.feature import Feature
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_SOON_DAYS = 60


@dataclass(frozen=True)
class FundingQuery:
    """Those whose name or funder has a text in it."""

    text: str = ""
    sort: str = "name"
    descending: bool = False


_COLUMNS: tuple[Column[FundingRow], ...] = (
    Column("name", _("Funding source"), lambda row: row.name, width=32),
    Column("funder", _("Funder"), lambda row: row.funder, width=26),
    Column("amount", _p("grant", "Amount granted"), lambda row: row.amount, Kind.AMOUNT, 14, True),
    Column("deadline", _p("grant", "Deadline"), lambda row: row.deadline, Kind.DATE, 12),
    Column("archived", _p("grant", "Archived"), lambda row: row.is_archived, Kind.YES_NO, 10),
)


class Fundings(Source[FundingRow, FundingQuery]):
    """Funding sources as rows of a table."""

    columns = _COLUMNS
    shown = ("name", "funder", "amount", "deadline")

    def __init__(self, clock: Clock) -> None:
        """`clock` says which deadlines are near."""
        self._clock = clock

    def noun(self, count: int) -> Message:
        """How many funding sources."""
        return _n("{count} funding source", "{count} funding sources", count)

    def ids(self, session: Session, query: FundingQuery) -> Sequence[int]:
        """Those that a query means; what says nothing in the column comes last."""
        column = self.column(query.sort)
        words = fold(query.text).split()
        found = [
            row for row in funding_sources(session) if all(word in fold(f"{row.name} {row.funder}") for word in words)
        ]
        said = [row for row in found if column.value(row) not in {None, ""}]
        empty = [row.id for row in found if column.value(row) in {None, ""}]
        return [*(row.id for row in sorted(said, key=lambda row: _key(column, row), reverse=query.descending)), *empty]

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, FundingRow]:
        """Their rows."""
        return {row.id: row for row in funding_sources(session) if row.id in set(ids)}

    def is_narrowed(self, query: FundingQuery) -> bool:
        """Whether some are left out by a search."""
        return bool(query.text)

    def dots(self) -> Mapping[str, Callable[[FundingRow], Tone | None]]:
        """Deadlines that are near or past."""
        return {"deadline": self._tone}

    def _tone(self, row: FundingRow) -> Tone | None:
        if row.deadline is None or row.is_archived:
            return None
        left = (row.deadline - self._clock.today()).days
        return Tone.DANGER if left < 0 else Tone.WARNING if left <= _SOON_DAYS else None


class FundingVerbs(RecordVerbs):
    """Its lines and its statement, besides what is done with any record."""

    def make_own(self) -> None:
        """A key for each."""
        self.lines = make_action(self.desk, self.page, _("Its budget lines"), "list", "T", self._on_lines)
        self.statement = make_action(self.desk, self.page, _("Grant statement…"), "printer", "Ctrl+P", self._on_print)

    def of_own(self) -> list[QAction]:
        """The most usual first."""
        return [self.lines, self.statement]

    def _on_lines(self) -> None:
        row, page = self.selected(), self.page
        if row is not None and isinstance(page, FundingsDialog):
            page.leave_for(("funding_source", row.id))

    def _on_print(self) -> None:
        row = self.selected()
        if row is not None:
            self.desk.preview_report(GRANTS, (row.id,))


class FundingsDialog(ListDialog):
    """Enter changes a funding source."""

    kinds = frozenset({"funding_source", "supplier"})

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        """Build it; `open` reads the funding sources."""
        super().__init__(desk, owner, _("Funding sources"))
        self._owner = owner
        none = Emptiness(
            "hand-helping",
            _("No funding source yet"),
            _("A grant with its conditions and its deadline, or own means: lines say which of them pays."),
            (Offer(_("Add a funding source"), lambda: self.verbs.new.trigger(), "plus"),),  # noqa: PLW0108 - not there yet
        )
        listing = self.make_list(
            "fundings", Fundings(desk.clock), (none, Emptiness("search", _("No funding source is like that")))
        )
        ways = Ways(_("New funding source"), FundingRow, FundingDialog, _delete, _name)
        self.verbs = FundingVerbs(desk, self, listing, ways)
        self.build(self.verbs, _("Enter changes a funding source."), search=_("Search by name or funder…"))
        listing.activated.connect(lambda _id: self.verbs.edit.trigger())

    def first_query(self) -> FundingQuery:
        """All of them by name."""
        return FundingQuery()

    def leave_for(self, subject: tuple[str, int]) -> None:
        """Close this and what is below it, and show a record."""
        self.accept()
        if isinstance(self._owner, ListDialog):
            self._owner.accept()
        self.desk.open_record(subject)


class FundingDialog(RecordDialog):
    """Adds a funding source or changes one."""

    def __init__(self, desk: Desk, owner: QWidget, edited: FundingRow | None) -> None:
        """`edited` is the one to change, None for a new one."""
        self._edited = edited
        title = _("New funding source") if edited is None else _("Edit “{title}”", title=edited.name)
        super().__init__(desk, owner, title, _("Add") if edited is None else _("Save"))

    def build(self, form: Form) -> None:
        """Every field."""
        desk = self.desk
        hint = _("As lines and papers name it: “Grant of the region 2026”, “Own means”")
        form.add("name", _("Name"), TextEditor(desk), required=True, hint=hint, wide=True)
        form.add("supplier", _("Funder"), funder_picker(desk))
        form.add("funder", _("Funder, if the directory does not know them"), TextEditor(desk))
        form.add("amount", _p("grant", "Amount granted"), AmountEditor(desk))
        hint = _("By which it is to be spent and accounted for")
        form.add("deadline", _p("grant", "Deadline"), DateEditor(desk, desk.clock), hint=hint)
        form.add("conditions", _("Conditions"), NotesEditor(desk, 3), wide=True)
        form.add("notes", _("Notes"), NotesEditor(desk, 2), wide=True)
        if self._edited is not None:
            form.add("is_archived", _p("grant", "Archived"), YesNoEditor(desk, _("Not offered any more")))

    def loading(self) -> Callable[[Session], Loaded] | None:
        """The one to change."""
        return None if self._edited is None else partial(_load, self._edited, self.desk.features)

    def data(self) -> FundingDetails | FundingEdit:
        """The wish."""
        said = self.form.values()
        details = FundingDetails(supplier_id=said.pop("supplier"), **said)
        if self._edited is None:
            return details
        assert self.version is not None
        return FundingEdit(self._edited.id, self.version, details)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_save, wish)

    def said(self, result: Any) -> Message:
        """That it is there, or as it should be."""
        name = self.form.editor("name").value()
        return _("“{name}” added.", name=name) if self._edited is None else _("“{name}” saved.", name=name)


def _key(column: Column[FundingRow], row: FundingRow) -> Any:
    value = column.value(row)
    return fold(value) if isinstance(value, str) else value


def _load(edited: FundingRow, features: Sequence[Feature], session: Session) -> Loaded:
    """In the lane."""
    details = funding_as_written(session, edited.id)
    values = {key: getattr(details, key) for key in FundingDetails.__dataclass_fields__ if key != "supplier_id"}
    supplier = None if details.supplier_id is None else ("supplier", details.supplier_id)
    names = {} if supplier is None else named(session, features, [supplier])
    picked = None if supplier is None else Option(supplier[1], names.get(supplier, ""))
    return Loaded(edited.version, values | {"supplier": picked})


def _save(wish: FundingDetails | FundingEdit, session: Session) -> int:
    """In the lane."""
    if isinstance(wish, FundingDetails):
        return create_funding(session, wish)
    edit_funding(session, wish)
    return wish.id


def _delete(session: Session, row: FundingRow) -> None:
    delete_funding(session, Deletion(row.id, row.version))


def _name(row: FundingRow) -> str:
    return row.name
