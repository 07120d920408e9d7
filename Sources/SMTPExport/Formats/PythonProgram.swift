extension ExportFormat {
    /// A Python 3 program; it needs nothing but the standard library.
    static let python = ExportFormat(
        "python", "a Python program",
        usage: "python3 FILE [HOST [PORT]]",
        holds: .exactProgram,
        losses: ProgramText.losses,
        lines: { conversation, options, _ in
            let program = ProgramText(conversation, options, pythonDialect)
            let head = ProgramText.head(
                conversation, usage: "python3 FILE [HOST [PORT]]", mark: "#",
                secrets: program.secretSentences)
            // A comment in the first two lines can name an encoding: ours does, before a name of another's.
            return ["#!/usr/bin/env python3", "# -*- coding: utf-8 -*-"] + head
                + pythonFunctions(options) + program.lines + [
                    "",
                    "sys.exit(1 if differences else 0)",
                ]
        })

    private static var pythonDialect: ProgramText.Dialect {
        ProgramText.Dialect(
            comment: "#", connect: "connect()", startTLS: "start_tls()",
            closeByClient: "close()", closeByServer: "expect_close()",
            reply: { "reply(\"\($0)\")" }, send: ("send([", "])"),
            literal: { "b\($0)" }, secret: { "secret(\"\($0)\")" },
            challengeResponse: { "cram_md5(b\($0), \"\($1)\")" })
    }

    private static func pythonFunctions(_ options: ExportOptions) -> [String] {
        (pythonConnection(options) + pythonReplies + pythonRequests + pythonEnd)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    private static func pythonConnection(_ options: ExportOptions) -> String {
        """
        import base64
        import hmac
        import os
        import socket
        import ssl
        import sys

        HOST = sys.argv[1] if len(sys.argv) > 1 else \(OctetLiteral.quoted(options.host.utf8))
        PORT = int(sys.argv[2]) if len(sys.argv) > 2 else \(options.port)
        TIMEOUT = 60  # seconds

        connection = None
        pending = b""
        last_line = b""
        differences = 0


        def stop(why):
            sys.exit(f"stopped: {why}")


        def connect():
            global connection, pending
            connection = socket.create_connection((HOST, PORT), TIMEOUT)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            pending = b""


        def start_tls():
            global connection, pending
            context = ssl.create_default_context()
            if HOST in ("127.0.0.1", "::1", "localhost"):
                context.check_hostname = False
                context.verify_mode = ssl.CERT_NONE
            pending = b""
            connection = context.wrap_socket(connection, server_hostname=HOST)



        """
    }

    private static let pythonReplies = """
        def receive():
            try:
                return connection.recv(4096)
            except (socket.timeout, TimeoutError):
                stop("the server says nothing")
            except OSError:
                return b""


        def read_line():
            global pending
            while b"\\n" not in pending:
                octets = receive()
                if not octets or len(pending) > 65536:
                    stop("the server closed the connection" if not octets else "a reply is too long")
                pending += octets
            line, pending = pending.split(b"\\n", 1)
            return line.rstrip(b"\\r")


        def reply(expected):
            \"\"\"Reads a reply, and compares its code.\"\"\"
            global differences, last_line
            for _ in range(1000):
                last_line = read_line()
                print("S: " + ascii(last_line)[2:-1])
                if last_line[3:4] != b"-":
                    break
            got = ascii(last_line[:3])[2:-1]
            if not expected or got == expected:
                return
            differences += 1
            print(f"# expected {expected}")
            if "3" in (got[:1], expected[:1]) and got[:1] != expected[:1]:
                stop("what follows would be taken for something else")



        """

    private static let pythonRequests = """
        def send(pieces):
            octets = b"".join(pieces)
            try:
                connection.sendall(octets)
            except OSError as error:
                stop(f"cannot send: {error}")


        def secret(name):
            value = os.environ.get(name)
            if value is None:
                stop(f"set {name}, as the head of this program says")
            return os.fsencode(value)


        def cram_md5(user, name):
            \"\"\"The response to the challenge in the last reply (RFC 2195).\"\"\"
            challenge = base64.b64decode(last_line[4:])
            digest = hmac.new(secret(name), challenge, "md5").hexdigest()
            return base64.b64encode(user + b" " + digest.encode())



        """

    private static let pythonEnd = """
        def close():
            connection.close()


        def expect_close():
            if pending or receive():
                stop("the server did not close the connection")
            connection.close()


        """
}

extension Set<PlayedFeature> {
    /// What a program holds that sends the octets itself.
    static var exactProgram: Set<PlayedFeature> {
        Set(PlayedFeature.allCases).subtracting([.replies, .secrets])
    }
}
