"""Printing, typing and putting together a pile of answers, about a record or about nothing in particular."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coorddesk.core.messages import _
from coorddesk.surveys.queries import AnswerQuery
from coorddesk.surveys.reports import FORM, SYNTHESIS, FormChoice, SynthesisChoice
from coorddesk.surveys.ui.pile_dialog import Chosen, PileDialog
from coorddesk.surveys.ui.typing_window import Pile, TypingWindow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from coorddesk.core.records import Subject
    from coorddesk.widgets.desk import Desk


def print_pile(
    desk: Desk,
    owner: QWidget,
    about: Subject | None,
    questionnaire: int | None = None,
    *,
    count: int | None = None,
) -> None:
    """Ask how many pages, `count` of them unless somebody says otherwise, then show them on paper."""
    dialog = PileDialog(desk, owner, _("Print questionnaires"), about, is_counted=True)
    dialog.questionnaire = questionnaire
    if count is not None:
        dialog.form.editor("count").set_value(count)
    dialog.saved.connect(partial(_on_pages_chosen, desk, about))
    dialog.open()


def type_pile(desk: Desk, owner: QWidget, about: Subject | None) -> None:
    """Ask which questionnaire, then type."""
    dialog = PileDialog(desk, owner, _("Type answers"), about)
    dialog.saved.connect(lambda chosen: TypingWindow(desk, owner, _pile(chosen, about)).open())
    dialog.open()


def sum_up_pile(desk: Desk, owner: QWidget, about: Subject) -> None:
    """Ask which questionnaire, then show what was answered about a record."""
    dialog = PileDialog(desk, owner, _("Synthesis of answers"), about)
    dialog.saved.connect(partial(_on_synthesis_chosen, desk, about))
    dialog.open()


def _pile(chosen: Chosen, about: Subject | None) -> Pile:
    return Pile(chosen.questionnaire_id, about, chosen.about_title)


def _on_pages_chosen(desk: Desk, about: Subject | None, chosen: Chosen) -> None:
    choice = FormChoice(chosen.questionnaire_id, about, chosen.about_title, chosen.count, chosen.first)
    desk.preview_report(FORM, choice)


def _on_synthesis_chosen(desk: Desk, about: Subject, chosen: Chosen) -> None:
    query = AnswerQuery(chosen.questionnaire_id, about[0], (about[1],))
    desk.preview_report(SYNTHESIS, SynthesisChoice(query, chosen.about_title))
