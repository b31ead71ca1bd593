"""Logging on to the WinRM endpoint."""

from __future__ import annotations

import base64
import os
from typing import Any

import pytest
import requests
import spnego
from hypothesis import given, settings
from hypothesis import strategies as st
from pypsrp.exceptions import AuthenticationError, WinRMTransportError

from endpoints import USERS, Certificates, Serve, client, invoke, pool
from winstead.simulator.auth import Gate, Logon

pytest_plugins = ("endpoint_fixtures",)


@pytest.mark.parametrize(
    ("scheme", "auth", "offered"),
    [
        ("https", "basic", {"basic"}),
        ("https", "negotiate", {"negotiate"}),
        ("https", "ntlm", {"ntlm"}),
        ("https", "certificate", {"certificate"}),
        ("http", "ntlm", {"ntlm"}),
        ("http", "ntlm", {"negotiate"}),
        ("http", "negotiate", {"basic", "negotiate", "ntlm", "certificate"}),
    ],
)
def test_logs_on(serve: Serve, certificates: Certificates, scheme: str, auth: str, offered: set[str]) -> None:
    endpoint = serve(scheme=scheme, auth=offered)
    files = {"certificate_pem": str(certificates.client), "certificate_key_pem": str(certificates.client)}
    with pool(endpoint, certificates, auth=auth, **(files if auth == "certificate" else {})) as opened:
        assert invoke(opened, "1") == ["1"]


@pytest.mark.parametrize("user", ["deploy", "DEPLOY", ".\\deploy", "corp\\admin", "CORP\\Admin"])
@pytest.mark.parametrize(("scheme", "auth"), [("https", "basic"), ("http", "negotiate")])
def test_knows_users_in_the_forms_of_windows(
    serve: Serve, certificates: Certificates, scheme: str, auth: str, user: str
) -> None:
    password = USERS["CORP\\admin" if "\\a" in user.lower() else "deploy"]
    with pool(serve(scheme=scheme), certificates, username=user, password=password, auth=auth) as opened:
        assert invoke(opened, "1") == ["1"]


@pytest.mark.parametrize(("scheme", "auth"), [("https", "basic"), ("https", "ntlm"), ("http", "negotiate")])
@pytest.mark.parametrize(("user", "password"), [("deploy", "wrong"), ("nobody", "s3cret word"), ("deploy", "")])
def test_refuses_who_it_does_not_know(
    serve: Serve, certificates: Certificates, scheme: str, auth: str, user: str, password: str
) -> None:
    wsman = client(serve(scheme=scheme), certificates, auth=auth, username=user, password=password)
    with pytest.raises(AuthenticationError), wsman:
        wsman.get_server_config()


def test_refuses_a_client_without_a_certificate(serve: Serve, certificates: Certificates) -> None:
    answer = requests.post(
        serve(scheme="https").url,
        headers={"Authorization": "http://schemas.dmtf.org/wbem/wsman/1/wsman/secprofile/https/mutual"},
        verify=str(certificates.authority),
        timeout=5,
    )
    assert answer.status_code == 401


def test_refuses_what_is_not_encrypted_over_http(serve: Serve, certificates: Certificates) -> None:
    endpoint = serve()
    with pytest.raises(AuthenticationError), client(endpoint, certificates, auth="basic", encryption="never") as wsman:
        wsman.get_server_config()
    with pytest.raises(WinRMTransportError, match="500"), client(endpoint, certificates, encryption="never") as wsman:
        wsman.get_server_config()


def test_lets_basic_in_over_http_where_that_is_allowed(serve: Serve, certificates: Certificates) -> None:
    with pool(serve(allow_unencrypted=True), certificates, auth="basic", encryption="never") as opened:
        assert invoke(opened, "1") == ["1"]


def test_encrypts_inside_tls_if_the_client_does(serve: Serve, certificates: Certificates) -> None:
    with pool(serve(scheme="https"), certificates, auth="negotiate", encryption="always") as opened:
        assert invoke(opened, "1") == ["1"]


def test_endpoints_with_other_passwords_of_one_user(serve: Serve, certificates: Certificates) -> None:
    endpoints = [serve(users={"deploy": f"password {number}"}) for number in range(3)]
    for number, endpoint in enumerate(endpoints):
        with pool(endpoint, certificates, password=f"password {number}") as opened:
            assert invoke(opened, "1") == ["1"]
    assert not os.environ.get("NTLM_USER_FILE")


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"auth": {"kerberos"}}, "kerberos is not one of"),
        ({"users": {"deploy": "a:b"}}, "colon"),
        ({"scheme": "https", "certificate": None}, "needs a certificate"),
    ],
)
def test_refuses_settings_that_cannot_work(serve: Serve, options: dict[str, Any], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        serve(**options)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp"), exclude_characters=":\\@"))


@settings(deadline=None)
@given(
    user=WORDS.filter(bool),
    password=WORDS,
    domain=st.none() | WORDS.filter(bool),
    scheme=st.sampled_from(["ntlm", "negotiate"]),
)
def test_ntlm_takes_any_user_and_password(user: str, password: str, domain: str | None, scheme: str) -> None:
    name = user if domain is None else f"{domain}\\{user}"
    gate = Gate({name: password, "other": "x"}, {scheme}, None)
    try:
        for said, right in ((password, True), (password + "x", False)):
            assert logs_on(Logon(gate, has_certificate=False), scheme, name, said) == right
    finally:
        gate.close()


def logs_on(logon: Logon, scheme: str, user: str, password: str) -> bool:
    context = spnego.client(user, password, protocol=scheme)
    token = context.step()
    while token:
        granted, challenges = logon.check(f"{scheme} {base64.b64encode(token).decode()}")
        if granted or len(challenges[0].split()) == 1:
            return granted
        token = context.step(base64.b64decode(challenges[0].split()[1]))
    return False


@settings(deadline=None)
@given(
    st.binary() | st.binary().map(b"NTLMSSP\0".__add__) | st.text(),
    st.sampled_from(["ntlm", "negotiate", "basic", "x"]),
)
def test_whatever_is_no_token_is_refused(token: bytes | str, scheme: str) -> None:
    gate = Gate({"deploy": "x"}, {"ntlm", "negotiate", "basic"}, None)
    try:
        value = base64.b64encode(token).decode() if isinstance(token, bytes) else token
        assert not Logon(gate, has_certificate=False).check(f"{scheme} {value}")[0]
    finally:
        gate.close()
