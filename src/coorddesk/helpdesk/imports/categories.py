"""What sheets may bring of kinds of tickets: their tree, and what a new ticket of each begins with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.tidy import tidy_lines
from coorddesk.directory.imports import spellings
from coorddesk.directory.rules import join_path, path_parts
from coorddesk.helpdesk.imports import headers, words
from coorddesk.helpdesk.imports.links import TicketLinks
from coorddesk.helpdesk.models import TicketCategory
from coorddesk.helpdesk.rules import TicketKind, lines_typed
from coorddesk.helpdesk.service.categories import CategoryDetails, category_details, write_category
from coorddesk.importing.kind import FieldType, ImportField, ImportKind, Key, Known, Named, NewRows, RowChange
from coorddesk.importing.listing import joined, listed
from coorddesk.importing.simple_target import SimpleTarget

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def _path(text: str) -> str:
    parts = path_parts(text)
    if text.strip() and not parts:
        raise UserError(_("A name is needed."))
    return join_path(*parts)


FIELDS = (
    ImportField(
        "path",
        _("Kind of ticket"),
        spellings=("Type de ticket", "Catégorie de ticket", "Catégorie ITIL", "Ticket category", "ITIL category"),
        spelt=_path,
        required=True,
        example=_("Network / Cabling"),
    ),
    ImportField("kind", _p("ticket", "Kind"), FieldType.CHOICE, headers.KINDS, choices=words.KINDS),
    ImportField("urgency", _("Urgency"), FieldType.CHOICE, headers.URGENCIES, choices=words.URGENCIES),
    ImportField("impact", _("Impact"), FieldType.CHOICE, headers.IMPACTS, choices=words.IMPACTS),
    ImportField(
        "assignee", _("Assigned to"), FieldType.LINK, headers.ASSIGNEES, link=_("Person"), example="Denis Faure"
    ),
    ImportField("team", _("Team"), FieldType.LINK, headers.TEAMS, link=_("Team")),
    ImportField(
        "checklist",
        _("Checklist"),
        spellings=("Liste de contrôle", "Points à vérifier", "Étapes", "Checklist", "Steps"),
        spelt=lambda text: joined(lines_typed(listed(text))),
        example=_("Look at the cable; Restart"),
    ),
    ImportField("notes", _("Notes"), spellings=spellings.NOTES, spelt=tidy_lines),
)


class CategoryTarget(SimpleTarget):
    """The kinds of tickets within one import; those around a new one are made with it."""

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        self._session = session
        self._links = TicketLinks(session)

    def existing(self, fields: Sequence[str]) -> Iterator[Known]:
        """Every kind of ticket."""
        for row in self._session.scalars(select(TicketCategory).order_by(TicketCategory.id)):
            values = self._values(row)
            yield Known(row.id, row.version, tuple(values[key] for key in fields))

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """Every kind of ticket, by its path."""
        yield from map(self._values, self._session.scalars(select(TicketCategory).order_by(TicketCategory.path_folded)))

    def named(self, field_key: str, name: str) -> Named:
        """The person or the team that a name means."""
        return self._links.named(field_key, name)

    def names(self, field_key: str) -> Iterable[str]:
        """What all of them are called."""
        return self._links.names(field_key)

    def accepts(self, rows: NewRows) -> bool:
        """Each is looked at."""
        return False

    def insert(self, rows: NewRows) -> None:
        """Add kinds of tickets."""
        listed_rows = list(rows)
        ids = self._links.categories.ids(row["path"] for row in listed_rows)
        self._write((ids[row["path"]], row) for row in listed_rows)

    def update(self, changes: Sequence[RowChange]) -> None:
        """Change kinds of tickets; their questions stay."""
        self._write((change.id, change.values) for change in changes)

    def _write(self, said: Iterable[tuple[int, Mapping[str, Any]]]) -> None:
        wanted = [
            (row_id, {key: value for key, value in values.items() if value is not None}) for row_id, values in said
        ]
        people = self._links.ids("assignee", (values.get("assignee") for _id, values in wanted))
        teams = self._links.ids("team", (values.get("team") for _id, values in wanted))
        for row_id, values in wanted:
            row = self._session.get_one(TicketCategory, row_id)
            details = category_details(self._session, row)
            linked = {"assignee": people, "team": teams}
            ids: dict[str, Any] = {f"{key}_id": known[values[key]] for key, known in linked.items() if key in values}
            write_category(self._session, row, replace(_said(details, values), **ids))
        self._session.flush()

    def _values(self, row: TicketCategory) -> dict[str, Any]:
        """A kind of ticket as a sheet says it."""
        return {
            "path": row.path,
            "kind": row.kind,
            "urgency": None if row.urgency is None else str(row.urgency),
            "impact": None if row.impact is None else str(row.impact),
            "assignee": None if row.assignee_id is None else self._links.people.names[row.assignee_id],
            "team": None if row.team_id is None else self._links.teams.names[row.team_id],
            "checklist": joined(row.checklist) or None,
            "notes": row.notes or None,
        }


def _said(details: CategoryDetails, values: Mapping[str, Any]) -> CategoryDetails:
    levels: dict[str, Any] = {key: int(values[key]) for key in ("urgency", "impact") if key in values}
    details = replace(details, **levels, notes=values.get("notes", details.notes))
    if "kind" in values:
        details = replace(details, kind=TicketKind(values["kind"]))
    if "checklist" in values:
        details = replace(details, checklist=tuple(listed(values["checklist"])))
    return details


def _rows(session: Session) -> Iterator[Mapping[str, Any]]:
    return CategoryTarget(session).rows()


def _deed(new: int, changed: int) -> Message:
    return _("Import kinds of tickets: {new} new, {changed} changed", new=new, changed=changed)


TICKET_CATEGORIES = ImportKind(
    key="ticket-categories",
    title=_("Kinds of tickets"),
    fields=FIELDS,
    keys=(Key(("path",)),),
    open=CategoryTarget,
    deed=_deed,
    rows=_rows,
)
