"""What can be broken, in words: one row a check. What makes it fire stands per kind of record in the modules beside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """A combination of facts that cannot be right, or that leaves people without help.

    `name` is a short heading, `meaning` one plain Dutch sentence that says what is wrong and why it matters.
    """

    name: str
    meaning: str


CHECKS: Mapping[str, Check] = {
    "unreachable": Check(
        "Niet te bereiken",
        "Er is geen plaats, geen werkgebied, geen telefoon, geen e-mail en geen website: niemand kan dit bereiken.",
    ),
    "helpline_unreachable": Check(
        "Hulplijn zonder nummer of chat",
        "Dit is een hulplijn, maar er is geen telefoonnummer om te bellen en geen chat.",
    ),
    "organisation_gone": Check(
        "De organisatie bestaat niet meer",
        "Het aanbod noemt een organisatie die niet meer op de kaart staat; in de zoekresultaten komt het niet.",
    ),
    "organisation_not_active": Check(
        "De organisatie is niet actief",
        "Het aanbod loopt volgens de kaart, maar de organisatie erachter is gestopt of gesloten.",
    ),
    "free_with_amount": Check(
        "Gratis en toch een bedrag",
        "Er staat dat het gratis is, zonder te zeggen voor wie of wat, en er staat ook een bedrag.",
    ),
    "referral_by_nobody": Check(
        "Doorverwijzing, maar door wie?",
        "Er is een doorverwijzing nodig, maar er staat niet wie kan doorverwijzen.",
    ),
    "decision_by_nobody": Check(
        "Beslissing, maar door wie?",
        "Een instantie moet eerst beslissen, maar er staat niet welke instantie.",
    ),
    "ages_exclude_groups": Check(
        "Leeftijd past niet bij de doelgroep",
        "De leeftijd sluit iedereen uit voor wie dit bedoeld is, bijvoorbeeld: voor kinderen, vanaf 65 jaar.",
    ),
    "intake_stop_past": Check(
        "Opnamestop is voorbij",
        "De opnamestop heeft een einddatum die voorbij is: er kunnen misschien weer mensen bij.",
    ),
    "alert_past": Check(
        "Melding is voorbij",
        "De melding gold tot een datum die voorbij is.",
    ),
    "waiting_old": Check(
        "Wachttijd is oud",
        "De wachttijd is langer dan 6 maanden geleden gemeten.",
    ),
    "next_check_passed": Check(
        "Had al nagekeken moeten zijn",
        "De datum waarop dit opnieuw nagekeken moest worden, is voorbij.",
    ),
    "theme_missing": Check(
        "Geen rubriek",
        "Er is geen rubriek: wie via de rubrieken zoekt, vindt dit niet.",
    ),
    "function_missing": Check(
        "Geen soort hulp",
        "Er staat niet welke soort hulp dit is: wie op soort hulp kiest, vindt dit niet.",
    ),
    "theme_misfit": Check(
        "Rubriek past niet bij de soort hulp",
        "Geen enkele rubriek past bij de soort hulp die erbij staat.",
    ),
    "sector_missing": Check(
        "Geen sector",
        "Het aanbod heeft geen sector en de organisatie ook niet.",
    ),
    "description_short": Check(
        "Beschrijving te kort",
        "De beschrijving ontbreekt of is korter dan 40 tekens.",
    ),
    "possible_double": Check(
        "Misschien twee keer",
        "Een ander aanbod heeft dezelfde naam en dezelfde plaats.",
    ),
    "area_unknown_names": Check(
        "Werkgebied met onbekende namen",
        "Het werkgebied noemt een gemeente, zone, provincie of regio die niet bestaat.",
    ),
    "place_without_municipality": Check(
        "Plaats zonder gemeente",
        "Mensen kunnen hier naartoe, maar er staat niet in welke gemeente het is.",
    ),
    "point_far": Check(
        "Ligging past niet bij de gemeente",
        "Het punt op de kaart ligt meer dan 25 kilometer van het midden van de gemeente.",
    ),
    "website_not_https": Check(
        "Website niet beveiligd",
        "Het adres van de website of de chat begint met http:// en niet met https://.",
    ),
    "phone_implausible": Check(
        "Telefoonnummer kan niet kloppen",
        "Het nummer heeft niet de vorm van een telefoonnummer.",
    ),
    "partnership_empty": Check(
        "Samenwerking zonder partners",
        "De samenwerking heeft geen partners, of geen die er nu nog bij zijn.",
    ),
    "partner_gone": Check(
        "Partner bestaat niet meer",
        "De samenwerking noemt een organisatie die niet meer op de kaart staat.",
    ),
    "recognition_ended": Check(
        "Erkenning voorbij en toch plaats",
        "De erkenning is voorbij of geschorst, maar er staat dat er nog plaats is.",
    ),
}
"""The checks in the order of a report, what hurts people most first; an id never changes."""
