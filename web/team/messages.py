"""What the pages of a team say when something is wrong, and the words of their fixed choices."""

from __future__ import annotations

from collections.abc import Mapping

from catalogue import Answer

BROKEN = "We konden niet lezen wat u tot nu toe invulde. Begin opnieuw. Er werd niets bewaard."

PLACE_MISSING = "Vul een postcode of gemeente in. Zonder plaats weten we niet wie bij u werkt."
PLACE_UNKNOWN = "We kennen de plaats “{place}” niet. Probeer een postcode."
PLACE_ELSEWHERE = "“{place}” ligt niet in Vlaanderen of Brussel, maar in {where}. Vul een andere plaats in."
PLACE_IS_ZONE = "“{place}” is een hele zone. Vul een gemeente of een postcode in."
PLACE_CHOOSE = "Welk {place} bedoelt u?"
PLACE_WHICH = "Welke plaats bedoelt u?"
PLACE_GUESSED = "We kennen “{place}” niet. Bedoelt u een plaats hieronder? Kies ze, of vul een postcode in."

WRONG_AGE = "Vul de leeftijd in als een getal van 0 tot 150, bijvoorbeeld 34."
WRONG_DATE = "Schrijf de datum als dag-maand-jaar, bijvoorbeeld 12-05-1980."
UNKNOWN_LANGUAGE = "We kennen de taal “{language}” niet. Schrijf ze voluit, bijvoorbeeld: Tigrinya."

NO_NEEDS = "Kies minstens één nood. Anders kunnen we niemand zoeken."
TOO_MANY_NEEDS = "U koos {count} noden. Kies er hoogstens {most}. Begin met wat nu het belangrijkst is."
TOO_MANY_HELPERS = "Er is plaats voor 10 diensten en 6 mantelzorgers. Schrap er eerst een."

WRONG_WEEKS = "Vul de weken in als een heel getal van 0 tot {most}."
WEEKS_OR_BIRTH = (
    "Vul de weken zwangerschap in, of de geboortedatum van het kind. Een van beide, anders weten we niet wat u kunt "
    "krijgen."
)

NOT_ON_MAP = "We vinden “{name}” niet op de kaart. Probeer een ander deel van de naam."

ANSWERS: Mapping[Answer, str] = {Answer.YES: "ja", Answer.NO: "nee", Answer.UNKNOWN: "weet ik niet"}
"""The answers to a question, in the order in which they are offered."""

SEVERITIES: Mapping[int, str] = {1: "kan wachten", 2: "belangrijk", 3: "dringend"}

NO_BUDGET = "Ik heb geen budget"
"""The term `none` of the list of budgets, as an answer of a person: there it says that an offer needs none."""

SITUATIONS: Mapping[str, tuple[str, str]] = {
    "no_care": ("U krijgt niet de zorg die u nodig hebt", "Er is geen zorg, of ze past niet bij wat u nodig hebt."),
    "no_team": ("Er is geen team", "Er zijn geen hulpverleners die samen met u werken."),
    "nobody_can_start": ("Niemand kan de hulp starten", "Het is zo ingewikkeld dat geen enkele hulpverlener begint."),
    "goals_not_met": ("Het team bereikt de doelen niet", "Er is een team, maar wat afgesproken is, lukt niet."),
    "improvement_asked": (
        "Iemand vraagt dat de hulp beter verloopt",
        "U, uw mantelzorger of een hulpverlener zegt dat de samenwerking beter moet.",
    ),
}
"""The terms of the list of situations, said to the person: a statement, and what it means."""

ROOM: Mapping[Answer, str] = {
    Answer.YES: "Heeft nu plaats.",
    Answer.NO: "Heeft nu geen plaats.",
    Answer.UNKNOWN: "Niet bekend of er nu plaats is.",
}

PROCESSES: Mapping[str, str] = {"limited": "beperkt", "complex": "complex", "unknown": "weet ik niet"}

PAY_QUESTIONS: Mapping[str, str] = {
    "appointed": "Duidde de persoon de zorgcoördinator aan, na overleg met het hele team?",
    "alivia": "Gebruikt het team Alivia, het digitale zorgplan?",
    "score_over_cutoff": "Is er een inschaling ingevuld die de drempel van het instrument haalt?",
    "at_home": "Woont de persoon thuis?",
    "return_within_14_days": "Woont de persoon tijdelijk elders en is er binnen 14 dagen een terugkeer naar huis?",
    "paid_this_year": "Is er dit jaar al een zorgcoördinator betaald?",
}
"""The conditions for pay that only people know (C5)."""

MEANS_QUESTIONS: Mapping[str, str] = {
    "referral": "Kan iemand u doorverwijzen, zoals een huisarts of een dienst?",
    "decision": "Is er al een beslissing van een instantie, zoals het VAPH of de jeugdhulp?",
    "vaph_recognised": "Is er al een erkenning van een handicap door het VAPH?",
}

FIELD_NAMES: Mapping[str, str] = {
    "age": "De leeftijd",
    "birth_date": "De geboortedatum",
    "budgets": "Budget:",
    "existing_team": "Wie al helpt:",
    "perinatal.weeks": "De zwangerschap:",
    "perinatal.child_birth_date": "De geboortedatum van het kind",
    "situation.goals_not_met": "“Het team bereikt de doelen niet”",
    "pins": "Uw keuzes:",
}
"""How a sentence about a fault begins, per field of the question."""
