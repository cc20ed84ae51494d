"""Compiled templates are kept between runs, and made again when what is kept is not theirs."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from hundralapp.publish.compiled import KeptTemplates


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HUNDRALAPP_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def drawn(text: str, **options: bool) -> str:
    """A template drawn in an environment of its own, as each run of the program has."""
    found = Environment(loader=DictLoader({"page": text}), bytecode_cache=KeptTemplates(options), autoescape=True, **options)
    return found.get_template("page").render(name="<b>")


def test_a_template_is_compiled_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawn("Hej {{ name }}") == "Hej &lt;b&gt;"
    assert len(list(folder.iterdir())) == 1
    monkeypatch.setattr(Environment, "_generate", None)  # compiling would call it
    assert drawn("Hej {{ name }}") == "Hej &lt;b&gt;"


def test_another_text_or_another_option_is_another_template(folder: Path) -> None:
    assert drawn("{% if name %}\nHej{% endif %}") == "\nHej"
    assert drawn("{% if name %}\nHej{% endif %}", trim_blocks=True) == "Hej"
    assert drawn("{% if name %}\nDu{% endif %}") == "\nDu"
    assert len(list(folder.iterdir())) == 3


def test_what_is_broken_is_made_again(folder: Path) -> None:
    drawn("Hej {{ name }}")
    (kept,) = folder.iterdir()
    whole = kept.read_bytes()
    for broken in (b"", b"nothing of ours", whole[:-3]):
        kept.write_bytes(broken)
        assert drawn("Hej {{ name }}") == "Hej &lt;b&gt;"
        assert kept.read_bytes() == whole


def test_without_a_folder_all_is_drawn(folder: Path) -> None:
    folder.write_text("a file is in the way", encoding="utf-8")
    assert drawn("Hej {{ name }}") == "Hej &lt;b&gt;"
