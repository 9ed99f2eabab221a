"""Pages of a pdf as pictures, to be seen before they are printed; no Qt here."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_WHITE = (255, 255, 255, 255)
_ALONE = threading.Lock()  # PDFium is not made for several threads at once: one looks, another prints


def page_count(pdf: Path | bytes) -> int:
    """How many pages the pdf has."""
    from pypdfium2 import PdfDocument  # 4 MB that only a preview needs

    with _ALONE, PdfDocument(pdf) as document:
        return len(document)


def page_image(pdf: Path | bytes, index: int, scale: float) -> tuple[int, int, bytes]:
    """Page `index` (from 0) at `scale` pixels per point: width and height in pixels, and 4 bytes RGBA for each."""
    from pypdfium2 import PdfDocument
    from pypdfium2.raw import FPDFBitmap_BGRA

    with _ALONE, PdfDocument(pdf) as document:
        bitmap = document[index].render(
            scale=scale, fill_color=_WHITE, force_bitmap_format=FPDFBitmap_BGRA, rev_byteorder=True
        )
        return bitmap.width, bitmap.height, bytes(bitmap.buffer)
