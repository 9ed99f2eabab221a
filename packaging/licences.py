"""Gathers the licence of everything that an installer ships, and fails where one is missing.

    python packaging/licences.py SITE_PACKAGES TARGET [--platform win32] [NAME=FILE ...]

The distributions are those of `shipped.py`. Texts that a wheel forgot are in packaging/licences under its name; what is
no distribution (Python itself, a library of the system) is named with its text.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from importlib.metadata import Distribution, distributions
from pathlib import Path

from packaging.utils import canonicalize_name
from shipped import ROOT, shipped

OURS = Path(__file__).parent / "licences"
_TEXTS = re.compile(r"(^|/)(licen[cs]es?/|(licen[cs]e|copying|notice|authors)[^/]*$)", re.IGNORECASE)
_HEAD = """CoordDesk is free software under the GNU General Public License, version 3 or later: see LICENSE.
CoordDesk est un logiciel libre, sous licence publique générale GNU, version 3 ou ultérieure : voir LICENSE.

It is shipped with the following; the folder of each holds its licence, and common/ those that several name.
Il est livré avec ce qui suit ; le dossier de chacun contient sa licence, et common/ celles que plusieurs nomment.

"""


def gather(site: Path, target: Path, platform: str, others: dict[str, Path]) -> list[str]:
    """Copy every text; returns the names of those that have none."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    _copy_own(target)
    installed: dict[str, Distribution] = {
        canonicalize_name(each.metadata["Name"]): each for each in distributions(path=[str(site)])
    }
    lines, missing = [], []
    for name in shipped(platform):
        if name not in installed:
            missing.append(f"{name} (not installed in {site})")
            continue
        distribution = installed[name]
        if not _copy_texts(name, distribution, target / name):
            missing.append(name)
        lines.append(f"{name} {distribution.version}: {_licence(distribution)}")
    for name, file in others.items():
        if file.is_file():
            (target / name).mkdir()
            shutil.copyfile(file, target / name / f"{file.stem}.txt")
        else:
            missing.append(f"{name} ({file})")
        lines.append(name)
    Path(target, "LICENCES.txt").write_text(_HEAD + "\n".join(sorted(lines)) + "\n", "utf-8")
    return missing


def _copy_own(target: Path) -> None:
    shutil.copyfile(ROOT / "LICENSE", target / "LICENSE")
    shutil.copytree(OURS / "common", target / "common")
    for kind in ("fonts", "icons"):
        (target / kind).mkdir()
        shutil.copyfile(ROOT / "resources" / kind / "LICENSE", target / kind / "LICENSE")


def _copy_texts(name: str, distribution: Distribution, folder: Path) -> bool:
    """Whether there was anything to copy; texts of the same name from several folders are told apart by those."""
    texts = {}
    for file in distribution.files or ():
        part, found, inside = file.as_posix().partition(".dist-info/")
        if found and "/" not in part and _TEXTS.search(inside):
            texts[re.sub(r"(^|.*/)licenses/", "", inside).replace("/", "-")] = Path(str(file.locate()))
    texts |= {text.name: text for text in sorted((OURS / name).glob("*"))}
    for to, text in texts.items():
        folder.mkdir(exist_ok=True)
        shutil.copyfile(text, folder / to)
    return bool(texts)


def _licence(distribution: Distribution) -> str:
    said = distribution.metadata
    named = next((said[key] for key in ("License-Expression", "License") if key in said), "")
    classified = [line.rpartition(" :: ")[2] for line in said.get_all("Classifier") or () if line.startswith("License")]
    return named if named and "\n" not in named else ", ".join(classified) or "see its folder"


def main() -> int:
    """Do as the command line says; 1 if a licence is missing."""
    parser = argparse.ArgumentParser()
    parser.add_argument("site", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("others", nargs="*", metavar="NAME=FILE")
    parser.add_argument("--platform", default=sys.platform)
    options = parser.parse_args()
    others = {name: Path(file) for name, _equals, file in (other.partition("=") for other in options.others)}
    missing = gather(options.site, options.target, options.platform, others)
    for name in missing:
        print(f"no licence: {name}", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
