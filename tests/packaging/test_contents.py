from __future__ import annotations

from typing import TYPE_CHECKING

import contents
import pytest
from contents import Group

from tests.house.source import ROOT

if TYPE_CHECKING:
    from pathlib import Path

GROUPS = [
    Group("program", "starts it", 0.001, ["bin/*"]),
    Group("resources", "icons", 1, ["share/*.svg", "share/*.png"]),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, size in {"bin/desk": 900, "share/icons/a.svg": 10, "share/b.png": 20}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * size)
    return tmp_path


def test_every_file_is_weighed_with_its_group(folder: Path) -> None:
    assert contents.weigh(folder, GROUPS) == ({"program": 900, "resources": 30}, [])
    assert contents.troubles(GROUPS, *contents.weigh(folder, GROUPS)) == []


def test_a_link_weighs_nothing(folder: Path) -> None:
    (folder / "bin" / "alias").symlink_to("desk")
    assert contents.weigh(folder, GROUPS)[0]["program"] == 900


def test_a_file_of_no_group_is_named(folder: Path) -> None:
    (folder / "share" / "notes.txt").touch()
    assert contents.troubles(GROUPS, *contents.weigh(folder, GROUPS)) == ["share/notes.txt belongs to no group"]


def test_a_group_that_has_grown_is_told_with_what_is_granted(folder: Path) -> None:
    (folder / "bin" / "more").write_bytes(b"x" * 200_000)
    assert contents.troubles(GROUPS, *contents.weigh(folder, GROUPS)) == ["program has 0.2 MB, 0.001 are granted"]


def test_a_group_without_files_is_missed(folder: Path) -> None:
    (folder / "bin" / "desk").unlink()
    assert contents.troubles(GROUPS, *contents.weigh(folder, GROUPS)) == ["program: nothing of it is there"]


ALL = '[[group]]\nname = "all"\nwhy = "it is"\nmost = 1\nfiles = ["bin/*", "share/*"]\n'
NONE = '[[left_out]]\nwhy = "nobody asks for it"\nfiles = ["*.dll"]\n'


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        (ALL + NONE, []),
        (ALL.replace(', "share/*"', "") + NONE, ["share/b.png", "share/icons/a.svg"]),
        (ALL + NONE.replace("*.dll", "*/a.*"), ["share/icons/a.svg"]),
    ],
)
def test_the_whole_check_ends_as_its_findings_say(
    folder: Path, capsys: pytest.CaptureFixture[str], listed: str, told: list[str]
) -> None:
    path = folder.with_name("list.toml")
    path.write_text(listed)
    assert contents.main(str(folder), str(path)) == bool(told)
    table, troubles = capsys.readouterr()
    assert table.splitlines()[1:] == ["    0.0 MB  in all"]
    assert [line.removeprefix("contents: ").split()[0] for line in troubles.splitlines()] == told


@pytest.mark.parametrize(
    "listed", sorted((ROOT / "packaging").glob("*/contents.toml")), ids=lambda path: path.parent.name
)
def test_the_lists_give_every_megabyte_a_reason(listed: Path) -> None:
    groups = contents.read_groups(listed)
    assert [group.name for group in groups if not group.why.strip() or group.most < 0] == []
    assert len({group.name for group in groups}) == len(groups) > 5


@pytest.mark.parametrize(
    "listed", sorted((ROOT / "packaging").glob("*/contents.toml")), ids=lambda path: path.parent.name
)
def test_what_is_left_out_has_a_reason_too(listed: Path) -> None:
    assert [each for each in contents.read_left_out(listed) if not each.why.strip() or not each.files] == []
