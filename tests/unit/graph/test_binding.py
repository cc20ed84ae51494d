from __future__ import annotations

import sys

import pytest
from tests.unit.graph.toy import GIVEN, RULES, YEARS, country

from hundralapp.graph.figure import Period, Series
from hundralapp.graph.rule import figure, history, lever, optional, previous, rule, schedule, total
from hundralapp.graph.schedule import WHOLE_SHARE
from hundralapp.graph.trace import HUNDRED_PERCENT, TraceError
from hundralapp.units import PERCENT, SEK

ONE_HIVE = """
hive.north.volume piece     10 11 12
hive.north.price  SEK/piece  5  5  6
"""


class TestWhatAFigureIsMadeOf:
    def test_a_rule_and_its_sources(self) -> None:
        found = country(ONE_HIVE)
        assert found["hive.north.revenue", "1"] == 50.0
        assert found.rule(("hive.north.revenue", "1")) == "hive_revenue"
        cell = found.cell(("hive.north.revenue", "3"))
        assert cell.sources == (("volume", ("hive.north.volume", "3")), ("price", ("hive.north.price", "3")))
        assert (cell.unit, cell.stated, cell.known) == (SEK, None, True)
        assert found.problems == []

    def test_an_input_is_what_the_file_says(self) -> None:
        found = country(ONE_HIVE)
        cell = found.cell(("hive.north.volume", "2"))
        assert (cell.rule, cell.sources, str(cell.unit)) == (None, (), "piece")
        assert cell.stated is found.binding.entries["hive.north.volume@2"]
        assert found.binding.inputs["hive.north.volume@2"] == 11.0

    def test_a_figure_that_nobody_can_tell_is_not_there(self) -> None:
        found = country("honey.grant SEK 7")
        assert not found.has(("honey.revenue", "1"))
        assert not found.has(("honey.grant", "2"))
        assert found.binding.missing["honey.net", "1"] == ("honey.revenue", "honey.cost")

    def test_what_is_both_computed_and_stated_keeps_its_statement(self) -> None:
        found = country(ONE_HIVE + "honey.revenue SEK 51")
        cell = found.cell(("honey.revenue", "1"))
        assert (found.rule(cell.key), found[cell.key]) == ("revenue_of_hives", 50.0)
        assert cell.stated is not None
        assert cell.stated.value == 51.0
        assert "honey.revenue@1" not in found.binding.inputs

    def test_every_period_has_its_own(self) -> None:
        found = country(ONE_HIVE)
        assert [found["honey.revenue", year] for year in "123"] == [50.0, 55.0, 72.0]

    def test_a_rule_in_force_only_some_years(self) -> None:
        def says(name: str, since: int | None, until: int | None, factor: int):
            @rule("honey.levy", unit="SEK", valid_from=since, valid_to=until)
            def levy(revenue=figure("honey.revenue")):
                """En avgift."""
                return factor * revenue

            return levy

        found = country(ONE_HIVE, (*RULES, says("old", None, 1, 2), says("new", 3, None, 3)))
        assert [found["honey.levy", year] for year in "13"] == [100.0, 216.0]
        assert not found.has(("honey.levy", "2"))


