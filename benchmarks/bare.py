"""What winstead is measured by: pypsrp alone, that opens pools and runs one script in each, in as many threads.

`python -m benchmarks.bare SCRIPT-FILE POOLS-EACH PORT...`
"""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pypsrp.powershell import PowerShell, RunspacePool
from pypsrp.wsman import WSMan


def main(file: str, pools: str, *ports: str) -> None:
    """Runs the script in every pool of every port."""
    script = Path(file).read_text(encoding="utf-8")
    user, password = os.environ["BENCH_USER"], os.environ["BENCH_PASSWORD"]

    def run(port: str) -> None:
        for _ in range(int(pools)):
            client = WSMan(
                "127.0.0.1", port=int(port), username=user, password=password, ssl=False, auth="ntlm", no_proxy=True
            )
            with client, RunspacePool(client) as pool:
                shell = PowerShell(pool).add_script(script)
                if script.lstrip().startswith("#Requires"):
                    shell.add_parameters({"Mode": "Apply", "Format": "Json"})
                shell.invoke()
                if shell.had_errors:
                    raise SystemExit(f"port {port}: {shell.streams.error[0]}")

    with ThreadPoolExecutor(len(ports)) as threads:
        for _ in threads.map(run, ports):
            continue


if __name__ == "__main__":
    main(*sys.argv[1:])
