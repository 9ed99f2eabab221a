"""The first job without a display: a sheet in, a device found, the list on paper, and a picture of the window.

`make run` does this where there is no display. Every step is what a person would type or see.
"""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from coorddesk import app, cli
from coorddesk.core.resources import resource

if TYPE_CHECKING:
    from collections.abc import Sequence

DESK = "desk.sqlite"


def main(words: Sequence[str]) -> int:
    """Do the tour in the folder named by `--output FOLDER` (out/); returns the first exit code that is not 0."""
    folder = Path(words[words.index("--output") + 1]) if "--output" in words else Path("out")
    folder.mkdir(parents=True, exist_ok=True)
    desk = folder / DESK
    for old in folder.glob(f"{DESK}*"):
        old.unlink()
    for line in _lines(folder):
        print(f"\n$ coorddesk {shlex.join(line)}", flush=True)
        code = cli.main(["--database", str(desk), *line])
        if code:
            return code
    picture = folder / "window.png"
    print(f"\n{picture}", flush=True)
    return app.take_picture(desk, picture)


def _lines(folder: Path) -> list[list[str]]:
    sheet = str(resource("samples/inventaire.xlsx"))
    return [
        ["import", "assets", sheet, "--dry-run"],
        ["import", "assets", sheet, "--refused", str(folder / "refused.xlsx")],
        ["search", "latitude"],
        ["report", "assets-by-place", "--output", str(folder / "inventory.pdf")],
        ["report", "assets-by-place", "--output", str(folder / "inventory.xlsx")],
        ["history"],
    ]
