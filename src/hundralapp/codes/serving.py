"""Diagnostics of `hundralapp serve`: what no file can provoke by itself."""

from __future__ import annotations

from hundralapp.diagnostics import Code

_NOTE_SV, _NOTE_EN = "Uppstår bara medan `hundralapp serve` går.", "Comes only while `hundralapp serve` runs."

WORKSPACE_GONE = Code(
    "workspace-gone",
    "mappen finns inte längre. Lägg tillbaka den, så visas budgeten igen; eller avsluta och starta på nytt med en annan mapp.",
    "the folder is no longer there. Put it back, and the budget is shown again; or stop, and start again with another folder.",
    "Sidorna visar det som sist lästes. Den som läser dem behöver få veta att det inte längre finns någon mapp bakom dem.",
    "The pages show what was last read. Whoever reads them needs to know that there is no longer a folder behind them.",
    note_sv=_NOTE_SV,
    note_en=_NOTE_EN,
)
FAULT_OF_OURS = Code(
    "fault-of-ours",
    "ett fel i hundralapp, inte i dina filer: {fault}. Rapportera det gärna; i terminalen står var det hände.",
    "a fault in hundralapp, not in your files: {fault}. Please report it; the terminal says where it happened.",
    "Servern går vidare och räknar igen när filerna ändras. Inget har ändrats i dem.",
    "The server goes on, and computes again when the files change. Nothing in them was changed.",
    note_sv=_NOTE_SV,
    note_en=_NOTE_EN,
)
