"""What the map knows: record types, vocabulary, inheritance, visibility. No database, engine, network or clock."""

from catalogue.base import Identifier, Provenance, in_language, said_language
from catalogue.contact import Phone
from catalogue.facts import Answer, Visibility
from catalogue.glossary import Abbreviation, Glossary, SectorWord
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
from catalogue.regions import Part, Regions
from catalogue.schema import json_schema
from catalogue.sources import EDITOR, Source, Sources
from catalogue.terms import Column, Link, ListInfo, Scheme, TermEntry
from catalogue.view import Bundle, Contact, Inherited, OfferView, Site, offer_view
from catalogue.visibility import all_public, hidden_fields, public
from catalogue.vocabulary import Vocabulary
from catalogue.where import Address, Centre, Coordinates, Radius, ServiceArea

__all__ = [
    "EDITOR",
    "OWNERS_FIRST",
    "RECORD_TYPES",
    "REFERENCES",
    "Abbreviation",
    "Address",
    "Answer",
    "Bundle",
    "Centre",
    "Column",
    "Contact",
    "Coordinates",
    "Glossary",
    "Identifier",
    "Inherited",
    "Kind",
    "Link",
    "ListInfo",
    "Location",
    "Offer",
    "OfferAtLocation",
    "OfferView",
    "OpeningHours",
    "Organisation",
    "Part",
    "Partnership",
    "Phone",
    "Problem",
    "Provenance",
    "Publisher",
    "Radius",
    "Recognition",
    "Record",
    "RecordError",
    "Regions",
    "Scheme",
    "SectorWord",
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
    "said_language",
    "slug",
    "spans_on",
    "write_record",
]
