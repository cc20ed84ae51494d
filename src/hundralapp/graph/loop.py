"""The fused loop, written in LLVM's intermediate language.

Every row becomes one instruction on eight persons at a time; branches are selects, so nothing depends on whom the loop meets. The
operations are IEEE-754's, unreordered: each row has the bits that `Evaluation` gives it. Sums are whole numbers in 64 bits, so
their order, and with it the number of threads or parts, makes no difference.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

from hundralapp.graph.fused import WEIGHT, OfPerson, Plan
from hundralapp.graph.operations import CONSTANT, INPUT

LANES = 8
BLOCK = 512  # persons whose rows stay in the nearest caches between the scenarios
NAME = "fused"

_ARITHMETIC = {"+": "fadd", "-": "fsub", "*": "fmul", "/": "fdiv"}
_COMPARISON = {"<": "olt", "l": "ole", "=": "oeq"}
_CHOICE = {"m": "olt", "M": "ogt"}  # `a < b ? a : b`: on a tie, and with NaN, the second
_ROUNDING = {"f": "floor", "c": "ceil"}
_DOUBLES, _WHOLES, _TRUTHS, _PLACES = (f"<{LANES} x {each}>" for each in ("double", "i64", "i1", "ptr"))
_GATHER = f"@llvm.masked.gather.v{LANES}f64.v{LANES}p0"
_ALL = "<" + ", ".join(["i1 true"] * LANES) + ">"
_ARGUMENTS = (
    "i64 %n, ptr noalias %columns, ptr noalias %tables, ptr noalias %lengths, ptr noalias %fixed, ptr noalias %varying, "
    "i64 %count, ptr noalias %offsets, ptr noalias %sums, i64 %stride, ptr noalias %outputs"
)


def written(plan: Plan) -> str:
    """The text of the function `fused`, which adds to the sums.

    Its arguments, whose order `plan` says:
        n: persons, a multiple of eight. columns: a pointer per column.
        tables: a pointer per table, to doubles; lengths: how many numbers a line of each table has.
        fixed: doubles; varying: count lines of doubles.
        count: scenarios. offsets: where each sum's groups begin in a line of sums.
        sums: count lines of `stride` int64; what no scenario changes is added to the first.
        outputs: a pointer per output, to n doubles, or to count lines of them.
    """
    writer = _Writer(plan)
    writer.function()
    return "\n".join(writer.lines) + "\n"


class _Writer:
    """Writes one function. `here`: the values of the rows that have been computed in the loop being written."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.column = {name: place for place, name in enumerate(plan.columns)}
        self.table = {name: place for place, name in enumerate(plan.tables)}
        self.lines: list[str] = []
        self.here: dict[int, str] = {}
        self.truths: dict[int, str] = {}
        self.count = 0
        self.loop = ""

    # -- the loops ------------------------------------------------------------------------------------------------------------

    def function(self) -> None:
        """Blocks of persons; in each, the persons, and then for every scenario the persons again."""
        plan = self.plan
        self._write(f"define void @{NAME}({_ARGUMENTS}) {{", "entry:")
        self._write(f"  %kept = alloca [{max(len(plan.kept), 1) * BLOCK} x double], align 64")
        self._pointers("columns", "c", "ptr", len(plan.columns))
        self._pointers("tables", "t", "ptr", len(plan.tables))
        self._pointers("lengths", "l", "i64", len(plan.tables))
        self._pointers("offsets", "o", "i64", len(plan.sums))
        self._pointers("outputs", "u", "ptr", len(plan.outputs))
        self._write(
            "  br label %blocks",
            "blocks:",
            "  %block.at = phi i64 [0, %entry], [%block.next, %block.end]",
            "  %block.is = icmp slt i64 %block.at, %n",
            "  br i1 %block.is, label %block, label %done",
            "block:",
            "  %rest = sub i64 %n, %block.at",
            f"  %is_last = icmp slt i64 %rest, {BLOCK}",
            f"  %m = select i1 %is_last, i64 %rest, i64 {BLOCK}",
            f"  %block.next = add i64 %block.at, {BLOCK}",
            "  br label %persons",
        )
        self._persons()
        self._scenarios()
        self._write("block.end:", "  br label %blocks", "done:", "  ret void", "}")
        for name in _ROUNDING.values():
            self._write(f"declare {_DOUBLES} @llvm.{name}.v{LANES}f64({_DOUBLES})")
        self._write(f"declare {_DOUBLES} {_GATHER}({_PLACES}, i32, {_TRUTHS}, {_DOUBLES})")
        self._write(f"declare i64 @llvm.vector.reduce.add.v{LANES}i64({_WHOLES})", "!0 = !{}")

    def _pointers(self, argument: str, letter: str, kind: str, count: int) -> None:
        for place in range(count):
            self._write(f"  %{letter}{place}.at = getelementptr {kind}, ptr %{argument}, i64 {place}")
            self._write(f"  %{letter}{place} = load {kind}, ptr %{letter}{place}.at")

    def _persons(self) -> None:
        """What no scenario changes."""
        plan = self.plan
        self._begin("persons", before="block", after="scenarios")
        for row in plan.per_person:
            self._compute(row)
        for row in plan.kept:
            value = self._value(row)
            self._write(f"  store {_DOUBLES} {value}, ptr {self._kept_at(row)}, align 64")
        for place in range(plan.fixed_outputs):
            self._store(place, "0")
        self._add_up(range(plan.fixed_sums), "%sums")
        self._end()

    def _scenarios(self) -> None:
        """What a scenario changes."""
        plan = self.plan
        self._write(
            "scenarios:",
            "  %s = phi i64 [0, %persons], [%s.next, %scenario.end]",
            "  %s.is = icmp slt i64 %s, %count",
            "  br i1 %s.is, label %scenario, label %block.end",
            "scenario:",
            "  %s.next = add i64 %s, 1",
            f"  %line.at = mul i64 %s, {len(plan.varying)}",
            "  %line = getelementptr double, ptr %varying, i64 %line.at",
            "  %sums.at = mul i64 %s, %stride",
            "  %s.sums = getelementptr i64, ptr %sums, i64 %sums.at",
            "  %s.out = mul i64 %s, %n",
        )
        for table in sorted(plan.varying_tables):
            place = self.table[table]
            self._write(f"  %s.t{place}.at = mul i64 %s, %l{place}")
            self._write(f"  %s.t{place} = getelementptr double, ptr %t{place}, i64 %s.t{place}.at")
        self._write("  br label %again")
        self._begin("again", before="scenario", after="scenario.end")
        for row in plan.per_scenario:
            self._compute(row)
        for place in range(plan.fixed_outputs, len(plan.outputs)):
            self._store(place, "%s.out")
        self._add_up(range(plan.fixed_sums, len(plan.sums)), "%s.sums")
        self._end()
        self._write("scenario.end:", "  br label %scenarios")

    def _begin(self, loop: str, *, before: str, after: str) -> None:
        self.here, self.truths, self.loop = {}, {}, loop
        self._write(
            f"{loop}:",
            f"  %{loop}.k = phi i64 [0, %{before}], [%{loop}.next, %{loop}.end]",
            f"  %{loop}.is = icmp slt i64 %{loop}.k, %m",
            f"  br i1 %{loop}.is, label %{loop}.body, label %{after}",
            f"{loop}.body:",
            f"  %{loop}.j = add i64 %block.at, %{loop}.k",
        )

    def _end(self) -> None:
        loop = self.loop
        self._write(f"  br label %{loop}.end", f"{loop}.end:")
        self._write(f"  %{loop}.next = add i64 %{loop}.k, {LANES}", f"  br label %{loop}")

    # -- rows -----------------------------------------------------------------------------------------------------------------

    def _compute(self, row: int) -> None:
        """One row on eight persons."""
        graph, code = self.plan.graph, self.plan.graph.code[row]
        if code == INPUT:
            self.here[row] = self._input(row)
        elif code == "?":  # the condition holds when it is not zero
            condition, then, otherwise = graph.operands(row)
            self.here[row] = self._select(self._truth(condition), self._value(then), self._value(otherwise))
        else:
            values = [self._value(each) for each in graph.operands(row)]
            if code in _ARITHMETIC:
                self.here[row] = self._new(f"{_ARITHMETIC[code]} {_DOUBLES} {values[0]}, {values[1]}")
            elif code in _COMPARISON:
                self.truths[row] = self._new(f"fcmp {_COMPARISON[code]} {_DOUBLES} {values[0]}, {values[1]}")
            elif code in _CHOICE:
                chosen = self._new(f"fcmp {_CHOICE[code]} {_DOUBLES} {values[0]}, {values[1]}")
                self.here[row] = self._select(chosen, values[0], values[1])
            else:
                self.here[row] = self._new(f"call {_DOUBLES} @llvm.{_ROUNDING[code]}.v{LANES}f64({_DOUBLES} {values[0]})")

    def _select(self, condition: str, then: str, otherwise: str) -> str:
        return self._new(f"select {_TRUTHS} {condition}, {_DOUBLES} {then}, {_DOUBLES} {otherwise}")

    def _value(self, row: int) -> str:
        """The row's eight doubles."""
        if row not in self.here:
            self.here[row] = self._found(row)
        return self.here[row]

    def _found(self, row: int) -> str:
        plan = self.plan
        if row in self.truths:
            return self._new(f"uitofp {_TRUTHS} {self.truths[row]} to {_DOUBLES}")
        if plan.graph.code[row] == CONSTANT:
            bits = struct.unpack(">Q", struct.pack(">d", plan.graph.constants[row]))[0]
            return "<" + ", ".join([f"double 0x{bits:016X}"] * LANES) + ">"
        if row in plan.kept:
            return self._new(f"load {_DOUBLES}, ptr {self._kept_at(row)}, align 64")
        line, place = ("%fixed", plan.fixed.index(row)) if row in plan.fixed else ("%line", plan.varying.index(row))
        address = self._new(f"getelementptr double, ptr {line}, i64 {place}")
        return self._on_all(self._new(f"load double, ptr {address}, !invariant.load !0"), "double")

    def _truth(self, row: int) -> str:
        if row not in self.truths:
            value = self._value(row)
            self.truths[row] = self._new(f"fcmp une {_DOUBLES} {value}, zeroinitializer")
        return self.truths[row]

    def _input(self, row: int) -> str:
        source = self.plan.sources[row]
        if isinstance(source, OfPerson):
            kind, to_double = self.plan.widths[source.column].value
            found = self._load(source.column)
            return self._new(f"{to_double} <{LANES} x {kind}> {found} to {_DOUBLES}") if to_double else found
        place = self.table[source.table]
        table = f"%s.t{place}" if source.table in self.plan.varying_tables else f"%t{place}"
        addresses = self._new(f"getelementptr double, ptr {table}, {_WHOLES} {self._group(source.grouping)}")
        return self._new(f"call {_DOUBLES} {_GATHER}({_PLACES} {addresses}, i32 8, {_TRUTHS} {_ALL}, {_DOUBLES} poison)")

    # -- sums and outputs -----------------------------------------------------------------------------------------------------

    def _add_up(self, places: range, base: str) -> None:
        """Each row times the weight, added to the person's group."""
        by_grouping: dict[str, list[tuple[int, str]]] = {}
        for place in places:
            each = self.plan.sums[place]
            by_grouping.setdefault(each.grouping, []).append((place, self._whole(each.row)))
        for grouping, values in by_grouping.items():
            self._add_by(grouping, values, base)

    def _whole(self, row: int) -> str:
        value = self._value(row)
        if self.plan.weighted:
            weight = self._new(f"sitofp <{LANES} x i32> {self._load(WEIGHT)} to {_DOUBLES}")
            value = self._new(f"fmul {_DOUBLES} {value}, {weight}")
        return self._new(f"fptosi {_DOUBLES} {value} to {_WHOLES}")

    def _add_by(self, grouping: str, values: Sequence[tuple[int, str]], base: str) -> None:
        """At once where all eight are of one group, as they mostly are in a sorted file; else one by one."""
        index = self._group(grouping)
        first = self._new(f"extractelement {_WHOLES} {index}, i32 0")
        alike = self._new(f"icmp eq {_WHOLES} {index}, {self._on_all(first, 'i64')}")
        bits = self._new(f"bitcast {_TRUTHS} {alike} to i{LANES}")
        is_one = self._new(f"icmp eq i{LANES} {bits}, -1")
        name = f"{self.loop}.by.{is_one[1:]}"
        self._write(f"  br i1 {is_one}, label %{name}.one, label %{name}.many", f"{name}.one:")
        for place, value in values:
            self._add(base, place, first, self._new(f"call i64 @llvm.vector.reduce.add.v{LANES}i64({_WHOLES} {value})"))
        self._write(f"  br label %{name}.end", f"{name}.many:")
        for lane in range(LANES):
            group = self._new(f"extractelement {_WHOLES} {index}, i32 {lane}")
            for place, value in values:
                self._add(base, place, group, self._new(f"extractelement {_WHOLES} {value}, i32 {lane}"))
        self._write(f"  br label %{name}.end", f"{name}.end:")

    def _add(self, base: str, place: int, group: str, value: str) -> None:
        at = self._new(f"add i64 %o{place}, {group}")
        address = self._new(f"getelementptr i64, ptr {base}, i64 {at}")
        before = self._new(f"load i64, ptr {address}")
        self._write(f"  store i64 {self._new(f'add i64 {before}, {value}')}, ptr {address}")

    def _store(self, place: int, line: str) -> None:
        value = self._value(self.plan.outputs[place])
        at = self._new(f"add i64 {line}, %{self.loop}.j")
        address = self._new(f"getelementptr double, ptr %u{place}, i64 {at}")
        self._write(f"  store {_DOUBLES} {value}, ptr {address}, align 8")

    # -- places ---------------------------------------------------------------------------------------------------------------

    def _load(self, column: str) -> str:
        """Eight numbers of a column, as stored."""
        kind = self.plan.widths[column].value[0]
        address = self._new(f"getelementptr {kind}, ptr %c{self.column[column]}, i64 %{self.loop}.j")
        return self._new(f"load <{LANES} x {kind}>, ptr {address}, align 1")

    def _group(self, grouping: str) -> str:
        kind = self.plan.widths[grouping].value[0]
        return self._new(f"zext <{LANES} x {kind}> {self._load(grouping)} to {_WHOLES}")

    def _kept_at(self, row: int) -> str:
        at = self._new(f"add i64 %{self.loop}.k, {self.plan.kept[row] * BLOCK}")
        return self._new(f"getelementptr double, ptr %kept, i64 {at}")

    def _on_all(self, scalar: str, kind: str) -> str:
        one = self._new(f"insertelement <{LANES} x {kind}> poison, {kind} {scalar}, i32 0")
        return self._new(f"shufflevector <{LANES} x {kind}> {one}, <{LANES} x {kind}> poison, <{LANES} x i32> zeroinitializer")

    def _new(self, instruction: str) -> str:
        self.count += 1
        self._write(f"  %x{self.count} = {instruction}")
        return f"%x{self.count}"

    def _write(self, *lines: str) -> None:
        self.lines.extend(lines)
