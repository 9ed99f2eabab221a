"""A real PostgreSQL for the tests: made in a temporary folder, reached through its socket, gone with the tests.

Run as a script it is the guard: it starts the server as an ordinary user, and stops it as soon as
the process it guards for has ended, however that ended.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pwd

SUPERUSER = "coorddesk"
_START_SECONDS = 60
_GUARD_SECONDS = 0.5
_OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",  # the data need not outlive the tests
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "max_connections": "60",
    "shared_buffers": "32MB",
    "dynamic_shared_memory_type": "mmap",  # among its data, so that it goes with them
    "timezone": "America/Montreal",  # neither the desk's clock nor UTC
}


class NoServerError(Exception):
    """No PostgreSQL is installed here, or nobody may run it."""


def start_server(folder: Path, guarded_for: int) -> None:
    """Make a server with its data and socket in `folder`, new; it lives as long as the process `guarded_for`."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    command = [sys.executable, __file__, str(folder), str(guarded_for), str(_binaries())]
    with (folder / "guard.log").open("wb") as log:
        subprocess.run(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=True)
    until = time.monotonic() + _START_SECONDS
    while not is_running(folder):
        if (folder / "failed").exists() or time.monotonic() > until:
            raise NoServerError(f"the server did not start: {(folder / 'guard.log').read_text()}")
        time.sleep(0.05)


def is_running(folder: Path) -> bool:
    """Whether a server of ours takes connections there."""
    return (folder / "ready").exists()


def stop_server(folder: Path) -> None:
    """Stop the server and wait until nothing of it is left."""
    (folder / "ready").unlink(missing_ok=True)
    until = time.monotonic() + _START_SECONDS
    while folder.exists() and time.monotonic() < until:
        time.sleep(0.05)


def server_url(folder: Path, name: str) -> str:
    """The address of a database on the server of `folder`."""
    return f"postgresql://{SUPERUSER}@/{name}?host={folder}"


def _binaries() -> Path:
    """The folder of the newest PostgreSQL; Debian keeps it out of PATH."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda found: float(found.parts[-3]))
    if debian:
        return debian[-1].parent
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    raise NoServerError("PostgreSQL's initdb was not found; install the system's package 'postgresql'")


def _ordinary_user() -> list[str]:
    """The words that run a command as somebody the server accepts: it refuses root."""
    if os.geteuid() != 0:
        return []
    user = _user()
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]


def _user() -> pwd.struct_passwd:
    import pwd  # not on Windows, which has to import this module all the same

    names = {user.pw_name: user for user in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


def _guard(folder: Path, guarded_for: int, binaries: Path) -> None:
    """Make and run the server until the guarded process is gone."""
    data = folder / "data"
    if os.geteuid() == 0:
        shutil.chown(folder, _user().pw_uid, _user().pw_gid)
    as_user = _ordinary_user()
    # A French server: its collation differs from SQLite's, as a school's would.
    locale = ["--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=fr"]
    initdb = [f"{binaries}/initdb", f"--pgdata={data}", "--no-sync", "--auth=trust", f"--username={SUPERUSER}", *locale]
    subprocess.run([*as_user, *initdb], check=True, cwd=folder)
    options = [word for name, value in _OPTIONS.items() for word in ("-c", f"{name}={value}")]
    postgres = [f"{binaries}/postgres", "-D", f"{data}", "-k", f"{folder}", *options]
    server = subprocess.Popen([*as_user, *postgres], cwd=folder)
    try:
        _await_ready(binaries, folder, server)
        (folder / "ready").touch()
        while is_running(folder) and _alive(guarded_for) and server.poll() is None:
            time.sleep(_GUARD_SECONDS)
    finally:
        server.send_signal(signal.SIGQUIT)  # at once: nothing is worth keeping
        server.wait()
        # After tests that were killed nobody else clears up.
        shutil.rmtree(folder if _alive(guarded_for) else folder.parent, ignore_errors=True)


def _await_ready(binaries: Path, folder: Path, server: subprocess.Popen[bytes]) -> None:
    while subprocess.run([binaries / "pg_isready", "-q", "-h", folder], check=False).returncode != 0:
        if server.poll() is not None:
            raise NoServerError("the server stopped while starting")
        time.sleep(0.05)


def _alive(process: int) -> bool:
    return Path(f"/proc/{process}").exists()


def main() -> None:
    """Become a process of its own, so that whoever started it may go; then guard."""
    folder, guarded_for, binaries = Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    if os.fork() != 0:
        return
    os.setsid()
    try:
        _guard(folder, guarded_for, binaries)
    except BaseException:
        if folder.exists():
            (folder / "failed").touch()
        raise


if __name__ == "__main__":
    main()
