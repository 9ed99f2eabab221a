"""Tries the setup as people use it: installs an older one, works, upgrades, disturbs it in every way, removes it.

python3 packaging/windows/try_setup.py OLDER-setup.exe NEW-setup.exe PICTURES

Runs on Windows, and on Linux in wine (packaging/windows/test.sh). Only on a system that is thrown away afterwards.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WINE = [] if sys.platform == "win32" else ["wine"]
SETUP_SECONDS, START_SECONDS = 900, 300  # far more than anybody would wait: wine on a busy machine
MOST_BYTES, MOST_SECONDS = 50_000_000, 60
_EMPTY_SCREEN, _EMPTY_FRAME, _EMPTY_LIST = (
    5_000,
    30_000,
    60_000,
)  # bytes of a picture before there is anything to read in it
OPEN, NEWER, SOMEBODY_ELSES = 3, 4, 7  # exit codes of setup.nsi
ENTRY = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\CoordDesk"


class Trial:
    """One clean system, and what was found out on it."""

    def __init__(self, older: Path, newer: Path, pictures: Path) -> None:
        """Find this system's folders."""
        self.older, self.newer, self.pictures = older, newer, pictures
        self.local = self.folder("LOCALAPPDATA")
        self.home = self.local / "Programs" / "CoordDesk"
        self.menu = self.folder("APPDATA") / "Microsoft" / "Windows" / "Start Menu" / "Programs"
        self.desktop = self.folder("USERPROFILE") / "Desktop"
        self.programs = self.folder("ProgramFiles") / "CoordDesk"
        self.passed = self.failed = 0

    def folder(self, variable: str) -> Path:
        """A folder that Windows names by a variable, as a path of this system."""
        if not WINE:
            return Path(os.environ[variable])
        said = self.output(["cmd", "/c", f"echo %{variable}%"]).strip()
        return Path(subprocess.run(["winepath", "-u", said], capture_output=True, text=True, check=True).stdout.strip())

    def run(self, words: Sequence[str | Path], seconds: float = START_SECONDS) -> subprocess.CompletedProcess[str]:
        """Run a program of Windows to its end."""
        return subprocess.run(
            [*WINE, *map(str, words)],
            stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", errors="replace",
            timeout=seconds, check=False,
        )  # fmt: skip

    def output(self, words: Sequence[str | Path]) -> str:
        """What a program says."""
        return self.run(words).stdout

    def double_click(self, file: Path) -> None:
        """Let Windows open a file with whatever it knows for it."""
        if sys.platform == "win32":
            os.startfile(file)
        else:
            self.leave_alone(["start", "/unix", file])

    def leave_alone(self, words: Sequence[str | Path]) -> None:
        """Run a program of Windows that starts another, which lives on and keeps what it has inherited."""
        nothing = subprocess.DEVNULL
        subprocess.run([*WINE, *map(str, words)], stdin=nothing, stdout=nothing, stderr=nothing, check=False)

    def sign_in(self) -> None:
        """Let start what starts when somebody signs in."""
        if WINE:
            self.leave_alone(["wineboot"])  # which does as Windows does
        else:
            self.double_click(self.menu / "Startup" / "CoordDesk Kiosk.lnk")

    def start(self, words: Sequence[str | Path]) -> subprocess.Popen[bytes]:
        """Start a program of Windows and let it run."""
        return subprocess.Popen([*WINE, *map(str, words)], stdin=subprocess.DEVNULL)

    def check(self, what: str, found: object, expected: object) -> None:
        """Say whether something is as it should be."""
        if found == expected:
            self.passed += 1
            print(f"ok      {what}", flush=True)
        else:
            self.failed += 1
            print(f"FAILED  {what}: {found!r}, not {expected!r}", flush=True)

    # ---- what is there -----------------------------------------------------------------------------------------------

    def setup(self, file: Path, *words: str) -> int:
        """Run a setup without a question, and say how long it took."""
        began = time.monotonic()
        code = self.run([file, "/S", *words], SETUP_SECONDS).returncode
        print(f"        {file.name} {' '.join(words)}: {time.monotonic() - began:.0f} s", flush=True)
        return code

    def version(self, home: Path | None = None) -> str:
        """What the installed program says it is; '' if there is none."""
        console = (home or self.home) / "app" / "bin" / "coorddesk.exe"
        said = re.search(r"\d+\.\d+\.\d+", self.output([console, "--version"])) if console.exists() else None
        return said[0] if said else ""

    def registered(self, root: str = "HKCU") -> str:
        """The version that Windows lists among its programs; '' for none."""
        said = re.search(
            r"DisplayVersion\s+REG_SZ\s+(\S+)", self.output(["reg", "query", f"{root}\\{ENTRY}", "/reg:64"])
        )
        return said[1] if said else ""

    def entries(self) -> list[str]:
        """Our entries in the start menu, on the desktop and among what starts by itself."""
        return sorted(
            path.relative_to(root).as_posix().lower()  # wine and Windows write them differently
            for root in (self.menu, self.desktop)
            for path in root.rglob("CoordDesk*.lnk")
        )

    def rests(self, home: Path | None = None) -> list[str]:
        """What lies in the program's folder, at its top."""
        top = home or self.home
        return sorted(path.name for path in top.iterdir()) if top.exists() else []

    def smoke(self, name: str, home: Path | None = None) -> None:
        """Let the packaged program show that it works: window, database, import, PDF, PostgreSQL."""
        folder = self.pictures / name
        began = time.monotonic()
        waiting = (
            ["start", "/wait", "/unix"] if WINE else []
        )  # wine kills whoever needs a second to end: -9 for any code
        program = (home or self.home) / "app" / "CoordDesk.exe"
        code = self.run([*waiting, program, "--smoke", self.told(folder)]).returncode
        line = folder / "smoke.txt"
        print(f"        {line.read_text('utf-8').strip() if line.exists() else 'said nothing'}", flush=True)
        self.check(f"smoke, {name} ({time.monotonic() - began:.0f} s with the system's own start)", code, 0)

    def told(self, path: Path) -> str:
        """A path of this system as Windows calls it."""
        return f"Z:{path}".replace("/", "\\") if WINE else str(path)


