"""Truths about people and places that need no database."""

from __future__ import annotations

from enum import StrEnum

from coorddesk.core.messages import Message, _, _p

PATH_SEPARATOR = " / "


class PlaceKind(StrEnum):
    """What a place is, from the outside in."""

    SITE = "site"
    BUILDING = "building"
    FLOOR = "floor"
    ROOM = "room"
    STORE = "store"


PLACE_KIND_TITLES: dict[PlaceKind, Message] = {
    PlaceKind.SITE: _("Site"),
    PlaceKind.BUILDING: _("Building"),
    PlaceKind.FLOOR: _("Floor"),
    PlaceKind.ROOM: _("Room"),
    PlaceKind.STORE: _p("place", "Store"),
}