class TestWhichRule:
    def test_the_first_whose_inputs_are_known(self) -> None:
        found = country("hive.north.revenue SEK 50 okänd 70")
        assert [found.rule(("honey.revenue", year)) for year in "123"] == [
            "revenue_of_hives",
            "revenue_as_before",
            "revenue_of_hives",
        ]
        assert [found["honey.revenue", year] for year in "123"] == [50.0, 50.0, 70.0]

    def test_the_first_of_those_that_give_only_the_unknown(self) -> None:
        found = country("hive.north.revenue SEK okänd okänd")
        assert found.rule(("honey.revenue", "2")) == "revenue_of_hives"
        assert found["honey.revenue", "2"] is None

    def test_what_is_stated_where_no_rule_knows(self) -> None:
        found = country("hive.north.revenue SEK okänd\nhoney.revenue SEK 60")
        assert found.rule(("honey.revenue", "1")) is None
        assert found["honey.revenue", "1"] == 60.0

    def test_a_stated_figure_stands_in_for_the_first_rule(self) -> None:
        """It gives the level; the rule still gives the change, so the binding keeps both."""
        found = country("hive.north.revenue SEK okänd\nhoney.revenue SEK 60")
        ((statement, stands_in_for),) = found.binding.anchors.items()
        assert statement == found.cell(("honey.revenue", "1")).row
        assert stands_in_for == found.cell(("hive.north.revenue", "1")).row, "the total of one hive is that hive"

    def test_nothing_stands_in_for_a_rule_that_is_known_or_absent(self) -> None:
        assert country(ONE_HIVE + "honey.revenue SEK 51").binding.anchors == {}
        assert country("honey.revenue SEK 51").binding.anchors == {}
        assert country("honey.bears SEK 8\ntithe.push percent okänd").binding.anchors == {}, "made of the statement itself"

    def test_the_unknown_does_not_push_a_rule_aside(self) -> None:
        found = country("hive.north.revenue SEK okänd\nhoney.revenue SEK okänd")
        assert found.rule(("honey.revenue", "1")) == "revenue_of_hives"
        assert found.cell(("honey.revenue", "1")).stated is not None
        assert found.causes(("honey.revenue", "1")) == ["hive.north.revenue@1"]

    def test_a_fallback_is_used_only_where_nothing_is_stated(self) -> None:
        found = country(ONE_HIVE + "honey.cost SEK 30 okänd .")
        assert [found.rule(("honey.cost", year)) for year in "123"] == [None, None, "cost"]
        assert [found["honey.cost", year] for year in "123"] == [30.0, None, 36.0]

    def test_a_default_only_where_no_rule_above_has_its_inputs(self) -> None:
        """It does not step in for what is there but unknown."""

        @rule("honey.price", unit="percent")
        def by_index(index=figure("honey.index")):
            """Enligt index."""
            return index

        @rule("honey.price", unit="percent", otherwise=True)
        def as_ever(push=lever("tithe.push")):
            """Som alltid: full price, until someone decides otherwise."""
            return HUNDRED_PERCENT + push

        found = country("honey.index percent 103 okänd .", (by_index, as_ever))
        assert [found.rule(("honey.price", year)) for year in "123"] == ["by_index", "by_index", "as_ever"]
        assert [found["honey.price", year] for year in "123"] == [103.0, None, 100.0]


class TestUnknown:
    def test_it_spreads_with_its_cause(self) -> None:
        found = country("hive.north.volume piece okänd\nhive.north.price SEK/piece 5\nhoney.stock SEK 100")
        assert found["honey.net", "1"] is None
        assert not found.cell(("honey.net", "1")).known
        assert found.causes(("honey.net", "1")) == ["hive.north.volume@1"]
        assert found["hive.north.price", "1"] == 5.0
        assert found.problems == []

    @pytest.mark.parametrize(
        ("says", "name"),
        [("honey.grant SEK . okänd", "honey.net"), ("tithe.push percent . okänd", "tithe.amount")],
    )
    def test_unknown_is_not_absent(self, says: str, name: str) -> None:
        """What is optional, or moved only by decisions, is zero where nobody says a thing, but not where someone says unknown."""
        found = country(ONE_HIVE + says)
        assert found[name, "2"] is None
        assert not found.cell((name, "2")).known
        assert found.causes((name, "2")) == [f"{says.split()[0]}@2"]
        assert found[name, "3"] is not None

    def test_an_unknown_year_before(self) -> None:
        found = country("honey.net SEK okänd 5")
        assert found["honey.shortage", "2"] is None
        assert found.causes(("honey.shortage", "2")) == ["honey.net@1"]


