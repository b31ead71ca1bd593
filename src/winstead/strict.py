"""The base of all models of what people write: frozen, and a mistake is told with the nearest right word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ModelWrapValidatorHandler, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

_WANTED = {
    "string_type": "a text is wanted",
    "int_type": "a whole number is wanted",
    "int_parsing": "a whole number is wanted",
    "int_from_float": "a whole number is wanted",
    "float_type": "a number is wanted",
    "bool_type": "true or false is wanted",
    "bool_parsing": "true or false is wanted",
    "list_type": "a list is wanted",
    "tuple_type": "a list is wanted",
    "dict_type": "a map of keys is wanted",
    "model_type": "a map of keys is wanted",
    "dataclass_type": "a secret is wanted, as {{secret: NAME}}",
    "greater_than_equal": "a number of at least {ge} is wanted",
    "less_than_equal": "a number of at most {le} is wanted",
    "too_short": "at least {min_length} entry is wanted",
}
_TOLD = "mistake"  # a name in an error's context: its text is ours already


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint for an unknown word: the nearest known one, or all where none is near."""
    words = sorted(known)
    close = difflib.get_close_matches(word.lower(), [one.lower() for one in words], n=1, cutoff=0.6)
    if close:
        return f"did you mean '{next(one for one in words if one.lower() == close[0])}'?"
    return "known: " + ", ".join(words) if words else "there are none"


class Strict(BaseModel):
    """A frozen model that takes no unknown keys, and names the nearest known one."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, validate_default=False)

    @model_validator(mode="wrap")
    @classmethod
    def _tell_mistakes(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        try:
            return handler(data)
        except ValidationError as error:
            told = [cls._tell(one) for one in error.errors(include_url=False)]
            raise ValidationError.from_exception_data(cls.__name__, told) from None

    @classmethod
    def _tell(cls, error: Any) -> InitErrorDetails:
        kind, text = error["type"], error["msg"].removeprefix("Value error, ")
        if _TOLD not in error.get("ctx", {}):
            text = cls._explain(kind, text, error)
        # The error keeps its type: who collects mistakes must know what is missing and what is too much.
        custom = PydanticCustomError(kind, "{" + _TOLD + "}", {_TOLD: text})
        return InitErrorDetails(type=custom, loc=error["loc"], input=error["input"])

    @classmethod
    def _explain(cls, kind: str, text: str, error: Any) -> str:
        given = error["input"]
        if kind == "extra_forbidden":
            return f"unknown key; {nearest(str(error['loc'][-1]), cls.model_fields)}"
        if kind == "missing":
            return "this key is needed"
        if kind in (*_WANTED, "literal_error") and isinstance(given, dict) and given.keys() == {"secret"}:
            return "a secret may not stand here: only a password, a text of an environment or of a file may be one"
        if kind == "literal_error":
            words = re.findall(r"'([^']*)'", error["ctx"]["expected"])
            return f"'{given}' is not known; {nearest(str(given), words)}"
        if kind == "string_type" and isinstance(given, bool | int | float):
            return "a text is wanted: write it in quotes"
        return _WANTED[kind].format_map(error.get("ctx", {})) if kind in _WANTED else text
