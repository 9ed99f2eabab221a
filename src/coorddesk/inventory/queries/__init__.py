"""What screens, papers and imports read about devices."""

from coorddesk.inventory.queries.belonging import belongings, tally
from coorddesk.inventory.queries.cards import AssetCard, DisposalRow, asset_card
from coorddesk.inventory.queries.catalogue import (
    CategoryCard,
    LabelRow,
    MakerCard,
    ModelCard,
    ModelRow,
    NamedRow,
    categories,
    category_cards,
    category_options,
    default_labels,
    maker_cards,
    manufacturer_options,
    manufacturers,
    model_card,
    model_options,
    models,
    status_labels,
)
from coorddesk.inventory.queries.counts import AssetCounts, asset_counts, devices_by_place
from coorddesk.inventory.queries.criteria import asset_fields, said_criteria
from coorddesk.inventory.queries.custom import (
    FieldRow,
    choice_uses,
    custom_fields,
    custom_uses,
    custom_values,
)
from coorddesk.inventory.queries.findings import findings
from coorddesk.inventory.queries.found import hits
from coorddesk.inventory.queries.lists import ASSET_SORTS, AssetQuery, asset_ids, matches
from coorddesk.inventory.queries.rows import ASSET_COLUMNS, AssetRow, asset_columns, asset_page
from coorddesk.inventory.queries.stated import stated
from coorddesk.inventory.queries.timelines import timeline

__all__ = [
    "ASSET_COLUMNS",
    "ASSET_SORTS",
    "AssetCard",
    "AssetCounts",
    "AssetQuery",
    "AssetRow",
    "CategoryCard",
    "DisposalRow",
    "FieldRow",
    "LabelRow",
    "MakerCard",
    "ModelCard",
    "ModelRow",
    "NamedRow",
    "asset_card",
    "asset_columns",
    "asset_counts",
    "asset_fields",
    "asset_ids",
    "asset_page",
    "belongings",
    "categories",
    "category_cards",
    "category_options",
    "choice_uses",
    "custom_fields",
    "custom_uses",
    "custom_values",
    "default_labels",
    "devices_by_place",
    "findings",
    "hits",
    "maker_cards",
    "manufacturer_options",
    "manufacturers",
    "matches",
    "model_card",
    "model_options",
    "models",
    "said_criteria",
    "stated",
    "status_labels",
    "tally",
    "timeline",
]
