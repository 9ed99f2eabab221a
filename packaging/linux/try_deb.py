"""Tries the .deb in a Debian of its own: installs, starts, interrupts, upgrades and removes it; test.sh calls it.

    try_deb.py TRIAL OLDER.deb NEWER.deb KIOSK.deb

TRIAL/debian is the root of that system, with the packages in its /root; TRIAL/pictures gets what was on the screen.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from PIL import ImageGrab

PERSON, HOME = 1000, "/home/camille"
LIBRARY = "usr/lib/coorddesk"
SHEET = "_internal/coorddesk/resources/samples/inventaire.xlsx"
OPTIONAL = {"libcups.so.2"}
"""What is recommended and not needed: without CUPS there is nothing to print on."""
MOST_BYTES, MOST_SECONDS, MOST_RATIO, STARTS = 50_000_000, 60.0, 1.2, 9
MOST_LOOKS, SECONDS_BETWEEN_LOOKS = 10, 4
UNAVAILABLE, MISSING = 69, 127
"""How what was not completely installed ends: /usr/bin/coorddesk says so, or is not there."""
SECRET, NO_KEYRING = "keyring.txt", "This PC has no keyring"
"""Where the smoke writes down what became of a password."""
FIRST_SECONDS = 2.0
"""No installation of 170 MB is through after half of this."""
KILLED_AT = (0.15, 0.4, 0.6, 0.75, 0.9, 0.97)
"""When an upgrade is interrupted, as parts of the time that it takes."""
PASSING = re.compile(
    r"(home|proc|dev|tmp|root|sys|run)/|var/(lib/dpkg|cache|log)/|.*/(mimeinfo\.cache|icon-theme\.cache)|usr/share/mime/"
)
"""Places that are not the package's: caches of the system, and what people have."""


