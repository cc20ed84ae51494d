"""Diagnostics of files as such: what cannot be read, and YAML or CSV that does not say what was meant."""

from __future__ import annotations

from hundralapp.diagnostics import Code, Severity

# Files --------------------------------------------------------------------------------------------------------------

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
TOO_MANY_LINES = Code(
    "too-many-lines",
    "filen har {lines} rader, fler än {limit}. Dela den, eller lägg rådata utanför arbetsytan.",
    "the file has {lines} lines, more than {limit}. Split it, or keep raw data outside the workspace.",
    "Så många rader läser ingen; det är rådata, eller en skadad fil.",
    "Nobody reads that many lines; it is raw data, or a damaged file.",
)
UNREAD_FILE = Code(
    "unread-file",
    "filen läses inte. Tabeller (.csv) läses i assumptions/ och budget/, förslag (.yaml) i proposals/.{suggestion}",
    "the file is not read. Tables (.csv) are read in assumptions/ and budget/, proposals (.yaml) in proposals/.{suggestion}",
    "En fil med fel namn, plats eller format skulle annars saknas utan att någon märker det.",
    "A file with a wrong name, place or format would otherwise be missing without anyone noticing.",
    Severity.WARNING,
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
    "filen innehåller ett osynligt styrtecken ({char}) som inte hör hemma i text. Ta bort det.",
    "the file holds an invisible control character ({char}) that does not belong in text. Remove it.",
    "Styrtecken kommer från skadade filer och urklipp, och kan dölja eller vända på det som läsaren ser.",
    "Control characters come from damaged files and pasted text, and can hide or turn around what a reader sees.",
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
    "filen kan inte läsas: {problem}. Lägg dit en vanlig fil med läsrätt.",
    "the file cannot be read: {problem}. Put an ordinary file there, with permission to read it.",
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

# YAML ---------------------------------------------------------------------------------------------------------------

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

# Tables -------------------------------------------------------------------------------------------------------------

CSV_NO_HEADER = Code(
    "csv-no-header",
    "tabellen är tom. Första raden ska vara kolumnernas namn: {columns}.",
    "the table is empty. The first row should name the columns: {columns}.",
    "Kolumnerna känns igen på sina namn, inte på sin plats.",
    "Columns are known by their names, not their places.",
)
CSV_UNKNOWN_COLUMN = Code(
    "csv-unknown-column",
    'kolumnen "{column}" finns inte: den är varken en period i workspace.yaml eller någon av {columns}.{suggestion}',
    'there is no column "{column}": it is neither a period of workspace.yaml nor one of {columns}.{suggestion}',
    "En okänd kolumn kan vara ett felskrivet år, vars tal annars försvann.",
    "An unknown column may be a mistyped year, whose numbers would otherwise vanish.",
)
CSV_NAMELESS_COLUMN = Code(
    "csv-nameless-column",
    "kolumn {number} har innehåll men inget namn i rubrikraden. Ge den ett namn, eller töm den.",
    "column {number} has content but no name in the header. Give it a name, or empty it.",
    "Ett tal utan rubrik hör inte till något år, och skulle annars försvinna.",
    "A number without a heading belongs to no year, and would otherwise vanish.",
)
CSV_MISSING_COLUMN = Code(
    "csv-missing-column",
    'kolumnen "{column}" saknas. Tabellen behöver {columns}.',
    'the column "{column}" is missing. The table needs {columns}.',
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
CSV_QUOTES = Code(
    "csv-quotes",
    'citattecknen på raden går inte ihop. Sätt dem runt hela cellen, och dubbla dem inuti: "en ""egen"" rad".',
    'the quotation marks on the row do not match. Put them around the whole cell, doubled inside: "a ""row"" of its own".',
    "Ett citattecken som aldrig avslutas sväljer raderna efter, med alla deras tal.",
    "A quotation mark that is never closed swallows the rows after it, with all their numbers.",
)
