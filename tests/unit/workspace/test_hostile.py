"""Files that someone else may have written: whatever they hold, the answer is diagnostics and never a traceback."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hundralapp.cli.common import load
from hundralapp.cli.compare import command as compare_command
from hundralapp.model import Model
from hundralapp.proposals.compare import compare
from hundralapp.views.comparison import comparison_view
from hundralapp.views.explanation import explain
from hundralapp.views.judgements import check_views, goal_views
from hundralapp.views.tables import tables
from hundralapp.workspace.files import LARGEST, LONGEST_LINE

EXAMPLES = Path(__file__).parents[3] / "examples"
HEAD = """format: 1
name: Minstad
entity: {kind: municipality, code: "0000", name: Minstad}
money: mkr
budget_year: 2024
periods:
  - {year: 2024, series: adopted_budget}
  - {year: 2025, series: plan}
  - {year: 2026, series: plan}
"""
FRAMES = "committee,2024,2025,2026\nSkolnämnden,500,510,520\nSocialnämnden,300,305,310\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace without numbers, ready for a hostile file."""
    made = tmp_path / "minstad"
    for name in ("budget", "proposals"):
        (made / name).mkdir(parents=True)
    (made / "workspace.yaml").write_text(HEAD, encoding="utf-8")
    return made


def checked(folder: Path) -> Model:
    """The workspace loaded, computed, and everything said about it in every form."""
    model, _ = load(folder)
    for language in ("sv", "en"):
        shown = model.report.render(language, model.workspace.files.line)
        assert all(char.isprintable() or char in "\n\u00a0" for char in shown)
    json.dumps([each.as_json() for each in model.report], allow_nan=False)
    return model


def found(folder: Path) -> set[str]:
    return {each.code.name for each in checked(folder).report}


def with_table(folder: Path, data: bytes | str, name: str = "budget/namnder.csv") -> Path:
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return folder


class TestBytesThatAreNoText:
    def test_random_bytes(self, folder: Path) -> None:
        noise = Random(1).randbytes(10 << 20)
        with_table(folder, noise)
        with_table(folder, noise, "origins.yaml")
        assert found(folder) == {"not-utf8", "file-too-large"}

    def test_random_printable_text(self, folder: Path) -> None:
        random = Random(2)
        text = "\n".join("".join(chr(random.randrange(32, 127)) for _ in range(80)) for _ in range(2_000))
        with_table(folder, text)
        with_table(folder, text, "goals.yaml")
        assert found(folder)

    @pytest.mark.parametrize("char", ["\0", "\x1b", "\x85", "\u202e", "\u2066", "\u2028", "\u200b"])
    @pytest.mark.parametrize("name", ["budget/namnder.csv", "goals.yaml"])
    def test_what_cannot_be_seen_is_refused(self, char: str, name: str, folder: Path) -> None:
        assert found(with_table(folder, f"figure,2024\n# {char}\n", name)) == {"control-character"}

    def test_surrogates_are_no_utf8(self, folder: Path) -> None:
        assert found(with_table(folder, b"committee,2024\nSkola\xed\xa0\x80,1\n")) == {"not-utf8"}


