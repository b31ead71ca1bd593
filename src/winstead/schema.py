"""The JSON Schema of inventories, for editors and other tools, and README's table of kinds: from the models alone."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from winstead.apps import App
from winstead.connection import Connection
from winstead.inventory import Inventory
from winstead.resources import kinds
from winstead.sections import SECTIONS, Section, property_names
from winstead.strict import Strict

Json = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEMPLATE: Json = {"type": "string", "pattern": r"\{\{", "description": "An expression over the host's vars."}
_SCALAR: Json = {"type": ["string", "integer"]}
_SHARED = ("name", "ensure", "app", "restart_on")
_MARKS = re.compile(r"(<!-- kinds: .*? -->\n)(.*?)(<!-- /kinds -->)", re.DOTALL)


class _Loosened(GenerateJsonSchema):
    """Pydantic's schema, but for texts and lists that a function of ours reads first: it takes more than their type."""

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        """A number or a list for a text, one value for a list."""
        return _loosened(super().function_before_schema(schema))


def _loosened(schema: Json) -> Json:
    if "anyOf" in schema:
        return schema | {"anyOf": [_loosened(one) for one in schema["anyOf"]]}
    if schema.get("type") == "array" and _loosened(schema["items"]) != schema["items"]:
        return {"anyOf": [_SCALAR, {"type": "array", "items": _SCALAR}]}
    if schema.get("type") == "string" and "enum" not in schema:
        return {"anyOf": [schema | _SCALAR, {"type": "array", "items": _SCALAR}]}
    return schema


def inventory_schema() -> Json:
    """The JSON Schema of an inventory."""
    definitions: Json = {}
    inventory = _object(Inventory, definitions)
    values: Json = {}
    values |= {"Connection": _object(Connection, values), "App": _app(values)}
    values |= {kind: _kind(kind, values) for kind in kinds()}
    resources = {"type": "array", "items": {"oneOf": [{"$ref": f"#/$defs/{kind}"} for kind in kinds()]}}
    for part in (inventory, definitions["Group"], definitions["Host"]):
        _fill(part, "connection", {"$ref": "#/$defs/Connection"})
        _fill(part, "resources", resources)
    _fill(inventory, "apps", {"type": "object", "additionalProperties": {"$ref": "#/$defs/App"}})
    for section, model in (("groups", "Group"), ("hosts", "Host")):
        members = {"anyOf": [{"$ref": f"#/$defs/{model}"}, {"type": "null"}]}
        _fill(inventory, section, {"type": "object", "additionalProperties": members})
    files = {"type": "array", "items": {"type": "string"}, "description": "YAML files that belong to it, by pattern."}
    inventory["properties"] |= {"include": files, "$schema": {"type": "string"}}
    definitions |= {"Template": _TEMPLATE} | {name: _with_templates(one) for name, one in values.items()}
    return {"$schema": _DIALECT, "title": "An inventory of winstead", **inventory, "$defs": definitions}


def _fill(part: Json, key: str, schema: Json) -> None:
    """Gives a key its schema, and leaves its description."""
    description = part["properties"][key]["description"]
    part["properties"][key] = {**schema, "description": description}


def _object(model: type[Strict], definitions: Json) -> Json:
    """A model's schema; those that it holds are put with the definitions."""
    schema = model.model_json_schema(ref_template="#/$defs/{model}", schema_generator=_Loosened)
    definitions |= {name: _tidied(one) for name, one in schema.pop("$defs", {}).items()}
    made: Json = _tidied(schema)
    return made


