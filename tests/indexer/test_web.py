"""Web and e-mail addresses: one form, or none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue import Organisation
from indexer.normalise import email_address, web_address


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("www.ocmw.be", "https://www.ocmw.be"),
        (" HTTP://WWW.Aalst.be/Een Pad?q=a b#x ", "http://www.aalst.be/Een%20Pad?q=a%20b#x"),
        ("//x.be/a", "https://x.be/a"),
        ("a.be:8080/x", "https://a.be:8080/x"),
        ("https://é.be/ü", "https://é.be/%C3%BC"),
        ("https://a.be/it's", "https://a.be/it%27s"),
        ("https://a.be/al%20klaar", "https://a.be/al%20klaar"),
    ],
)
def test_a_web_address_gets_a_scheme_and_no_spaces(written: str, address: str) -> None:
    assert web_address(written) == address


@pytest.mark.parametrize(
    "written",
    [
        "",
        "geen",
        "javascript:alert(1)",
        "mailto:a@b.be",
        "http//x.be",
        "http:/x.be",
        "https://gebruiker:geheim@x.be",  # shows one host and leads to another
        "www.a.be, www.b.be",
        "http://127.0.0.1/",
        "http://localhost/",
        "https://x.be:99999/",
        "https://[x/",
    ],
)
def test_what_is_no_address_of_a_public_page_is_none(written: str) -> None:
    assert web_address(written) is None


def test_an_e_mail_address_has_a_domain_in_lower_case_and_nothing_around_it() -> None:
    assert email_address(" mailto:Info@OCMW-Aalst.BE?subject=Vraag ") == "Info@ocmw-aalst.be"


@pytest.mark.parametrize("written", ["", "a@b", "a b@c.be", "a@b.be.", "x@y.be, z@y.be", "a[at]b.be", "Jan <a@b.be>"])
def test_what_is_not_exactly_one_e_mail_address_is_none(written: str) -> None:
    assert email_address(written) is None


@given(st.text(alphabet="htps:/w.aé-@ ?#%[]\"'<>\\0", max_size=30) | st.text(max_size=30))
def test_whatever_is_read_fits_the_map_and_reads_as_itself(text: str) -> None:
    website, email = web_address(text), email_address(text)
    Organisation(id="x:o", name="x", website=website, email=email)
    assert website is None or web_address(website) == website
    assert email is None or email_address(email) == email
