"""Diagnostics of a population in Parquet: what is wrong in which file, row and column."""

from __future__ import annotations

from hundralapp.diagnostics import Code

_NOTE_SV = "Gäller en befolkning i Parquet. Rad 1 är filens första person."
_NOTE_EN = "About a population in Parquet. Row 1 is the first person in the file."


def _code(name: str, sv: str, en: str, why_sv: str, why_en: str) -> Code:
    return Code(name, sv, en, why_sv, why_en, note_sv=_NOTE_SV, note_en=_NOTE_EN)


POPULATION_EXTRA = _code(
    "population-extra",
    "pyarrow är inte installerat. Kör: pip install 'hundralapp[population]'",
    "pyarrow is not installed. Run: pip install 'hundralapp[population]'",
    "Parquet läses med pyarrow, som bara behövs för befolkningar.",
    "Parquet is read with pyarrow, which only populations need.",
)
POPULATION_MISSING = _code(
    "population-missing",
    "filen finns inte. Gör en med: hundralapp population make {path}",
    "there is no such file. Make one with: hundralapp population make {path}",
    "Utan personer finns inget att räkna på.",
    "Without persons there is nothing to compute.",
)
POPULATION_UNREADABLE = _code(
    "population-unreadable",
    "filen kan inte läsas: {reason}.",
    "the file cannot be read: {reason}.",
    "Datorn lämnar inte ut filen: rättigheter eller disk.",
    "The computer does not hand over the file: permissions or disk.",
)
POPULATION_NOT_PARQUET = _code(
    "population-not-parquet",
    "filen är inte Parquet. Spara om den, i pandas med to_parquet.",
    "the file is not Parquet. Save it again, in pandas with to_parquet.",
    "En befolkning är en Parquet-fil, eller en mapp med sådana.",
    "A population is a Parquet file, or a folder of them.",
)
POPULATION_CUT_OFF = _code(
    "population-cut-off",
    "filen är avkapad: slutet saknas. Kopiera eller gör den igen.",
    "the file is cut off: its end is missing. Copy or make it again.",
    "Parquet har sin innehållsförteckning sist; utan den är filen obegriplig.",
    "Parquet has its table of contents last; without it the file cannot be understood.",
)
POPULATION_DAMAGED = _code(
    "population-damaged",
    "rad {first}–{last} kan inte läsas: filen är skadad. Kopiera eller gör den igen.",
    "rows {first}–{last} cannot be read: the file is damaged. Copy or make it again.",
    "En del av filen är avkapad eller har ändrats sedan den skrevs.",
    "A part of the file is cut off or has changed since it was written.",
)
POPULATION_CHANGED = _code(
    "population-changed",
    "filen ändrades under läsningen. Vänta tills den är färdigskriven och kör igen.",
    "the file changed while it was read. Wait until it is complete and run again.",
    "Annars blandas två befolkningar i samma resultat.",
    "Otherwise two populations are mixed in one result.",
)
POPULATION_EMPTY = _code(
    "population-empty",
    "här finns inga personer: noll rader.",
    "there are no persons here: zero rows.",
    "En tom befolkning ger noll i skatt, vilket ser ut som ett svar.",
    "An empty population yields zero tax, which looks like an answer.",
)
POPULATION_MISSING_COLUMN = _code(
    "population-missing-column",
    "kolumnen saknas. {why}",
    "the column is missing. {why}",
    "Kommun, ålder och minst ett slags inkomst behövs för att räkna skatt.",
    "Municipality, age and at least one kind of income are needed to compute tax.",
)
POPULATION_COLUMN_TYPE = _code(
    "population-column-type",
    "kolumnen har typen {found}; den ska vara {wanted}. {remedy}",
    "the column has type {found}; it must be {wanted}. {remedy}",
    "Lagen räknar i hela kronor. Ett decimaltal kan vara öre, tusental eller avrundat, och det ska inte gissas.",
    "The law counts in whole kronor. A decimal number may be öre, thousands or rounded, and that is not to be guessed.",
)
POPULATION_NULL = _code(
    "population-null",
    "värdet saknas (null). Fyll i det eller ta bort raden; noll skrivs 0.",
    "the value is missing (null). Fill it in or leave out the row; zero is written 0.",
    "Okänt är inte noll.",
    "Unknown is not zero.",
)
POPULATION_NAN = _code(
    "population-nan",
    "vikten är inget ändligt tal ({value}).",
    "the weight is not a finite number ({value}).",
    "En enda sådan vikt gör varje summa till inget tal.",
    "A single such weight makes every sum no number.",
)
POPULATION_NEGATIVE = _code(
    "population-negative",
    "{value} kr är mindre än noll. Inkomster är noll eller mer, kronor per år.",
    "{value} SEK is less than zero. Incomes are zero or more, SEK a year.",
    "Lagens förvärvsinkomst är aldrig negativ; underskott modelleras inte.",
    "Earned income in the law is never negative; deficits are not modelled.",
)
POPULATION_RANGE = _code(
    "population-range",
    "{value} ligger utanför {bounds}.",
    "{value} is outside {bounds}.",
    "Utanför gränserna är räkningen inte längre exakt, eller så är enheten fel.",
    "Outside the bounds the arithmetic is no longer exact, or the unit is wrong.",
)
POPULATION_MUNICIPALITY = _code(
    "population-municipality",
    "kommunkoden {value} finns inte{year}. Koden är ett tal: 180 för Stockholm (0180).",
    "there is no municipality {value}{year}. The code is a number: 180 for Stockholm (0180).",
    "Utan kommun finns ingen skattesats.",
    "Without a municipality there is no tax rate.",
)
POPULATION_CHURCH_RATE = _code(
    "population-church-rate",
    "personen är med i kyrkan, men avgiften är {value}. Ange församlingens avgift, öre per 1 000 kr.",
    "the person is a member of the church, but the fee is {value}. Give the parish's fee, öre per SEK 1,000.",
    "En medlem betalar kyrkoavgift; avgiften beror på församlingen och kan inte gissas.",
    "A member pays the church fee; it depends on the parish and cannot be guessed.",
)
POPULATION_WEIGHTS = _code(
    "population-weights",
    "vikterna summerar till {found} personer, men filen säger {stated} (hundralapp.persons).",
    "the weights sum to {found} persons, but the file says {stated} (hundralapp.persons).",
    "Rader har fallit bort eller kommit till sedan filen skrevs, eller så är en vikt fel.",
    "Rows have been lost or added since the file was written, or a weight is wrong.",
)
POPULATION_METADATA = _code(
    "population-metadata",
    "uppgiften {key} i filen är {value}; den ska vara {wanted}.",
    "the file's {key} is {value}; it must be {wanted}.",
    "Uppgiften avgör vad siffrorna gäller och får inte gissas.",
    "It decides what the numbers are about and is not to be guessed.",
)
POPULATION_MIXED = _code(
    "population-mixed",
    "filen skiljer sig från {other}: {what}. Lägg bara filer som hör ihop i mappen.",
    "the file differs from {other}: {what}. Keep only files that belong together in the folder.",
    "Filerna i en mapp är delar av en befolkning.",
    "The files of a folder are parts of one population.",
)
POPULATION_EXISTS = _code(
    "population-exists",
    "filen finns redan. Välj ett annat namn, eller --force för att ersätta den.",
    "the file is there already. Choose another name, or --force to replace it.",
    "En befolkning kan ha tagit lång tid att få och skrivs inte över av misstag.",
    "A population may have taken long to get, and is not overwritten by mistake.",
)
POPULATION_NOT_WRITTEN = _code(
    "population-not-written",
    "filen kan inte skrivas: {reason}. Inget halvfärdigt lämnas kvar.",
    "the file cannot be written: {reason}. Nothing half-written is left.",
    "Disken är full, eller mappen saknas eller får inte skrivas i.",
    "The disk is full, or the folder is missing or may not be written in.",
)
