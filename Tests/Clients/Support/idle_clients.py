"""Connects many clients that say nothing, and then asks each of them: idle_clients.py PORT COUNT.

It needs as many descriptors, and raises its limit as far as it may.
"""

import resource
import socket
import sys


def main(port, count):
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    assert hard > count, f"no more than {hard} descriptors are allowed"
    clients = []
    for number in range(count):
        client = socket.socket()
        client.settimeout(60)
        # There are not enough ports for one address of the client's own under load.
        client.bind((f"127.0.0.{2 + number % 8}", 0))
        client.connect(("127.0.0.1", port))
        clients.append(client)
    for client in clients:
        greeting = client.recv(1000)
        assert greeting.startswith(b"220 "), greeting
    for client in clients:
        client.sendall(b"NOOP\r\n")
    for client in clients:
        reply = client.recv(1000)
        assert reply == b"250 2.0.0 OK\r\n", reply
    print(len(clients), "clients were served")
    for client in clients:
        client.close()


main(int(sys.argv[1]), int(sys.argv[2]))
