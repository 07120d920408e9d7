import SMTPExport

/// Conversations made of what shells, programs, pages and servers might take for something else.
enum HostileConversations {
    /// Some of each kind, the same ones every time.
    static let all: [PlayedConversation] = (1...60).map { seed in
        var maker = Maker(seed: UInt64(seed))
        return maker.conversation()
    }

    /// Pieces that mean something to somebody.
    private static let pieces: [[UInt8]] =
        [
            "'", "\"", "\\", "`id`", "$(id)", "${HOME}", "$HOME", "%s%n", "%FROM_ADDRESS%", "!x",
            "-x",
            "--help", "@/etc/passwd", "<<EOF", "EOF", "|", "&", ";", "*", "?", "~", "#", "\r", "\n",
            "\r\n", "\t", "\0", "\u{1B}[2J", "\u{7F}", "</script>", "<!--", "-->", "```", "~~~",
            "%%{init}%%",
            "end", "end\r\n", "#59;", "&lt;", "<br/>", "*/", "//", "\"\"\"", "'''", "\\x41",
            "\\u{41}", "\\r",
            "??? 250", "???*", ">>> X", "<<< /etc/passwd", "+++ 9", "STARTTLS",
            "\r\nRCPT TO:<e@x>\r\n",
            "\r\n.\r\n", ".", "..", "250 OK", "250-", "é", "\u{202E}", "\u{2028}", "C:", "S:", "~~",
            "^]", "{{x}}",
            "%s", "=cmd", "\u{FEFF}", "coding:utf-7", "+build ignore", "plain",
            "<ann@client.example>",
        ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0x80, 0x81], [0xF0, 0x9F]]

    private struct Maker {
        private var state: UInt64

        init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

        private mutating func number(_ bound: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(bound))
        }

        private mutating func octets() -> [UInt8] {
            var octets: [UInt8] = []
            for _ in 0..<number(6) { octets += pieces[number(pieces.count)] }
            return octets
        }

        private mutating func part() -> PlayedWrite.Part {
            let kinds: [PlayedWrite.Part.Kind] = [.command, .response, .text, .chunk, .dropped]
            let octets = octets() + (number(3) > 0 ? [0x0D, 0x0A] : [])
            let isSecret = number(8) == 0
            return PlayedWrite.Part(
                kinds[number(kinds.count)], octets, harmless: isSecret ? Array("****".utf8) : nil,
                mechanism: isSecret ? text() : nil)
        }

        private mutating func text() -> String { String(decoding: octets(), as: UTF8.self) }

        private mutating func turn() -> PlayedTurn {
            switch number(8) {
            case 0: .secured
            case 1: .closed(byClient: number(2) == 0)
            case 2: .connected
            case 3, 4: .reply(PlayedReply(code: 250, lines: ["250-" + text(), "250 " + text()]))
            default: .sent(PlayedWrite((0...number(3)).map { _ in part() }))
            }
        }

        mutating func conversation() -> PlayedConversation {
            PlayedConversation(
                source: text(), turns: [.connected] + (0..<12).map { _ in turn() })
        }
    }
}
