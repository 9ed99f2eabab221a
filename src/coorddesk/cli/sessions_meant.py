"""Which session of training a word of the command line means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.cli.records import only_one, row_number
from coorddesk.core.codes import subject_of
from coorddesk.core.fold import fold
from coorddesk.core.messages import _, _p
from coorddesk.core.options import Option

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

SESSION = _p("argument", "SESSION")
MEANT = _("its reference, the code on its sheet, its number, or words of it")


def session_meant(session: Session, typed: str) -> int:
    """The session of a reference, of the code on its sheet, of a number, or the only one with such words."""
    from coorddesk.training.queries import (  # SQL, which --help does not need
        SessionQuery,
        session_ids,
        session_row,
        sessions_page,
    )

    subject, number = subject_of(typed), row_number(typed)
    if subject is not None and subject[0] == "training_session":
        number = subject[1]
    if number is not None and session_row(session, number) is not None:
        return number
    rows = list(sessions_page(session, session_ids(session, SessionQuery(typed, past=True))).values())
    rows = [row for row in rows if fold(row.reference) == fold(typed)] or rows
    none = _("There is no session “{name}”. List them with “coorddesk sessions”.", name=typed)
    return only_one([Option(row.id, row.called) for row in rows], typed, none)
