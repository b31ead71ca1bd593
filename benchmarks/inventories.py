"""The inventories that are measured with: 20 resources a host, as real ones are, or ten apps."""

from __future__ import annotations

import shutil
import sysconfig
from collections.abc import Sequence
from pathlib import Path

import programs
from hosts import PASSWORD, USER

RESOURCES = 20
SECRETS = {"WINSTEAD_SECRET_BENCH": PASSWORD}
BARE = {"BENCH_USER": USER, "BENCH_PASSWORD": PASSWORD}

_RESOURCES = r"""
resources:
  - {kind: Directory, name: 'C:\Bench'}
  - {kind: Directory, name: 'C:\Bench\data'}
  - {kind: Directory, name: 'C:\Bench\logs'}
  - {kind: Directory, name: 'C:\Bench\shared'}
  - {kind: File, name: 'C:\Bench\shared\bench.toml', content: "site = '{{ site }}'\nport = {{ port }}\n"}
  - {kind: File, name: 'C:\Bench\shared\log.json', content: '{"level": "info", "host": "{{ host }}"}', newline: crlf}
  - {kind: File, name: 'C:\Bench\shared\motd.txt', content: "Grüße von {{ host }}\n", encoding: utf-8-bom}
  - {kind: File, name: 'C:\Bench\shared\hosts.ini', content: "[bench]\naddress={{ host }}\n", encoding: utf-16}
  - {kind: EnvironmentVariable, name: BENCH_SITE, value: '{{ site }}'}
  - {kind: EnvironmentVariable, name: BENCH_HOME, value: 'C:\Bench'}
  - {kind: EnvironmentVariable, name: BENCH_PORT, value: '{{ port }}'}
  - {kind: EnvironmentVariable, name: BENCH_LEVEL, value: info}
  - {kind: RegistryValue, name: 'HKLM\SOFTWARE\Bench\Port', type: DWord, value: '{{ port }}'}
  - {kind: RegistryValue, name: 'HKLM\SOFTWARE\Bench\Sites', type: MultiString, value: ['{{ site }}', south]}
  - {kind: Permission, name: 'C:\Bench\data', account: Users, rights: modify}
  - {kind: Permission, name: 'C:\Bench\logs', account: LocalService, rights: modify}
  - {kind: FirewallRule, name: bench-http, protocol: tcp, port: '{{ port }}', remote: [10.0.0.0/8]}
  - {kind: FirewallRule, name: bench-metrics, protocol: tcp, port: 9100, remote: [10.0.0.0/8, 192.168.0.0/16]}
  - {kind: EventSource, name: Bench}
  - {kind: Service, name: bench, path: 'C:\Bench\bench.exe', arguments: [--port, '{{ port }}'], state: stopped,
     display_name: Bench service, start: manual, recovery: {reset: 1d, actions: [restart 5s, restart 30s]}}
"""


def write(folder: Path, ports: Sequence[int], resources: str = _RESOURCES) -> Path:
    """An inventory of hosts at these ports, each with these resources."""
    hosts = "\n".join(f"  host{number:03}: {{connection: {{port: {port}}}}}" for number, port in enumerate(ports))
    file = folder / f"hosts{len(ports)}.yaml"
    file.write_text(
        "vars: {site: north, port: 8080}\n"
        f"connection: {{address: 127.0.0.1, scheme: http, auth: ntlm, user: {USER}, password: {{secret: bench}}}}\n"
        f"hosts:\n{hosts}\n{resources}",
        encoding="utf-8",
    )
    return file


def provision(file: Path) -> list[str | Path]:
    """The arguments of `python` that provision all hosts of an inventory, all at once."""
    program = Path(sysconfig.get_path("scripts"), "winstead")
    return [program, "provision", "--inventory", file, "--yes", "--output", "json", "--forks", "100"]


_APP = r"""
  {name}:
    directory: 'C:\Bench\{name}'
    executable: {program}
    source: {{path: {program}}}
    {way}
"""
_WAYS = {
    "native": ("service.exe", "service: {{state: stopped, recovery: {{actions: [restart 5s]}}}}"),
    "nssm": ("worker.exe", "service: {{wrapper: nssm, state: stopped}}\n    logs: {{stdout: logs\\{name}.log}}"),
    "task": ("worker.exe", "scheduled_task: {{schedule: '*/5 * * * *'}}"),
    "runner": (
        "worker.exe",
        "scheduled_task: {{schedule: {{daily: '02:30'}}, retry: {{max_retries: 3}}}}\n"
        "    environment: {{LEVEL: info}}\n    logs: {{stdout: logs\\{name}.log, rotate: {{size: 10MB, keep: 5}}}}",
    ),
    "logon": ("worker.exe", "autostart: true"),
}
_TEN = ("native", "native", "native", "nssm", "nssm", "task", "task", "runner", "runner", "logon")


def ten_apps(folder: Path, port: int) -> Path:
    """An inventory of one host at this port with ten apps, kept running in every way that there is."""
    for source in (programs.service(), programs.worker(), programs.nssm()):
        shutil.copy(source, folder)
    text = (
        f"connection: {{address: 127.0.0.1, port: {port}, scheme: http, auth: ntlm, user: {USER}, "
        "password: {secret: bench}}\nwrappers: {nssm: {path: nssm.exe}}\n"
        f"hosts: {{host000: {{apps: [{', '.join(f'app{number}' for number in range(len(_TEN)))}]}}}}\napps:\n"
    )
    for number, kind in enumerate(_TEN):
        name, (program, way) = f"app{number}", _WAYS[kind]
        text += _APP.format(name=name, program=program, way=way.format(name=name))
    file = folder / "ten.yaml"
    file.write_text(text, encoding="utf-8")
    return file