class TestSizes:
    def test_a_gigabyte_is_refused_unread(self, folder: Path) -> None:
        with (folder / "budget" / "namnder.csv").open("wb") as file:
            file.truncate(1 << 30)
        model = checked(folder)
        assert {each.code.name for each in model.report} == {"file-too-large"}
        assert "budget/namnder.csv" not in model.workspace.files.texts

    @pytest.mark.parametrize("name", ["workspace.yaml", "origins.yaml", "proposals/v.yaml"])
    def test_yaml_has_a_limit_too(self, name: str, folder: Path) -> None:
        with (folder / name).open("wb") as file:
            file.truncate(LARGEST[".yaml"] + 1)
        assert found(folder) == {"file-too-large"}

    def test_a_line_of_ten_megabytes(self, folder: Path) -> None:
        assert found(with_table(folder, "committee,2024\n" + "A" * (10 << 20))) == {"line-too-long"}

    def test_a_cell_over_many_lines_has_a_limit(self, folder: Path) -> None:
        lines = "\n".join("A" * 1_000 for _ in range(LONGEST_LINE // 900))
        assert "line-too-long" in found(with_table(folder, f'committee,2024,note\nSkola,1,"{lines}"\n'))

    def test_ten_thousand_columns(self, folder: Path) -> None:
        columns = ",".join(f"c{index}" for index in range(10_000))
        table = f"committee,2024,{columns}\nSkola,1{',1' * 10_000}\n"
        assert found(with_table(folder, table)) == {"csv-unknown-column"}

    def test_as_many_mistakes_as_rows(self, folder: Path) -> None:
        rows = "\n".join(f"result.x{index},{index}" for index in range(5_000))
        assert len(checked(with_table(folder, f"figure,2024\n{rows}\n")).report) == 5_000

    def test_more_periods_than_anyone_plans(self, folder: Path) -> None:
        many = "".join(f"  - {{id: p{index}, year: 2026, series: plan}}\n" for index in range(5_000))
        (folder / "workspace.yaml").write_text(HEAD + many, encoding="utf-8")
        assert found(folder) == {"wrong-type"}


class TestYaml:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("[" * 90_000, "yaml-too-deep"),
            ("a: " + "{b: " * 20_000, "yaml-too-deep"),
            ("- " * 40_000, "yaml-too-deep"),
            ("\n".join(" " * depth + "a:" for depth in range(500)), "yaml-too-deep"),
            ("a: &a [x, x]\n" + "\n".join(f"b{n}: &b{n} [*a, *a]" for n in range(30)), "yaml-alias"),
            ("a: *a\n", "yaml-alias"),
            ("a: !!python/object/apply:os.system [ls]\n", "yaml-alias"),
            ("? [a, b]\n: c\n", "yaml-syntax"),
            ("? {a: b}\n: c\n", "yaml-syntax"),
            ("a: b\n---\nc: d\n", "yaml-syntax"),
            ("%YAML 9.9\n---\na: b\n", "yaml-syntax"),
            ("a: 'b\n", "yaml-syntax"),
            ("\ta: b\n", "yaml-syntax"),
            ("just text\n", "wrong-type"),
            ("- a\n- b\n", "wrong-type"),
            ("<<: {name: a}\n", "missing-key"),
        ],
        ids=lambda value: re.sub(r"\W+", " ", value)[:20],
    )
    def test_what_it_may_not_hold(self, text: str, code: str, folder: Path) -> None:
        assert code in found(with_table(folder, text, "goals.yaml"))

    @pytest.mark.parametrize(("line", "code"), [(": x", "yaml-syntax"), ('"": x', "unknown-key"), ("note", "yaml-syntax")])
    def test_half_a_key(self, line: str, code: str, folder: Path) -> None:
        assert found(with_table(folder, f"{HEAD}{line}\n", "workspace.yaml")) == {code}

    @pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n", "---\n", "{}\n"])
    def test_an_empty_one_says_nothing(self, text: str, folder: Path) -> None:
        assert found(with_table(folder, text, "goals.yaml")) == set()

    def test_an_empty_head_lacks_everything(self, folder: Path) -> None:
        assert found(with_table(folder, "", "workspace.yaml")) == {"missing-key"}

    def test_nothing_is_guessed(self, folder: Path) -> None:
        """Plain YAML would read no as false, 0127 as 87 and 12:30 as 750."""
        text = "no: {title: no}\n0127: {title: 0127}\n1_000: {title: 12:30}\n2024-01-01: {title: 2024-01-01}\n"
        origins = checked(with_table(folder, text, "origins.yaml")).workspace.origins
        assert {each.id: each.title for each in origins.values()} == {
            "no": "no",
            "0127": "0127",
            "1_000": "12:30",
            "2024-01-01": "2024-01-01",
        }


