from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Coorddesk


def test_a_round_is_made_from_a_script(coorddesk: Coorddesk, tmp_path: Path) -> None:
    assert coorddesk("rounds").out == "No round\n"
    (tmp_path / "devices.csv").write_text("N° inventaire;Lieu\nCD-1;CDI\n", encoding="utf-8")
    assert coorddesk("import", "assets", tmp_path / "devices.csv").code == 0
    assert coorddesk("round-add", "Matin", "CD-1", "CDI").out == "“Matin” added as round 1.\n"
    refused = "“CD-9” is neither a device nor a place, or may be several.\n"
    assert coorddesk("round-add", "Soir", "CD-9").err == refused
    (row,) = coorddesk("rounds", "--json").json
    assert (row["name"], row["weekdays"], row["last"], row["today"] in {"due", "not_today"}) == (
        *("Matin", "12345", None),
        True,
    )
    assert coorddesk("round", "matin").out == "CD-1\t\t\nCDI\t\t\n"
    ran = coorddesk("round-look", "Matin", "cdi", "ok")
    assert (ran.code, ran.out) == (0, "CDI: noted.\n")
    assert coorddesk("rounds").out == "1\tMatin\tgoing_on\t2\n"
    assert coorddesk("round-look", "1", "CD-1", "fault").err == "Say with --note what is wrong.\n"
    assert coorddesk("round-look", "1", "CD-1", "fault", "--note", "Noir").out == "CD-1: fault, ticket n° 1\n"
    assert coorddesk("round", "1").out == "CD-1\tfault\tNoir\nCDI\tok\t\n"
    shown = coorddesk("round", "1", "--json").json
    assert shown["looks"][0] == {"name": "CD-1", "outcome": "fault", "note": "Noir", "ticket": 1}
    assert coorddesk("round-availability").out == "CD-1\t0.000\t1\t1\nCDI\t1.000\t1\t0\n"
    assert coorddesk("round-availability", "soir").err == "There is no round “soir”.\n"
    assert coorddesk("round-look", "1", "CD-9", "ok").err == "“CD-9” is not on this round.\n"
    assert coorddesk("round-availability", "--days", "0").code == 2
