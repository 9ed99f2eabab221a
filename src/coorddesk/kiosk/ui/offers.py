"""What kiosks offer on training sessions and questionnaires: to ask those who stand before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.kiosk.ui.asking_dialog import AskingDialog, Wanted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from coorddesk.widgets.desk import Desk


def ask_about_session(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Those who took part in the first of these sessions."""
    AskingDialog(desk, owner, Wanted(("training_session", ids[0]))).open()


def ask_questionnaire(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Anybody, the first of these questionnaires."""
    AskingDialog(desk, owner, Wanted(questionnaire_id=ids[0])).open()
