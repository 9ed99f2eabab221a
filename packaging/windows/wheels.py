"""Says which of the locked packages go into the Windows program, as requirements that pip on any system can fetch.

PYTHONPATH=packaging python packaging/windows/wheels.py > requirements.txt

On Linux pip would judge the lock's markers by Linux, and forget the time zones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from shipped import ROOT, shipped

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


def pinned(lock: str, names: Collection[str]) -> Iterator[str]:
    """The lines of a lock file that pin the named packages, without markers, each with its hashes."""
    for line in lock.replace("\\\n", " ").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        said, *hashes = line.split("--hash=")
        wanted = Requirement(said.strip())
        if canonicalize_name(wanted.name) in names:
            yield " ".join([f"{wanted.name}{wanted.specifier}", *(f"--hash={each.strip()}" for each in hashes)])


if __name__ == "__main__":
    print("\n".join(pinned((ROOT / "requirements.lock").read_text("utf-8"), shipped("win32"))))
