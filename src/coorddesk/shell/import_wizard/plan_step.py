"""The third step: what the import would do, row by row, before anything is written."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _, _n
from coorddesk.importing.plan import Verdict
from coorddesk.shell.import_wizard.creations import Creations
from coorddesk.shell.import_wizard.plan_delegate import PlanDelegate
from coorddesk.shell.import_wizard.plan_model import PlanModel
from coorddesk.shell.import_wizard.verdict_bar import VerdictBar
from coorddesk.shell.quiet_table import QuietTable
from coorddesk.widgets.controls import label
from coorddesk.widgets.focus import hand_focus_on
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.tokens import ROOM, SNUG

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coorddesk.core.errors import UserError
    from coorddesk.importing.plan import PlannedRow
    from coorddesk.shell.import_wizard.work import Planned
    from coorddesk.widgets.desk import Look

_NARROWEST = 8  # letters
_RANGES_SHOWN = 60
_WARNINGS_SHOWN = 5


class PlanStep(QWidget):
    """Shows a plan."""

    def __init__(self, look: Look) -> None:
        """Start without one."""
        super().__init__()
        self._look = look
        self._planned: Planned | None = None
        self.trouble = Notice(look, Tone.DANGER)
        self._warnings = Notice(look, Tone.WARNING)
        self._bar = VerdictBar(look)
        self._bar.chosen.connect(self._on_verdict_chosen)
        self._model = PlanModel(look)
        self._table = QuietTable(look, _("What would become of each row"), self._model)
        self._table.setItemDelegate(PlanDelegate(look, self._table))
        hand_focus_on(self, lambda: self._table)
        self._more = label(look, kind="muted")
        self._words = label(look, kind="muted", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._rows = QStackedWidget()
        self._rows.addWidget(self._table)
        self._rows.addWidget(self._words)
        self._creations = Creations(look)
        self._lay_out()

    def show_plan(self, planned: Planned) -> None:
        """Show a plan, at the first verdict that has rows."""
        self._planned = planned
        self.trouble.say(None)
        self._warnings.say(self._lines(planned.summary.warnings))
        self._creations.show_plan(planned)
        self._on_verdict_chosen(self._bar.show_counts(planned.summary.counts))

    def show_trouble(self, error: UserError) -> None:
        """Say why it could not be done."""
        self.trouble.say(error.message)

    def _lay_out(self) -> None:
        beside = QHBoxLayout()
        beside.setSpacing(ROOM)
        beside.addWidget(self._rows, 1)
        beside.addWidget(self._creations)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SNUG)
        layout.addWidget(self.trouble)
        layout.addWidget(self._bar)
        layout.addWidget(self._warnings)
        layout.addLayout(beside, 1)
        layout.addWidget(self._more)

    def _on_verdict_chosen(self, verdict: Verdict) -> None:
        assert self._planned is not None
        summary, say = self._planned.summary, self._look.texts.say
        in_words = verdict in {Verdict.UNCHANGED, Verdict.SKIPPED}
        self._rows.setCurrentIndex(1 if in_words else 0)
        if in_words:
            self._words.setText(say(_in_words(verdict, summary.examples[verdict], summary.counts[verdict])))
        else:
            self._model.show_plan(self._planned, verdict)
            self._fit_columns()
        shown, count = self._model.rowCount(), summary.counts[verdict]
        cut = not in_words and shown < count
        more = _("The first {shown} of {count} are shown.", shown=shown, count=count)
        self._more.setText(say(more) if cut else "")
        self._more.setVisible(cut)

    def _fit_columns(self) -> None:
        for column in range(self._model.columnCount()):
            self._table.fit(column, max(self._model.width_at(column), _NARROWEST))

    def _lines(self, warnings: Sequence[Message]) -> Message | None:
        """The warnings, one a line, as far as there is room."""
        if not warnings:
            return None
        shown = [self._look.texts.say(warning) for warning in warnings[:_WARNINGS_SHOWN]]
        if len(warnings) > _WARNINGS_SHOWN:
            more = len(warnings) - _WARNINGS_SHOWN
            shown.append(self._look.texts.say(_n("and {count} more remark", "and {count} more remarks", more)))
        return Message("{lines}", (("lines", "\n".join(shown)),))


def _in_words(verdict: Verdict, rows: Iterable[PlannedRow], count: int) -> Message:
    ranges = _ranges(row.row for row in rows)
    if verdict is Verdict.UNCHANGED:
        return _n(
            "{count} row is on the desk exactly as in the sheet: nothing would be written for it. "
            "Row in the file: {rows}",
            "{count} rows are on the desk exactly as in the sheet: nothing would be written for them. "
            "Rows in the file: {rows}",
            count,
            rows=ranges,
        )
    return _n(
        "{count} row is no record (blank, a total, a remark, the headers once more). Row in the file: {rows}",
        "{count} rows are no records (blank, totals, remarks, the headers once more). Rows in the file: {rows}",
        count,
        rows=ranges,
    )


def _ranges(numbers: Iterable[int]) -> str:
    """Numbers as people write them: 2–5, 9, 12–14."""
    parts = []
    for _distance, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        row = [number for _place, number in run]
        parts.append(str(row[0]) if len(row) == 1 else f"{row[0]}–{row[-1]}")
    return ", ".join([*parts[:_RANGES_SHOWN], *(["…"] if len(parts) > _RANGES_SHOWN else [])])