class TestFamilies:
    def test_a_total_is_taken_in_file_order(self) -> None:
        """Left to right as first named, by whatever figure: in floats another order gives another sum."""
        values = {"a": 1.0, "b": 1e16, "c": -1e16}

        def revenue(order: str) -> float | None:
            volumes = "\n".join(f"hive.{hive}.volume piece 1" for hive in order)
            prices = "\n".join(f"hive.{hive}.price SEK/piece {values[hive]!r}" for hive in "abc")
            return country(f"{volumes}\n{prices}")["honey.revenue", "1"]

        assert [revenue(order) for order in ("bca", "bac", "abc")] == [1.0, 0.0, 0.0]

    def test_members_are_those_that_files_name_in_the_period(self) -> None:
        found = country("hive.north.revenue SEK 1 10\nhive.south.revenue SEK . 20\nhive.east.price SEK/piece . .")
        assert [found["honey.revenue", year] for year in "12"] == [1.0, 30.0]
        assert [source for _, source in found.cell(("honey.revenue", "2")).sources] == [
            ("hive.north.revenue", "2"),
            ("hive.south.revenue", "2"),
        ]

    def test_a_total_of_several_families(self) -> None:
        @rule("honey.all", unit="SEK")
        def everything(parts=total("hive.*.revenue", "bog.*.revenue", "hive.*.gift")):
            """Allt."""
            return parts

        says = "bog.deep.revenue SEK 4\nhive.north.gift SEK 2\nhive.south.revenue SEK 1"
        found = country(says, (everything,))
        assert found["honey.all", "1"] == 7.0
        assert [source for _, (source, _) in found.cell(("honey.all", "1")).sources] == [
            "hive.south.revenue",
            "bog.deep.revenue",
            "hive.north.gift",
        ]

    def test_a_family_within_a_family(self) -> None:
        @rule("hive.{hive}.jars", unit="piece")
        def jars(jars=total("hive.{hive}.shelf.*.jar.*.count")):
            """Burkar."""
            return jars

        says = "hive.a.shelf.x.jar.m.count piece 1\nhive.a.shelf.y.jar.n.count piece 2\nhive.b.shelf.x.jar.m.count piece 9"
        found = country(says, (jars,))
        assert found["hive.a.jars", "1"] == 3.0
        assert found["hive.b.jars", "1"] == 9.0

    def test_a_total_of_nobody_is_absent(self) -> None:
        assert not country("honey.grant SEK 1").has(("honey.revenue", "1"))


class TestOtherYears:
    def test_a_stock_goes_on_from_the_year_before(self) -> None:
        found = country("honey.net SEK . 5 7\nhoney.stock SEK 100")
        assert [found["honey.stock", year] for year in "123"] == [100.0, 105.0, 112.0]
        assert found.cell(("honey.stock", "3")).sources == (("net", ("honey.net", "3")), ("opening", ("honey.stock", "2")))

    def test_without_a_year_before_there_is_no_stock(self) -> None:
        found = country("honey.net SEK 4 5")
        assert not found.has(("honey.stock", "1"))
        assert not found.has(("honey.stock", "2"))

    def test_nothing_was_left_before_the_first_year(self) -> None:
        found = country("honey.net SEK -4 -5 9")
        assert [found["honey.shortage", year] for year in "123"] == [4.0, 9.0, 9.0]

    def test_nor_when_nobody_says(self) -> None:
        found = country("honey.net SEK . -5")
        assert found["honey.shortage", "2"] == 5.0
        assert found.cell(("honey.shortage", "2")).sources == (("net", ("honey.net", "2")),)

    def test_a_history_has_the_newest_first(self) -> None:
        found = country("hive.north.harvest SEK 60 600 6000")
        assert [found["hive.north.stores", year] for year in "123"] == [60.0, 630.0, 6320.0]
        assert [source for _, source in found.cell(("hive.north.stores", "3")).sources] == [
            ("hive.north.harvest", "3"),
            ("hive.north.harvest", "2"),
            ("hive.north.harvest", "1"),
        ]

    def test_a_history_with_a_gap_is_none(self) -> None:
        """What is not said is not zero, and what is older than the gap must not be lost in silence."""
        found = country("hive.north.harvest SEK 60 . 6000")
        assert [found.has(("hive.north.stores", year)) for year in "123"] == [True, False, False]
        assert found.binding.missing["hive.north.stores", "2"] == ("hive.north.harvest",)
        assert found.binding.missing["hive.north.stores", "3"] == ("hive.north.harvest 2",)
        assert found.problems == []

    def test_a_gap_is_told_when_the_rule_asks_for_all(self) -> None:
        @rule("hive.{hive}.cellar", unit="SEK", complete=True)
        def cellar(harvests=history("hive.{hive}.harvest")):
            """Källare."""
            return harvests[-1]

        said = "honung.csv:1:{}: missing-input: hive.north.cellar {} cannot be computed: {} is missing. Add it, or write unknown."
        found = country("hive.north.harvest SEK 60 . 6000", (cellar,))
        assert found.problems == [said.format(3, 2, "hive.north.harvest"), said.format(5, 3, "hive.north.harvest 2")]
        assert country("hive.north.harvest SEK . 60 okänd", (cellar,)).problems == []

    def test_a_year_may_have_two_series_that_go_on_from_different_ones(self) -> None:
        years = (
            Period("1", 1, Series.ACTUAL),
            Period("1b", 1, Series.ADOPTED_BUDGET),
            Period("2", 2, Series.ACTUAL, follows="1"),
            Period("2b", 2, Series.ADOPTED_BUDGET, follows="1b"),
        )
        found = country("honey.net SEK . . 5 6\nhoney.stock SEK 100 200\nhive.north.harvest SEK 2 4 6 8", years=years)
        assert (found["honey.stock", "2"], found["honey.stock", "2b"]) == (105.0, 206.0)
        assert (found["hive.north.stores", "2"], found["hive.north.stores", "2b"]) == (7.0, 10.0)


