"""`/addresses`, `/streets`: house numbers and names of streets, where a file of addresses is loaded."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field, model_validator

from api.caching import NOT_KEPT
from api.context import ApiContext
from api.documentation import answers
from api.routing import add_get
from geo import Gazetteer, Place
from geo.addresses import AddressBook, AddressPoint, AddressPrecision
from search import UnknownPlace
from search.answer import ZoneName
from store.addresses import NoAddressFile

_EXAMPLE = {
    "street": "Kerkstraat",
    "number": "12",
    "postcode": "9300",
    "municipality": "Aalst",
    "municipality_nis": "41002",
    "zones": [{"id": "regio-aalst", "name": "Regio Aalst"}],
    "lat": 50.92813,
    "lon": 4.05789,
    "precision": "address",
}
_STREET = {
    "name": "Wetstraat",
    "other_names": ["Rue de la Loi"],
    "postcode": "1000",
    "municipality": "Brussel",
    "municipality_nis": "21004",
}

_Place = Annotated[str, Field(max_length=200)]


class AddressParameters(BaseModel):
    """A street and, best, a number and where it is."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    street: Annotated[
        str, Field(min_length=1, max_length=120, description="Its name, in any language.", examples=["Kerkstraat"])
    ]
    number: Annotated[
        str | None, Field(max_length=40, description="As people write it; a box is left out.", examples=["12 bus 3"])
    ] = None
    postcode: Annotated[
        str | None,
        Field(pattern="^[1-9][0-9]{3}$", description="Where it is; not with `municipality`.", examples=["9300"]),
    ] = None
    municipality: Annotated[_Place | None, Field(description="Its name, or its NIS code.", examples=["Aalst"])] = None

    @model_validator(mode="after")
    def _one_of_both(self) -> AddressParameters:
        if self.postcode and self.municipality:
            raise ValueError("postcode or municipality, not both")
        return self


class StreetParameters(BaseModel):
    """The beginning of the name of a street."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    q: Annotated[str, Field(min_length=1, max_length=120, description="What is typed so far.", examples=["kerkst"])]
    place: Annotated[
        _Place | None,
        Field(description="Postcode or place name; only streets of its municipality.", examples=["Aalst"]),
    ] = None
    size: Annotated[int, Field(ge=1, le=50, description="Streets at most.", examples=[8])] = 8


class AddressAnswer(BaseModel):
    """Where an address is. Zones are those of the municipality and the postcode."""

    street: str
    number: str | None = Field(description="The number that was found; null: `lat` and `lon` are the street's middle.")
    postcode: str
    municipality: str
    municipality_nis: str
    zones: tuple[ZoneName, ...]
    lat: float
    lon: float
    precision: AddressPrecision = Field(
        description="address: the house itself; street: the nearest number, or the middle of the street."
    )


class Addresses(BaseModel):
    """Every place that the street and number can mean, by municipality; none where no street has that name."""

    addresses: tuple[AddressAnswer, ...]


class StreetAnswer(BaseModel):
    """A street, once for each postcode that it runs through."""

    name: str
    other_names: tuple[str, ...] = Field(description="In other languages.")
    postcode: str
    municipality: str
    municipality_nis: str


class Streets(BaseModel):
    """Streets that go on as typed: whole names first."""

    streets: tuple[StreetAnswer, ...]


def address_routes(context: ApiContext) -> APIRouter:
    """The endpoints of addresses; a problem that says so where no file of addresses is loaded."""
    router = APIRouter(tags=["places"])

    def addresses(asked: Annotated[AddressParameters, Query()], response: Response) -> Addresses:
        """Where a street and number are: more than one where the name is ambiguous."""
        response.headers["Cache-Control"] = NOT_KEPT
        book = _book(context)
        nis = _municipality(context.gazetteer, asked.municipality)
        found = book.find(asked.street, asked.number, nis=nis, postcode=asked.postcode)
        return Addresses(addresses=tuple(_address(one, context.gazetteer) for one in found))

    def streets(asked: Annotated[StreetParameters, Query()], response: Response) -> Streets:
        """Names of streets that go on as typed."""
        response.headers["Cache-Control"] = NOT_KEPT
        book = _book(context)
        found = book.streets(asked.q, _municipality(context.gazetteer, asked.place), asked.size)
        return Streets(
            streets=tuple(
                StreetAnswer(
                    name=one.name,
                    other_names=one.other_names,
                    postcode=one.postcode,
                    municipality=one.municipality,
                    municipality_nis=one.municipality_nis,
                )
                for one in found
            )
        )

    told = answers(Addresses, "Where it is.", {"addresses": [_EXAMPLE]}, 404, 422, 503)
    add_get(router, "/addresses", addresses, operation_id="find_addresses", summary="Addresses", responses=told)
    told = answers(Streets, "The streets.", {"streets": [_STREET]}, 404, 422, 503)
    add_get(router, "/streets", streets, operation_id="complete_streets", summary="Names of streets", responses=told)
    return router


def _book(context: ApiContext) -> AddressBook:
    if context.addresses is None:
        raise NoAddressFile("no addresses are loaded: loket addresses load FILE")
    return context.addresses


def _municipality(gazetteer: Gazetteer, text: str | None) -> str | None:
    """The NIS code of the municipality of a place, the likeliest one of the name; a NIS code is itself.

    Raises `UnknownPlace` where it is none, or lies in no one municipality.
    """
    if not text:
        return None
    known = gazetteer.municipality(text)
    if known is not None:
        return known.nis
    places: tuple[Place, ...] = gazetteer.resolve(text)
    if not places or places[0].municipality_nis is None:
        raise UnknownPlace(text)
    return places[0].municipality_nis


def _address(found: AddressPoint, gazetteer: Gazetteer) -> AddressAnswer:
    zones = gazetteer.zones_of(found.municipality_nis, found.postcode)
    return AddressAnswer(
        street=found.street,
        number=found.number,
        postcode=found.postcode,
        municipality=found.municipality,
        municipality_nis=found.municipality_nis,
        zones=tuple(ZoneName(id=zone.id, name=zone.name) for zone in zones),
        lat=found.point.lat,
        lon=found.point.lon,
        precision=found.precision,
    )
