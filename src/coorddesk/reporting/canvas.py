"""A canvas for a pdf of ours: what the file says about itself, the same bytes for the same report and stamp."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

    from reportlab.pdfgen.canvas import Canvas

    from coorddesk.core.messages import Message
    from coorddesk.core.texts import Texts
    from coorddesk.reporting.report import Stamp
    from coorddesk.reporting.typeface import Faces


def new_canvas(
    title: Message, size: tuple[float, float], stream: IO[bytes], stamp: Stamp, faces: Faces, texts: Texts
) -> Canvas:
    """An empty canvas of a paper's size, in points."""
    from reportlab import rl_config  # 140 ms that the window does not wait for
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0  # streams as bytes, not as letters: a fifth smaller and quicker
    canvas = Canvas(
        stream,
        size,
        invariant=1,
        initialFontName=faces.regular.name,  # type: ignore[arg-type]  # the stubs take a name for a number
        lang={"fr": "fr-FR", "en": "en-GB"}[texts.language],
    )
    canvas.setTitle(texts.say(title))
    canvas.setAuthor(stamp.author or stamp.organisation)
    canvas.setSubject(stamp.organisation)
    canvas.setCreator("CoordDesk")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setDateFormatter(_date_formatter(stamp.moment))
    return canvas


def _date_formatter(moment: datetime) -> Any:
    return lambda *_now: f"D:{moment:%Y%m%d%H%M%S}Z"
