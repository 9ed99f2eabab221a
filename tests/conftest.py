"""What every test stands on: a home of its own, fresh desks, and nothing unexpected said or left behind."""

from __future__ import annotations

import gc
import itertools
import locale
import logging
import os
import shutil
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
from compile_locale import compile_catalogues

from coorddesk.core.access import Actor
from coorddesk.core.clock import FixedClock
from coorddesk.core.resources import resource
from coorddesk.core.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Dialect

    from coorddesk.core.database import Database
    from tests.desks import Desks

_ROOM_BYTES = 2**30
_STATEMENTS = 1000  # compiled; the least recent goes
_WHOLE_ROUND = 50  # collections
_COLLECTIONS = itertools.count(1)
_SHOWN = pytest.StashKey[bool]()  # whether the test before this one might have shown a window


def _memory() -> str | None:
    """Where Linux keeps files in memory, if there is room: databases are made and dropped there ten times as fast."""
    memory = Path("/dev/shm")
    roomy = os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > _ROOM_BYTES
    return str(memory) if roomy and "TMPDIR" not in os.environ else None


# Everything that tests write lies below one folder. The process that made it removes it; the workers
# of xdist, and programs that tests start, find it in the environment.
OWNS_FOLDER = "COORDDESK_TESTS" not in os.environ
if OWNS_FOLDER:
    os.environ["COORDDESK_TESTS"] = tempfile.mkdtemp(prefix="coorddesk-tests-", dir=_memory())
    os.environ["COORDDESK_TESTS_OWNER"] = str(os.getpid())
FOLDER = Path(os.environ["COORDDESK_TESTS"])
HOME = FOLDER / f"home-{os.getpid()}"
os.environ |= {
    "HOME": str(HOME),
    "XDG_CONFIG_HOME": str(HOME / "config"),
    "XDG_DATA_HOME": str(HOME / "data"),
    "XDG_STATE_HOME": str(HOME / "state"),
    "XDG_CACHE_HOME": str(HOME / "cache"),
    "XDG_RUNTIME_DIR": str(HOME),
    "LC_ALL": "C.UTF-8",
    "LANGUAGE": "en",
    "TMPDIR": str(FOLDER),
    "TZ": "Europe/Paris",
}
tempfile.tempdir = None  # it was looked up above
sys.dont_write_bytecode = False  # whatever the environment says: to compile the tests anew takes each worker 12 s
if hasattr(time, "tzset"):
    time.tzset()
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # read when Qt starts; `make test` says xcb for the journeys

hypothesis.settings.register_profile(
    "house",
    deadline=None,  # other work shares the processor
    suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture],  # an example asks `desks` for its own desk
)
hypothesis.settings.load_profile("house")


def pytest_configure() -> None:
    """Move in."""
    FOLDER.chmod(0o755)  # the database server runs as somebody else
    HOME.mkdir(mode=0o700, exist_ok=True)
    if OWNS_FOLDER:
        compile_catalogues()


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    if not OWNS_FOLDER:
        return
    if (FOLDER / "postgres").exists():
        from tests.postgres_server import stop_server

        stop_server(FOLDER / "postgres")
    shutil.rmtree(FOLDER, ignore_errors=True)


class Logged(logging.Handler):
    """Warnings and errors that were logged during a test."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record."""
        self._records.append(record)

    def take(self) -> list[str]:
        """What was said since the last call, which the test thereby expected: "WARNING the disk is full"."""
        taken, self._records = self._records, []
        return [f"{record.levelname} {record.getMessage()}" for record in taken]


@pytest.fixture(autouse=True)
def _collected_here(request: pytest.FixtureRequest) -> Iterator[None]:
    """Keep a lane from collecting the widgets of an earlier test: Qt and Python would wait for each other for ever.

    What earlier tests left is collected first, in this thread; a test of the window collects nothing by itself.
    All of it is, and what Qt is to delete later is deleted: a change of theme, and each new window, dresses every
    window that lingers. What is there for good, modules above all, is put aside, or each round would walk through it.
    A test without a window leaves nothing of Qt: the next one waits for no collection, which takes longer than most.
    """
    shown = "qapp" in request.fixturenames
    if request.session.stash.get(_SHOWN, False):
        core = sys.modules["PySide6.QtCore"]
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
        if next(_COLLECTIONS) % _WHOLE_ROUND == 1:
            gc.unfreeze()
        gc.collect()
        gc.freeze()
    request.session.stash[_SHOWN] = shown
    if not shown:
        yield
        return
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def _system_in_english() -> Iterator[None]:
    """Give the system English back after a command that spoke French: the C library keeps its sentences."""
    yield
    if os.environ["LANGUAGE"] != "en":
        os.environ["LANGUAGE"] = "en"
        spoken = locale.setlocale(locale.LC_MESSAGES)
        locale.setlocale(locale.LC_MESSAGES, "C")
        locale.setlocale(locale.LC_MESSAGES, spoken)


