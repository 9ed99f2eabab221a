"""Makes resources/samples/logo.png, the mark of the demo's school: a linden leaf and its open book.

Run it after changing it: `python packaging/make_logo.py`. The same strokes give the same bytes.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

TARGET = Path(__file__).parents[1] / "resources" / "samples" / "logo.png"
_SIZE, _FINER = 320, 4  # drawn finer and scaled down, so that edges are smooth
_GREEN, _LIGHT, _PAPER = "#2f6b4f", "#7fb08f", "#f7f4ec"


def main() -> None:
    """Draw it."""
    side = _SIZE * _FINER
    picture = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)

    def at(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(x * side, y * side) for x, y in points]

    draw.rounded_rectangle(at((0.02, 0.02), (0.98, 0.98)), side * 0.18, fill=_GREEN)
    draw.polygon(at((0.5, 0.12), (0.68, 0.3), (0.66, 0.48), (0.5, 0.6), (0.34, 0.48), (0.32, 0.3)), fill=_LIGHT)
    draw.line(at((0.5, 0.2), (0.5, 0.66)), fill=_GREEN, width=side // 50)
    for height in (0.34, 0.44):
        draw.line(at((0.4, height - 0.06), (0.5, height + 0.04), (0.6, height - 0.06)), fill=_GREEN, width=side // 70)
    draw.polygon(at((0.5, 0.7), (0.2, 0.62), (0.2, 0.8), (0.5, 0.88)), fill=_PAPER)
    draw.polygon(at((0.5, 0.7), (0.8, 0.62), (0.8, 0.8), (0.5, 0.88)), fill=_PAPER)
    draw.line(at((0.5, 0.7), (0.5, 0.88)), fill=_GREEN, width=side // 90)
    picture.resize((_SIZE, _SIZE), Image.Resampling.LANCZOS).save(TARGET, optimize=True)


if __name__ == "__main__":
    main()
