/// Reads string literals as Python, JavaScript and Go agree to read them, written without smtpsim's code.
enum LiteralReader {
    /// What a program sends, write by write: the literals between `send(` and `)`.
    ///
    /// A secret is the name of its variable in angle brackets.
    static func writes(in program: String) -> [[UInt8]] {
        var writes: [[UInt8]] = []
        var rest = program[...]
        while let start = next("send([", in: rest, ending: "])") {
            var octets: [UInt8] = []
            var text = start
            while !text.hasPrefix("])"), !text.hasPrefix("})") {
                if text.hasPrefix("secret(\"") {
                    text = text.dropFirst(8)
                    octets += Array("<\(text.prefix { $0 != "\"" })>".utf8)
                    text = text.drop { $0 != ")" }.dropFirst()
                } else if text.first == "\"" {
                    octets += literal(&text)
                } else {
                    text = text.dropFirst()
                }
            }
            writes.append(octets)
            rest = text
        }
        return writes
    }

    /// The text after the next call that sends, which stands at the beginning of its line.
    private static func next(_ call: String, in text: Substring, ending: String) -> Substring? {
        var lines = text
        while let end = lines.firstIndex(of: "\n") {
            lines = lines[lines.index(after: end)...]
            let line = lines.drop { $0 == " " || $0 == "\t" }
            for call in ["send([]string{", "send(["] where line.hasPrefix(call) {
                return line.dropFirst(call.count)
            }
        }
        return nil
    }

    private static func literal(_ text: inout Substring) -> [UInt8] {
        var octets: [UInt8] = []
        text = text.dropFirst()
        while let character = text.popFirst(), character != "\"" {
            guard character == "\\" else {
                octets += character.utf8
                continue
            }
            switch text.popFirst() {
            case "r": octets.append(0x0D)
            case "n": octets.append(0x0A)
            case "x":
                octets.append(UInt8(text.prefix(2), radix: 16) ?? 0)
                text = text.dropFirst(2)
            case let other?: octets += other.utf8
            case nil: break
            }
        }
        return octets
    }
}