@pytest.fixture(autouse=True)
def logged() -> Iterator[Logged]:
    """Fail the test for each warning or error in the log that it did not `take()`."""
    heard = Logged()
    logging.getLogger().addHandler(heard)
    yield heard
    logging.getLogger().removeHandler(heard)
    unexpected = heard.take()
    if unexpected:
        pytest.fail("logged unexpectedly:\n" + "\n".join(unexpected))


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    """Fail the test that leaves a thread running."""
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        if not isinstance(thread, threading._DummyThread):  # Qt's own pools keep theirs
            thread.join(2)
            if thread.is_alive():
                pytest.fail(f"left running: {thread}")


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    """Let every desk use the statements that an earlier one had compiled, as all of a program's day do on its one desk.

    SQLAlchemy keeps them with an engine, by its dialect: to compile them anew for each test takes a third of it.
    """
    from sqlalchemy import Connection, Engine, event
    from sqlalchemy.util import LRUCache

    dialects: dict[type[Dialect], Dialect] = {}
    compiled: LRUCache[Any, Any] = LRUCache(_STATEMENTS)

    def share(connection: Connection) -> None:
        dialect = connection.dialect  # it has met its database by now
        connection.dialect = connection.engine.dialect = dialects.setdefault(type(dialect), dialect)
        connection.engine._compiled_cache = compiled

    event.listen(Engine, "engine_connect", share)
    yield
    event.remove(Engine, "engine_connect", share)


@pytest.fixture(scope="session", autouse=True)
def _clipboard_emptied() -> Iterator[None]:
    """Take back what Python put on the clipboard: Qt's own end would look for it when Python has gone."""
    yield
    gui = sys.modules.get("PySide6.QtGui")
    if gui is not None and gui.QGuiApplication.instance() is not None:
        gui.QGuiApplication.clipboard().clear()


@pytest.fixture(autouse=True)
def _no_window_left() -> Iterator[None]:
    """Fail the test that leaves a window open, and hide it before the next one: closed, it might ask a question."""
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return
    left = [window for window in widgets.QApplication.topLevelWidgets() if window.isVisible()]
    for window in left:
        window.hide()
    if left:
        pytest.fail(f"left open: {left}")


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands at a Monday morning; `clock.moment` may be moved."""
    return FixedClock(datetime(2026, 9, 7, 8, 30, tzinfo=UTC))


@pytest.fixture
def actor() -> Actor:
    """The coordinator, who may do everything."""
    return Actor("Camille Martin")


@pytest.fixture
def texts() -> Texts:
    """The words of an English reader."""
    return Texts("en", resource("locale"))


@pytest.fixture
def french_texts() -> Texts:
    """The words of a French reader."""
    return Texts("fr", resource("locale"))


@pytest.fixture(scope="session")
def _sqlite() -> Iterator[Desks]:
    from tests.desks import SqliteDesks

    desks = SqliteDesks(FOLDER)
    yield desks
    desks.close()


@pytest.fixture(scope="session")
def _postgresql() -> Iterator[Desks]:
    from tests.desks import PostgresDesks
    from tests.postgres_server import NoServerError

    try:
        desks = PostgresDesks(FOLDER, int(os.environ["COORDDESK_TESTS_OWNER"]))
    except NoServerError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error))
    yield desks
    desks.close()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def desks(request: pytest.FixtureRequest) -> Iterator[Desks]:
    """`desks.fresh()` and `desks.empty()` give addresses of new databases, on SQLite and then on PostgreSQL.

    A test for one of them says `@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)`.
    """
    desks: Desks = request.getfixturevalue(f"_{request.param}")
    yield desks
    desks.clear()


@pytest.fixture
def open_desk(actor: Actor, clock: FixedClock) -> Iterator[Callable[..., Database]]:
    """Opens a desk by its address as one more program would (`open_desk(url, actor=...)`), and closes it after."""
    from coorddesk.core.database import Database

    opened: list[Database] = []

    def open_one(url: str, *, actor: Actor = actor) -> Database:
        opened.append(Database(url, actor=actor, clock=clock))
        return opened[-1]

    yield open_one
    for database in opened:
        database.close()


@pytest.fixture
def database(desks: Desks, open_desk: Callable[..., Database]) -> Database:
    """A new desk, opened by the coordinator; on SQLite and then on PostgreSQL."""
    return open_desk(desks.fresh())


@pytest.fixture
def desk(database: Database) -> Database:
    """A desk that is ready for devices; its clock says Monday 7 September 2026, 8.30 in UTC, 10.30 on the wall."""
    from coorddesk.inventory.service import seed_labels

    with database.transaction() as session:
        seed_labels(session)
    return database