class TestOtherSources:
    def test_what_a_statement_may_leave_out_is_zero_in_its_unit(self) -> None:
        found = country(ONE_HIVE + "honey.grant SEK . 3")
        assert [found["honey.net", year] for year in "12"] == [25.0, 30.5]
        assert ("grant", ("honey.grant", "2")) in found.cell(("honey.net", "2")).sources
        assert len(found.cell(("honey.net", "1")).sources) == 2

    def test_a_zero_in_the_wrong_unit_is_found_without_a_statement(self) -> None:
        """The zero carries the unit of the figure it is the absence of."""

        @rule("honey.sum", unit="SEK")
        def wrong(revenue, push=optional("tithe.push")):
            """Fel."""
            return revenue + push

        assert "SEK and percent do not meet" in country(ONE_HIVE, (*RULES, wrong)).problems[0]

    def test_a_zero_without_a_unit_takes_that_of_its_company(self) -> None:
        @rule("hive.{hive}.both", unit=None)
        def both(price, volume=optional("hive.{hive}.volume")):
            """Båda: the writer chooses the unit of both."""
            return price + volume

        found = country("hive.north.price piece 3", (both,))
        assert found["hive.north.both", "1"] == 3.0
        assert str(found.cell(("hive.north.both", "1")).unit) == "piece"

    def test_a_lever_is_an_input_of_its_own(self) -> None:
        found = country(ONE_HIVE)
        assert found.binding.inputs["tithe.push@2"] == 0.0
        assert found["tithe.amount", "2"] == 5.5
        found.evaluation.change({"tithe.push@2": 10.0})
        assert (found["tithe.amount", "2"], found["tithe.amount", "3"]) == (11.0, 7.2)
        assert not found.has(("tithe.push", "2"))
        assert found.binding.graph.units[found.binding.graph.inputs["tithe.push@2"]] == PERCENT

    def test_a_stated_lever_is_a_source(self) -> None:
        found = country(ONE_HIVE + "tithe.push percent . 10")
        assert found["tithe.amount", "2"] == 11.0
        assert ("push", ("tithe.push", "2")) in found.cell(("tithe.amount", "2")).sources

    def test_a_lever_without_a_unit_is_a_fault_of_the_rule(self) -> None:
        @rule("honey.pulled", unit=None)
        def pulled(push=lever("honey.pull")):
            """Drag."""
            return push

        with pytest.raises(ValueError, match=r"lever honey\.pull has no declared unit"):
            country("honey.grant SEK 1", (pulled,))

    def test_a_parameter_is_an_input_by_year(self) -> None:
        found = country(ONE_HIVE)
        assert not found.has(("tithe.amount", "1")), "no rate before year 2"
        assert found.binding.missing["tithe.amount", "1"] == ("tithe.rate",)
        assert found.binding.inputs["parameter.tithe.rate@2"] == 10.0
        assert [source for source, _ in found.cell(("tithe.amount", "2")).sources] == ["revenue"]

    def test_a_parameter_is_shared_by_all_periods_of_a_year(self) -> None:
        years = (Period("2", 2, Series.ACTUAL), Period("2b", 2, Series.ADOPTED_BUDGET))
        names = [name for name in country(ONE_HIVE, years=years).binding.inputs if name.startswith("parameter")]
        assert names == ["parameter.tithe.rate@2"]

    def test_a_schedule_is_inputs_by_piece_and_year(self) -> None:
        @rule("toll.amount", unit="SEK")
        def toll(revenue=figure("honey.revenue"), scale=schedule("toll.scale")):
            """Tull."""
            return scale.at(revenue) / WHOLE_SHARE

        found = country("hive.north.revenue SEK 140 140 100", (*RULES, toll))
        assert not found.has(("toll.amount", "1")), "no toll before year 2"
        assert found.binding.missing["toll.amount", "1"] == ("toll.scale",)
        assert [found["toll.amount", year] for year in "23"] == [15.0, 0.0]
        names = [name.removeprefix("parameter.toll.scale.") for name in found.binding.inputs if "toll" in name]
        parts = ["1.upper", "1.constant", "1.slope", "2.constant", "2.slope", "2.origin"]
        assert names == [f"{part}@{year}" for year in "23" for part in parts]
        assert [source for source, _ in found.cell(("toll.amount", "2")).sources] == ["revenue"]

    def test_a_rule_may_start_from_its_own_statement(self) -> None:
        found = country("honey.bears SEK 8 okänd\ntithe.push percent 25 .")
        assert (found.rule(("honey.bears", "1")), found["honey.bears", "1"]) == ("bears", 6.0)
        assert found.binding.inputs["honey.bears@1"] == 8.0
        assert found["honey.bears", "2"] is None
        assert not found.has(("honey.bears", "3"))
        assert found.binding.missing["honey.bears", "3"] == ("honey.bears",)


