"""The team: exact, deterministic, with alternatives that differ."""
