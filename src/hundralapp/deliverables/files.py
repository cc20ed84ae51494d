"""What a publication hands over: the data package, as a folder and as one archive, and the workbook in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from hundralapp.deliverables.package import package_files
from hundralapp.deliverables.writing import archive
from hundralapp.diagnostics import Language
from hundralapp.proposals.compare import Comparison

FOLDER, ARCHIVE = "data/", "data.zip"
WORKBOOKS: Mapping[Language, str] = {"sv": "budget.xlsx", "en": "budget-en.xlsx"}


def files_to_publish(comparison: Comparison) -> dict[str, bytes]:
    """Every file by its name from the budget's folder.

    Args:
        comparison: the budget, without errors, and the proposals to tell of.
    """
    from hundralapp.deliverables.workbook.book import make_workbook  # XlsxWriter takes its time to load

    package = package_files(comparison)
    files = {f"{FOLDER}{name}": content for name, content in package.items()}
    files[ARCHIVE] = archive(package)
    return files | {name: make_workbook(comparison, language) for language, name in WORKBOOKS.items()}
