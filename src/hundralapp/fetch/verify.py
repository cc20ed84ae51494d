"""`fetch --verify`: every identity over every municipality and year in the fetched files, without the network.

Anyone with the same files gets the same answer: first the files' checksums are held against fetched.lock, then the identities
are counted, and each deviation is named with municipality, year and size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hundralapp import codes
from hundralapp.fetch.identities import IDENTITIES
from hundralapp.fetch.identity import Held, Identity, YearValues
from hundralapp.fetch.problems import Problems
from hundralapp.fetch.record import NAME, Record, digest_of, read_record
from hundralapp.fetch.run import made_sources
from hundralapp.fetch.table import Fetched, read_tables, table_name


@dataclass(slots=True)
class Verdict:
    """An identity over all years: where it was checked, where a term was not known, and where it does not hold."""

    identity: Identity
    checked: int = 0
    unknown: int = 0
    years: list[int] = field(default_factory=list)
    deviations: list[Held] = field(default_factory=list)


@dataclass(slots=True)
class Verification:
    """What was found in a folder."""

    verdicts: list[Verdict]
    fetched: Fetched
    problems: Problems

    @property
    def deviations(self) -> int:
        return sum(len(each.deviations) for each in self.verdicts)


def verify(folder: Path) -> Verification:
    """Check all that was fetched into a folder.

    Raises:
        FetchError: its record cannot be read.
    """
    record = read_record(folder)
    problems = Problems()
    names = [table_name(each) for each in made_sources(record)]
    if not names:
        problems.add(codes.FETCH_NOTHING, NAME, folder=folder.name or ".")
    check_checksums(record, problems)
    fetched = read_tables(folder, names)
    years = [YearValues(fetched, year) for year in fetched.years()]
    return Verification([_verdict(each, years) for each in IDENTITIES], fetched, problems)


def check_checksums(record: Record, problems: Problems) -> None:
    """Say which files are not those that were fetched."""
    kept = {name: each.sha256 for name, each in record.answers.items()}
    kept.update({name: each.sha256 for name, each in record.tables.items()})
    for name, sha256 in sorted(kept.items()):
        if digest_of(record.folder / name) != sha256:
            problems.add(codes.FETCH_CHANGED, name)


def _verdict(identity: Identity, years: Sequence[YearValues]) -> Verdict:
    verdict = Verdict(identity)
    first, last = identity.years
    for values in years:
        if not first <= values.year <= last:
            continue
        found = list(identity.check(values))
        known = [each for each in found if each.stated is not None]
        verdict.checked += len(known)
        verdict.unknown += len(found) - len(known)
        if known:
            verdict.years.append(values.year)
        verdict.deviations += [each for each in known if each.is_broken]
    return verdict