class Trial:
    """Steps on one system, told one a line; `failed` are those that were not as they must be."""

    def __init__(self, folder: Path, debs: Sequence[str]) -> None:
        """Nothing has been tried yet."""
        self.root = folder / "debian"
        self.pictures = folder / "pictures"
        self.older, self.newer, self.kiosk = debs
        self.passed, self.failed = 0, 0

    def check(self, what: str, is_so: bool, told: object = "") -> None:
        """Count and print one thing."""
        self.passed += is_so
        self.failed += not is_so
        print(f"{'ok    ' if is_so else 'FAILED'} {what}{f': {told}' if told != '' else ''}", flush=True)

    def as_root(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run something in the system as root."""
        return self._run(["chroot", str(self.root), "/usr/bin/env", "-i", *_environment("/root"), *words])

    def as_person(self, *words: str, home: str = HOME) -> subprocess.CompletedProcess[str]:
        """Run something in the system as an ordinary person before a display."""
        return self._run(self.command(*words, home=home))

    def command(self, *words: str, home: str = HOME) -> list[str]:
        """The words that do so."""
        person = f"--userspec={PERSON}:{PERSON}"
        return ["chroot", person, str(self.root), "/usr/bin/env", "-i", "DISPLAY=:7", *_environment(home), *words]

    def smoke(self, folder: str) -> tuple[bool, str]:
        """Whether the installed program works, and its line."""
        done = self.as_person("coorddesk", "--smoke", f"{HOME}/{folder}")
        return done.returncode == 0, (done.stdout or done.stderr).strip()

    def files(self) -> set[str]:
        """Every file of the system but what passes."""
        found = set()
        for folder, _folders, names in os.walk(self.root):
            inside = Path(folder).relative_to(self.root).as_posix()
            found |= {name for name in (f"{inside}/{each}" for each in names) if not PASSING.match(name)}
        return found

    def picture(self, name: str) -> None:
        """Keep what is on the screen, once it has not changed for a while."""
        seen = ImageGrab.grab(xdisplay=":7")
        for _look in range(MOST_LOOKS):
            time.sleep(SECONDS_BETWEEN_LOOKS)
            before, seen = seen, ImageGrab.grab(xdisplay=":7")
            if before.tobytes() == seen.tobytes():
                break
        seen.save(self.pictures / f"{name}.png")

    def _run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)


def main(folder: Path, debs: Sequence[str]) -> int:
    """Go through everything; 1 if anything failed."""
    trial = Trial(folder.absolute(), debs)
    trial.as_root("useradd", "--create-home", "--uid", str(PERSON), "camille")
    before = trial.files()
    interrupt_first(trial, FIRST_SECONDS)
    seconds = install_and_start(trial)
    refuse_while_open(trial)
    interrupt(trial, seconds)
    upgrade(trial)
    look_inside(trial)
    bring_a_desk(trial)
    stand_at_the_counter(trial)
    compare_starts(trial)
    before |= keep_a_secret(trial)
    remove(trial, before)
    print(f"{trial.passed} passed, {trial.failed} failed")
    return 1 if trial.failed else 0


def install_and_start(trial: Trial) -> float:
    """The older version, and a desk made with it; returns the seconds that installing takes."""
    began = time.monotonic()
    installed = trial.as_root("dpkg", "-i", f"/root/{trial.older}")
    seconds = time.monotonic() - began
    trial.check(
        "an older version is installed", installed.returncode == 0, installed.stderr.strip() or f"{seconds:.1f} s"
    )
    trial.check("it works", *trial.smoke("smoke-older"))
    sheet = f"/{LIBRARY}/{_versions(trial)[0]}/{SHEET}"
    imported = trial.as_person("coorddesk", "import", "assets", sheet)
    trial.check("a desk is made with it", imported.returncode == 0, imported.stderr.strip())
    return seconds


def refuse_while_open(trial: Trial) -> None:
    """A program that is open is noticed, and goes on."""
    with opened(trial, "coorddesk") as window:
        trial.check("its window opens", window is not None)
        upgraded = trial.as_root("dpkg", "-i", f"/root/{trial.newer}")
        said = next((line for line in upgraded.stderr.splitlines() if "is open" in line), upgraded.stderr)
        trial.check("an upgrade is refused while it is open", upgraded.returncode != 0 and "is open" in said, said)
        removed = trial.as_root("dpkg", "-r", "coorddesk")
        trial.check("so is its removal", removed.returncode != 0 and "is open" in removed.stderr)
    state = trial.as_root("dpkg-query", "-W", "-f", "${db:Status-Status} ${Version}", "coorddesk").stdout
    trial.check("the older version is left as it was", state.startswith("installed 0.0.9"), state)


def interrupt(trial: Trial, seconds: float) -> None:
    """An upgrade that is killed leaves a program that works, the old one or the new."""
    for part in KILLED_AT:
        install_and_kill(trial, seconds * part)
        works, line = trial.smoke(f"smoke-killed-{part}")
        trial.check(f"an upgrade killed after {seconds * part:.1f} s leaves what works", works, line)
        again = trial.as_root("dpkg", "-i", f"/root/{trial.older}")
        trial.check("the older version can be put back", again.returncode == 0, again.stderr.strip())


def interrupt_first(trial: Trial, seconds: float) -> None:
    """A first installation that is killed leaves nothing that starts, or a sentence."""
    install_and_kill(trial, seconds / 2)
    begun = trial.as_person("coorddesk", "--version")
    told = begun.stderr.strip()
    trial.check("a first installation that is killed starts nothing", begun.returncode in {UNAVAILABLE, MISSING}, told)
    again = trial.as_root("dpkg", "-i", f"/root/{trial.older}")
    trial.check("and can be made again", again.returncode == 0, again.stderr.strip())


def install_and_kill(trial: Trial, seconds: float) -> None:
    """Begin to install the newer version, and kill everything that takes part after so long."""
    command = ["chroot", str(trial.root), "dpkg", "-i", f"/root/{trial.newer}"]
    quiet = subprocess.DEVNULL
    installing = subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True)
    time.sleep(seconds)
    os.killpg(installing.pid, 9)
    installing.wait()


def upgrade(trial: Trial) -> None:
    """In place, with the desk left alone; and fast enough, from the double click to the window."""
    size = (trial.root / "root" / trial.newer).stat().st_size
    trial.check("the package is small enough", size <= MOST_BYTES, f"{size / 1_000_000:.1f} MB")
    began = time.monotonic()
    upgraded = trial.as_root("dpkg", "-i", f"/root/{trial.newer}")
    seconds = time.monotonic() - began
    trial.check("it is upgraded", upgraded.returncode == 0, upgraded.stderr.strip() or f"{seconds:.1f} s")
    began = time.monotonic()
    with opened(trial, "coorddesk") as window:
        seconds += time.monotonic() - began
        trial.check(
            "from the package to the first window", window is not None and seconds <= MOST_SECONDS, f"{seconds:.1f} s"
        )
        trial.picture("window")
    version = trial.as_person("coorddesk", "--version").stdout.strip()
    trial.check("nothing of the older version is left", len(_versions(trial)) == 1, f"{version}, {_versions(trial)}")
    trial.check("it works", *trial.smoke("smoke"))
    found = trial.as_person("coorddesk", "search", "INV-0003").stdout
    trial.check("the desk of the older version is there", "INV-0003" in found, found.strip())
    checked = trial.as_person("coorddesk", "check")
    trial.check("and is sound", checked.returncode == 0, checked.stdout.strip() + checked.stderr.strip())


def look_inside(trial: Trial) -> None:
    """Libraries that are asked for are there; menus and file types know the program."""
    tree = [path for path in (trial.root / LIBRARY).rglob("*") if path.is_file() and not path.is_symlink()]
    names = [f"/{path.relative_to(trial.root)}" for path in tree if path.open("rb").read(4) == b"\x7fELF"]
    said = trial.as_root("ldd", *names).stdout
    missing = set(re.findall(r"(\S+) => not found", said)) - OPTIONAL - {path.name for path in tree}
    trial.check(f"all libraries of {len(names)} files are there", not missing, " ".join(sorted(missing)))
    valid = trial.as_root("desktop-file-validate", "/usr/share/applications/coorddesk.desktop")
    trial.check("the menu entry is valid", valid.returncode == 0, valid.stdout.strip())
    globs = (trial.root / "usr/share/mime/globs2").read_text()
    known = "application/vnd.coorddesk.desk+zip:*.coorddesk" in globs
    trial.check("the system knows the file type", known)
    licences = (trial.root / "usr/share/doc/coorddesk/licences/LICENCES.txt").read_text()
    trial.check("the licences are inside", "pyside6-essentials" in licences, f"{licences.count(chr(10)) - 6} lines")


def bring_a_desk(trial: Trial) -> None:
    """An archive of one PC is the desk of another after one double click."""
    trial.as_person("coorddesk", "backup", "--output", f"{HOME}/old.coorddesk")
    other = f"{HOME}/other"
    with opened(trial, "gio", "open", f"{HOME}/old.coorddesk", home=other) as window:  # as file managers do
        trial.check("a double click on an archive opens a window", window is not None)
        trial.picture("archive")
    found = trial.as_person("coorddesk", "search", "INV-0003", home=other)
    trial.check("the desk is on the other PC", "INV-0003" in found.stdout, found.stderr.strip())


def stand_at_the_counter(trial: Trial) -> None:
    """The kiosk's package brings its entries, which fill the screen, and takes them away."""
    entries = [f"/{folder}/coorddesk-kiosk.desktop" for folder in ("etc/xdg/autostart", "usr/share/applications")]
    installed = trial.as_root("dpkg", "-i", f"/root/{trial.kiosk}")
    trial.check("the kiosk is installed", installed.returncode == 0, installed.stderr.strip())
    for entry in entries:
        valid = trial.as_root("desktop-file-validate", entry)
        trial.check(f"{entry} is valid", valid.returncode == 0, valid.stdout.strip())
        with opened(trial, "gio", "launch", entry) as window:  # as sessions and menus do
            size = subprocess.run(
                ["xdotool", "getwindowgeometry", window or "0"], capture_output=True, text=True, check=False
            )
            trial.check("it fills the screen", "1280x800" in size.stdout, " ".join(size.stdout.split()[-2:]))
            trial.picture(f"kiosk-{Path(entry).parent.name}")
    trial.as_root("dpkg", "-P", "coorddesk-kiosk")
    left = [entry for entry in entries if Path(trial.root, entry[1:]).exists()]
    trial.check("both are gone once it is removed", not left, " ".join(left))


def compare_starts(trial: Trial) -> None:
    """The packaged program needs no longer than the source: in time of the processor, which no neighbour changes."""
    source = [sys.executable, "-m", "coorddesk"]
    compiled = {"PYTHONDONTWRITEBYTECODE": ""}  # after the first turn, as it is at work
    here = os.environ | {"COORDDESK_HOME": str(trial.root.with_name("source"))} | compiled
    starts = [(_start(trial.command("coorddesk")), _start(source, here)) for _turn in range(STARTS)]
    packaged, plain = ([min(column) for column in zip(*of_one, strict=True)] for of_one in zip(*starts, strict=True))
    for measured, ours, theirs in zip(("processor", "clock"), packaged, plain, strict=True):
        told = f"{ours:.2f} s until its window, {theirs:.2f} s from source: {ours / theirs:.2f}, the least of {STARTS}"
        if measured == "processor":
            is_quick = ours <= theirs * MOST_RATIO < float("inf")  # that is how long it takes where no window comes
            trial.check("it starts as fast as from source, by the processor", is_quick, told)
        else:
            print(f"       by the clock {told}")


def keep_a_secret(trial: Trial) -> set[str]:
    """Passwords lie in the keyring of the desk where there is one, and a sentence tells where there is none.

    Returns the files that came with the keyring.
    """
    told = trial.root / HOME.lstrip("/") / "smoke" / SECRET
    trial.check(
        "without a keyring a sentence says so", told.read_text().startswith(NO_KEYRING), told.read_text().strip()
    )
    before = trial.files()
    installed = trial.as_root("sh", "-c", "dpkg -i /root/keyring/*.deb")
    trial.check("GNOME's keyring is installed", installed.returncode == 0, installed.stderr.strip()[-500:])
    unlocked = "echo secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null"
    smoke = f"coorddesk --smoke {HOME}/smoke-keyring"
    done = trial.as_person("dbus-run-session", "--", "sh", "-c", f"{unlocked} && {smoke}")
    told = told.parent.with_name("smoke-keyring") / SECRET
    kept = told.read_text().strip() if told.exists() else done.stderr.strip()
    trial.check("a password is kept in it, and forgotten", (done.returncode, kept) == (0, "kept"), kept)
    return trial.files() - before


def remove(trial: Trial, before: set[str]) -> None:
    """Nothing stays but what people have made."""
    removed = trial.as_root("dpkg", "-P", "coorddesk")
    trial.check("it is removed", removed.returncode == 0, removed.stderr.strip())
    left = trial.files() - before
    trial.check("no file is left", not left, " ".join(sorted(left)))
    trial.check("no file of the system is gone", not before - trial.files())
    home = trial.root / HOME.lstrip("/")
    kept = sorted(path.relative_to(home).as_posix() for path in home.glob(".*/**/CoordDesk/**/*") if path.is_file())
    trial.check("the desk is still there", ".local/share/CoordDesk/desk.sqlite" in kept, " ".join(kept))


@contextmanager
def opened(trial: Trial, *words: str, home: str = HOME) -> Iterator[str | None]:
    """The program's window while the block lasts, as X numbers it; None if there is none.

    Whoever is named may only have started the program, and have ended.
    """
    assert _window(seconds=0) is None, "a window is left of what was tried before"
    running = subprocess.Popen(trial.command(*words, home=home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield _window()
    finally:
        running.terminate()
        running.wait()
        window = _window(seconds=0)  # another one by now, where a desk was put in the place of one
        asked = subprocess.run(["xdotool", "getwindowpid", window or "0"], capture_output=True, text=True, check=False)
        with suppress(ProcessLookupError, ValueError):  # it has gone with the one that was named
            os.kill(int(asked.stdout), signal.SIGTERM)
        wait_for(lambda: _window(seconds=0) is None)


def wait_for(happened: Callable[[], bool], seconds: float = 60) -> bool:
    """Whether something comes to be so."""
    end = time.monotonic() + seconds
    while not (so := happened()) and time.monotonic() < end:
        time.sleep(0.1)
    return so


def _start(command: list[str], environment: dict[str, str] | None = None) -> tuple[float, float]:
    """The seconds of the processor, and those on the clock, until the window is there."""
    assert _window(seconds=0) is None, "a window is left of what was tried before"
    began = time.monotonic()
    quiet = subprocess.DEVNULL
    running = subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet)
    try:
        shown = _window(pause=0.01)
        seconds = time.monotonic() - began
        threads = Path(f"/proc/{running.pid}/task").glob("*/schedstat")
        worked = sum(int(thread.read_text().split()[0]) for thread in threads) / 1e9
        return (worked, seconds) if shown else (float("inf"), float("inf"))
    finally:
        running.terminate()
        running.wait()
        wait_for(lambda: _window(seconds=0) is None)


def _window(seconds: float = 60, pause: float = 0.05) -> str | None:
    """The first visible window of that name, as soon as there is one."""
    end = time.monotonic() + seconds
    while True:
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", "^CoordDesk$|CoordDesk"],
            capture_output=True,
            text=True,
            check=False,
        )
        if found.stdout.split():
            return found.stdout.split()[0]
        if time.monotonic() >= end:
            return None
        time.sleep(pause)


def _versions(trial: Trial) -> list[str]:
    return sorted(path.name for path in (trial.root / LIBRARY).iterdir())


def _environment(home: str) -> list[str]:
    return [f"HOME={home}", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8", "DEBIAN_FRONTEND=noninteractive"]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
