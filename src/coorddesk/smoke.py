"""`coorddesk --smoke`: whether this copy of the program works, told in one line, on a desk of its own.

It does what an installed program must be able to do, and touches nothing of the user's. Programs without a console, as
on Windows, leave the line in a file too.
"""

from __future__ import annotations

import os
import pkgutil
import sys
import time
import zoneinfo
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from importlib import import_module
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import coorddesk
from coorddesk import app, cli
from coorddesk.core.errors import Surroundings
from coorddesk.core.folders import HOME_VARIABLE
from coorddesk.core.languages import LANGUAGES
from coorddesk.core.messages import _
from coorddesk.core.resources import resource, texts_for

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DESK, DEMO, PAPER, PICTURE, TOLD = "desk.sqlite", "demo.sqlite", "inventory.pdf", "window.png", "smoke.txt"
CALENDAR, SECRET = "holidays.ics", "keyring.txt"
_LEAST_BYTES = 5_000
"""A paper or a picture with something on it is not smaller."""
_EDGE, _CODE = 16, "CDA1"
_NEW_YEAR, _ZONE, _CLOSED = date(2026, 1, 1), "Europe/Paris", "Vacances de la Toussaint"
_EVENT = f"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//CoordDesk//smoke//
BEGIN:VEVENT
UID:smoke
SUMMARY:{_CLOSED}
DTSTART;VALUE=DATE:20261017
DTEND;VALUE=DATE:20261102
END:VEVENT
END:VCALENDAR
"""
_KEYRINGS = {"win32": "win32ctypes.pywin32.win32cred", "darwin": "keyring.backends.macOS.api"}
"""What keyring speaks to the system through; elsewhere it is secretstorage."""
_VARIABLES = ("LD_LIBRARY_PATH", "QT_PLUGIN_PATH", "QML2_IMPORT_PATH", "PYTHONHOME", "PYTHONPATH")


def main(words: Sequence[str]) -> int:
    """Try everything, in the empty folder that is named or in one that is removed; returns 0 if all is well, else 1."""
    if not words:
        with TemporaryDirectory(prefix="coorddesk-smoke-", ignore_cleanup_errors=True) as name:
            return _smoke(Path(name))
    folder = Path(words[0]).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        return _say("smoke failed at folder: it is not empty", code=1)
    return _smoke(folder)


def _smoke(folder: Path) -> int:
    began = time.monotonic()
    os.environ[HOME_VARIABLE] = str(folder / "home")
    told, code = "", 0
    for name, step in _STEPS.items():
        try:
            step(folder)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what the line is for
            told, code = f"smoke failed at {name}: {type(error).__name__}: {error}", 1
            break
    return _say(told or f"{', '.join(_STEPS)}: well, {time.monotonic() - began:.1f} s", code, folder / TOLD)


def _say(told: str, code: int, file: Path | None = None) -> int:
    line = f"CoordDesk {coorddesk.__version__}: {told}"
    if file is not None:
        file.write_text(f"{line}\n", "utf-8")
    print(line, file=sys.stderr if code else sys.stdout, flush=True)
    return code


def _load_everything(_folder: Path) -> None:
    """Import each module of ours, so that a build that forgot one is found out."""
    for module in pkgutil.walk_packages(coorddesk.__path__, "coorddesk."):
        if not module.name.startswith(("coorddesk.__main__", "coorddesk.migrations")):
            import_module(module.name)


def _leave_others_alone(_folder: Path) -> None:
    """See that what the program starts, such as a viewer, does not look for its libraries among ours."""
    ours = str(Path(sys.executable).parent)
    wrong = [name for name in _VARIABLES if os.environ.get(name, "").startswith(ours)]
    if wrong:
        raise LookupError(f"{', '.join(wrong)} would lead other programs to {ours}")


def _speak(_folder: Path) -> None:
    """Say something in each language; only one of them says it as the source does."""
    said = {texts_for(language).say(_("Import a sheet")) for language in LANGUAGES}
    if len(said) != len(LANGUAGES):
        raise LookupError(f"a catalogue is missing: {said}")


def _make_desk(folder: Path) -> None:
    _run(folder, "check")


def _import_sheet(folder: Path) -> None:
    _run(folder, "import", "assets", str(resource("samples/inventaire.xlsx")))
    if "INV-0003" not in _run(folder, "search", "INV-0003"):
        raise LookupError("what was imported is not found")


def _make_paper(folder: Path) -> None:
    _run(folder, "report", "assets-by-place", "--output", str(folder / PAPER))
    if not (folder / PAPER).read_bytes().startswith(b"%PDF-"):
        raise ValueError("no PDF")
    _has_content(folder / PAPER)


def _make_demo(folder: Path) -> None:
    """Fill a second desk with everything that features can make up, pictures drawn by the program among it."""
    _run(folder, "demo", desk=DEMO)


def _read_pictures(_folder: Path) -> None:
    """Take in a picture of each format as a photo of a device, and read a code as on a signed page."""
    import segno  # what reads and writes pictures is shipped in parts
    import zxingcpp
    from PIL import Image

    from coorddesk.core.pictures import FORMATS, thumbnail

    for each in FORMATS:
        stream = BytesIO()
        Image.new("RGB", (_EDGE, _EDGE)).save(stream, each)
        thumbnail(stream.getvalue(), _EDGE)
    code = BytesIO()
    segno.make(_CODE).save(code, kind="png", scale=4)
    if [found.text for found in zxingcpp.read_barcodes(Image.open(code))] != [_CODE]:
        raise LookupError("a code was not read")


def _know_the_calendar(folder: Path) -> None:
    """Know the public holidays of each country, read a calendar file, and find a time zone without the system."""
    from coorddesk.core.working_time import COUNTRIES, public_holidays  # with the library, when it is asked

    unknown = [country for country in COUNTRIES if _NEW_YEAR not in public_holidays(country, _NEW_YEAR.year)]
    if unknown:
        raise LookupError(f"no holiday on New Year's Day in {', '.join(unknown)}")
    (folder / CALENDAR).write_text(_EVENT, "utf-8")
    _run(folder, "holidays", str(folder / CALENDAR))
    if _CLOSED not in _run(folder, "closures", "--all"):
        raise LookupError("the holidays of a calendar file are not found")
    zoneinfo.reset_tzpath(())
    try:
        zoneinfo.ZoneInfo.no_cache(_ZONE)
    finally:
        zoneinfo.reset_tzpath()


def _keep_a_secret(folder: Path) -> None:
    """Keep a password where the system keeps them and take it away again; or write down why it keeps none."""
    from coorddesk.notices.reports.secret import forget_secret, keep_secret, secret_of
    from coorddesk.notices.rules import Security, Server

    import_module(_KEYRINGS.get(sys.platform, "secretstorage"))
    server = Server("smoke.invalid", 465, Security.SSL, sender="", user="smoke")
    try:
        keep_secret(server, _CODE)
        kept = secret_of(server)
        forget_secret(server)
    except Surroundings as trouble:
        told = texts_for("en").say(trouble.message)
    else:
        told = "kept"
        if kept != _CODE or secret_of(server) is not None:
            raise LookupError("a password was not kept, or not forgotten")
    (folder / SECRET).write_text(f"{told}\n", "utf-8")


def _know_postgresql(_folder: Path) -> None:
    """Load the driver and the library under it; no server is asked."""
    from psycopg import pq  # an optional part: its lack is told, not suffered

    from coorddesk.core.engine import make_engine

    pq.version()
    make_engine("postgresql://nobody@localhost/nothing").dispose()


def _show_window(folder: Path) -> None:
    if app.take_picture(folder / DESK, folder / PICTURE):
        raise OSError("the window did not come to show the desk")
    _has_content(folder / PICTURE)


def _run(folder: Path, *words: str, desk: str = DESK) -> str:
    """Run a verb on a desk; returns what it said."""
    with redirect_stdout(StringIO()) as said, redirect_stderr(said):
        code = cli.main(["--database", str(folder / desk), "--language", "en", *words])
    if code:
        raise RuntimeError(f"{words[0]} ended with {code}: {' '.join(said.getvalue().split())}")
    return said.getvalue()


def _has_content(file: Path) -> None:
    if file.stat().st_size < _LEAST_BYTES:
        raise ValueError(f"{file.name} is nearly empty")


_STEPS: dict[str, Callable[[Path], None]] = {
    "modules": _load_everything,
    "environment": _leave_others_alone,
    "languages": _speak,
    "database": _make_desk,
    "import": _import_sheet,
    "PDF": _make_paper,
    "demo": _make_demo,
    "pictures": _read_pictures,
    "calendar": _know_the_calendar,
    "keyring": _keep_a_secret,
    "PostgreSQL": _know_postgresql,
    "window": _show_window,
}
