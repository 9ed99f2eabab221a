"""The dialog in which the instalments of a year are committed: each on the budget line that pays it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from coorddesk.budget.queries import fiscal_years
from coorddesk.budget.rules.words import YearState
from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n, _p, verbatim
from coorddesk.purchasing.queries.contract_due import Waiting, to_commit
from coorddesk.purchasing.service import Committing, ToCommit, commit_instalments
from coorddesk.purchasing.ui.budget_offer import BudgetOffer, read_budget
from coorddesk.purchasing.ui.overspent import warned
from coorddesk.purchasing.ui.shown_editor import ShownEditor
from coorddesk.widgets.controls import label
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import ChoiceEditor
from coorddesk.widgets.forms.record_dialog import RecordDialog
from coorddesk.widgets.grid.cells import AmountCells, Cells, ChoiceCells, GridColumn
from coorddesk.widgets.grid.editor import GridEditor, GridRow
from coorddesk.widgets.on_screen import widen_on_screen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_WIDTH = 1080
_SENTENCES = 4
_LINE_COLUMN = 4


@dataclass(frozen=True)
class Year:
    """An open fiscal year."""

    id: int
    name: str
    first: date
    last: date


@dataclass(frozen=True)
class OfYear:
    """The instalments of a year that wait, and the lines that may pay them."""

    id: int
    waiting: Sequence[Waiting]
    offer: BudgetOffer


def commit_instalments_of(desk: Desk, owner: QWidget, contracts: tuple[int, ...]) -> None:
    """Open the dialog for these contracts, or for all of them; without an open year, say so."""

    def begin(years: Sequence[Year]) -> None:
        if not years:
            desk.warn(owner, UserError(_("Open a fiscal year in the situation first: commitments stand on its lines.")))
            return
        CommitDialog(desk, owner, years, contracts).begin()

    desk.operations.read(owner, _read_years, begin, replaces="commit")


class CommitDialog(RecordDialog):
    """Instalments without a line are left for later."""

    def __init__(self, desk: Desk, owner: QWidget, years: Sequence[Year], contracts: tuple[int, ...]) -> None:
        """`begin` opens it, once the instalments of the year we are in are read."""
        self._years, self._contracts = years, contracts
        self._offer = BudgetOffer()
        self._counts: Counter[int] = Counter()
        self._shown: int | None = None
        self._chosen: dict[tuple[int, int, date], int | None] = {}
        super().__init__(desk, owner, _("Commit instalments"), _p("instalment", "Commit"))
        widen_on_screen(self, _WIDTH)

    def build(self, form: Form) -> None:
        """The year, the day, and a line for each instalment."""
        years = [(year.id, verbatim(year.name)) for year in self._years]
        self._year = form.add("year_id", _("Fiscal year"), ChoiceEditor(self.desk, years))
        self._year.set_value(_current(self._years, self.desk.clock.today()))
        day = form.add("day", _("On which day"), DateEditor(self.desk, self.desk.clock), required=True)
        day.set_value(self.desk.clock.today())
        self._lines = ChoiceCells()
        columns = (
            GridColumn("name", _p("contract", "Contract"), Cells(), is_fixed=True),
            GridColumn("days", _p("instalment", "Days"), Cells(), 190, is_fixed=True),
            GridColumn("due_on", _p("instalment", "Due"), Cells(), 96, is_fixed=True),
            GridColumn("gross", _("Incl. VAT"), AmountCells(), 104, is_fixed=True),
            GridColumn("line", _("Budget line"), self._lines, 330, repeats=True),
        )
        self.grid = GridEditor(self.desk, columns, lines=8, grows=False)
        hint = _("The first line of a contract is taken for all its instalments; those without one are left for later.")
        form.add("instalments", _("Instalments"), self.grid, hint=hint, wide=True)
        self._notes = label(self.desk, wrap=True)
        self._notes.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._notes.setMinimumHeight(_SENTENCES * self._notes.fontMetrics().lineSpacing())
        form.add("told", _("What this asks of the budget"), ShownEditor(self.desk, self._notes), wide=True)
        self._year.changed.connect(self._on_year_chosen)
        self.grid.changed.connect(self._on_typed)

    def begin(self) -> None:
        """Read the year that is proposed, then open."""
        self._read_year(self._on_first_read)

    def data(self) -> Committing:
        """The wish."""
        values = self.form.values()
        chosen = [
            ToCommit(row.beside.contract_id, row.beside.due.first_day, row.values["line"], row.beside.due.net)
            for row in values["instalments"]
            if row.values["line"] is not None
        ]
        if not chosen:
            raise UserError(_("Choose a budget line for an instalment at least."), field="instalments")
        return Committing(values["year_id"], values["day"], tuple(chosen))

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_commit, wish)

    def said(self, result: Any) -> Message:
        """How many are committed, and what is overspent by it."""
        count = len([row for row in self.grid.sketch() if row.values["line"] is not None])
        return warned(_n("{count} instalment committed.", "{count} instalments committed.", count), result)

    def _on_year_chosen(self) -> None:
        self._read_year(self._on_read)

    def _read_year(self, done: Callable[[OfYear], None]) -> None:
        work = partial(_read_year, self._year.value(), self._contracts or None)
        self.desk.operations.read(self, work, done, replaces="year")

    def _on_first_read(self, of_year: OfYear) -> None:
        self._on_read(of_year)
        self.form.settle()
        self.open()

    def _on_read(self, of_year: OfYear) -> None:
        self._keep_chosen()
        self._shown, self._offer = of_year.id, of_year.offer
        self._lines.offer(of_year.offer.choices(self.desk.texts))
        rows = [self._row(each) for each in of_year.waiting]
        self._counts = _counted(rows)  # first: no line of these was said just now
        self.grid.set_value(rows)
        self._tell()

    def _keep_chosen(self) -> None:
        """The lines chosen for a year are there again when that year is."""
        for row in self.grid.sketch():
            if self._shown is not None:
                waiting: Waiting = row.beside
                self._chosen[self._shown, waiting.contract_id, waiting.due.first_day] = row.values["line"]

    def _row(self, waiting: Waiting) -> GridRow:
        due, texts = waiting.due, self.desk.texts
        chosen = self._shown or 0, waiting.contract_id, due.first_day
        values = {
            "name": waiting.name,
            "days": texts.say(_("{first} – {last}", first=due.first_day, last=due.last_day)),
            "due_on": texts.date(due.due_on),
            "gross": due.amount.gross,
            "line": self._chosen.get(chosen, waiting.budget_line_id),
        }
        return GridRow(values, None, waiting)

    def _on_typed(self) -> None:
        """A contract whose first line was just said has it everywhere; what is taken out again stays so."""
        before, self._counts = self._counts, _counted(self.grid.sketch())
        rows = self.grid.sketch()
        for row in rows:
            of, line = row.beside.contract_id, row.values["line"]
            if line is not None and not before[of] and self._counts[of] == 1:
                self._fill(of, line)
        self._tell()

    def _fill(self, contract_id: int, line_id: int) -> None:
        name = self._lines.write(line_id, self.desk.texts)
        blank = [
            place
            for place, row in enumerate(self.grid.sketch())
            if row.beside.contract_id == contract_id and row.values["line"] is None
        ]
        self._counts[contract_id] += len(blank)
        for place in blank:
            self.grid.model.write_text(place, _LINE_COLUMN, name)

    def _tell(self) -> None:
        rows = [row for row in self.grid.sketch() if row.values["line"] is not None]
        notes = self._offer.notes((row.values["line"], row.beside.due.amount) for row in rows)
        said = [_("{name}: {said}", name=note.name, said=note.said) for note in notes]
        if not self.grid.sketch():
            said = [_("Nothing waits: every instalment of this year is committed.")]
        self._notes.setText("\n".join(map(self.desk.texts.say, said)))


def _counted(rows: Sequence[GridRow]) -> Counter[int]:
    """How many instalments of each contract have a line."""
    return Counter(row.beside.contract_id for row in rows if row.values["line"] is not None)


def _current(years: Sequence[Year], today: date) -> int:
    """The year we are in, or the latest."""
    return next((year.id for year in years if year.first <= today <= year.last), years[0].id)


def _read_years(session: Session) -> Sequence[Year]:
    """In the lane: those that are open, the latest first."""
    opened = (year for year in fiscal_years(session) if year.state is YearState.OPENED)
    found = [Year(year.id, year.name, year.first_day, year.last_day) for year in opened]
    return sorted(found, key=lambda year: year.first, reverse=True)


def _read_year(year_id: int, contracts: tuple[int, ...] | None, session: Session) -> OfYear:
    """In the lane."""
    offer = read_budget(session, None)
    mine = [each for each in offer.lines if each.year_id == year_id]
    return OfYear(year_id, to_commit(session, year_id, contracts), BudgetOffer(mine, offer.counting))


def _commit(wish: Committing, session: Session) -> Any:
    """In the lane."""
    return commit_instalments(session, wish)
