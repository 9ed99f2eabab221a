from __future__ import annotations

import errno
import json
import os
import stat
from typing import TYPE_CHECKING, Any

import pytest

from coorddesk.core.settings import UPGRADES, Settings, system_language

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Logged


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the settings are kept; the folder is not there yet."""
    return tmp_path / "config" / "settings.json"


def kept(path: Path) -> dict[str, Any]:
    """What the file says."""
    content: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return content


def rename_theme(choices: dict[str, Any]) -> None:
    """Stand for the hook of version 1."""
    choices["appearance"] = choices.pop("theme", "system")


def split_window(choices: dict[str, Any]) -> None:
    """Stand for the hook of version 2."""
    choices["window"] = {"place": choices["window"]}


def test_a_new_pc_has_no_choices(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "fr_BE.UTF-8")
    settings = Settings(path)
    assert (settings.language, settings.desk, settings.second_backups, settings.recent("desk")) == (
        "fr",
        None,
        None,
        [],
    )
    assert (settings.warning, settings.recall("window"), settings.recall("window", {})) == (None, None, {})
    settings.save()
    assert not path.exists()


def test_choices_come_back(path: Path) -> None:
    settings = Settings(path)
    settings.language = "en"
    settings.desk = "/desks/école.sqlite"
    settings.second_backups = "/mnt/stick"
    settings.remember("window", {"place": (1, 2, 3, 4)})
    assert settings.recall("window") == {"place": [1, 2, 3, 4]}
    settings.save()
    again = Settings(path)
    assert (again.language, again.desk, again.second_backups) == ("en", "/desks/école.sqlite", "/mnt/stick")
    assert again.recall("window") == {"place": [1, 2, 3, 4]}
    again.second_backups = None
    again.save()
    assert Settings(path).second_backups is None


def test_recent_files_are_few_and_latest_first(path: Path) -> None:
    settings = Settings(path)
    for name in "abcdefghijc":
        settings.add_recent("sheet", name)
    settings.add_recent("desk", "/desk")
    settings.add_recent("desk", "/gone")
    settings.forget_recent("desk", "/gone")
    settings.save()
    assert Settings(path).recent("sheet") == ["c", "j", "i", "h", "g", "f", "e", "d"]
    assert Settings(path).recent("desk") == ["/desk"]


def test_what_is_recalled_is_a_copy(path: Path) -> None:
    settings = Settings(path)
    settings.remember("table", {"columns": ["tag"]})
    settings.recall("table")["columns"].append("name")
    assert settings.recall("table") == {"columns": ["tag"]}


def test_what_json_cannot_hold_is_our_bug(path: Path) -> None:
    with pytest.raises(TypeError):
        Settings(path).remember("path", path)


def test_values_of_the_wrong_kind_are_as_none(path: Path) -> None:
    path.parent.mkdir()
    choices = {"language": "de", "desk": 3, "second backups": [], "recent desk": "x", "recent sheet": ["a", 1]}
    path.write_text(json.dumps({"version": 1, "choices": choices}))
    settings = Settings(path)
    assert (settings.language, settings.desk, settings.second_backups) == ("fr", None, None)
    assert (settings.recent("desk"), settings.recent("sheet"), settings.warning) == ([], ["a"], None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"version": 1}',
        '{"version": "1", "choices": {}}',
        '{"version": 0, "choices": {}}',
        '{"version": 1, "choices": []}',
        "\xff",
    ],
)
def test_a_damaged_file_is_set_aside(path: Path, text: str) -> None:
    path.parent.mkdir()
    path.write_text(text, "latin-1")
    settings = Settings(path)
    assert settings.warning is not None
    assert dict(settings.warning.values) == {"name": "settings.damaged.json"}
    assert (path.parent / "settings.damaged.json").read_text("latin-1") == text
    settings.language = "en"
    settings.save()
    assert kept(path) == {"version": 1, "choices": {"language": "en"}}


def test_a_file_that_cannot_be_read_is_left_alone(path: Path, logged: Logged) -> None:
    path.mkdir(parents=True)
    settings = Settings(path)
    assert settings.warning is not None
    assert settings.warning.text.startswith("The settings of this PC cannot be read")
    settings.language = "en"
    settings.save()
    assert settings.language == "en"
    assert logged.take() == [f"WARNING the settings were not saved: {os.strerror(errno.EISDIR)}"]
    path.rmdir()
    settings.save()
    assert kept(path)["choices"] == {"language": "en"}


def test_what_another_program_saved_meanwhile_stays(path: Path) -> None:
    one, two = Settings(path), Settings(path)
    one.remember("a", 1)
    two.remember("b", 2)
    one.save()
    two.save()
    two.remember("b", 3)
    one.save()
    assert kept(path)["choices"] == {"a": 1, "b": 2}


def test_what_a_newer_program_knows_stays(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(json.dumps({"version": 9, "choices": {"new": [1]}, "more": True}))
    settings = Settings(path)
    settings.language = "en"
    settings.save()
    assert kept(path) == {"version": 9, "choices": {"new": [1], "language": "en"}, "more": True}


def test_older_settings_are_brought_up_to_date(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(json.dumps({"version": 1, "choices": {"theme": "dark", "window": [1]}}))
    hooks = (rename_theme, split_window)
    settings = Settings(path, upgrades=hooks)
    assert (settings.recall("appearance"), settings.recall("window")) == ("dark", {"place": [1]})
    settings.language = "en"
    settings.save()
    assert kept(path) == {
        "version": 3,
        "choices": {"appearance": "dark", "window": {"place": [1]}, "language": "en"},
    }
    assert Settings(path, upgrades=hooks).recall("appearance") == "dark"


def test_settings_that_a_hook_cannot_read_are_damaged(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(json.dumps({"version": 2, "choices": {}}))
    assert Settings(path, upgrades=(rename_theme, split_window)).warning is not None


def test_every_hook_has_a_test() -> None:
    """Name the test of the hook `from_columns` test_from_columns."""
    assert untested(UPGRADES) == []
    assert untested((rename_theme,)) == ["rename_theme"]


def untested(hooks: tuple[Any, ...]) -> list[str]:
    """The hooks that this file has no test of."""
    return [hook.__name__ for hook in hooks if f"test_{hook.__name__}" not in globals()]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps the rights of the folder")
def test_nobody_else_reads_the_address_of_the_desk(path: Path) -> None:
    settings = Settings(path)
    settings.desk = "postgresql://camille:secret@server/desk"
    settings.save()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "nl_BE.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "en_US"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "en_US", "LANG": "fr_FR"}, "en"),
        ({"LANG": "C.UTF-8"}, "fr"),
        ({}, "fr"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="Windows is asked itself")
def test_the_language_of_the_system(environ: dict[str, str], language: str) -> None:
    assert system_language(environ) == language
