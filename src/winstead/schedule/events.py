"""The forms of a schedule that say what happens, each as the trigger that it stands for.

Element names and their order: <https://learn.microsoft.com/windows/win32/taskschd/task-scheduler-schema>.
"""

from __future__ import annotations

from typing import Annotated, Literal
from xml.sax.saxutils import escape, quoteattr

from pydantic import Field, StrictInt

from winstead.schedule.days import Element
from winstead.schedule.forms import Form, earliest
from winstead.schedule.types import Seconds, User, XmlText, iso_duration


class Event(Form):
    """A form that says no time, but what happens."""

    def _event(self, kind: str, *details: Element) -> tuple[Element, ...]:
        return (self._trigger(kind, earliest(self.start) if self.start else None, details),)


class Idle(Event):
    """When nobody uses the host."""

    idle: Literal[True]

    def triggers(self) -> tuple[Element, ...]:
        """One trigger."""
        return self._event("IdleTrigger")


class Delayed(Event):
    """An event after which a start can wait."""

    delay: Seconds | None = Field(None, description="How long after the event it starts.")

    def _wait(self) -> tuple[Element, ...]:
        return (("Delay", iso_duration(self.delay)),) if self.delay else ()


class Startup(Delayed):
    """When the host starts."""

    startup: Literal[True]

    def triggers(self) -> tuple[Element, ...]:
        """One trigger."""
        return self._event("BootTrigger", *self._wait())


class Logon(Delayed):
    """When somebody logs on."""

    logon: User = Field(description=r"The user, as DOMAIN\user; true for anybody.")

    def triggers(self) -> tuple[Element, ...]:
        """One trigger."""
        return self._event("LogonTrigger", *_user(self.logon), *self._wait())


class Unlock(Delayed):
    """When somebody unlocks the host."""

    unlock: User = Field(description=r"The user, as DOMAIN\user; true for anybody.")

    def triggers(self) -> tuple[Element, ...]:
        """One trigger."""
        state = ("StateChange", "SessionUnlock")
        return self._event("SessionStateChangeTrigger", *_user(self.unlock), *self._wait(), state)


def _user(name: str | None) -> tuple[Element, ...]:
    return (("UserId", name),) if name else ()


class EventLog(Delayed):
    """When an event is logged."""

    event_log: XmlText = Field(description="The log's name, as System.")
    source: XmlText | None = Field(None, description="Who logs it.")
    id: Annotated[StrictInt, Field(ge=0, le=65535)] | None = Field(None, description="The event's number.")
    query: XmlText | None = Field(None, description="Instead of both, an XPath query that the event meets.")

    def triggers(self) -> tuple[Element, ...]:
        """One trigger."""
        found = [f"Provider[@Name={_xpath(self.source)}]"] if self.source else []
        found += [] if self.id is None else [f"EventID={self.id}"]
        if bool(found) == bool(self.query):
            raise ValueError("event_log: say source, id or both; or a query alone")
        log, select = quoteattr(self.event_log), escape(self.query or f"*[System[{' and '.join(found)}]]")
        text = f'<QueryList><Query Id="0" Path={log}><Select Path={log}>{select}</Select></Query></QueryList>'
        return self._event("EventTrigger", ("Subscription", text), *self._wait())


def _xpath(text: str) -> str:
    if "'" in text and '"' in text:
        raise ValueError(f"source: XPath cannot hold both kinds of quotes: {text}")
    return f'"{text}"' if "'" in text else f"'{text}'"
