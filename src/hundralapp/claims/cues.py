"""Words that make a sentence a claim of a kind. Each rule stands with sentences it must find and sentences it must not.

The examples are tests. Rules look at one sentence at a time, in any case; a pattern's alternatives stand apart by ` | ` or lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from hundralapp.claims.finding import Kind
from hundralapp.claims.patterns import any_of


@dataclass(frozen=True)
class Cue:
    """A rule: the kind, the pattern, what it finds and what it must leave."""

    kind: Kind
    pattern: str
    finds: tuple[str, ...]
    leaves: tuple[str, ...] = ()

    @cached_property
    def regex(self) -> re.Pattern[str]:
        return re.compile(self.pattern, re.IGNORECASE)


_COSTS = any_of(
    r"""
    kostnads(?:ökning|utveckling)\w* | pris- och löneökning\w* | pris(?:- och löne)?utveckling\w* | löneökning\w*
    inflation\w* | pris(?:- och löne)?uppräkning\w* | prishöjning\w* | ökade kostnad\w* | ökande kostnad\w*
    """
)

_WISH = any_of("ska | skall | måste | bör | vill | borde | behöver")
_ALL = any_of("alla | samtliga | varje | varenda | inget | ingen | inga | var och en(?: av)?")
_SUPERLATIVE = any_of(
    r"""
    bäst | sämst | högst | lägst | störst | minst | flest | färst | snabbast | dyrast | billigast | mest | längst | tryggast
    grönast | \w{3,}ast | första | främst | ledande | äldst | yngst
    """
)
_GROUND = any_of("landet | sverige | europa | eu | världen | norden | länet | riket | storstäderna | regionen")
_ONE_OF = any_of("orsak | inkörsport | anledning | källa | post | utgift | kostnad | arbetsgivar | höjning | sänkning | satsning")
_MEASURED = any_of(
    """
    resultat | betyg | siffror | köer | kötider | volymer | behov | kostnader | utsläpp | brottslighet | trygghet | arbetslöshet
    frånvaro | behörighet | sjuktal | otrygghet
    """
)
_MOVED = any_of(
    """
    förbättrade | försämrade | stigande | sjunkande | ökande | minskande | ökade | minskade | växande | vikande | högre | lägre
    """
)
_MORE = any_of("fler | färre | mer | mindre | yngre | äldre | längre | högre | lägre | svårare | större | sämre | bättre")
_HOW = any_of(
    "och | men | kraftigt | snabbt | markant | för | stadigt | igen | fortfarande | år från år | i | på | bland | inom | hos"
)

CUES: tuple[Cue, ...] = (
    Cue(
        Kind.COST_COVER,
        any_of(rf"""
            \b(?:täck\w*|kompenser\w*|motsvarar|möt(?:er|a)|följer|i takt med|i nivå med|mer än|äter upp)\b[^.;]{{0,60}}{_COSTS}
            {_COSTS}[^.;]{{0,40}}\b(?:täcks|kompenseras|möts)\b | full(?:t ut)? (?:kompensation|kompenser\w+)
            realt oförändra\w+
            """),
        (
            "Skolpengen höjs så att den täcker nästa års kostnadsökningar.",
            "Nämnderna får full kompensation för löneökningarna.",
            "Anslagen följer inte med inflationen men möter prisutvecklingen.",
        ),
        ("Täckningen av fibernätet är god.", "Inflationen har varit hög."),
    ),
    Cue(
        Kind.CAPACITY,
        r"\b"
        + any_of(r"""
            räcker (?:inte |\w+ )?(?:till|för) | tillräckligt (?:med|många) | plats (?:för|åt) alla
            (?:ta emot|erbjuda plats åt|ge plats åt)[^.]{0,30} (?:alla|fler|dem som|de som)
            (?:klara|möta) (?:behovet|efterfrågan|trycket) | alla som (?:vill|behöver|söker)[^.]{0,40}(?:få|plats)
            platser(?:na)? räcker | kö(?:n|erna) (?:ska )?(?:försvinn\w+|byggs bort) | utan kö
            """)
        + r"\b",
        (
            "Med det här kan vi ta emot alla som söker.",
            "Platserna räcker till 2027.",
            "Vi har tillräckligt många lärare för hela stadsdelen.",
        ),
        ("Kön till bostäder växer.", "Alla barn är viktiga."),
    ),
    Cue(
        Kind.COVERAGE,
        any_of(
            rf"""
            \b{_ALL}\b[^.;]{{1,100}}\b(?:ska(?:ll)?|måste|kommer att|har|får|garanteras|erbjuds)\b
            \b{_WISH}\b[^.;]{{0,30}}\b(?:alla|samtliga|varje|ingen|inget|var och en)\b
            \bi varje (?:stadsdel|kommundel|skola|nämnd|kommun|distrikt|område)\b
            """
        ),
        (
            "Alla skolor ska ha en egen skolsköterska.",
            "Det ska finnas en fältgrupp i varje stadsdel.",
            "Ingen ska behöva vänta mer än en månad.",
        ),
        ("Vi bygger en ny simhall.", "Alla pratar om vädret."),
    ),
    Cue(
        Kind.RANK,
        any_of(
            rf"""
            \bförst(?:a|e)?(?: kommun\w*| stad\w*| region\w*)? (?:i|av|bland|ut|med att)\b
            \b{_SUPERLATIVE}\w* (?:i {_GROUND}|av (?:alla|landets|sveriges|kommuner|storstäder))\b
            \b(?:landets|sveriges|europas|världens|länets|nordens|rikets) (?:\w+ )?{_SUPERLATIVE}\w*
            \b(?:världs|europa)?ledande\b | \bleder (?:europas|sveriges|världens|landets|utvecklingen)
            \b(?:på|i) (?:första|andra|tredje|sista) plats | \brank(?:as|ad|ing|ning)\w* | \btoppar (?:listan|statistiken)
            \bi topp\b | \bi botten\b | \b(?:enda|första) (?:kommun|stad|region|land)\w*
            \b(?:den|det) (?:enskilt )?(?:största|minsta|högsta|lägsta|vanligaste|främsta) (?:\w+ )?{_ONE_OF}
            \b(?:högre|lägre|större|mindre|bättre|sämre) än (?:i )?(?:riket|(?:riks)?snittet|genomsnittet|någon annan|alla andra)
            """
        ),
        (
            "Staden var först i EU med att få märkningen.",
            "Vi har landets lägsta kommunalskatt.",
            "Kommunen är ledande på fossilfria transporter.",
            "Regionen ligger på tredje plats i mätningen.",
        ),
        ("Först åt vi, sedan gick vi hem.", "Vi bygger fler bostäder."),
    ),
    Cue(
        Kind.TREND,
        any_of(
            rf"""
            \b(?:i rad|i följd)\b | \ballt {_MORE}\b
            \b(?:fler och fler|färre och färre|mer och mer|lägre och lägre|högre och högre)
            \b(?:har|hade) [^.,;]{{0,30}}\b(?:ökat|minskat|stigit|sjunkit|fallit|växt|för(?:sämr|bättr|dubbl)ats|halverats)\b
            \b(?:har|hade) [^.,;]{{0,30}}\b(?:gått (?:upp|ned|ner)|blivit (?:\w+ )?{_MORE})\b
            (?<!\bvi )\b(?:ökar|minskar|växer|sjunker|stiger|faller|försämras|förbättras)(?= {_HOW}\b|[.,!]|$)
            (?<!till )(?<!för )(?<!av )(?<!mot )\b{_MOVED} {_MEASURED}
            \bdrabbats (?:hårt )?av\b | \bfler (?:och fler )?(?:vill|söker|väljer|behöver)\b
            \btrend(?:en|er)?\b | \bsedan (?:valet|maktskiftet|förra året)
            """
        ),
        (
            "Köerna växer för tredje året i rad.",
            "Allt fler äldre väljer att bo kvar hemma.",
            "Resultaten har förbättrats i hela staden.",
            "Vi ser tydligt förbättrade resultat i ytterstaden.",
        ),
        ("Vi ökar anslaget med tio miljoner.", "Skatten höjs med 24 öre."),
    ),
    Cue(
        Kind.FORECAST,
        r"\b"
        + any_of(r"""
            beräkna(?:s|de|t) | väntas | förväntas | prognos\w* | kalkyleras | spås | bedöms | uppskattas
            räknar (?:vi )?med (?:att|ett|en) | tros | ser (?:fortsatt )?(?:svag|ljus|mörk|stark)\w* ut
            kommer (?:\w+ ){0,2}att (?:öka|minska|växa|bli|behöva|kosta|stiga|sjunka|behövas|vara)
            """)
        + r"\b",
        (
            "Underskottet väntas bli 200 miljoner.",
            "Antalet elever kommer att minska.",
            "Enligt prognosen behövs fler platser.",
        ),
        ("Vi räknar pengarna.", "Budgeten antogs i november."),
    ),
    Cue(
        Kind.CAUSE,
        r"\b"
        + any_of(r"""
            tack vare | på grund av (?!sitt|sin|ens) | till följd av | beror på | leder till | ledde till | orsakas? av | orsakar
            innebär att | resulterar i | resultatet av | som en följd
            utan (?:oss|vårt|vår|våra|det|den|\w+partiet|\w+erna)\b[^.]{0,30}(?:hade|skulle|inte)
            hade inte varit möjlig\w* | gör att | gjort att | grunden (?:till|för) | förklar\w+ (?:till|av)
            valet mellan | för att (?:skydda|rädda|undvika|förhindra|slippa|stoppa|säkerställa)
            alternativet (?:är|var) | annars (?:hade|skulle) | tvinga[rst]\w*
            """)
        + r"\b",
        (
            "Tack vare höjningen slipper skolan skära ned.",
            "Utan oss hade satsningen inte blivit av.",
            "Nedskärningarna leder till större klasser.",
        ),
        ("Skolan får mer pengar.", "Vi föreslår en ny linje."),
    ),
    Cue(
        Kind.DECISION,
        r"\b"
        + any_of(r"""
            i uppdrag | uppdrag(?:et)? (?:att|till) | utreda | utreder | tillsätter
            beslutar | beslutade | beslutat | beslut om | klubba\w* | antog | antar | antagit | antogs | fastställ\w+
            inför(?:s|des|t)?\b(?= (?:ett|en|nya|fler|avgiftsfri|gratis|obligatorisk|krav|förbud)\b) | inrättar
            avskaffar | avvecklar | slopar | lägger fram | lade fram | presenter(?:ar|ade|at|as|ades) | föreslår
            överenskommelse | avtal med | skrivit under | inleder | startar | startas | öppnar | bygger ut | genomför
            påbörja\w+ | samlat grepp | godkän(?:d|t|da|ts|des|ner) | erkännande | drar in
            anställer
            """)
        + r"\b",
        (
            "Nämnden får i uppdrag att ta fram en plan.",
            "Vi avskaffar avgiften för trygghetslarm.",
            "Staden har slutit en överenskommelse med polisen.",
        ),
        ("Skolan är viktig.", "Inför valet vill vi tacka alla."),
    ),
    Cue(
        Kind.DECISION,
        r"\b"
        + any_of(
            r"""
            vi (?:\w+ ){0,2}(?:förstärker|stärker|satsar|satsa|utvecklar|bygger|lägger (?:ett )?större)
            gör en (?:kraftig|stor|bred)?\s?\w*(?:utbyggnad|satsning|förstärkning)
            ^(?:Åtgärder|Insatser|Satsning|Uppdrag|Kunskapslyft|Handlingsplan|Ny modell|Nytt avtal)\b | en ny modell | presenterad
            """
        ),
        (
            "Vi förstärker elevhälsan.",
            "Vi gör en kraftig utbyggnad av stödet.",
            "Åtgärder för fler platser",
        ),
        ("Vi tror på staden.", "Insikten kom sent."),
    ),
    Cue(
        Kind.TARGET,
        r"\b"
        + any_of(r"""
            senast (?:år )?\d{4} | senast (?:under |i )?(?:nästa år|mandatperioden)
            (?:till|före|fram till|inom) (?:år )?(?:20[2-9]\d|mandatperioden)[^.]{0,60}\bska\b
            \bska\b[^.]{0,80}\b(?:senast|till|före) (?:år )?20[2-9]\d | målet är | målsättning\w*
            (?:vi har )?mål(?:et)? (?:om|att|på) | klimatpositiv\w* | klimatneutral\w* | nollvision | fossilfri\w*
            (?:ska|måste) (?:\w+ ){0,5}(?:öka|minska|höjas|sänkas|halveras|fördubblas|förbättras|brytas|bryta)
            ska (?:vara|bli) (?:världs)?(?:ledande|bäst|först|störst)
            (?:ska|måste) (?:\w+ ){0,3}(?:nå|nås|stärkas|kortas|försvinna|upphöra|lämna|motverkas|bli|vara klar\w*)
            """)
        + r"\b",
        (
            "Staden ska vara klimatneutral senast 2035.",
            "Kunskapsresultaten ska öka.",
            "Målet är att halvera matsvinnet.",
        ),
        ("Vi var klara 2019.", "Senast i går regnade det."),
    ),
    Cue(
        Kind.VALUE,
        r"\b"
        + any_of(r"""
            ansvarsfull\w* | ansvarslös\w* | oansvarig\w* | viktig(?:t|a|ast|aste|are)? | rättvis\w* | orättvis\w*
            svek | sviker | svikit | skamlig\w* | stolt\w* | glädj\w+ | glad(?:a)? | tyvärr | oroande | självklar\w*
            klok\w* | dålig\w* | skandal\w* | slösa\w* | slöseri | fantastisk\w* | historisk\w* | äntligen
            trygg(?:het\w*|a|t|are)? | frihet\w* | valfrihet\w* | värdig\w* | solidari\w* | jämlik\w* | rimlig\w*
            orimlig\w* | hjärta\w* | dröm\w* | framtidstro | livschans\w* | möjlighet\w* att | likvärdig\w*
            lika (?:villkor|möjlighet\w*|värde) | makt\b | borde | (?:svår|tuff|akut|allvarlig)(?:t|a)? | stram\w*
            återhållsam\w* | tydligt? fokus | prioriter\w+ | drivande | lyckats | kris(?:en|er)?\b | välfärdskris
            bäst för | goda? (?:skola|skolor|uppväxt\w*|liv|start) | bra skol\w* | självständig\w*
            begräns\w+ på grund | (?:få|får|ha) (?:det|den|rätt) (?:stöd|skydd)\w* | skydd och stöd | stöd och skydd
            må bra | partiet bakom | (?:en|ett|mycket|riktigt|så) (?:\w+ )?(?:bra|goda?|gott|starkt?|svagt?) | fel väg
            urusel\w* | usel\w* | modig\w* | feg(?:t|a)? | visionslös\w* | sanslös\w* | rätt väg
            """)
        + r"\b",
        (
            "Det är en ansvarsfull budget.",
            "Det är en bra budget.",
            "Det här är en riktigt svag budget.",
            "Höjningen är ett svek mot småföretagarna.",
            "Skolan är vår viktigaste fråga.",
        ),
        ("Skatten höjs med 24 öre.", "Nämnden har 13 ledamöter."),
    ),
)
BY_KIND: dict[Kind, tuple[Cue, ...]] = {kind: tuple(each for each in CUES if each.kind is kind) for kind in Kind}
