"""What winstead's uploads are measured by: pypsrp's `Client.copy` of one file, in a thread for each host.

`python -m benchmarks.copy FILE PATH-ON-HOST PORT...`
"""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor

from pypsrp.client import Client


def main(file: str, to: str, *ports: str) -> None:
    """Copies the file to every port's host at once."""
    user, password = os.environ["BENCH_USER"], os.environ["BENCH_PASSWORD"]

    def copy(port: str) -> None:
        with Client(
            "127.0.0.1", port=int(port), ssl=False, auth="ntlm", username=user, password=password, no_proxy=True
        ) as client:
            client.copy(file, to)

    with ThreadPoolExecutor(len(ports)) as threads:
        for _ in threads.map(copy, ports):
            continue


if __name__ == "__main__":
    main(*sys.argv[1:])
