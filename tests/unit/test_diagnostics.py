from __future__ import annotations

import json

import pytest

from hundralapp.diagnostics import Code, Diagnostic, Location, Report, Severity, Suggestion, Words, listed, nearest, printable

WRONG = Code("wrong-word", 'ordet "{word}" är fel.{suggestion}', 'the word "{word}" is wrong.{suggestion}', "därför", "because")
ODD = Code("odd-word", "udda", "odd", "därför", "because", Severity.WARNING)


def wrong(file: str = "a.csv", line: int = 1, column: int = 1, length: int = 1, word: str = "x") -> Diagnostic:
    return WRONG.at(Location(file, line, column, length), word=word, suggestion=Suggestion(None))


def rendered(text: str | None, column: int, length: int = 1, line: int = 1) -> list[str]:
    """The lines of one diagnostic, on a file whose every line is `text`."""
    report = Report([ODD.at(Location("a.csv", line, column, length))])
    return report.render("en", lambda file, number: text).split("\n")


def underlined(text: str, column: int, length: int = 1) -> str:
    """What stands above the caret."""
    _, shown, caret = rendered(text, column, length)
    return "".join(char for char, mark in zip(shown, caret, strict=False) if mark == "^")


class TestRendering:
    def test_line_and_caret(self) -> None:
        assert rendered("volume,12 elever", 8, 9, line=14) == [
            "a.csv:14:8: odd-word: odd",
            "    14 | volume,12 elever",
            "       |        ^^^^^^^^^",
        ]

    def test_every_problem_with_its_own_line(self) -> None:
        report = Report([wrong(line=2, word="två"), wrong(line=1, word="ett")])
        assert report.render("sv", lambda file, number: f"rad {number}").split("\n") == [
            'a.csv:1:1: wrong-word: ordet "ett" är fel.',
            "     1 | rad 1",
            "       | ^",
            'a.csv:2:1: wrong-word: ordet "två" är fel.',
            "     2 | rad 2",
            "       | ^",
        ]

    def test_the_line_is_asked_for_by_file_and_number(self) -> None:
        texts = {("a.csv", 1): "one", ("b.csv", 7): "seven"}
        report = Report([wrong("b.csv", 7), wrong("a.csv", 1)])
        shown = report.render("en", lambda file, number: texts.get((file, number)))
        assert [line for line in shown.split("\n") if "|" in line] == [
            "     1 | one",
            "       | ^",
            "     7 | seven",
            "       | ^",
        ]

    @pytest.mark.parametrize("text", [None, "", "   ", "\t"])
    def test_no_line_to_show(self, text: str | None) -> None:
        assert rendered(text, 1) == ["a.csv:1:1: odd-word: odd"]

    def test_a_tab_is_one_place_wide(self) -> None:
        assert rendered("\ta\tbad", 4, 3)[1:] == ["     1 |  a bad", "       |    ^^^"]
        assert underlined("\ta\tbad", 4, 3) == "bad"

    @pytest.mark.parametrize("char", ["\x1b", "\x07", "\u202e", "\u00a0", "\ufeff"])
    def test_what_does_not_print_is_shown_as_a_space(self, char: str) -> None:
        assert rendered(f"a{char}bad", 3, 3)[1:] == ["     1 | a bad", "       |   ^^^"]

    def test_swedish_letters_stand_over_their_caret(self) -> None:
        assert underlined("nämnd,åldrar", 7, 6) == "åldrar"

    @pytest.mark.parametrize("column", [1, 60, 81, 82, 161, 500, 995])
    def test_a_long_line_is_cut_around_the_caret(self, column: int) -> None:
        text = "".join(str(place % 10) for place in range(1, 1001))
        _, shown, caret = rendered(text, column, 5)
        assert len(shown) <= len("     1 | ") + 160
        assert underlined(text, column, 5) == text[column - 1 : column + 4]
        assert caret.endswith("^^^^^")

    def test_the_caret_ends_with_what_is_shown(self) -> None:
        assert rendered("short", 3, 90)[2] == "       |   ^^^"
        assert rendered("x" * 1000, 1, 5000)[2] == "       | " + "^" * 160

    @pytest.mark.parametrize("column", [6, 7, 4000])
    def test_a_place_behind_the_line_is_shown_at_its_end(self, column: int) -> None:
        """Where something is missing, or the file has changed since it was read."""
        assert rendered("short", column)[1:] == ["     1 | short", "       |      ^"]

    def test_a_place_far_behind_a_long_line(self) -> None:
        _, shown, caret = rendered("x" * 1000, 4000)
        assert shown == "     1 | " + "x" * 80
        assert caret == "       | " + " " * 80 + "^"

    @pytest.mark.parametrize("length", [0, -3])
    def test_there_is_always_a_caret(self, length: int) -> None:
        assert rendered("short", 2, length)[2] == "       |  ^"


