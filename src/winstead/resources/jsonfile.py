"""A file of settings in JSON."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from winstead.literal import to_literal
from winstead.resources import Resource
from winstead.types import WindowsPath, secret


def _with_secrets(value: Any) -> Any:
    """JSON with secrets by their names in it, as SecretRef."""
    if isinstance(value, dict):
        if value.keys() == {"secret"}:
            return secret(value)
        return {key: _with_secrets(one) for key, one in value.items()}
    return [_with_secrets(one) for one in value] if isinstance(value, list | tuple) else value


def _settings(value: object) -> object:
    if not isinstance(value, dict):
        raise ValueError("a map of settings is wanted")
    to_literal(made := _with_secrets(value))  # raises where PowerShell has no literal for something in it
    return made


class JsonFile(Resource):
    """A file of settings in JSON, compared by what it says: `{secret: name}` may stand for any value in it.

    It is written in ASCII, indented, with its keys sorted; who may read it is what its folder says.
    """

    name: WindowsPath = Field(description="Where it lies, an absolute path.")
    value: Annotated[dict[str, Any] | None, BeforeValidator(_settings), WithJsonSchema({"type": "object"})] = Field(
        None, validate_default=False, description="All that it says."
    )

    def properties(self) -> dict[str, object]:
        """Without the value of a file that is to go."""
        values = super().properties()
        if self.ensure == "absent":
            values.pop("value", None)
        return values
