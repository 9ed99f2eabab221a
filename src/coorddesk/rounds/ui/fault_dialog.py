"""What is wrong at a stop: one line, with all that is known of the thing above it, and the ticket is made."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _p, digits
from coorddesk.helpdesk.queries import category_options
from coorddesk.helpdesk.rules import URGENCY_TITLES
from coorddesk.rounds.service import Fault, report_fault
from coorddesk.rounds.ui.cards import known_facts
from coorddesk.widgets.facts import Fact, Facts, Section
from coorddesk.widgets.forms.editors import ChoiceEditor, NotesEditor, TextEditor
from coorddesk.widgets.forms.picker import RecordPicker
from coorddesk.widgets.forms.record_dialog import RecordDialog
from coorddesk.widgets.tokens import WIDE

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QVBoxLayout, QWidget
    from sqlalchemy.orm import Session

    from coorddesk.rounds.queries import Insight
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form


class FaultDialog(RecordDialog):
    """A fault that is told by an open ticket already is added to that one, unless somebody says it is another."""

    def __init__(self, desk: Desk, owner: QWidget, seen: Insight) -> None:
        """`seen` is the stop and what is known of it."""
        self._seen = seen
        super().__init__(desk, owner, _("Fault: {thing}", thing=seen.check.called), _p("fault", "Report"), columns=1)
        facts = Facts(desk)
        facts.setContentsMargins(WIDE, 0, WIDE, 0)
        last = " · ".join(each.title for each in seen.faults)
        about = (Fact(_("Device"), seen.check.about), *known_facts(seen, desk.texts), Fact(_("Last tickets"), last))
        facts.show_sections([Section(None, about)])
        layout: QVBoxLayout = self.layout()  # type: ignore[assignment]  # of a record's dialog
        layout.insertWidget(0, facts)

    def build(self, form: Form) -> None:
        """What is wrong first: often nothing else is typed."""
        desk = self.desk
        form.add("title", _("What is wrong"), TextEditor(desk, hint=_("The screen stays black")), required=True)
        if self._seen.reported:
            known = [
                (each.id, _("Ticket n° {number}: {title}", number=digits(each.id), title=each.title))
                for each in self._seen.reported
            ]
            form.add("known", _("Known already?"), ChoiceEditor(desk, known, blank=_("No: open a new ticket")))
            form.editor("known").set_value(self._seen.reported[0].id)
            form.editor("title").set_value(self._seen.reported[0].title)
        form.add("category", _("Category"), RecordPicker(desk, category_options))
        form.add("urgency", _("Urgency"), ChoiceEditor(desk, list(URGENCY_TITLES.items()), blank=_("As usual")))
        form.add("description", _("Details"), NotesEditor(desk, 2))

    def data(self) -> Fault:
        """The wish."""
        values = self.form.values()
        return Fault(
            self._seen.check.id,
            values["title"],
            values["description"],
            values["category"],
            values["urgency"],
            values.get("known"),
        )

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_report, wish)

    def said(self, result: Any) -> Message:
        """Which ticket tells it."""
        return _("Ticket n° {number} tells it.", number=digits(result))


def _report(wish: Fault, session: Session) -> int:
    """In the lane."""
    return report_fault(session, wish)
