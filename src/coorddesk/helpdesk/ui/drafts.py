"""What fills a new ticket before anybody types: a template, or the draft that was under way when the program ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coorddesk.core.options import Option
from coorddesk.core.records import Subject
from coorddesk.feature import Feature, named
from coorddesk.helpdesk.rules import TicketKind
from coorddesk.helpdesk.service import details_from

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Memory
    from coorddesk.widgets.forms.form import Form

_DRAFT = "helpdesk.draft"
_TYPED = ("title", "description", "requester_phone")
_LINKS = (("category", "ticket_category"), ("assignee", "person"))


@dataclass(frozen=True)
class Filled:
    """What a template says: values by field, where it is, and what no field shows."""

    values: Mapping[str, Any]
    kind: TicketKind | None
    place: Subject | None
    team_id: int | None
    steps: tuple[str, ...]


def read_template(features: Sequence[Feature], template_id: int, session: Session) -> Filled:
    """In the lane."""
    details, handling, steps = details_from(session, template_id)
    ids = {"category": details.category_id, "assignee": handling.assignee_id}
    wanted = {field: (kind, ids[field]) for field, kind in _LINKS if ids[field] is not None}
    subjects: dict[str, Subject] = {field: (kind, int(row_id or 0)) for field, (kind, row_id) in wanted.items()}
    names = named(session, features, subjects.values())
    links = {field: Option(subject[1], names[subject]) for field, subject in subjects.items() if subject in names}
    own = {key: getattr(details, key) for key in ("title", "description", "urgency", "impact")}
    place: Subject | None = None if details.place_id is None else ("place", details.place_id)
    return Filled(own | links, details.kind, place, handling.team_id, steps)


def fill_in(form: Form, values: Mapping[str, Any]) -> None:
    """Put values where nobody has said anything yet."""
    said = set(form.touched())
    for key, value in values.items():
        if key not in said and value is not None:
            form.editor(key).set_value(value)


def keep_draft(memory: Memory, form: Form, subjects: Sequence[tuple[str, Any]]) -> None:
    """Keep what is typed until the ticket is open or thrown away; of people, their numbers alone."""
    draft: dict[str, Any] = {key: form.editor(key).value() for key in _TYPED}
    draft["about"] = [list(subject) for subject in subjects if subject[0] != "name"]
    memory.remember(_DRAFT, draft if any(draft.values()) else None)


def forget_draft(memory: Memory) -> None:
    """It is open, or nobody wants it."""
    memory.remember(_DRAFT, None)


def kept_draft(memory: Memory) -> tuple[Mapping[str, str], tuple[Subject, ...]]:
    """What was typed and what it was about; nothing, if no draft was left behind."""
    draft = memory.recall(_DRAFT)
    if not isinstance(draft, dict):
        return {}, ()
    typed = {key: str(draft[key]) for key in _TYPED if draft.get(key)}
    return typed, tuple((str(kind), int(record_id)) for kind, record_id in draft.get("about", ()))
