"""Diagnostics of claims in texts: kept claims that came out otherwise, and links that point at nothing."""

from __future__ import annotations

from hundralapp.diagnostics import Code, Severity

CLAIM_FLIPPED = Code(
    "claim-flipped",
    'påståendet "{claim}" prövas nu som "{now}"; i claims.yaml står "{was}". Läs det på nytt; rätta filen om svaret är riktigt.',
    'the claim "{claim}" is now judged "{now}"; claims.yaml has "{was}". Read it again; mend the file if the answer is right.',
    "Siffror har ändrats sedan påståendet prövades. Den som har läst det gamla svaret behöver få veta det.",
    "Figures have changed since the claim was judged. Whoever read the old answer needs to know.",
    Severity.WARNING,
)
QUOTE_NOT_FOUND = Code(
    "quote-not-found",
    'orden "{quote}" finns inte i {text}. Skriv dem som de står i texten.',
    'the words "{quote}" are not in {text}. Write them as they stand in the text.',
    "En länk utan plats i texten gäller inget, och en ändrad text kan ha en gammal länk kvar.",
    "A link without a place in the text links nothing, and a changed text may have an old link left.",
    Severity.WARNING,
    note_sv="Uppstår i en fil bredvid en text, inte i en arbetsyta.",
    note_en="Comes from a file beside a text, not from a workspace.",
)
TEXT_NOT_READ = Code(
    "text-not-read",
    "texten läses inte: {problem}",
    "the text is not read: {problem}",
    "En text i mappen texts/ prövas och publiceras. Den som lade dit den ska inte tro att den är prövad.",
    "A text in the folder texts/ is judged and published. Whoever put it there must not believe that it is judged.",
    Severity.WARNING,
)
