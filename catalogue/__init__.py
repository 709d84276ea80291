"""What the map knows: record types, vocabulary, inheritance, visibility. No database, engine, network or clock."""

from catalogue.base import Identifier, Provenance, in_language
from catalogue.contact import Phone
from catalogue.facts import Answer, Visibility
from catalogue.hours import OpeningHours, open_at, public_holidays, spans_on
from catalogue.identity import join_keys
from catalogue.ids import record_id, slug
from catalogue.publishing import OWNERS_FIRST, Publisher
from catalogue.reading import Problem, RecordError, read_record, record_fields, write_record
from catalogue.records import (
    RECORD_TYPES,
    REFERENCES,
    Kind,
    Location,
    Offer,
    OfferAtLocation,
    Organisation,
    Partnership,
    Recognition,
    Record,
)
from catalogue.schema import json_schema
from catalogue.sources import EDITOR, Source, Sources
from catalogue.view import Bundle, Contact, Inherited, OfferView, Site, offer_view
from catalogue.visibility import all_public, hidden_fields, public
from catalogue.vocabulary import TermEntry, Vocabulary
from catalogue.where import Address, Coordinates, ServiceArea

__all__ = [
    "EDITOR",
    "OWNERS_FIRST",
    "RECORD_TYPES",
    "REFERENCES",
    "Address",
    "Answer",
    "Bundle",
    "Contact",
    "Coordinates",
    "Identifier",
    "Inherited",
    "Kind",
    "Location",
    "Offer",
    "OfferAtLocation",
    "OfferView",
    "OpeningHours",
    "Organisation",
    "Partnership",
    "Phone",
    "Problem",
    "Provenance",
    "Publisher",
    "Recognition",
    "Record",
    "RecordError",
    "ServiceArea",
    "Site",
    "Source",
    "Sources",
    "TermEntry",
    "Visibility",
    "Vocabulary",
    "all_public",
    "hidden_fields",
    "in_language",
    "join_keys",
    "json_schema",
    "offer_view",
    "open_at",
    "public",
    "public_holidays",
    "read_record",
    "record_fields",
    "record_id",
    "slug",
    "spans_on",
    "write_record",
]
