"""Catalogues: gathers messages from the source into the .po files, and compiles those; also Hatch's build hook.

python packaging/compile_locale.py           compile what changed
python packaging/compile_locale.py update    gather messages first, then compile
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
LOCALE = Path("resources", "locale")
DOMAIN = "coorddesk"
KEYWORDS: dict[str, Any] = {"_": None, "_n": (1, 2), "_p": ((1, "c"), 2), "gettext": None}
"""The functions that mark messages (core/messages.py), and which of their arguments are texts or a context."""


class WheelHook(BuildHookInterface[Any]):
    """Compiles the catalogues before a wheel is packed, and packs the resources with it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile; an editable install reads the resources of the checkout, any other carries its own."""
        compile_catalogues(Path(self.root))
        if version != "editable":
            build_data["force_include"][str(Path(self.root, "resources"))] = "coorddesk/resources"


def extracted(root: Path = ROOT) -> Catalog:
    """Every message of the source, without translations."""
    catalog = Catalog(
        domain=DOMAIN, project="CoordDesk", copyright_holder="the CoordDesk contributors", creation_date=_NO_DATE
    )
    found = extract_from_dir(root / "src", keywords=KEYWORDS, comment_tags=["Translators:"], strip_comment_tags=True)
    for file, line, message, comments, context in sorted(found, key=lambda each: each[:2]):
        catalog.add(
            message, locations=[(f"src/{Path(file).as_posix()}", line)], auto_comments=comments, context=context
        )
    return catalog


def update_catalogues(root: Path = ROOT) -> None:
    """Bring each .po in step with the source: new messages empty, gone ones removed, nothing guessed."""
    template = extracted(root)
    for po in _catalogues(root):
        with po.open("rb") as file:
            catalog = read_po(file, domain=DOMAIN)
        catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
        with po.open("wb") as file:
            write_po(file, catalog, width=120, ignore_obsolete=True, include_lineno=False, sort_by_file=True)


def compile_catalogues(root: Path = ROOT) -> None:
    """Compile each .po that is newer than what was compiled from it."""
    for po in _catalogues(root):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime > po.stat().st_mtime:
            continue
        with po.open("rb") as file:
            catalog = read_po(file, domain=DOMAIN)
        making = mo.with_suffix(".making")
        with making.open("wb") as file:
            write_mo(file, catalog)
        making.replace(mo)  # whoever reads it meanwhile sees the old one whole


def _catalogues(root: Path) -> Iterator[Path]:
    yield from sorted((root / LOCALE).glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


_NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)  # else each update would touch every file


if __name__ == "__main__":
    if sys.argv[1:] == ["update"]:
        update_catalogues()
    compile_catalogues()
