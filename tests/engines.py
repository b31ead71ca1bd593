"""The engine's functions in a PowerShell that stays open."""

from __future__ import annotations

import base64
from typing import Any

from hosts import Shell
from winstead.render import function_texts

FUNCTIONS = ("Invoke-WithRetry", "Compare-State", "New-Run", "Write-Event")


class Engine:
    """A PowerShell that has the engine's functions."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        shell(f"{function_texts(*FUNCTIONS)}\n$null")

    def __call__(self, text: str) -> Any:
        """What a text gives; it may hold any characters."""
        encoded = base64.b64encode(text.encode("utf-16-le", "surrogatepass")).decode()
        decoded = f"[Text.Encoding]::Unicode.GetString([Convert]::FromBase64String('{encoded}'))"
        return self.shell(f". ([scriptblock]::Create({decoded}))")
