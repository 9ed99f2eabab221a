"""The face of stock: what it offers to the rest of the house."""

from __future__ import annotations

from coorddesk.core.messages import _
from coorddesk.feature import Feature
from coorddesk.stock.demo import fill
from coorddesk.stock.imports import STOCK_ITEMS, STOCK_MOVES
from coorddesk.stock.queries import alerts, belongings, costs, findings, hits, names, timeline
from coorddesk.stock.queries.spending import spent
from coorddesk.stock.reports import REPORTS
from coorddesk.stock.service import repoint
from coorddesk.stock.service.bulk_edit import STOCK_EDITS
from coorddesk.stock.service.merging import ITEM_MERGE

STOCK = Feature(
    key="stock",
    title=_("Stock"),
    imports=(STOCK_ITEMS, STOCK_MOVES),
    reports=REPORTS,
    demo=fill,
    search=hits,
    names=names,
    timeline=timeline,
    belongings=belongings,
    costs=costs,
    spent=spent,
    alerts=alerts,
    checks=findings,
    repoint=repoint,
    merges=(ITEM_MERGE,),
    edits=(STOCK_EDITS,),
)