def install(trial: Trial, older: str) -> None:
    """The first installation, and a desk with somebody's work in it."""
    began = time.monotonic()
    trial.check("installs for one person", trial.setup(trial.older), 0)
    trial.check(
        f"the setup weighs at most {MOST_BYTES:,} bytes", trial.newer.stat().st_size <= MOST_BYTES, expected=True
    )
    print(f"        {trial.newer.name}: {trial.newer.stat().st_size:,} bytes", flush=True)
    first_window(trial, began)
    trial.check("is the older version", (trial.version(), trial.registered()), (older, older))
    trial.check("entries", trial.entries(), ["coorddesk.lnk", "coorddesk.lnk"])
    trial.check("nothing but the program in its folder", trial.rests(), ["app"])
    said = trial.output(["reg", "query", r"HKCU\Software\Classes\CoordDesk.Archive\shell\open\command", "/ve"])
    trial.check("a desk archive opens with it", said.strip().rpartition("\\app\\")[2], 'CoordDesk.exe" "%1"')
    trial.smoke("older")
    sheet = trial.home / "app" / "lib" / "coorddesk" / "resources" / "samples" / "inventaire.xlsx"
    code = trial.run([trial.home / "app" / "bin" / "coorddesk.exe", "import", "assets", trial.told(sheet)]).returncode
    trial.check(
        "takes a sheet into the desk in AppData\\Local",
        (code, (trial.local / "CoordDesk" / "desk.sqlite").exists()),
        (0, True),
    )


def first_window(trial: Trial, began: float) -> None:
    """From the double click on the setup to the first window of the program, and to what it asks of a newcomer."""
    window = trial.start([trial.home / "app" / "CoordDesk.exe"])
    wait_for(lambda: _holds(trial.home), START_SECONDS)
    took = time.monotonic() - began
    trial.check(f"first window after {took:.0f} s, setup and all", took <= MOST_SECONDS, expected=True)
    trial.check("which asks whose desk it is", _shows(trial, "first.png", _EMPTY_FRAME), expected=True)
    _end(trial, window)


def notice_running(trial: Trial, older: str) -> None:
    """A program that is open is noticed, and left alone."""
    window = trial.start([trial.home / "app" / "CoordDesk.exe"])
    wait_for(lambda: _holds(trial.home), START_SECONDS)
    shown = _shows(trial, "window.png", _EMPTY_LIST)
    trial.check("a running program is noticed by an upgrade", trial.setup(trial.newer), OPEN)
    removal = trial.home / "app" / "uninstall.exe"
    trial.run([removal, "/S"])
    time.sleep(5)  # the removal goes on in a copy of its own
    trial.check("and by a removal", (trial.rests(), trial.registered()), (["app"], older))
    trial.check("the window showed the desk, and is still open", (shown, window.poll()), (True, None))
    _end(trial, window)