def _tidied(schema: Any) -> Any:
    """A schema without the titles that pydantic makes of names, without defaults, and with its texts on one line."""
    if isinstance(schema, list):
        return [_tidied(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: _tidied(one) for key, one in schema.items() if key not in ("title", "default", "properties")}
    if "properties" in schema:
        made["properties"] = {name: _tidied(one) for name, one in schema["properties"].items()}
    if "description" in schema:
        made["description"] = " ".join(schema["description"].split())
    return made


def _app(definitions: Json) -> Json:
    """An app's schema, with its parts as the kinds that they become."""
    app = _object(App, definitions)
    app["properties"].pop("name")
    app.pop("required")
    for name, section in SECTIONS.items():
        part = _section(section, definitions)
        texts = [{"type": "string"}] if name in ("event_source", "requires") else []
        one = {"anyOf": [part, *texts]} if texts else part
        several = app["properties"][name].get("type") == "array"
        known = {"type": "array", "items": one} if several else {"anyOf": [part, *texts, {"type": "null"}]}
        _fill(app, name, known)
    return app


def _section(section: Section, definitions: Json) -> Json:
    whole = _kind(section.kind, definitions)
    properties = {key: one for key, one in whole["properties"].items() if key in section.keys}
    properties |= dict.fromkeys(section.added, whole["properties"]["name"])
    for model in section.models:
        properties |= _object(model, definitions)["properties"] | properties
    free = {*section.elsewhere, *section.optional, "kind"}
    required = [key for key in whole["required"] if key not in free]
    return whole | {"properties": properties, "required": [*required, *section.added]}


def _kind(kind: str, definitions: Json) -> Json:
    """A resource as it stands in ``resources``."""
    schema = _object(kinds()[kind], definitions)
    extra = {key: {"type": "string"} for key in sorted(property_names(kind) - schema["properties"].keys())}
    properties = {"kind": {"const": kind}, **schema["properties"], **extra}
    return schema | {"properties": properties, "required": ["kind", *schema.get("required", [])]}


def _with_templates(schema: Json) -> Json:
    """A schema in which every value at any depth may be a template instead, but for a resource's kind."""
    made = dict(schema)
    if "properties" in made:
        made["properties"] = {
            key: one if key == "kind" else _or_template(one) for key, one in made["properties"].items()
        }
    for key in ("items", "additionalProperties"):
        if isinstance(made.get(key), dict):
            made[key] = _or_template(made[key])
    if "anyOf" in made:
        made["anyOf"] = [_with_templates(one) for one in made["anyOf"]]
    return made


def _or_template(schema: Json) -> Json:
    said = {key: one for key, one in schema.items() if key in ("description", "examples")}
    inner = {key: one for key, one in _with_templates(schema).items() if key not in said}
    if any(one.keys() == {"type"} and "string" in one["type"] for one in inner.get("anyOf", [inner])):
        return said | inner  # takes any text as it is
    return said | {"anyOf": [*inner.get("anyOf", [inner]), {"$ref": "#/$defs/Template"}]}


def schema_text() -> str:
    """The schema as it is written to a file."""
    return json.dumps(inventory_schema(), indent=2, ensure_ascii=False) + "\n"


def write_schema(path: str) -> int:
    """Writes the schema to a file, or to the output where the path is empty; the exit code."""
    if path:
        Path(path).write_text(schema_text(), encoding="utf-8")
    else:
        sys.stdout.write(schema_text())
    return 0


def kinds_table() -> str:
    """The kinds of resources as a table in Markdown: what each is, and what keys it takes besides the shared ones."""
    rows = ["| kind | is | takes besides `name` |", "|---|---|---|"]
    for name, kind in kinds().items():
        known = property_names(name) - set(_SHARED)
        keys = [key for key in [*kind.model_fields, "template"] if key in known]
        text = " ".join((kind.__doc__ or "").split("\n\n")[0].split()).replace("|", "\\|")
        rows.append(f"| {name} | {text} | {', '.join(f'`{key}`' for key in keys)} |")
    return "\n".join(rows) + "\n"


def main() -> None:
    """Writes what this checkout keeps of it: inventory/schema.json, and the table in README.md."""
    root = Path(__file__).parents[2]
    write_schema(str(root / "inventory" / "schema.json"))
    readme = root / "README.md"
    text = readme.read_text(encoding="utf-8")
    readme.write_text(_MARKS.sub(lambda match: match[1] + kinds_table() + match[3], text), encoding="utf-8")


if __name__ == "__main__":
    main()
