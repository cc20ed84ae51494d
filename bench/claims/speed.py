"""How many press releases a minute on one core, beside spaCy's blank Swedish pipeline with an entity ruler on the same texts.

    python -m bench.claims.speed

spaCy only marks amounts, percentages and years; we read every sentence, link it and judge it. So the yardstick says what a good
general tool takes for a part of the work, not who is better.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable

from bench.claims.evaluate import judge_of, read
from hundralapp.claims.document import make_document
from hundralapp.claims.quantities import find_quantities

RELEASES = 300
SENTENCES = 12  # about 900 characters


def releases() -> list[str]:
    """Press releases of the annotated sentences, each another mixture."""
    texts = [each for name in ("tuning.txt", "held_out.txt") for each in read(name)]
    sentences = [text.text[start:end].strip() for text in texts for start, end, _ in text.lines]
    return [
        "Nyheter\n\n" + " ".join(sentences[(number * 7 + step * 5) % len(sentences)] for step in range(SENTENCES))
        for number in range(RELEASES)
    ]


def per_minute(work: Callable[[str], object], texts: list[str]) -> float:
    """Texts a minute of processor time, after a warm-up."""
    for text in texts[:20]:
        work(text)
    start = time.process_time()
    for text in texts:
        work(text)
    return len(texts) / (time.process_time() - start) * 60


def spacy_ruler() -> Callable[[str], object] | None:
    """spaCy's blank Swedish pipeline with an entity ruler; None where it is not installed."""
    try:
        import spacy
    except ImportError:
        return None
    pipeline = spacy.blank("sv")
    ruler = pipeline.add_pipe("entity_ruler")
    money = ["miljon", "miljoner", "miljard", "miljarder", "mkr", "mnkr", "tkr", "kr", "kronor"]
    ruler.add_patterns(
        [
            {"label": "MONEY", "pattern": [{"LIKE_NUM": True}, {"LOWER": {"IN": money}}]},
            {"label": "MONEY", "pattern": [{"LIKE_NUM": True}, {"LIKE_NUM": True}, {"LOWER": {"IN": money}}]},
            {"label": "PERCENT", "pattern": [{"LIKE_NUM": True}, {"LOWER": {"IN": ["procent", "%", "procentenheter"]}}]},
            {"label": "RATE", "pattern": [{"LIKE_NUM": True}, {"LOWER": "öre"}]},
            {"label": "YEAR", "pattern": [{"TEXT": {"REGEX": r"^(19|20)\d\d$"}}]},
        ]
    )
    return pipeline


def main() -> None:
    texts = releases()
    judge = judge_of("stockholm-2024")
    print(f"{len(texts)} texts of {sum(map(len, texts)) // len(texts)} characters on average; processor time, one core")
    rows = [
        ("ours, found, linked and judged", lambda text: judge.judge(make_document("a.txt", text))),
        ("ours, quantities only", find_quantities),
    ]
    ruler = spacy_ruler()
    rows += [("spaCy sv, entity ruler", ruler)] if ruler is not None else []
    for name, work in rows:
        print(f"  {name:<32}{per_minute(work, texts):>10,.0f} texts a minute")
    if ruler is None:
        print("  spaCy is not installed: pip install spacy")
    print(f"  memory at its peak: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
