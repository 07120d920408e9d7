"""A server that plays its side of a conversation that smtpsim exported as JSON.

    played_server.py OPENSSL CONVERSATION.json RECEIVED

Prints the number of its port. It reads as many octets as the client sent, and replies what the server
replied; what it reads goes to the file RECEIVED. It ends with 1 if the client sends less, or more.
"""

import json
import os
import socket
import ssl
import subprocess
import sys
import tempfile


def octets(part):
    return part["text"].encode() if "text" in part else bytes.fromhex(part["hex"])


def context(openssl):
    with tempfile.TemporaryDirectory() as folder:
        key, certificate = os.path.join(folder, "key"), os.path.join(folder, "certificate")
        subprocess.run(
            [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
             "/CN=localhost", "-keyout", key, "-out", certificate],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.load_cert_chain(certificate, key)
        return made


def read(connection, count):
    received = b""
    while len(received) < count:
        more = connection.recv(count - len(received))
        if not more:
            sys.exit(f"the client sent {received!r} and closed")
        received += more
    return received


def main():
    openssl, conversation, received = sys.argv[1:]
    with open(conversation, encoding="ascii") as file:
        turns = json.load(file)["turns"]
    tls = context(openssl) if {"turn": "secured"} in turns else None
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(60)
    print(listener.getsockname()[1], flush=True)
    connection = None
    with open(received, "wb") as file:
        for turn in turns:
            if turn["turn"] == "connected":
                connection, _ = listener.accept()
                connection.settimeout(60)
            elif turn["turn"] == "sent":
                file.write(read(connection, sum(len(octets(part)) for part in turn["parts"])))
            elif turn["turn"] == "reply":
                connection.sendall("".join(line + "\r\n" for line in turn["lines"]).encode())
            elif turn["turn"] == "secured":
                connection = tls.wrap_socket(connection, server_side=True)
            elif turn["by"] == "client":
                if connection.recv(1):
                    sys.exit("the client sent more")
        if connection is not None:
            connection.close()


main()
