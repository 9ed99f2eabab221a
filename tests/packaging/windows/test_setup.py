"""The words and files of the Windows setup; what it does is tried by `make installer-test`."""

from __future__ import annotations

import re
from pathlib import Path

from shipped import ROOT
from windows.files import lines_for

HERE = ROOT / "packaging" / "windows"
SETUP = (HERE / "setup.nsi").read_text("utf-8")
WORDS = (HERE / "words.nsh").read_text("utf-8")


def test_every_word_of_the_setup_is_in_both_languages_and_used() -> None:
    said = re.findall(r'^!insertmacro Say (\w+)\s(?:\\\s+)?"(.+?)"\s(?:\\\s+)?"(.+?)"$', WORDS, re.MULTILINE)
    assert len(said) == WORDS.count("!insertmacro Say ")
    assert sorted(name for name, _english, _french in said) == sorted(set(re.findall(r"\$\((\w+)\)", SETUP)))


def test_the_setup_says_each_of_its_exit_codes() -> None:
    codes = dict(re.findall(r"^!define CODE_(\w+) (\d)$", SETUP, re.MULTILINE))
    head = SETUP.split("\n\n!define")[0].split("Unicode true")[0]
    assert sorted(codes.values()) == re.findall(r"[3-9](?= \w)", head.split("Exit codes:")[1])


def test_files_are_packed_in_one_order(tmp_path: Path) -> None:
    for name in ("b.dll", "a.dll", "lib/z.py", "lib/inner/y.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert list(lines_for(tmp_path)) == [
        'SetOutPath "$INSTDIR\\app.new"',
        f'File "{tmp_path / "a.dll"}"',
        f'File "{tmp_path / "b.dll"}"',
        'SetOutPath "$INSTDIR\\app.new\\lib"',
        f'File "{tmp_path / "lib" / "z.py"}"',
        'SetOutPath "$INSTDIR\\app.new\\lib\\inner"',
        f'File "{tmp_path / "lib" / "inner" / "y.py"}"',
    ]
