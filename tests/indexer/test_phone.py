"""Telephone numbers stand in the map as one dials them in Belgium."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue import Phone
from indexer.normalise import dialled_number


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("053/12.34.56", "053 12 34 56"),
        ("+32 (0)53 12 34 56", "053 12 34 56"),
        ("0032 53 12 34 56", "053 12 34 56"),
        ("+3253123456", "053 12 34 56"),
        ("Tel.: 02 511 12 12", "02 511 12 12"),
        ("GSM 0471123456", "0471 12 34 56"),
        ("053\u00a012\u201334\u201356", "053 12 34 56"),
        ("0800/15.802", "0800 15 802"),
        ("078 15 00 20", "078 15 00 20"),
        ("070 245 245", "070 245 245"),
        ("0800 900 33", "0800 900 33"),
        ("070/245.245", "070 24 52 45"),
        ("116000", "116 000"),
        ("00800 2123 2123", "00800 2123 2123"),
        ("+800 21232123", "00800 2123 2123"),
    ],
)
def test_every_way_of_writing_a_dialled_number_becomes_one(written: str, dialled: str) -> None:
    assert dialled_number(written) == dialled


@pytest.mark.parametrize("short", ["112", "100", "101", "106", "107", "1712", "1733", "1813", "116 000", "116 123"])
def test_short_numbers_stay_as_they_are(short: str) -> None:
    assert dialled_number(short) == short


def test_a_number_abroad_keeps_its_country() -> None:
    assert dialled_number("0031 20 123 45 67") == "+31 20 123 4567"
    assert dialled_number("+1 202-555-0123") == "+1 202 555 0123"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "053 12 34 5",  # a digit too few
        "053 12 34 56 7",  # a digit too many
        "0800 LOKET",  # letters on a keypad
        "053 12 34 56 (na 17u)",  # hours behind the number
        "053 12 34 56 / 053 12 34 57",  # two numbers
        "999",  # no short number of Belgium
        "9300",  # a postcode in the wrong column
        "bel ons",
        "+",
        "\u0660\u0661\u0662",  # digits of another script
    ],
)
def test_what_is_not_exactly_one_number_is_no_number(written: str) -> None:
    assert dialled_number(written) is None


def test_a_short_code_for_messages_is_a_number_only_for_messages() -> None:
    assert dialled_number("8989", for_messages=True) == "8989"
    assert dialled_number("8989") is None


@given(st.text(alphabet="+0123456789 ()./-tel:gsm", max_size=20) | st.text(max_size=20))
def test_whatever_is_read_is_a_number_of_the_map_and_reads_as_itself(text: str) -> None:
    number = dialled_number(text)
    if number is not None:
        assert Phone(number=number).number == number
        assert dialled_number(number) == number