class TestCycles:
    @staticmethod
    def ring(*names: str):
        """Each figure is made of the next, and the last of the first."""

        def link(name: str, following: str):
            @rule(name, unit="SEK")
            def linked(source=figure(following)):
                """En länk."""
                return source * 2

            return linked

        return tuple(link(name, following) for name, following in zip(names, [*names[1:], names[0]], strict=True))

    @pytest.mark.parametrize(
        ("names", "said"),
        [
            (["bee.a"], "bee.a → bee.a"),
            (["bee.a", "bee.b"], "bee.a → bee.b → bee.a"),
            (["bee.a", "bee.b", "bee.c"], "bee.a → bee.b → bee.c → bee.a"),
        ],
    )
    def test_figures_that_depend_on_themselves(self, names: list[str], said: str) -> None:
        found = country("honey.grant SEK 1 1", self.ring(*names), years=YEARS[:2])
        assert found.problems == [
            f"workspace.yaml:1:1: cycle: the figures depend on themselves in {year}: {said}." for year in "12"
        ]
        assert not any(found.has((name, "1")) for name in names)
        assert found["honey.grant", "1"] == 1.0, "the rest is still there"

    def test_the_way_into_the_ring_is_no_part_of_it(self) -> None:
        @rule("bee.way", unit="SEK")
        def way(source=figure("bee.a")):
            """Vägen in."""
            return source

        found = country("honey.grant SEK 1", (way, *self.ring("bee.a", "bee.b")), years=YEARS[:1])
        assert [line.rsplit(": ", 1)[1] for line in found.problems] == ["bee.a → bee.b → bee.a."]

    def test_a_ring_through_years_is_no_ring(self) -> None:
        @rule("bee.a", unit="SEK")
        def grown(before=previous("bee.a")):
            """Växt."""
            return before * 2

        found = country("bee.a SEK 1", (grown,))
        assert found.problems == []
        assert found["bee.a", "3"] == 4.0

    def test_a_long_chain_of_rules(self) -> None:
        """Deeper than Python's own limit of recursion, which is put back."""
        limit = sys.getrecursionlimit()
        found = country("bee.400 SEK 1", self.ring(*[f"bee.{number}" for number in range(401)])[:-1], years=YEARS[:1])
        assert found.problems == []
        assert found["bee.0", "1"] == 2.0**400
        assert sys.getrecursionlimit() == limit


