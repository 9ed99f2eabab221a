"""What a contract may ask of somebody."""

from __future__ import annotations

from enum import StrEnum

from coorddesk.core.messages import Message, _


class ContractNeed(StrEnum):
    """Why somebody should look at a contract."""

    DECIDE = "decide"
    MISSED = "missed"
    COMMIT = "commit"
    INVOICE = "invoice"


CONTRACT_NEED_TITLES: dict[ContractNeed, Message] = {
    ContractNeed.DECIDE: _("Renewal to decide"),
    ContractNeed.MISSED: _("Notice is past"),
    ContractNeed.COMMIT: _("Instalments to commit"),
    ContractNeed.INVOICE: _("Due and not invoiced"),
}
