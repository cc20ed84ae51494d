"""The budgets as they are now: computed again in a thread when files change, and swapped in whole.

A `State` is never changed, so a request that began with one ends with it. When a budget's files have errors its last sound
state stays on the pages, with what is wrong beside it.
"""

from __future__ import annotations

import asyncio
import os
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from hundralapp import codes
from hundralapp.diagnostics import Location
from hundralapp.model import Model
from hundralapp.proposals.decision import Proposal
from hundralapp.publish.edition import Budget
from hundralapp.serve.answers import Answers
from hundralapp.serve.live_page import live_page, problems_tag
from hundralapp.serve.problems import Problem, errors_of, problem_without_file, problems_of
from hundralapp.serve.resources import Resource, digest, file_resource
from hundralapp.serve.site import budget_names, make_pages
from hundralapp.serve.watching import Print, settled, take_print, take_prints, wakes

Loader = Callable[[Path], tuple[Model, Mapping[str, Proposal]]]
"""Computes a workspace; every problem of its files is in the model's report."""


@dataclass(frozen=True, slots=True)
class Sound:
    """A budget without errors: as the pages and as the API ask for it, and the answers made of it."""

    budget: Budget
    proposals: Mapping[str, Proposal]
    answers: Answers = field(default_factory=Answers)

    @property
    def model(self) -> Model:
        return self.budget.model


@dataclass(frozen=True, slots=True)
class Held:
    """A budget as it is now. `sound` is the last state without errors; `problems` those of the files as they are."""

    name: str
    folder: Path
    sound: Sound | None
    problems: tuple[Problem, ...]

    @property
    def is_sound(self) -> bool:
        return not errors_of(self.problems)


@dataclass(frozen=True, slots=True)
class State:
    """Everything that can be asked for. `published` is what `publish` would write, by name; `problems` what is wrong now.

    The served form of a file is made when it is first asked for, and kept: of a hundred pages a reader sees a few.
    """

    held: tuple[Held, ...]
    problems: tuple[Problem, ...] = ()
    published: Mapping[str, bytes] = field(default_factory=dict)
    seconds: float = 0.0
    made: dict[str, Resource] = field(default_factory=dict, repr=False, compare=False)

    @property
    def tag(self) -> str:
        """What is wrong, as a name that changes with it."""
        return problems_tag(self.problems)

    def is_awaited(self, page: str) -> bool:
        """True for a page of a budget that has not been sound yet, so that nothing of it can be shown."""
        return any(each.sound is None and f"{page}/".startswith(f"{each.name}/") for each in self.held)

    def tag_of(self, page: str) -> str:
        """What tells a page from its next edition; that of a page which is not there is what stands in its place."""
        body = self.published.get(page)
        return digest(body) if body is not None else self.tag

    def page(self, name: str) -> Resource:
        """The served form of a file.

        Raises:
            KeyError: there is no such file.
        """
        if name not in self.made:
            body = self.published[name]
            is_page = name.endswith(".html")
            made = live_page(name, body, self.problems) if is_page else file_resource(name, body)
            self.made[name] = made
        return self.made[name]

    def unchanged_in(self, published: Mapping[str, bytes], problems: tuple[Problem, ...]) -> dict[str, Resource]:
        """The served forms that the next state may keep."""
        return {
            name: each
            for name, each in list(self.made.items())
            if published.get(name) == self.published[name] and (problems == self.problems or not name.endswith(".html"))
        }


class Live:
    """Budgets kept current.

    Args:
        folders: the workspaces.
        load: computes one.
        told: is called, in the server's own thread, with each new state.
    """

    def __init__(self, folders: Sequence[Path], load: Loader, told: Callable[[State], None] = lambda state: None) -> None:
        self.folders = [each.absolute() for each in folders]
        self._load = load
        self._told = told
        self._prints: list[Print] = [take_print(each) for each in self.folders]
        names = budget_names(self.folders)
        nothing = State(tuple(Held(name, folder, None, ()) for name, folder in zip(names, self.folders, strict=True)))
        self.state = self._made(nothing, range(len(names)))
        self._news = asyncio.Event()
        self.is_stopping = False

    async def follow(self) -> None:
        """Keep the state current until cancelled."""
        async for _ in wakes(self.folders):
            try:
                await self.refresh()
            except Exception as fault:  # whatever it is, the pages stay, and the next change is tried again
                traceback.print_exception(fault)

    async def refresh(self) -> None:
        """Compute again what has changed, and again if it changed meanwhile."""
        while True:
            now = await take_prints(self.folders)
            if now == self._prints:
                return
            now = await settled(self.folders, now)
            changed = [index for index, (old, new) in enumerate(zip(self._prints, now, strict=True)) if old != new]
            made = await asyncio.to_thread(self._made, self.state, changed)
            self._prints = now  # taken before the files were read: what changed since is seen in the next turn
            self.state = made
            self._told(made)
            self._tell()

    async def news(self, state: State, patience: float) -> State:
        """The state once it is another than `state`, or the same after `patience` seconds."""
        waiting = self._news
        if self.state is state and not self.is_stopping:
            try:
                async with asyncio.timeout(patience):
                    await waiting.wait()
            except TimeoutError:
                pass
        return self.state

    def stop(self) -> None:
        """Let go of everybody who waits for news."""
        self.is_stopping = True
        self._tell()

    def _tell(self) -> None:
        self._news.set()
        self._news = asyncio.Event()

    def _made(self, old: State, changed: Sequence[int]) -> State:
        """The next state, where the budgets at `changed` are read again."""
        start = time.perf_counter()
        held = [self._read(each) if index in changed else each for index, each in enumerate(old.held)]
        sound = [each.sound.budget for each in held if each.sound is not None]
        published = old.published
        if any(new.sound is not was.sound for new, was in zip(held, old.held, strict=True)):
            try:
                published = make_pages(sound, in_folders=len(held) > 1)
            except Exception as fault:
                first = changed[0]
                was = old.held[first].sound
                held[first] = replace(held[first], sound=was, problems=(*held[first].problems, _fault(held[first].name, fault)))
        faulty = tuple(each for one in held if not one.is_sound for each in one.problems)
        return State(tuple(held), faulty, published, time.perf_counter() - start, old.unchanged_in(published, faulty))

    def _read(self, each: Held) -> Held:
        """The budget as its files are now."""
        if not os.path.isdir(each.folder):
            gone = codes.WORKSPACE_GONE.at(Location(each.folder.name))
            return replace(each, problems=(problem_without_file(each.name, gone),))
        try:
            model, proposals = self._load(each.folder)
        except Exception as fault:
            return replace(each, problems=(_fault(each.name, fault),))
        sound = Sound(Budget(model, proposals, each.name), proposals) if model.report.ok else each.sound
        return replace(each, sound=sound, problems=problems_of(each.name, model))


def _fault(name: str, fault: Exception) -> Problem:
    """A fault of ours, told on the page and in the terminal; the server goes on."""
    traceback.print_exception(fault)
    said = f"{type(fault).__name__}: {fault}"
    return problem_without_file(name, codes.FAULT_OF_OURS.at(Location(name), fault=said))
