"""The verb that edits many people at once: what they are, where they work, their class, when they left; one change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any

from coorddesk.core.access import allowed
from coorddesk.core.bulk import stored_rows, update_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.editing import (
    BulkWish,
    EditedRow,
    EditKind,
    EditPlan,
    Setting,
    checked_settings,
    names_of,
    refuse_refused,
    shown,
)
from coorddesk.core.errors import UserError
from coorddesk.core.fields import Field, Way
from coorddesk.core.history import record
from coorddesk.core.history_rows import CHUNK_ROWS, table_named
from coorddesk.core.messages import Message, _, _n, digits, verbatim
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.directory.models import Person
from coorddesk.directory.queries import FIELDS_OF_PEOPLE, PersonQuery, classes_of, person_ids
from coorddesk.directory.rules import PersonName, Presence, person_copies, school_year_of
from coorddesk.directory.service.classes import put_in_classes
from coorddesk.directory.service.rows import EDITORS

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.criteria import Criterion

_COLUMNS = {"department": "department_id"}
_TEXTS = frozenset({"phone", "role", "group", "notes"})

Settings = Mapping[str, tuple[Field, Setting]]


class _Draft:
    """One person on the way: the stored columns, and those that become others.

    `group` is their class of the school year that is on, which is what becomes another; the stored one may be of
    another year.
    """

    def __init__(self, person_id: int, stored: dict[str, Any], refusal: Message | None = None, group: str = "") -> None:
        self.id = person_id
        self.stored = stored
        self.group = group
        self.new: dict[str, Any] = {}
        self.refusal = refusal

    @property
    def name(self) -> str:
        return PersonName(self.stored.get("last_name", ""), self.stored.get("first_name", "")).full

    def old(self, column: str) -> Any:
        return self.group if column == "group" else self.stored.get(column)

    def value(self, column: str) -> Any:
        return self.new.get(column, self.old(column))


@allowed(*EDITORS)
def plan_bulk_people(session: Session, wish: BulkWish) -> EditPlan:
    """Old and new of every person, and who is refused; writes nothing. Raises `UserError` for an impossible wish."""
    settings, drafts = _drafted(session, wish)
    return _shown(session, settings, drafts)


@allowed(*EDITORS)
def bulk_edit_people(session: Session, wish: BulkWish) -> EditPlan:
    """Edit many people as one change; whole or not at all, but for those that the wish lets out."""
    settings, drafts = _drafted(session, wish)
    plan = _shown(session, settings, drafts)
    refuse_refused(plan, wish)
    changed = {row.id for row in plan.rows if row.is_changed}
    written = [draft for draft in drafts if draft.id in changed]
    update_rows(session, table_named(Person.__tablename__), [(draft.id, _columns(draft)) for draft in written])
    if "group" in settings:
        put_in_classes(session, _year(session), {draft.id: draft.new["group"] for draft in written})
    record(session, _deed(settings, written), *(("person", draft.id) for draft in written))
    return plan


def _drafted(session: Session, wish: BulkWish) -> tuple[Settings, list[_Draft]]:
    if wish.numbering is not None:
        raise UserError(_("People have no numbers to give."))
    settings = checked_settings(session, FIELDS_OF_PEOPLE, wish)
    drafts = list(_drafts(session, wish))
    for draft in drafts:
        if draft.refusal is None:
            for key, (_about, setting) in settings.items():
                draft.new[_COLUMNS.get(key, key)] = _written(draft, key, setting)
    return settings, drafts


def _drafts(session: Session, wish: BulkWish) -> Iterator[_Draft]:
    connection, table = session.connection(), table_named(Person.__tablename__)
    versions = dict(zip(wish.ids, wish.versions, strict=False))
    classes = classes_of(session, _year(session))
    ids = tuple(dict.fromkeys(wish.ids))
    for start in range(0, len(ids), CHUNK_ROWS):
        part = ids[start : start + CHUNK_ROWS]
        stored = stored_rows(connection, table, part)
        for person_id in part:
            if person_id not in stored:
                yield _Draft(person_id, {}, refusal=_("Person {number} is no longer there.", number=digits(person_id)))
                continue
            draft = _Draft(person_id, dict(stored[person_id]), group=classes.get(person_id, ""))
            if versions.get(person_id, draft.stored["version"]) != draft.stored["version"]:
                said = _("Somebody changed {person} since you saw it. Look at it again.", person=draft.name)
                draft.refusal = said
            yield draft


def _year(session: Session) -> int:
    """The school year that is on."""
    return school_year_of(clock_of(session).today())


def _written(draft: _Draft, key: str, setting: Setting) -> Any:
    if key not in _TEXTS:
        return setting.value
    text = "" if setting.value is None else str(setting.value)
    if setting.way is Way.ADD:
        return tidy_lines(f"{draft.stored[key]}\n{text}")
    return tidy_lines(text) if key == "notes" else tidy(text)


def _columns(draft: _Draft) -> dict[str, Any]:
    """What is written to a row but the class, which is derived; with the copy that is searched."""
    new = {key: value for key, value in draft.new.items() if key != "group" and draft.stored[key] != value}
    if "role" in new:
        stored = draft.stored
        others = (stored["email"], stored["identifier"], stored["group"], new["role"])
        new |= person_copies(stored["last_name"], stored["first_name"], *others)
    return new


def _shown(session: Session, settings: Settings, drafts: Sequence[_Draft]) -> EditPlan:
    columns = tuple(about for about in FIELDS_OF_PEOPLE if about.key in settings)
    names = [
        names_of(session, about, {value for draft in drafts for value in (_old(draft, about), _new(draft, about))})
        for about in columns
    ]

    def said(values: list[Any]) -> tuple[Any, ...]:
        return tuple(shown(value, about, known) for value, about, known in zip(values, columns, names, strict=True))

    rows = []
    for draft in drafts:
        before, after = (said([held(draft, about) for about in columns]) for held in (_old, _new))
        version = draft.stored.get("version", 0)
        rows.append(EditedRow(draft.id, version, draft.name, before, after, draft.refusal))
    return EditPlan(columns, tuple(rows))


def _old(draft: _Draft, about: Field) -> Any:
    return draft.old(_COLUMNS.get(about.key, about.key))


def _new(draft: _Draft, about: Field) -> Any:
    return draft.value(_COLUMNS.get(about.key, about.key))


def _deed(settings: Settings, drafts: Sequence[_Draft]) -> Message:
    titles = [about.title for about, _setting in settings.values()]
    fields = reduce(lambda one, other: _("{one}, {other}", one=one, other=other), titles)
    people = verbatim(drafts[0].name) if len(drafts) == 1 else _n("{count} person", "{count} people", len(drafts))
    return _("Edit {people}: {fields}", people=people, fields=fields)


def _find(session: Session, criteria: Sequence[Criterion]) -> Sequence[int]:
    """Those who left only where it is asked when they did."""
    asks_for_left = any(criterion.field == "left_on" for criterion in criteria)
    presence = Presence.ALL if asks_for_left else Presence.HERE
    return person_ids(session, PersonQuery(presence=presence, criteria=tuple(criteria)))


PERSON_EDITS = EditKind(
    "people",
    _("Person"),
    lambda count: _n("{count} person", "{count} people", count),
    lambda _session: FIELDS_OF_PEOPLE,
    _find,
    plan_bulk_people,
    bulk_edit_people,
)
"""People, for whoever edits many of anything."""
