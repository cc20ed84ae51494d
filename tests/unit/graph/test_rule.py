from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from hundralapp.graph.rule import (
    Catalogue,
    Reference,
    Rule,
    catalogue_of,
    figure,
    fill,
    given,
    history,
    lever,
    optional,
    parameter,
    places,
    previous,
    previous_or_zero,
    rule,
    schedule,
    stated,
    total,
)
from hundralapp.units import PERCENT, SEK, UnitError, unit


@rule("honey.net", unit="SEK", law="1 § honungslagen")
def net(
    income,
    cost=figure("hive.cost"),
    opening=previous("honey.stock"),
    left=previous_or_zero("honey.left"),
    jars=total("jar.*.price", "pot.*.price"),
    gift=optional("honey.gift"),
    push=lever("honey.push"),
    said=stated(),
    rate=parameter("honey.rate"),
    scale=schedule("honey.scale"),
    years=history("honey.harvest"),
):
    """Nettohonung: what is left.

    Not modelled: bears.
    """
    return income - cost


class TestDeclaring:
    def test_the_signature_says_where_everything_comes_from(self) -> None:
        assert {each.name: each.reference for each in net.arguments} == {
            "income": Reference("figure", "honey.income"),
            "cost": Reference("figure", "hive.cost"),
            "opening": Reference("previous", "honey.stock"),
            "left": Reference("previous_or_zero", "honey.left"),
            "jars": Reference("total", "jar.*.price", ("pot.*.price",)),
            "gift": Reference("optional", "honey.gift"),
            "push": Reference("lever", "honey.push"),
            "said": Reference("stated"),
            "rate": Reference("parameter", "honey.rate"),
            "scale": Reference("schedule", "honey.scale"),
            "years": Reference("history", "honey.harvest"),
        }
        assert [each.name for each in net.arguments][:2] == ["income", "cost"], "in the order of the signature"
        assert Reference("total", "a.*", ("b.*", "c.*")).patterns == ("a.*", "b.*", "c.*")

    def test_what_the_decorator_says(self) -> None:
        assert (net.figure, net.unit, net.law, net.name) == ("honey.net", SEK, "1 § honungslagen", "net")
        assert net.summary == "Nettohonung: what is left."
        assert not net.fallback
        assert not net.complete

    def test_a_plain_argument_is_in_the_rules_own_family(self) -> None:
        @rule("hive.{hive}.jar.{jar}.cost", unit=None)
        def cost(volume):
            """Kostnad."""

        assert cost.arguments[0].reference == Reference("figure", "hive.{hive}.jar.{jar}.volume")
        assert cost.unit is None

    def test_a_rule_can_be_called_with_numbers(self) -> None:
        @rule("a.b", unit="SEK")
        def double(x):
            """Det dubbla."""
            return 2 * x

        assert double(x=21) == 42

    def test_a_rule_says_what_it_is(self) -> None:
        with pytest.raises(ValueError, match=r"rule a\.b: a rule says what it is in its docstring"):

            @rule("a.b", unit="SEK")
            def silent(x):
                return x

    def test_a_default_value_must_be_a_reference(self) -> None:
        with pytest.raises(ValueError, match="argument rate: a default value must say where the figure comes from"):

            @rule("a.b", unit="SEK")
            def guessed(x, rate=0.32):
                """Gissat."""

    def test_a_unit_is_one_of_the_closed_set(self) -> None:
        with pytest.raises(UnitError):
            rule("a.b", unit="kronor")
        with pytest.raises(UnitError):
            given("a.b", "kronor")


def dated(name: str, valid_from: int | None = None, valid_to: int | None = None, unit: str = "SEK") -> Rule:
    @rule(name, unit=unit, valid_from=valid_from, valid_to=valid_to)
    def version(x):
        """En version."""
        return x

    return version


class TestDates:
    @pytest.mark.parametrize(
        ("bounds", "valid"),
        [
            ((None, None), [2012, 2013, 2023, 2024]),
            ((2013, None), [2013, 2023, 2024]),
            ((None, 2023), [2012, 2013, 2023]),
            ((2013, 2023), [2013, 2023]),
        ],
    )
    def test_years_are_included(self, bounds: tuple[int | None, int | None], valid: list[int]) -> None:
        assert [year for year in (2012, 2013, 2023, 2024) if dated("a.b", *bounds).is_valid(year)] == valid

    @pytest.mark.parametrize("name", ["a.b", "a.{x}.b"])
    def test_two_versions_follow_each_other(self, name: str) -> None:
        old, new = dated(name, None, 2023), dated(name, 2024)
        figure = name.replace("{x}", "one")
        for rules in ((old, new), (new, old)):
            catalogue = Catalogue(rules, ())
            assert [each for each, _ in catalogue.rules_for(figure, 2023)] == [old]
            assert [each for each, _ in catalogue.rules_for(figure, 2024)] == [new]

    @pytest.mark.parametrize(("first", "second"), [("a.b", "a.b"), ("a.{x}.b", "a.{x}.b"), ("a.{x}.b", "a.{y}.b")])
    @pytest.mark.parametrize(
        ("old", "new", "year"),
        [((2013, 2024), (2024, None), 2024), ((None, 2020), (2019, 2021), 2019), ((2000, None), (1990, None), 2000)],
    )
    def test_two_versions_in_force_at_once_are_refused(self, first: str, second: str, old: Any, new: Any, year: int) -> None:
        for one, other in ((old, new), (new, old)):
            with pytest.raises(ValueError, match=f"version and version are both in force in {year}"):
                Catalogue((dated(first, *one), dated(second, *other)), ())

    def test_undated_rules_are_alternatives(self) -> None:
        rules = (dated("a.b"), dated("a.b"), dated("a.b", 2024), dated("a.c", 2024))
        assert [each for each, _ in Catalogue(rules, ()).rules_for("a.b", 2025)] == list(rules[:3])