class TestReport:
    def test_sorted_by_place_then_code(self) -> None:
        there = [
            wrong("b.csv", 1, 1),
            wrong("a.csv", 10, 1),
            wrong("a.csv", 9, 12),
            wrong("a.csv", 9, 2),
            ODD.at(Location("a.csv", 9, 2)),
        ]
        report = Report()
        report.extend(there)
        assert [(str(each.location), each.code.name) for each in report] == [
            ("a.csv:9:2", "odd-word"),
            ("a.csv:9:2", "wrong-word"),
            ("a.csv:9:12", "wrong-word"),
            ("a.csv:10:1", "wrong-word"),
            ("b.csv:1:1", "wrong-word"),
        ]

    def test_one_problem_is_told_once(self) -> None:
        report = Report([wrong(), wrong(), wrong(word="y")])
        report.add(wrong())
        assert len(report) == 2
        assert [dict(each.values)["word"] for each in report] == ["x", "y"]

    def test_a_warning_is_no_error(self) -> None:
        report = Report([ODD.at(Location("a.csv"))])
        assert report.ok
        assert report.errors == []
        report.add(wrong())
        assert not report.ok
        assert report.errors == [wrong()]

    def test_nothing_to_say(self) -> None:
        assert Report().ok
        assert len(Report()) == 0
        assert Report().render("sv", lambda file, number: "x") == ""


class TestMessages:
    def test_both_languages(self) -> None:
        said = WRONG.at(Location("a.csv"), word=Words("ett", "one"), suggestion=Suggestion("tre"))
        assert said.message("sv") == 'ordet "ett" är fel. Menade du "tre"?'
        assert said.message("en") == 'the word "one" is wrong. Did you mean "tre"?'

    def test_braces_in_a_users_text_are_only_text(self) -> None:
        assert wrong(word="{suggestion} {0}").message("en") == 'the word "{suggestion} {0}" is wrong.'

    def test_a_long_text_of_a_users_is_cut(self) -> None:
        assert wrong(word="x" * 240).message("en") == f'the word "{"x" * 240}" is wrong.'
        assert wrong(word="x" * 241).message("en") == f'the word "{"x" * 240} …" is wrong.'

    @pytest.mark.parametrize("char", ["\x1b", "\n", "\u202e", "\x9b"])
    def test_a_users_text_cannot_steer_a_terminal(self, char: str) -> None:
        head, *_ = Report([wrong(f"a{char}.csv", word=f"b{char}[2J")]).render("sv", lambda file, number: None).split("\n")
        assert head == 'a .csv:1:1: wrong-word: ordet "b [2J" är fel.'

    def test_a_no_break_space_stays_in_a_number(self) -> None:
        assert printable("1\u00a0234\tkr") == "1\u00a0234 kr"
        assert printable("1\u00a0234") == "1\u00a0234"

    def test_json_has_stable_keys(self) -> None:
        said = WRONG.at(Location("a.csv", 3, 4, 5), word="x", suggestion=Suggestion("y")).as_json()
        assert json.loads(json.dumps(said)) == {
            "file": "a.csv",
            "line": 3,
            "column": 4,
            "length": 5,
            "code": "wrong-word",
            "severity": "error",
            "sv": 'ordet "x" är fel. Menade du "y"?',
            "en": 'the word "x" is wrong. Did you mean "y"?',
        }
        assert ODD.at(Location("a.csv")).as_json()["severity"] == "warning"


class TestNearest:
    @pytest.mark.parametrize(
        ("name", "found"),
        [
            ("revenue.tax_rat", "revenue.tax_rate"),
            ("REVENUE.TAX_RATE", "revenue.tax_rate"),
            ("tax_rate", "revenue.tax_rate"),  # the last segment alone
            ("depreciatoin", "result.depreciation"),
            ("ftes", "staff.FTE"),
            ("general_grant.amont", "general_grant.*.amount"),
            ("frme", "committee.{committee}.frame"),
            ("result.net_incom", "result.net_income"),  # the whole name before the last segment
            ("xyzzy", None),
            ("", None),
        ],
    )
    def test_the_name_most_like_it(self, name: str, found: str | None) -> None:
        names = [
            "revenue.tax_rate",
            "result.depreciation",
            "staff.FTE",
            "key.net_income",
            "result.net_income",
            "committee.{committee}.frame",
            "general_grant.*.amount",
        ]
        assert nearest(name, names) == Suggestion(found)

    def test_no_names_no_suggestion(self) -> None:
        assert nearest("tax_rate", []).say("sv") == ""

    def test_the_first_of_names_that_differ_only_in_case(self) -> None:
        assert nearest("fte", ["FTE", "fte"]) == Suggestion("FTE")


class TestSuggestions:
    """A nearest name takes a millisecond, which a damaged file of a million rows has not."""

    def test_as_many_as_a_reader_reads(self) -> None:
        report = Report()
        said = [report.suggest("tax_rat", ["tax_rate"]).name for _ in range(1_002)]
        assert said == ["tax_rate"] * 1_000 + [None] * 2
        assert Report().suggest("tax_rat", ["tax_rate"]).name == "tax_rate", "each report counts its own"

    def test_not_for_what_is_no_name(self) -> None:
        name = "x" * 200
        assert Report().suggest(name, [name]).name == name
        assert Report().suggest(f"{name}x", [name]).name is None


def test_a_list_of_names_counts_its_tail() -> None:
    assert listed([]) == ""
    assert listed(["a", "b"]) == "a, b"
    assert listed(list("abcdefgh")) == "a, b, c, d, e, f, g, h"
    assert listed(list("abcdefghij")) == "a, b, c, d, e, f, g, h … (+2)"
    assert listed(["a", "b", "c"], most=1) == "a … (+2)"
