"""A workspace's code: invented places are left alone, a code of a county that has no such municipality is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from hundralapp.model import load_model


def problems(folder: Path, code: str, name: str) -> list[str]:
    head = (
        f'format: 1\nname: Budget\nentity: {{kind: municipality, code: "{code}", name: {name}}}\nmoney: mkr\nbudget_year: 2024\n'
    )
    periods = "periods:\n" + "".join(f"  - {{year: {year}, series: plan}}\n" for year in (2024, 2025, 2026))
    (folder / "workspace.yaml").write_text(head + periods, encoding="utf-8")
    report = load_model(folder).report
    return [each.as_json()["en"] for each in report if each.code.name in ("unknown-municipality", "former-municipality")]


@pytest.mark.parametrize("code", ["0000", "9999", "0099", "1281", "0980"])
def test_invented_places_and_real_ones(code: str, tmp_path: Path) -> None:
    assert problems(tmp_path, code, "Staden") == []


def test_no_such_municipality_in_the_county(tmp_path: Path) -> None:
    assert problems(tmp_path, "1299", "Lunds kommun") == ['there is no municipality "1299". Did you mean "1281"?']


def test_a_former_code_is_said_once(tmp_path: Path) -> None:
    assert len(problems(tmp_path, "1917", "Heby kommun")) == 1
