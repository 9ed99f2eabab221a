"""Closing a stocktake: what would be put right, chosen and summed up before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _n
from coorddesk.core.options import PATH_SEPARATOR
from coorddesk.inventory.queries import LabelRow, status_labels
from coorddesk.inventory.rules import MetaStatus
from coorddesk.stocktaking.queries import ClosingPlan, LineRow, StocktakeRow, astray_lines, closing_plan, stocktake
from coorddesk.stocktaking.service import Closing, close_stocktake
from coorddesk.widgets.controls import label
from coorddesk.widgets.forms.editors import ChoiceEditor, YesNoEditor
from coorddesk.widgets.forms.list_editors import ChecksEditor
from coorddesk.widgets.forms.record_dialog import RecordDialog
from coorddesk.widgets.tokens import WIDE

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QVBoxLayout, QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.editor import Editor
    from coorddesk.widgets.forms.form import Form


@dataclass(frozen=True)
class Read:
    """A stocktake before it is closed: what could be put right, what would be moved, and the statuses there are."""

    row: StocktakeRow
    plan: ClosingPlan
    astray: Sequence[LineRow]
    labels: Sequence[LabelRow]


class CloseDialog(RecordDialog):
    """Only the choices that would change something are offered; all of it is one change, taken back as one."""

    def __init__(self, desk: Desk, owner: QWidget, read: Read) -> None:
        """`read` is what `read_closing` read."""
        self._row, self._plan, self._astray = read.row, read.plan, read.astray
        self._labels = [each for each in read.labels if each.meta is MetaStatus.UNAVAILABLE]
        title = _("Close stocktake “{name}”", name=self._row.name)
        super().__init__(desk, owner, title, _("Close the stocktake"), columns=1)
        self._say_summary()

    def build(self, form: Form) -> None:
        """The choices there are."""
        desk, plan = self.desk, self._plan
        if self._astray:
            editor: Editor = ChecksEditor(desk, [(line.id, desk.texts.say(_way(line))) for line in self._astray])
            title = _("Misplaced: those ticked are moved to where they were found")
            form.add("moves", title, editor).set_value(frozenset(line.id for line in self._astray))
        if plan.held:
            said = _n(
                "Take {count} of them back from its holder", "Take {count} of them back from their holders", plan.held
            )
            hint = _("If not, it stays theirs wherever it stands.")
            form.add("frees_holders", _("Held by somebody"), YesNoEditor(desk, said), hint=hint)
        if plan.missing and self._labels:
            choices = [(each.id, _("Set to “{status}”", status=each.title)) for each in self._labels]
            editor = ChoiceEditor(desk, choices, blank=_("Leave their status as it is"))
            form.add("missing", _n("{count} missing", "{count} missing", plan.missing), editor)
        if plan.worn:
            said = _n(
                "Note the condition seen on {count} device", "Note the condition seen on {count} devices", plan.worn
            )
            form.add("takes_conditions", _("Condition seen"), YesNoEditor(desk, said)).set_value(True)

    def data(self) -> Closing:
        """The wish."""
        values = self.form.values()
        moved: frozenset[int] = values.get("moves", frozenset())
        return Closing(
            self._row.id,
            self._row.version,
            moves=bool(moved),
            left_out=frozenset(line.id for line in self._astray) - moved,
            frees_holders=values.get("frees_holders", False),
            missing_label_id=values.get("missing"),
            takes_conditions=values.get("takes_conditions", False),
        )

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_close, wish)

    def said(self, result: Any) -> Message:
        """That it is done; an undo opens it again."""
        return _("“{name}” is closed.", name=self._row.name)

    def _say_summary(self) -> None:
        """Above the choices: how the counting came out."""
        counts, texts = self._row.counts, self.desk.texts
        lines = [
            _n(
                "{found} of {count} device found",
                "{found} of {count} devices found",
                counts.devices,
                found=counts.counted,
            ),
        ]
        if self._plan.missing:
            missing = _n("{count} missing", "{count} missing", self._plan.missing)
            if self._plan.missing_value:
                worth = texts.money(self._plan.missing_value)
                missing = _("{missing}, worth {amount}", missing=missing, amount=worth)
            lines.append(missing)
        if counts.unknown:
            lines.append(_n("{count} unknown thing", "{count} unknown things", counts.unknown))
        lines.append(_("What is done here is one change: an undo opens the stocktake again and takes all of it back."))
        self.summary = summary = label(self.desk, wrap=True)
        summary.setText("\n".join(map(texts.say, lines)))
        summary.setContentsMargins(WIDE, 0, WIDE, 0)
        layout: QVBoxLayout = self.layout()  # type: ignore[assignment]  # of a record's dialog
        layout.insertWidget(0, summary)


def read_closing(stocktake_id: int, session: Session) -> Read | None:
    """In the lane: what the dialog shows; None if the stocktake is no longer there."""
    row = stocktake(session, stocktake_id)
    if row is None:
        return None
    plan, astray = closing_plan(session, stocktake_id), astray_lines(session, stocktake_id)
    return Read(row, plan, astray, status_labels(session))


def _way(line: LineRow) -> Message:
    """Which device, and from where to where: the rooms alone, whose paths would take two lines."""
    thing = " · ".join(filter(None, (line.called, line.about)))
    rooms = [(path or "").rpartition(PATH_SEPARATOR)[2] for path in (line.expected_place, line.found_place)]
    if not rooms[0]:
        return _("{thing}: to {found}", thing=thing, found=rooms[1])
    return _("{thing}: from {expected} to {found}", thing=thing, expected=rooms[0], found=rooms[1])


def _close(wish: Closing, session: Session) -> None:
    """In the lane."""
    close_stocktake(session, wish)
