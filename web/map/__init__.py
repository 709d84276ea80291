"""A map of the zones as SVG: made from their shapes, without a script."""

from web.map.drawing import Area, Drawing, everything, one, part
from web.map.frame import Frame
from web.map.lettering import Writing, in_lines, writing
from web.map.steps import Step, steps
from web.map.zones import SMALL_SIZES, Dot, DrawnZone, ZoneRow, drawn_zones, zone_rows

__all__ = [
    "SMALL_SIZES",
    "Area",
    "Dot",
    "Drawing",
    "DrawnZone",
    "Frame",
    "Step",
    "Writing",
    "ZoneRow",
    "drawn_zones",
    "everything",
    "in_lines",
    "one",
    "part",
    "steps",
    "writing",
    "zone_rows",
]
