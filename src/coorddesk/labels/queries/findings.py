"""What must always be true of formats and of numbers printed ahead, and where it is not: for `coorddesk check`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.fold import fold, fold_code
from coorddesk.core.messages import _
from coorddesk.core.records import Finding
from coorddesk.labels.models import LabelFormat, PrintedLabel
from coorddesk.labels.queries.formats import own_formats
from coorddesk.labels.rules import refusal

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def findings(session: Session) -> Sequence[Finding]:
    """Formats on which nothing can be printed, and copies that are not as their words."""
    return [*_formats(session), *_copies(session)]


def _formats(session: Session) -> Iterator[Finding]:
    for row in own_formats(session):
        refused = refusal(row.sheet)
        if refused is not None:
            said = _("Nothing can be printed on “{name}”: {reason}", name=row.sheet.name, reason=refused[1])
            yield Finding(said, ("label_format", row.id))


def _copies(session: Session) -> Iterator[Finding]:
    formats = session.execute(select(LabelFormat.id, LabelFormat.name, LabelFormat.name_folded))
    numbers = session.execute(select(PrintedLabel.id, PrintedLabel.number, PrintedLabel.number_folded))
    wrong = [(name, ("label_format", row_id)) for row_id, name, folded in formats if fold(name) != folded]
    wrong += [(name, ("printed_label", row_id)) for row_id, name, folded in numbers if fold_code(name) != folded]
    for name, subject in wrong:
        yield Finding(_("“{text}” is not searched as it is written.", text=name), subject)
