"""One of the lists of which setting the help desk up consists: what it is for, how it is read, and its form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _
from coorddesk.helpdesk.service import ChoiceDetails

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.options import Option
    from coorddesk.core.texts import Texts
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form
    from coorddesk.widgets.names_list import Name

NAME = _("Name")
Search = Callable[["Session", str, int], "Sequence[Option]"]


@dataclass(frozen=True)
class Part:
    """A kind of choice as a coordinator keeps it.

    `build(form, desk, day)` adds the fields, by the names that the details give them; a day has so many minutes of
    opening hours. `fresh` heads the form of a new one. With `search`, another can be put in the place of one that is
    used; with `ordered`, the desk says in which order they stand. `called`, `about` and `counted` head the columns.
    """

    key: str
    details: type[ChoiceDetails]
    title: Message
    sentence: Message
    icon: str
    fresh: Message
    read: Callable[[Texts, Session], Sequence[Name]] = field(repr=False)
    build: Callable[[Form, Desk, int], None] = field(repr=False)
    called: Message = NAME
    about: Message | None = None
    counted: Message | None = None
    search: Search | None = field(default=None, repr=False)
    ordered: bool = False
    columns: int = 2
