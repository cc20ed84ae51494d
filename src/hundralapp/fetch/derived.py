"""What is made of all that a folder holds after a run: files for `revenue --data`, and the workspace's own rows."""

from __future__ import annotations

from pathlib import Path

from hundralapp.fetch.problems import Problems
from hundralapp.fetch.record import Record, read_record
from hundralapp.fetch.revenue_file import revenue_files
from hundralapp.fetch.run import Plan, made_sources
from hundralapp.fetch.table import origins_name, read_series, read_tables, series_name, table_name
from hundralapp.fetch.workspace_rows import Placed, place
from hundralapp.model import Model


def derive(plan: Plan, model: Model | None, problems: Problems) -> tuple[list[str], Placed | None]:
    """Write what follows from the fetched tables.

    Returns:
        Names of the files that were written, and what was put into the workspace (None where the folder is none).
    Raises:
        FetchError: a file cannot be read or written.
    """
    record = read_record(plan.folder)
    sources = made_sources(record)
    tables = [table_name(each) for each in sources]
    fetched = read_tables(plan.folder, tables)
    written = [name for name, text, rows in revenue_files(fetched) if record.put_table(name, text, rows, tuple(sorted(tables)))]
    record.write()
    if model is None:
        return written, None
    series = read_series(plan.folder, [series_name(each) for each in sources])
    return written, place(model, fetched, series, plan.asked.kpis, _blocks(record, sources), problems)


def _blocks(record: Record, sources: list[str]) -> str:
    paths = [Path(record.folder / origins_name(each)) for each in sources]
    return "".join(path.read_text(encoding="utf-8") for path in paths if path.is_file())
