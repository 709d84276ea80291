"""What search engines are told, in the words of schema.org."""

from __future__ import annotations

from typing import Any

from catalogue import Bundle, Location, Offer, OfferAtLocation, Organisation, offer_view
from tests.web.world import AT_PLACE, AT_SHELTER, FULL, ORGANISATION, PLACE, SHELTER, SHELTER_PLACE, Row
from web import PageContext
from web.linked_data import offer_data, organisation_data

SITE = "https://kaart.invalid"


def told(context: PageContext, offer: Row, *sites: tuple[Row, Row], organisation: Row = ORGANISATION) -> Any:
    bundle = Bundle(
        Offer.model_validate(offer),
        Organisation.model_validate(organisation),
        None,
        tuple((OfferAtLocation.model_validate(at), Location.model_validate(place)) for at, place in sites),
    )
    view = offer_view(bundle)
    assert view is not None
    return offer_data(view, context.gazetteer, SITE)


def test_an_offer_has_its_provider_area_and_channels(context: PageContext) -> None:
    data = told(context, FULL, (AT_PLACE, PLACE))
    assert data["@id"] == data["url"] == f"{SITE}/aanbod/proef:huur"
    assert data["areaServed"] == [{"@type": "AdministrativeArea", "name": "Regio Aalst"}]
    phone, website, place = data["availableChannel"]
    assert phone["servicePhone"]["telephone"] == "000 00 00 01"
    assert phone["availableLanguage"] == ["nl", "fr"]
    assert website["serviceUrl"] == "https://proef.invalid/huur"
    assert place["serviceLocation"]["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "Proefstraat 12 bus 3",
        "postalCode": "9300",
        "addressLocality": "Aalst",
        "addressCountry": "BE",
    }
    assert place["serviceLocation"]["geo"] == {"@type": "GeoCoordinates", "latitude": 50.938, "longitude": 4.04}


def test_hours_leave_appointments_out_and_close_on_exceptions(context: PageContext) -> None:
    data = told(context, FULL, (AT_PLACE, PLACE))
    rows = data["availableChannel"][2]["serviceLocation"]["openingHoursSpecification"]
    assert rows[0] == {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": "https://schema.org/Monday",
        "opens": "09:00",
        "closes": "12:00",
    }
    assert not [row for row in rows if row.get("dayOfWeek") == "https://schema.org/Thursday"]
    assert rows[-1] == {
        "@type": "OpeningHoursSpecification",
        "opens": "00:00",
        "closes": "00:00",
        "validFrom": "2026-12-24",
        "validThrough": "2027-01-03",
    }


def test_always_open_is_every_day(context: PageContext) -> None:
    (row,) = told(context, SHELTER | {"hours": {"always": True}})["hoursAvailable"]
    assert len(row["dayOfWeek"]) == 7
    assert (row["opens"], row["closes"]) == ("00:00", "23:59")


def test_an_authority_offers_a_government_service(context: PageContext) -> None:
    data = told(context, SHELTER, organisation=ORGANISATION | {"type": "ocmw"})
    assert data["@type"] == "GovernmentService"
    assert data["provider"]["@type"] == "GovernmentOrganization"


def test_only_a_known_price_of_nothing_is_told(context: PageContext) -> None:
    assert told(context, SHELTER | {"costs": [{"free": "yes"}]})["offers"]["price"] == 0
    assert "offers" not in told(context, SHELTER)


def test_a_point_that_stands_for_a_municipality_is_not_told(context: PageContext) -> None:
    rough = PLACE | {"point": {"lat": 50.9, "lon": 4.0, "precision": "municipality"}}
    assert "geo" not in told(context, FULL, (AT_PLACE, rough))["availableChannel"][2]["serviceLocation"]


def test_a_hidden_address_is_not_told(context: PageContext) -> None:
    data = told(context, SHELTER, (AT_SHELTER, SHELTER_PLACE))
    for secret in ("Geheimstraat", "9320", "50.9", "00 77"):
        assert secret not in str(data)


def test_made_up_records_are_not_told(context: PageContext) -> None:
    assert told(context, SHELTER | {"demo": True}) is None
    assert organisation_data(Organisation.model_validate(ORGANISATION | {"demo": True}), SITE) is None


def test_an_organisation_has_its_number_and_names() -> None:
    data = organisation_data(Organisation.model_validate(ORGANISATION), SITE)
    assert data is not None
    assert data["taxID"] == "0000.000.097"
    assert data["alternateName"] == ["De Brug"]
    assert data["telephone"] == ["000 00 00 01"]


def test_a_radius_is_a_circle_around_each_place_of_which_the_point_is_known(context: PageContext) -> None:
    data = told(context, FULL | {"area": {"brussels": True, "radius": {"km": 2.5}}}, (AT_PLACE, PLACE))
    assert data["areaServed"] == [
        {"@type": "AdministrativeArea", "name": "Brussel"},
        {
            "@type": "GeoCircle",
            "geoMidpoint": {"@type": "GeoCoordinates", "latitude": 50.938, "longitude": 4.04},
            "geoRadius": 2500,
        },
    ]


def test_no_circle_is_drawn_where_a_place_is_hidden(context: PageContext) -> None:
    area = {"radius": {"km": 2, "centre": {"lat": 50.9, "lon": 4.0}}}
    data = told(context, FULL | {"area": area}, (AT_PLACE, PLACE), (AT_SHELTER, SHELTER_PLACE))
    assert "areaServed" not in data
