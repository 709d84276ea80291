"""What it costs: amounts where the currency is known, "free" only where it certainly is, words for the rest."""

from __future__ import annotations

import re

from indexer.draft import shown
from indexer.sources.hsds.context import Context, Values, filled
from indexer.sources.hsds.node import Node

_FREE = re.compile(
    r"(?:(?:this|the) service is )?free(?: of charge)?|no (?:cost|charge|fees?)|at no (?:cost|charge)"
    r"|(?:deze dienst is )?(?:gratis|kosteloos)|geen kosten",
    re.IGNORECASE,
)
FREE: Values = {"free": "yes"}
_CURRENCY = re.compile(r"[A-Z]{3}")


def costs_of(service: Node, context: Context) -> list[Values]:
    """The service's fees, in words or as amounts, in the form of `catalogue.records.Cost`."""
    older = service.prose("fees")
    fees = service.prose("fees_description") or older
    found: list[Values] = [_in_words(fees, context)] if fees else []
    options = [_option(option, context) for option in service.children("cost_options", "cost_option")]
    found += [option for option in options if option]
    if all(cost == FREE for cost in found):
        return found[:1]
    # One tariff of nothing beside others does not make the service free.
    return [{"amount": 0} if cost == FREE else cost for cost in found]


def _in_words(fees: str, context: Context) -> Values:
    if _FREE.fullmatch(fees.strip(" .!")):
        return FREE
    return {"note": context.text(fees)}


def _option(node: Node, context: Context) -> Values | None:
    amount, currency = node.number("amount"), (node.text("currency") or "").upper()
    per, option = node.line("amount_description"), node.prose("option")
    dates = " - ".join(filter(None, (node.text("valid_from"), node.text("valid_to"))))
    note = " ".join(filter(None, (option, f"({dates})" if dates else None)))
    node.account()
    if amount is not None and amount < 0:
        node.say("amount", f"an amount below zero, {shown(amount)}; left out")
        amount = None
    if amount is None:
        return filled({"note": context.text(" ".join(filter(None, (per, note))))}) or None
    if amount == 0:
        # Nothing to pay for some people, or for some time, does not make the service free.
        return FREE if not note else {"note": context.text(f"{note}: 0 {currency}".strip())}
    if not _CURRENCY.fullmatch(currency):
        node.count("currency", "an amount without a known currency, kept in words", currency or None)
        return {"note": context.text(" ".join(filter(None, (f"{amount:g} {currency}".strip(), per, note))))}
    return filled({"amount": amount, "currency": currency, "unit": per, "note": context.text(note)})
