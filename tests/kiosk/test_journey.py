"""What a kiosk asks next, told without any screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from coorddesk.kiosk.rules import (
    Catalogue,
    Device,
    Draft,
    Known,
    ReportKind,
    Room,
    Solved,
    Stand,
    Tile,
    Tip,
    devices_in,
    first_level,
    inner_level,
    is_last,
    known_at,
    majors,
    new_key,
    report_of,
    room_of,
    rooms_in,
    scanned,
    solved_at,
    tiles_for,
    tip_for,
)

SITE, CDI, HALL = Room(1, "Site", "Site", None), Room(2, "CDI", "Site / CDI", 1), Room(3, "Hall", "Site / Hall", 1)
POST = Device(10, "PC-2026", "HP 400", "pc-2026", "5cg1", 7, 2)
LAMP = Device(11, "VP-1", "Epson", "vp-1", "", 8, 2)
ANY, OWN = Tile(20, "Something else", "circle-help", None), Tile(21, "No sound", "volume-2", 7)
HERE = Known(30, "No sound", "2026-09-07", is_major=False, me_too=2, place_id=2, devices=[10])
ROOM = Known(31, "No light", "2026-09-07", is_major=False, me_too=0, place_id=2, devices=[])
MAJOR = Known(32, "No internet", "2026-09-07", is_major=True, me_too=9, place_id=None, devices=[])
SOUND = Tip(40, "No sound: look at the plug", "Is it in?", "sound, speaker", "en", None)
OWN_SOUND = replace(SOUND, id=41, category_id=7)
SHOWN = Catalogue(
    "School",
    (SITE, CDI, HALL),
    (POST, LAMP),
    (ANY, OWN),
    (MAJOR, ROOM, HERE),
    (SOUND, OWN_SOUND, replace(SOUND, id=42, language="fr")),
    (),
    (Solved(50, "CDI · P-2222", "No sound"), Solved(51, "CDI 2 · P-2222", "No light")),
)
START = Draft(new_key(bytes(16)))


def test_rooms_are_shown_level_by_level_and_then_their_devices() -> None:
    assert (rooms_in(SHOWN, None), rooms_in(SHOWN, SITE), rooms_in(SHOWN, CDI)) == ((SITE,), (CDI, HALL), ())
    assert (devices_in(SHOWN, None), devices_in(SHOWN, CDI)) == ((), (POST, LAMP))
    assert [is_last(SHOWN, each) for each in (SITE, CDI, HALL)] == [False, False, True]
    assert (room_of(SHOWN, POST), room_of(SHOWN, replace(POST, place_id=99))) == (CDI, None)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("PC-2026", POST),
        (" pc 2026", None),
        ("PC)é=éX", None),
        ("PC)éàé-", POST),  # a scanner that believes in QWERTY, on an AZERTY PC
        ("5CG1", POST),
        ("CDD11", LAMP),
        ("CDP3", HALL),
        ("CDP99", None),
        ("CDU10", None),
        ("", None),
        ("x" * 10_000, None),
    ],
)
def test_a_code_leads_to_a_device_or_a_room(typed: str, found: Device | Room | None) -> None:
    assert scanned(SHOWN, typed) == found


def test_a_kind_of_device_has_its_own_tiles_or_those_of_all() -> None:
    assert (tiles_for(SHOWN, POST), tiles_for(SHOWN, LAMP), tiles_for(SHOWN, None)) == ((OWN,), (ANY,), (ANY,))


def test_what_is_known_is_told_nearest_first() -> None:
    assert known_at(SHOWN, replace(START, room=CDI, device=POST)) == (HERE, ROOM, MAJOR)
    assert known_at(SHOWN, replace(START, room=CDI, device=LAMP)) == (ROOM, MAJOR)
    assert known_at(SHOWN, replace(START, room=CDI)) == (ROOM, HERE, MAJOR)
    assert known_at(SHOWN, replace(START, room=HALL)) == (MAJOR,)
    assert majors(SHOWN) == (MAJOR,)


def test_one_tip_is_given_in_the_readers_language_and_only_if_it_fits() -> None:
    draft = replace(START, room=CDI, device=POST, tile=OWN)
    assert tip_for(SHOWN, draft, "en") == OWN_SOUND
    assert tip_for(SHOWN, replace(draft, device=LAMP), "en") == SOUND
    assert tip_for(SHOWN, replace(draft, tile=None, words="the plug"), "en") == OWN_SOUND
    assert tip_for(SHOWN, replace(draft, tile=None, words="coffee"), "en") is None
    assert tip_for(SHOWN, replace(draft, tile=ANY), "en") is None
    assert tip_for(SHOWN, draft, "de") is None


def test_a_smiley_is_asked_for_what_came_from_this_kiosk() -> None:
    assert [each.id for each in solved_at(SHOWN, "CDI")] == [50]


def test_a_draft_becomes_a_report() -> None:
    moment = datetime(2026, 9, 7, tzinfo=UTC)
    draft = replace(START, room=CDI, device=POST, tile=OWN, words="at all", who="Awa")
    sent = report_of(draft, "Hall", moment)
    assert (sent.kind, sent.place_id, sent.asset_id, sent.fault_id) == (ReportKind.FAULT, 2, 10, 21)
    assert (sent.where, sent.tile, sent.words, sent.who, sent.is_whole) == (
        "PC-2026",
        "No sound",
        "at all",
        "Awa",
        True,
    )
    too = report_of(replace(START, room=CDI, echo=ROOM), "Hall", moment)
    assert (too.kind, too.ticket_id, too.where, too.is_whole) == (ReportKind.ME_TOO, 31, "Site / CDI", True)


def test_one_looks_first_around_the_kiosk_and_touches_no_level_of_one() -> None:
    school, hall, ground = Room(1, "École", "", None), Room(2, "Annexe", "", None), Room(3, "Rez-de-chaussée", "", 1)
    rooms = [Room(3 + n, f"Salle {n}", "", 3) for n in (10, 2, 1)]
    stands = (Stand("CDI", rooms[0].id), Stand("Hall", hall.id), Stand("Gone", 99))
    shown = Catalogue("", (school, hall, ground, *rooms), stands=stands)
    assert [first_level(shown, name) for name in ("CDI", "Hall", "Gone", "New")] == [ground, None, None, None]
    assert [each.name for each in rooms_in(shown, ground)] == ["Salle 1", "Salle 2", "Salle 10"]
    assert (inner_level(shown, school), inner_level(shown, hall)) == (ground, hall)
    assert Draft("k", rooms[0], Device(1, "PC-1", "PC-1", "", "", None, None)).shown == "PC-1 · Salle 10"
