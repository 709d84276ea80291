"""Offers as arrays: what ranking needs of many at once, worked out in the same way for both engines."""
