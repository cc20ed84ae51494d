"""The folded law in each peer's own code, written into `law/` of a job, as its authors would write a law.

NumPy and JAX: two functions of whole columns, before and after the municipal rate. Polars: layers of expressions. DuckDB: the
same layers in SQL. OpenFisca and PolicyEngine: a Variable per figure with a NumPy formula. TTSIM: a policy function of
scalars per figure, which it vectorises itself.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bench.population.folded import RATE, FoldedLaw, Named
from bench.translate import COMPARISONS, SIGNS, Language

_ARRAYS = {
    "m": "np.minimum({}, {})",
    "M": "np.maximum({}, {})",
    "f": "np.floor({})",
    "c": "np.ceil({})",
    "?": "np.where({}, {}, {})",
}
ARRAYS = Language({**SIGNS, **COMPARISONS, **_ARRAYS})
POLARS = Language(
    {
        **SIGNS,
        **COMPARISONS,
        "m": "pl.min_horizontal({}, {})",
        "M": "pl.max_horizontal({}, {})",
        "f": "({}).floor()",
        "c": "({}).ceil()",
        "?": "pl.when({}).then({}).otherwise({})",
    }
)
SQL = Language(
    {
        **SIGNS,
        **COMPARISONS,
        "=": "({} = {})",
        "m": "least({}, {})",
        "M": "greatest({}, {})",
        "f": "floor({})",
        "c": "ceil({})",
        "?": "CASE WHEN {} THEN {} ELSE {} END",
    },
    number=lambda value: f"{value!r}::DOUBLE" if value >= 0 else f"({value!r})::DOUBLE",
)
SCALARS = Language(
    {
        **SIGNS,
        **COMPARISONS,
        "m": "min({}, {})",
        "M": "max({}, {})",
        "f": "xnp.floor({})",
        "c": "xnp.ceil({})",
        "?": "({1} if {0} else {2})",
    }
)
NOTE = '"""Generated from the rules of Hundralapp: the income tax of {year}, its parameters as constants."""'


RESULTS = ("municipal_tax", "final_tax")
INTEGERS = ("wage", "pension", "sickness_compensation", "other_pensionable_income", "age_at_start_of_year")


def write_law(law: FoldedLaw, year: int, folder: Path) -> None:
    """Every peer's file."""
    folder.mkdir(parents=True, exist_ok=True)
    head = NOTE.format(year=year)
    for name, text in (
        ("in_numpy", arrays(law, f"{head}\n\nimport numpy as np\n")),
        ("in_jax", arrays(law, f"{head}\n\nimport jax.numpy as np\n")),
        ("in_polars", polars(law, head)),
        ("in_sql", sql(law, head)),
        ("in_openfisca", variables(law, head, "openfisca_core")),
        ("in_policyengine", variables(law, head, "policyengine_core")),
        ("in_ttsim", policy_functions(law, head)),
    ):
        (folder / f"{name}.py").write_text(text, encoding="utf-8")


def arrays(law: FoldedLaw, head: str) -> str:
    """`before_rate` and `after_rate`, functions of whole columns; a column is let go when nothing needs it any more."""
    before, after = law.around_rate()
    parts = tuple(name for name in after.columns if name not in law.columns)
    functions = (_function("before_rate", before, parts), _function("after_rate", after, RESULTS))
    rest = tuple(name for name in after.columns if name in law.columns and name != RATE)
    return "\n\n".join((head, f"COLUMNS = {before.columns}\nPARTS = {parts}\nAFTER_RATE_COLUMNS = {rest}\n", *functions))


def _function(name: str, law: FoldedLaw, outputs: tuple[str, ...]) -> str:
    lines = [f"def {name}({', '.join(law.columns)}):"]
    steps = list(law.formulas(ARRAYS))
    last = {used: step.name for step in steps for used in (step.name, *step.uses)}
    for step in steps:
        lines.append(f"    {step.name} = {step.text}")
        done = [each for each, at in last.items() if at == step.name and each not in outputs]
        if done:
            lines.append(f"    del {', '.join(done)}")
    return "\n".join([*lines, f"    return {', '.join(outputs)}", ""])


def _layers(law: FoldedLaw, language: Language, shown: Callable[[str], str]) -> list[list[Named]]:
    """Formulas in layers: each uses only columns and the layers before it."""
    depth = dict.fromkeys(law.columns, 0)
    layers: list[list[Named]] = []
    for each in law.formulas(language, shown):
        depth[each.name] = 1 + max(depth[name] for name in each.uses)
        if depth[each.name] > len(layers):
            layers.append([])
        layers[depth[each.name] - 1].append(each)
    return layers


