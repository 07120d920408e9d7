import OctetText

/// The two characters that say what a line is, comments and commands apart.
enum ScriptMark: String, CaseIterable {
    case clientText = "C:"
    case clientBytes = "C+"
    case messageText = "C|"
    case clientFile = "C<"
    case expectLine = "S:"
    case expectReply = "S="
    case optionalLine = "S?"
    case anyFurtherLines = "S*"
    case groupStart = "S{"
    case groupEnd = "S}"
    case mustNotOccur = "S!"
    case serverEvent = "S."
    case answer = "A:"

    /// The mark at the start of these bytes.
    init?(at bytes: ArraySlice<UInt8>) {
        guard let first = bytes.first, let second = bytes.dropFirst().first,
            let mark = ScriptMark.all[[first, second]]
        else { return nil }
        self = mark
    }

    /// The marks by their two octets.
    private static let all = Dictionary(
        uniqueKeysWithValues: allCases.map { (SIMD2(Array($0.rawValue.utf8)), $0) })

    /// Whether the prompt shows it before what a person types.
    var isTyped: Bool {
        switch self {
        case .clientText, .clientBytes, .answer: true
        case .messageText, .clientFile, .expectLine, .expectReply, .optionalLine,
            .anyFurtherLines, .groupStart, .groupEnd, .mustNotOccur, .serverEvent:
            false
        }
    }
}

extension Script {
    /// Whether some input is a script, maybe with errors, rather than plain SMTP lines: whether its
    /// first line that is neither blank nor a command begins like a script line, or there are only commands.
    ///
    /// No SMTP command does: they begin with a verb of letters. A line counts when it begins with
    /// `#`, with a mark that a blank or the line's end follows, or is a
    /// section header. Indentation, a byte order mark, and what the prompt shows before a mark are ignored.
    package static func isLikely(_ bytes: some Sequence<UInt8>) -> Bool {
        let start = Array(bytes.prefix(ScriptLimits().lineLength))
        var hasCommand = false
        for line in RawLines(start.starts(with: byteOrderMark) ? start[3...] : start[...]) {
            let text = line.text.drop(while: \.isBlank)
            guard !text.isEmpty else { continue }
            // A command stands in both: what comes after it decides.
            guard !isCommand(text) else {
                hasCommand = true
                continue
            }
            return isLikely(line: text) || ScriptSection.sectionName(in: line.text) != nil
        }
        return hasCommand
    }

    private static func isCommand(_ line: ArraySlice<UInt8>) -> Bool {
        line.first == UInt8(ascii: ":") && line.dropFirst().first?.isLetter ?? false
    }

    private static func isLikely(line: ArraySlice<UInt8>) -> Bool {
        let line = line.dropFirst(PromptDecoration.length(in: line))
        let rest = line.dropFirst()
        switch line.first {
        case UInt8(ascii: "#"): return true
        case UInt8(ascii: ":"): return isCommand(line)
        default: return ScriptMark(at: line) != nil && rest.dropFirst().first?.isBlank ?? true
        }
    }
}
