"""Diagnostics of numbers and figures: what is no number, what is in the wrong unit, what does not add up."""

from __future__ import annotations

from hundralapp.diagnostics import Code, Severity

# Numbers and units --------------------------------------------------------------------------------------------------

NOT_A_NUMBER = Code(
    "not-a-number",
    '"{text}" är inget tal. Skriv ett tal, lämna tomt, eller skriv okänd.',
    '"{text}" is not a number. Write a number, leave it empty, or write unknown.',
    "Text där ett tal hör hemma kan inte räknas, och ska inte bli noll.",
    "Text where a number belongs cannot be computed, and must not become zero.",
)
AMBIGUOUS_NUMBER = Code(
    "ambiguous-number",
    '"{text}" kan läsas på två sätt. Skriv {thousands} eller {decimal}.',
    '"{text}" may be read in two ways. Write {thousands} or {decimal}.',
    "1.234 är ettusen för den ene och drygt ett för den andre.",
    "1.234 is a thousand to one reader and a little over one to another.",
)
UNKNOWN_UNIT = Code(
    "unknown-unit",
    'enheten "{unit}" finns inte.{suggestion} Möjliga är bland andra: {units}.',
    'there is no unit "{unit}".{suggestion} Possible are, among others: {units}.',
    "Enheterna är en sluten mängd, så att de kan kontrolleras innan något räknas.",
    "Units are a closed set, so that they can be checked before anything is computed.",
)
WRONG_UNIT = Code(
    "wrong-unit",
    "{figure} anges i {expected}, inte i {found}.",
    "{figure} is stated in {expected}, not in {found}.",
    "Enheten hör till siffran; ett tal i fel enhet är ett annat tal.",
    "The unit belongs to the figure; a number in another unit is another number.",
)
TAX_RATE_MAGNITUDE = Code(
    "tax-rate-magnitude",
    "skattesatsen {text} är orimlig. Skriv kronor per 100 kr, till exempel {example}.",
    "the tax rate {text} is unreasonable. Write SEK per SEK 100, for example {example}.",
    "17,74 skrivs ibland 1774 (ören) eller 0,1774 (andel). Kommunala satser ligger mellan 5 och 40.",
    "17.74 is sometimes written 1774 (öre) or 0.1774 (share). Municipal rates lie between 5 and 40.",
)
MONEY_MAGNITUDE = Code(
    "money-magnitude",
    "{figure} {period} blir {per_resident} kr per invånare. Är talen skrivna i {money}, som workspace.yaml säger?",
    "{figure} {period} comes to SEK {per_resident} per resident. Are the numbers written in {money}, as workspace.yaml says?",
    "Kommuner och regioner kostar tiotusentals kronor per invånare. Tusen gånger mer eller mindre är fel enhet.",
    "Municipalities and regions cost tens of thousands of SEK per resident. A thousand times off is a wrong unit.",
)
MAGNITUDE_JUMP = Code(
    "magnitude-jump",
    "{text} ({period}) är {times} gånger {direction} än {other} ({other_period}) på samma rad. "
    "Står det ena i tkr och det andra i mkr? Stämmer båda, skriv dem på var sin rad.",
    "{text} ({period}) is {times} times {direction} than {other} ({other_period}) on the same row. "
    "Is one in thousands and the other in millions? If both are right, write them on rows of their own.",
    "Budgetar trycks i kronor, tkr och mkr. Ett språng på omkring tusen gånger är nästan alltid en förväxling.",
    "Budgets are printed in SEK, thousands and millions. A jump of about a thousand is nearly always a mix-up.",
)
COST_SIGN = Code(
    "cost-sign",
    "{figure} är en kostnad och skrivs med minus i resultaträkningen: -{text}.",
    "{figure} is a cost and is written with a minus in the result statement: -{text}.",
    "I resultaträkningen är kostnader negativa, som de trycks; ramar, anslag och priser är positiva.",
    "In the result statement costs are negative, as printed; frames, appropriations and prices are positive.",
)

# Figures ------------------------------------------------------------------------------------------------------------

