from __future__ import annotations

from pathlib import Path

import pytest

from coorddesk.core.folders import own_folders
from coorddesk.core.settings import FILE_NAME, Settings
from tests.cli.conftest import SAMPLE, Coorddesk
from tests.desks import Desks


def found(coorddesk: Coorddesk, word: str, **elsewhere: str) -> int:
    return len(coorddesk("search", word, "--json", **elsewhere).json)


def test_an_archive_carries_the_desk_back(coorddesk: Coorddesk, tmp_path: Path) -> None:
    archive = tmp_path / "desk.coorddesk"
    coorddesk("import", "assets", SAMPLE)
    assert coorddesk("backup", "--output", archive).out == f"Backed up and verified: {archive}\n"
    coorddesk("undo")
    restored = coorddesk("restore", archive)
    assert restored.code == 0
    assert restored.out.splitlines()[0] == f"{archive} is the desk now."
    assert found(coorddesk, "INV-0001") == 1


def test_a_backup_is_made_in_its_usual_place(coorddesk: Coorddesk) -> None:
    coorddesk("import", "assets", SAMPLE)
    ran = coorddesk("backup")
    assert ran.code == 0
    assert Path(ran.out.removeprefix("Backed up and verified: ").strip()).exists()


def test_a_backup_goes_to_the_second_place_of_this_pc_as_well(coorddesk: Coorddesk, tmp_path: Path) -> None:
    coorddesk("import", "assets", SAMPLE)
    settings, stick = Settings(own_folders().config / FILE_NAME), tmp_path / "stick"
    settings.second_backups = str(stick)
    settings.save()
    missing = coorddesk("backup")
    assert missing.out.startswith("Backed up and verified: ")
    assert missing.err == f"The second place for backups ({stick}) is not there. Connect it, or choose another.\n"
    assert missing.code == 1
    stick.mkdir()
    (made,) = coorddesk("backup").out.splitlines()
    assert [path.name for path in stick.iterdir() if path.is_file()] == [Path(made).name]


def test_a_stick_that_is_not_there_does_not_become_a_folder(coorddesk: Coorddesk, tmp_path: Path) -> None:
    coorddesk("import", "assets", SAMPLE)
    for words in (("backup", "--output"), ("move", "--to")):
        ran = coorddesk(*words, tmp_path / "stick" / "desk.coorddesk")
        assert (ran.code, ran.out) == (1, "")
        assert ran.err == f"desk.coorddesk was not written: there is no folder {tmp_path / 'stick'}. Choose another.\n"
    assert not (tmp_path / "stick").exists()


def test_a_sound_desk_is_said_to_be(coorddesk: Coorddesk) -> None:
    coorddesk("import", "assets", SAMPLE)
    ran = coorddesk("check")
    assert (ran.code, ran.out) == (0, "The desk is sound.\n")


def test_a_current_desk_needs_no_upgrade(coorddesk: Coorddesk) -> None:
    coorddesk("history")
    assert coorddesk("upgrade").out == "The desk is up to date already.\n"


def test_a_desk_moves_with_its_past(coorddesk: Coorddesk, desks: Desks) -> None:
    target = desks.empty()
    coorddesk("import", "assets", SAMPLE)
    moved = coorddesk("move", "--to", target)
    assert moved.code == 0
    assert moved.out.splitlines()[-1] == f"Open it with --database {target}"
    assert found(coorddesk, "INV-0001", database=target) == 1
    assert coorddesk("undo", database=target).out == "Undone: Import devices: 57 new, 0 changed\n"
    assert found(coorddesk, "INV-0001") == 1


def test_a_desk_in_use_is_not_overwritten_by_a_move(coorddesk: Coorddesk, desks: Desks) -> None:
    target = desks.empty()
    assert coorddesk("history", database=target).code == 0, "a desk is made where there is none"
    coorddesk("history")
    ran = coorddesk("move", "--to", target)
    assert ran.code == 1
    assert ran.err == "The place to copy to is not empty. Choose a new file, or a database without tables.\n"


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_the_demo_fills_only_a_new_desk(coorddesk: Coorddesk) -> None:
    assert coorddesk("demo").code == 0
    assert found(coorddesk, "latitude") > 0
    assert coorddesk("check").out == "The desk is sound.\n"
    again = coorddesk("demo")
    assert (again.code, again.err) == (
        1,
        "This desk is in use. The demo only fills a new one: name another with --database.\n",
    )
