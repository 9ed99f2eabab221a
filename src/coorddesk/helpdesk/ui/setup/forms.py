"""The fields of each form with which the help desk is set up; they are called as the details call them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from coorddesk.core.messages import Message, _, _p
from coorddesk.helpdesk.queries import category_options, cause_options, team_options, template_options
from coorddesk.helpdesk.rules import (
    EVERY_TITLES,
    IMPACT_TITLES,
    LONGEST_STEP,
    PRIORITY_TITLES,
    RESOLUTION_TITLES,
    STATUS_TITLES,
    TICKET_KIND_TITLES,
    TRIGGER_TITLES,
    URGENCY_TITLES,
    Every,
    Status,
)
from coorddesk.helpdesk.service import CHOICE_TITLES
from coorddesk.helpdesk.ui.pickers import person_picker, place_picker
from coorddesk.helpdesk.ui.setup.pictures import PictureEditor
from coorddesk.helpdesk.ui.setup.questions_editor import QuestionsEditor, hint_of_questions
from coorddesk.inventory.queries import category_options as device_category_options
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editor import Editor
from coorddesk.widgets.forms.editors import ChoiceEditor, NotesEditor, NumberEditor, TextEditor, YesNoEditor
from coorddesk.widgets.forms.length_editor import LengthEditor, hint_of_lengths
from coorddesk.widgets.forms.list_editors import WordsEditor, hint_of_words
from coorddesk.widgets.forms.picker import RecordPicker
from coorddesk.widgets.forms.records_editor import RecordsEditor, hint_of_records

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

E = TypeVar("E", bound=Editor)

LONGEST_WAIT_DAYS = 366
_AS_USUAL = _("As usual")
_ANY = _p("limit", "All")
_MACRO_STATUSES = (Status.IN_PROGRESS, Status.WAITING, Status.RESOLVED, Status.CLOSED, Status.CANCELLED)
_OF_STATUS = {Status.WAITING: ("waiting_reason", "remind_days"), Status.RESOLVED: ("cause_id", "resolution")}


def build_category(form: Form, desk: Desk, _day: int) -> None:
    """What a ticket of it begins with, what is asked and what is to be done."""
    _add(form, "name", TextEditor(desk), required=True)
    _add(form, "parent_id", RecordPicker(desk, category_options), hint=_("Empty: it stands at the top"))
    form.section(_("A new ticket of it begins as"))
    _add_levels(form, desk)
    _add(form, "questions", QuestionsEditor(desk), hint=hint_of_questions(), wide=True)
    _add(form, "checklist", WordsEditor(desk), hint=hint_of_words(), wide=True)
    _add(form, "notes", NotesEditor(desk, 2), wide=True)


def build_fault(form: Form, desk: Desk, _day: int) -> None:
    """What the tile says, where it is shown, and what becomes of it."""
    _add(form, "title", TextEditor(desk), required=True)
    _add(form, "icon", PictureEditor(desk))
    hint = _("Empty: for rooms, and for devices whose category has none of its own")
    _add(form, "asset_category_id", RecordPicker(desk, device_category_options), hint=hint)
    hint = _("That of the ticket which the kiosk opens")
    _add(form, "ticket_category_id", RecordPicker(desk, category_options), hint=hint)


def build_diagnosis(form: Form, desk: Desk, _day: int) -> None:
    """For which devices, and what to look at."""
    title = CHOICE_TITLES["asset_category_id"]
    form.add("category_id", title, RecordPicker(desk, device_category_options), required=True)
    _add(form, "points", WordsEditor(desk), hint=hint_of_words())


def build_cause(form: Form, desk: Desk, _day: int) -> None:
    """What it is called."""
    _add(form, "name", TextEditor(desk), required=True)


def build_team(form: Form, desk: Desk, _day: int) -> None:
    """Who is in it."""
    _add(form, "name", TextEditor(desk), required=True)
    _add(form, "people", RecordsEditor(desk, person_picker(desk), 4), hint=hint_of_records())
    _add(form, "notes", NotesEditor(desk, 2))


def build_target(form: Form, desk: Desk, day: int) -> None:
    """For which tickets, and how long; where two targets fit, the nearer one counts."""
    form.section(_("For which tickets"))
    _add_limits(form, desk)
    form.section(_("Within how long"))
    _add(form, "respond_minutes", LengthEditor(desk, day), hint=hint_of_lengths(day))
    _add(form, "resolve_minutes", LengthEditor(desk, day), hint=_("Of several targets that fit, the nearest counts."))


def build_rule(form: Form, desk: Desk, day: int) -> None:
    """When, of which tickets, and to whom."""
    _add(form, "name", TextEditor(desk), required=True)
    _add(form, "is_on", YesNoEditor(desk, CHOICE_TITLES["is_on"])).set_value(True)
    _add(form, "trigger", ChoiceEditor(desk, list(TRIGGER_TITLES.items())))
    _add(form, "minutes", NoLengthEditor(desk, day), hint=hint_of_lengths(day))
    form.section(_("For which tickets"))
    _add_limits(form, desk, _("This one and above"))
    form.section(_("To whom it goes"))
    _add(form, "assignee_id", person_picker(desk))
    _add(form, "team_id", RecordPicker(desk, team_options))


def build_macro(form: Form, desk: Desk, _day: int) -> None:
    """What is answered, and what the ticket becomes; what only one status needs is shown with it."""
    _add(form, "name", TextEditor(desk), required=True, wide=True)
    _add(form, "reply", NotesEditor(desk, 5), wide=True)
    statuses = [(status, STATUS_TITLES[status]) for status in _MACRO_STATUSES]
    status = _add(form, "status", ChoiceEditor(desk, statuses, blank=_("As it is")))
    _add(form, "is_public", YesNoEditor(desk, _("Whoever asked is told the reply"))).set_value(True)
    part = form.part(None)
    resolutions = ChoiceEditor(desk, list(RESOLUTION_TITLES.items()), blank=_("Asked each time"))
    for key, editor, hint in (
        ("waiting_reason", TextEditor(desk), None),
        ("remind_days", NumberEditor(desk, 1, LONGEST_WAIT_DAYS), None),
        ("cause_id", RecordPicker(desk, cause_options), _("Empty: asked each time")),
        ("resolution", resolutions, None),
    ):
        form.add_to(part, key, CHOICE_TITLES[key], editor, hint)
    status.changed.connect(lambda: part.show_fields(_OF_STATUS.get(status.value(), ())))


def build_template(form: Form, desk: Desk, _day: int) -> None:
    """All that a ticket may begin with."""
    _add(form, "name", TextEditor(desk), required=True, hint=_("By which it is chosen"))
    _add(form, "title", TextEditor(desk), required=True, hint=_("Of the tickets that come of it"))
    _add(form, "description", NotesEditor(desk, 4), wide=True)
    _add(form, "category_id", RecordPicker(desk, category_options))
    _add(form, "place_id", place_picker(desk))
    _add_levels(form, desk)
    _add(form, "checklist", WordsEditor(desk), hint=hint_of_words(), wide=True)


def build_recurring(form: Form, desk: Desk, _day: int) -> None:
    """Of which template, and how often."""
    _add(form, "name", TextEditor(desk), required=True)
    _add(form, "template_id", RecordPicker(desk, template_options), required=True)
    step = NumberEditor(desk, 1, LONGEST_STEP)
    _add(form, "step", step, required=True).set_value(1)
    _add(form, "every", ChoiceEditor(desk, list(EVERY_TITLES.items()))).set_value(Every.MONTH)
    start = DateEditor(desk, desk.clock)
    _add(form, "start", start, required=True).set_value(desk.clock.today())
    _add(form, "end", DateEditor(desk, desk.clock), hint=_("Empty: it goes on"))


class NoLengthEditor(LengthEditor):
    """A length whose blank is none at all."""

    def value(self) -> int:
        """The minutes, 0 for nothing."""
        return super().value() or 0


def _add_levels(form: Form, desk: Desk) -> None:
    """What a new ticket begins with, and who has it."""
    for key, titles in (("kind", TICKET_KIND_TITLES), ("urgency", URGENCY_TITLES), ("impact", IMPACT_TITLES)):
        _add(form, key, _one_of(desk, titles, _AS_USUAL))
    _add(form, "assignee_id", person_picker(desk))
    _add(form, "team_id", RecordPicker(desk, team_options))


def _add_limits(form: Form, desk: Desk, from_priority: Message | None = None) -> None:
    """Of several limits all hold; those left out take in all."""
    _add(form, "kind", _one_of(desk, TICKET_KIND_TITLES, _ANY))
    _add(form, "priority", _one_of(desk, PRIORITY_TITLES, _ANY), hint=from_priority)
    _add(form, "category_id", RecordPicker(desk, category_options), hint=_("Empty: all; what is inside counts too"))


def _one_of(desk: Desk, titles: Mapping[Any, Message], blank: Message) -> ChoiceEditor:
    return ChoiceEditor(desk, list(titles.items()), blank=blank)


def _add(
    form: Form, key: str, editor: E, *, required: bool = False, hint: Message | None = None, wide: bool = False
) -> E:
    """A field under the title that it has everywhere."""
    return form.add(key, CHOICE_TITLES[key], editor, required=required, hint=hint, wide=wide)
