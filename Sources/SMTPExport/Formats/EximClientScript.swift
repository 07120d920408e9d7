import OctetText

extension ExportFormat {
    /// A script for the client program of Exim's test suite.
    ///
    /// `??? ` and a text: the next line of the server begins with it. `???*`: the server closes the
    /// connection. `>>> ` and a text: the octets are sent, with the escapes `\r \n \\ \xHH`.
    /// Any other line is sent with CR LF added, and only such a line `STARTTLS` starts TLS.
    static let eximClient = ExportFormat(
        "exim-client", "a script for Exim's test client",
        usage: "client HOST PORT < FILE",
        holds: [
            .octets, .writes, .text, .replies, .handshake, .closing, .transactions, .commands,
            .parameters, .chunks,
        ],
        readAs: "exim-client",
        refusal: { conversation in
            let longest =
                conversation.writes.map { escaped($0.octets(secrets: true)).count }.max() ?? 0
            return longest > longestLine
                ? "a write takes a line of \(longest) octets, and Exim's client reads no more than"
                    + " \(longestLine)" : nil
        },
        lines: { conversation, options, _ in
            conversation.turns.flatMap { turn -> [String] in
                switch turn {
                case .connected, .secured: []
                case .sent(let write): [sent(write.octets(secrets: options.showsSecrets))]
                case .reply(let reply): reply.lines.map { "??? \(escaped(Array($0.utf8)))" }
                case .closed(let byClient): byClient ? [] : ["???*"]
                }
            }
        })

    private static let longestLine = 10_000

    private static func sent(_ octets: [UInt8]) -> String {
        let isStart = String(decoding: octets, as: UTF8.self).uppercased() == "STARTTLS\r\n"
        return isStart ? "STARTTLS" : ">>> \(escaped(octets))"
    }

    private static func escaped(_ octets: [UInt8]) -> String {
        var text: [UInt8] = []
        for octet in octets {
            switch octet {
            case UInt8(ascii: "\\"): text += #"\\"#.utf8
            case 0x0D: text += #"\r"#.utf8
            case 0x0A: text += #"\n"#.utf8
            case 0x20..<0x7F: text.append(octet)
            default: text += "\\x\(octet.hexadecimal)".utf8
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
