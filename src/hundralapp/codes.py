"""The catalogue of diagnostics: one `Code` per kind of mistake. The documentation page is generated from this list.

Each sentence says what is wrong and what to do. `why` is for the catalogue: why it is refused at all.
"""

from __future__ import annotations

from hundralapp.diagnostics import Code, Severity

# Files -------------------------------------------------------------------------------------------------------------

NO_WORKSPACE = Code(
    "no-workspace",
    "mappen saknar workspace.yaml. Skapa en arbetsyta med `hundralapp new {folder}`.",
    "the folder has no workspace.yaml. Make a workspace with `hundralapp new {folder}`.",
    "En arbetsyta börjar i workspace.yaml, som säger vem budgeten gäller och vilka år.",
    "A workspace starts in workspace.yaml, which says whose budget it is and which years.",
)
FILE_TOO_LARGE = Code(
    "file-too-large",
    "filen är {size} MB, mer än {limit} MB. Dela den, eller lägg rådata utanför arbetsytan.",
    "the file is {size} MB, more than {limit} MB. Split it, or keep raw data outside the workspace.",
    "En budget är text som människor läser. Större filer är nästan alltid rådata på fel plats.",
    "A budget is text that people read. Larger files are nearly always raw data in the wrong place.",
)
NOT_UTF8 = Code(
    "not-utf8",
    "filen är inte text i UTF-8 (byte {offset}). Spara den som UTF-8; i Excel: CSV UTF-8.",
    "the file is not UTF-8 text (byte {offset}). Save it as UTF-8; in Excel: CSV UTF-8.",
    "Andra teckenkodningar gör å, ä och ö till något annat utan att någon märker det.",
    "Other encodings turn å, ä and ö into something else without anyone noticing.",
)
CONTROL_CHARACTER = Code(
    "control-character",
    "filen innehåller ett styrtecken ({char}) som inte hör hemma i text. Ta bort det.",
    "the file holds a control character ({char}) that does not belong in text. Remove it.",
    "Styrtecken kommer från skadade filer och kan dölja text i en terminal.",
    "Control characters come from damaged files and can hide text in a terminal.",
)
LINE_TOO_LONG = Code(
    "line-too-long",
    "raden är längre än {limit} tecken. Är filen verkligen en tabell med en rad per radbrytning?",
    "the line is longer than {limit} characters. Is the file really a table with one row per line?",
    "En så lång rad är en skadad fil eller ett oavslutat citattecken.",
    "Such a line is a damaged file or a quotation mark that was never closed.",
)
UNREADABLE = Code(
    "unreadable",
    "filen kan inte läsas: {problem}. Kontrollera att den är en vanlig fil med läsrätt.",
    "the file cannot be read: {problem}. See that it is an ordinary file that may be read.",
    "Filen finns men operativsystemet lämnar inte ut den.",
    "The file is there but the operating system does not hand it out.",
)
PATH_OUTSIDE = Code(
    "path-outside",
    '"{path}" leder ut ur arbetsytan. Flytta in filen i mappen; en arbetsyta läser bara sina egna filer.',
    '"{path}" leads out of the workspace. Move the file into the folder; a workspace reads only its own files.',
    "Annars kunde en budget från någon annan läsa filer på din dator.",
    "Otherwise a budget from someone else could read files on your computer.",
)

# YAML --------------------------------------------------------------------------------------------------------------

