"""The face of inventory: what it offers to the rest of the house."""

from __future__ import annotations

from coorddesk.core.messages import _
from coorddesk.feature import Feature
from coorddesk.inventory.demo import fill
from coorddesk.inventory.imports import ADDRESSES, ASSETS, CATEGORIES, FIELD_DEFINITIONS, LOTS, MANUFACTURERS, MODELS
from coorddesk.inventory.queries import belongings, findings, hits, tally, timeline
from coorddesk.inventory.queries.called import names
from coorddesk.inventory.queries.spending import spent
from coorddesk.inventory.reports import REPORTS
from coorddesk.inventory.service import ASSET_EDITS, seed_labels
from coorddesk.inventory.service.merging import MERGES, repoint

INVENTORY = Feature(
    key="inventory",
    title=_("Inventory"),
    imports=(ASSETS, CATEGORIES, MODELS, MANUFACTURERS, FIELD_DEFINITIONS, ADDRESSES, LOTS),
    reports=REPORTS,
    demo=fill,
    seed=seed_labels,
    search=hits,
    names=names,
    timeline=timeline,
    belongings=belongings,
    tally=tally,
    spent=spent,
    checks=findings,
    repoint=repoint,
    merges=MERGES,
    edits=(ASSET_EDITS,),
)
