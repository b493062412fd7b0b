"""The bank format as a JSON Schema, by which editors complete, explain and check banks while they are written."""

from __future__ import annotations

from mlprep.bank.format import BANK
from mlprep.bank.kinds import Keyed, Kind, ListOf, Schema, Shape


def json_schema() -> Schema:
    """Draft 2020-12, with each shape under `$defs`."""
    shapes: dict[str, Schema] = {}
    bank = _schema(BANK, shapes)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "mlprep question bank",
        **bank,
        "$defs": shapes,
    }


def _schema(kind: Kind, shapes: dict[str, Schema]) -> Schema:
    """Shapes are added to `shapes` and referred to by name."""
    match kind:
        case Shape():
            name = kind.name.replace(" ", "-")
            if name not in shapes:
                shapes[name] = _shape(kind, shapes)
            return {"$ref": f"#/$defs/{name}"}
        case ListOf():
            return {"type": "array", "items": _schema(kind.item, shapes), "minItems": kind.least}
        case Keyed():
            named = {f"^{kind.names}$": _schema(kind.item, shapes)}
            return {"type": "object", "patternProperties": named, "additionalProperties": False}
        case _:
            return kind.schema


def _shape(shape: Shape, shapes: dict[str, Schema]) -> Schema:
    return {
        "type": "object",
        "properties": {key.name: _schema(key.kind, shapes) | {"description": key.meaning} for key in shape.keys},
        "required": [key.name for key in shape.keys if key.required],
        "additionalProperties": False,
    }
