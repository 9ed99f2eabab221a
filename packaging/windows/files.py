"""Writes the list of files that the setup unpacks, in one order: makensis would take them as the disk has them.

python packaging/windows/files.py STAGE files.nsh
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def lines_for(stage: Path) -> Iterator[str]:
    """NSIS's words for each folder of the stage and each of its files."""
    for folder in [stage, *sorted(path for path in stage.rglob("*") if path.is_dir())]:
        names = sorted(path.name for path in folder.iterdir() if path.is_file())
        if names:
            inner = "".join(f"\\{part}" for part in folder.relative_to(stage).parts)
            yield f'SetOutPath "$INSTDIR\\app.new{inner}"'
            yield from (f'File "{folder / name}"' for name in names)


if __name__ == "__main__":
    Path(sys.argv[2]).write_text("\n".join(lines_for(Path(sys.argv[1]))) + "\n", encoding="utf-8")
