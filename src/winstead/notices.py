"""Who is told around each host of a deployment, from here: a load balancer, a monitor."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, field_validator, model_validator

from winstead.errors import WinsteadError
from winstead.literal import SecretRef
from winstead.resources.healthcheck import web_address
from winstead.strict import Strict
from winstead.types import Duration, Text, TextOrSecret


class NoticeError(WinsteadError):
    """A load balancer or the like did not take what it was told."""


class Notice(Strict):
    """A call of an address, or a command, that is carried out here; `{{ host }}` stands for the host."""

    url: str | None = Field(None, description="The address.")
    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"] = Field("POST", description="How it is called.")
    headers: dict[str, TextOrSecret] = Field({}, description="Headers, such as Authorization.")
    body: Any = Field(None, description="What is sent: a text as it is, anything else as JSON.")
    command: tuple[Text, ...] | None = Field(None, min_length=1, description="A program here, and its arguments.")
    timeout: Duration = Field(30.0, gt=0, description="How long it may take.")

    @field_validator("url")
    @classmethod
    def _check_url(cls, value: str | None) -> str | None:
        return value if value is None else web_address(value)

    @model_validator(mode="after")
    def _has_one(self) -> Self:
        if (self.url is None) == (self.command is None):
            raise ValueError("write one of url and command")
        if self.command and (extra := self.model_fields_set & {"method", "headers", "body"}):
            raise ValueError(f"{min(extra)} is for url alone")
        return self


_ITEM = Notice.model_json_schema()
Notices = Annotated[
    tuple[Notice, ...],
    BeforeValidator(lambda value: [value] if isinstance(value, dict) else value),
    WithJsonSchema({"anyOf": [_ITEM, {"type": "array", "items": _ITEM}]}),
]


def secrets_in(notices: Iterable[Notice]) -> set[str]:
    """The names of the secrets that notices need."""
    return {one.name for notice in notices for one in notice.headers.values() if isinstance(one, SecretRef)}


def carry_out(notices: Iterable[Notice], secrets: Mapping[str, str]) -> None:
    """Tells all that notices say, in order; a call is made again where a fault may heal. Raises NoticeError."""
    for notice in notices:
        if notice.command:
            _command(notice.command, notice.timeout)
        elif notice.url:
            _call(notice, notice.url, secrets)


def _command(command: tuple[str, ...], timeout: float) -> None:
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=timeout, check=False
        )
    except subprocess.TimeoutExpired:
        raise NoticeError(f"{command[0]} did not end within {timeout:g} s") from None
    except OSError as error:
        raise NoticeError(f"{command[0]} could not be run: {error.strerror}") from None
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
        raise NoticeError(": ".join([f"{command[0]} ended with exit code {done.returncode}", *last]))


def _call(notice: Notice, url: str, secrets: Mapping[str, str]) -> None:
    import requests  # here, for it takes a while that few commands need
    import tenacity

    from winstead.download import may_heal, reason

    headers = {key: secrets[one.name] if isinstance(one, SecretRef) else one for key, one in notice.headers.items()}
    content: dict[str, Any] = {"data": notice.body.encode()} if isinstance(notice.body, str) else {"json": notice.body}
    attempts = tenacity.Retrying(
        retry=tenacity.retry_if_exception(may_heal),
        stop=tenacity.stop_after_attempt(4),
        wait=tenacity.wait_exponential(1, max=8),
        reraise=True,
    )

    timeout = notice.timeout

    def attempt() -> None:
        requests.request(notice.method, url, headers=headers, timeout=timeout, **content).raise_for_status()

    try:
        attempts(attempt)
    except requests.RequestException as error:
        raise NoticeError(f"{notice.method} {url}: {reason(url, error, (timeout, timeout))}") from error
