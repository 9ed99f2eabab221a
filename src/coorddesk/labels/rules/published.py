"""The sheets of labels that are sold hereabouts.

How many labels, and how large, is what Avery (Avery Zweckform) prints on the packs. Sheets are cut in inches: labels
63.5 mm wide lie 66.04 mm apart (2.6 in), those of 99.1 mm 101.6 mm (4 in), those of 38.1 mm 40.64 mm (1.6 in), of
45.7 mm 48.26 mm (1.9 in), of 25.4 mm 27.94 mm (1.1 in); and all lie in the middle of the paper. That agrees to a
millimetre with the templates that gLabels publishes (avery-iso-templates.xml, zweckform-iso-templates.xml and
avery-us-templates.xml of glabels-qt), which were measured by their users. A printer is off by more than that: hence the
calibration page.
"""

from __future__ import annotations

from coorddesk.labels.rules.sheets import SheetFormat, centred
from coorddesk.reporting.page import PaperSize

PUBLISHED: dict[str, SheetFormat] = {
    sheet.key: sheet
    for sheet in (
        centred("L7159", (3, 8), (6350, 3390), (6604, 3390)),
        centred("L7160", (3, 7), (6350, 3810), (6604, 3810)),
        centred("L7161", (3, 6), (6350, 4660), (6604, 4660)),
        centred("L7162", (2, 8), (9910, 3390), (10160, 3390)),
        centred("L7163", (2, 7), (9910, 3810), (10160, 3810)),
        centred("L7164", (3, 4), (6350, 7200), (6604, 7200)),
        centred("L7165", (2, 4), (9910, 6770), (10160, 6770)),
        centred("L7173", (2, 5), (9910, 5700), (10160, 5700)),
        centred("L7651", (5, 13), (3810, 2120), (4064, 2120)),
        centred("L7654", (4, 10), (4570, 2540), (4826, 2540)),
        centred("L4731", (7, 27), (2540, 1000), (2794, 1000)),
        centred("L4778", (4, 12), (4570, 2120), (4826, 2120)),  # L6009 in silver: what asset labels are made of
        centred("3474", (3, 8), (7000, 3700)),
        centred("3475", (3, 8), (7000, 3600)),
        centred("3490", (3, 8), (7000, 3600)),
        centred("3422", (3, 8), (7000, 3500)),
        centred("3424", (2, 6), (10500, 4800)),
        centred("3425", (2, 5), (10500, 5700)),
        centred("3659", (2, 6), (9700, 4230)),
        centred("3669", (3, 5), (7000, 5080)),
        centred("5160", (3, 10), (6668, 2540), (6985, 2540), PaperSize.LETTER),
        centred("5163", (2, 5), (10160, 5080), (10478, 5080), PaperSize.LETTER),
        centred("5267", (4, 20), (4445, 1270), (5207, 1270), PaperSize.LETTER),
    )
}

FIRST_FORMAT = "L7160"
"""Until somebody chooses another."""
