"""Holds an installer to what belongs inside: every file has a group that is listed with its reason and its size.

    python packaging/contents.py FOLDER LIST.toml

prints the groups and their megabytes, and fails for a file of no group, for a group that has outgrown what was granted
(a new megabyte needs a reason: raise `most` beside it), for a group without files, as something is missing then, and
for what is listed as left out, with the reason why nobody misses it.
"""

from __future__ import annotations

import sys
import tomllib
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, NamedTuple

MEGABYTE = 1_000_000


class Group(NamedTuple):
    """One reason for files to be there; `most` in megabytes. A pattern's * stands for folders too."""

    name: str
    why: str
    most: float
    files: list[str]


class LeftOut(NamedTuple):
    """What a checkout has and an installer must not, and why nobody misses it."""

    why: str
    files: list[str]


def read_left_out(path: Path) -> list[LeftOut]:
    """What a list leaves out."""
    return [LeftOut(**each) for each in tomllib.loads(path.read_text("utf-8"))["left_out"]]


def smuggled(folder: Path, left_out: list[LeftOut]) -> list[str]:
    """What is there all the same, one sentence each."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())
    patterns = [pattern for each in left_out for pattern in each.files]
    return [
        f"{name} is there and was to be left out" for name in names if any(fnmatchcase(name, each) for each in patterns)
    ]


def read_groups(path: Path) -> list[Group]:
    """The groups of a list, in its order; a file belongs to the first that fits."""
    listed: list[dict[str, Any]] = tomllib.loads(path.read_text("utf-8"))["group"]
    return [Group(**each) for each in listed]


def weigh(folder: Path, groups: list[Group]) -> tuple[dict[str, int], list[str]]:
    """The bytes of each group, and the files that belong to none. A link weighs nothing, wherever it leads."""
    sizes: dict[str, int] = {}
    strays = []
    for path in sorted(folder.rglob("*")):
        if path.is_dir() and not path.is_symlink():
            continue
        name = path.relative_to(folder).as_posix()
        group = next((each.name for each in groups if any(fnmatchcase(name, file) for file in each.files)), None)
        if group is None:
            strays.append(name)
        else:
            sizes[group] = sizes.get(group, 0) + (0 if path.is_symlink() else path.stat().st_size)
    return sizes, strays


def troubles(groups: list[Group], sizes: dict[str, int], strays: list[str]) -> list[str]:
    """What must not be, one sentence each."""
    return [
        *(f"{name} belongs to no group" for name in strays),
        *(f"{each.name}: nothing of it is there" for each in groups if each.name not in sizes),
        *(
            f"{each.name} has {sizes[each.name] / MEGABYTE:.1f} MB, {each.most} are granted"
            for each in groups
            if sizes.get(each.name, 0) > each.most * MEGABYTE
        ),
    ]


def main(folder: str, listed: str) -> int:
    """Print the table; 1 if anything is amiss."""
    groups = read_groups(Path(listed))
    sizes, strays = weigh(Path(folder), groups)
    for each in groups:
        print(f"{sizes.get(each.name, 0) / MEGABYTE:7.1f} MB  {each.name}: {each.why}")
    print(f"{sum(sizes.values()) / MEGABYTE:7.1f} MB  in all")
    found = troubles(groups, sizes, strays) + smuggled(Path(folder), read_left_out(Path(listed)))
    for trouble in found:
        print(f"contents: {trouble}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
