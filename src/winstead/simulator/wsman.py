"""WSMan's envelopes, as far as PowerShell remoting needs them: requests are read, responses and faults are written."""

from __future__ import annotations

import re
import threading
import uuid
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

SHELL = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell"
CONFIG = "http://schemas.microsoft.com/wbem/wsman/1/config"
TRANSFER = "http://schemas.xmlsoap.org/ws/2004/09/transfer"
_SOAP = "{http://www.w3.org/2003/05/soap-envelope}"
_ADDRESSING = "{http://schemas.xmlsoap.org/ws/2004/08/addressing}"
_WSMAN = "{http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd}"
_FAULT = "http://schemas.dmtf.org/wbem/wsman/1/wsman/fault"
_ANONYMOUS = "http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous"
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class WSManFaultError(Exception):
    """A request that WSMan answers with a fault: its code, SOAP subcode and message.

    Codes: <https://learn.microsoft.com/openspecs/windows_protocols/ms-wsmv>, wsmerror.h of the Windows SDK.
    """

    def __init__(self, code: int, subcode: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.subcode = subcode


def timed_out() -> WSManFaultError:
    """Nothing to receive within the operation's time (ERROR_WSMAN_OPERATION_TIMEDOUT): the client asks again."""
    text = "The WS-Management service cannot complete the operation within the time specified in OperationTimeout."
    return WSManFaultError(2150858793, "w:TimedOut", text)


def unknown_shell(shell: str) -> WSManFaultError:
    """No such shell, or none any longer (ERROR_WSMAN_UNEXPECTED_SELECTORS)."""
    text = f"The request for the Windows Remote Shell with ShellId {shell} failed: the server has no such shell."
    return WSManFaultError(2150858843, "w:InvalidSelectors", text)


def unknown_command(command: str) -> WSManFaultError:
    """No such command in the shell (ERROR_WSMAN_UNEXPECTED_SELECTORS)."""
    return WSManFaultError(2150858843, "w:InvalidSelectors", f"The shell has no command {command}.")


def unsupported(action: str) -> WSManFaultError:
    """An action that this endpoint does not know (ERROR_WSMAN_INVALID_ACTIONURI)."""
    return WSManFaultError(2150858753, "a:ActionNotSupported", f"The action {action} is not supported here.")


def invalid(problem: str) -> WSManFaultError:
    """A request that is no WSMan envelope, or lacks something (ERROR_WSMAN_SCHEMA_VALIDATION_ERROR)."""
    return WSManFaultError(2150858817, "w:SchemaValidationError", f"The request cannot be read: {problem}.")


def host_process_ended(detail: str) -> WSManFaultError:
    """The process behind the shell is gone; WinRM answers so, with Windows' RPC_S_CALL_FAILED."""
    return WSManFaultError(1726, "w:InternalError", f"The WSMan provider host process did not answer: {detail}")


@dataclass(frozen=True, slots=True)
class Request:
    """A WSMan request: ``body`` is the element inside SOAP's body; times in seconds, sizes in bytes."""

    action: str
    resource: str
    message_id: str
    shell: str
    timeout: float
    max_envelope: int
    body: ET.Element | None

    def part(self, name: str) -> ET.Element:
        """The shell namespace's element ``name`` in the body; WSManFaultError without it."""
        found = None if self.body is None else next(self.body.iter(f"{{{SHELL}}}{name}"), None)
        if found is None:
            raise invalid(f"{self.action} has no {name}")
        return found


def read(envelope: bytes) -> Request:
    """The request in ``envelope``; WSManFaultError when there is none."""
    try:
        root = ET.fromstring(envelope)
    except ET.ParseError as error:
        raise invalid(str(error)) from error
    header, body = root.find(f"{_SOAP}Header"), root.find(f"{_SOAP}Body")
    if header is None or body is None:
        raise invalid("it is no SOAP envelope")
    values = {part.tag: (part.text or "").strip() for part in header}
    shell = next((part.text for part in header.iter(f"{_WSMAN}Selector") if part.get("Name") == "ShellId"), None)
    size, duration = values.get(f"{_WSMAN}MaxEnvelopeSize", "153600"), values.get(f"{_WSMAN}OperationTimeout", "PT60S")
    if not re.fullmatch(r"[0-9]{4,9}", size):
        raise invalid(f"MaxEnvelopeSize {size!r} is no number of bytes from 1000")
    if not (seconds := re.fullmatch(r"PT([0-9]+(?:\.[0-9]+)?)S", duration)):
        raise invalid(f"OperationTimeout {duration!r} is no duration in seconds, such as PT20S")
    return Request(
        action=values.get(f"{_ADDRESSING}Action", ""),
        resource=values.get(f"{_WSMAN}ResourceURI", ""),
        message_id=values.get(f"{_ADDRESSING}MessageID", ""),
        shell=shell or "",
        timeout=min(float(seconds[1]), threading.TIMEOUT_MAX),
        max_envelope=int(size),
        body=next(iter(body), None),
    )


def response(request: Request, body: str = "") -> bytes:
    """The envelope that answers ``request``, with ``body`` as it is."""
    return _envelope(request.action + "Response", request.message_id, body)


def fault(error: WSManFaultError, message_id: str) -> bytes:
    """The envelope that answers the request ``message_id`` with ``error``."""
    text = escape(_NO_XML.sub("\ufffd", str(error)))
    return _envelope(
        _FAULT,
        message_id,
        f"<s:Fault><s:Code><s:Value>s:Receiver</s:Value><s:Subcode><s:Value>{error.subcode}</s:Value></s:Subcode>"
        f'</s:Code><s:Reason><s:Text xml:lang="en-US">{text}</s:Text></s:Reason><s:Detail>'
        '<f:WSManFault xmlns:f="http://schemas.microsoft.com/wbem/wsman/1/wsmanfault"'
        f' Code="{error.code}" Machine="localhost"><f:Message>{text}</f:Message></f:WSManFault>'
        "</s:Detail></s:Fault>",
    )


def created(shell: str, resource: str) -> str:
    """Body of the answer to Create."""
    name = escape(shell)
    selectors = f'<w:SelectorSet><w:Selector Name="ShellId">{name}</w:Selector></w:SelectorSet>'
    return (
        f'<x:ResourceCreated xmlns:x="{TRANSFER}"><a:Address>{_ANONYMOUS}</a:Address><a:ReferenceParameters>'
        f"<w:ResourceURI>{escape(resource)}</w:ResourceURI>{selectors}</a:ReferenceParameters></x:ResourceCreated>"
        f"<rsp:Shell><rsp:ShellId>{name}</rsp:ShellId><rsp:ResourceUri>{escape(resource)}</rsp:ResourceUri>"
        "<rsp:InputStreams>stdin pr</rsp:InputStreams><rsp:OutputStreams>stdout</rsp:OutputStreams></rsp:Shell>"
    )


def connected(shell: str) -> str:
    """Body of the answer to Get of a shell: it lives."""
    return f"<rsp:Shell><rsp:ShellId>{escape(shell)}</rsp:ShellId><rsp:State>Connected</rsp:State></rsp:Shell>"


def accepted(command: str) -> str:
    """Body of the answer to Command."""
    return f"<rsp:CommandResponse><rsp:CommandId>{escape(command)}</rsp:CommandId></rsp:CommandResponse>"


def received(command: str | None, data: str) -> str:
    """Body of the answer to Receive, with ``data`` in Base64."""
    of = "" if command is None else f" CommandId={quoteattr(command)}"
    state = "" if command is None else f'<rsp:CommandState{of} State="{SHELL}/CommandState/Running"/>'
    return f'<rsp:ReceiveResponse><rsp:Stream Name="stdout"{of}>{data}</rsp:Stream>{state}</rsp:ReceiveResponse>'


def config(max_envelope_kb: int) -> str:
    """Body of the answer to Get of the service's configuration."""
    return f'<c:Config xmlns:c="{CONFIG}"><c:MaxEnvelopeSizekb>{max_envelope_kb}</c:MaxEnvelopeSizekb></c:Config>'


def _envelope(action: str, relates_to: str, body: str) -> bytes:
    return (
        '<s:Envelope xml:lang="en-US" xmlns:s="http://www.w3.org/2003/05/soap-envelope"'
        ' xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing"'
        f' xmlns:w="http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd" xmlns:rsp="{SHELL}">'
        f"<s:Header><a:Action>{action}</a:Action><a:MessageID>uuid:{uuid.uuid4()}</a:MessageID>"
        f"<a:To>{_ANONYMOUS}</a:To><a:RelatesTo>{escape(relates_to)}</a:RelatesTo></s:Header>"
        f"<s:Body>{body}</s:Body></s:Envelope>"
    ).encode()
