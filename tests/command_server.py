"""Starts commands at once: a process that has imported the program already forks for each.

    python command_server.py SOCKET

Most of what a command takes is its imports, and the tests start a thousand. Each is still a process of its
own, with its own folder, environment and streams. What matters before the program is imported, such as an
encoding, does not show here: whatever is about that starts an interpreter of its own.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import pkgutil
import select
import signal
import socket
import sys

# How a shell starts one: a command that hands over its own folder, environment and streams.
CLIENT = """\
#!{python} -IS
import json, os, socket, sys
server = socket.socket(socket.AF_UNIX)
server.connect({address!r})
asked = json.dumps([sys.argv, os.getcwd(), dict(os.environ)]).encode()
socket.send_fds(server, [len(asked).to_bytes(4, "big")], [0, 1, 2])
server.sendall(asked)
sys.exit(int(server.recv(4) or b"70"))
"""
Environment = dict[str, str]


def call(address: str, words: list[str], folder: str, environment: Environment, streams: list[int]) -> int:
    """Runs a command and gives its exit status; a negative one is the signal that ended it."""
    with socket.socket(socket.AF_UNIX) as server:
        server.settimeout(60)
        server.connect(address)
        asked = json.dumps([["stablehomes", *words], folder, environment]).encode()
        socket.send_fds(server, [len(asked).to_bytes(4, "big")], streams)
        server.sendall(asked)
        return int(server.recv(4))


def serve(address: str) -> None:
    """Forks for whoever asks until standard input ends; returns in what was forked, to run the command."""
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(address)
        listening.listen()
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # those that tell a status are not waited for
        while True:
            ready, _, _ = select.select([listening, sys.stdin], [], [])
            if sys.stdin in ready:
                os._exit(0)
            asking, _ = listening.accept()
            if os.fork() == 0:
                listening.close()
                become_the_command(asking)
                return
            asking.close()


def become_the_command(asking: socket.socket) -> None:
    """Forks once more: one process waits and tells the status, the other returns as what was asked for."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    length, streams, _, _ = socket.recv_fds(asking, 4, 3)
    asked = b""
    while len(asked) < int.from_bytes(length, "big"):
        asked += asking.recv(1 << 16)
    command = os.fork()
    if command:
        _, status = os.waitpid(command, 0)
        asking.sendall(str(os.waitstatus_to_exitcode(status)).encode())
        os._exit(0)
    asking.close()
    sys.argv, folder, environment = json.loads(asked)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)


def import_everything() -> None:
    """Imports all modules of the program but those whose library is not there."""
    import stablehomes

    for module in pkgutil.walk_packages(stablehomes.__path__, "stablehomes."):
        try:
            importlib.import_module(module.name)
        except ImportError:
            continue


def run_to_the_end() -> None:
    """Runs the command and ends as the interpreter does, but that nothing imported is taken apart."""
    from stablehomes.__main__ import main

    try:
        main()
    finally:
        # If these cannot be flushed, or a fault is passed on, the interpreter ends in its own way.
        sys.stdout.flush()
        sys.stderr.flush()
        end = sys.exception()
        status = end.code if isinstance(end, SystemExit) else end
        if status is None or isinstance(status, int):
            atexit._run_exitfuncs()
            os._exit(status or 0)


if __name__ == "__main__":
    sys.path.pop(0)
    import_everything()
    gc.freeze()
    serve(sys.argv[1])
    run_to_the_end()
