"""The verbs on devices and on what they are."""

from coorddesk.inventory.service.assets import AssetDetails, AssetEdit, NewAsset, Standing, create_asset, edit_asset
from coorddesk.inventory.service.bin import delete_assets, restore_assets
from coorddesk.inventory.service.catalogue import (
    ModelEdit,
    ModelWords,
    Renaming,
    create_category,
    create_manufacturer,
    create_model,
    delete_category,
    delete_manufacturer,
    delete_model,
    edit_model,
    find_or_create_category,
    find_or_create_manufacturer,
    find_or_create_model,
    rename_category,
    rename_manufacturer,
)
from coorddesk.inventory.service.chosen import Chosen
from coorddesk.inventory.service.custom import add_custom, custom_titles, write_custom
from coorddesk.inventory.service.disposals import BringBack, Retirement, bring_back_assets, retire_assets
from coorddesk.inventory.service.labels import (
    LabelEdit,
    NewLabel,
    create_label,
    delete_label,
    edit_label,
    seed_labels,
)
from coorddesk.inventory.service.many import add_many_models
from coorddesk.inventory.service.movements import (
    Assignment,
    Move,
    StatusChange,
    assign_assets,
    change_status,
    move_assets,
)
from coorddesk.inventory.service.numbering import free_tag, numbers_taken, pattern_of

__all__ = [
    "AssetDetails",
    "AssetEdit",
    "Assignment",
    "BringBack",
    "Chosen",
    "LabelEdit",
    "ModelEdit",
    "ModelWords",
    "Move",
    "NewAsset",
    "NewLabel",
    "Renaming",
    "Retirement",
    "Standing",
    "StatusChange",
    "add_custom",
    "add_many_models",
    "assign_assets",
    "bring_back_assets",
    "change_status",
    "create_asset",
    "create_category",
    "create_label",
    "create_manufacturer",
    "create_model",
    "custom_titles",
    "delete_assets",
    "delete_category",
    "delete_label",
    "delete_manufacturer",
    "delete_model",
    "edit_asset",
    "edit_label",
    "edit_model",
    "find_or_create_category",
    "find_or_create_manufacturer",
    "find_or_create_model",
    "free_tag",
    "move_assets",
    "numbers_taken",
    "pattern_of",
    "rename_category",
    "rename_manufacturer",
    "restore_assets",
    "retire_assets",
    "seed_labels",
    "write_custom",
]
