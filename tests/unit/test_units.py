from __future__ import annotations

from decimal import Decimal

import pytest

from hundralapp.units import MONEY_UNITS, ONE, PERCENT, SEK, SYMBOLS, TAX_RATE, Unit, UnitError, unit, written, written_names


def test_a_unit_is_a_product_of_symbols() -> None:
    assert unit("SEK/pupil") * unit("pupil") == SEK
    assert unit("SEK") / unit("resident") == unit("SEK/resident")
    assert unit("SEK*year") == SEK * unit("year")
    assert unit("SEK/pupil/year") == SEK / unit("pupil") / unit("year")
    assert unit("1") == ONE == Unit()
    assert unit("1/pupil") == ONE / unit("pupil")
    assert unit("SEK/SEK") == ONE
    assert unit(" SEK ") == SEK


@pytest.mark.parametrize("text", ["kr", "sek", "", "SEK/", "/SEK", "SEK per pupil", "SEK/elev", "SEK^2"])
def test_a_symbol_outside_the_closed_set_is_refused(text: str) -> None:
    with pytest.raises(UnitError):
        unit(text)


def test_the_refusal_names_the_symbol() -> None:
    with pytest.raises(UnitError, match=r"^elve$"):
        written("tkr/elve")


@pytest.mark.parametrize(
    ("each", "text"),
    [
        (ONE, "1"),
        (unit("SEK/pupil"), "SEK/pupil"),
        (SEK * SEK / unit("pupil"), "SEK^2/pupil"),
        (ONE / unit("pupil") / unit("pupil"), "1/pupil^2"),
    ],
)
def test_str(each: Unit, text: str) -> None:
    assert str(each) == text


@pytest.mark.parametrize(
    ("text", "sv", "en"),
    [
        ("SEK/pupil", "kr per elev", "SEK per pupil"),
        ("percent", "%", "%"),
        ("ore_per_SEK100", "öre per 100 kr", "öre per SEK 100"),
        ("1", "", ""),
        ("1/resident", "per invånare", "per resident"),
    ],
)
def test_labels_are_what_a_reader_meets(text: str, sv: str, en: str) -> None:
    assert (unit(text).label("sv"), unit(text).label("en")) == (sv, en)


@pytest.mark.parametrize(
    ("text", "carried", "factor"),
    [
        ("kr", SEK, "1"),
        ("SEK", SEK, "1"),
        ("tkr", SEK, "1000"),
        ("mkr", SEK, "1000000"),
        ("mnkr", SEK, "1000000"),
        ("mdkr", SEK, "1000000000"),
        ("kr/elev", unit("SEK/pupil"), "1"),
        ("tkr/plats", unit("SEK/place"), "1000"),
        ("kr/mkr", ONE, "0.000001"),
        ("%", PERCENT, "1"),
        ("kr_per_100kr", TAX_RATE, "100"),
        ("SEK_per_SEK100", TAX_RATE, "100"),
        ("öre", TAX_RATE, "1"),
        ("invånare", unit("resident"), "1"),
        ("tCO2e", unit("tCO2e"), "1"),
        (" mkr ", SEK, "1000000"),
    ],
)
def test_written_units(text: str, carried: Unit, factor: str) -> None:
    found = written(text)
    assert found.carried == carried
    assert found.factor == Decimal(factor)
    assert found.text == text.strip()


@pytest.mark.parametrize(
    "word", ["invånare", "elev", "barn", "plats", "timme", "dygn", "månad", "år", "årsarbetare", "lägenhet", "styck"]
)
def test_a_swedish_word_is_the_unit_with_that_label(word: str) -> None:
    found = written(word)
    assert found.carried.label("sv") == word
    assert found.factor == 1
    assert written(f"mkr/{word}").factor == 1_000_000


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_a_symbol_is_its_own_word(symbol: str) -> None:
    assert (written(symbol).carried, written(symbol).factor) == (unit(symbol), 1)


def test_a_written_tax_rate_is_carried_exactly() -> None:
    assert Decimal("17.74") * written("kr_per_100kr").factor == 1774


@pytest.mark.parametrize("text", ["", "mkr/", "kkr", "Kr", "mkr*elev", "kr / elev"])
def test_what_is_not_written_so_is_refused(text: str) -> None:
    with pytest.raises(UnitError):
        written(text)


def test_every_name_for_a_unit_can_be_read_and_has_labels() -> None:
    names = written_names()
    assert len(names) == len(set(names))
    assert set(SYMBOLS) <= set(names)
    assert set(MONEY_UNITS) <= set(names)
    for name in names:
        carried = written(name).carried
        assert carried.label("sv")
        assert carried.label("en")
    assert {written(name).carried for name in MONEY_UNITS} == {SEK}
