"""What can go wrong with the file of addresses, each with what to do about it."""

from __future__ import annotations

from store.errors import StoreError


class AddressesError(StoreError):
    """Any failure of loading or reading addresses that the operator can act on."""


class AddressFileError(AddressesError):
    """The file that was given cannot be loaded: not the format, a column that is missing, broken off."""


class AddressesBusy(AddressesError):
    """Another process is loading addresses into the same folder."""


class NoAddressFile(AddressesError):
    """No addresses are loaded, so streets and house numbers cannot be looked up."""
