"""Kiosks, typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from coorddesk.kiosk.imports.shared_folder import KioskSide
from coorddesk.kiosk.rules import EMPTY
from coorddesk.kiosk.service import KioskDetails, create_kiosk
from tests.cli.conftest import Coorddesk
from tests.kiosk.test_intake import report

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.database import Database
    from tests.desks import Desks

pytestmark = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)


def test_folders_are_taken_in(
    coorddesk: Coorddesk, desks: Desks, open_desk: Callable[..., Database], tmp_path: Path
) -> None:
    url = desks.fresh()
    share = tmp_path / "share"
    share.mkdir()
    with open_desk(url).transaction() as session:
        create_kiosk(session, KioskDetails("CDI", folder=str(share)))
        create_kiosk(session, KioskDetails("Hall", folder=str(tmp_path / "away")))
    told = coorddesk("kiosks", database=url).out.splitlines()
    assert told == ["0 reports taken in", "The folder of the kiosk “Hall” cannot be reached."]
    KioskSide(share)(report())
    assert coorddesk("kiosks", "--json", database=url).json == {"taken": 1, "away": ["Hall"]}


def test_a_kiosk_is_added_with_its_folder_listed_and_removed(coorddesk: Coorddesk, tmp_path: Path) -> None:
    share, file = tmp_path / "new" / "share", tmp_path / "file"
    file.touch()
    assert coorddesk("kiosk-list").out == "No kiosk\n"
    refused = coorddesk("kiosk-add", "CDI", "--folder", str(file / "x"))
    assert (refused.code, f"The folder “{file / 'x'}” cannot be written to" in refused.err) == (1, True)
    assert coorddesk("kiosk-add", "CDI", "--folder", str(share)).out.splitlines() == [
        "“CDI” added.",
        f"Start “coorddesk --kiosk” on its PC, and name this folder: {share}",
    ]
    KioskSide(share)(report())
    assert KioskSide(share).catalogue() is not None
    assert coorddesk("kiosks", "--json").json == {"taken": 1, "away": []}
    (listed,) = coorddesk("kiosk-list", "--json").json
    assert (listed["name"], listed["place"], listed["folder"]) == ("CDI", None, str(share))
    assert coorddesk("kiosk-remove", "cdi").out == "“CDI” removed.\n"
    assert coorddesk("kiosk-remove", "CDI").code == 1


def test_a_kiosk_asks_and_asks_no_more(coorddesk: Coorddesk, tmp_path: Path) -> None:
    assert coorddesk("kiosk-add", "CDI", "--folder", str(tmp_path / "cdi")).code == 0
    assert coorddesk("kiosk-ask", "à froid", "--kiosk", "Hall").code == 1
    assert coorddesk("kiosk-ask", "à froid", "--kiosk", "cdi", "--until", "31/12/2099", "--title", "Photo").code == 0
    assert coorddesk("kiosks").code == 0
    (survey,) = (KioskSide(tmp_path / "cdi").catalogue() or EMPTY).surveys
    assert (survey.name, survey.title, survey.until) == ("Questionnaire à froid", "Photo", "2099-12-31")
    assert coorddesk("kiosk-ask", "à froid", "--stop").out == "“Questionnaire à froid” is shown at no kiosk any more.\n"
