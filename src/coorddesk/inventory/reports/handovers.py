"""What a person holds, with room to sign for it: the sheet that goes with a laptop handed over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coorddesk.core.clock import clock_of
from coorddesk.core.messages import _, _p, verbatim
from coorddesk.core.organisation import organisation
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.queries import PersonQuery, PersonRow, person_ids, person_page
from coorddesk.directory.rules import PersonKind, Presence
from coorddesk.inventory.queries import AssetQuery, AssetRow, asset_ids
from coorddesk.inventory.queries.papers import handed_over, holding
from coorddesk.inventory.reports.reading import columns_of, devices, offered_columns, rows_of
from coorddesk.inventory.rules import IN_USE
from coorddesk.reporting.blocks import Document, Fact, Facts, Listing, Sheet, Signatures, Typed, TypedText
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.page import UPRIGHT
from coorddesk.reporting.report import Group, Report

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

_COLUMNS = ("tag", "name", "manufacturer", "model", "serial", "since", "quantity", "value")


def person_sheets(session: Session, choice: Sequence[int] | None) -> Document:
    """A sheet for each person: those chosen, or all who hold something, by last name."""
    held = _held(session)
    everybody = person_ids(session, PersonQuery(presence=Presence.ALL))
    wanted = [i for i in everybody if i in (held if choice is None else set(choice))]
    people = person_page(session, wanted)
    offered = (*offered_columns(session), _since(session, [row.id for i in wanted for row in held.get(i, [])]))
    groups = tuple(Group(verbatim(people[i].full_name), held.get(i, [])) for i in wanted)
    title = _("Devices handed over")
    signed_by = organisation(session).name
    return Document(
        title=title,
        sheets=tuple(_sheet(people[i], held.get(i, []), signed_by) for i in wanted),
        table=Report(
            title,
            columns_of(_COLUMNS, [row for group in groups for row in group.rows], offered),
            groups,
            devices,
            grouped_by=_("Holder"),
            page=UPRIGHT,
            offered=offered,
        ),
        typed=(
            TypedText(
                "undertaking",
                _("What is signed"),
                _(
                    "I have received the devices listed above. I use them for my work here, look after them, report "
                    "any damage or loss without delay, and hand them back when I leave or when I am asked to."
                ),
            ),
        ),
    )


def _choose(subject: Subject) -> Sequence[int] | None:
    return (subject[1],) if subject[0] == "person" else None


PERSON_SHEETS = ReportKind(
    "person-sheets",
    _("Devices handed over"),
    _("What each person holds, to be signed by both sides."),
    person_sheets,
    _choose,
    frozenset({"person"}),
)


def _held(session: Session) -> dict[int, list[AssetRow]]:
    """What each person holds, in the order of the numbers."""
    holders = holding(session)
    held: dict[int, list[AssetRow]] = {}
    for row in rows_of(session, [i for i in asset_ids(session, AssetQuery(metas=IN_USE)) if i in holders]):
        held.setdefault(holders[row.id], []).append(row)
    return held


def _since(session: Session, ids: Sequence[int]) -> Column[AssetRow]:
    clock = clock_of(session)
    days: dict[int, date] = {i: clock.local(moment).date() for i, moment in handed_over(session, ids).items()}
    return Column("since", _("Handed over on"), lambda row: days.get(row.id), Kind.DATE, 12)


def _sheet(person: PersonRow, rows: Sequence[AssetRow], organisation_name: str) -> Sheet:
    facts = (
        Fact(_("Class or group"), person.group),
        Fact(_("Department"), person.department),
        Fact(_p("person", "Role"), person.role),
        Fact(_("Identifier"), person.identifier),
        Fact(_("E-mail"), person.email),
        Fact(_("Telephone"), person.phone),
    )
    places = [_("The holder"), verbatim(organisation_name) if organisation_name else _("For the organisation")]
    if person.kind is PersonKind.PUPIL:
        places.insert(1, _("A parent or guardian"))
    return Sheet(
        name=verbatim(person.full_name),
        title=verbatim(person.full_name),
        blocks=(Facts(facts), Listing(rows, devices, _("Holds no device.")), *([Typed("undertaking")] if rows else [])),
        foot=(Signatures(tuple(places)),) if rows else (),
    )
