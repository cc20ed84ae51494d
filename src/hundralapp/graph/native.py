"""Fused loops as machine code: translated by LLVM for this processor, kept on disk, called without Python's lock.

The only module that knows llvmlite. A translation is kept in the user's cache folder, named by the hash of all that it depends on
(the loop's text, LLVM, the processor), so it is never out of date; a folder that cannot be written is done without.
"""

from __future__ import annotations

import ctypes
import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

import numpy as np
import numpy.typing as npt

from hundralapp.cache import keep, read_kept
from hundralapp.graph.fused import Plan
from hundralapp.graph.loop import LANES, NAME, written

_POINTER, _WHOLE = ctypes.c_void_p, ctypes.c_int64
_SIGNATURE = ctypes.CFUNCTYPE(
    None, _WHOLE, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER, _WHOLE, _POINTER, _POINTER, _WHOLE, _POINTER
)
Numbers = npt.NDArray[Any]


def can_compile() -> bool:
    """True where llvmlite is installed."""
    return find_spec("llvmlite") is not None


class Native:
    """A plan's loop in machine code. Any number of threads may call it at once, each with sums of its own.

    Raises:
        ImportError: llvmlite is not installed.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._engine, address = _translated(written(plan))  # the engine owns the code
        self._call = _SIGNATURE(address)

    def add(
        self,
        columns: Mapping[str, Numbers],
        tables: Mapping[str, Numbers],
        fixed: Numbers,
        varying: Numbers,
        offsets: Numbers,
        sums: Numbers,
        spare: Mapping[str, int],
        outputs: Sequence[Numbers] = (),
    ) -> None:
        """Add the persons of `columns` to `sums`, and store what each of them comes to.

        Args:
            columns: (n,) each, of the widths that the plan says.
            tables: (groups,) float64, or (scenarios, groups) for those that vary.
            fixed: (len(plan.fixed),) float64. varying: (scenarios, len(plan.varying)) float64.
            offsets: (len(plan.sums),) int64: where in a line each sum's groups begin.
            sums: (scenarios, length) int64, added to.
            spare: for each grouping a group that nobody belongs to and that has a place in tables and sums.
            outputs: (n,) float64 each, or (scenarios, n) for those that vary, filled.
        """
        count = len(next(iter(columns.values())))
        even = count // LANES * LANES
        whole = {name: values[:even] for name, values in columns.items()}
        self._run(even, whole, tables, fixed, varying, offsets, sums, [each[..., :even] for each in outputs])
        if even < count:  # the last few, filled up with persons of the spare groups
            rest = {}
            for name, values in columns.items():
                rest[name] = np.full(LANES, spare.get(name, 0), dtype=values.dtype)
                rest[name][: count - even] = values[even:]
            room = [np.empty((*each.shape[:-1], LANES)) for each in outputs]
            self._run(LANES, rest, tables, fixed, varying, offsets, sums, room)
            for each, found in zip(outputs, room, strict=True):
                each[..., even:] = found[..., : count - even]

    def _run(
        self,
        count: int,
        columns: Mapping[str, Numbers],
        tables: Mapping[str, Numbers],
        fixed: Numbers,
        varying: Numbers,
        offsets: Numbers,
        sums: Numbers,
        outputs: Sequence[Numbers],
    ) -> None:
        read = [np.ascontiguousarray(columns[name]) for name in self.plan.columns]
        looked_up = [np.ascontiguousarray(tables[name], dtype=np.float64) for name in self.plan.tables]
        lengths = np.array([each.shape[-1] for each in looked_up], dtype=np.int64)
        filled = [np.empty(each.shape) for each in outputs]
        if not sums.flags.c_contiguous or sums.dtype != np.int64:
            raise ValueError("sums are contiguous int64")
        self._call(
            count,
            _addresses(read),
            _addresses(looked_up),
            lengths.ctypes.data,
            fixed.ctypes.data,
            varying.ctypes.data,
            len(varying),
            offsets.ctypes.data,
            sums.ctypes.data,
            sums.shape[1],
            _addresses(filled),
        )
        for each, found in zip(outputs, filled, strict=True):
            each[...] = found


def _addresses(arrays: Sequence[Numbers]) -> Any:
    return (_POINTER * len(arrays))(*(each.ctypes.data for each in arrays))


@lru_cache(maxsize=64)
def _translated(source: str) -> tuple[Any, int]:
    """The loop's engine and address: from the cache folder, or translated and kept there."""
    import llvmlite
    import llvmlite.binding as llvm

    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    processor, features = llvm.get_host_cpu_name(), llvm.get_host_cpu_features().flatten()
    target = llvm.Target.from_default_triple()
    machine = target.create_target_machine(cpu=processor, features=features, opt=3, jit=True)
    version = ".".join(map(str, llvm.llvm_version_info))
    key = "\0".join((source, llvmlite.__version__, version, target.triple, processor, features))
    name = f"{hashlib.sha256(key.encode()).hexdigest()}.o"
    code = read_kept(name)
    if code is None:
        module = llvm.parse_assembly(source)
        module.verify()
        code = machine.emit_object(module)
        keep(name, code)
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), machine)
    engine.add_object_file(llvm.ObjectFileRef.from_data(code))
    engine.finalize_object()
    return engine, engine.get_function_address(NAME)
