"""Makes resources/sounds/*.wav: what a counter hears after a scan, told apart with the eyes elsewhere.

Run it after changing it: `python packaging/make_sounds.py`. The same tones give the same bytes.
"""

from __future__ import annotations

import math
import wave
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "resources" / "sounds"
RATE = 11_025
LOUDNESS = 0.35
FADE_SECONDS = 0.008  # a tone that starts or stops at once clicks
SILENCE = 0.0
SOUNDS = {  # hertz and seconds, one after the other
    "good": ((880.0, 0.06), (1318.5, 0.09)),
    "look": ((659.3, 0.07), (SILENCE, 0.04), (659.3, 0.07)),
    "bad": ((220.0, 0.13), (SILENCE, 0.05), (196.0, 0.2)),
}


def tone(hertz: float, seconds: float) -> bytes:
    """A tone as samples of one byte; its overtone makes a low one heard from a small loudspeaker."""
    count = round(RATE * seconds)
    fade = RATE * FADE_SECONDS
    samples = bytearray()
    for place in range(count):
        swing = math.tau * hertz * place / RATE
        edge = min(1.0, place / fade, (count - place) / fade)
        samples.append(round(128 + 127 * LOUDNESS * edge * (0.7 * math.sin(swing) + 0.3 * math.sin(3 * swing))))
    return bytes(samples)


def main() -> None:
    """Write the files."""
    FOLDER.mkdir(exist_ok=True)
    for name, tones in SOUNDS.items():
        with wave.open(str(FOLDER / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(1)
            file.setframerate(RATE)
            file.writeframes(b"".join(tone(*each) for each in tones))


if __name__ == "__main__":
    main()
