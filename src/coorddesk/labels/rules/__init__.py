"""Truths about labels that need no database: where they lie on a sheet, and what stands on them."""

from coorddesk.labels.rules.contents import (
    CODE_TITLES,
    CodeKind,
    Label,
    Style,
    decode_style,
    encode_style,
)
from coorddesk.labels.rules.papers import SCAN_SUFFIXES, filed_by
from coorddesk.labels.rules.published import FIRST_FORMAT, PUBLISHED
from coorddesk.labels.rules.sheets import (
    FROM_LEFT,
    FROM_TOP,
    LONGEST_NAME,
    MEASURES,
    MOST_OFFSET,
    Box,
    SheetFormat,
    boxes,
    centred,
    refusal,
)
from coorddesk.labels.rules.starting import MOST_COPIES, Place, Run, pages, placed, run_refusal
from coorddesk.labels.rules.wanted import first_fields, noun_of, owner_line

__all__ = [
    "CODE_TITLES",
    "FIRST_FORMAT",
    "FROM_LEFT",
    "FROM_TOP",
    "LONGEST_NAME",
    "MEASURES",
    "MOST_COPIES",
    "MOST_OFFSET",
    "PUBLISHED",
    "SCAN_SUFFIXES",
    "Box",
    "CodeKind",
    "Label",
    "Place",
    "Run",
    "SheetFormat",
    "Style",
    "boxes",
    "centred",
    "decode_style",
    "encode_style",
    "filed_by",
    "first_fields",
    "noun_of",
    "owner_line",
    "pages",
    "placed",
    "refusal",
    "run_refusal",
]
