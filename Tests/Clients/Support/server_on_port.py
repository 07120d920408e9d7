"""Starts a server on a free loopback port.

    server_on_port.py PROGRAM [ARGUMENT...]

`{port}` in an argument becomes the number of the port. Prints it as soon as the server listens, and ends the
server when standard input ends.
"""

import os
import signal
import socket
import subprocess
import sys
import time


def main():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    command = [word.replace("{port}", str(port)) for word in sys.argv[1:]]
    server = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                if server.poll() is not None or time.monotonic() > deadline:
                    sys.exit(f"{command[0]} does not listen")
                time.sleep(0.02)
        print(port, flush=True)
        while sys.stdin.buffer.read(4096):
            pass
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()


main()
