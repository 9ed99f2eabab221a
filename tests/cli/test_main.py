from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from coorddesk import __version__, cli
from coorddesk.cli import argparse_words, keeping, sheets
from coorddesk.cli.run import Run
from coorddesk.core.errors import Cancelled, Difference, StaleWrite
from coorddesk.core.folders import own_folders
from coorddesk.core.messages import _, verbatim
from coorddesk.core.resources import resource
from coorddesk.core.settings import FILE_NAME, Settings
from tests.cli.conftest import Coorddesk


def words_in(text: str) -> set[str]:
    """The words of two letters and more."""
    return set(re.findall(r"[^\W\d_]{2,}", text))


VERBS = words_in(
    "import template export report undo history search demo backup restore check upgrade move merge duplicates"
    " rollover attach edit note remind reminders alerts labels file papers"
    " lend return extend reserve loans overdue mails due log repair step repairs lots receive lot config stock licences"
    " article articles write hours closures holidays agenda event calendar calendars"
    " kiosk kiosks ask messages send rate"
    " round rounds add look availability remove"
    " ticket tickets show assign escalate note start plan wait resolve close cancel reopen due problem problems"
    " lists target questionnaires answers synthesis"
    " courses sessions session copy register withdraw accept attendance headcount certificates invite names"
    " task delete results support"
    " budget line moves decide transfer carry forward grant situation checklist years"
    " purchase pay compare choose credit approve late cut meet submit"
    " contract commit renew terminate release expect bank match unmatch ignore off"
    " forecast scenario scenarios landing costs hour records"
    " retire lost"
)
TYPED = VERBS | words_in(
    """due group kit despite damaged standing borrower all today weekend two weeks end of year never reserved draft open
    stocktake open scan status close with away leave misplaced free holders missing
    partly overdue permanent returned cancelled from count preparation loan prepare hand kits CDL
    kind schedule day by supplier cost downtime document verdict warranty good reserves bad upkeep upgrade inspection
    state send left at ready given back abandoned outcome quote reference note
    stock in out back low device even below give licence ending over idle keys
    database dry en fr frobnicate help json key language limit list map output redo refused run sheet to version
    assets people places suppliers header depth row last encoding delimiter preset set read value unknown forget
    re create empty refuse dmy mdy ymd utf cp glpi snipe it tab contacts departments categories manufacturers models
    take keep about title paper letter landscape portrait margin columns text name emergency asset person place tag
    Salle Moreau Inès where add number first leave out year leavers free all none supplier notes PC
    fields groups members format start copies count category code owner serials price order invoice
    bought offset no logo frame ahead follow qr model trouble written public keywords on mon tue wed thu fri sat sun
    zone week month as
    region Paris Europe ics
    title description requester source counter telephone mail kiosk round incident request complaint urgency impact
    queue open unassigned major overdue soon planned remind waiting resolved team provider reason body until solution
    cause resolution fixed replaced set up workaround explained training needed fault duplicate declined ok
    faults diagnoses causes teams targets rules templates macros recurring answer
    skipped days workaround root action known solved announce hide
    confirmed held closed email department audience seniors completion delivery time
    link capacity overbooking minimum acquired in progress not undone lately today school toddlers children teens adults
    staff disability literacy who sent
    life sold stolen broken lessor yes wiped certificate"""
)
"""What is typed is the same in every language."""

SAME_IN_FRENCH = words_in(
    """archive argument arguments ARTICLE badge badges base change classes CODE codes configuration contradictions
    coorddesk csv date dates Excel JSON KIT LibreOffice ofx option options page pages participants pdf plans point
    PostgreSQL standard tour urgent question questionnaire QUESTIONNAIRE SESSION TICKET type URL web xlsx"""
)

on_one_database = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)


@on_one_database
def test_wrong_usage_is_2(coorddesk: Coorddesk) -> None:
    assert coorddesk("frobnicate").code == 2
    assert coorddesk("import", "assets").code == 2
    assert coorddesk().code == 2


@on_one_database
def test_an_unset_variable_does_not_mean_the_usual_desk(coorddesk: Coorddesk) -> None:
    for words, empty in ((("history",), {"database": ""}), (("move", "--to", ""), {})):
        ran = coorddesk(*words, **empty)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.endswith("Name a file, or a database: postgresql://user@server/name.\n")


def test_the_remembered_desk_is_not_made_anew_where_its_stick_is_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COORDDESK_HOME", str(tmp_path / "home"))
    settings, desk = Settings(own_folders().config / FILE_NAME), tmp_path / "stick" / "desk.sqlite"
    settings.desk = str(desk)
    settings.save()
    assert cli.main(["--language", "en", "history"]) == 1
    said = "There is no desk here yet. Check the path or address, or make a new desk.\n"
    assert capsys.readouterr() == ("", said)
    assert not desk.parent.exists()


@on_one_database
def test_help_and_version_are_0(coorddesk: Coorddesk) -> None:
    assert coorddesk("--version").out == f"CoordDesk {__version__}\n"
    assert coorddesk("import", "--help").code == 0


@on_one_database
def test_help_speaks_the_language_asked_for(coorddesk: Coorddesk) -> None:
    assert "show this help message and exit" in coorddesk("--help").out


@on_one_database
def test_a_french_reader_of_help_meets_no_english_word(coorddesk: Coorddesk) -> None:
    words = [[], *([verb] for verb in VERBS)]
    english = words_in("".join(coorddesk(*verb, "--help").out for verb in words))
    french = words_in("".join(coorddesk(*verb, "--help", language="fr").out for verb in words))
    assert (english & french) - TYPED == SAME_IN_FRENCH & english