def interrupt(trial: Trial, older: str) -> None:
    """A setup that is cut short leaves the old version working."""
    setup = trial.start([trial.newer, "/S"])
    wait_for((trial.home / "app.new" / "lib").exists, SETUP_SECONDS)
    setup.kill()
    setup.wait()
    trial.check("a killed upgrade leaves the older one at work", trial.version(), older)


def upgrade(trial: Trial, newer: str) -> None:
    """In place; an icon that was thrown away stays away; the desk is found again."""
    (trial.desktop / "CoordDesk.lnk").unlink()
    trial.check("upgrades", trial.setup(trial.newer), 0)
    trial.check("is the newer version", (trial.version(), trial.registered()), (newer, newer))
    trial.check("nothing is left of the older one, nor of the killed setup", trial.rests(), ["app"])
    trial.check("brings back no icon that was thrown away", trial.entries(), ["coorddesk.lnk"])
    found = trial.output([trial.home / "app" / "bin" / "coorddesk.exe", "search", "latitude"])
    trial.check("the desk is the one of before", "INV-0001" in found, expected=True)
    trial.smoke("newer")
    told = trial.pictures / "newer" / "keyring.txt"
    kept = told.read_text("utf-8").strip() if told.exists() else "nothing is said of it"
    trial.check("a password is kept in Windows' own store, and forgotten", kept, "kept")
    trial.check("refuses to go back", (trial.setup(trial.older), trial.version()), (NEWER, newer))
    (trial.home / "app" / "lib" / "six.pyc").unlink()
    trial.check("mends what is broken, adds the kiosk", trial.setup(trial.newer, "/KioskAutostart"), 0)
    trial.check("is whole again", (trial.home / "app" / "lib" / "six.pyc").exists(), expected=True)
    trial.check("kiosk", trial.entries(), ["coorddesk kiosk.lnk", "coorddesk.lnk", "startup/coorddesk kiosk.lnk"])


def bring_a_desk(trial: Trial, home: Path) -> None:
    """An archive of one PC is the desk of another after one double click; wine 10 knows no file types of one person."""
    console = home / "app" / "bin" / "coorddesk.exe"
    archive = trial.pictures / "old.coorddesk"
    saved = trial.run([console, "backup", "--output", trial.told(archive)]).returncode
    trial.check("saves the desk for another PC", saved, 0)
    os.environ["COORDDESK_HOME"] = trial.told(trial.pictures / "other")
    trial.double_click(archive)
    trial.check("a double click on the archive opens the program", wait_for(lambda: _holds(home), 60), expected=True)
    trial.check("with the desk in it", _shows(trial, "archive.png", _EMPTY_LIST), expected=True)
    _end_all(trial, home)
    found = trial.output([console, "search", "latitude"])
    trial.check("which is the desk of the other PC now", "INV-0001" in found, expected=True)
    del os.environ["COORDDESK_HOME"]


def stand_at_the_counter(trial: Trial) -> None:
    """The public PC's entries fill the screen."""
    entry = trial.menu / "CoordDesk Kiosk.lnk"
    for name, begin in {"in the start menu": lambda: trial.double_click(entry), "at sign-in": trial.sign_in}.items():
        begin()
        wait_for(lambda: _holds(trial.home), START_SECONDS)
        picture = f"kiosk {name}.png".replace(" ", "-")
        shown = _shows(trial, picture, _EMPTY_SCREEN)
        trial.check(f"the kiosk {name} fills the screen", (shown, _fills()), (True, True))
        _end_all(trial, trial.home)