YAML_SYNTAX = Code(
    "yaml-syntax",
    "raden kan inte läsas som YAML: {problem}. Ofta hjälper citattecken runt texten.",
    "the line cannot be read as YAML: {problem}. Quotation marks around the text often help.",
    "Ett kolon eller specialtecken i en text utan citattecken är den vanligaste orsaken.",
    "A colon or special character in an unquoted text is the usual cause.",
)
YAML_TOO_DEEP = Code(
    "yaml-too-deep",
    "nästlingen är djupare än {limit} nivåer. Formatet behöver aldrig mer än en handfull.",
    "the nesting is deeper than {limit} levels. The format never needs more than a handful.",
    "Djup nästling är ett skrivfel eller ett försök att överbelasta läsaren.",
    "Deep nesting is a slip or an attempt to overload the reader.",
)
YAML_ALIAS = Code(
    "yaml-alias",
    "ankare och alias (& och *) används inte här. Skriv värdet på båda ställena.",
    "anchors and aliases (& and *) are not used here. Write the value in both places.",
    "Varje tal ska stå på den rad som förklaringen pekar ut, och alias kan växa obegränsat.",
    "Each number must stand on the line that its explanation points to, and aliases can grow without bound.",
)
DUPLICATE_KEY = Code(
    "duplicate-key",
    'nyckeln "{key}" står redan på rad {first}. Behåll en av dem.',
    'the key "{key}" already stands on line {first}. Keep one of them.',
    "Vanlig YAML låter den sista vinna utan ett ord, så att ett tal kan bytas ut obemärkt.",
    "Plain YAML lets the last one win without a word, so a number could be replaced unnoticed.",
)
UNKNOWN_KEY = Code(
    "unknown-key",
    'nyckeln "{key}" finns inte i {where}.{suggestion}',
    'there is no key "{key}" in {where}.{suggestion}',
    "En felstavad nyckel som tyst hoppas över kan frysa ett tal i flera år.",
    "A misspelt key that is silently skipped can freeze a number for years.",
)
MISSING_KEY = Code(
    "missing-key",
    'nyckeln "{key}" saknas i {where}. Lägg till den.',
    'the key "{key}" is missing in {where}. Add it.',
    "Utan den går det inte att veta vad filen betyder.",
    "Without it there is no telling what the file means.",
)
WRONG_TYPE = Code(
    "wrong-type",
    '"{key}" ska vara {expected}.',
    '"{key}" should be {expected}.',
    "Formen avgör hur värdet läses; se formatets referenssida.",
    "The form decides how the value is read; see the reference page of the format.",
)
BAD_CHOICE = Code(
    "bad-choice",
    '"{value}" är inte ett giltigt värde för {key}. Välj bland: {choices}.{suggestion}',
    '"{value}" is not a valid value for {key}. Choose among: {choices}.{suggestion}',
    "Bara de uppräknade värdena har en betydelse.",
    "Only the listed values have a meaning.",
)
BAD_DATE = Code(
    "bad-date",
    '"{value}" är inget datum. Skriv {form}.',
    '"{value}" is not a date. Write {form}.',
    "Datum avgör vilken prognos som gäller och om lagens tider hållits.",
    "Dates decide which forecast is in force and whether the law's times were kept.",
)
LEADING_ZERO = Code(
    "leading-zero",
    'koden {value} måste stå inom citattecken: "{value}".',
    'the code {value} must stand in quotation marks: "{value}".',
    "Utan citattecken läser många program 0114 som talet 76 eller 114.",
    "Without them many programs read 0114 as the number 76 or 114.",
)

# Tables ------------------------------------------------------------------------------------------------------------

CSV_NO_HEADER = Code(
    "csv-no-header",
    "tabellen är tom. Första raden ska vara kolumnernas namn: {columns}.",
    "the table is empty. The first row should name the columns: {columns}.",
    "Kolumnerna kännas igen på sina namn, inte på sin plats.",
    "Columns are known by their names, not their places.",
)
CSV_UNKNOWN_COLUMN = Code(
    "csv-unknown-column",
    'kolumnen "{column}" finns inte: den är varken en period i workspace.yaml eller någon av {columns}.{suggestion}',
    'there is no column "{column}": it is neither a period of workspace.yaml nor one of {columns}.{suggestion}',
    "En okänd kolumn kan vara ett felskrivet år, vars tal annars försvann.",
    "An unknown column may be a mistyped year, whose numbers would otherwise vanish.",
)
CSV_MISSING_COLUMN = Code(
    "csv-missing-column",
    'kolumnen "{column}" saknas. Tabellen behöver: {columns}.',
    'the column "{column}" is missing. The table needs: {columns}.',
    "Utan den kan raderna inte kopplas till en siffra.",
    "Without it the rows cannot be tied to a figure.",
)
CSV_DUPLICATE_COLUMN = Code(
    "csv-duplicate-column",
    'kolumnen "{column}" står två gånger. Behåll en av dem.',
    'the column "{column}" stands twice. Keep one of them.',
    "Det går inte att veta vilken av dem som gäller.",
    "There is no telling which of them is meant.",
)
CSV_ROW_LENGTH = Code(
    "csv-row-length",
    "raden har {found} fält men rubrikraden {expected}. Saknas citattecken runt ett decimalkomma?",
    "the row has {found} fields but the header {expected}. Are quotation marks missing around a decimal comma?",
    "Ett fält för mycket skjuter alla tal till fel år.",
    "One field too many moves every number to the wrong year.",
)

