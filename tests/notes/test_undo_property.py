"""Any verbs on notes, reminders and files, undone in reverse, leave each row as it was; done again, as they left it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.messages import verbatim
from coorddesk.directory.queries import supplier
from coorddesk.directory.service import Deletion, delete_supplier
from coorddesk.notes.models import Attachment, Note, Reminder
from coorddesk.notes.rules import AttachmentKind, NoteKind
from coorddesk.notes.service import (
    About,
    AttachmentDetails,
    NewFile,
    NoteDetails,
    ReminderDetails,
    Seen,
    add_reminder,
    attach_files,
    delete_note,
    delete_reminder,
    edit_attachment,
    edit_note,
    edit_reminder,
    finish_reminder,
    make_picture,
    put_off_reminder,
    remove_attachment,
    repoint,
    write_note,
)
from tests.factories import make_supplier
from tests.undoing import PROOF, undone_and_redone

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from tests.desks import Desks

abouts = st.integers(1, 3).map(lambda number: About(("supplier", number), f"Shop {number}"))
ids = st.integers(1, 4)
days = st.dates(date(2026, 9, 1), date(2026, 9, 20))
words = st.sampled_from(["Appel", "Devis", "Été"])


def seen(session: Session, kind: type[Note | Reminder | Attachment], row_id: int) -> Seen:
    version = session.scalar(select(kind.version).where(kind.id == row_id))
    return Seen(row_id, version or 0, "Shop")


def drop(session: Session, supplier_id: int) -> None:
    row = supplier(session, supplier_id)
    if row is not None:
        delete_supplier(session, Deletion(supplier_id, row.version))


def merge(session: Session, old: About, new: About) -> None:
    """As features merge: both records are there, or it is refused."""
    if old == new or any(supplier(session, about.subject[1]) is None for about in (old, new)):
        raise UserError(verbatim("There are no two"))
    repoint(session, old.subject, new.subject)
    record(session, verbatim("Merge"), old.subject, new.subject)


deeds = st.one_of(
    st.builds(
        lambda a, t, k, d: lambda s: write_note(s, a, NoteDetails(t, k, d)),
        abouts,
        words,
        st.sampled_from(NoteKind),
        days,
    ),
    st.builds(lambda i, t, d: lambda s: edit_note(s, seen(s, Note, i), NoteDetails(t, day=d)), ids, words, days),
    st.builds(lambda i: lambda s: delete_note(s, seen(s, Note, i)), ids),
    st.builds(lambda a, d, t: lambda s: add_reminder(s, a, ReminderDetails(d, t)), abouts, days, words),
    st.builds(
        lambda i, d, t: lambda s: edit_reminder(s, seen(s, Reminder, i), ReminderDetails(d, t)), ids, days, words
    ),
    st.builds(lambda i, d: lambda s: put_off_reminder(s, seen(s, Reminder, i), d), ids, days),
    st.builds(lambda i: lambda s: finish_reminder(s, seen(s, Reminder, i)), ids),
    st.builds(lambda i: lambda s: delete_reminder(s, seen(s, Reminder, i)), ids),
    st.builds(
        lambda a, names: lambda s: attach_files(s, a, [NewFile(f"{name}.png", name.encode()) for name in names]),
        abouts,
        st.lists(words, min_size=1, max_size=3),
    ),
    st.builds(
        lambda i, n, k: lambda s: edit_attachment(s, seen(s, Attachment, i), AttachmentDetails(n, k)),
        ids,
        words,
        st.sampled_from(AttachmentKind),
    ),
    st.builds(lambda i: lambda s: make_picture(s, seen(s, Attachment, i)), ids),
    st.builds(lambda i: lambda s: remove_attachment(s, seen(s, Attachment, i)), ids),
    st.builds(lambda a, b: lambda s: merge(s, a, b), abouts, abouts),
    st.builds(lambda i: lambda s: drop(s, i), st.integers(1, 3)),
)


@PROOF
@given(todo=st.lists(deeds, max_size=10))
@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_undone_in_reverse_nothing_is_left(
    desks: Desks, open_desk: Callable[..., Database], todo: list[Callable[[Session], object]]
) -> None:
    desk = open_desk(desks.fresh())
    with desk.transaction() as session:
        for name in ("LDLC Pro", "Reprolux", "Son & Image"):
            make_supplier(session, name)
    undone_and_redone(desk, todo)
    desk.close()
