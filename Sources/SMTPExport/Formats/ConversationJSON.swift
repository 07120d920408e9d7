import OctetText

extension ExportFormat {
    /// All of the conversation as a JSON object, a turn a line.
    static let json = ExportFormat(
        "json", "a JSON object",
        usage: "for programs of your own",
        holds: Set(PlayedFeature.allCases).subtracting([.secrets]),
        readAs: "json",
        lines: { conversation, options, warnings in
            let turns = conversation.turns.map { json($0, options) }
            let notes = warnings.map(quoted).joined(separator: ",")
            let source = conversation.source.isEmpty ? "null" : quoted(conversation.source)
            return [
                "{\"smtpsim\":\"conversation\",\"version\":1,\"source\":\(source),\"notes\":[\(notes)],",
                "\"turns\":[",
            ]
                + turns.enumerated().map { index, turn in
                    turn + (index < turns.count - 1 ? "," : "")
                } + ["]}"]
        })

    private static func json(_ turn: PlayedTurn, _ options: ExportOptions) -> String {
        switch turn {
        case .connected: #"{"turn":"connected"}"#
        case .sent(let write):
            "{\"turn\":\"sent\",\"parts\":["
                + write.parts.map { json($0, options) }.joined(separator: ",") + "]}"
        case .reply(let reply):
            "{\"turn\":\"reply\",\"code\":\(reply.code.map(String.init) ?? "null"),\"lines\":["
                + reply.lines.map(quoted).joined(separator: ",") + "]}"
        case .secured: #"{"turn":"secured"}"#
        case .closed(let byClient):
            "{\"turn\":\"closed\",\"by\":\"\(byClient ? "client" : "server")\"}"
        }
    }

    private static func json(_ part: PlayedWrite.Part, _ options: ExportOptions) -> String {
        let octets = options.showsSecrets ? part.octets : part.harmless ?? part.octets
        let secret = part.harmless == nil ? "" : ",\"secret\":true"
        let text = String(validating: octets, as: UTF8.self).map { "\"text\":\(quoted($0))" }
        return
            "{\"as\":\"\(name(part.kind))\"\(secret),\(text ?? "\"hex\":\"\(hexadecimal(octets))\"")}"
    }

    private static func name(_ kind: PlayedWrite.Part.Kind) -> String {
        switch kind {
        case .command: "command"
        case .response: "response"
        case .text: "text"
        case .chunk: "chunk"
        case .dropped: "dropped"
        }
    }

    private static func hexadecimal(_ octets: [UInt8]) -> String {
        octets.map(\.hexadecimal).joined()
    }

    /// A string of JSON in which everything but visible ASCII is an escape, and `</` ends no element of HTML.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for unit in text.utf16 {
            switch unit {
            case 0x22: quoted += "\\\""
            case 0x5C: quoted += "\\\\"
            case 0x0A: quoted += "\\n"
            case 0x0D: quoted += "\\r"
            case 0x2F where quoted.hasSuffix("<"): quoted += "\\/"
            case 0x20..<0x7F: quoted.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
            default:
                let digits = String(unit, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
        return quoted + "\""
    }
}
