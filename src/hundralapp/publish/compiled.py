"""Templates compiled once for each version of them, and kept: compiling takes as long as drawing a small budget."""

from __future__ import annotations

import hashlib
from typing import Any

import jinja2
from jinja2.bccache import Bucket

from hundralapp.cache import keep, read_kept


def environment_of(package: str) -> jinja2.Environment:
    """Jinja for the templates of a package, with everything escaped and nothing that is missing passed over."""
    options: dict[str, Any] = {
        "autoescape": True,
        "undefined": jinja2.StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    loader = jinja2.PackageLoader(package, "templates")
    return jinja2.Environment(loader=loader, bytecode_cache=KeptTemplates(options), **options)


class KeptTemplates(jinja2.BytecodeCache):
    """Jinja's compiled templates in the cache folder. Jinja itself compares the template's text with that of what is kept.

    Args:
        options: of the environment, which decide with Jinja's version how a text is compiled.
    """

    def __init__(self, options: object) -> None:
        self._made_with = f"{jinja2.__version__} {options}"

    def load_bytecode(self, bucket: Bucket) -> None:
        kept = read_kept(self._name(bucket))
        if kept is not None:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        keep(self._name(bucket), bucket.bytecode_to_string())

    def _name(self, bucket: Bucket) -> str:
        return f"{hashlib.sha256(f'{bucket.key} {bucket.checksum} {self._made_with}'.encode()).hexdigest()}.template"
