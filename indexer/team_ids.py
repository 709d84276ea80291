"""The ids in a profile that name someone of the map: old ones lead on, and a slip is told by field, never passed over.

The index follows the store already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from catalogue import Organisation, offer_view
from indexer.zones.present import shown
from matching.fault import Fault
from matching.profile import NeedProfile
from search.candidates import CandidateIndex
from store import Store

_OWN = re.compile(r"person|carer-\d+|existing-\d+")
"""What a profile itself calls its members; every id of the map has a colon."""

_LISTS = ("pins", "vetoes", "previous_team", "replace", "why_not")

NO_ORGANISATION = "is geen organisatie die wij kennen"
NO_OFFER = "is geen aanbod dat wij kennen"
NO_MEMBER = "is geen lid van een team"
NOT_THERE = "staat niet op de kaart en niet in het vorige team"


def of_today(profile: NeedProfile, index: CandidateIndex, store: Store) -> NeedProfile:
    """The profile with the id of today for every old one of a candidate; the answer then has that id too."""
    old = {id_ for id_ in _refs(profile) if ":" in id_ and index.provider(id_) is None}
    if not old:
        return profile
    found = store.get_many({part for id_ in old for part in id_.split("@")})
    now = {id_: "@".join(found[part].id if part in found else part for part in id_.split("@")) for id_ in old}
    known: dict[str | None, str] = {id_: new for id_, new in now.items() if index.provider(new) is not None}
    lists = {name: tuple(known.get(id_, id_) for id_ in getattr(profile, name)) for name in _LISTS}
    existing = tuple(
        one.model_copy(
            update={
                "organisation": known.get(one.organisation, one.organisation),
                "offer": known.get(one.offer, one.offer),
            }
        )
        for one in profile.existing_team
    )
    return profile.model_copy(update={**lists, "existing_team": existing})


def _refs(profile: NeedProfile) -> Iterator[str]:
    for name in _LISTS:
        yield from getattr(profile, name)
    for one in profile.existing_team:
        yield from (id_ for id_ in (one.organisation, one.offer) if id_)


def unknown_ids(profile: NeedProfile, index: CandidateIndex, store: Store) -> Iterator[Fault]:
    """The faults in them as the map is now; what is hidden is told like what never was (D1).

    Who helps already may be unknown to the map where a name is told. Elsewhere the answer itself tells of who is not on
    the map: `unmet_pins`, `why_not`, and `changed.left` for the previous team; a veto of them changes nothing.
    """
    for number, one in enumerate(profile.existing_team):
        if one.organisation and not one.name and not _is_provider(one.organisation, index, store):
            yield Fault(f"existing_team.{number}.organisation", NO_ORGANISATION)
        if one.offer and not one.name and not _is_offer(one.offer, index, store):
            yield Fault(f"existing_team.{number}.offer", NO_OFFER)
    for number, id_ in enumerate(profile.previous_team):
        if ":" not in id_ and not _OWN.fullmatch(id_):
            yield Fault(f"previous_team.{number}", NO_MEMBER)
    there = {*profile.previous_team, *_own(profile)}
    for number, id_ in enumerate(profile.replace):
        if id_ not in there and not _is_provider(id_, index, store) and not _is_offer(id_, index, store):
            yield Fault(f"replace.{number}", NOT_THERE)


def _own(profile: NeedProfile) -> Iterator[str]:
    yield "person"
    yield from (f"carer-{number}" for number, _ in enumerate(profile.carers, start=1))
    yield from (f"existing-{number}" for number, _ in enumerate(profile.existing_team, start=1))


def _is_provider(id_: str, index: CandidateIndex, store: Store) -> bool:
    """Someone with an offer, else an organisation that everyone may see; old ids lead on."""
    if index.provider(id_) is not None:
        return True
    stored = store.get(id_)
    return stored is not None and isinstance(shown(store, stored), Organisation)


def _is_offer(id_: str, index: CandidateIndex, store: Store) -> bool:
    """A candidate for a team, else an offer that is none, such as a helpline."""
    if index.provider(id_) is not None:
        return True
    bundle = store.bundle(id_)
    return bundle is not None and offer_view(bundle) is not None
