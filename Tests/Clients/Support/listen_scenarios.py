"""What clients do with `smtpsim listen`: listen_scenarios.py SCENARIO ARGUMENT…

Each scenario ends with an error if the server does not do what is expected.
"""

import os
import signal
import socket
import ssl
import subprocess
import sys


class Client:
    """A connection on which whole replies are read."""

    def __init__(self, channel):
        self.channel = channel
        self.channel.settimeout(60)
        self.heard = b""

    def reply(self):
        """The next reply; nothing at the end of the connection."""
        reply = b""
        while True:
            while b"\r\n" in self.heard:
                line, self.heard = self.heard.split(b"\r\n", 1)
                reply += line + b"\r\n"
                if line[3:4] == b" ":
                    return reply.decode()
            octets = self.channel.recv(65536)
            if not octets:
                return reply.decode()
            self.heard += octets

    def send(self, text):
        self.channel.sendall(text.encode())

    def ask(self, text):
        self.send(text + "\r\n")
        return self.reply()

    def expect(self, text, start):
        reply = self.ask(text)
        assert reply.startswith(start), (text, reply)
        return reply


def connect(port):
    client = Client(socket.create_connection(("127.0.0.1", int(port)), timeout=60))
    greeting = client.reply()
    assert greeting.startswith("220 "), greeting
    return client


def begin(client):
    client.expect("EHLO client.example", "250")
    client.expect("MAIL FROM:<ann@client.example>", "250 2.1.0")


def ending(port, process):
    idle, busy = connect(port), connect(port)
    begin(busy)
    os.kill(int(process), signal.SIGTERM)
    reply = idle.reply()
    assert reply.startswith("421 4.3.2"), reply
    busy.expect("RCPT TO:<bob@sim.example>", "250")
    busy.expect("DATA", "354")
    busy.expect("Subject: x\r\n\r\ntext\r\n.", "250 2.6.0")
    reply = busy.reply()
    assert reply.startswith("421 4.3.2"), reply
    assert busy.reply() == ""


def busy(port, process):
    client = connect(port)
    begin(client)
    idle = connect(port)
    os.kill(int(process), signal.SIGTERM)
    assert idle.reply().startswith("421 4.3.2")
    os.kill(int(process), signal.SIGTERM)
    try:
        assert client.reply() == ""
    except ConnectionResetError:
        pass


def script(port):
    client = connect(port)
    begin(client)
    client.expect("RCPT TO:<bob@sim.example>", "250")
    reply = client.ask("RCPT TO:<nosuch@sim.example>")
    assert reply[:3] in ("250", "550"), reply
    client.expect("RSET", "250")
    client.expect("QUIT", "221")


def maximum(port):
    first, second = connect(port), connect(port)
    third = Client(socket.create_connection(("127.0.0.1", int(port)), timeout=60))
    reply = third.reply()
    assert reply.startswith("421 "), reply
    assert third.reply() == ""
    first.expect("QUIT", "221")
    assert first.reply() == ""
    second.expect("NOOP", "250")


def records(port):
    """Octets in clear after STARTTLS are dropped; the records of the handshake come octet by octet."""
    for in_clear, inside, start in [
        ("NOOP x\r\n", "NOOP", "250"),
        ("NOO", "P", "500"),
        ("MAIL FROM:<evil@e.example> ", "EHLO b.example", "250-"),
    ]:
        client = connect(port)
        client.channel.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        client.expect("EHLO client.example", "250")
        client.send("STARTTLS\r\n" + in_clear)
        assert client.reply().startswith("220 2.0.0")
        inner = secure(client)
        reply = inner.ask(inside)
        assert reply.startswith(start), (in_clear, reply)
        inner.expect("MAIL FROM:<a@b.example>", "250" if start == "250-" else "503")


