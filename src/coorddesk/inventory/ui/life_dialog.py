"""The forms of a device's life: how it is written off, and when it is to be replaced."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, digits
from coorddesk.inventory.queries.lives import LIFE_TITLES, Life, life
from coorddesk.inventory.rules import DEPRECIATION_TITLES, LONGEST_LIFE, Depreciation
from coorddesk.inventory.service import LifeDetails, LifeEdit, PlanWish, edit_life, plan_replacement
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import AmountEditor, ChoiceEditor, NotesEditor, NumberEditor
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.inventory.ui.selected import Selected
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_FIRST_YEAR, _LAST_YEAR = 1950, 2200
_YEAR_HINT = _("The year in which the fiscal year begins. Left empty: as age and condition say")


class LifeDialog(RecordDialog):
    """Asks what is otherwise than the category says; a field left empty follows the category."""

    def __init__(self, desk: Desk, owner: QWidget, devices: Selected) -> None:
        """`devices` is one."""
        self._asset_id = devices.ids[0]
        self._said = devices.said
        super().__init__(desk, owner, _("Life and value of {device}", device=devices.said), _("Save"))

    def build(self, form: Form) -> None:
        """Depreciation, then replacement."""
        desk, title = self.desk, LIFE_TITLES
        form.section(_("Depreciation"))
        form.add(
            "in_service", title["in_service"], DateEditor(desk, desk.clock), hint=_("Left empty: the day of purchase")
        )
        form.add("residual", title["residual"], AmountEditor(desk), hint=_("What it can still be sold for"))
        ways = list(DEPRECIATION_TITLES.items())
        form.add("depreciation", title["depreciation"], ChoiceEditor(desk, ways, blank=_("As its category")))
        form.add("depreciation_years", title["depreciation_years"], NumberEditor(desk, 1, LONGEST_LIFE, _("years")))
        form.section(_("Replacement"))
        year = NumberEditor(desk, _FIRST_YEAR, _LAST_YEAR)
        form.add("planned_year", title["planned_year"], year, hint=_YEAR_HINT)
        form.add(
            "estimated_price", title["estimated_price"], AmountEditor(desk), hint=_("Left empty: what this one cost")
        )
        form.add("plan_reason", title["plan_reason"], NotesEditor(desk, 2), wide=True)

    def loading(self) -> Callable[[Session], Loaded]:
        """What is said so far."""
        return partial(_load, self._asset_id)

    def data(self) -> LifeEdit:
        """The wish."""
        assert self.version is not None
        values = self.form.values()
        method = values.pop("depreciation")
        details = LifeDetails(**values, depreciation=None if method is None else Depreciation(method))
        return LifeEdit(self._asset_id, self.version, details)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_edit, wish)

    def said(self, result: Any) -> Message:
        """That it is as it should be."""
        return _("{device} saved.", device=self._said)


class PlanYearDialog(RecordDialog):
    """Decides in which year devices are replaced, at which price, and why then."""

    def __init__(self, desk: Desk, owner: QWidget, devices: Selected, standing: PlanWish | None = None) -> None:
        """`standing` is what all of them have in common now, where it is known."""
        self._devices = devices
        self._standing = standing or PlanWish(devices.chosen, None)
        super().__init__(desk, owner, _("Replace {devices}", devices=devices.said), _("Save"))

    def build(self, form: Form) -> None:
        """Year, price, reason."""
        desk = self.desk
        year = form.add(
            "planned_year",
            LIFE_TITLES["planned_year"],
            NumberEditor(desk, _FIRST_YEAR, _LAST_YEAR),
            hint=_YEAR_HINT,
        )
        year.line.setText("" if self._standing.planned_year is None else str(self._standing.planned_year))
        hint = _("Of one. Left empty: as it is")
        price = form.add("estimated_price", LIFE_TITLES["estimated_price"], AmountEditor(desk), hint=hint)
        price.set_value(self._standing.estimated_price)
        reason = form.add(
            "plan_reason",
            LIFE_TITLES["plan_reason"],
            NotesEditor(desk, 2),
            hint=_("Needed if they are kept longer than their age says"),
            wide=True,
        )
        reason.set_value(self._standing.reason)

    def data(self) -> PlanWish:
        """The wish."""
        values = self.form.values()
        return PlanWish(self._devices.chosen, values["planned_year"], values["estimated_price"], values["plan_reason"])

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_plan, wish)

    def said(self, result: Any) -> Message:
        """That it is decided."""
        return _("{devices}: planned.", devices=self._devices.said)


def _load(asset_id: int, session: Session) -> Loaded:
    """In the lane."""
    found: Life | None = life(session, asset_id)
    if found is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    values = {
        "in_service": found.in_service,
        "depreciation": found.own_method,
        "depreciation_years": found.own_years,
        "residual": found.residual,
        "planned_year": None if found.planned_year is None else digits(found.planned_year),
        "estimated_price": found.estimated_price,
        "plan_reason": found.plan_reason,
    }
    return Loaded(found.version, values)


def _edit(wish: LifeEdit, session: Session) -> None:
    edit_life(session, wish)


def _plan(wish: PlanWish, session: Session) -> None:
    plan_replacement(session, wish)
