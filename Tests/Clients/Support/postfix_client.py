"""Postfix's SMTP or LMTP client, without the rest of Postfix.

    postfix_client.py PROGRAM FOLDER PORT OPTIONS <MESSAGE

PROGRAM is Postfix's smtp or lmtp, FOLDER an empty folder for its configuration and queue, PORT the server's
loopback port, and OPTIONS JSON:

    {"sender": "…", "envid": "…", "ret": 0, "utf8": false, "recipients": [["…", "ORCPT", NOTIFY], …]}

RET is 1 for FULL, 2 for HDRS; NOTIFY the sum of 1 for NEVER, 2 SUCCESS, 4 FAILURE, 8 DELAY. The message has
LF for line ends, as in a queue. Prints what Postfix logs, and ends when it has delivered.

What the queue manager does is done here: it writes a queue file, and sends a delivery request over the
client's standard input.
"""

import base64
import json
import os
import pathlib
import socket
import subprocess
import sys

program, folder, port = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
options = json.loads(sys.argv[4])
lines = sys.stdin.buffer.read().split(b"\n")[:-1]
QUEUE_ID = "ABCDEF"


def record(kind, data=b""):
    """A record of a queue file: a letter, a length of 7 bits an octet, the least first, and the data."""
    count, length = len(data), b""
    while count >= 128:
        length += bytes([count & 127 | 128])
        count >>= 7
    return kind + length + bytes([count]) + data


def configure():
    (folder / "main.cf").write_text(f"""
compatibility_level = 3.6
queue_directory = {folder}
data_directory = {folder}
daemon_directory = {program.parent}
mail_owner = daemon
setgid_group = tty
myhostname = client.example
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
smtp_tls_security_level = none
lmtp_tls_security_level = none
maillog_file = /dev/stdout
""")
    for name in ["master.cf", "dynamicmaps.cf"]:
        (folder / name).touch()
    for name in ["active", "public", "private", "pid"]:
        (folder / name).mkdir()


def write_queue_file():
    """Returns where the recipients and the text are in it."""
    text, offsets = b"", []
    for address, _, _ in options["recipients"]:
        offsets.append(len(text))
        text += record(b"R", address.encode())
    text += record(b"M")
    beginning = len(text)
    text += b"".join(record(b"N", line) for line in lines) + record(b"X") + record(b"E")
    path = folder / "active" / QUEUE_ID
    path.write_bytes(text)
    path.chmod(0o700)
    return offsets, beginning


def attributes(*pairs):
    return b"".join(f"{name}\0{value}\0".encode() for name, value in pairs) + b"\0"


def request(offsets, beginning):
    times = base64.b64encode(bytes(88)).decode()
    unknown = [
        "log_client_name", "log_client_address", "log_client_port", "log_protocol_name",
        "log_helo_name", "sasl_method", "sasl_username", "sasl_sender"]
    text = attributes(
        ("flags", 0), ("queue_name", "active"), ("queue_id", QUEUE_ID), ("offset", beginning),
        ("size", sum(len(line) + 2 for line in lines)), ("nexthop", f"[127.0.0.1]:{port}"),
        ("encoding", "8bit"), ("smtputf8", int(options["utf8"])), ("sender", options["sender"]),
        ("envelope_id", options["envid"]), ("ret_flags", options["ret"]), ("time", times),
        *((name, "") for name in unknown), ("log_ident", QUEUE_ID), ("rewrite_context", "local"),
        ("recipient_count", len(offsets)))
    for (address, original, notify), offset in zip(options["recipients"], offsets):
        text += attributes(
            ("original_recipient", address), ("recipient", address), ("offset", offset),
            ("dsn_orig_rcpt", original), ("notify_flags", notify))
    return text


def deliver(text):
    """Sends the request, and waits for the status that ends it."""
    ours, theirs = socket.socketpair()
    ours.settimeout(60)
    environment = dict(
        os.environ, MAIL_CONFIG=str(folder), POSTLOG_SERVICE="postlog",
        POSTLOG_HOSTNAME="client.example", LD_LIBRARY_PATH=str(program.parent.parent))
    client = subprocess.Popen(
        [program, "-S", "-n", program.name, "-t", "unix"], stdin=theirs, stdout=theirs,
        env=environment)
    theirs.close()
    try:
        answers = b""
        while not answers.endswith(b"\0\0"):
            answers += ours.recv(4096)
        ours.sendall(text)
        answers = b""
        while b"\0status\x00" not in answers.replace(b"\0status\0\0", b""):
            octets = ours.recv(4096)
            if not octets:
                sys.exit("the client ended without a status")
            answers += octets
    finally:
        client.kill()
        client.wait()


def main():
    configure()
    log = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    # The path of a socket is short.
    os.chdir(folder)
    log.bind("public/postlog")
    log.setblocking(False)
    try:
        deliver(request(*write_queue_file()))
    finally:
        try:
            while True:
                print(log.recv(65536).decode())
        except BlockingIOError:
            pass


main()
