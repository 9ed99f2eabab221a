"""The papers of a session, each a key away: sheet, badges, tents, poster, invitations on paper or by e-mail."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.mail_drafts import open_drafts, write_drafts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from coorddesk.core.database import Database
    from coorddesk.core.jobs import Progress
    from coorddesk.core.texts import Texts
    from coorddesk.training.ui.outcome import Outcome
    from coorddesk.widgets.desk import Desk

_PAPERS: tuple[tuple[Message, str, str], ...] = (
    (_("Attendance sheet…"), "attendance-sheets", "S"),
    (_("Name badges…"), "training-badges", "B"),
    (_("Table tents…"), "training-tents", "N"),
    (_("Room poster…"), "training-posters", "K"),
    (_("Invitation notices…"), "training-invitations", "I"),
)


def make_papers(desk: Desk, window: QWidget, session_id: int, outcome: Outcome) -> list[QAction]:
    """An action for each, what became of it told by `outcome`; the keys work wherever nothing is typed."""
    made = [
        make_action(desk, window, title, "printer", keys, partial(_preview, desk, key, session_id))
        for title, key, keys in _PAPERS
    ]
    write = partial(_write, desk, window, session_id, outcome)
    by_mail = make_action(desk, window, _("Invitations by e-mail"), "mail", "M", write)
    return [*made, by_mail]


def _preview(desk: Desk, key: str, session_id: int) -> None:
    from coorddesk.training.reports import REPORTS  # papers load when they are wanted

    desk.preview_report(next(kind for kind in REPORTS if kind.key == key), (session_id,))


def _write(desk: Desk, window: QWidget, session_id: int, outcome: Outcome) -> None:
    """A draft to each who has an address, the letter attached."""

    def opened(paths: Sequence[Path]) -> None:
        _is_open, said = open_drafts(paths)
        outcome.say(said, _("Nobody registered has an e-mail address.") if not paths else None)

    work = partial(_draft, session_id, desk.texts)
    desk.operations.job(window, _("Preparing the e-mails"), work, opened, outcome.refuse)


def _draft(session_id: int, texts: Texts, database: Database, _progress: Progress) -> list[Path]:
    """As a job: write the drafts where the mail program finds them."""
    from coorddesk.core.database import Lane  # SQL is loaded by now
    from coorddesk.reporting.stamp import stamp_of
    from coorddesk.training.reports import invitation_drafts

    with database.reading(Lane.JOBS) as session:
        drafts = invitation_drafts(session, texts, stamp_of(session), (session_id,))
    return write_drafts(drafts)
