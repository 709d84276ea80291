"""The tables of HSDS packages: their names and columns through the versions, and what belongs to what. Data only.

HSDS 3.x (docs.openreferral.org, datapackage.json) gives the names; those of 1.x and 2.x stand as aliases.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    `files`: file names without ending, each with the cells that the name itself implies.
    `columns`: other names of columns. `parents`: per column, which tables' rows it may name, and in which list there
    this row then goes. `embeds`: per column, the table whose row it names, and the field in which that goes here.
    """

    files: Mapping[str, Mapping[str, str]]
    columns: Mapping[str, str] = field(default_factory=dict)
    parents: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    embeds: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def _named(*files: str) -> dict[str, Mapping[str, str]]:
    return {file: {} for file in files}


def _belongs(list_name: str, *parents: str) -> dict[str, Mapping[str, str]]:
    return {f"{parent}_id": {parent: list_name} for parent in parents}


_EVERYONE = ("organization", "service", "location", "service_at_location")

TABLES: Mapping[str, Table] = {
    "organization": Table(_named("organizations", "organization"), {"url": "website"}),
    "service": Table(_named("services", "service")),
    "location": Table(_named("locations", "location")),
    "service_at_location": Table(
        _named("service_at_locations", "service_at_location", "services_at_location", "services_at_locations")
    ),
    "contact": Table(_named("contacts", "contact"), parents=_belongs("contacts", *_EVERYONE)),
    "phone": Table(_named("phones", "phone"), parents=_belongs("phones", *_EVERYONE, "contact")),
    "address": Table(
        _named("addresses", "address")
        | {"physical_addresses": {"address_type": "physical"}, "postal_addresses": {"address_type": "postal"}},
        parents=_belongs("addresses", "location"),
    ),
    "schedule": Table(
        _named("schedules", "schedule", "regular_schedules", "regular_schedule", "holiday_schedules"),
        parents=_belongs("schedules", *_EVERYONE[1:]),
    ),
    "language": Table(
        _named("languages", "language"),
        {"language": "name"},
        _belongs("languages", "service", "location", "phone"),
    ),
    "service_area": Table(
        _named("service_areas", "service_area"),
        {"service_area": "name"},
        _belongs("service_areas", "service", "service_at_location"),
    ),
    "cost_option": Table(_named("cost_options", "cost_option"), parents=_belongs("cost_options", "service")),
    "required_document": Table(
        _named("required_documents", "required_document"), parents=_belongs("required_documents", "service")
    ),
    "eligibility": Table(_named("eligibility", "eligibilities"), parents=_belongs("eligibility", "service")),
    "accessibility": Table(
        _named("accessibility", "accessibility_for_disabilities"),
        {"accessibility": "description"},
        _belongs("accessibility", "location"),
    ),
    "organization_identifier": Table(
        _named("organization_identifiers", "organization_identifier"),
        parents=_belongs("organization_identifiers", "organization"),
    ),
    "url": Table(
        _named("urls", "url"),
        parents=_belongs("additional_websites", "organization") | _belongs("additional_urls", "service"),
    ),
    "service_capacity": Table(
        _named("service_capacities", "service_capacity"),
        parents=_belongs("capacities", "service"),
        embeds={"unit_id": ("unit", "unit")},
    ),
    "unit": Table(_named("units", "unit")),
    "taxonomy_term": Table(_named("taxonomy_terms", "taxonomy_term", "taxonomy")),
    "attribute": Table(
        _named("attributes", "attribute", "service_attributes", "services_taxonomy", "service_taxonomy"),
        {"service_id": "link_id", "taxonomy_id": "taxonomy_term_id", "taxonomy_detail": "value"},
        {"link_id": dict.fromkeys((*_EVERYONE, "phone", "schedule", "cost_option"), "attributes")},
        {"taxonomy_term_id": ("taxonomy_term", "taxonomy_term")},
    ),
}

NEEDED = "service"
EXPECTED = ("organization", "location", "service_at_location")
"""Tables without which there is little to find; their absence is said."""