class SplitTLS:
    """A TLS connection whose records are sent octet by octet."""

    def __init__(self, channel):
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        self.channel, self.incoming, self.outgoing = channel, ssl.MemoryBIO(), ssl.MemoryBIO()
        self.layer = context.wrap_bio(self.incoming, self.outgoing)
        self.repeat(self.layer.do_handshake)

    def repeat(self, action, *arguments):
        while True:
            try:
                result = action(*arguments)
                self.flush()
                return result
            except ssl.SSLWantReadError:
                self.flush()
                octets = self.channel.recv(65536)
                if not octets:
                    return b""
                self.incoming.write(octets)

    def flush(self):
        for octet in self.outgoing.read():
            self.channel.sendall(bytes([octet]))

    def settimeout(self, seconds):
        self.channel.settimeout(seconds)

    def sendall(self, octets):
        self.repeat(self.layer.write, octets)

    def recv(self, count):
        return self.repeat(self.layer.read, count)


def secure(client):
    return Client(SplitTLS(client.channel))


def environment(folder, **more):
    return {"PATH": os.environ["PATH"], "HOME": folder, "XDG_CONFIG_HOME": folder, **more}


def inetd(program, folder):
    ours, theirs = socket.socketpair()
    process = subprocess.Popen(
        [program, "listen", "--inetd"], stdin=theirs, stdout=theirs, stderr=theirs,
        env=environment(folder))
    theirs.close()
    client = Client(ours)
    assert client.reply().startswith("220 ")
    begin(client)
    client.expect("QUIT", "221")
    # Nothing but replies comes over the connection.
    assert client.reply() == ""
    assert process.wait(60) == 0


def proxied(port, secure_port):
    # A proxy's header comes first, and so before TLS where that begins at once.
    for number, is_secure in (port, False), (secure_port, True):
        channel = socket.create_connection(("127.0.0.1", int(number)), timeout=60)
        channel.sendall(b"PROXY TCP4 198.51.100.7 192.0.2.1 40000 25\r\n")
        client = secure(Client(channel)) if is_secure else Client(channel)
        assert client.reply().startswith("220 ")
        begin(client)
        client.expect("QUIT", "221")


def inetd_lint(program, folder):
    # What there is to say is said where it is not taken for a reply.
    ours, theirs = socket.socketpair()
    process = subprocess.Popen(
        [program, "listen", "--inetd", "--lint", "-q"], stdin=theirs, stdout=theirs,
        stderr=subprocess.PIPE, env=environment(folder))
    theirs.close()
    client = Client(ours)
    assert client.reply().startswith("220 ")
    client.expect("EHLO client.example", "250")
    client.expect("MAIL FROM: <ann@client.example>", "501")
    client.expect("QUIT", "221")
    assert client.reply() == ""
    findings = process.stderr.read().decode()
    assert process.wait(60) == 0
    assert "1 # lint: step 2: error: a blank stands after FROM:" in findings, findings


def systemd(program, folder):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        def pass_socket():
            os.dup2(server.fileno(), 3)
            os.set_inheritable(3, True)
            os.execve(program, [program, "listen", "-q"], environment(
                folder, LISTEN_PID=str(os.getpid()), LISTEN_FDS="1"))

        process = os.fork()
        if process == 0:
            pass_socket()
    script(port)
    os.kill(process, signal.SIGTERM)
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0


def unix(program, folder):
    path = os.path.join(folder, "s.sock")
    for _ in range(2):  # The second time the socket of the first is still there, or was removed.
        process = subprocess.Popen(
            [program, "listen", "--unix", path, "--profile", "lmtp"], stdout=subprocess.PIPE,
            env=environment(folder))
        assert process.stdout.readline() == f"# listening on {path}\n".encode()
        channel = socket.socket(socket.AF_UNIX)
        channel.connect(path)
        client = Client(channel)
        assert client.reply().startswith("220 ")
        client.expect("LHLO client.example", "250")
        client.expect("QUIT", "221")
        process.send_signal(signal.SIGTERM)
        process.stdout.read()
        assert process.wait(60) == 0


globals()[sys.argv[1]](*sys.argv[2:])