class TestPaths:
    @pytest.mark.parametrize("name", ["budget/namnder.csv", "origins.yaml", "proposals/v.yaml", "workspace.yaml"])
    def test_a_link_out_is_refused(self, name: str, folder: Path) -> None:
        outside = folder.parent / "secret.txt"
        outside.write_text("password\n", encoding="utf-8")
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to(outside)
        model = checked(folder)
        assert {each.code.name for each in model.report} == {"path-outside"}
        assert "password" not in model.report.render("sv", model.workspace.files.line)

    @pytest.mark.parametrize("target", ["..", "/proc/self"])
    def test_a_linked_folder_is_not_followed(self, target: str, folder: Path) -> None:
        (folder / "budget" / "more").symlink_to(target if target != ".." else folder.parent)
        (folder.parent / "a.csv").write_text(FRAMES, encoding="utf-8")
        assert found(folder) == {"path-outside"}

    def test_a_folder_linked_to_itself(self, folder: Path) -> None:
        (folder / "budget" / "again").symlink_to(folder / "budget")
        assert found(folder) == {"unreadable"}

    def test_a_whole_branch_linked_out(self, folder: Path) -> None:
        outside = folder.parent / "other"
        outside.mkdir()
        (outside / "a.csv").write_text(FRAMES, encoding="utf-8")
        (folder / "assumptions").symlink_to(outside)
        assert found(folder) == {"path-outside"}

    def test_a_link_within_is_a_file_like_another(self, folder: Path) -> None:
        (folder / "namnder.txt").write_text(FRAMES, encoding="utf-8")
        (folder / "budget" / "namnder.csv").symlink_to("../namnder.txt")
        assert found(folder) == set()

    @pytest.mark.parametrize("target", ["gone.csv", "namnder.csv"])
    def test_a_link_to_nothing_or_to_itself(self, target: str, folder: Path) -> None:
        (folder / "budget" / "namnder.csv").symlink_to(target)
        assert found(folder) <= {"unreadable", "path-outside"}
        assert found(folder)

    def test_a_path_that_leaves_the_workspace(self, folder: Path) -> None:
        (folder.parent / "secret.csv").write_text(FRAMES, encoding="utf-8")
        files = checked(folder).workspace.files
        assert files.read("budget/../../secret.csv") is None
        assert [each.code.name for each in files.report] == ["path-outside"]

    @pytest.mark.parametrize("name", ["budget/namnder.csv", "origins.yaml", "workspace.yaml", "goals.yaml"])
    @pytest.mark.parametrize("make", [os.mkfifo, os.mkdir], ids=["fifo", "folder"])
    def test_no_ordinary_file(self, name: str, make: Callable[[Path], None], folder: Path) -> None:
        (folder / name).unlink(missing_ok=True)
        make(folder / name)
        if name.startswith("budget") and make is os.mkdir:
            assert found(folder) == set()  # a folder that ends in .csv holds tables like another
        else:
            assert found(folder) == {"unreadable"}

    def test_a_file_that_may_not_be_read(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(path: Path) -> bytes:
            raise PermissionError(13, "Permission denied", str(path))

        with_table(folder, FRAMES)
        monkeypatch.setattr(Path, "read_bytes", refuse)
        assert found(folder) == {"unreadable"}

    def test_a_name_that_would_steer_a_terminal(self, folder: Path) -> None:
        with_table(folder, "committee,2024\nSkola,x\n", "budget/\x1b[31mred\n.csv")
        assert found(folder) == {"not-a-number"}

    def test_a_name_that_is_no_text(self, folder: Path) -> None:
        with (folder / "budget" / os.fsdecode(b"n\xe4mnder.csv")).open("w", encoding="utf-8") as file:
            file.write("committee,2024\nSkola,x\n")
        assert found(folder) == {"not-a-number"}


class TestOneProblemIsOneMessage:
    def test_origins_that_cannot_be_read(self, folder: Path) -> None:
        with_table(folder, "committee,2024,origin\nSkolnämnden,500,budget\n")
        assert found(with_table(folder, "budget: {title: [}\n", "origins.yaml")) == {"yaml-syntax"}

    @pytest.mark.parametrize(("data", "code"), [(b"\xff", "not-utf8"), (b"nmnd,2024\n", "csv-unknown-column")])
    def test_a_table_that_cannot_be_read(self, data: bytes, code: str, folder: Path) -> None:
        decision = "{id: a, title: A, kind: initiative, committee: Skolnämnden, amount: 1}"
        with_table(folder, f"name: F\nproposer: F\ndecisions: [{decision}]\n", "proposals/f.yaml")
        with_table(folder, "Skolnämnden: {name_en: School committee}\n", "budget/committees.yaml")
        assert code in found(with_table(folder, data))
        assert "unknown-committee" not in found(folder)


class TestTables:
    """What spreadsheets write is read; what cannot be read is said."""

    @staticmethod
    def frames(folder: Path) -> list[float | None]:
        model = checked(folder)
        assert [each.code.name for each in model.report] == []
        names = ("skolnamnden", "socialnamnden")
        return [model.value(f"committee.{name}.frame", period) for name in names for period in ("2024", "2025", "2026")]

    PLAIN = (500e6, 510e6, 520e6, 300e6, 305e6, 310e6)

    @pytest.mark.parametrize(
        "data",
        [
            FRAMES.encode(),
            b"\xef\xbb\xbf" + FRAMES.encode(),
            FRAMES.replace("\n", "\r\n").encode(),
            FRAMES.replace("\n", "\r").encode(),
            FRAMES.replace(",", ";").encode(),
            FRAMES.replace(",", "\t").encode(),
            FRAMES.rstrip("\n").encode(),
            FRAMES.replace("\n", "\n\n\n# en anmärkning\n").encode(),
            FRAMES.replace("\n", ",,,\n").encode(),
            FRAMES.replace(",5", ", 5").replace("0,", "0 ,").encode(),
            b'"' + FRAMES.replace(",", '","').replace("\n", '"\n"').encode() + b'"\n',
        ],
        ids=["plain", "bom", "crlf", "cr", "semicolon", "tab", "no end", "comments", "empty columns", "spaces", "quoted"],
    )
    def test_the_same_table(self, data: bytes, folder: Path) -> None:
        assert self.frames(with_table(folder, data)) == list(self.PLAIN)

    def test_swedish_numbers(self, folder: Path) -> None:
        table = "committee;2024;2025;2026\r\nSkolnämnden;1 234,5;\u22121\u00a0234,50;0,5\r\nSocialnämnden;+7;,;\r\n"
        model = checked(with_table(folder, table))
        assert [model.value("committee.skolnamnden.frame", period) for period in ("2024", "2025", "2026")] == [
            1_234_500_000.0,
            -1_234_500_000.0,
            500_000.0,
        ]
        assert [each.code.name for each in model.report] == ["not-a-number"]

    def test_a_cell_over_several_lines(self, folder: Path) -> None:
        table = 'committee,2024,note\nSkolnämnden,500,"Först\nsedan, och ""sist"""\nSocialnämnden,x,\n'
        model = checked(with_table(folder, table))
        assert model.workspace.entries["committee.skolnamnden.frame", "2024"].note == 'Först\nsedan, och "sist"'
        assert [(str(each.location), each.code.name) for each in model.report] == [("budget/namnder.csv:4:15", "not-a-number")]

    @pytest.mark.parametrize("data", ["", "\n", "\r\n\r\n", ",,,\n", "# bara en anmärkning\n"])
    def test_an_empty_file(self, data: str, folder: Path) -> None:
        assert found(with_table(folder, data)) == {"csv-no-header"}

    def test_only_a_header(self, folder: Path) -> None:
        assert found(with_table(folder, "committee,2024,2025,2026\n")) == set()

    @pytest.mark.parametrize(
        "number", ["1" + "0" * 400, "1e400", "9" * 41, "inf", "nan", "0x10", "1_000", "٣", "½", "--1", "1,2,3"]
    )
    def test_what_is_no_number(self, number: str, folder: Path) -> None:
        assert found(with_table(folder, f'committee,2024\nSkola,"{number}"\n')) == {"not-a-number"}

    def test_numbers_as_large_as_they_come(self, folder: Path) -> None:
        table = f"figure,2024\npopulation.residents,1\nrevenue.tax_base,{'9' * 40}\nrevenue.tax_rate,20.92\n"
        assert found(with_table(folder, table)) == {"tax-base-magnitude"}

    @pytest.mark.parametrize(
        "figure",
        ["", ".", "committee", "committee..frame", "committee.*.frame", "committee.{committee}.frame", "{x}", "a" * 5_000, "@"],
    )
    def test_what_is_no_figure(self, figure: str, folder: Path) -> None:
        assert found(with_table(folder, f'figure,2024\n"{figure}",1\n')) == {"unknown-figure"}

    @pytest.mark.parametrize("period", ["unit", "figure", "committee", "none", "2024@x", "a b", "*", "{x}"])
    def test_what_is_no_period(self, period: str, folder: Path) -> None:
        (folder / "workspace.yaml").write_text(HEAD + f'  - {{id: "{period}", year: 2026, series: plan}}\n', encoding="utf-8")
        assert found(folder) == {"wrong-type"}

    @pytest.mark.parametrize("rows", ["Skola,500\nSkola,500\n", "Skola,rest\nSkola,rest\n", "Skola,500\nSkola,rest\n"])
    def test_a_row_that_stands_twice(self, rows: str, folder: Path) -> None:
        assert "duplicate-figure" in found(with_table(folder, f"committee,2024\n{rows}"))

    def test_division_by_zero_is_unknown(self, folder: Path) -> None:
        table = "figure,2024\nrevenue.tax_revenue,0\nrevenue.general_grants,0\nresult.net_income,1\npopulation.residents,0\n"
        with_table(folder, table)
        (folder / "goals.yaml").write_text("g: {name: G, figure: key.result_share, at_least: 2}\n", encoding="utf-8")
        model, _ = load(folder)
        key = ("key.result_share", "2024")
        assert model.value(*key) is None
        assert model.status(key) == "unknown"
        json.dumps(asdict(explain(model, key, "sv")), default=str, allow_nan=False)

    def test_division_by_zero_on_any_baseline(self, folder: Path) -> None:
        shutil.copytree(EXAMPLES / "stockholm-2024", folder, dirs_exist_ok=True)
        (folder / "assumptions" / "zero.csv").write_text("figure,2024,2025,2026\ncapital.investments,0,0,0\n", encoding="utf-8")
        for table in folder.glob("*/*.csv"):
            text = table.read_text(encoding="utf-8")
            table.write_text(re.sub(r"(?m)^(population\.residents),.*$", "", text), encoding="utf-8")
        residents = f"figure,{','.join(load(folder)[0].periods)}\npopulation.residents{',0' * len(load(folder)[0].periods)}\n"
        (folder / "assumptions" / "residents.csv").write_text(residents, encoding="utf-8")
        model, proposals = load(folder)
        assert model.report.ok
        for baseline in (None, *proposals.values()):
            json.dumps(asdict(comparison_view(compare(model, list(proposals.values()), baseline), "sv")), allow_nan=False)


def test_a_name_between_colons_is_no_emoji(folder: Path) -> None:
    with_table(folder, "committee,2024\nSkola :car: [bold],500\nVård,1\n")
    move = "{id: a, title: A, kind: move, committee: Vård, to: 'Skola :car: [bold]', amount: 1}"
    (folder / "proposals" / "a.yaml").write_text(f"name: A\nproposer: P\ndecisions: [{move}]\n", encoding="utf-8")
    shown = CliRunner().invoke(compare_command, [str(folder)])
    assert shown.exit_code == 0
    assert "Skola :car: [bold]" in shown.output


def everything(folder: Path) -> None:
    """All that the verbs do with a workspace, as JSON would show it."""
    model, proposals = load(folder)
    model.report.render("sv", model.workspace.files.line)
    shown: list[object] = [each.as_json() for each in model.report]
    if model.report.ok:
        shown += [asdict(each) for each in (*tables(model, "sv"), *check_views(model, "sv"), *goal_views(model, "en"))]
        shown += [asdict(explain(model, key, "en")) for key in list(model.cells)[::97]]
        if proposals:
            shown.append(asdict(comparison_view(compare(model, list(proposals.values())), "sv")))
    json.dumps(shown, default=str, allow_nan=False)


TOKENS = [
    *("", "0", "-1", "1.234", "1e400", "9" * 39, "okänd", "rest", "nan", "0114", "−5", "1 234", "0.1774", "1774"),
    *(
        '"',
        "'",
        ",",
        ";",
        ":",
        "- ",
        "{",
        "}",
        "[",
        "]",
        "&a",
        "*a",
        "!x",
        "|",
        "#",
        "%",
        "@",
        "~",
        "?",
        "\t",
        "\n",
        "\r",
        "---\n",
    ),
    *(
        "2024",
        "2099",
        "none",
        "mkr",
        "kr/elev",
        "öre",
        "SEK/SEK",
        "1/",
        "committee.*.frame",
        "{committee}",
        "../x",
        "\0",
        "\u202e",
    ),
    *("set", "add", "scale", "move", "tax_rate", "uplift", "saving", "figure", "percent", "true"),
]
PLACES = st.integers(0, 1 << 16)
CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("replace"), PLACES, st.sampled_from([0, 1, 2, 5, 20, 100]), st.sampled_from(TOKENS)),
        st.tuples(st.just("word"), PLACES, PLACES, st.sampled_from([*TOKENS, None])),
        st.tuples(st.just("line"), PLACES, PLACES, st.sampled_from(["drop", "repeat", "swap"])),
    ),
    min_size=1,
    max_size=5,
)


