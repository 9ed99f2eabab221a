from __future__ import annotations

import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

import licences
from shipped import shipped

from tests.house.source import ROOT

if TYPE_CHECKING:
    import pytest

SITE = Path(sysconfig.get_path("purelib"))


def test_what_the_program_needs_is_shipped_and_no_builder_of_the_checkout() -> None:
    names = set(shipped("linux"))
    assert names >= {"pyside6-essentials", "shiboken6", "sqlalchemy", "psycopg", "psycopg-binary", "mako", "six"}
    assert names & {"hatchling", "pytest", "uv", "pip", "setuptools", "pyinstaller", "coorddesk"} == set()


def test_every_system_gets_time_zones() -> None:
    assert {"tzdata"} <= set(shipped("linux")) & set(shipped("win32"))


def test_systems_differ_only_in_where_they_keep_passwords() -> None:
    linux, windows = set(shipped("linux")), set(shipped("win32"))
    assert linux - windows == {"cffi", "cryptography", "jeepney", "pycparser", "secretstorage"}
    assert windows - linux == {"pywin32-ctypes"}


def test_every_distribution_has_its_licence(tmp_path: Path) -> None:
    target = tmp_path / "licences"
    assert licences.gather(SITE, target, "linux", {}) == []
    told = (target / "LICENCES.txt").read_text("utf-8")
    assert [name for name in shipped("linux") if f"\n{name} " not in told or not any((target / name).iterdir())] == []
    assert (target / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()
    assert {path.name for path in (target / "fonts").iterdir()} == {"LICENSE"}


def test_texts_of_one_name_do_not_cover_each_other(tmp_path: Path) -> None:
    licences.gather(SITE, tmp_path / "licences", "linux", {})
    assert {path.name for path in (tmp_path / "licences" / "orjson").iterdir()} >= {"LICENSE-APACHE", "LICENSE-MIT"}


def test_what_is_no_distribution_comes_with_its_text(tmp_path: Path) -> None:
    (tmp_path / "COPYING").write_text("do as you like")
    target = tmp_path / "licences"
    others = {"python": tmp_path / "COPYING", "sqlite": tmp_path / "nowhere"}
    assert licences.gather(SITE, target, "linux", others) == [f"sqlite ({tmp_path / 'nowhere'})"]
    assert (target / "python" / "COPYING.txt").read_text() == "do as you like"


def test_a_missing_licence_fails_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(licences, "OURS", tmp_path / "ours")
    (tmp_path / "ours" / "common").mkdir(parents=True)
    monkeypatch.setattr("sys.argv", ["licences.py", str(SITE), str(tmp_path / "licences"), "--platform", "linux"])
    assert licences.main() == 1
    assert capsys.readouterr().err.splitlines() == ["no licence: pyside6-essentials", "no licence: shiboken6"]
