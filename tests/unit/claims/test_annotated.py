"""The annotated texts reach the goals, and no verdict is wrong with confidence."""

from __future__ import annotations

import pytest

from bench.claims.evaluate import read, score


@pytest.mark.parametrize("name", ["tuning.txt", "held_out.txt"])
def test_goals(name: str) -> None:
    found = score(list(read(name)))
    for counts, precision, recall in ((found.quantities, 0.98, 0.97), (found.kinds, 0.9, 0.9)):
        assert counts["right"] >= precision * counts["found"]
        assert counts["right"] >= recall * counts["key"]
    assert found.verdicts["wrong"] == 0
    assert found.verdicts["right"] >= 0.98 * found.verdicts["found"]


def test_there_are_enough_texts_in_every_tone() -> None:
    texts = [each for name in ("tuning.txt", "held_out.txt") for each in read(name)]
    tones = {each.tone for each in texts}
    assert len(texts) >= 40
    assert {f"party {each}" for each in ("C", "KD", "L", "M", "MP", "S", "SD", "V")} | {"region", "news", "authority"} == tones
    assert len({each.name for each in texts}) == len(texts)
