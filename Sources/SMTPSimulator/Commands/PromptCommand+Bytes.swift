import OctetText
import SASL
import SMTPGrammar
import SMTPPolicy
import SMTPScript
import SMTPSession

extension PromptCommand {
    static func parseBytes(
        _ name: String, _ words: inout CommandWords
    ) throws(CommandError) -> PromptCommand? {
        switch name {
        case "send":
            return .send(
                try scriptText(words) { cursor throws(LineFault) in
                    let bytes = try ClientBytes(parsing: &cursor, after: ":send")
                    var sent = 0
                    try bytes.check(in: cursor.octets, after: ":send", ScriptLimits(), sent: &sent)
                    return bytes
                })
        case "file":
            return .file(
                try scriptText(words) { cursor throws(LineFault) in
                    try ClientFile(parsing: &cursor, after: ":file")
                })
        case "hex": return .hex(try parseHexadecimal(words))
        case "chunk":
            let word = try words.last("a number, or off")
            if word.text.lowercased() == "off" { return .chunk(nil) }
            return .chunk(try CommandWords.number(word, 1...1_000_000))
        default: return nil
        }
    }

    /// Reads arguments that are written as in a script.
    private static func scriptText<Value>(
        _ words: CommandWords, _ read: (inout WordReader) throws(LineFault) -> Value
    ) throws(CommandError) -> Value {
        let text = words.rest
        var cursor = WordReader(text)
        do {
            return try read(&cursor)
        } catch {
            throw CommandError(
                error.message, at: words.column + error.column(in: Array(text.utf8)) - 1)
        }
    }

    private static func parseHexadecimal(_ words: CommandWords) throws(CommandError) -> [UInt8] {
        var bytes: [UInt8] = []
        var high: UInt8?
        for (offset, octet) in words.rest.utf8.enumerated() where !octet.isBlank {
            guard let value = octet.hexadecimalValue else {
                throw CommandError("expected hexadecimal digits", at: words.column + offset)
            }
            if let first = high {
                bytes.append(first << 4 | UInt8(value))
                high = nil
            } else {
                high = UInt8(value)
            }
        }
        guard high == nil, !bytes.isEmpty else {
            throw CommandError(
                bytes.isEmpty && high == nil
                    ? "expected hexadecimal digits" : "expected two digits for each byte",
                at: words.column + words.rest.count)
        }
        return bytes
    }

    static func parseSimulation(
        _ name: String, _ words: inout CommandWords
    ) throws(CommandError) -> PromptCommand? {
        switch name {
        case "connect": return .connect(try parsePeer(&words))
        case "tls": return .tls(try parseTLS(&words))
        case "auth": return try parseAuthentication(&words)
        case "wait":
            let word = try words.last("a duration such as 5m")
            guard let milliseconds = DurationText.parse(word.text) else {
                throw CommandError("expected a duration: 250ms, 5s, 2m, 1h", at: word.column)
            }
            return .wait(milliseconds)
        default: return nil
        }
    }

    private static func parsePeer(_ words: inout CommandWords) throws(CommandError) -> Peer {
        var peer = Peer()
        while let word = try words.next() {
            if let address = value(word, "ip=") {
                guard AddressLiteral.isInternetAddress(Array(address.utf8)) else {
                    throw CommandError(
                        "expected an address: ip=192.0.2.1 or ip=2001:db8::1", at: word.column)
                }
                peer.address = address
            } else if let port = value(word, "port=") {
                guard let number = UInt16(port) else {
                    throw CommandError("expected a port, 0 to 65535", at: word.column)
                }
                peer.port = number
            } else if word.text == "tls" {
                peer.tls = TLSInfo()
            } else {
                throw CommandError("expected ip=ADDRESS, port=N or tls", at: word.column)
            }
        }
        return peer
    }

    private static func parseTLS(_ words: inout CommandWords) throws(CommandError) -> TLSInfo {
        var info = TLSInfo()
        while let word = try words.next() {
            if let version = value(word, "version=") {
                info.version = EscapedText.inLine(version.utf8)
            } else if let identity = value(word, "identity=") {
                info.clientIdentity = EscapedText.inLine(identity.utf8)
            } else {
                throw CommandError("expected version=… or identity=…", at: word.column)
            }
        }
        return info
    }

    private static func value(_ word: CommandWords.Word, _ key: String) -> String? {
        // Not by characters: what follows may combine with the equals sign.
        guard word.text.utf8.starts(with: key.utf8) else { return nil }
        return String(Substring(word.text.utf8.dropFirst(key.utf8.count)))
    }

    private static func parseAuthentication(
        _ words: inout CommandWords
    ) throws(CommandError) -> PromptCommand {
        let word = try words.required("a mechanism")
        guard let mechanism = [Mechanism].spoken.named(word.text) else {
            throw CommandError(
                "unknown mechanism \(EscapedText.inLine(word.text.utf8))", at: word.column,
                suggestion: nearestName(
                    to: word.text, among: [Mechanism].spoken.map(\.name)))
        }
        if mechanism == .external {
            let user = try words.next()?.text ?? ""
            try words.end()
            let identity = user.isEmpty ? nil : user
            return .auth(
                mechanism,
                Credential(user: user, secret: Secret(""), authorizationIdentity: identity))
        }
        let user = try words.required("a user's name").text
        let password = try words.password().text
        return .auth(mechanism, Credential(user: user, secret: Secret(password)))
    }
}
