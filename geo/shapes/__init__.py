"""The shapes of the zones: borders, neighbours, and the zone of a point.

Light: only what makes shapes (`geo.shapes.making`) and what takes official ones in (`geo.shapes.loading`) needs large
libraries, which a server never loads for this.
"""

from geo.shapes.file import BadShapesError
from geo.shapes.polygon import Parts, Polygon, Ring
from geo.shapes.shapes import LEVELS, Level, Shapes

__all__ = ["LEVELS", "BadShapesError", "Level", "Parts", "Polygon", "Ring", "Shapes"]