@on_one_database
def test_a_french_reader_of_wrong_usage_meets_no_english_word(coorddesk: Coorddesk) -> None:
    wrong = (
        ["import"],
        ["frobnicate"],
        ["history", "--limit"],
        ["history", "--limit", "0"],
        ["history", "--frobnicate"],
        ["reserve", "frobnicate", "--from", "2026", "--count", "frobnicate"],
        ["undo", "--redo=frobnicate"],
        ["undo", "frobnicate"],
        ["import", "--re"],
        ["import", "--s"],
        ["move"],
    )
    english = words_in("".join(coorddesk(*words).err for words in wrong))
    french = words_in("".join(coorddesk(*words, language="fr").err for words in wrong))
    assert (english & french) - TYPED == SAME_IN_FRENCH & english


def test_argparse_still_says_the_words_that_are_translated() -> None:
    source = Path(argparse.__file__).read_text("utf-8")
    missing = [word.text for word in argparse_words.WORDS if repr(word.text)[1:-1] not in source]
    assert missing == []


@on_one_database
def test_a_bug_is_70_and_shows_its_trace(coorddesk: Coorddesk, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(run: Run) -> None:
        raise ZeroDivisionError("our fault")

    monkeypatch.setattr(keeping, "check_desk", break_down)
    ran = coorddesk("check")
    assert ran.code == 70
    assert "ZeroDivisionError: our fault" in ran.err
    assert ran.err.splitlines()[-1].startswith("This is a fault of CoordDesk")


@on_one_database
def test_a_stale_write_names_both_values(coorddesk: Coorddesk, monkeypatch: pytest.MonkeyPatch) -> None:
    def meet_another(run: Run) -> None:
        raise StaleWrite(_("Somebody was quicker."), (Difference(verbatim("Name"), "mine", "theirs"),))

    monkeypatch.setattr(keeping, "check_desk", meet_another)
    ran = coorddesk("check")
    assert (ran.code, ran.err) == (1, "Somebody was quicker.\nName: yours “mine”, now “theirs”\n")


@pytest.mark.parametrize("stop", [Cancelled, KeyboardInterrupt])
@on_one_database
def test_ctrl_c_is_130(coorddesk: Coorddesk, monkeypatch: pytest.MonkeyPatch, stop: type[BaseException]) -> None:
    def stop_here(run: Run) -> None:
        raise stop

    monkeypatch.setattr(sheets, "export_sheet", stop_here)
    ran = coorddesk("export", "assets", "list.csv")
    assert (ran.code, ran.err) == (130, "Stopped. Nothing was changed.\n")


@on_one_database
def test_a_damaged_desk_is_the_users_trouble(coorddesk: Coorddesk, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(b"not a database at all, whatever its name says")
    ran = coorddesk("history", database=str(damaged))
    assert ran.code == 1
    assert re.fullmatch(r".*damaged\.sqlite is not a desk, or its beginning is damaged\..*\n", ran.err)


@on_one_database
def test_a_full_disk_is_the_users_trouble(coorddesk: Coorddesk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(run: Run) -> None:
        raise OSError(28, "No space left on device", "list.csv")

    monkeypatch.setattr(sheets, "export_sheet", fill)
    ran = coorddesk("export", "assets", "list.csv")
    assert (ran.code, ran.err) == (
        1,
        "The disk is full: list.csv was not written. Make some room, then try again.\n",
    )


@contextmanager
def read_by_nobody() -> Iterator[int]:
    """The writing end of a pipe whose reader has left."""
    reading, writing = os.pipe()
    os.close(reading)
    yield writing
    os.close(writing)


def typed(tmp_path: Path, *words: str, out: int) -> subprocess.CompletedProcess[str]:
    """The program as the shell starts it, its output going where the test says."""
    return subprocess.run(
        [sys.executable, "-m", "coorddesk", "--language", "en", *words],
        stdout=out,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        env=os.environ | {"COORDDESK_HOME": str(tmp_path)},
    )


@pytest.mark.parametrize("words", [["history"], ["report", "--list"]])
def test_a_reader_that_leaves_early_is_nobodys_trouble(tmp_path: Path, words: list[str]) -> None:
    with read_by_nobody() as out:
        ran = typed(tmp_path, *words, out=out)
    assert (ran.returncode, ran.stderr) == (141, "")


def test_a_reader_that_leaves_while_help_is_said_is_nobodys_trouble(tmp_path: Path) -> None:
    with read_by_nobody() as out:
        ran = typed(tmp_path, "--help", out=out)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_what_a_reader_left_unread_was_done_all_the_same(tmp_path: Path) -> None:
    with read_by_nobody() as out:
        typed(tmp_path, "import", "assets", str(resource("samples/inventaire.xlsx")), out=out)
    with (tmp_path / "said").open("w+") as file:
        typed(tmp_path, "history", "--json", out=file.fileno())
        file.seek(0)
        said = json.load(file)
    assert [change["deed"].partition(":")[0] for change in said] == ["Import devices", "Begin the desk"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_disk_too_full_for_what_is_said_is_told(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        ran = typed(tmp_path, "report", "--list", out=full.fileno())
    assert (ran.returncode, ran.stderr) == (
        1,
        "The disk is full: stdout was not written. Make some room, then try again.\n",
    )


def test_the_command_line_loads_no_qt(tmp_path: Path) -> None:
    code = "import sys; from coorddesk import cli; cli.main(['history']); print('PySide6' in sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"COORDDESK_HOME": str(tmp_path)}
    )
    assert ran.stdout.splitlines()[-1] == "False"


def test_the_package_offers_main() -> None:
    assert cli.__all__ == ["main"]