def changed(text: str, changes: list[tuple[str, int, int, str | None]]) -> str:
    """The text with pieces replaced, words exchanged and lines moved."""
    for how, first, second, what in changes:
        if how == "replace":
            at = first % (len(text) + 1)
            text = text[:at] + (what or "") + text[at + second :]
        elif how == "word" and (words := list(re.finditer(r"[\w.-]+", text))):
            word = words[first % len(words)]
            text = text[: word.start()] + (words[second % len(words)].group() if what is None else what) + text[word.end() :]
        elif how == "line":
            lines = text.split("\n")
            a, b = first % len(lines), second % len(lines)
            if what == "drop":
                del lines[a]
            elif what == "repeat":
                lines.insert(b, lines[a])
            else:
                lines[a], lines[b] = lines[b], lines[a]
            text = "\n".join(lines)
    return text


@pytest.mark.parametrize("example", ["stockholm-2024", "region-stockholm-2024"])
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(which=PLACES, changes=CHANGES)
def test_a_changed_file_never_raises(
    example: str, tmp_path: Path, which: int, changes: list[tuple[str, int, int, str | None]]
) -> None:
    folder = tmp_path / "changed"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(EXAMPLES / example, folder)
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".yaml", ".csv"))
    file = files[which % len(files)]
    file.write_text(changed(file.read_text(encoding="utf-8"), changes), encoding="utf-8", newline="")
    everything(folder)
