"""Which distributions go into an installer: what pyproject.toml asks for, and what those ask for in their turn.

    python packaging/shipped.py [win32 | darwin | linux]

prints their names, read from the environment that runs it. Builders and linters of the checkout are not among them.
"""

from __future__ import annotations

import sys
import tomllib
from importlib import metadata
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
_SYSTEMS = {"win32": "Windows", "darwin": "Darwin", "linux": "Linux"}


def shipped(platform: str = sys.platform) -> list[str]:
    """Canonical names, sorted; what is not installed here, being another system's, is named without its own needs."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    waiting = [Requirement(line) for line in (*project["dependencies"], *project["optional-dependencies"]["postgres"])]
    found: dict[str, set[str]] = {}
    while waiting:
        wanted = waiting.pop()
        if wanted.marker is not None and not wanted.marker.evaluate(_environment(platform, "")):
            continue
        name = canonicalize_name(wanted.name)
        known = found.setdefault(name, set())
        extras = {"", *wanted.extras} - known
        known |= extras
        waiting += [each for extra in extras for each in _asked_by(name, extra, platform)]
    return sorted(found)


def _asked_by(name: str, extra: str, platform: str) -> list[Requirement]:
    """What a distribution asks for with one of its extras, or with none ('')."""
    try:
        lines = metadata.requires(name) or ()
    except metadata.PackageNotFoundError:
        return []
    asked = []
    for line in lines:
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate(_environment(platform, extra)):
            requirement.marker = None
            asked.append(requirement)
    return asked


def _environment(platform: str, extra: str) -> dict[str, str]:
    here = {key: str(value) for key, value in default_environment().items()}
    system = {"sys_platform": platform, "platform_system": _SYSTEMS[platform], "os_name": "posix"}
    if platform == "win32":
        system["os_name"] = "nt"
    return here | system | {"extra": extra}


if __name__ == "__main__":
    print("\n".join(shipped(*sys.argv[1:])))
