"""A PostgreSQL server for tests: of this machine's own programs, on loopback, in a folder that goes away."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ACCOUNT = "postgres"


def programs() -> Path | None:
    """Where the server's programs are: on the path, or where Debian puts them."""
    on_path = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    found = Path(on_path) if on_path else debian[-1] if debian else None
    return found.parent if found else None


@contextmanager
def postgres_server(bin: Path) -> Iterator[str]:
    """Starts a server that trusts this machine only, and gives its address."""
    with tempfile.TemporaryDirectory(prefix="stablehomes-postgres-") as folder:
        if os.getuid() == 0:  # the server refuses to run as root
            account = pwd.getpwnam(ACCOUNT)
            os.chown(folder, account.pw_uid, account.pw_gid)
        data, port = Path(folder) / "data", _free_port()
        _run(
            bin / "initdb",
            "--auth=trust",
            f"--username={ACCOUNT}",
            "--encoding=UTF8",
            "--locale=C",
            "-D",
            data,
        )
        options = (
            f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder} -c fsync=off"
        )
        _run(bin / "pg_ctl", "-D", data, "-w", "-l", Path(folder) / "log", "-o", options, "start")
        try:
            yield f"postgresql://{ACCOUNT}@127.0.0.1:{port}/postgres"
        finally:
            _run(bin / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")


def _run(*command: str | Path) -> None:
    as_account = ["setpriv", f"--reuid={ACCOUNT}", f"--regid={ACCOUNT}", "--init-groups"]
    subprocess.run(
        [*(as_account if os.getuid() == 0 else []), *map(str, command)],
        cwd="/",
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=120,
    )


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
