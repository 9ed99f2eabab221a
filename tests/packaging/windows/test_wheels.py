"""Which packages the Windows setup is made of."""

from __future__ import annotations

from shipped import ROOT, shipped
from windows.wheels import pinned

LOCK = """\
# by uv
hatchling==1.33.0 \\
    --hash=sha256:aa
six==1.17.0 \\
    --hash=sha256:bb \\
    --hash=sha256:cc
tzdata==2026.6 ; sys_platform == 'win32' \\
    --hash=sha256:dd
"""


def test_what_holds_on_windows_is_pinned_wherever_it_is_built() -> None:
    assert list(pinned(LOCK, ["six", "tzdata"])) == [
        "six==1.17.0 --hash=sha256:bb --hash=sha256:cc",
        "tzdata==2026.6 --hash=sha256:dd",
    ]


def test_everything_that_is_shipped_is_locked() -> None:
    names = shipped("win32")
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert sorted(line.split("==")[0].lower() for line in pinned(lock, names)) == names
    assert {"tzdata", "psycopg-binary"} <= set(names)
    assert not {"hatchling", "pip", "setuptools", "pytest"} & set(names)
