"""The parts of a shape: plain numbers, as a drawing or GeoJSON needs them."""

from __future__ import annotations

Ring = tuple[tuple[float, float], ...]
"""Closed, as (longitude, latitude) in degrees (WGS84), in five decimals: to about a metre."""

Polygon = tuple[Ring, ...]
"""The outer ring counterclockwise, then the holes clockwise, as RFC 7946 has it."""

Parts = tuple[Polygon, ...]
"""All of a zone: most zones are one polygon."""
