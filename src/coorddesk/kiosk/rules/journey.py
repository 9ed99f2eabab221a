"""What a kiosk asks, step by step: where, what, who. Pure: what is shown next follows from what has been said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import TYPE_CHECKING

from coorddesk.core.codes import subject_of
from coorddesk.core.fold import fold, fold_code
from coorddesk.core.scanner import readings
from coorddesk.kiosk.rules.report import KioskReport, ReportKind
from coorddesk.knowledge.rules import FITS, fitness, telling_words

if TYPE_CHECKING:
    from coorddesk.kiosk.rules.catalogue import Catalogue, Device, Known, Room, Solved, Tile, Tip

MOST_DEVICES = 60
"""Devices of a room that are shown as tiles; others are scanned."""

_MOST_KNOWN = 6
_MARK = " · "  # between the kiosk and the provisional number in a ticket's origin


class Step(Enum):
    """What the screen asks or tells."""

    IDLE = auto()
    WHERE = auto()
    KNOWN = auto()
    WHAT = auto()
    TIP = auto()
    WHO = auto()
    SURVEY = auto()
    SENT = auto()
    HELPED = auto()
    THANKS = auto()
    FAILED = auto()


@dataclass(frozen=True)
class Draft:
    """What has been said so far of one report. Its key is drawn at the start: sent twice, it is one."""

    key: str
    room: Room | None = None
    device: Device | None = None
    tile: Tile | None = None
    words: str = ""
    who: str = ""
    echo: Known | None = None  # the trouble that somebody has too

    @property
    def where(self) -> str:
        """What the screen calls the place or the device."""
        if self.device is not None:
            return self.device.called
        return "" if self.room is None else self.room.path

    @property
    def shown(self) -> str:
        """The same for whoever stands there: with the device's name, and its room."""
        if self.device is None:
            return self.where
        called, name = self.device.called, self.device.name
        named = called if name in {"", called} else f"{called} {name}"
        return named if self.room is None else f"{named} · {self.room.name}"

    @property
    def what(self) -> str:
        """What the screen calls the trouble, in one line."""
        if self.echo is not None:
            return self.echo.title
        return " ".join((self.words if self.tile is None else self.tile.title).split())


def rooms_in(catalogue: Catalogue, room: Room | None) -> tuple[Room, ...]:
    """The rooms of a level."""
    inside = None if room is None else room.id
    return tuple(sorted((each for each in catalogue.rooms if each.parent_id == inside), key=_counted))


def first_level(catalogue: Catalogue, kiosk: str) -> Room | None:
    """Where somebody before a kiosk looks first: the rooms around it; the whole place if nobody knows where it is."""
    rooms = {each.id: each for each in catalogue.rooms}
    place = next((each.place_id for each in catalogue.stands if each.kiosk == kiosk), None)
    level = rooms.get(place or 0)
    while level is not None and not rooms_in(catalogue, level):
        level = rooms.get(level.parent_id or 0)
    return level


def inner_level(catalogue: Catalogue, room: Room) -> Room:
    """The level to show for a room: a building of one floor is that floor, and asks for no touch of its own."""
    while not devices_in(catalogue, room) and len(rooms := rooms_in(catalogue, room)) == 1:
        room = rooms[0]
    return room


def devices_in(catalogue: Catalogue, room: Room | None) -> tuple[Device, ...]:
    """The devices that stand right in a room, no more than tiles can show."""
    if room is None:
        return ()
    return tuple(each for each in catalogue.devices if each.place_id == room.id)[:MOST_DEVICES]


def is_last(catalogue: Catalogue, room: Room) -> bool:
    """Whether there is nothing more to choose in a room."""
    return not rooms_in(catalogue, room) and not devices_in(catalogue, room)


def scanned(catalogue: Catalogue, typed: str) -> Device | Room | None:
    """What a code leads to, whatever keyboard the scanner believes in."""
    devices = {each.serial: each for each in catalogue.devices if each.serial}
    devices |= {each.code: each for each in catalogue.devices if each.code}
    for reading in readings(typed.strip()):
        if (device := devices.get(fold_code(reading))) is not None:
            return device
        match subject_of(reading):
            case "asset", number:
                found: Device | Room | None = next((each for each in catalogue.devices if each.id == number), None)
            case "place", number:
                found = next((each for each in catalogue.rooms if each.id == number), None)
            case _:
                found = None
        if found is not None:
            return found
    return None


