"""The command line: Invoke tasks. Only invoke is imported until a task runs, so that `--list` starts in a blink."""

from __future__ import annotations

import functools
import inspect
import sys
from collections.abc import Callable
from typing import Any

from invoke import Collection, Context, Exit, Task

from winstead.options import Options

_SHARED: dict[str, tuple[Any, str]] = {
    "inventory": ("inventory/hosts.yaml", "The inventory: a YAML file, or a folder of them."),
    "host": ([], "A host, or a pattern such as 'web*'; may be given more than once."),
    "group": ([], "A group, or a pattern; may be given more than once."),
    "exclude": ([], "A host or group to leave out, or a pattern; may be given more than once."),
    "app": ([], "An app, or a pattern: only what belongs to it; may be given more than once."),
    "shard": (None, "i/n: only the i-th of n parts of the chosen hosts, such as 2/5, for CI jobs side by side."),
    "output": ("text", "text for people, json for programs (one event a line), github for GitHub Actions."),
    "junit": ("", "Also write a JUnit report to this file."),
    "forks": (50, "How many hosts are worked on at once."),
    "lock_timeout": (60, "How many seconds to wait for another run on a host to end."),
    "yes": (False, "Ask nothing; without a choice of hosts, all are meant."),
}
_LISTS = ("host", "group", "exclude", "app")


def _run(work: Callable[[], int]) -> None:
    """Does a task's work; what goes wrong is told on stderr, and becomes the exit code."""
    from winstead.errors import WinsteadError

    try:
        code = work()
    except WinsteadError as error:
        raise Exit(str(error), code=error.exit_code) from None
    except KeyboardInterrupt:
        raise Exit("interrupted", code=130) from None
    if code:
        raise Exit(code=code)


