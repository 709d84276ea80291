"""Addresses: loading the official files into an SQLite file of their own, and looking up streets and house numbers."""

from pathlib import Path

from store.addresses.book import StoredAddresses
from store.addresses.build import loading_alone, throw_away
from store.addresses.errors import AddressesBusy, AddressesError, AddressFileError, NoAddressFile
from store.addresses.loading import Progress, load_addresses
from store.addresses.report import LoadReport
from store.addresses.schema import FILE, Part

__all__ = [
    "AddressFileError",
    "AddressesBusy",
    "AddressesError",
    "LoadReport",
    "NoAddressFile",
    "Part",
    "Progress",
    "StoredAddresses",
    "drop_addresses",
    "load_addresses",
    "open_addresses",
]


def open_addresses(folder: Path) -> StoredAddresses | None:
    """The address book in a data folder; None where no addresses are loaded. Raises `AddressesError`."""
    path = folder / FILE
    return StoredAddresses(path) if path.exists() else None


def drop_addresses(folder: Path) -> bool:
    """Remove the addresses and what an unfinished load left; whether there were any. Raises `AddressesBusy`."""
    if not folder.is_dir():
        return False
    with loading_alone(folder):
        throw_away(folder)
        there = (folder / FILE).exists()
        (folder / FILE).unlink(missing_ok=True)
        return there
