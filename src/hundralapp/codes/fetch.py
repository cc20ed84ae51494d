"""Diagnostics of `hundralapp fetch`: what an answer from a service lacked, and what stands in the way of writing it down."""

from __future__ import annotations

from hundralapp.diagnostics import Code, Severity

_NOTE_SV = "Sägs när uppgifter hämtas eller de hämtade prövas. Inget som redan är hämtat går förlorat."
_NOTE_EN = "Said when data is fetched, or what was fetched is verified. Nothing that was already fetched is lost."


def _code(name: str, sv: str, en: str, why_sv: str, why_en: str, severity: Severity = Severity.ERROR) -> Code:
    return Code(name, sv, en, why_sv, why_en, severity, _NOTE_SV, _NOTE_EN)


FETCH_EXTRA = _code(
    "fetch-extra",
    "urllib3 är inte installerat. Kör: pip install 'hundralapp[fetch]'",
    "urllib3 is not installed. Run: pip install 'hundralapp[fetch]'",
    "Bara fetch använder nätet; allt annat ska gå att köra utan.",
    "Only fetch uses the network; everything else must run without.",
)
FETCH_UNREACHABLE = _code(
    "fetch-unreachable",
    "tjänsten nås inte ({attempts} försök): {reason}. Kontrollera nätet och kör igen; det som kommit finns kvar.",
    "the service cannot be reached ({attempts} attempts): {reason}. Check the network and run again; what came stays.",
    "Utan svar vet ingen om uppgiften finns.",
    "Without an answer nobody knows whether the figure is there.",
)
FETCH_STALLED = _code(
    "fetch-stalled",
    "svaret kom inte inom {seconds} sekunder ({attempts} försök). Kör igen senare, eller ge mer tid med --timeout.",
    "the answer did not come within {seconds} seconds ({attempts} attempts). Run again later, or give more time with --timeout.",
    "En tjänst som stannat skulle annars hålla programmet för alltid.",
    "A service that has stopped would otherwise hold the program forever.",
)
FETCH_FAILED = _code(
    "fetch-failed",
    "tjänsten svarade {status} ({attempts} försök). Felet är tjänstens; kör igen senare.",
    "the service answered {status} ({attempts} attempts). The fault is the service's; run again later.",
    "Svar 500 och uppåt, och 429, går ofta över. De prövas igen med allt längre väntan.",
    "Answers of 500 and above, and 429, often pass. They are tried again with longer and longer waits.",
)
FETCH_REFUSED = _code(
    "fetch-refused",
    "tjänsten svarade {status}: {reason}. Frågan passar inte tjänsten; den kan ha ändrats.",
    "the service answered {status}: {reason}. The request does not suit the service; it may have changed.",
    "Svar 400 till 499 blir inte bättre av att frågan upprepas.",
    "Answers of 400 to 499 do not improve when the request is repeated.",
)
FETCH_WAIT = _code(
    "fetch-wait",
    "tjänsten ber om {seconds} sekunders väntan, mer än {limit}. Kör igen då; det som redan kommit hämtas inte om.",
    "the service asks for {seconds} seconds of waiting, more than {limit}. Run again then; what came is not fetched again.",
    "Så länge väntar ingen vid en skärm, och tjänsten ska få vara i fred.",
    "Nobody waits that long at a screen, and the service is to be left alone.",
)
FETCH_TRUNCATED = _code(
    "fetch-truncated",
    "svaret är avklippt: {found} byte kom av {promised} utlovade ({attempts} försök). Kör igen.",
    "the answer is cut off: {found} bytes came of the {promised} promised ({attempts} attempts). Run again.",
    "Ett halvt svar ser ut som att de sista kommunerna saknar uppgift.",
    "Half an answer looks as if the last municipalities had no figure.",
)
FETCH_TOO_LARGE = _code(
    "fetch-too-large",
    "svaret är större än {limit} MB uppackat. Inget av det sparas.",
    "the answer is larger than {limit} MB unpacked. None of it is kept.",
    "Tabeller av det här slaget är några MB. Mer är fel svar, eller ett packat svar som ska fylla minnet.",
    "Tables of this kind are a few MB. More is the wrong answer, or a packed one made to fill the memory.",
)
FETCH_HTML = _code(
    "fetch-html",
    "svaret är en webbsida (HTML), inte data. En inloggning, en spärr eller en felsida står i vägen.",
    "the answer is a web page (HTML), not data. A login, a filter or an error page is in the way.",
    "Felsidor kommer ofta med svar 200 och sparas lätt i datans ställe.",
    "Error pages often come with the answer 200 and are easily saved in the place of data.",
)
FETCH_ENCODING = _code(
    "fetch-encoding",
    "svaret är inte text i UTF-8 (byte {offset}). Namn med å, ä och ö skulle bli fel; inget av det sparas.",
    "the answer is not UTF-8 text (byte {offset}). Names with å, ä and ö would be wrong; none of it is kept.",
    "JSON är UTF-8. En annan kodning betyder att något på vägen har gjort om svaret.",
    "JSON is UTF-8. Another encoding means that something on the way has remade the answer.",
)
FETCH_NOT_JSON = _code(
    "fetch-not-json",
    "svaret är inte JSON (rad {line}, kolumn {column}). Inget av det sparas.",
    "the answer is not JSON (line {line}, column {column}). None of it is kept.",
    "Ett svar som slutar mitt i är inte hela svaret.",
    "An answer that ends in the middle is not the whole answer.",
)
FETCH_SCHEMA = _code(
    "fetch-schema",
    "svaret har inte den form som väntades: {problem}. Tjänsten kan ha ändrats; inget av svaret används.",
    "the answer is not of the expected form: {problem}. The service may have changed; none of the answer is used.",
    "Ett ändrat namn eller en ny kolumn skulle annars flytta tal till fel kommun eller år.",
    "A changed name or a new column would otherwise move numbers to the wrong municipality or year.",
)
FETCH_PAGING_LOOP = _code(
    "fetch-paging-loop",
    "sidan efter {page} är en som redan kommit. Sidorna går runt; serien används inte.",
    "the page after {page} is one that already came. The pages go in a circle; the series is not used.",
    "Utan en gräns skulle samma sidor hämtas för alltid.",
    "Without a limit the same pages would be fetched forever.",
)
FETCH_ELSEWHERE = _code(
    "fetch-elsewhere",
    "svaret hänvisar till en annan plats ({target}). Den följs inte.",
    "the answer refers to another place ({target}). It is not followed.",
    "Uppgifter ska komma från den som står som källa.",
    "Figures are to come from whoever is named as their origin.",
)
FETCH_ROW_COUNT = _code(
    "fetch-row-count",
    "{found} rader kom, men tjänsten säger att de är {promised}. Inget av dem används.",
    "{found} rows came, but the service says that there are {promised}. None of them is used.",
    "Rader kan läggas till eller falla bort medan sidorna hämtas.",
    "Rows may be added or lost while the pages are fetched.",
)
FETCH_DISAGREES = _code(
    "fetch-disagrees",
    "{series} för {place} {year} är både {first} och {second}. Uppgiften blir okänd.",
    "{series} of {place} in {year} is both {first} and {second}. The figure becomes unknown.",
    "Två olika värden för samma uppgift: ingen kan säga vilket som gäller.",
    "Two values of one figure: nobody can say which is right.",
    Severity.WARNING,
)
FETCH_UNKNOWN_PLACE = _code(
    "fetch-unknown-place",
    "{place} är ingen kommun eller region som finns: {reason}. Raden finns kvar i svaret men inte i tabellen.",
    "{place} is no municipality or region that exists: {reason}. The row stays in the answer but not in the table.",
    "En kommun som slagits samman eller bytt kod hör till en annan i dag.",
    "A municipality that merged or changed its code belongs to another today.",
    Severity.WARNING,
)
FETCH_GAP = _code(
    "fetch-gap",
    "{series} har luckor: {gaps}. Uppgifterna är okända, inte noll.",
    "{series} has gaps: {gaps}. The figures are unknown, not zero.",
    "Ett år som saknas mellan två kända ser lätt ut som en förändring.",
    "A year that is missing between two known ones easily looks like a change.",
    Severity.WARNING,
)
FETCH_NOT_PUBLISHED = _code(
    "fetch-not-published",
    "{what} är inte publicerat. Uppgifterna är okända.",
    "{what} is not published. The figures are unknown.",
    "Statistik kommer olika sent, och tabeller slutar. Det är inget fel i frågan.",
    "Statistics come at different times, and tables end. The request is not at fault.",
    Severity.WARNING,
)
FETCH_IMPOSSIBLE = _code(
    "fetch-impossible",
    "{series} för {place} {year} är {value}, vilket inte kan vara rätt. Uppgiften blir okänd.",
    "{series} of {place} in {year} is {value}, which cannot be right. The figure becomes unknown.",
    "SCB skriver noll för en kommun som inte fanns ett år. Noll invånare är ingen uppgift.",
    "Statistics Sweden writes zero for a municipality that did not exist in a year. Zero residents is no figure.",
    Severity.WARNING,
)
FETCH_ALREADY_STATED = _code(
    "fetch-already-stated",
    "{figure} {period} står redan på {place} som {stated}; {source} säger {fetched}. Det som står där behålls.",
    "{figure} of {period} already stands at {place} as {stated}; {source} says {fetched}. What stands there is kept.",
    "Hämtade uppgifter skriver aldrig över det som någon har fört in. Skillnaden ska synas.",
    "Fetched figures never replace what someone has entered. The difference must be seen.",
    Severity.WARNING,
)
FETCH_UNSOUND = _code(
    "fetch-unsound",
    "med de hämtade talen säger check {error} på {place}. De läggs inte in i arbetsytan; de finns i fetched/.",
    "with the fetched numbers check says {error} at {place}. They are not put into the workspace; they are in fetched/.",
    "Att hämta uppgifter ska inte göra en felfri budget till en med fel.",
    "Fetching figures must not turn a budget without errors into one with errors.",
)
FETCH_CHANGED = _code(
    "fetch-changed",
    "filen är inte den som hämtades: kontrollsumman skiljer sig från fetched.lock. Hämta om, eller ta bort filen.",
    "the file is not the one that was fetched: its checksum differs from fetched.lock. Fetch again, or remove the file.",
    "Ett tal som ändrats för hand är inte längre källans.",
    "A number that was changed by hand is no longer the source's.",
)
FETCH_NOTHING = _code(
    "fetch-nothing",
    "mappen har inga hämtade uppgifter. Kör: hundralapp fetch {folder}",
    "the folder has no fetched data. Run: hundralapp fetch {folder}",
    "Identiteterna prövas på filer som fetch har skrivit.",
    "The identities are checked on files that fetch has written.",
)
FETCH_RECORD = _code(
    "fetch-record",
    "fetched.lock kan inte läsas: {problem}. Flytta undan den och hämta om.",
    "fetched.lock cannot be read: {problem}. Move it away and fetch again.",
    "Utan den går det inte att veta vad som frågades, när, och vad som kom.",
    "Without it there is no telling what was asked, when, and what came.",
)
FETCH_UNWRITABLE = _code(
    "fetch-unwritable",
    "filen kan inte skrivas: {problem}. Det som redan skrivits är helt.",
    "the file cannot be written: {problem}. What was written before is whole.",
    "Disken är full, eller mappen är skrivskyddad.",
    "The disk is full, or the folder is write-protected.",
)
FETCH_BLOCK = _code(
    "fetch-block",
    "{problem}. Rätta det för hand; inget har skrivits i arbetsytan.",
    "{problem}. Mend it by hand; nothing has been written in the workspace.",
    "fetch sköter bara sina egna rader i origins.yaml, mellan två märkta rader.",
    "fetch looks after its own lines in origins.yaml only, between two marked lines.",
)
