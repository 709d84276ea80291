"""Texts as people read them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.normalise import lines, looks_garbled, one_line


def test_mark_up_becomes_lines_and_list_items() -> None:
    page = "<p>Voor wie?&nbsp;</p><ul><li>jongeren</li><li><b>ouders</b></li></ul><p>Gratis<br/>en dichtbij"
    assert lines(page) == "Voor wie?\n\n- jongeren\n- ouders\n\nGratis\nen dichtbij"


def test_scripts_and_styles_are_no_text() -> None:
    assert lines("<style>p {}</style><p>Hallo</p><script>alert('dag')</script><p>daar</p>") == "Hallo\n\ndaar"


def test_a_line_break_in_the_source_of_a_page_is_a_space() -> None:
    assert lines("<p>een\n  zin</p>") == "een zin"


@pytest.mark.parametrize("plain", ["kinderen < 12 jaar en > 6 jaar", "Beste <naam>,", "a & b", "5 <6", "Q&A;"])
def test_what_only_looks_like_mark_up_stays(plain: str) -> None:
    assert lines(plain) == plain


def test_entities_are_letters() -> None:
    assert one_line("R&amp;B voor &eacute;&eacute;n") == "R&B voor één"


def test_letters_are_composed_and_invisible_signs_are_gone() -> None:
    assert one_line("ge\u0301\u00adzin\u200b\ufeff") == "gézin"


def test_control_characters_are_gone_but_a_nul_stays_to_be_refused() -> None:
    assert one_line("a\x07b\x1b\u202ec") == "abc"
    assert "\x00" in one_line("a\x00b")


def test_a_name_stands_on_one_line_and_a_description_keeps_its_paragraphs() -> None:
    assert one_line(" a \r\n\r\n b\tc ") == "a b c"
    assert lines(" a  b \r\n\r\n\r\n\r\n c \r d ") == "a b\n\nc\nd"


def test_a_text_that_was_decoded_wrongly_is_seen() -> None:
    assert looks_garbled("cafÃ©")
    assert looks_garbled("de hulp vanâ€™s avonds")
    assert looks_garbled("caf\ufffd")
    assert not looks_garbled("één café, São Paulo, Ångström: 20 °C")


@given(st.text())
def test_a_clean_text_without_mark_up_stays_the_same(text: str) -> None:
    clean = lines(text.replace("&", "").replace("<", ""))
    assert lines(clean) == clean


@given(st.text(alphabet="<>/pbrulisctye &;#x0a \n\"'!-"))
def test_no_mark_up_is_too_broken_to_read(text: str) -> None:
    lines(text)
    one_line(text)
