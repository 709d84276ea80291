"""What is hidden stays hidden; what a place does not say, it inherits, and the page knows from whom."""

from __future__ import annotations

from typing import Any

from catalogue import Bundle, Location, Offer, OfferAtLocation, Organisation, offer_view, public, read_record

REFUGE_STREET, REFUGE_STOP = "Geheimstraat", "halte Geheim"


def make(kind: str, id_: str, **values: Any) -> Any:
    return read_record({"kind": kind, "id": id_, **values})


def organisation(**values: Any) -> Organisation:
    made: Organisation = make("organisation", "x:o", name="Organisatie", **values)
    return made


def offer(**values: Any) -> Offer:
    made: Offer = make("offer", "x:a", organisation="x:o", name="Aanbod", **values)
    return made


def location(**values: Any) -> Location:
    made: Location = make("location", "x:l", organisation="x:o", **values)
    return made


def at(**values: Any) -> OfferAtLocation:
    made: OfferAtLocation = make("offer_at_location", "x:al", offer="x:a", location="x:l", **values)
    return made


def test_hiding_the_address_also_hides_the_point_and_the_way_there() -> None:
    refuge = location(
        address={"street": REFUGE_STREET, "postcode": "9300"},
        point={"lat": 50.9, "lon": 4.0, "precision": "address"},
        transport=REFUGE_STOP,
        visibility={"address": "hidden"},
        field_provenance={"point": {"source": "y"}},
    )
    seen = public(refuge)
    assert seen is not None
    assert (seen.address, seen.point, seen.transport, dict(seen.field_provenance)) == (None, None, None, {})


def test_professional_counts_as_hidden() -> None:
    seen = public(organisation(email="intern@example.org", visibility={"email": "professional"}))
    assert seen is not None
    assert seen.email is None


def test_a_record_that_is_hidden_as_a_whole_takes_its_offer_along() -> None:
    hidden = {"*": "hidden"}
    assert public(offer(visibility=hidden)) is None
    assert offer_view(Bundle(offer(visibility=hidden), organisation(), None)) is None
    assert offer_view(Bundle(offer(), organisation(visibility=hidden), None)) is None


def test_a_hidden_location_leaves_the_offer_without_that_place() -> None:
    view = offer_view(Bundle(offer(), organisation(), None, ((at(), location(visibility={"*": "hidden"})),)))
    assert view is not None
    assert view.sites == ()


def test_a_place_inherits_from_the_offer_then_the_location_then_the_organisation() -> None:
    view = offer_view(
        Bundle(
            offer(phones=[{"number": "1"}][:0], email="offer@example.org"),
            organisation(email="org@example.org", website="https://org.example", phones=[{"number": "053 00 00 00"}]),
            None,
            ((at(email="at@example.org"), location(website="https://location.example")),),
        )
    )
    assert view is not None
    contact = view.sites[0].contact
    assert contact.email is not None
    assert (contact.email.value, contact.email.inherited) == ("at@example.org", False)
    assert contact.website is not None
    assert contact.website.said_by == "location"
    assert contact.phones is not None
    assert (contact.phones.said_by, contact.phones.inherited) == ("organisation", True)
    assert contact.chat is None
    assert view.contact.email is not None
    assert view.contact.email.value == "offer@example.org"


def test_a_hidden_number_is_not_inherited() -> None:
    view = offer_view(
        Bundle(offer(), organisation(phones=[{"number": "053 00 00 00"}], visibility={"phones": "hidden"}), None)
    )
    assert view is not None
    assert view.contact.phones is None


def test_a_hidden_partnership_of_an_offer_is_not_shown_though_the_partnership_itself_is_public() -> None:
    partnership = make("partnership", "x:p", name="Netwerk")
    view = offer_view(
        Bundle(offer(partnership="x:p", visibility={"partnership": "hidden"}), organisation(), partnership)
    )
    assert view is not None
    assert view.partnership is None


def test_one_made_up_part_makes_the_whole_made_up() -> None:
    view = offer_view(Bundle(offer(), organisation(demo=True), None))
    assert view is not None
    assert view.demo
