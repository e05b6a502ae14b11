"""Dates as they are printed: Arabic figures, the year in full, no leading zeros (7.3.5.4)."""

from convert.patterns import pattern

_ISO_DATE = pattern("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")


def as_printed(date: str) -> str:
    """2026年1月5日 for 2026-01-05; anything else as it stands."""
    match = _ISO_DATE.fullmatch(date)
    return "{}年{}月{}日".format(*map(int, match.groups())) if match else date