class TestHalfStated:
    """`complete` rules: a volume without a price is a mistake, not a choice."""

    SAYS = "honung.csv:1:3: missing-input: hive.north.revenue 1 cannot be computed: {} is missing. Add it, or write unknown."

    @pytest.mark.parametrize(
        ("says", "missing"),
        [("hive.north.volume piece 10", "hive.north.price"), ("hive.north.price SEK/piece 5", "hive.north.volume")],
    )
    def test_one_of_two(self, says: str, missing: str) -> None:
        assert country(says).problems == [self.SAYS.format(missing)]

    @pytest.mark.parametrize(
        "says",
        [
            "honey.grant SEK 1",
            "hive.north.volume piece 10\nhive.north.price SEK/piece okänd",
            "hive.north.volume piece 10\nhive.north.revenue SEK 50",
            "hive.north.volume piece 10\nhive.north.revenue SEK okänd",
        ],
    )
    def test_not_when_none_is_there_or_the_rest_is_unknown_or_the_figure_itself_is_stated(self, says: str) -> None:
        assert country(says).problems == []

    def test_only_in_the_year_where_it_is_so(self) -> None:
        found = country("hive.north.volume piece 10 11\nhive.north.price SEK/piece 5 .")
        assert [line.split(": ")[2] for line in found.problems] == ["hive.north.revenue 2 cannot be computed"]

    def test_the_cause_is_named_rather_than_what_it_makes(self) -> None:
        """A price has a rule of its own; what to add is that rule's input."""

        @rule("hive.{hive}.price", unit="SEK/piece")
        def price(cost_of_jar, margin):
            """Pris."""
            return cost_of_jar + margin

        givens = [each for each in GIVEN if each.figure != "hive.{hive}.price"]
        found = country("hive.north.volume piece 10\nhive.north.margin SEK/piece 1", (*RULES, price), givens)
        assert found.problems == [self.SAYS.format("hive.north.cost_of_jar")]

    def test_what_files_may_state_is_named_itself(self) -> None:
        @rule("hive.{hive}.price", unit="SEK/piece")
        def price(cost_of_jar):
            """Pris."""
            return cost_of_jar

        assert country("hive.north.volume piece 10", (*RULES, price)).problems == [self.SAYS.format("hive.north.price")]

    def test_what_only_a_rule_asks_for_is_named_too(self) -> None:
        @rule("hive.{hive}.profit", unit="SEK", complete=True)
        def profit(revenue, rent):
            """Vinst."""
            return revenue - rent

        (problem,) = country("hive.north.revenue SEK 5", (profit,)).problems
        assert "hive.north.profit 1 cannot be computed: hive.north.rent is missing." in problem

    def test_half_is_stated_when_a_later_input_is(self) -> None:
        """The first input is computed; it is the second that someone wrote."""

        @rule("hive.{hive}.profit", unit="SEK", complete=True)
        def profit(revenue, cost, rent):
            """Vinst."""
            return revenue - cost - rent

        (problem,) = country(f"{ONE_HIVE}hive.north.cost SEK 1", (*RULES, profit)).problems
        assert problem.startswith("honung.csv:3:3: missing-input: hive.north.profit 1 ")

    def test_half_is_not_stated_when_all_that_is_there_is_computed(self) -> None:
        @rule("hive.{hive}.profit", unit="SEK", complete=True)
        def profit(revenue, rent):
            """Vinst."""
            return revenue - rent

        assert country(ONE_HIVE, (*RULES, profit)).problems == []

    def test_no_word_when_another_rule_gives_the_figure(self) -> None:
        @rule("hive.{hive}.revenue", unit="SEK")
        def agreed(agreement=figure("hive.{hive}.agreement")):
            """Enligt avtal."""
            return agreement

        for rules in ((*RULES, agreed), (agreed, *RULES)):
            for agreement in ("7", "okänd"):
                found = country(f"hive.north.volume piece 10\nhive.north.agreement SEK {agreement}", rules)
                assert found.problems == []
                assert found.rule(("hive.north.revenue", "1")) == "agreed"

    def test_one_cause_is_told_once(self) -> None:
        @rule("hive.{hive}.profit", unit="SEK", complete=True)
        def profit(revenue, rent):
            """Vinst."""
            return revenue - rent

        @rule("honey.profit", unit="SEK", complete=True)
        def all_profit(gift, profits=total("hive.*.profit")):
            """All vinst."""
            return profits + gift

        says = "hive.north.volume piece 10\nhive.north.rent SEK 1\nhoney.gift SEK 1"
        assert country(says, (*RULES, profit, all_profit)).problems == [self.SAYS.format("hive.north.price")]

    @pytest.mark.parametrize(("unit", "code"), [("SEK/piece", "cycle"), ("SEK", "units-do-not-meet")])
    def test_a_ring_or_a_wrong_unit_is_told_as_such_only(self, unit: str, code: str) -> None:
        @rule("hive.{hive}.price", unit="SEK/piece")
        def price(jar):
            """Pris."""
            return jar

        @rule("hive.{hive}.jar", unit=unit)
        def jar(price=figure("hive.{hive}.price") if code == "cycle" else figure("hive.{hive}.glass")):
            """Burk."""
            return price

        says = f"hive.north.volume piece 10\nhive.north.glass {unit} 5"
        codes = [line.split(": ")[1] for line in country(says, (*RULES, price, jar), years=YEARS[:1]).problems]
        assert codes == [code]

    def test_one_problem_does_not_hide_another(self) -> None:
        says = "hive.north.volume piece 10\nhive.south.volume piece 1\nhive.south.price SEK 5"
        codes = [line.split(": ")[1] for line in country(says, years=YEARS[:1]).problems]
        assert codes == ["missing-input", "units-do-not-meet"]

    def test_a_wrong_unit_in_one_rule_is_enough_said_of_the_figure(self) -> None:
        @rule("hive.{hive}.revenue", unit="SEK")
        def agreed(agreement=figure("hive.{hive}.agreement")):
            """Enligt avtal."""
            return agreement

        found = country("hive.north.volume piece 10\nhive.north.agreement piece 7", (agreed, *RULES), years=YEARS[:1])
        assert [line.split(": ")[1] for line in found.problems] == ["units-do-not-meet"]


