"""Origins of what was fetched, in the form of a workspace's origins.yaml: a file of its own, and a block in the workspace's.

In a workspace the block stands between two marked lines and is replaced whole; everything else in the file stays byte for byte.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from hundralapp import codes
from hundralapp.diagnostics import Words
from hundralapp.fetch.problems import refuse
from hundralapp.fetch.source import Dataset

FIRST = "# hundralapp fetch: raderna till slutmarkeringen skrivs om vid varje hämtning"
LAST = "# hundralapp fetch: slut"


def origins_text(datasets: Sequence[tuple[Dataset, str, str, str]]) -> str:
    """Origins as YAML.

    Args:
        datasets: each with when it was published (or empty), when it was retrieved, and a note on another address (or empty).
    """
    lines = []
    for dataset, published, retrieved, elsewhere in datasets:
        said: Mapping[str, str] = {
            "title": dataset.title,
            "publisher": dataset.publisher,
            "url": dataset.url,
            "page": dataset.page,
            "published": published,
            "retrieved": retrieved,
            "licence": dataset.licence,
            "note": ". ".join(each for each in (dataset.note, elsewhere) if each),
        }
        lines.append(f"{dataset.id}:")
        lines += [f"  {key}: {_text(key, value)}" for key, value in said.items() if value]
    return "\n".join(lines) + "\n" if lines else ""


def _text(key: str, value: str) -> str:
    """A date stands plain; everything else in quotation marks, which JSON and YAML share."""
    return value if key in ("published", "retrieved") else json.dumps(value, ensure_ascii=False)


def with_block(text: str, block: str) -> str:
    """The text of an origins.yaml with the block put in, or replaced.

    Raises:
        FetchError: a marked line stands without the other.
    """
    lines = text.removesuffix("\n").split("\n") if text else []
    firsts = [at for at, line in enumerate(lines) if line.rstrip() == FIRST]
    lasts = [at for at, line in enumerate(lines) if line.rstrip() == LAST]
    new = [FIRST, *block.splitlines(), LAST]
    if not firsts and not lasts:
        return "".join(f"{line}\n" for line in [*lines, *new])
    if len(firsts) != 1 or len(lasts) != 1 or firsts[0] > lasts[0]:
        problem = Words(
            "märkta rader om hundralapp fetch saknar sin motpart", "marked lines of hundralapp fetch lack their counterpart"
        )
        raise refuse(codes.FETCH_BLOCK, "origins.yaml", problem=problem)
    return "".join(f"{line}\n" for line in [*lines[: firsts[0]], *new, *lines[lasts[0] + 1 :]])