def room_of(catalogue: Catalogue, device: Device) -> Room | None:
    """Where a device stands."""
    return next((each for each in catalogue.rooms if each.id == device.place_id), None)


def tiles_for(catalogue: Catalogue, device: Device | None) -> tuple[Tile, ...]:
    """The common faults of a kind of device; those of any kind where it has none of its own."""
    category = None if device is None else device.category_id
    own = tuple(each for each in catalogue.tiles if each.category_id is not None and each.category_id == category)
    return own or tuple(each for each in catalogue.tiles if each.category_id is None)


def known_at(catalogue: Catalogue, draft: Draft) -> tuple[Known, ...]:
    """What is reported already for the device or in the room, and what is out of order everywhere."""
    ranked = ((_nearness(catalogue, draft, each), each) for each in catalogue.known)
    near = sorted((rank, place, each) for place, (rank, each) in enumerate(ranked) if rank is not None)
    return tuple(each for _rank, _place, each in near)[:_MOST_KNOWN]


def majors(catalogue: Catalogue) -> tuple[Known, ...]:
    """What everybody should know to be out of order."""
    return tuple(each for each in catalogue.known if each.is_major)[:_MOST_KNOWN]


def tip_for(catalogue: Catalogue, draft: Draft, language: str) -> Tip | None:
    """The one article that may help at once, in the reader's language."""
    said = " ".join((draft.tile.title if draft.tile else "", draft.words))
    wanted, category = telling_words(said), None if draft.device is None else draft.device.category_id
    best, found = (FITS - 1, False), None
    for tip in catalogue.tips:
        if tip.language != language or tip.category_id not in {None, category}:
            continue
        fit = (fitness(wanted, tip.title, tip.keywords, tip.body), tip.category_id is not None)
        if fit[0] >= FITS and fit > best:
            best, found = fit, tip
    return found


def solved_at(catalogue: Catalogue, kiosk: str) -> tuple[Solved, ...]:
    """What was reported at this kiosk, and is resolved."""
    return tuple(each for each in catalogue.solved if each.kiosk.startswith(f"{kiosk}{_MARK}"))


def report_of(draft: Draft, kiosk: str, moment: datetime) -> KioskReport:
    """The report that a draft has become; whoever has an outage too that nobody reported reports it first."""
    room, echo = draft.room, draft.echo
    is_echo = echo is not None and echo.id is not None
    said = draft.tile or echo
    return KioskReport(
        draft.key,
        kiosk,
        moment,
        kind=ReportKind.ME_TOO if is_echo else ReportKind.FAULT,
        place_id=None if room is None else room.id,
        asset_id=None if draft.device is None else draft.device.id,
        fault_id=None if draft.tile is None else draft.tile.id,
        where=draft.where,
        tile="" if said is None or is_echo else said.title,
        words=draft.words,
        who=draft.who,
        ticket_id=None if echo is None else echo.id,
    )


def _counted(room: Room) -> list[str | int]:
    """Rooms as people count them: 2 comes before 10."""
    parts = re.split(r"(\d+)", room.name)
    return [int(part) if place % 2 else fold(part) for place, part in enumerate(parts)]


def _nearness(catalogue: Catalogue, draft: Draft, known: Known) -> int | None:
    if draft.device is not None and draft.device.id in known.devices:
        return 0
    room = None if draft.room is None else draft.room.id
    if room is not None and known.place_id == room and (draft.device is None or not known.devices):
        return 1
    if draft.device is None and room is not None and _stands_in(catalogue, known, room):
        return 1
    return 2 if known.is_major and known.place_id is None and not known.devices else None


def _stands_in(catalogue: Catalogue, known: Known, room: int) -> bool:
    return any(each.id in known.devices for each in catalogue.devices if each.place_id == room)