class TestCatalogue:
    CATALOGUE = Catalogue(
        (
            dated("honey.total"),
            dated("hive.{hive}.honey", unit="piece"),
            dated("hive.{hive}.honey", unit="piece"),
            dated("hive.queen.honey", unit="percent"),
            dated("honey.tithe", 2013, 2023, unit="percent"),
        ),
        (
            given("honey.stock", "SEK"),
            given("hive.{hive}.volume", None),
            given("hive.{hive}.jar.{jar}.price", "SEK/piece"),
            given("bog.{bog}.volume", "m2"),
        ),
    )

    def test_rules_come_in_order_with_their_parts(self) -> None:
        found = self.CATALOGUE.rules_for("hive.north.honey", 2024)
        assert found == [(self.CATALOGUE.rules[1], {"hive": "north"}), (self.CATALOGUE.rules[2], {"hive": "north"})]
        assert self.CATALOGUE.rules_for("hive.north.jar.honey", 2024) == []

    def test_a_named_figure_is_no_member_of_the_family(self) -> None:
        assert self.CATALOGUE.rules_for("hive.queen.honey", 2024) == [(self.CATALOGUE.rules[3], {})]

    @pytest.mark.parametrize(
        ("name", "carried"),
        [
            ("honey.stock", SEK),
            ("honey.total", SEK),
            ("hive.queen.honey", PERCENT),
            ("hive.north.volume", None),
            ("bog.deep.volume", unit("m2")),
            ("honey.tithe", PERCENT),  # also when no version is in force
            ("honey.nothing", None),
        ],
    )
    def test_units(self, name: str, carried: object) -> None:
        assert self.CATALOGUE.unit_of(name) == carried

    @pytest.mark.parametrize(
        ("name", "template"),
        [
            ("honey.stock", "honey.stock"),
            ("honey.total", "honey.total"),
            ("hive.north.honey", "hive.{hive}.honey"),
            ("hive.north.jar.big.price", "hive.{hive}.jar.{jar}.price"),
            ("hive.north", None),
            ("hive.north.honey.more", None),
            ("hive..honey", None),
            ("honeyxtotal", None),
        ],
    )
    def test_what_an_id_belongs_to(self, name: str, template: str | None) -> None:
        assert self.CATALOGUE.template_of(name) == template
        assert self.CATALOGUE.exists(name) is (template is not None)

    def test_what_files_may_state(self) -> None:
        assert self.CATALOGUE.given_for("hive.north.volume") == self.CATALOGUE.givens[1]
        assert self.CATALOGUE.given_for("honey.stock") == self.CATALOGUE.givens[0]
        assert self.CATALOGUE.given_for("honey.total") is None

    def test_every_template_once(self) -> None:
        assert self.CATALOGUE.templates() == [
            "honey.total",
            "hive.{hive}.honey",
            "hive.queen.honey",
            "honey.tithe",
            "honey.stock",
            "hive.{hive}.volume",
            "hive.{hive}.jar.{jar}.price",
            "bog.{bog}.volume",
        ]

    def test_an_id_ends_with_what_is_measured(self) -> None:
        """Ids are found by their last segment, so a pattern that ends in a place would never be found."""
        with pytest.raises(ValueError, match="ends with what is measured"):
            Catalogue((dated("hive.{hive}"),), ())
        with pytest.raises(ValueError, match="ends with what is measured"):
            Catalogue((), (given("hive.{hive}", "SEK"),))

    def test_modules_list_their_rules(self) -> None:
        first = SimpleNamespace(RULES=(net,), GIVEN=(given("honey.income", "SEK"),))
        second = SimpleNamespace(RULES=(dated("a.b"),), GIVEN=())
        found = catalogue_of(iter([first, second]))
        assert found.rules == (net, *second.RULES)
        assert found.givens == first.GIVEN


def test_patterns() -> None:
    assert fill("hive.{hive}.jar.{jar}.price", {"hive": "north", "jar": "big"}) == "hive.north.jar.big.price"
    assert fill("honey.total", {}) == "honey.total"
    assert places("hive.{hive}.jar.{jar}.price") == ["hive", "jar"]
    assert places("hive.*.price") == []
