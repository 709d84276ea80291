"""Takes official shapes in. Needs pyogrio (GDAL), shapely and pyproj, which nothing outside may load unasked."""

from geo.shapes.loading.official import OfficialFile, load_official
from geo.shapes.loading.report import Finding, LoadReport

__all__ = ["Finding", "LoadReport", "OfficialFile", "load_official"]
