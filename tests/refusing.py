"""What verbs refuse: the field it is about, its words, and that nothing was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk.core.errors import UserError
from coorddesk.core.resources import texts_for
from tests.undoing import rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database

    Deed = Callable[[Session], object]

ENGLISH = texts_for("en")


def refused(desk: Database, deed: Deed) -> tuple[str | None, str]:
    """The field and the words of a refusal; nothing was written."""
    before = rows(desk)
    with pytest.raises(UserError) as found, desk.transaction() as session:
        deed(session)
    assert rows(desk) == before
    return found.value.field, ENGLISH.say(found.value.message)
