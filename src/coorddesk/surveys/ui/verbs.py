"""What can be done with questionnaires: the actions behind the page's bar, its menus, its card and its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.messages import _
from coorddesk.directory.service import Deletion
from coorddesk.surveys.queries import QuestionnaireRow
from coorddesk.surveys.reports import SYNTHESIS
from coorddesk.surveys.service import delete_questionnaire
from coorddesk.surveys.ui.piles import print_pile
from coorddesk.surveys.ui.questionnaire_dialog import CopyDialog, QuestionnaireDialog
from coorddesk.surveys.ui.typing_window import Pile, TypingWindow
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.record_verbs import RecordVerbs, Ways

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from sqlalchemy.orm import Session


class QuestionnaireVerbs(RecordVerbs):
    """Printing, typing and summing up, besides what is done with any record."""

    def make_own(self) -> None:
        """The pile about nothing in particular; those of sessions are reached from them."""
        self.typing = make_action(self.desk, self.page, _("Type answers…"), "keyboard", "T", self._on_type)
        self.pages = make_action(self.desk, self.page, _("Print pages…"), "printer", "P", self._on_pages)
        self.sum_up = make_action(self.desk, self.page, _("Synthesis"), "chart-column", "S", self._on_sum_up)
        self.copy = make_action(self.desk, self.page, _("Copy as…"), "copy", "", self._on_copy)

    def of_own(self) -> list[QAction]:
        """The most usual first."""
        return [self.typing, self.pages, self.sum_up]

    def refresh(self) -> None:
        """A copy needs one too."""
        super().refresh()
        self.copy.setEnabled(self.edit.isEnabled())

    def _on_type(self) -> None:
        row: QuestionnaireRow | None = self.selected()
        if row is not None:
            TypingWindow(self.desk, self.page, Pile(row.id)).open()

    def _on_pages(self) -> None:
        row: QuestionnaireRow | None = self.selected()
        if row is not None:
            print_pile(self.desk, self.page, None, row.id)

    def _on_sum_up(self) -> None:
        row: QuestionnaireRow | None = self.selected()
        if row is not None:
            self.desk.preview_report(SYNTHESIS, (row.id,))

    def _on_copy(self) -> None:
        row: QuestionnaireRow | None = self.selected()
        if row is not None:
            dialog = CopyDialog(self.desk, self.page, row)
            dialog.saved.connect(self.added)
            dialog.open()


def _delete(session: Session, row: QuestionnaireRow) -> None:
    delete_questionnaire(session, Deletion(row.id, row.version))


QUESTIONNAIRES = Ways(_("New questionnaire"), QuestionnaireRow, QuestionnaireDialog, _delete, lambda row: str(row.name))
