extension ExportFormat {
    /// A program for Node.js; it needs nothing but its own modules.
    static let nodejs = ExportFormat(
        "nodejs", "a Node.js program",
        usage: "node FILE [HOST [PORT]]",
        holds: .exactProgram,
        losses: ProgramText.losses,
        lines: { conversation, options, _ in
            let program = ProgramText(conversation, options, nodeDialect)
            let head = ProgramText.head(
                conversation, usage: "node FILE [HOST [PORT]]", mark: "//",
                secrets: program.secretSentences)
            return ["#!/usr/bin/env node"] + head + nodeFunctions(options) + [
                "async function main() {"
            ] + program.lines + [
                "}",
                "",
                "main().then(() => process.exit(differences ? 1 : 0), stop);",
            ]
        })

    private static var nodeDialect: ProgramText.Dialect {
        ProgramText.Dialect(
            comment: "//", indentation: "    ", connect: "await connect();",
            startTLS: "await startTLS();", closeByClient: "close();",
            closeByServer: "await expectClose();",
            reply: { "await reply(\"\($0)\");" }, send: ("send([", "]);"),
            literal: \.self, secret: { "secret(\"\($0)\")" },
            challengeResponse: { "cramMD5(\($0), \"\($1)\")" })
    }

    private static func nodeFunctions(_ options: ExportOptions) -> [String] {
        (nodeConnection(options) + nodeReplies + nodeRequests + nodeTLS + nodeEnd)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    private static func nodeConnection(_ options: ExportOptions) -> String {
        """
        "use strict";
        const crypto = require("crypto");
        const net = require("net");
        const tls = require("tls");

        const host = process.argv[2] || \(OctetLiteral.quoted(options.host.utf8));
        const port = Number(process.argv[3] || \(options.port));
        const patience = 60000; // milliseconds

        let connection;
        let pending = "";
        let lastLine = "";
        let isClosed = false;
        let wake = () => {};
        let differences = 0;

        function stop(why) {
            console.error("stopped: " + (why.message || why));
            process.exit(1);
        }

        // Octets are characters up to \\xFF, everywhere.
        function listen(socket) {
            connection = socket;
            pending = "";
            isClosed = false;
            socket.setEncoding("latin1");
            socket.setTimeout(patience, () => stop("the server says nothing"));
            socket.on("data", (text) => { pending += text; wake(); });
            socket.on("close", () => { if (socket === connection) { isClosed = true; wake(); } });
            socket.on("error", () => {});
        }

        function connect() {
            return new Promise((resolve, reject) => {
                const socket = net.connect({ host, port }, () => {
                    socket.off("error", reject);
                    socket.setNoDelay(true);
                    listen(socket);
                    resolve();
                });
                socket.once("error", reject);
            });
        }


        """
    }

    private static let nodeReplies = """
        function change() {
            return new Promise((resolve) => { wake = resolve; });
        }

        async function readLine() {
            while (!pending.includes("\\n")) {
                if (isClosed) stop("the server closed the connection");
                if (pending.length > 65536) stop("a reply is too long");
                await change();
            }
            const end = pending.indexOf("\\n");
            const line = pending.slice(0, end).replace(/\\r$/, "");
            pending = pending.slice(end + 1);
            return line;
        }

        function shown(line) {
            return line.replace(/[^ -~]/g, (octet) =>
                "\\\\x" + octet.charCodeAt(0).toString(16).padStart(2, "0"));
        }

        async function reply(expected) {
            for (let count = 0; count < 1000; count += 1) {
                lastLine = await readLine();
                console.log("S: " + shown(lastLine));
                if (lastLine[3] !== "-") break;
            }
            const got = lastLine.slice(0, 3);
            if (!expected || got === expected) return;
            differences += 1;
            console.log("# expected " + expected);
            if ((got[0] === "3" || expected[0] === "3") && got[0] !== expected[0]) {
                stop("what follows would be taken for something else");
            }
        }


        """

    private static let nodeRequests = """
        function send(pieces) {
            connection.write(Buffer.from(pieces.join(""), "latin1"));
        }

        function secret(name) {
            if (process.env[name] === undefined) {
                stop("set " + name + ", as the head of this program says");
            }
            return Buffer.from(process.env[name]).toString("latin1");
        }

        // The response to the challenge in the last reply (RFC 2195).
        function cramMD5(user, name) {
            const challenge = Buffer.from(lastLine.slice(4), "base64");
            const password = Buffer.from(secret(name), "latin1");
            const digest = crypto.createHmac("md5", password).update(challenge).digest("hex");
            return Buffer.from(user + " " + digest, "latin1").toString("base64");
        }


        """

    private static let nodeTLS = """
        function startTLS() {
            const plain = connection;
            plain.removeAllListeners("data");
            plain.removeAllListeners("close");
            plain.setTimeout(0);
            connection = null;
            return new Promise((resolve, reject) => {
                const isNear = ["127.0.0.1", "::1", "localhost"].includes(host);
                const name = net.isIP(host) ? undefined : host;
                const options = { socket: plain, servername: name, rejectUnauthorized: !isNear };
                const socket = tls.connect(options, () => {
                    socket.off("error", reject);
                    listen(socket);
                    resolve();
                });
                socket.once("error", reject);
            });
        }


        """

    private static let nodeEnd = """
        function close() {
            connection.end();
        }

        async function expectClose() {
            while (!isClosed) {
                if (pending) stop("the server did not close the connection");
                await change();
            }
        }

        """
}
