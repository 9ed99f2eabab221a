from __future__ import annotations

import logging
import re
import warnings
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

from coorddesk.core import logs
from coorddesk.core.logs import LOG_NAME, logging_to

if TYPE_CHECKING:
    import pytest

    from tests.conftest import Logged

_BEGINNING = re.compile(r"^[-\d]+ [:,\d]+ [A-Z]+ \d+ ")

_log = logging.getLogger("coorddesk.test")


def lines(folder: Path) -> list[str]:
    """What the log says, without when and by which process."""
    return [_BEGINNING.sub("", line) for line in (folder / LOG_NAME).read_text("utf-8").splitlines()]


def test_the_log_takes_what_matters(tmp_path: Path, logged: Logged, capsys: pytest.CaptureFixture[str]) -> None:
    with logging_to(tmp_path / "logs"):
        _log.info("opened")
        _log.debug("a detail")
        logging.getLogger("alembic").info("theirs")
        logging.getLogger("alembic").warning("their trouble")
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            warnings.warn("old", DeprecationWarning, stacklevel=1)
    assert logged.take()[0] == "WARNING their trouble"
    said = lines(tmp_path / "logs")
    assert said[:2] == ["coorddesk.test: opened", "alembic: their trouble"]
    assert said[2].startswith("py.warnings: ")
    assert "DeprecationWarning: old" in said[2]
    assert capsys.readouterr().err == ""


def test_a_verbose_run_says_everything(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with logging_to(tmp_path, verbose=True):
        _log.debug("a detail")
    assert lines(tmp_path) == ["coorddesk.test: a detail"]
    assert capsys.readouterr().err.endswith(" coorddesk.test: a detail\n")


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    before = [*logging.getLogger().handlers], logging.getLogger("coorddesk").level
    with logging_to(tmp_path, verbose=True):
        pass
    assert ([*logging.getLogger().handlers], logging.getLogger("coorddesk").level) == before
    _log.info("too late")
    assert lines(tmp_path) == []


def test_people_stay_out_of_the_log(tmp_path: Path) -> None:
    with logging_to(tmp_path):
        _log.info("open postgresql+psycopg://camille:secret@server:5432/desk?x=a@b")
        _log.info("open %s", Path.home() / "desk.sqlite")
        _log.info("duplicate key\nDETAIL:  Key (name)=(Martin) already exists.\nSTATEMENT")
    assert lines(tmp_path) == [
        "coorddesk.test: open postgresql+psycopg://…@server:5432/desk?x=a@b",
        f"coorddesk.test: open {Path('~/desk.sqlite')}",
        "coorddesk.test: duplicate key",
        "DETAIL: …",
        "STATEMENT",
    ]


def test_errors_come_with_their_traceback_and_without_values(tmp_path: Path, logged: Logged) -> None:
    with logging_to(tmp_path):
        try:
            int(f"{Path.home()}/x")
        except ValueError:
            _log.exception("failed")
    logged.take()
    assert (tmp_path / LOG_NAME).read_text("utf-8").endswith("'~/x'\n")


def test_the_log_stays_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "_BYTES", 1000)
    with logging_to(tmp_path):
        for number in range(100):
            _log.info("%0100d", number)
    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == [LOG_NAME, *(f"{LOG_NAME}.{number}" for number in (1, 2, 3))]
    assert all(file.stat().st_size <= 1000 for file in files)


def test_a_log_that_another_program_holds_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "_BYTES", 200)

    def refuse(self: object, source: str, target: str) -> None:
        raise PermissionError(13, "in use", source)

    monkeypatch.setattr(RotatingFileHandler, "rotate", refuse)
    with logging_to(tmp_path):
        for number in range(10):
            _log.info("%050d", number)
    assert len(lines(tmp_path)) == 10


def test_no_log_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with logging_to(tmp_path / "file" / "logs"):
        _log.info("heard by nobody")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
