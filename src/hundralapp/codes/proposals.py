"""Diagnostics of proposals and their decisions."""

from __future__ import annotations

from hundralapp.diagnostics import Code, Severity

# Proposals ----------------------------------------------------------------------------------------------------------

UNKNOWN_PROPOSAL = Code(
    "unknown-proposal",
    'förslaget "{proposal}" finns inte i proposals/.{suggestion}',
    'there is no proposal "{proposal}" in proposals/.{suggestion}',
    "Ett förslag kan bygga på ett annat, men bara på ett som finns.",
    "A proposal can build on another, but only on one that exists.",
)
PROPOSAL_CYCLE = Code(
    "proposal-cycle",
    "förslagen bygger på varandra i ring: {names}.",
    "the proposals build on each other in a ring: {names}.",
    "Något av dem måste vara först.",
    "One of them must come first.",
)
UNKNOWN_DECISION = Code(
    "unknown-decision",
    'beslutet "{decision}" finns inte i {where}.{suggestion}',
    'there is no decision "{decision}" in {where}.{suggestion}',
    "`without` tar bort ett beslut ur det förslag som man bygger på; beslutet måste finnas där.",
    "`without` leaves out a decision of the proposal one builds on; it must be there.",
)
DUPLICATE_DECISION = Code(
    "duplicate-decision",
    'beslutet "{decision}" står redan på rad {first}. Ge det ett eget id.',
    'the decision "{decision}" already stands on line {first}. Give it an id of its own.',
    "Varje besluts effekt visas för sig och måste kunna skiljas från de andras.",
    "Each decision's effect is shown by itself and must be told apart from the others.",
)
DECISION_OUTSIDE_PLAN = Code(
    "decision-outside-plan",
    "beslutet gäller {period}, men budget och plan omfattar {periods}.",
    "the decision is about {period}, but budget and plan cover {periods}.",
    "Ett beslut kan inte ändra ett utfall eller ett år utanför planen.",
    "A decision cannot change an actual or a year outside the plan.",
)
DECISION_ON_COMPUTED = Code(
    "decision-on-computed",
    "{figure} räknas fram av {inputs} och kan inte sättas. Ändra något av dem i stället.",
    "{figure} is computed from {inputs} and cannot be set. Change one of them instead.",
    "Annars skulle siffran sluta följa av dem som den räknas av.",
    "Otherwise the figure would no longer follow from what it is computed of.",
)
DECISION_NEEDS = Code(
    "decision-needs",
    "ett beslut av slaget {kind} behöver {needs}.",
    "a decision of the kind {kind} needs {needs}.",
    "Utan det går effekten inte att räkna.",
    "Without it the effect cannot be computed.",
)
DECISION_IGNORES = Code(
    "decision-ignores",
    '"{key}" används inte {when}. Ta bort nyckeln, eller dela beslutet i två.',
    '"{key}" is not used {when}. Remove the key, or make two decisions.',
    "Ett tal som inte räknas skulle annars se ut att göra det.",
    "A number that is not counted would otherwise look as if it were.",
)
TAX_CHANGE_MAGNITUDE = Code(
    "tax-change-magnitude",
    "skatteändringen {text} är orimlig. Skriv hela ören per 100 kr, till exempel {example}.",
    "the change of tax rate {text} is unreasonable. Write whole öre per SEK 100, for example {example}.",
    "24 öre skrivs ibland 0,24 (kronor). Ändringen skulle då bli en hundradel av den som menas.",
    "24 öre is sometimes written 0.24 (SEK). The change would then be a hundredth of what is meant.",
)
UNKNOWN_COMMITTEE = Code(
    "unknown-committee",
    'nämnden "{committee}" finns inte i budgeten.{suggestion}',
    'there is no committee "{committee}" in the budget.{suggestion}',
    "En felstavad nämnd skulle annars bli en ny.",
    "A misspelt committee would otherwise become a new one.",
)
UNKNOWN_INITIATIVE = Code(
    "unknown-initiative",
    'satsningen "{initiative}" finns inte i budgetens tabeller.{suggestion}',
    'there is no initiative "{initiative}" in the tables of the budget.{suggestion}',
    "Ett uppdrag som pekar på en satsning som inte finns får inga pengar, och ingen skulle se det.",
    "An assignment that points at an initiative that is not there gets no money, and nobody would see it.",
)
NOTHING_TO_CHANGE = Code(
    "nothing-to-change",
    "{figure} har inget värde {period}, så beslutet kan inte räknas. Lägg in värdet i budgeten, eller skriv okänd.",
    "{figure} has no value in {period}, so the decision cannot be computed. Put the value in the budget, or write unknown.",
    "En procent av ingenting är ingenting; det vore ett tyst fel.",
    "A percentage of nothing is nothing; that would be a silent fault.",
)
NO_EFFECT = Code(
    "no-effect",
    "beslutet ändrar {figure} {period}, men årets resultat räknas inte av den.{hint}",
    "the decision changes {figure} in {period}, but net income is not computed from it.{hint}",
    "Ett beslut utan effekt ser ut att vara gratis.",
    "A decision without effect looks free of charge.",
    Severity.WARNING,
)
