"""JSON Schema read off the types of the answers: dataclasses of the views, and typed dictionaries for the rest."""

from __future__ import annotations

import datetime
import enum
import types
from dataclasses import fields, is_dataclass
from typing import Any, Literal, NotRequired, Required, Union, get_args, get_origin, get_type_hints, is_typeddict

Schema = dict[str, Any]
_PLAIN: dict[Any, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    type(None): {"type": "null"},
    datetime.date: {"type": "string", "format": "date"},
}


class Schemas:
    """Schemas by name, made as they are asked for. `place` is where they stand in the document."""

    def __init__(self, place: str = "#/components/schemas/") -> None:
        self.place = place
        self.made: dict[str, Schema] = {}
        self._types: dict[str, type] = {}

    def of(self, hint: Any) -> Schema:
        """The schema of a type; a record is a reference to its own.

        Raises:
            TypeError: a type that no answer should hold.
        """
        if hint in _PLAIN:
            return dict(_PLAIN[hint])
        if isinstance(hint, type) and issubclass(hint, enum.Enum):
            return {"enum": [each.value for each in hint]}
        if is_dataclass(hint) or is_typeddict(hint):
            return self._record(hint)
        origin, arguments = get_origin(hint), get_args(hint)
        if origin in (Union, types.UnionType):
            return self._either([self.of(each) for each in arguments])
        if origin is Literal:
            return {"enum": list(arguments)}
        if origin in (Required, NotRequired):
            return self.of(arguments[0])
        if origin is dict and arguments[0] is str:
            return {"type": "object", "additionalProperties": self.of(arguments[1])}
        if origin is list or (origin is tuple and arguments[-1] is Ellipsis):
            return {"type": "array", "items": self.of(arguments[0])}
        if origin is tuple:
            items = [self.of(each) for each in arguments]
            return {"type": "array", "prefixItems": items, "items": False, "minItems": len(items)}
        raise TypeError(f"no schema for {hint!r}")

    def _either(self, schemas: list[Schema]) -> Schema:
        """One of several; plain types are named together, as `["number", "null"]`."""
        if all(set(each) == {"type"} for each in schemas):
            return {"type": [each["type"] for each in schemas]}
        return {"anyOf": schemas}

    def _record(self, made: Any) -> Schema:
        name = made.__name__
        if self._types.setdefault(name, made) is not made:
            raise TypeError(f"two answers are called {name}")
        if name not in self.made:
            self.made[name] = {}  # a record may hold itself
            hints = get_type_hints(made, include_extras=True)
            names = [each.name for each in fields(made)] if is_dataclass(made) else list(hints)
            required = [each for each in names if get_origin(hints[each]) is not NotRequired]
            self.made[name] = {
                "type": "object",
                "description": " ".join((made.__doc__ or "").split()),
                "properties": {each: self.of(hints[each]) for each in names},
                "required": required,
                "additionalProperties": False,
            }
        return {"$ref": f"{self.place}{name}"}
