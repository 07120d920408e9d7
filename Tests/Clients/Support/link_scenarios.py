"""What a client sees of a link with faults, and of a server under load: link_scenarios.py PORT SCENARIO […].

Each scenario prints what it saw.
"""

import os
import signal
import smtplib
import socket
import ssl
import sys
import threading
import time

HELLO = b"EHLO client.example\r\n"
MAIL = b"MAIL FROM:<ann@client.example>\r\n"
RCPT = b"RCPT TO:<bob@sim.example>\r\n"


def connect(port):
    return socket.create_connection(("127.0.0.1", port), timeout=60)


def reply(stream):
    """The code of one whole reply; empty at the end."""
    while True:
        line = stream.readline()
        if not line or line[3:4] != b"-":
            return line[:3].decode()


def talk(port, lines):
    """Sends lines one by one, and prints the codes."""
    connection = connect(port)
    stream = connection.makefile("rb")
    print(reply(stream))
    for line in lines:
        connection.sendall(line)
        print(reply(stream) or "end")
    return connection, stream


def pieces(port):
    """How many reads it takes to get the reply to NOOP."""
    connection, _ = talk(port, [HELLO])
    connection.sendall(b"NOOP\r\n")
    text, reads = b"", 0
    while not text.endswith(b"\n"):
        text += connection.recv(65_536)
        reads += 1
    print(text.decode().strip())
    print("several" if reads > 1 else "one")


def rate(port, least):
    connection, stream = talk(port, [HELLO])
    start = time.monotonic()
    connection.sendall(b"NOOP " + b"x" * 400 + b"\r\n")
    print(reply(stream))
    print("slow" if time.monotonic() - start >= float(least) else "fast")


def half_closed(port):
    """The server's side closes after MAIL; what is sent then arrives."""
    connection, stream = talk(port, [HELLO, MAIL])
    print(stream.readline() or "end")
    connection.sendall(RCPT + b"DATA\r\nSubject: one way\r\n\r\nhello\r\n.\r\n")
    connection.shutdown(socket.SHUT_WR)


def cut(port):
    connection, stream = talk(port, [HELLO, MAIL, RCPT, b"DATA\r\n"])
    try:
        connection.sendall(b"x" * 70 + b"\r\n")
        connection.sendall(b"y" * 70 + b"\r\n.\r\n")
        print(reply(stream) or "end")
    except (ConnectionResetError, BrokenPipeError):
        print("end")


def handshake(port):
    connection, _ = talk(port, [HELLO, b"STARTTLS\r\n"])
    connection.settimeout(3)
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    try:
        context.wrap_socket(connection)
        print("done")
    except (TimeoutError, socket.timeout):
        print("stalled")
    except ssl.SSLError as error:
        print(error.reason)


def send(port, count):
    """Sends so many messages of 10 MB by smtplib."""
    client = smtplib.SMTP("127.0.0.1", port, local_hostname="client.example", timeout=120)
    text = ("x" * 998 + "\r\n") * 10_000
    for number in range(int(count)):
        client.sendmail("ann@client.example", ["bob@sim.example"], f"Subject: {number}\r\n\r\n{text}")
    client.quit()
    print("sent")


def secured(port):
    """STARTTLS, then AUTH and a message inside."""
    client = smtplib.SMTP("127.0.0.1", port, local_hostname="client.example", timeout=60)
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    print(client.starttls(context=context)[0])
    print(client.login("bob", "secret word")[0])
    client.sendmail("ann@client.example", ["bob@sim.example"], "Subject: inside\r\n\r\nhello\r\n")
    print(client.quit()[0])


def load(port, clients, messages, kill_after="0", pid="0"):
    """Many clients at once send messages; prints the subject of each that was accepted.

    With a number and a process, that is killed once so many were.
    """
    accepted, lock = [], threading.Lock()
    kill_after, pid = int(kill_after), int(pid)

    def client(number):
        try:
            connection = connect(port)
            stream = connection.makefile("rb")
            reply(stream)
            connection.sendall(HELLO)
            reply(stream)
            for message in range(int(messages)):
                subject = f"{number}-{message}"
                for line in [MAIL, RCPT, b"DATA\r\n"]:
                    connection.sendall(line)
                    reply(stream)
                body = f"Subject: {subject}\r\n\r\n" + ("z" * 70 + "\r\n") * 20 + "last\r\n.\r\n"
                connection.sendall(body.encode())
                if reply(stream) != "250":
                    return
                with lock:
                    accepted.append(subject)
                    if len(accepted) == kill_after:
                        os.kill(pid, signal.SIGKILL)
            connection.sendall(b"QUIT\r\n")
            reply(stream)
        except OSError:
            pass

    threading.stack_size(256 * 1024)
    threads = [threading.Thread(target=client, args=(number,)) for number in range(int(clients))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("\n".join(accepted))


def answered_by(port):
    """Prints the code of the greeting, and what comes then."""
    connection = connect(port)
    stream = connection.makefile("rb")
    print(reply(stream) or "end")
    print(reply(stream) or "end")


def wait_for_end(port):
    """Says hello, tells that on standard output, and waits until the server has gone."""
    _, stream = talk(port, [HELLO])
    sys.stdout.flush()
    print(reply(stream) or "end")


def leave(port):
    """Says hello, and leaves without a word."""
    talk(port, [HELLO])


def lenient(port):
    """What a strict server refuses."""
    talk(port, [HELLO, b"MAIL FROM: <ann@client.example>\r\n", RCPT, b"NOOP\r\n", b"QUIT\r\n"])


def refused_chunk(port):
    """A chunk whose BDAT is refused holds what looks like commands."""
    connection, stream = talk(port, [HELLO, MAIL, RCPT])
    connection.sendall(b"BDAT 12\r\nRSET\r\nQUIT\r\n")
    print(reply(stream))
    connection.sendall(b"NOOP\r\n")
    print(reply(stream))


def refused_exchange(port):
    """A SASL exchange that ends in the middle, and goes on after it."""
    talk(port, [HELLO, b"AUTH PLAIN\r\n", b"AGJvYgBzZWNyZXQgd29yZA==\r\n", MAIL, b"QUIT\r\n"])


def pipelined(port):
    connection = connect(port)
    stream = connection.makefile("rb")
    print(reply(stream))
    connection.sendall(HELLO)
    print(reply(stream))
    connection.sendall(MAIL + RCPT + b"RCPT TO:<nosuch@sim.example>\r\nNOOP\r\nDATA\r\n")
    print(*[reply(stream) for _ in range(5)])
    connection.sendall(b"hello\r\n.\r\nRSET\r\nQUIT\r\n")
    print(*[reply(stream) for _ in range(3)])


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)
    globals()[sys.argv[2]](int(sys.argv[1]), *sys.argv[3:])
