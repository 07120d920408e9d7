"""A loopback port in front of a server that speaks SMTP on its standard input and output.

    relay.py [--connections N] [--seconds S] [--record FOLDER] PROGRAM [ARGUMENT...]

Prints the number of the port, and a line for each connection that has ended: its number and the exit
status of its server. Each connection gets a server of its own. With --record, what the client of the first
connection sends goes to FOLDER/1.client, and what it gets to FOLDER/1.server, and so on.

It ends by itself: after so many connections, after so many seconds, or when its standard input ends.
"""

import argparse
import os
import socket
import subprocess
import sys
import threading

servers = []


def copy(read, write, record):
    """Copies octets until either side ends."""
    try:
        while octets := read(65536):
            if record:
                record.write(octets)
            write(octets)
    except OSError:
        pass
    finally:
        if record:
            record.close()


def serve(number, connection, options):
    def record(side):
        if not options.record:
            return None
        return open(os.path.join(options.record, f"{number}.{side}"), "wb")

    server = subprocess.Popen(
        [options.program] + options.arguments, bufsize=0,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    servers.append(server)

    def from_server():
        copy(server.stdout.read, connection.sendall, record("server"))
        # Both ways: the server is gone, and a client that waits for it shall see that.
        try:
            connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass

    answering = threading.Thread(target=from_server, daemon=True)
    answering.start()
    copy(connection.recv, server.stdin.write, record("client"))
    server.stdin.close()
    answering.join()
    connection.close()
    print(number, server.wait(), flush=True)


def end_with_input():
    while sys.stdin.buffer.read(4096):
        pass
    end(0)


def end(status):
    for server in servers:
        server.kill()
    os._exit(status)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--connections", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--record")
    parser.add_argument("program")
    parser.add_argument("arguments", nargs=argparse.REMAINDER)
    options = parser.parse_args()

    late = threading.Timer(options.seconds, end, [1])
    late.daemon = True
    late.start()
    threading.Thread(target=end_with_input, daemon=True).start()

    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    serving = []
    for number in range(1, options.connections + 1):
        connection, _ = listener.accept()
        serving.append(threading.Thread(target=serve, args=(number, connection, options)))
        serving[-1].start()
    listener.close()
    for thread in serving:
        thread.join()
    end(0)


main()