class TestUnits:
    def test_what_does_not_meet_is_named_with_its_units(self) -> None:
        found = country("hive.north.volume piece 10\nhive.north.price SEK/person 5", years=YEARS[:1])
        assert found.problems == [
            "honung.csv:1:3: units-do-not-meet: hive.north.revenue cannot be computed from hive.north.volume (piece), "
            "hive.north.price (SEK/person): SEK*piece/person ≠ SEK. Correct the unit on the row."
        ]
        assert not found.has(("hive.north.revenue", "1"))

    def test_in_swedish_too(self) -> None:
        found = country("hive.north.revenue SEK 1\nhive.south.revenue 1 2", years=YEARS[:1])
        (problem,) = found.binding.report
        assert problem.message("sv") == (
            "honey.revenue kan inte räknas av hive.north.revenue (kr), hive.south.revenue (tal): +: SEK och 1 möts inte. "
            "Rätta enheten på raden."
        )

    def test_the_place_is_the_first_input_that_someone_wrote(self) -> None:
        @rule("honey.odd", unit="SEK")
        def odd(revenue, distance):
            """Udda."""
            return revenue + distance

        found = country(f"{ONE_HIVE}honey.distance hour 1", (*RULES, odd))
        assert [line.split(" ")[0] for line in found.problems] == ["honung.csv:3:3:"]

    def test_a_family_of_several_units(self) -> None:
        found = country("hive.north.revenue SEK 1\nhive.south.revenue piece 2", years=YEARS[:1])
        assert found.problems == [
            "honung.csv:1:3: units-do-not-meet: honey.revenue cannot be computed from hive.north.revenue (SEK), "
            "hive.south.revenue (piece): +: SEK and piece do not meet. Correct the unit on the row."
        ]
        assert found["hive.south.revenue", "1"] == 2.0

    def test_a_stated_figure_still_stands(self) -> None:
        found = country("hive.north.revenue SEK 1\nhive.south.revenue piece 2\nhoney.revenue SEK 7", years=YEARS[:1])
        assert len(found.problems) == 1
        assert found["honey.revenue", "1"] == 7.0

    def test_a_rule_without_a_unit_takes_what_its_inputs_give(self) -> None:
        @rule("hive.{hive}.rate", unit=None)
        def rate(revenue, volume):
            """Kvot."""
            return revenue / volume

        found = country("hive.north.volume person 10\nhive.north.revenue SEK 50", (rate,))
        assert str(found.cell(("hive.north.rate", "1")).unit) == "SEK/person"

    def test_a_fault_in_a_rule_is_no_fault_of_the_user(self) -> None:
        @rule("honey.rounded", unit="SEK")
        def rounded(revenue):
            """Avrundat."""
            return round(revenue)

        with pytest.raises(TraceError, match="floor"):
            country(ONE_HIVE, (*RULES, rounded))


def test_an_empty_country() -> None:
    found = country("")
    assert found.problems == []
    assert found.binding.cells == {}