# Numbers and units -------------------------------------------------------------------------------------------------

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
    "{figure} {period} blir {per_resident} kr per invånare. Är beloppet i rätt enhet (tkr eller mkr)?",
    "{figure} {period} comes to SEK {per_resident} per resident. Is the amount in the right unit (tkr or mkr)?",
    "Kommuner och regioner kostar tiotusentals kronor per invånare. Tusen gånger mer eller mindre är fel enhet.",
    "Municipalities and regions cost tens of thousands of SEK per resident. A thousand times off is a wrong unit.",
)
MAGNITUDE_JUMP = Code(
    "magnitude-jump",
    "{text} är {times} gånger {direction} än samma rad {other}. Är det tkr i en kolumn och mkr i en annan?",
    "{text} is {times} times {direction} than the same row {other}. Is one column in tkr and another in mkr?",
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

# Figures -----------------------------------------------------------------------------------------------------------

UNKNOWN_FIGURE = Code(
    "unknown-figure",
    '"{figure}" finns inte.{suggestion}',
    '"{figure}" does not exist.{suggestion}',
    "Siffrornas namn är fasta, så att olika budgetar kan jämföras.",
    "Figures have fixed names, so that budgets can be compared.",
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
    "{figure} {period} kan inte räknas: {missing} saknas. Lägg till den, eller skriv okänd.",
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
    '"{name}" har bara tal till och med {last}, och "{other}" först från {first}. Är det samma verksamhet? '
    "Skriv det i budget/committees.yaml (successor_of eller ended).",
    '"{name}" has numbers only until {last}, and "{other}" only from {first}. Is it the same activity? '
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
)

# Periods -----------------------------------------------------------------------------------------------------------

PERIOD_ORDER = Code(
    "period-order",
    'perioden "{period}" kan inte följa "{follows}": {reason}.',
    'the period "{period}" cannot follow "{follows}": {reason}.',
    "Stockar som eget kapital går från en period till nästa års.",
    "Stocks such as equity go from one period to the next year's.",
)
DUPLICATE_PERIOD = Code(
    "duplicate-period",
    'perioden "{period}" står två gånger. Ge den andra ett eget id, till exempel "{period}-utfall".',
    'the period "{period}" stands twice. Give the other an id of its own, for example "{period}-actual".',
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

# Proposals ---------------------------------------------------------------------------------------------------------

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
UNKNOWN_COMMITTEE = Code(
    "unknown-committee",
    'nämnden "{committee}" finns inte i budgeten.{suggestion}',
    'there is no committee "{committee}" in the budget.{suggestion}',
    "En felstavad nämnd skulle annars bli en ny.",
    "A misspelt committee would otherwise become a new one.",
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
    "beslutet ändrar {figure} {period}, men årets resultat räknas inte av den. {hint}",
    "the decision changes {figure} in {period}, but net income is not computed from it. {hint}",
    "Ett beslut utan effekt ser ut att vara gratis.",
    "A decision without effect looks free of charge.",
    Severity.WARNING,
)

CODES: tuple[Code, ...] = tuple(value for value in globals().values() if isinstance(value, Code))
BY_NAME: dict[str, Code] = {each.name: each for each in CODES}
