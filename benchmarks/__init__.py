"""Measurements: `make bench` (DESIGN.md 5). Every timing stands beside a bare baseline of the same run."""
