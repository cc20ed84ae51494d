"""A page that compares municipalities or regions: one table, ordered by any column, in one file without the network."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from hundralapp import __version__
from hundralapp.diagnostics import Language
from hundralapp.numbers_sv import show_number
from hundralapp.publish.policy import policy, source_of
from hundralapp.terms import word
from hundralapp.views.municipalities import COLUMNS, Column, MunicipalitiesView, Row

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:76rem;padding:1rem;color:#1a1a1a;background:#fff}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
.scroll{overflow-x:auto}
caption{text-align:left;padding:.5rem 0;color:#555}
th,td{padding:.3rem .6rem;text-align:right;border-bottom:1px solid #ddd;white-space:nowrap}
th:first-child,td:first-child,tbody th{text-align:left}
thead th{vertical-align:bottom;white-space:normal;position:sticky;top:0;background:#fff}
button{font:inherit;font-weight:600;background:none;border:0;padding:.2rem;text-align:inherit;cursor:pointer;color:#0b4f7a}
button:focus-visible{outline:3px solid #0b4f7a}
small{color:#555}
@media(prefers-color-scheme:dark){body,thead th{background:#161616;color:#eee}small,caption{color:#bbb}
th,td{border-color:#444}button{color:#8ecbf2}}
@media print{button{color:inherit}}
"""
_SCRIPT = """
const table=document.querySelector('table'),body=table.tBodies[0];
for(const button of table.querySelectorAll('thead button'))button.addEventListener('click',()=>{
const head=button.closest('th'),at=head.cellIndex,down=head.getAttribute('aria-sort')!=='descending';
for(const each of table.querySelectorAll('thead th'))each.removeAttribute('aria-sort');
head.setAttribute('aria-sort',down?'descending':'ascending');
const key=row=>row.cells[at].dataset.v;
const rows=[...body.rows].sort((a,b)=>{const x=key(a),y=key(b);
if(x===''||y==='')return (x==='')-(y==='');
const order=at===0?x.localeCompare(y,document.documentElement.lang):x-y;return down&&at>0?-order:order});
body.append(...rows)});
"""


def municipalities_page(view: MunicipalitiesView, rows: Sequence[Row], language: Language) -> str:
    """The whole page as HTML; a number's rank stands beside it, and what is unknown is said."""
    sv = language == "sv"
    title = f"Skatt och inkomstutjämning {view.year}" if sv else f"Tax and income equalisation {view.year}"
    mean = (
        ("okänd" if sv else "unknown")
        if view.national_mean_tax_base is None
        else show_number(view.national_mean_tax_base, 0, language)
    )
    status = word("statuses", view.national_status, language)
    about = (
        f"Räknat ur lagen för varje kommun. Medelskattekraft i riket {mean} kr per invånare ({status}). Rangen står i mindre "
        "stil; lika delar plats. Kvar av 100 kr underlag: vad som återstår av större eget skatteunderlag när "
        "inkomstutjämningen tagit sitt."
        if sv
        else f"Computed by law for each municipality. The country's mean base is SEK {mean} per resident ({status}). Ranks stand "
        "in smaller type; equals share a place. Kept of SEK 100 of base: what is left of a greater own tax base when the income "
        "equalisation has taken its part."
    )
    heads = Markup("").join(_head(each.label.say(language)) for each in COLUMNS)
    name = "Kommun eller region" if sv else "Municipality or region"
    made = f"Hundralapp {__version__}"
    return str(
        Markup(
            '<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8">'
            '<meta http-equiv="Content-Security-Policy" content="{policy}">'
            '<meta name="viewport" content="width=device-width,initial-scale=1"><title>{title}</title>'
            "<style>{style}</style></head>"
            '<body><main><h1>{title}</h1><p>{about}</p><div class="scroll" tabindex="0" role="region" aria-label="{title}">'
            "<table><caption>{source}</caption><thead><tr>{first}{heads}</tr></thead>\n<tbody>\n{rows}</tbody></table></div>"
            "</main><footer><small>{made}</small></footer><script>{script}</script></body></html>\n"
        ).format(
            lang=language,
            policy=policy(style=source_of(_STYLE), script=source_of(_SCRIPT)),
            title=title,
            style=Markup(_STYLE),
            about=about,
            source=view.source,
            first=_head(name),
            heads=heads,
            rows=Markup("").join(_row(view, row, language) for row in rows),
            made=made,
            script=Markup(_SCRIPT),
        )
    )


def _head(label: str) -> Markup:
    return Markup('<th scope="col"><button type="button">{}</button></th>').format(label)


def _row(view: MunicipalitiesView, row: Row, language: Language) -> Markup:
    cells = Markup("").join(_cell(view, row, column, language) for column in COLUMNS)
    return Markup('<tr><th scope="row" data-v="{name}">{name} <small>{code}</small></th>{cells}</tr>\n').format(
        name=row.name, code=row.code, cells=cells
    )


def _cell(view: MunicipalitiesView, row: Row, column: Column, language: Language) -> Markup:
    value = getattr(row, column.key)
    rank = view.ranks[column.key].get(row.code)
    beside = Markup(" <small>{}</small>").format(rank) if rank is not None else escape("")
    return Markup('<td data-v="{}">{}{}</td>').format("" if value is None else repr(value), column.show(value, language), beside)
