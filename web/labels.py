"""What the fixed values of records are called: one table a field. Unknown is said, never left out and never "nee"."""

from __future__ import annotations

from catalogue import Answer

UNKNOWN = "niet bekend"

ANSWERS = {Answer.YES: "ja", Answer.NO: "nee", Answer.UNKNOWN: UNKNOWN}

ACCESS = {
    "direct": "U kunt zelf contact opnemen of langsgaan. U hebt geen doorverwijzing nodig.",
    "appointment": "U maakt eerst een afspraak.",
    "referral": "U hebt een doorverwijzing nodig",
    "decision": "Een instantie moet eerst beslissen",
}

LINES = {
    0: "Hulp van en met mensen dicht bij u, nog voor er professionele hulp nodig is.",
    1: "Professionele hulp dicht bij u.",
    2: "Gespecialiseerde hulp.",
    3: "Hulp van een universitair of ander expertisecentrum.",
}
"""The care ladder (L9), from the lightest help up; the person chooses."""

STATUS = {
    "inactive": "Dit aanbod loopt nu niet.",
    "defunct": "Dit aanbod bestaat niet meer.",
    "temporarily_closed": "Dit aanbod is tijdelijk gesloten.",
}

ORGANISATION_STATUS = {
    "inactive": "Deze organisatie is nu niet actief.",
    "defunct": "Deze organisatie bestaat niet meer.",
    "temporarily_closed": "Deze organisatie is tijdelijk gesloten.",
}

PARTNERSHIP_STATUS = {
    "inactive": "Deze samenwerking is nu niet actief.",
    "defunct": "Deze samenwerking bestaat niet meer.",
    "temporarily_closed": "Deze samenwerking ligt tijdelijk stil.",
}

RECOGNITION_STATES = {
    "current": "erkenning geldt nu",
    "suspended": "erkenning geschorst",
    "ended": "erkenning afgelopen",
    "not_yet": "erkenning begint later",
}

RUN_STATES = {"running": "bezig", "done": "klaar", "failed": "mislukt", "stopped": "gestopt"}
"""How a run of a source ended."""

HIT_GAPS = {
    "open_now": "of het nu open is",
    "phone": "telefoon",
    "cost": "prijs",
    "waiting": "wachttijd",
    "access": "hoe u er terechtkunt",
}
"""What a result may leave unknown, in words that follow "niet bekend"."""

STEP_BY = {
    "person": "dit doet u zelf",
    "referrer": "dit doet wie u doorverwijst",
    "provider": "dit doet de dienst",
    "instance": "dit doet de instantie die beslist",
}

FUNDED_BY = {
    "flanders": "de Vlaamse overheid",
    "federal": "de federale overheid",
    "local": "het lokaal bestuur",
    "private": "private middelen",
    "other": "andere middelen",
}

PHONE_TYPES = {"mobile": "gsm", "text": "sms", "fax": "fax", "textphone": "teksttelefoon"}

ORIGINS = {"offer": "van het aanbod", "location": "van deze plaats", "organisation": "van de organisatie"}
"""Said beside a value that was inherited; the kind of record that said it."""

KINDS = {
    "organisation": "organisaties",
    "location": "plaatsen",
    "offer": "soorten hulp en activiteiten",
    "offer_at_location": "koppelingen van hulp aan een plaats",
    "partnership": "samenwerkingen",
    "recognition": "erkenningen",
}

KIND = {
    "organisation": "organisatie",
    "location": "plaats",
    "offer": "aanbod",
    "offer_at_location": "aanbod op één plaats",
    "partnership": "samenwerking",
    "recognition": "erkenning",
}

FIELDS = {
    "name": "naam",
    "description": "beschrijving",
    "summary": "samenvatting",
    "professional": "tekst voor professionals",
    "phones": "telefoon",
    "email": "e-mail",
    "website": "website",
    "chat": "chat",
    "hours": "uren",
    "costs": "prijs",
    "waiting": "wachttijd",
    "intake_stop": "opnamestop",
    "area": "werkgebied",
    "access": "toegang",
    "ages": "leeftijd",
    "target_groups": "doelgroep",
    "conditions": "voorwaarden",
    "languages": "talen",
    "address": "adres",
    "point": "ligging",
    "legal_name": "officiële naam",
    "identifiers": "nummers",
    "alternate_names": "andere namen",
    "short_names": "korte namen",
    "themes": "rubrieken",
    "functions": "soort hulp",
    "sector": "sector",
}
"""Names of fields for people, where the source of a field is told; others keep their own name."""

SCHEMES = {"kbo": "Ondernemingsnummer (KBO)", "ovo": "OVO-nummer", "hco": "HCO-nummer", "nihdi": "RIZIV-nummer"}
"""Identifiers that mean something to people; those of sources are for programs."""
