"""The form in which people say when the house is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coorddesk.agenda.queries import OpeningRow, opening
from coorddesk.agenda.rules import CLOSURE_TITLES, ClosureKind, slots_text, slots_typed
from coorddesk.agenda.service import OpeningWish
from coorddesk.core.messages import Message, _, verbatim
from coorddesk.core.working_time import WEEKDAYS, Slot, regions
from coorddesk.widgets.forms.editors import ChoiceEditor, LineEditor, TextEditor, YesNoEditor
from coorddesk.widgets.forms.form import Form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Look

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""The keys of the days, as the service calls them."""


@dataclass(frozen=True)
class Said:
    """The opening hours as they stand, and the regions of the country with public holidays of their own."""

    row: OpeningRow
    regions: Mapping[str, str]


class SlotsEditor(LineEditor):
    """The hours of a day, as people type them; its value is a tuple of slots."""

    def value(self) -> tuple[Slot, ...]:
        """The slots. Raises `UserError` for what is no time."""
        return slots_typed(self.line.text())

    def shown(self, value: Any) -> str:
        """The slots as they are typed."""
        return slots_text(value) if isinstance(value, tuple) else super().shown(value)


class HoursForm(Form):
    """A line for each day of the week, and what else the calendar depends on."""

    def __init__(self, look: Look, said: Said) -> None:
        """Show what stands."""
        super().__init__(look)
        self._version = said.row.version
        self._build(look, said)
        row = said.row
        week = dict(zip(DAYS, row.week, strict=True))
        self.show_values(
            week
            | {
                "zone": row.zone,
                "region": row.region or None,
                "on_public_holidays": row.on_public_holidays,
                "in_school_holidays": row.in_school_holidays,
            }
        )

    def wish(self) -> OpeningWish:
        """What the form says. Raises `UserError` for what is wrong in it."""
        values = self.values()
        return OpeningWish(
            self._version,
            tuple(values[day] for day in DAYS),
            values["zone"],
            values["region"] or "",
            on_public_holidays=values["on_public_holidays"],
            in_school_holidays=values["in_school_holidays"],
        )

    def _build(self, look: Look, said: Said) -> None:
        for key, title in zip(DAYS, WEEKDAYS, strict=True):
            self.add(key, title, SlotsEditor(look, hint=CLOSURE_TITLES[ClosureKind.OWN]))
        self.section(_("Holidays and time zone"))
        self.add("zone", _("Time zone"), TextEditor(look, hint=verbatim("Europe/Paris")))
        whole: Message = _("The whole country")
        known = [(code, verbatim(name)) for code, name in said.regions.items()]
        hint = _("Whose public holidays count; the country is that of the organisation")
        self.add("region", _("Region"), ChoiceEditor(look, known, blank=whole), hint=hint)
        public, school = _("Open on public holidays"), _("Open in school holidays")
        self.add("on_public_holidays", _("Public holidays"), YesNoEditor(look, public))
        self.add("in_school_holidays", _("School holidays"), YesNoEditor(look, school))


def said(session: Session) -> Said:
    """The opening hours as they stand."""
    row = opening(session)
    return Said(row, regions(row.country))
