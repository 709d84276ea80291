"""Engines: the port that all of them answer, and the adapters."""
