"""All that a plan needs to know of a sheet."""

from __future__ import annotations

from dataclasses import dataclass

from coorddesk.core.messages import Message
from coorddesk.core.texts import Texts
from coorddesk.importing.mapping import Fed
from coorddesk.importing.survey import Survey
from coorddesk.importing.table import Table


@dataclass(frozen=True)
class Found:
    """A table, what feeds its fields, how its cells are written, and what people should know of it."""

    table: Table
    fed: tuple[Fed, ...]
    survey: Survey
    languages: tuple[Texts, ...]
    warnings: tuple[Message, ...]
