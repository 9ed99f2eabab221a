"""All that a plan needs to know of a sheet."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from coorddesk.core.messages import Message
from coorddesk.core.texts import Texts
from coorddesk.importing.finding.table import Table
from coorddesk.importing.mapping.columns import Fed
from coorddesk.importing.options import Options
from coorddesk.importing.survey import Survey


@dataclass(frozen=True)
class Found:
    """A table, what feeds its fields, how its cells are written, what people should know of it, and what they said.

    `today` is the day on the wall where a field holds days that have been, by which years of two digits are read.
    """

    table: Table
    fed: tuple[Fed, ...]
    survey: Survey
    languages: tuple[Texts, ...]
    warnings: tuple[Message, ...]
    options: Options = field(default_factory=Options)
    today: date | None = None
