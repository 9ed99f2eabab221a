"""The sheet for the door of a room: its name from afar, what to do in an emergency, and what stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, verbatim
from coorddesk.core.organisation import organisation
from coorddesk.directory.queries import PlaceRow, place_tree, places_below
from coorddesk.inventory.queries import AssetQuery, AssetRow, asset_ids
from coorddesk.inventory.queries.papers import standing
from coorddesk.inventory.reports.reading import columns_of, devices, offered_columns, rows_of
from coorddesk.inventory.rules import IN_USE
from coorddesk.reporting.blocks import Banner, Beside, Code, Document, Listing, Sheet, Typed, TypedText
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.page import UPRIGHT
from coorddesk.reporting.report import Group, Report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

_COLUMNS = (
    "tag",
    "name",
    "category",
    "manufacturer",
    "model",
    "quantity",
)  # not whose it is: it hangs outside
_CODE = 30  # millimetres
_EMERGENCY = {
    "FR": _("In an emergency: 112 · Ambulance 15 · Police 17 · Fire brigade 18"),
    "": _("In an emergency: 112"),
}
"""By country; 112 is answered in all of Europe."""


def room_sheets(session: Session, choice: Sequence[int] | None) -> Document:
    """A sheet for each place that devices stand in: those chosen with what is inside them, or all.

    A place that was chosen gets its sheet though nothing stands there, nor in what is inside it.
    """
    by_place = _devices_by_place(session)
    inside = {place_id: set(places_below(session, place_id)) for place_id in choice or ()}
    chosen = {inner for places in inside.values() for inner in places}
    empty = {place_id for place_id, places in inside.items() if places.isdisjoint(by_place)}
    places = [
        place
        for place in place_tree(session)
        if place.id in empty or (place.id in by_place and (choice is None or place.id in chosen))
    ]
    groups = tuple(Group(verbatim(place.path), by_place.get(place.id, [])) for place in places)
    offered = offered_columns(session)
    rows = [row for group in groups for row in group.rows]
    title = _("Room sheets")
    return Document(
        title=title,
        sheets=tuple(_sheet(place, by_place.get(place.id, [])) for place in places),
        table=Report(
            title,
            columns_of(_COLUMNS, rows, offered),
            groups,
            devices,
            grouped_by=_("Place"),
            page=UPRIGHT,
            offered=offered,
        ),
        typed=_typed(session),
    )


def _choose(subject: Subject) -> Sequence[int] | None:
    return (subject[1],) if subject[0] == "place" else None


ROOM_SHEETS = ReportKind(
    "room-sheets",
    _("Room sheets"),
    _("For the door of each room: its name from afar, whom to turn to, and what stands in it."),
    room_sheets,
    _choose,
    frozenset({"place"}),
)


def _devices_by_place(session: Session) -> dict[int, list[AssetRow]]:
    """What stands in each place and has not left, in the order of its numbers."""
    place_of = standing(session)
    ids = [i for i in asset_ids(session, AssetQuery(metas=IN_USE)) if i in place_of]
    ids.sort(key=place_of.__getitem__)
    rows = rows_of(session, ids)
    return {place: list(together) for place, together in groupby(rows, lambda row: place_of[row.id])}


def _sheet(place: PlaceRow, rows: Sequence[AssetRow]) -> Sheet:
    inside = [part for part in (place.parent_path, place.code) if part]
    banner = Banner(verbatim(place.name), verbatim("  ·  ".join(inside)) if inside else None)
    return Sheet(
        name=verbatim(place.name),
        blocks=(
            Beside((banner,), (Code(place.code or place.name, _CODE),), _CODE),
            Typed("emergency", framed=True),
            Typed("in_charge"),
            Listing(rows, devices, _("No device stands here.")),
        ),
        foot=(Typed("trouble"),),
    )


def _typed(session: Session) -> tuple[TypedText, ...]:
    country, author = organisation(session).country, session.info["actor"].name
    in_charge = _("In charge of the devices: {name}", name=author) if author else Message("")
    return (
        TypedText("emergency", _("In an emergency"), _EMERGENCY.get(country, _EMERGENCY[""])),
        TypedText("in_charge", _("In charge"), in_charge),
        TypedText(
            "trouble",
            _("If something is wrong"),
            _("Is something missing or out of order? Please say so, with the inventory number on the device."),
        ),
    )