def _host_task(body: Callable[..., int], **helps: str) -> Task[Any]:
    """An Invoke task of a function that takes the shared flags as Options, and flags of its own after them."""
    own = list(inspect.signature(body).parameters.values())[1:]

    @functools.wraps(body)
    def call(context: Context, **given: Any) -> None:
        shared: dict[str, Any] = {
            name: tuple(given.pop(name)) if name in _LISTS else given.pop(name) for name in _SHARED
        }
        _run(lambda: body(Options(**shared), **given))

    flags = [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=_SHARED[name][0]) for name in _SHARED]
    own = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in own]
    first = inspect.Parameter("context", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    call.__signature__ = inspect.Signature([first, *own, *flags])  # type: ignore[attr-defined]
    help_texts = helps | {name: text for name, (_, text) in _SHARED.items()}
    return Task(call, iterable=list(_LISTS), help=help_texts, auto_shortflags=False, positional=[])


def plan(options: Options, exit_code: bool = False, out: str | None = None) -> int:
    """Show what would change on hosts, and change nothing."""
    from winstead import applying, commands

    if out is not None:
        return applying.plan(options, out, exit_code)
    return commands.provision(options, apply=False, exit_code=exit_code)


def provision(options: Options, plan_file: str | None = None) -> int:
    """Bring hosts to the state that the inventory describes."""
    from winstead import applying, commands

    if plan_file is not None:
        return applying.apply(options, plan_file)
    return commands.provision(options, apply=True)


def render(options: Options, out: str = "") -> int:
    """Write the hosts' scripts, to be read, signed, kept, or run by hand."""
    from winstead import commands

    return commands.render_scripts(options, out)


def restart(options: Options) -> int:
    """Restart apps, and wait until they run again."""
    from winstead import actions

    return actions.act(options, "Restart-App")


def start(options: Options) -> int:
    """Start apps, and wait until they run."""
    from winstead import actions

    return actions.act(options, "Start-App")


def stop(options: Options) -> int:
    """Stop apps, and wait until they have stopped."""
    from winstead import actions

    return actions.act(options, "Stop-App")


def status(options: Options) -> int:
    """Show each app's state, process, release, last exit code; a scheduled task's last result, next run, history."""
    from winstead import actions

    return actions.act(options, "Get-AppStatus")


def run_now(options: Options) -> int:
    """Run apps' scheduled tasks now, and follow what they write."""
    from winstead import actions

    return actions.run_now(options)


def logs(options: Options, lines: int = 200, since: str = "", follow: bool = False) -> int:
    """Show the ends of apps' logs, each line with its host."""
    from winstead import actions

    return actions.show_logs(options, lines, since, follow)


def deploy(
    options: Options, version: str = "", commit: str = "", allow_downgrade: bool = False, force: bool = False
) -> int:
    """Bring a release of an app onto hosts, in batches that wait for health; what fails is taken back."""
    from winstead import deploying

    return deploying.deploy(options, deploying.Wish(version, commit, allow_downgrade, force))


def rollback(options: Options, to: str = "", force: bool = False) -> int:
    """Take apps back to an earlier release, from the hosts' own disks."""
    from winstead import deploying

    return deploying.rollback(options, to, force)


def uninstall(options: Options, keep_data: bool = False, plan: bool = False) -> int:
    """Remove an app from hosts with all that it is made of."""
    from winstead import uninstalling

    return uninstalling.uninstall(options, keep_data, plan)


def releases(options: Options) -> int:
    """Show which releases are where."""
    from winstead import deploying

    return deploying.show(options, 0)


def history(options: Options, lines: int = 10) -> int:
    """Show which releases came when, by whom, and how that ended."""
    from winstead import deploying

    return deploying.show(options, lines)


def reboot(options: Options, if_needed: bool = False, batch: str = "", timeout: str = "15m") -> int:
    """Restart hosts, and wait until each is back: started anew, reached over WinRM, its services running."""
    from winstead import rebooting

    return rebooting.restart_hosts(options, if_needed, batch, timeout)


def facts(options: Options) -> int:
    """Show what hosts are: Windows, PowerShell, hardware, disks, addresses, and what a restart is pending for."""
    from winstead import commands

    return commands.facts(options)


def hosts(options: Options) -> int:
    """List the inventory's hosts: how they are reached, their groups and apps."""
    from winstead import commands

    return commands.list_hosts(options)


def report(context: Context, file: list[str], output: str = "text", junit: str = "") -> None:
    """Put files that --output json wrote together: how each host ended, and a summary over all."""
    from winstead import gathering

    _run(lambda: gathering.gather(file, output, junit))


def schema(context: Context, write: str = "") -> None:
    """Print the JSON Schema of inventories, for editors."""
    from winstead import schema as module

    _run(lambda: module.write_schema(write))


def simulate(
    context: Context, host: list[str], scheme: str = "http", user: str = "Administrator", port: int = 0
) -> None:
    """Keep simulated hosts up, for other tools to connect to, until Ctrl-C."""
    from winstead.simulator import serve

    _run(lambda: serve.keep_up(host, scheme, user, port))


namespace = Collection(
    _host_task(
        plan,
        exit_code="Exit with 3 when something would change.",
        out="Also write the plan to this file, for provision --plan-file.",
    ),
    _host_task(provision, plan_file="Apply what this file of plan --out says, to its hosts, and nothing else."),
    _host_task(render, out="A folder to write a script for each host to; without it one script is printed."),
    _host_task(restart),
    _host_task(start),
    _host_task(stop),
    _host_task(status),
    _host_task(run_now),
    _host_task(
        logs,
        lines="How many lines of each log.",
        since="Only lines of this last time, such as 1h.",
        follow="Go on with what comes, until Ctrl-C.",
    ),
    _host_task(
        deploy,
        version="The version, instead of the inventory's: 1.4.2, latest, or a range such as '>=1.4,<2' or '1.5.*'.",
        commit="The commit that it was built from, for the record; CI's own unless given.",
        allow_downgrade="Also an older one than is there.",
        force="Also one that was taken back before.",
    ),
    _host_task(
        rollback,
        to="The version to go back to; the last good one before unless given.",
        force="Also one that was taken back itself.",
    ),
    _host_task(
        uninstall,
        keep_data="Leave the app's folder with its data, logs and configuration.",
        plan="Only show what would go.",
    ),
    _host_task(releases),
    _host_task(history, lines="How many lines for each app and host."),
    _host_task(
        reboot,
        if_needed="Only hosts that wait for a restart.",
        batch="How many hosts at once, 3 or '25%', each batch after the one before is back; all unless given.",
        timeout="How long a host may take until it is back, such as 15m.",
    ),
    _host_task(facts),
    _host_task(hosts),
    Task(
        report,
        auto_shortflags=False,
        positional=[],
        iterable=["file"],
        help={
            "file": "A file of --output json; may be given more than once. The command winstead takes bare names, too.",
            "output": _SHARED["output"][1],
            "junit": _SHARED["junit"][1],
        },
    ),
    Task(schema, auto_shortflags=False, help={"write": "A file to write it to."}),
    Task(
        simulate,
        auto_shortflags=False,
        iterable=["host"],
        help={
            "host": "A name; may be given more than once.",
            "scheme": "http (NTLM with message encryption) or https (a certificate of its own).",
            "user": "Who may log on; the password is printed, or taken from WINSTEAD_SIMULATED_PASSWORD.",
            "port": "The first host's port, the next ones' follow; any free ones unless given.",
        },
    ),
)


def main() -> None:
    """The command `winstead`."""
    from importlib.metadata import version

    from winstead.program import WinsteadProgram

    WinsteadProgram(name="winstead", binary="winstead", namespace=namespace, version=version("winstead")).run(sys.argv)
