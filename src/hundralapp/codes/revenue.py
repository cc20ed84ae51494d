"""Diagnostics of the tax base, the settlement and the equalisation."""

from __future__ import annotations

from hundralapp.diagnostics import Code, Severity

TAX_BASE_MAGNITUDE = Code(
    "tax-base-magnitude",
    "{figure} {period} blir {per_resident} kr per invånare, men ska vara mellan {least} och {most}. "
    "Står talet i {money} som det ska?",
    "{figure} {period} is SEK {per_resident} per resident, but should be between {least} and {most}. "
    "Is the number in {money}, as it should be?",
    "Skatteunderlaget trycks i tkr, mkr och kronor. Fel enhet ger tusen gånger för mycket eller för lite skatt.",
    "The tax base is printed in thousands, millions and kronor. The wrong unit makes the tax a thousand times wrong.",
)
UPRATING_MISSING = Code(
    "uprating-missing",
    "det kända skatteunderlaget {period} kan inte räknas upp: regeringens faktorer för {year} följer inte med programmet. "
    "Lägg in tax_base.first_uprating och tax_base.second_uprating, eller en prognos (revenue.tax_base_growth) för båda åren.",
    "the known tax base of {period} cannot be uprated: the Government's factors of {year} do not ship with the program. "
    "Add tax_base.first_uprating and tax_base.second_uprating, or a forecast (revenue.tax_base_growth) for both years.",
    "Faktorerna beslutas för ett år i taget. Ett annat års faktorer skulle ge fel preliminär skatt utan att det syns.",
    "The factors are decided for one year at a time. Another year's would give the wrong preliminary tax unseen.",
)
POPULATION_DATE = Code(
    "population-date",
    "{number} invånare är också talet för {other} (31 december). Slutavräkning och utjämning räknar med "
    "den 1 november året före: är det rätt datum?",
    "{number} residents is also the number of {other} (31 December). Settlement and equalisation count with "
    "1 November the year before: is it the right date?",
    "Ett halvår eller ett år fel på befolkningen flyttar utjämningen med miljoner.",
    "A population half a year or a year off moves the equalisation by millions.",
    Severity.WARNING,
)
FORECAST_OVER_OUTCOME = Code(
    "forecast-over-outcome",
    "{period} är ett utfall, men prognosen från {vintage} gäller före utfallet på {outcome}. "
    "Ge utfallet datumet då det blev känt (vintage), eller ta bort prognosen.",
    "{period} is an actual, but the forecast of {vintage} is in force before the outcome at {outcome}. "
    "Give the outcome the date it was known (vintage), or remove the forecast.",
    "Den nyaste prognosen gäller; ett utfall utan datum räknas som äldst.",
    "The newest forecast is in force; an outcome without a date counts as the oldest.",
)
EQUALISATION_SIGN = Code(
    "equalisation-sign",
    "{name} {period} är {text}, alltså ett bidrag, men {reason}. En avgift skrivs med minus.",
    "{name} in {period} is {text}, that is, a grant, but {reason}. A charge is written with a minus.",
    "En utjämningsavgift som läses som intäkt ger dubbla felet i resultatet.",
    "A charge read as revenue makes the result wrong by twice its amount.",
)
COUNTED_TWICE = Code(
    "counted-twice",
    "{name} {period} räknas två gånger: här, och som {line}. Ta bort den ena raden, eller skriv den här som figuren {line}.",
    "{name} in {period} is counted twice: here, and as {line}. Remove one of the rows, or write this one as the figure {line}.",
    "Inkomstutjämningen kan räknas av lagen ur skatteunderlag och invånare; samma post med ett eget namn läggs då till.",
    "The income equalisation can be computed by law from tax base and residents; the same item under its own name is then added.",
)
FORMER_MUNICIPALITY = Code(
    "former-municipality",
    "koden {code} gäller inte längre: {reason}. Skriv den kod som gäller.",
    "the code {code} is no longer in force: {reason}. Write the code in force.",
    "En kod som bytts hör till andra länssatser, eller till ingen.",
    "A code that was changed belongs to other county rates, or to none.",
)
MUNICIPALITY_TWICE = Code(
    "municipality-twice",
    "kommunen {code} står redan på rad {first}. Behåll en av raderna.",
    "municipality {code} already stands on line {first}. Keep one of the rows.",
    "Två rader för en kommun kan inte båda gälla, och landets summa skulle bli fel.",
    "Two rows of one municipality cannot both be right, and the sum of the country would be wrong.",
)
HTML_PAGE = Code(
    "html-page",
    "filen är en webbsida (HTML), inte en tabell. Hämta själva datafilen, ofta en länk på sidan.",
    "the file is a web page (HTML), not a table. Get the data file itself, often a link on the page.",
    "En felsida eller en inloggning sparas lätt i datafilens ställe.",
    "An error page or a login is easily saved in the place of the data.",
)
JSON_FILE = Code(
    "json-file",
    "filen är JSON, inte en tabell. Spara den som CSV med en rubrikrad, en rad per siffra och en kolumn per period.",
    "the file is JSON, not a table. Save it as CSV with a header, a row per figure and a column per period.",
    "Svar från ett programgränssnitt sparas lätt med fel filnamn.",
    "The answer of an interface is easily saved under the wrong name.",
)
GRANTS_INCOMPLETE = Code(
    "grants-incomplete",
    "generella bidrag {period} räknas av lagens rader, men {missing} är varken angivna eller okända. "
    "Summan är inte hela bidraget: ange raderna, eller skriv okänd.",
    "general grants of {period} are computed from the law's rows, but {missing} are neither stated nor unknown. "
    "The sum is not the whole grant: state the rows, or write unknown.",
    "En summa av bara de rader som går att räkna ser ut som hela bidraget.",
    "A sum of only those rows that can be computed looks like the whole grant.",
    Severity.WARNING,
)
SERIES_GAP = Code(
    "series-gap",
    "{figure} står för {before} och {after}, men inte för {missing} däremellan. Fyll i raden, eller skriv okänd.",
    "{figure} stands for {before} and {after}, but not for {missing} between them. Fill in the row, or write unknown.",
    "Det som räknas från år till år slutar vid luckan, och senare tal i serien används inte.",
    "What is carried from year to year ends at the gap, and later numbers of the series are not used.",
    Severity.WARNING,
)
COST_KIND_WEIGHTS = Code(
    "cost-kind-weights",
    "kostnadsslagens vikter {period} blir {total} procent, inte 100. Rätta vikterna, eller lägg till det slag som saknas.",
    "the weights of the kinds of cost in {period} make {total} percent, not 100. Correct them, or add the kind that is missing.",
    "En uppräkning med vikter som inte är hela kostnaden räknar upp något annat än budgeten.",
    "An uplift whose weights are not the whole cost uplifts something else than the budget.",
)
PARTS_DO_NOT_SUM = Code(
    "parts-do-not-sum",
    "delarna för {code} blir {parts} kr per invånare, men utfallet är {total}. Rätta raden.",
    "the parts of {code} make SEK {parts} per resident, but the outcome is {total}. Correct the row.",
    "Delarna i utjämningen ska bli utfallet, så när som på avrundning.",
    "The parts of the equalisation must make the outcome, but for rounding.",
)
NOT_UNIFORM = Code(
    "not-uniform",
    "regleringsposten för {code} är {text}, men de flesta har {usual}. Den är samma belopp per invånare i hela landet.",
    "the adjustment item of {code} is {text}, but most have {usual}. It is one amount per resident in the whole country.",
    "Regleringsposten delas ut eller tas in lika per invånare; ett annat tal är ett läsfel eller fel år.",
    "The adjustment item is paid or taken equally per resident; another number is misread or of another year.",
)
SUM_NOT_ZERO = Code(
    "sum-not-zero",
    "{part} blir {sum} mkr i hela landet, men bidrag och avgifter ska ta ut varandra (avrundning ger högst {slack} mkr).",
    "{part} makes SEK {sum} million in the whole country, but grants and charges must cancel "
    "(rounding gives at most {slack} million).",
    "Kostnads- och LSS-utjämningen fördelar om mellan kommunerna; en rest är ett fel i en rad eller i invånarna.",
    "Cost and LSS equalisation redistribute between municipalities; a remainder is an error in a row or in the residents.",
)
