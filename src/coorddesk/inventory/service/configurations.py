"""The verb that keeps a network device's configuration file, version by version, with the files of the device."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.access import allowed
from coorddesk.core.errors import UserError
from coorddesk.core.files import hash_of
from coorddesk.core.messages import _
from coorddesk.directory.service import EDITORS
from coorddesk.inventory.models import Asset
from coorddesk.inventory.queries.configurations import configurations
from coorddesk.inventory.rules import called
from coorddesk.inventory.rules.network import configuration_name
from coorddesk.notes.rules import AttachmentKind
from coorddesk.notes.service import About, NewFile, attach_files

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@allowed(*EDITORS)
def attach_configuration(session: Session, asset_id: int, file: NewFile) -> int:
    """Keep a configuration file as the next version; returns its number. The same as the latest one is refused."""
    asset = session.get(Asset, asset_id)
    if asset is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    name = called(asset.tag, asset.serial, asset.name, asset.id)
    before = configurations(session, asset_id)
    if before and before[0].file == hash_of(file.data):
        said = _(
            "{device}: this is version {number} already. Nothing has changed since.",
            device=name,
            number=before[0].number,
        )
        raise UserError(said)
    number = before[0].number + 1 if before else 1
    kept = NewFile(configuration_name(number, file.name), file.data, AttachmentKind.DOCUMENT)
    attach_files(session, About(("asset", asset_id), name), [kept])
    return number
