"""Moments are kept in UTC. A moment without a time zone is Belgian time, as `catalogue.hours` has it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

BELGIUM = ZoneInfo("Europe/Brussels")


def in_utc(moment: datetime) -> datetime:
    """The same moment in UTC."""
    return (moment.replace(tzinfo=BELGIUM) if moment.tzinfo is None else moment).astimezone(UTC)


def belgian_day(moment: datetime) -> date:
    """The date on a Belgian calendar at that moment."""
    return in_utc(moment).astimezone(BELGIUM).date()
