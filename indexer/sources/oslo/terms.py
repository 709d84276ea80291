"""The names that OSLO gives to things (data.vlaanderen.be/ns), each with the spellings that publishers use."""

from __future__ import annotations

from rdflib import URIRef

_ORG = "http://www.w3.org/ns/org#"
_REGORG = "http://www.w3.org/ns/regorg#"
_LOCN = "http://www.w3.org/ns/locn#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"


def _vlaanderen(name: str) -> tuple[URIRef, ...]:
    """A name of data.vlaanderen.be with and without the s of https."""
    return tuple(URIRef(f"{scheme}://data.vlaanderen.be/ns/{name}") for scheme in ("https", "http"))


def _schema(name: str) -> tuple[URIRef, ...]:
    return tuple(URIRef(f"{scheme}://schema.org/{name}") for scheme in ("http", "https"))


Names = tuple[URIRef, ...]

PREF_LABEL: Names = (URIRef(_SKOS + "prefLabel"),)
ALT_LABEL: Names = (URIRef(_SKOS + "altLabel"),)
NOTATION: Names = (URIRef(_SKOS + "notation"),)
LEGAL_NAME: Names = (URIRef(_REGORG + "legalName"),)
STATUS: Names = (URIRef(_REGORG + "orgStatus"),)
CLASSIFICATION: Names = (URIRef(_ORG + "classification"), *_vlaanderen("besluit#classificatie"))
IDENTIFIER: Names = (URIRef("http://www.w3.org/ns/adms#identifier"),)
STRUCTURED: Names = _vlaanderen("generiek#gestructureerdeIdentificator")
LOCAL: Names = _vlaanderen("generiek#lokaleIdentificator")
SAME_AS: Names = (URIRef("http://www.w3.org/2002/07/owl#sameAs"),)
PRIMARY_SITE: Names = (URIRef(_ORG + "hasPrimarySite"),)
SITE: Names = (URIRef(_ORG + "hasSite"),)
CONSISTS_OF: Names = (*_vlaanderen("organisatie#bestaatUit"), URIRef(_LOCN + "address"))
CONTACT: Names = (URIRef(_ORG + "siteAddress"), *_schema("contactPoint"))

STREET: Names = (URIRef(_LOCN + "thoroughfare"), *_vlaanderen("adres#straatnaam"))
NUMBER: Names = (
    *_vlaanderen("adres#Adresvoorstelling.huisnummer"),
    *_vlaanderen("adres#huisnummer"),
    URIRef(_LOCN + "locatorDesignator"),
)
BOX: Names = (*_vlaanderen("adres#Adresvoorstelling.busnummer"), *_vlaanderen("adres#busnummer"))
POSTCODE: Names = (URIRef(_LOCN + "postCode"), *_vlaanderen("adres#postcode"))
MUNICIPALITY: Names = (*_vlaanderen("adres#gemeentenaam"), URIRef(_LOCN + "postName"))
COUNTRY: Names = _vlaanderen("adres#land")
REGISTER: Names = _vlaanderen("adres#verwijstNaar")

TELEPHONE: Names = _schema("telephone")
EMAIL: Names = _schema("email")
PAGE: Names = (*_schema("url"), URIRef("http://xmlns.com/foaf/0.1/page"))
CONTACT_TYPE: Names = _schema("contactType")

ORGANISATION_TYPES: Names = (
    URIRef(_ORG + "Organization"),
    URIRef(_ORG + "FormalOrganization"),
    URIRef(_REGORG + "RegisteredOrganization"),
    *_vlaanderen("besluit#Bestuurseenheid"),
)

ACTIVE = frozenset({"http://lblod.data.gift/concepts/63cc561de9188d64ba5840a42ae8f0d6"})
"""Concepts of `regorg:orgStatus` that mean active (lblod/app-organization-portal: "Actief"); all others do not."""

_CODE = "http://data.vlaanderen.be/id/concept/BestuurseenheidClassificatieCode/"
TYPES = {
    _CODE + "5ab0e9b8a3b2ca7c5e000002": "ocmw",
    _CODE + "e8294b73-87c9-4fa2-9441-1937350763c9": "welzijnsvereniging",
    # The older name of the same: an association of OCMW's under public law.
    _CODE + "34b5af85-dc9f-468f-9e03-ef89b174c267": "welzijnsvereniging",
}
"""Classifications of Flemish local government (BestuurseenheidClassificatieCode) as our types of organisation."""