def polars(law: FoldedLaw, head: str) -> str:
    """`before_rate(frame)` and `after_rate(frame, change)`: what belongs to one change of the rate has its number in its name."""
    before, after = law.around_rate()
    shared = {*after.columns} - {RATE}
    lines = [head, "", "import polars as pl", "", "", "def before_rate(frame):"]
    for layer in _layers(before, POLARS, lambda name: f'pl.col("{name}")'):
        lines += ["    frame = frame.with_columns(", *(f"        {each.name}={each.text}," for each in layer), "    )"]
    lines += ["    return frame", "", "", "def after_rate(frame, change):"]
    for layer in _layers(after, POLARS, lambda name: f'pl.col("{name}")' if name in shared else f'pl.col(f"{name}_{{change}}")'):
        lines.append("    frame = frame.with_columns(")
        lines += [f'        ({each.text}).alias(f"{each.name}_{{change}}"),' for each in layer]
        lines.append("    )")
    return "\n".join([*lines, "    return frame", ""])


def sql(law: FoldedLaw, head: str) -> str:
    """`BEFORE_RATE` and `AFTER_RATE`: layers of `formula AS name`; `{change}` stands for the number of the change."""
    before, after = law.around_rate()
    shared = {*after.columns} - {RATE}
    lines = [head]
    for title, part, shown in (
        ("BEFORE_RATE", before, str),
        ("AFTER_RATE", after, lambda name: name if name in shared else f"{name}_{{change}}"),
    ):
        lines += ["", f"{title} = ["]
        for layer in _layers(part, SQL, shown):
            lines += ["    [", *(f'        "{each.text} AS {shown(each.name)}",' for each in layer), "    ],"]
        lines.append("]")
    return "\n".join([*lines, ""])


def variables(law: FoldedLaw, head: str, package: str) -> str:
    """A Variable per figure, the columns too; `VARIABLES` holds them all."""
    lines = [head, "", "import numpy as np", f"from {package}.entities import build_entity"]
    lines += [f"from {package}.periods import {'YEAR' if package == 'policyengine_core' else 'DateUnit'}"]
    lines += [f"from {package}.variables import Variable", ""]
    if package == "openfisca_core":
        lines += ["YEAR = DateUnit.YEAR"]
    lines += ['Person = build_entity(key="person", plural="persons", label="Person", is_person=True)', ""]
    for name in law.columns:
        lines += _variable(name, "int" if name in INTEGERS else "float")
    for figure in law.figures:
        rule = law.rule(figure)
        lines += [*_variable(figure, "float"), "    def formula(person, period):"]
        lines += [f'        {name} = person("{name}", period)' for name in rule.columns]
        lines += [f"        {each.name} = {each.text}" for each in rule.formulas(ARRAYS)]
        lines += [f"        return {figure}", ""]
    after = law.around_rate()[1]
    lines += ["", f"COLUMNS = {law.columns}", f"AFTER_RATE = {tuple(after.figures)}"]
    return "\n".join([*lines, f"VARIABLES = ({', '.join([*law.columns, *law.figures])})", ""])


def _variable(name: str, kind: str) -> list[str]:
    label = name.replace("_", " ").capitalize()
    lines = [
        f"class {name}(Variable):",
        f"value_type = {kind}",
        "entity = Person",
        "definition_period = YEAR",
        f'label = "{label}"',
    ]
    return ["", lines[0], *(f"    {each}" for each in lines[1:]), ""]


def policy_functions(law: FoldedLaw, head: str) -> str:
    """A policy input per column and a policy function per figure; `OBJECTS` holds them all."""
    lines = [head, "", "from types import ModuleType", "", "from ttsim.tt import TTSIMUnit, policy_function, policy_input", ""]
    for name in law.columns:
        kind = "int" if name in INTEGERS else "float"
        lines += ["", "@policy_input(unit=TTSIMUnit.DIMENSIONLESS)", f"def {name}() -> {kind}:", '    """A column."""', ""]
    for figure in law.figures:
        rule = law.rule(figure)
        steps = list(rule.formulas(SCALARS))
        arguments = [f"{name}: {'int' if name in INTEGERS else 'float'}" for name in rule.columns]
        if any("xnp." in each.text for each in steps):
            arguments.append("xnp: ModuleType")
        lines += ["", "@policy_function(unit=TTSIMUnit.DIMENSIONLESS, verify_units=False)"]
        lines += [f"def {figure}({', '.join(arguments)}) -> float:", f'    """{figure}."""']
        lines += [f"    {each.name} = {each.text}" for each in steps]
        lines += [f"    return {figure}", ""]
    before, after = law.around_rate()
    used = {name for figure in after.figures for name in law.rule(figure).columns}
    known = tuple(name for name in before.figures if name in used and name not in after.figures)
    columns = law.cut({name: law.figures[name] for name in known}).columns
    rest = tuple(name for name in law.columns if name in used)
    lines += ["", f"COLUMNS = {law.columns}", f"INTEGERS = {INTEGERS}"]
    lines += [f"BEFORE_RATE = {known}", f"BEFORE_RATE_COLUMNS = {columns}", f"AFTER_RATE_COLUMNS = {(*known, *rest)}"]
    return "\n".join([*lines, f"OBJECTS = ({', '.join([*law.columns, *law.figures])})", ""])
