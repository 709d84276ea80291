"""Numbers and codes that prove themselves, and codes of municipalities that merged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import Gazetteer
from indexer.normalise import belgian_postcode, current_nis, enterprise_number, nis_of, ovo_code


@pytest.mark.parametrize("written", ["0212.237.186", "BE 0212.237.186", "212237186", "0212 237 186", "be0212237186"])
def test_an_enterprise_number_is_ten_digits(written: str) -> None:
    assert enterprise_number(written) == "0212237186"


@pytest.mark.parametrize("written", ["0212.237.187", "", "02122371860", "2.212.237.186", "\u0660212237186", "onbekend"])
def test_an_enterprise_number_with_wrong_check_digits_is_none(written: str) -> None:
    assert enterprise_number(written) is None


@given(st.integers(0, 19_999_999), st.integers(1, 96))
def test_one_wrong_pair_of_check_digits_is_always_seen(first_eight: int, slip: int) -> None:
    right = 97 - first_eight % 97
    wrong = (right + slip - 1) % 97 + 1
    assert enterprise_number(f"{first_eight:08}{right:02}") == f"{first_eight:08}{right:02}"
    assert enterprise_number(f"{first_eight:08}{wrong:02}") is None


def test_an_ovo_code_has_one_form() -> None:
    assert ovo_code(" ovo 002601 ") == "OVO002601"
    assert ovo_code("OVO2601") is None


@pytest.mark.parametrize("written", ["9300", "B-9300", "B 9300", "BE-9300", " be9300 "])
def test_a_postcode_is_four_digits(written: str) -> None:
    assert belgian_postcode(written) == "9300"


@pytest.mark.parametrize("written", ["", "0930", "93000", "9300 Aalst", "1012 AB", "\u0669\u0663\u0660\u0660"])
def test_what_is_no_belgian_postcode_is_none(written: str) -> None:
    assert belgian_postcode(written) is None


def test_a_former_code_becomes_the_one_of_today(gazetteer: Gazetteer) -> None:
    assert current_nis("73083", gazetteer) == "73111"
    assert current_nis("41002", gazetteer) == "41002"


def test_the_code_of_a_province_is_no_municipality(gazetteer: Gazetteer) -> None:
    assert current_nis("10000", gazetteer) is None
    assert current_nis("10000", None) is None


def test_a_code_that_flanders_and_brussels_never_had_is_none_but_wallonia_stays(gazetteer: Gazetteer) -> None:
    assert current_nis("41999", gazetteer) is None
    assert current_nis("62063", gazetteer) == "62063"


def test_a_municipality_is_found_by_its_exact_name_only(gazetteer: Gazetteer) -> None:
    assert nis_of("Pajottegem", gazetteer) == "23106"
    assert nis_of("Pajotegem", gazetteer) is None
    assert nis_of("Pajottegem Noord", gazetteer) is None
    assert nis_of("73083", gazetteer) == "73111"
