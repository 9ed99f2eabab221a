"""The kind of sheet that brings devices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _
from coorddesk.importing.kind import ImportKind, Key
from coorddesk.inventory.imports.custom import own_fields
from coorddesk.inventory.imports.fields import FIELDS
from coorddesk.inventory.imports.presets import ASSET_PRESETS
from coorddesk.inventory.imports.splits import SPLITS
from coorddesk.inventory.imports.target import AssetTarget

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def _rows(session: Session) -> Iterator[Mapping[str, Any]]:
    return AssetTarget(session).rows()


def _deed(new: int, changed: int) -> Message:
    return _("Import devices: {new} new, {changed} changed", new=new, changed=changed)


ASSETS = ImportKind(
    key="assets",
    title=_("Devices"),
    fields=FIELDS,
    keys=(Key(("tag",)), Key(("serial",))),
    open=AssetTarget,
    deed=_deed,
    rows=_rows,
    keyless=True,
    presets=ASSET_PRESETS,
    splits=SPLITS,
    own_fields=own_fields,
)