def remove(trial: Trial) -> None:
    """Away it goes, but for what people made with it."""
    trial.run([trial.home / "app" / "uninstall.exe", "/S"], SETUP_SECONDS)
    wait_for(lambda: not trial.home.exists(), SETUP_SECONDS)
    trial.check("removal leaves no program", (trial.rests(), trial.entries(), trial.registered()), ([], [], ""))
    types = (".coorddesk", "CoordDesk.Archive")
    left_over = [name for name in types if not trial.run(["reg", "query", rf"HKCU\Software\Classes\{name}"]).returncode]
    trial.check("no file type", left_over, [])
    left = sorted(
        path.relative_to(trial.local).as_posix() for path in (trial.local / "CoordDesk").rglob("*") if path.is_file()
    )
    print(f"        left in AppData\\Local: {', '.join(left)}", flush=True)
    trial.check("and the desk", "CoordDesk/desk.sqlite" in left, expected=True)


def for_everybody(trial: Trial, newer: str) -> None:
    """As IT does it; a folder of somebody else's is not touched."""
    trial.check("installs for everybody", trial.setup(trial.newer, "/AllUsers", "/NoDesktop"), 0)
    trial.check(
        "in Program Files",
        (trial.version(trial.programs), trial.registered("HKLM"), trial.registered()),
        (newer, newer, ""),
    )
    trial.smoke("everybody", trial.programs)
    bring_a_desk(trial, trial.programs)
    trial.run([trial.programs / "app" / "uninstall.exe", "/S"], SETUP_SECONDS)
    wait_for(lambda: not trial.programs.exists(), SETUP_SECONDS)
    trial.check("and leaves it", (trial.rests(trial.programs), trial.registered("HKLM")), ([], ""))
    theirs = trial.home / "app" / "theirs.txt"
    theirs.parent.mkdir(parents=True, exist_ok=True)
    theirs.write_text("not CoordDesk's", "utf-8")
    trial.check(
        "leaves a folder of somebody else's alone", (trial.setup(trial.newer), theirs.exists()), (SOMEBODY_ELSES, True)
    )


def wait_for(happened: Callable[[], bool], seconds: float) -> bool:
    """Wait until something is so; whether it became so."""
    end = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > end:
            return False
        time.sleep(0.2)
    return True


def _holds(home: Path) -> bool:
    """Whether the program in a folder runs; in wine, whether any does, as Linux lets everybody open its files."""
    if WINE:
        return (
            subprocess.run(
                ["xdotool", "search", "--onlyvisible", "--name", "CoordDesk"], capture_output=True, check=False
            ).returncode
            == 0
        )
    try:
        with (home / "app" / "python" / "python311.dll").open("ab"):
            return False
    except PermissionError:
        return True


def _shows(trial: Trial, name: str, most_when_empty: int) -> bool:
    """Keep what the screen shows, once it is more than that, where this system has a way to."""
    if not WINE:
        return True
    target = trial.pictures / name

    def is_filled() -> bool:
        subprocess.run(["import", "-window", "root", str(target)], check=False)
        return target.exists() and target.stat().st_size > most_when_empty

    return wait_for(is_filled, START_SECONDS)


def _end(trial: Trial, window: subprocess.Popen[bytes]) -> None:
    window.kill()
    window.wait()
    wait_for(lambda: not _holds(trial.home), START_SECONDS)


def _end_all(trial: Trial, home: Path) -> None:
    """End what Windows itself has started."""
    trial.run(["taskkill", "/f", "/im", "CoordDesk.exe"])
    wait_for(lambda: not _holds(home), START_SECONDS)


def _fills() -> bool:
    """Whether our window is as large as the screen, where this system has a way to tell."""
    if not WINE:
        return True
    told = [
        subprocess.run(["xdotool", *words], capture_output=True, text=True, check=False).stdout.split()
        for words in (["getdisplaygeometry"], ["search", "--onlyvisible", "--name", "CoordDesk", "getwindowgeometry"])
    ]
    return "x".join(told[0]) == told[1][-1]


def main(older: Path, newer: Path, pictures: Path) -> int:
    """Try everything, in the order of a life; 1 if anything failed."""
    pictures.mkdir(parents=True, exist_ok=True)
    trial = Trial(older, newer, pictures)
    versions = [path.name.split("-")[1] for path in (older, newer)]
    install(trial, versions[0])
    notice_running(trial, versions[0])
    interrupt(trial, versions[0])
    upgrade(trial, versions[1])
    stand_at_the_counter(trial)
    remove(trial)
    for_everybody(trial, versions[1])
    print(f"{trial.passed} passed, {trial.failed} failed")
    return 1 if trial.failed else 0


if __name__ == "__main__":
    sys.exit(main(*(Path(word).resolve() for word in sys.argv[1:4])))