UNKNOWN_FIGURE = Code(
    "unknown-figure",
    '"{figure}" finns inte.{suggestion}',
    '"{figure}" does not exist.{suggestion}',
    "Siffrornas namn är fasta, så att olika budgetar kan jämföras.",
    "Figures have fixed names, so that budgets can be compared.",
)
NO_NAME = Code(
    "no-name",
    "raden har inget namn i kolumnen {column}. Skriv ett med minst en bokstav a–ö eller siffra, eller ta bort raden.",
    "the row has no name in the column {column}. Write one with at least one letter or digit, or remove the row.",
    "Namnet blir siffrans id; utan det vet ingen vems talen är.",
    "The name becomes the figure's id; without it nobody knows whose the numbers are.",
)
TOTAL_ROW = Code(
    "total-row",
    '"{name}" ser ut som en summa. Ta bort den, för summor räknas. En tryckt summa skrivs i en tabell med kolumnen figure{hint}.',
    '"{name}" looks like a total. Remove it: totals are computed. A printed total goes in a table with a figure column{hint}.',
    "Som en rad bland de andra skulle summan räknas med en gång till.",
    "As a row among the others the total would be counted once more.",
)
UNKNOWN_PERIOD = Code(
    "unknown-period",
    'perioden "{period}" finns inte i workspace.yaml ({periods}).{suggestion}',
    'there is no period "{period}" in workspace.yaml ({periods}).{suggestion}',
    "Ett år utanför arbetsytan skulle annars försvinna utan ett ord.",
    "A year outside the workspace would otherwise vanish without a word.",
)
DUPLICATE_FIGURE = Code(
    "duplicate-figure",
    "{figure} {period} står redan i {first}. Behåll en av raderna.",
    "{figure} {period} already stands in {first}. Keep one of the rows.",
    "Två rader för samma nämnd och år: det går inte att veta vilken som gäller.",
    "Two rows for one committee and year: there is no telling which is meant.",
)
UNKNOWN_ORIGIN = Code(
    "unknown-origin",
    'källan "{origin}" finns inte i origins.yaml.{suggestion}',
    'there is no origin "{origin}" in origins.yaml.{suggestion}',
    "Varje siffra ska kunna följas till sin källa.",
    "Every figure must be traceable to its source.",
)
MISSING_INPUT = Code(
    "missing-input",
    "{figure} {period} kan inte räknas: {missing} saknas. Lägg till det, eller skriv okänd.",
    "{figure} {period} cannot be computed: {missing} is missing. Add it, or write unknown.",
    "En halv uppgift är oftast ett förbiseende. Okänd är ett giltigt svar; tomt är det inte.",
    "Half a statement is usually an oversight. Unknown is a valid answer; empty is not.",
)
REST_NOT_POSSIBLE = Code(
    "rest-not-possible",
    "rest kan inte räknas här: {reason}.",
    "the rest cannot be computed here: {reason}.",
    "En restpost är den angivna summan minus de andra raderna; alla de måste vara angivna.",
    "A rest is the stated total less the other rows; all of those must be stated.",
)
SUM_DOES_NOT_CLOSE = Code(
    "sum-does-not-close",
    "{figure} {period}: angivet {stated}, räknat {computed}, skillnad {difference} {unit}, mer än avrundning kan ge.",
    "{figure} {period}: stated {stated}, computed {computed}, difference {difference} {unit}, more than rounding can give.",
    "En summa som inte stämmer är ett fel i källan eller i inmatningen. En känd rest skrivs som en egen rad: rest.",
    "A sum that does not close is a fault in the source or the typing. A known residual is a row of its own: rest.",
)
BALANCE_SHEET_OPEN = Code(
    "balance-sheet-open",
    "balansräkningen {period} går inte ihop: tillgångarna är {difference} {unit} {direction} än "
    "eget kapital, avsättningar och skulder.",
    "the balance sheet {period} does not balance: assets are {difference} {unit} {direction} than equity, provisions and debt.",
    "Tillgångar är alltid lika med eget kapital, avsättningar och skulder.",
    "Assets always equal equity, provisions and debt.",
)
MISSING_LINEAGE = Code(
    "missing-lineage",
    '"{name}" har bara tal till och med {last}, och {others} först från {first}. Är det samma verksamhet? '
    "Skriv det i budget/committees.yaml (successor_of eller ended).",
    '"{name}" has numbers only until {last}, and {others} only from {first}. Is it the same activity? '
    "Say so in budget/committees.yaml (successor_of or ended).",
    "En nämnd som byter namn mellan åren ser annars ut som en nedlagd och en ny, och ingen förändring kan räknas.",
    "A committee that changes name between years otherwise looks like one closed and one new, and no change can be computed.",
)
UNITS_DO_NOT_MEET = Code(
    "units-do-not-meet",
    "{figure} kan inte räknas av {inputs}: {problem}. Rätta enheten på raden.",
    "{figure} cannot be computed from {inputs}: {problem}. Correct the unit on the row.",
    "Enheter kontrolleras på formeln, innan något tal finns.",
    "Units are checked on the formula, before any number exists.",
)
CYCLE = Code(
    "cycle",
    "siffrorna beror på sig själva {period}: {names}.",
    "the figures depend on themselves in {period}: {names}.",
    "En siffra kan inte vara sin egen orsak samma år.",
    "A figure cannot be its own cause in the same year.",
    note_sv="Kommer av reglerna och inte av filerna: den som skriver en ny regel möter den, ingen annan.",
    note_en="Comes from the rules and not from the files: whoever writes a new rule meets it, nobody else.",
)

# Periods ------------------------------------------------------------------------------------------------------------

PERIOD_ORDER = Code(
    "period-order",
    'perioden "{period}" kan inte följa "{follows}": {reason}.',
    'the period "{period}" cannot follow "{follows}": {reason}.',
    "Stockar som eget kapital går från en period till nästa års.",
    "Stocks such as equity go from one period to the next year's.",
)
DUPLICATE_PERIOD = Code(
    "duplicate-period",
    'perioden "{period}" står två gånger. Ge den andra ett eget id, till exempel "{other}".',
    'the period "{period}" stands twice. Give the other an id of its own, for example "{other}".',
    "Budget och utfall för samma år är olika serier och behöver olika namn.",
    "Budget and actual of one year are different series and need different names.",
)
PLAN_TOO_SHORT = Code(
    "plan-too-short",
    "planen omfattar {years} år. Ekonomin ska planeras för tre år med budgetåret först (11 kap. 6 § kommunallagen).",
    "the plan covers {years} years. The economy must be planned for three years, the budget year first "
    "(Local Government Act, chapter 11, section 6).",
    "Lagen kräver treårsplan. Saknas underlag, skriv perioden och okänd.",
    "The law asks for a three-year plan. Where there is no material, write the period and unknown.",
    Severity.WARNING,
)
