"""How long and how large what is written of sessions may be: more is a slip of the keyboard, or a sheet gone astray."""

from __future__ import annotations

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _

LONGEST_NAME, LONGEST_TITLE = 200, 300
MOST_PLACES = 10_000


def refuse_long(text: str, most: int, field: str) -> None:
    """Refuse a line of more than `most` letters."""
    if len(text) > most:
        raise UserError(_("This has more than {count} characters.", count=most), field=field)


def refuse_many(count: int | None, field: str) -> None:
    """Refuse more people than any session has."""
    if count is not None and count > MOST_PLACES:
        raise UserError(_("This goes up to {most}.", most=MOST_PLACES), field=field)
