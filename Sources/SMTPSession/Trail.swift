import SMTPGrammar

// A client that is out of step sends what the machine takes for commands: the lines of a message, the rest
// of a response, the other side of a recorded session. The reply is the same 500 as for any such line; what
// came before it tells the cause, and a note says it.

/// What explains a line that is no command.
enum Trail: UInt8, Hashable, Sendable, Codable {
    /// Nothing.
    case none
    /// The client was not greeted.
    case ungreeted
    /// DATA did not lead to message text.
    case refusedData
    /// A message ended.
    case messageEnd
    /// AUTH did not succeed.
    case refusedAuthentication
    /// BDAT was refused as a command.
    case chunk
    /// An empty line came; a PROXY header, version 2, begins with two.
    case emptyLine
    /// Two empty lines came.
    case emptyLines
}

extension Session {
    /// Notes why a line that is no command may have come.
    mutating func noteStep(_ line: Span<UInt8>, _ outputs: inout [Output]) {
        if trail == .emptyLines, line.count == 1, line[0] == ASCII.nul {
            outputs.append(.note(Note(.otherProtocol, detail: "a PROXY header, version 2")))
        }
        noteStep(Session.commandText(line), &outputs)
    }

    /// Notes the same for a line of an unknown verb; what comes next is in its light.
    mutating func noteStep(_ text: CommandText, _ outputs: inout [Output]) {
        if let rule = Session.stepRule(text, trail) { outputs.append(.note(Note(rule))) }
        if text.verb == "BDAT" { trail = .chunk }
    }

    /// Refuses a line without a verb.
    mutating func refuseEmpty(_ outputs: inout [Output]) {
        noteStep(CommandText(verb: "", argument: []), &outputs)
        trail = trail.afterEmptyLine
        refuse(.emptyCommand, &outputs)
    }

    // Static, since a function that reads a session this large gets a copy of it.
    private static func stepRule(_ text: CommandText, _ trail: Trail) -> Rule? {
        guard !isReplyCode(text.verb) else { return .serverReply }
        return switch trail {
        case .none, .ungreeted, .emptyLine, .emptyLines: text.verb == "." ? .textAfterDot : nil
        case .refusedData: .textAfterData
        case .messageEnd: .textAfterDot
        case .refusedAuthentication: isBase64(text) ? .wrappedBase64 : nil
        case .chunk: .chunkAsCommands
        }
    }

    /// `220`, or `250-SIZE`, of a server's reply.
    private static func isReplyCode(_ word: String) -> Bool {
        var word = word
        return word.withUTF8 { octets in
            guard octets.count == 3 || octets.count > 3 && octets[3] == ASCII.hyphen else {
                return false
            }
            return octets[..<3].allSatisfy { $0 &- ASCII.zero < 10 }
                && (UInt8(ascii: "2")...UInt8(ascii: "5")).contains(octets[0])
        }
    }

    /// A line of nothing but the characters of base64, and too many for a mistyped verb.
    private static func isBase64(_ text: CommandText) -> Bool {
        text.argument.isEmpty && text.verb.utf8.count > 4
            && text.verb.utf8.allSatisfy { isOfBase64($0) }
    }

    private static func isOfBase64(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "+"), UInt8(ascii: "/"), ASCII.equals:
            true
        default: false
        }
    }
}

extension Trail {
    fileprivate var afterEmptyLine: Trail {
        switch self {
        case .none: .emptyLine
        case .emptyLine: .emptyLines
        case .ungreeted, .refusedData, .messageEnd, .refusedAuthentication, .chunk, .emptyLines:
            self
        }
    }
}

extension Session {
    /// Refuses a verb that is not in order.
    mutating func refuse(_ verb: Verb, _ rule: Rule, _ outputs: inout [Output]) {
        if verb == .data { trail = .refusedData }
        if verb == .auth { trail = .refusedAuthentication }
        if verb == .bdat, rule == .notOffered || rule == .listedButOff { trail = .chunk }
        refuse(rule, &outputs)
    }
}
